// UTF-8: validation and code points (Unicode 15, table 3-7: no surrogates, no overlong forms, nothing past
// U+10FFFF).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace truat {

/// The offset of the first byte that is not well-formed UTF-8, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);
[[nodiscard]] inline bool is_valid_utf8(std::string_view text) {
  return find_invalid_utf8(text) == std::string_view::npos;
}

struct CodePoint {
  char32_t value = 0;
  int length = 0; ///< bytes, 1 to 4; a byte that is not well formed is U+FFFD of length 1
};
/// The code point at the front. Contract: `text` is not empty.
[[nodiscard]] CodePoint decode_utf8(std::string_view text);
void append_utf8(std::string& out, char32_t code_point);
/// The text with U+FFFD for each byte that is not well formed.
[[nodiscard]] std::string mended_utf8(std::string_view text);
/// The front of a text, at most so many bytes and no part of a code point.
[[nodiscard]] std::string front_of(std::string_view text, std::size_t bytes);

} // namespace truat
