#include "exchange/plan_xml.h"

#include "base/contract.h"
#include "base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace truat::exchange {
namespace {

/// For text and attributes alike; what XML cannot hold becomes U+FFFD.
void append_escaped(std::string& out, std::string_view text) {
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '&')
      out += "&amp;";
    else if (letter == '<')
      out += "&lt;";
    else if (letter == '>')
      out += "&gt;";
    else if (letter == '"')
      out += "&quot;";
    else if (letter == '\n' || letter == '\t' || letter == '\r')
      out += "&#" + std::to_string(byte) + ";";
    else if (byte < 0x20)
      out += "\xEF\xBF\xBD";
    else
      out += letter;
  }
}

bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
         (bytes.size() > 1 && (bytes[0] == '\0' || bytes[1] == '\0'));
}

} // namespace

Result<void> parse_plan_xml(pugi::xml_document& document, std::string_view bytes) {
  if (bytes.size() > most_plan_bytes)
    return failure("plans.too_large", {{"limit", std::to_string(most_plan_bytes >> 20) + " MB"}});
  if (const std::size_t invalid = find_invalid_utf8(bytes);
      invalid != std::string_view::npos && !is_utf16(bytes))
    return failure("exchange.broken_utf8", {}, "byte " + std::to_string(invalid));
  const pugi::xml_parse_result parsed = document.load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single);
  if (!parsed)
    return failure("xml.damaged", {}, place_of(parsed, bytes));
  for (const pugi::xml_node node : document.children())
    if (node.type() == pugi::node_doctype)
      return failure("xml.doctype");
  return {};
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata)
      text += part.value();
  return mended_utf8(text);
}

XmlWriter& XmlWriter::begin(std::string_view name) {
  open();
  m_text.append(indentation(), ' ').append("<").append(name);
  m_names.emplace_back(name);
  m_in_tag = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  expects(m_in_tag, "attributes come before what stands in the element");
  m_text.append(" ").append(name).append("=\"");
  append_escaped(m_text, value);
  m_text += '"';
  return *this;
}

/// Deep nesting is written without ever wider margins.
std::size_t XmlWriter::indentation() const {
  return 2 * std::min<std::size_t>(m_names.size(), 16);
}

void XmlWriter::open() {
  if (m_in_tag)
    m_text += ">\n";
  m_in_tag = false;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  expects(m_in_tag, "text stands alone in its element");
  m_text += '>';
  append_escaped(m_text, text);
  m_in_tag = false;
  m_in_line = true;
  return *this;
}

XmlWriter& XmlWriter::end() {
  expects(!m_names.empty(), "an element is begun");
  const std::string name = std::move(m_names.back());
  m_names.pop_back();
  if (m_in_tag)
    m_text += "/>\n";
  else if (m_in_line)
    m_text.append("</").append(name).append(">\n");
  else
    m_text.append(indentation(), ' ').append("</").append(name).append(">\n");
  m_in_tag = false;
  m_in_line = false;
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view text) {
  open();
  m_text.append(indentation(), ' ').append("<").append(name).append(">");
  append_escaped(m_text, text);
  m_text.append("</").append(name).append(">\n");
  return *this;
}

std::string XmlWriter::take() {
  expects(m_names.empty(), "every element is ended");
  return std::move(m_text);
}

void RemarkCollector::add(std::string where, std::string key, std::string what) {
  auto name = std::pair(std::move(key), std::move(what));
  const auto [found, is_new] = m_index.try_emplace(name, m_remarks.size());
  if (is_new)
    m_remarks.push_back({std::move(name), {std::move(where), 0}});
  ++m_remarks[found->second].second.count;
}

std::vector<Warning> RemarkCollector::take() {
  std::vector<Warning> warnings;
  for (auto& [name, remark] : m_remarks)
    warnings.push_back({std::move(remark.where),
                        {name.first, {{"what", name.second}, {"count", std::to_string(remark.count)}}}});
  m_index.clear();
  m_remarks.clear();
  return warnings;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_scaled(std::string_view text, int places) {
  if (const auto exact = parse_decimal(text)) {
    std::int64_t units = exact->units;
    int shift = places - exact->places;
    for (; shift > 0; --shift)
      if (__builtin_mul_overflow(units, std::int64_t{10}, &units))
        return std::nullopt;
    for (; shift < -1; ++shift)
      units /= 10;
    return shift == 0 ? units : (units + (units < 0 ? -5 : 5)) / 10;
  }
  // Not exact and not of the kind that people write: as a double has it.
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return std::nullopt;
  value = std::round(value * std::pow(10.0, places));
  constexpr double most = 9e17;
  return value > -most && value < most ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
}

std::string scaled_text(std::int64_t value, int places) {
  std::string text = to_string(Decimal{value, places});
  if (text.find('.') == std::string::npos)
    return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

} // namespace truat::exchange
