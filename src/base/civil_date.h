// Civil dates, wall-clock times of a day, and instants. Dates of the field are civil dates: no time zone ever
// moves them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat {

/// A day of the proleptic Gregorian calendar, years 1 to 9999 C.E. Buddhist years are a way to show
/// (`text/thai_date`).
struct CivilDate {
  std::int32_t year = 1970;
  std::int32_t month = 1; ///< 1 to 12
  std::int32_t day = 1;   ///< 1 to 31
  auto operator<=>(const CivilDate&) const = default;
};

/// Whether the day exists: 31 February and the year 0 do not.
[[nodiscard]] bool exists(const CivilDate& date);
[[nodiscard]] int days_in_month(int year, int month);

/// Days since 1970-01-01, negative before. (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".)
[[nodiscard]] std::int64_t days_since_epoch(const CivilDate& date);
[[nodiscard]] CivilDate date_of_days(std::int64_t days_since_epoch);
[[nodiscard]] CivilDate add_days(const CivilDate& date, std::int64_t days);
/// The same day `months` later; a day the month lacks becomes its last one.
[[nodiscard]] CivilDate add_months(const CivilDate& date, int months);
[[nodiscard]] std::int64_t days_between(const CivilDate& from, const CivilDate& to);
/// 0 is Sunday.
[[nodiscard]] int weekday(const CivilDate& date);

/// "2026-11-22", the one form in which dates are kept.
[[nodiscard]] std::string to_iso(const CivilDate& date);
/// Exactly YYYY-MM-DD of a day that exists; nothing otherwise.
[[nodiscard]] std::optional<CivilDate> parse_iso_date(std::string_view text);

/// A time of day to the minute, as an official form has it.
struct TimeOfDay {
  std::int32_t hour = 0;   ///< 0 to 23
  std::int32_t minute = 0; ///< 0 to 59
  auto operator<=>(const TimeOfDay&) const = default;
};
[[nodiscard]] std::string to_iso(const TimeOfDay& time);                      ///< "09:40"
[[nodiscard]] std::optional<TimeOfDay> parse_iso_time(std::string_view text); ///< "09:40", "9:40" and "09.40"

/// Milliseconds since 1970-01-01T00:00Z. Only shown and never relied on for order: an office PC's clock may
/// be wrong.
struct Instant {
  std::int64_t milliseconds = 0;
  auto operator<=>(const Instant&) const = default;
};
[[nodiscard]] std::string to_iso(Instant instant);                             ///< "2026-11-22T18:07:55.123Z"
[[nodiscard]] std::optional<Instant> parse_iso_instant(std::string_view text); ///< the form above, only

/// The civil date and time of an instant at a fixed offset from UTC. Thailand keeps +7:00 all year.
struct LocalTime {
  CivilDate date;
  TimeOfDay time;
};
inline constexpr int thailand_offset_minutes = 7 * 60;
[[nodiscard]] LocalTime local_time(Instant instant, int offset_minutes = thailand_offset_minutes);

/// The Thai fiscal year, named by its Buddhist year of ending: 2566 is 1 Oct 2565 B.E. to 30 Sep 2566 B.E.
struct FiscalYear {
  std::int32_t buddhist_year = 0;
  auto operator<=>(const FiscalYear&) const = default;
};
inline constexpr int buddhist_offset_years = 543;
[[nodiscard]] FiscalYear fiscal_year_of(const CivilDate& date);
[[nodiscard]] CivilDate first_day(FiscalYear year);
[[nodiscard]] CivilDate last_day(FiscalYear year);
/// 1 to 4; quarter 1 is October to December.
[[nodiscard]] int fiscal_quarter(const CivilDate& date);

} // namespace truat
