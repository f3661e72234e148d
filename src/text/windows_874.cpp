#include "text/windows_874.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace truat::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Bytes 0x80 to 0x9F that have a meaning (Microsoft's best-fit table of code page 874); 0 where there is
/// none.
constexpr std::array<char32_t, 32> upper_controls{
    0x20AC, 0,      0,      0,      0,      0x2026, 0,      0,     0, 0, 0, 0, 0, 0, 0, 0, //
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014};

char32_t character_of(unsigned char byte) {
  if (byte < 0x80)
    return byte;
  if (byte < 0xA0)
    return upper_controls[byte - 0x80U] != 0 ? upper_controls[byte - 0x80U] : replacement;
  if (byte == 0xA0)
    return 0x00A0;
  if ((byte >= 0xA1 && byte <= 0xDA) || (byte >= 0xDF && byte <= 0xFB))
    return 0x0E00U + (byte - 0xA0U);
  return replacement;
}

std::optional<unsigned char> byte_of(char32_t c) {
  if (c < 0x80)
    return static_cast<unsigned char>(c);
  if (c == 0x00A0)
    return static_cast<unsigned char>(0xA0);
  if ((c >= 0x0E01 && c <= 0x0E3A) || (c >= 0x0E3F && c <= 0x0E5B))
    return static_cast<unsigned char>(c - 0x0E00 + 0xA0);
  for (std::size_t i = 0; i < upper_controls.size(); ++i)
    if (upper_controls[i] == c)
      return static_cast<unsigned char>(0x80 + i);
  return std::nullopt;
}

struct ByteOrderMark {
  std::string_view bytes;
  TextEncoding encoding;
};
constexpr std::array<ByteOrderMark, 3> byte_order_marks{{{"\xEF\xBB\xBF", TextEncoding::utf8},
                                                         {"\xFF\xFE", TextEncoding::utf16_little_endian},
                                                         {"\xFE\xFF", TextEncoding::utf16_big_endian}}};

/// Bytes that a UTF-8 character with this first byte has; 0 if none begins so.
std::size_t utf8_length(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF)
    return 2;
  if (first >= 0xE0 && first <= 0xEF)
    return 3;
  return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/// Whether everything from `at` on is the start of one UTF-8 character that goes on behind the end.
bool is_cut_character(std::string_view bytes, std::size_t at) {
  const std::string_view rest = bytes.substr(at);
  return rest.size() < utf8_length(static_cast<unsigned char>(rest.front())) &&
         std::ranges::all_of(
             rest.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

bool has_non_ascii(std::string_view bytes) {
  return std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

DecodedText decode_utf8_text(std::string_view bytes) {
  DecodedText out;
  out.text.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint point = decode_utf8(bytes);
    const auto length = static_cast<std::size_t>(point.length);
    out.unreadable += point.value == replacement && length == 1 ? 1 : 0;
    append_utf8(out.text, point.value);
    bytes.remove_prefix(length);
  }
  return out;
}

DecodedText decode_windows_874(std::string_view bytes) {
  DecodedText out;
  out.text.reserve(bytes.size() * 3);
  for (const char c : bytes) {
    const char32_t character = character_of(static_cast<unsigned char>(c));
    out.unreadable += character == replacement ? 1 : 0;
    append_utf8(out.text, character);
  }
  return out;
}

DecodedText decode_utf16(std::string_view bytes, TextEncoding encoding) {
  const std::size_t high = encoding == TextEncoding::utf16_big_endian ? 0 : 1;
  const auto unit_at = [&](std::size_t at) {
    const auto upper = static_cast<unsigned char>(bytes[at + high]);
    const auto lower = static_cast<unsigned char>(bytes[at + 1 - high]);
    return static_cast<char32_t>(upper << 8U | lower);
  };
  DecodedText out;
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t unit = unit_at(at);
    const bool is_pair =
        unit >= 0xD800 && unit <= 0xDBFF && at + 3 < bytes.size() && (unit_at(at + 2) & 0xFC00U) == 0xDC00U;
    if (is_pair) {
      unit = 0x10000U + ((unit & 0x3FFU) << 10U) + (unit_at(at + 2) & 0x3FFU);
      at += 2;
    } else if (unit >= 0xD800 && unit <= 0xDFFF) {
      unit = replacement;
      ++out.unreadable;
    }
    append_utf8(out.text, unit);
  }
  if (at < bytes.size()) {
    append_utf8(out.text, replacement);
    ++out.unreadable;
  }
  return out;
}

} // namespace

TextEncoding detect_encoding(std::string_view bytes) {
  for (const ByteOrderMark& mark : byte_order_marks)
    if (bytes.starts_with(mark.bytes))
      return mark.encoding;
  const std::size_t bad = find_invalid_utf8(bytes);
  if (bad == std::string_view::npos)
    return TextEncoding::utf8;
  if (is_cut_character(bytes, bad) && has_non_ascii(bytes.substr(0, bad)))
    return TextEncoding::utf8;
  return TextEncoding::windows_874;
}

DecodedText decode_text(std::string_view bytes, TextEncoding encoding) {
  for (const ByteOrderMark& mark : byte_order_marks)
    if (mark.encoding == encoding && bytes.starts_with(mark.bytes))
      bytes.remove_prefix(mark.bytes.size());
  switch (encoding) {
  case TextEncoding::utf8:
    return decode_utf8_text(bytes);
  case TextEncoding::windows_874:
    return decode_windows_874(bytes);
  case TextEncoding::utf16_little_endian:
  case TextEncoding::utf16_big_endian:
    return decode_utf16(bytes, encoding);
  }
  return {};
}

Result<std::string> encode_windows_874(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    const auto length = static_cast<std::size_t>(point.length);
    const auto byte = byte_of(point.value);
    if (!byte)
      return failure("encoding.not_in_windows_874", {{"character", std::string(text.substr(0, length))}});
    out.push_back(static_cast<char>(*byte));
    text.remove_prefix(length);
  }
  return out;
}

} // namespace truat::text
