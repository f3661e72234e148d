// Shares of money, exact to the satang.
#pragma once

#include "base/money.h"

#include <cstdint>
#include <optional>

namespace truat::project {

/// `amount` × `numerator` ÷ `denominator`, a half satang away from zero. Nothing when the denominator is 0 or
/// the result is past what satang hold.
[[nodiscard]] std::optional<Satang> proportion(Satang amount, std::int64_t numerator,
                                               std::int64_t denominator);
/// The sum, or the end of what satang hold.
[[nodiscard]] Satang saturated_sum(Satang left, Satang right);

} // namespace truat::project
