// The machine's own clock and chance.
#pragma once

#include "base/environment.h"

namespace truat::platform {

/// The wall clock; it may be wrong and may go backwards.
[[nodiscard]] Clock& system_clock();
/// Bytes fit for secrets.
[[nodiscard]] Random& system_random();
/// Milliseconds since some moment of this run; never backwards. For budgets of work, not for records.
[[nodiscard]] double monotonic_milliseconds();

} // namespace truat::platform
