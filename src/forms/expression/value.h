// The four types of XPath 1.0 and how they become each other, with the one extension of the ODK XForms
// specification: `number()` of a date or date-time text is its days since 1970-01-01T00:00Z.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace truat::forms::expression {

/// A node of a `Tree`.
using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

/// In document order, each node once, unless `randomize` made it.
using NodeSet = std::vector<NodeId>;

using Value = std::variant<double, std::string, bool, NodeSet>;

/// As XPath 1.0 section 4.2 says: "NaN", "Infinity", "-Infinity", no exponent, no ".0", no negative zero, and
/// no more digits than tell the number from its neighbours.
[[nodiscard]] std::string number_text(double number);

/// A number as XPath 1.0 writes it (white space around it, a minus sign; no plus sign, no exponent); NaN for
/// any other text.
[[nodiscard]] double plain_number(std::string_view text);

/// `plain_number`, or the days since the epoch of an ISO 8601 date or date-time; a date begins at local
/// midnight. NaN for any other text.
[[nodiscard]] double number_of_text(std::string_view text, int offset_minutes);

/// XPath's white space: space, tab, line feed, carriage return.
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// The words between white space, as answers to `select` questions are kept.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

} // namespace truat::forms::expression
