// A place on the earth, as a device tells it.
#pragma once

#include "base/decimal.h"

#include <cstdint>
#include <optional>

namespace truat::platform {

/// Where a photo was taken or a person stands. Degrees of WGS 84, six places; accuracy is a radius at 68 %.
struct Position {
  Decimal latitude;
  Decimal longitude;
  std::optional<std::int32_t> accuracy_metres;
  bool operator==(const Position&) const = default;
};

} // namespace truat::platform
