#include "text/latin_letters.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace truat::text {
namespace {

struct Composition {
  char16_t letter;
  char16_t mark;
  char16_t composed;
};
constexpr Composition compositions[] = {
#include "text/latin_compositions.inc"
};

std::pair<char32_t, char32_t> parts_of(const Composition& composition) {
  return {composition.letter, composition.mark};
}

/// Blocks in which capitals and small letters alternate, capital first, from an even or from an odd code.
bool is_in_even_pairs(char32_t c) {
  return (c >= 0x0100 && c <= 0x0137) || (c >= 0x014A && c <= 0x0177) || (c >= 0x01DE && c <= 0x01EF) ||
         (c >= 0x01F8 && c <= 0x021F) || (c >= 0x0222 && c <= 0x0233) || (c >= 0x1E00 && c <= 0x1E95) ||
         (c >= 0x1EA0 && c <= 0x1EFF) || (c >= 0x0460 && c <= 0x0481);
}
bool is_in_odd_pairs(char32_t c) {
  return (c >= 0x0139 && c <= 0x0148) || (c >= 0x0179 && c <= 0x017E) || (c >= 0x01CD && c <= 0x01DC);
}

} // namespace

char32_t compose_latin(char32_t letter, char32_t mark) {
  const auto* const found = std::ranges::lower_bound(compositions, std::pair(letter, mark), {}, parts_of);
  return found != std::end(compositions) && parts_of(*found) == std::pair(letter, mark) ? found->composed : 0;
}

std::optional<LatinParts> decompose_latin(char32_t composed) {
  if (composed < 0x00C0 || composed > 0x1EFF)
    return std::nullopt;
  const auto* const found = std::ranges::find(compositions, composed, &Composition::composed);
  if (found == std::end(compositions))
    return std::nullopt;
  return LatinParts{found->letter, found->mark};
}

char32_t latin_base(char32_t c) {
  while (const auto parts = decompose_latin(c))
    c = parts->letter;
  return c;
}

int latin_mark_class(char32_t c) {
  if (c == 0x031B)
    return 216;
  if (c == 0x0327 || c == 0x0328)
    return 202;
  if ((c >= 0x0323 && c <= 0x0326) || c == 0x032D || c == 0x032E || c == 0x0330 || c == 0x0331)
    return 220;
  const bool above =
      (c >= 0x0300 && c <= 0x0304) || (c >= 0x0306 && c <= 0x030C) || c == 0x030F || c == 0x0311;
  return above ? 230 : 0;
}

char32_t lower_case(char32_t c) {
  if (c < 0x80)
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0x00C0 && c <= 0x00DE && c != 0x00D7) || (c >= 0x0391 && c <= 0x03AB && c != 0x03A2) ||
      (c >= 0x0410 && c <= 0x042F) || (c >= 0xFF21 && c <= 0xFF3A))
    return c + 32;
  if (c >= 0x0400 && c <= 0x040F)
    return c + 80;
  switch (c) {
  case 0x0130:
    return 'i';
  case 0x0178:
    return 0x00FF;
  case 0x01F4:
    return 0x01F5;
  case 0x1E9E:
    return 0x00DF;
  default:
    break;
  }
  if (is_in_even_pairs(c))
    return c | 1U;
  if (is_in_odd_pairs(c))
    return c + (c & 1U);
  return c;
}

} // namespace truat::text
