#include "exchange/xml_elements.h"

#include <algorithm>

namespace truat::exchange {
namespace {

constexpr std::size_t most_depth = 64;

/// The end of a tag that begins at `at`, past its ">": a ">" inside quotes is none. npos when it is not all
/// there.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char letter = text[at];
    if (quote != 0)
      quote = letter == quote ? '\0' : quote;
    else if (letter == '"' || letter == '\'')
      quote = letter;
    else if (letter == '>')
      return at + 1;
  }
  return std::string_view::npos;
}

std::size_t end_after(std::string_view text, std::size_t at, std::string_view mark) {
  const std::size_t found = text.find(mark, at);
  return found == std::string_view::npos ? found : found + mark.size();
}

std::string_view tag_name(std::string_view tag) {
  const std::size_t begin = tag.starts_with("</") ? 2 : 1;
  return tag.substr(begin, std::min(tag.find_first_of(" \t\r\n/>", begin), tag.size()) - begin);
}

} // namespace

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool XmlElements::is_wanted(std::string_view name) const {
  return std::ranges::find(m_wanted, local_name(name)) != m_wanted.end();
}

std::unexpected<Error> XmlElements::fail(std::string key) const {
  return failure(std::move(key), {}, "byte " + std::to_string(m_discarded + m_at));
}

void XmlElements::discard(std::size_t bytes) {
  m_buffer.erase(0, bytes);
  m_discarded += bytes;
  m_at -= bytes;
}

void XmlElements::feed(std::string_view piece) {
  m_buffer += piece;
}

bool XmlElements::is_complete() const {
  return !m_element && m_depth == 0 && m_buffer.find('<', m_at) == std::string::npos;
}

Result<std::optional<std::string_view>> XmlElements::next() {
  while (true) {
    const std::size_t open = m_buffer.find('<', m_at);
    if (open == std::string::npos) {
      m_at = m_buffer.size();
      break;
    }
    m_at = open;
    const std::string_view text = m_buffer;
    // Enough to tell "<![CDATA[" from "<!--" from "<!DOCTYPE".
    if (text.size() - open < 9 && text.substr(open, 2) == "<!")
      break;
    const std::string_view head = text.substr(open, 9);
    if (head.starts_with("<!DOCTYPE") || head.starts_with("<!ENTITY"))
      return fail("xml.doctype");
    std::size_t end = 0;
    const bool is_markup = head.starts_with("<!") || head.starts_with("<?");
    if (head.starts_with("<!--"))
      end = end_after(text, open + 4, "-->");
    else if (head.starts_with("<![CDATA["))
      end = end_after(text, open + 9, "]]>");
    else if (head.starts_with("<?"))
      end = end_after(text, open + 2, "?>");
    else if (head.starts_with("<!"))
      return fail("xml.damaged");
    else
      end = end_of_tag(text, open + 1);
    if (end == std::string_view::npos)
      break;
    m_at = end;
    if (is_markup)
      continue;
    const std::string_view tag = text.substr(open, end - open);
    const bool closes = tag.starts_with("</");
    const bool is_empty = !closes && tag.ends_with("/>");
    if (closes) {
      if (m_depth == 0)
        return fail("xml.damaged");
      --m_depth;
    } else if (!m_element && is_wanted(tag_name(tag))) {
      m_element = open;
      m_element_depth = m_depth;
    }
    if (!closes && !is_empty && ++m_depth > most_depth)
      return fail("xml.damaged");
    if (m_element && (closes || is_empty) && m_depth == m_element_depth) {
      const std::string_view element = text.substr(*m_element, end - *m_element);
      m_element.reset();
      return element;
    }
  }
  // All that can be told from the buffer is told: what is past is let go, at once rather than element by
  // element.
  const std::size_t keep_from = m_element ? *m_element : m_at;
  if (keep_from > 0) {
    discard(keep_from);
    if (m_element)
      m_element = 0;
  }
  if (m_buffer.size() > m_most_element_bytes)
    return fail("xml.element_too_large");
  return std::nullopt;
}

} // namespace truat::exchange
