// Moments of a plan: a civil date with a time of day, to the minute. No time zone ever moves them.
#pragma once

#include "base/civil_date.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::project {

inline constexpr std::int64_t minutes_per_day = 24 * 60;

/// Minutes since 1970-01-01T00:00 of the civil calendar. 24:00 of a day is 0:00 of the next.
struct Moment {
  std::int64_t minutes = 0;
  auto operator<=>(const Moment&) const = default;
};

/// Years 1 to 9999; what would lie beyond is put to the nearer end.
[[nodiscard]] Moment earliest_moment();
[[nodiscard]] Moment latest_moment();

[[nodiscard]] Moment moment_of(const CivilDate& date, int minute_of_day = 0);
/// Days since 1970-01-01, negative before.
[[nodiscard]] std::int64_t day_of(Moment moment);
[[nodiscard]] int minute_of_day(Moment moment);
[[nodiscard]] CivilDate date_of(Moment moment);

/// "2018-10-18T08:00:00", as Microsoft Project writes it.
[[nodiscard]] std::string to_iso(Moment moment);
/// "2018-10-18T08:00:00", also without seconds or with a fraction of them; a date alone is its 0:00. Seconds
/// are dropped, `lost_seconds` (may be null) says whether there were any. Nothing for anything else, a zone
/// included.
[[nodiscard]] std::optional<Moment> parse_iso_moment(std::string_view text, bool* lost_seconds = nullptr);

/// Elapsed time, never past the ends of time whatever is added.
[[nodiscard]] Moment add_elapsed(Moment moment, std::int64_t minutes);

} // namespace truat::project
