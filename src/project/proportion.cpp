#include "project/proportion.h"

#include <limits>

namespace truat::project {
namespace {

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

struct Wide {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

Wide multiply(std::uint64_t left, std::uint64_t right) {
  constexpr std::uint64_t half = 0xFFFFFFFF;
  const std::uint64_t low = (left & half) * (right & half);
  const std::uint64_t first = (left >> 32) * (right & half) + (low >> 32);
  const std::uint64_t second = (left & half) * (right >> 32) + (first & half);
  return {(left >> 32) * (right >> 32) + (first >> 32) + (second >> 32), second << 32 | (low & half)};
}

} // namespace

std::optional<Satang> proportion(Satang amount, std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0)
    return std::nullopt;
  const bool negative = (amount.value < 0) != ((numerator < 0) != (denominator < 0));
  const std::uint64_t divisor = magnitude(denominator);
  const Wide product = multiply(magnitude(amount.value), magnitude(numerator));
  if (product.high >= divisor)
    return std::nullopt;
  // Long division, bit by bit: the quotient fits in 64.
  std::uint64_t rest = product.high;
  std::uint64_t quotient = 0;
  for (int bit = 63; bit >= 0; --bit) {
    const bool carried = rest >> 63 != 0;
    rest = rest << 1 | (product.low >> bit & 1);
    quotient <<= 1;
    if (carried || rest >= divisor) {
      rest -= divisor;
      quotient |= 1;
    }
  }
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (quotient > most)
    return std::nullopt;
  quotient += rest >= divisor - rest ? 1 : 0;
  if (quotient > most)
    return std::nullopt;
  const auto value = static_cast<std::int64_t>(quotient);
  return Satang{negative ? -value : value};
}

Satang saturated_sum(Satang left, Satang right) {
  Satang sum;
  if (__builtin_add_overflow(left.value, right.value, &sum.value))
    sum.value =
        left.value < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  return sum;
}

} // namespace truat::project
