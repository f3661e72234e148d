#include "base/civil_date.h"

#include "base/contract.h"

#include <algorithm>
#include <array>

namespace truat {
namespace {

std::string padded(std::int64_t value, int width) {
  std::string digits = std::to_string(value);
  if (static_cast<int>(digits.size()) < width)
    digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
  return digits;
}

/// Reads exactly the digits of `text`; nothing on any other character.
std::optional<int> all_digits(std::string_view text) {
  if (text.empty() || text.size() > 9)
    return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9')
      return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

constexpr std::int64_t milliseconds_per_day = 86'400'000;

std::int64_t floor_divide(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t quotient = numerator / denominator;
  return quotient - (numerator % denominator < 0 ? 1 : 0);
}

} // namespace

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  expects(month >= 1 && month <= 12, "month is 1 to 12");
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool exists(const CivilDate& date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

std::int64_t days_since_epoch(const CivilDate& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

CivilDate date_of_days(std::int64_t days_since_epoch) {
  const std::int64_t days = days_since_epoch + 719'468;
  const std::int64_t era = floor_divide(days, 146'097);
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<std::int32_t>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const auto month =
      static_cast<std::int32_t>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {static_cast<std::int32_t>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

CivilDate add_days(const CivilDate& date, std::int64_t days) {
  return date_of_days(days_since_epoch(date) + days);
}

CivilDate add_months(const CivilDate& date, int months) {
  const std::int64_t total = std::int64_t{date.year} * 12 + (date.month - 1) + months;
  const auto year = static_cast<std::int32_t>(floor_divide(total, 12));
  const auto month = static_cast<std::int32_t>(total - std::int64_t{year} * 12 + 1);
  return {year, month, std::min(date.day, days_in_month(year, month))};
}

std::int64_t days_between(const CivilDate& from, const CivilDate& to) {
  return days_since_epoch(to) - days_since_epoch(from);
}

int weekday(const CivilDate& date) {
  const std::int64_t days = days_since_epoch(date) + 4; // 1970-01-01 was a Thursday
  return static_cast<int>(days - floor_divide(days, 7) * 7);
}

std::string to_iso(const CivilDate& date) {
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::optional<CivilDate> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  const auto year = all_digits(text.substr(0, 4));
  const auto month = all_digits(text.substr(5, 2));
  const auto day = all_digits(text.substr(8, 2));
  if (!year || !month || !day)
    return std::nullopt;
  const CivilDate date{*year, *month, *day};
  return exists(date) ? std::optional(date) : std::nullopt;
}

std::string to_iso(const TimeOfDay& time) {
  return padded(time.hour, 2) + ":" + padded(time.minute, 2);
}

std::optional<TimeOfDay> parse_iso_time(std::string_view text) {
  const auto mark = text.find_first_of(":.");
  if (mark == std::string_view::npos || mark < 1 || mark > 2 || text.size() != mark + 3)
    return std::nullopt;
  const auto hour = all_digits(text.substr(0, mark));
  const auto minute = all_digits(text.substr(mark + 1));
  if (!hour || !minute || *hour > 23 || *minute > 59)
    return std::nullopt;
  return TimeOfDay{*hour, *minute};
}

std::string to_iso(Instant instant) {
  const std::int64_t days = floor_divide(instant.milliseconds, milliseconds_per_day);
  const std::int64_t in_day = instant.milliseconds - days * milliseconds_per_day;
  return to_iso(date_of_days(days)) + "T" + padded(in_day / 3'600'000, 2) + ":" +
         padded(in_day / 60'000 % 60, 2) + ":" + padded(in_day / 1000 % 60, 2) + "." +
         padded(in_day % 1000, 3) + "Z";
}

std::optional<Instant> parse_iso_instant(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
      text[23] != 'Z')
    return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  const auto hour = all_digits(text.substr(11, 2));
  const auto minute = all_digits(text.substr(14, 2));
  const auto second = all_digits(text.substr(17, 2));
  const auto millisecond = all_digits(text.substr(20, 3));
  if (!date || !hour || !minute || !second || !millisecond || *hour > 23 || *minute > 59 || *second > 59)
    return std::nullopt;
  return Instant{days_since_epoch(*date) * milliseconds_per_day + *hour * 3'600'000LL + *minute * 60'000LL +
                 *second * 1000LL + *millisecond};
}

LocalTime local_time(Instant instant, int offset_minutes) {
  const std::int64_t shifted = instant.milliseconds + std::int64_t{offset_minutes} * 60'000;
  const std::int64_t days = floor_divide(shifted, milliseconds_per_day);
  const std::int64_t minutes = (shifted - days * milliseconds_per_day) / 60'000;
  return {date_of_days(days),
          TimeOfDay{static_cast<std::int32_t>(minutes / 60), static_cast<std::int32_t>(minutes % 60)}};
}

FiscalYear fiscal_year_of(const CivilDate& date) {
  return {date.year + buddhist_offset_years + (date.month >= 10 ? 1 : 0)};
}

CivilDate first_day(FiscalYear year) {
  return {year.buddhist_year - buddhist_offset_years - 1, 10, 1};
}
CivilDate last_day(FiscalYear year) {
  return {year.buddhist_year - buddhist_offset_years, 9, 30};
}
int fiscal_quarter(const CivilDate& date) {
  return (date.month + 2) % 12 / 3 + 1;
}

} // namespace truat
