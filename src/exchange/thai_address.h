// A Thai address in one line, taken apart: "99/1 หมู่ที่ 3 ซ.5 ถ.กาญจนวนิช ต.คอหงส์ อ.หาดใหญ่ จ.สงขลา 90110".
#pragma once

#include <string>
#include <string_view>

namespace truat::exchange {

/// Texts as written, without their words (ตำบล, อ.…). Empty where the address does not say.
struct ThaiAddress {
  std::string number;
  std::string village;
  std::string lane;
  std::string road;
  std::string subdistrict;
  std::string district;
  std::string province;
  std::string postcode; ///< five Arabic digits
  bool operator==(const ThaiAddress&) const = default;
};

/// What stands before the first known word is the number. Never fails: what is not understood stays in
/// `number`.
[[nodiscard]] ThaiAddress parse_thai_address(std::string_view text);

} // namespace truat::exchange
