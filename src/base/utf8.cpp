#include "base/utf8.h"

#include "base/contract.h"

#include <algorithm>

namespace truat {
namespace {

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The least and greatest second byte for a first byte, as table 3-7 of the Unicode standard has them.
struct SecondByte {
  unsigned char least = 0x80;
  unsigned char greatest = 0xBF;
};

SecondByte second_byte_of(unsigned char first) {
  switch (first) {
  case 0xE0:
    return {0xA0, 0xBF};
  case 0xED:
    return {0x80, 0x9F};
  case 0xF0:
    return {0x90, 0xBF};
  case 0xF4:
    return {0x80, 0x8F};
  default:
    return {};
  }
}

} // namespace

CodePoint decode_utf8(std::string_view text) {
  expects(!text.empty(), "decode_utf8 of nothing");
  constexpr CodePoint malformed{0xFFFD, 1};
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80)
    return {first, 1};
  const int length = first >= 0xC2 && first <= 0xDF
                         ? 2
                         : (first >= 0xE0 && first <= 0xEF ? 3 : (first >= 0xF0 && first <= 0xF4 ? 4 : 0));
  if (length == 0 || text.size() < static_cast<std::size_t>(length))
    return malformed;
  const auto second = static_cast<unsigned char>(text[1]);
  const SecondByte range = second_byte_of(first);
  if (second < range.least || second > range.greatest)
    return malformed;
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < static_cast<std::size_t>(length); ++i) {
    if (!is_continuation(text[i]))
      return malformed;
    value = (value << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {value, length};
}

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode_utf8(text.substr(at));
    if (point.length == 1)
      return at;
    at += static_cast<std::size_t>(point.length);
  }
  return std::string_view::npos;
}

void append_utf8(std::string& out, char32_t code_point) {
  expects(code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF), "a Unicode scalar value");
  const auto byte = [&out](char32_t value) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
  };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
    byte(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    byte(0xE0 | (code_point >> 12));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  } else {
    byte(0xF0 | (code_point >> 18));
    byte(0x80 | ((code_point >> 12) & 0x3F));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  }
}

std::string mended_utf8(std::string_view text) {
  std::string mended;
  mended.reserve(text.size());
  while (!text.empty()) {
    const std::size_t good = std::min(find_invalid_utf8(text), text.size());
    mended += text.substr(0, good);
    text.remove_prefix(good);
    if (!text.empty()) {
      append_utf8(mended, U'\uFFFD');
      text.remove_prefix(1);
    }
  }
  return mended;
}

std::string front_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes)
    return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
    --bytes;
  return std::string(text.substr(0, bytes));
}

} // namespace truat
