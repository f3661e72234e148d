#include "project/moment.h"

#include <algorithm>

namespace truat::project {

Moment earliest_moment() {
  static const Moment moment = moment_of({1, 1, 1});
  return moment;
}

Moment latest_moment() {
  static const Moment moment = moment_of({9999, 12, 31});
  return moment;
}

Moment moment_of(const CivilDate& date, int minute_of_day) {
  return {days_since_epoch(date) * minutes_per_day + minute_of_day};
}

std::int64_t day_of(Moment moment) {
  const std::int64_t day = moment.minutes / minutes_per_day;
  return day - (moment.minutes % minutes_per_day < 0 ? 1 : 0);
}

int minute_of_day(Moment moment) {
  return static_cast<int>(moment.minutes - day_of(moment) * minutes_per_day);
}

CivilDate date_of(Moment moment) {
  return date_of_days(day_of(moment));
}

std::string to_iso(Moment moment) {
  const int minute = minute_of_day(moment);
  return to_iso(date_of(moment)) + "T" + to_iso(TimeOfDay{minute / 60, minute % 60}) + ":00";
}

std::optional<Moment> parse_iso_moment(std::string_view text, bool* lost_seconds) {
  if (lost_seconds != nullptr)
    *lost_seconds = false;
  const auto date = parse_iso_date(text.substr(0, 10));
  if (!date)
    return std::nullopt;
  if (text.size() == 10)
    return moment_of(*date);
  if (text.size() < 16 || text[10] != 'T')
    return std::nullopt;
  const auto digits = [&](std::size_t at, int most) -> std::optional<int> {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9')
      return std::nullopt;
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return value <= most ? std::optional(value) : std::nullopt;
  };
  const auto hour = digits(11, 24);
  const auto minute = digits(14, 59);
  if (!hour || !minute || text[13] != ':' || (*hour == 24 && *minute != 0))
    return std::nullopt;
  bool has_seconds = false;
  if (text.size() > 16) {
    const auto second = digits(17, 59);
    if (text[16] != ':' || !second)
      return std::nullopt;
    has_seconds = *second != 0;
    std::string_view fraction = text.substr(19);
    if (!fraction.empty() && (fraction[0] != '.' || fraction.size() == 1))
      return std::nullopt;
    for (const char digit : fraction.substr(std::min<std::size_t>(1, fraction.size()))) {
      if (digit < '0' || digit > '9')
        return std::nullopt;
      has_seconds = has_seconds || digit != '0';
    }
  }
  if (lost_seconds != nullptr)
    *lost_seconds = has_seconds;
  return std::min(moment_of(*date, *hour * 60 + *minute), latest_moment());
}

Moment add_elapsed(Moment moment, std::int64_t minutes) {
  const std::int64_t from_start = moment.minutes - earliest_moment().minutes;
  const std::int64_t to_end = latest_moment().minutes - moment.minutes;
  if (minutes < -from_start)
    return earliest_moment();
  return minutes > to_end ? latest_moment() : Moment{moment.minutes + minutes};
}

} // namespace truat::project
