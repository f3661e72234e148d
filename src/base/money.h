// Money of the Kingdom: integer satang. 1 baht is 100 satang.
#pragma once

#include <compare>
#include <cstdint>

namespace truat {

struct Satang {
  std::int64_t value = 0;
  auto operator<=>(const Satang&) const = default;
  Satang& operator+=(Satang other) {
    value += other.value;
    return *this;
  }
  friend Satang operator+(Satang left, Satang right) { return {left.value + right.value}; }
  friend Satang operator-(Satang left, Satang right) { return {left.value - right.value}; }
};

} // namespace truat
