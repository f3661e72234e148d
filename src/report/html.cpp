#include "report/html.h"

#include "base/contract.h"

#include <utility>

namespace truat::report {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
        out += c;
    }
  }
  return out;
}

Html& Html::open(std::string_view element, std::string_view classes) {
  m_text.append("<").append(element);
  if (!classes.empty())
    m_text.append(" class=\"").append(classes).append("\"");
  m_text += '>';
  m_open.emplace_back(element);
  return *this;
}

Html& Html::close() {
  expects(!m_open.empty(), "an open element");
  m_text.append("</").append(m_open.back()).append(">");
  m_open.pop_back();
  return *this;
}

Html& Html::text(std::string_view text) {
  m_text += escaped(text);
  return *this;
}

Html& Html::element(std::string_view name, std::string_view text, std::string_view classes) {
  return open(name, classes).text(text).close();
}

Html& Html::image(std::string_view url, std::string_view description) {
  m_text.append("<img src=\"")
      .append(escaped(url))
      .append("\" alt=\"")
      .append(escaped(description))
      .append("\">");
  return *this;
}

Html& Html::raw(std::string_view markup) {
  m_text += markup;
  return *this;
}

std::string Html::take() {
  expects(m_open.empty(), "every element is closed");
  return std::exchange(m_text, {});
}

} // namespace truat::report
