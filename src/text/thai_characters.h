// Classes of Thai characters (Unicode block 0E00), as input, sorting and drawing need them.
#pragma once

#include <cstdint>

namespace truat::text {

enum class ThaiClass : std::uint8_t {
  none,            ///< not Thai, or unassigned
  consonant,       ///< ก to ฮ, with ฤ and ฦ, which take marks as consonants do
  leading_vowel,   ///< เ แ โ ใ ไ: written before the consonant that they follow in speech
  following_vowel, ///< ะ า ๅ
  sara_am,         ///< ำ: a mark above and a letter after
  above_vowel,     ///< ั ิ ี ึ ื ็ ํ
  below_vowel,     ///< ุ ู ฺ
  tone,            ///< ่ ้ ๊ ๋
  above_sign,      ///< ์ ๎
  digit,           ///< ๐ to ๙
  sign,            ///< ฯ ๆ ฿ ๏ ๚ ๛
};

[[nodiscard]] constexpr ThaiClass thai_class(char32_t c) {
  if (c < 0x0E01 || c > 0x0E5B || (c > 0x0E3A && c < 0x0E3F))
    return ThaiClass::none;
  if (c <= 0x0E2E)
    return ThaiClass::consonant;
  if (c >= 0x0E34 && c <= 0x0E37)
    return ThaiClass::above_vowel;
  if (c >= 0x0E38 && c <= 0x0E3A)
    return ThaiClass::below_vowel;
  if (c >= 0x0E40 && c <= 0x0E44)
    return ThaiClass::leading_vowel;
  if (c >= 0x0E48 && c <= 0x0E4B)
    return ThaiClass::tone;
  if (c >= 0x0E50 && c <= 0x0E59)
    return ThaiClass::digit;
  switch (c) {
  case 0x0E30:
  case 0x0E32:
  case 0x0E45:
    return ThaiClass::following_vowel;
  case 0x0E31:
  case 0x0E47:
  case 0x0E4D:
    return ThaiClass::above_vowel;
  case 0x0E33:
    return ThaiClass::sara_am;
  case 0x0E4C:
  case 0x0E4E:
    return ThaiClass::above_sign;
  default:
    return ThaiClass::sign;
  }
}

[[nodiscard]] constexpr bool is_thai(char32_t c) {
  return thai_class(c) != ThaiClass::none;
}
[[nodiscard]] constexpr bool is_thai_consonant(char32_t c) {
  return c >= 0x0E01 && c <= 0x0E2E;
}
/// What stands on or after a consonant without being a letter of its own to the cursor: ั ำ ิ to ฺ, ็ to ๎.
[[nodiscard]] constexpr bool is_thai_mark(char32_t c) {
  return c == 0x0E31 || (c >= 0x0E33 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}
[[nodiscard]] constexpr bool is_thai_digit(char32_t c) {
  return c >= 0x0E50 && c <= 0x0E59;
}
[[nodiscard]] constexpr bool is_leading_vowel(char32_t c) {
  return c >= 0x0E40 && c <= 0x0E44;
}
[[nodiscard]] constexpr bool is_thai_tone(char32_t c) {
  return c >= 0x0E48 && c <= 0x0E4B;
}

} // namespace truat::text
