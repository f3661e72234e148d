// Dates and times as XForms keeps them: ISO 8601 texts, a date-time with its offset from UTC.
#pragma once

#include "base/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::forms::expression {

/// A wall-clock moment and where its clock stands.
struct Moment {
  CivilDate date;
  std::int32_t milliseconds = 0;   ///< since midnight, 0 to 86,399,999
  std::int32_t offset_minutes = 0; ///< of the clock from UTC
  bool operator==(const Moment&) const = default;
};

/// "2012-07-23" (local midnight), or "2012-07-23T14:05:09.123+07:00", seconds, their fraction and the offset
/// being optional; without one the clock stands at `offset_minutes`. Nothing for any other text and for days
/// and times that do not exist.
[[nodiscard]] std::optional<Moment> parse_date_or_date_time(std::string_view text, int offset_minutes);
/// "14:05:09.123+07:00" as milliseconds since local midnight; another offset is carried to the local one.
[[nodiscard]] std::optional<std::int32_t> parse_time(std::string_view text, int offset_minutes);

/// Days since 1970-01-01T00:00Z, the time as a fraction.
[[nodiscard]] double days_since_epoch(const Moment& moment);
/// The moment so many days after the epoch on a clock at `offset_minutes`, to the millisecond; nothing
/// outside the years 1 to 9999 and for NaN.
[[nodiscard]] std::optional<Moment> moment_of_days(double days, int offset_minutes);
[[nodiscard]] Moment moment_of(Instant instant, int offset_minutes);
/// The same instant by a clock at `offset_minutes`.
[[nodiscard]] Moment at_offset(const Moment& moment, int offset_minutes);

/// "2026-11-30T08:05:09.123+07:00".
[[nodiscard]] std::string date_time_text(const Moment& moment);

/// Which language months and days are named in.
enum class DateNames : std::uint8_t { english, thai };
/// Writes the moment by the identifiers of `format-date` and `format-date-time` of the specification: %Y %y
/// %m %n %b %d %e %a %H %h %M %S %3. Anything else stays as it stands.
[[nodiscard]] std::string format_moment(const Moment& moment, std::string_view format, DateNames names);

} // namespace truat::forms::expression
