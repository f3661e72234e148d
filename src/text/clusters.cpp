#include "text/clusters.h"

#include "base/contract.h"
#include "base/utf8.h"
#include "text/thai_characters.h"

#include <algorithm>

namespace truat::text {
namespace {

/// The Thai character at the front without a full decoder: all of the block is E0 B8 81 to E0 B9 9B. 0 if
/// there is none.
char32_t thai_character(std::string_view text) {
  if (text.size() < 3 || static_cast<unsigned char>(text[0]) != 0xE0)
    return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  if ((second != 0xB8 && second != 0xB9) || (third & 0xC0U) != 0x80U)
    return 0;
  return (second == 0xB8 ? 0x0E00U : 0x0E40U) + (third & 0x3FU);
}

constexpr char32_t zero_width_joiner = 0x200D;

/// Characters that stand on the one before them (Unicode 15: the combining blocks, selectors and emoji
/// modifiers).
bool extends_cluster(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) ||
         (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0100 && c <= 0xE01EF) || c == zero_width_joiner;
}

/// Backwards over one code point; a stray continuation byte counts as one.
std::size_t previous_code_point(std::string_view text, std::size_t at) {
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
    --start;
  const CodePoint point = decode_utf8(text.substr(start));
  return start + static_cast<std::size_t>(point.length) == at ? start : at - 1;
}

/// Whether a cluster surely starts here, whatever is before it: safe ground to walk forward from.
bool starts_cluster(std::string_view text, std::size_t at) {
  const CodePoint point = decode_utf8(text.substr(at));
  if (is_thai_mark(point.value) || extends_cluster(point.value) || point.value == '\n')
    return false;
  if (at == 0)
    return true;
  return decode_utf8(text.substr(previous_code_point(text, at))).value != zero_width_joiner;
}

} // namespace

// Every drawn and measured frame comes through here for each letter of its text.
std::size_t thai_cluster_bytes(std::string_view text) {
  const std::size_t most = std::min(text.size(), most_cluster_characters * 3);
  if (most < 6 || !is_thai_consonant(thai_character(text)))
    return 0;
  std::size_t bytes = 3;
  while (bytes + 3 <= most && is_thai_mark(thai_character(text.substr(bytes))))
    bytes += 3;
  return bytes > 3 ? bytes : 0;
}

std::size_t next_cluster(std::string_view text, std::size_t at) {
  expects(at < text.size(), "next_cluster past the end");
  if (const std::size_t bytes = thai_cluster_bytes(text.substr(at)))
    return at + bytes;
  const CodePoint first = decode_utf8(text.substr(at));
  std::size_t end = at + static_cast<std::size_t>(first.length);
  if (first.value == '\r' && end < text.size() && text[end] == '\n')
    return end + 1;
  if (first.value < 0x20)
    return end;
  while (end < text.size()) {
    const CodePoint point = decode_utf8(text.substr(end));
    if (!extends_cluster(point.value))
      break;
    end += static_cast<std::size_t>(point.length);
    if (point.value == zero_width_joiner && end < text.size() &&
        static_cast<unsigned char>(text[end]) >= 0x80)
      end += static_cast<std::size_t>(decode_utf8(text.substr(end)).length);
  }
  return end;
}

std::size_t previous_cluster(std::string_view text, std::size_t at) {
  expects(at > 0 && at <= text.size(), "previous_cluster before the start");
  std::size_t start = previous_code_point(text, at);
  while (start > 0 && !starts_cluster(text, start))
    start = previous_code_point(text, start);
  // Forward again, because only the walk from a sure start knows where a cluster that is too long was
  // divided.
  std::size_t end = next_cluster(text, start);
  while (end < at) {
    start = end;
    end = next_cluster(text, start);
  }
  return start;
}

std::size_t count_clusters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = next_cluster(text, at))
    ++count;
  return count;
}

std::string_view first_clusters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && count-- > 0)
    end = next_cluster(text, end);
  return text.substr(0, end);
}

} // namespace truat::text
