#include "audit/plain_text.h"

#include "base/utf8.h"

namespace truat::audit {
namespace {

bool is_invisible(char32_t c) {
  const bool space = c <= U' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
                     c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
  const bool zero_width =
      (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF;
  return space || zero_width || c == 0xAD || c == 0x7F;
}

bool is_dash(char32_t c) {
  return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}

char32_t arabic(char32_t c) {
  if (c >= 0x0E50 && c <= 0x0E59)
    return U'0' + (c - 0x0E50);
  return c >= 0xFF10 && c <= 0xFF19 ? U'0' + (c - 0xFF10) : c;
}

template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    visit(point.value);
    text.remove_prefix(static_cast<std::size_t>(point.length));
  }
}

} // namespace

std::string plain_key(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for_each_code_point(text, [&](char32_t c) {
    if (is_invisible(c))
      return;
    if (c >= U'A' && c <= U'Z')
      c += U'a' - U'A';
    append_utf8(plain, is_dash(c) ? U'-' : arabic(c));
  });
  return plain;
}

std::string with_arabic_digits(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for_each_code_point(text, [&](char32_t c) { append_utf8(plain, arabic(c)); });
  return plain;
}

std::string trimmed(std::string_view text) {
  while (!text.empty()) {
    const CodePoint first = decode_utf8(text);
    if (!is_invisible(first.value))
      break;
    text.remove_prefix(static_cast<std::size_t>(first.length));
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80)
      --start;
    if (!is_invisible(decode_utf8(text.substr(start)).value))
      break;
    text = text.substr(0, start);
  }
  return std::string(text);
}

} // namespace truat::audit
