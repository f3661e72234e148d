// The XML of project programs, both ways: reading without entities or a document type, writing with the
// fields of a record in the order that the format's schema asks for.
#pragma once

#include "base/result.h"
#include "exchange/workbook_parts.h"
#include "project/plan.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::exchange {

/// Files of project programs are small; what is larger is none.
inline constexpr std::size_t most_plan_bytes = std::size_t{128} << 20;

/// Errors: `plans.too_large`, `xml.damaged` with the byte, `xml.doctype`, `exchange.broken_utf8`.
[[nodiscard]] Result<void> parse_plan_xml(pugi::xml_document& document, std::string_view bytes);

/// The text of an element, white space included.
[[nodiscard]] std::string text_of(pugi::xml_node node);

class XmlWriter {
public:
  XmlWriter() : m_text("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") {}
  XmlWriter& begin(std::string_view name);
  /// Of the element begun last, before anything stands in it.
  XmlWriter& attribute(std::string_view name, std::string_view value);
  /// Of an element that holds nothing but it.
  XmlWriter& text(std::string_view text);
  XmlWriter& end();
  XmlWriter& element(std::string_view name, std::string_view text);
  /// Contract: every element is ended.
  [[nodiscard]] std::string take();

private:
  void open();
  [[nodiscard]] std::size_t indentation() const;
  std::string m_text;
  std::vector<std::string> m_names;
  bool m_in_tag = false;
  bool m_in_line = false; ///< the element begun last has its text behind its tag
};

/// Remarks of one kind on many places as one, with the first place and their number.
class RemarkCollector {
public:
  /// `what` is the argument by which remarks of one key are told apart.
  void add(std::string where, std::string key, std::string what);
  [[nodiscard]] std::vector<Warning> take();

private:
  struct Remark {
    std::string where;
    std::size_t count = 0;
  };
  std::map<std::pair<std::string, std::string>, std::size_t> m_index;
  std::vector<std::pair<std::pair<std::string, std::string>, Remark>> m_remarks; ///< in order of appearance
};

/// "12345", all of it.
[[nodiscard]] std::optional<std::int64_t> parse_whole(std::string_view text);
/// A decimal number times 10^`places`, rounded; exponents as other programs write them ("1.2E4") too.
[[nodiscard]] std::optional<std::int64_t> parse_scaled(std::string_view text, int places);
/// The shortest decimal of `value` × 10^-`places`: "1", "0.5".
[[nodiscard]] std::string scaled_text(std::int64_t value, int places);

} // namespace truat::exchange
