// Windows-874 (TIS-620 with Microsoft's punctuation) and what else text files come in, to and from UTF-8.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace truat::text {

enum class TextEncoding : std::uint8_t { utf8, windows_874, utf16_little_endian, utf16_big_endian };

/// What the bytes are: by their byte order mark; else UTF-8 if they are well formed as such (plain ASCII
/// too); else Windows-874. Files are looked at by their start: bytes that end in the middle of a character
/// are UTF-8 if they have shown whole ones before.
[[nodiscard]] TextEncoding detect_encoding(std::string_view bytes);

/// Text in UTF-8, and how many places of the bytes stood for nothing (each is U+FFFD in the text).
struct DecodedText {
  std::string text;
  std::size_t unreadable = 0;
  bool operator==(const DecodedText&) const = default;
};
/// Decodes without its byte order mark.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, TextEncoding encoding);
[[nodiscard]] inline DecodedText decode_text(std::string_view bytes) {
  return decode_text(bytes, detect_encoding(bytes));
}

/// UTF-8 to Windows-874. Error: `encoding.not_in_windows_874` with the first `character` that it lacks.
[[nodiscard]] Result<std::string> encode_windows_874(std::string_view text);

} // namespace truat::text
