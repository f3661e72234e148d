// Decimal numbers as people write them: exact, with the places that were typed. Nothing binary is ever
// stored.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat {

/// `units` × 10^-`places`. "9.60" keeps its two places. 18 significant digits at most.
struct Decimal {
  std::int64_t units = 0;
  std::int32_t places = 0; ///< 0 to 9

  /// Compares by value: 9.6 equals 9.60.
  [[nodiscard]] std::strong_ordering operator<=>(const Decimal& other) const;
  [[nodiscard]] bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }
};

/// Plain ASCII: an optional sign, digits, an optional point with digits. No exponent, no separators; nothing
/// otherwise.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);
/// The form in which decimals are kept: "1486.50", "-0.5".
[[nodiscard]] std::string to_string(const Decimal& decimal);
[[nodiscard]] double to_double(const Decimal& decimal);
/// Exact unless the digits overflow 18, then nothing.
[[nodiscard]] std::optional<Decimal> subtract(const Decimal& left, const Decimal& right);
[[nodiscard]] std::optional<Decimal> add(const Decimal& left, const Decimal& right);

} // namespace truat
