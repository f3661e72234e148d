// Working calendars: a week, other weeks for a while, and days that are exceptions (holidays, and working
// days put in their place); and the arithmetic of working time on them.
//
// A calendar may stand on another and say only what differs. `WorkingTime` is a calendar with all that it
// stands on, made ready to count with: every question takes a binary search, however far apart the moments
// are.
#pragma once

#include "base/result.h"
#include "project/foreign_value.h"
#include "project/moment.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace truat::project {

enum class CalendarId : std::int64_t {};

/// Minutes of one day, from 0 to 1440; `from` is worked, `to` no longer.
struct WorkingSpan {
  std::int32_t from = 0;
  std::int32_t to = 0;
  auto operator<=>(const WorkingSpan&) const = default;
};
/// In order, none touching the next. Without any: a day off.
using WorkingDay = std::vector<WorkingSpan>;
/// Sorted, joined where they touch, empty ones dropped, all within the day.
[[nodiscard]] WorkingDay tidied(WorkingDay day);
/// 8:00 to 12:00 and 13:00 to 17:00.
[[nodiscard]] WorkingDay office_day();
[[nodiscard]] std::int64_t minutes_of(const WorkingDay& day);

/// Sunday first; a day that says nothing is as the calendar below has it.
using WeekDays = std::array<std::optional<WorkingDay>, 7>;

/// On which days an exception falls again. The forms of Microsoft Project's calendars.
struct Recurrence {
  enum class Kind : std::uint8_t {
    every_day,        ///< every day from first to last
    every_days,       ///< every `period` days
    weekly,           ///< on `weekdays`, every `period` weeks
    monthly_date,     ///< on the day `month_day`, every `period` months
    monthly_position, ///< on the `position`-th `position_day`, every `period` months
    yearly_date,      ///< on `month_day` of `month`, every year
    yearly_position,  ///< on the `position`-th `position_day` of `month`, every year
  };
  Kind kind = Kind::every_day;
  std::int32_t period = 1;
  std::uint32_t weekdays = 0; ///< bits, 1 Sunday to 64 Saturday
  std::int32_t month = 1;
  std::int32_t month_day = 1;
  std::int32_t position = 1; ///< 1 to 4, 5 is the last
  std::int32_t position_day =
      0; ///< 0 to 6: Sunday to Saturday; 7 any day, 8 a weekday, 9 a day of the weekend
  bool operator==(const Recurrence&) const = default;
};

/// Days that are otherwise: off when `day` is empty.
struct CalendarException {
  std::string name;
  CivilDate first;
  CivilDate last;
  WorkingDay day;
  Recurrence recurrence;
  bool operator==(const CalendarException&) const = default;
};

/// Another week from `first` to `last`.
struct WorkWeek {
  std::string name;
  CivilDate first;
  CivilDate last;
  WeekDays days;
  bool operator==(const WorkWeek&) const = default;
};

struct Calendar {
  CalendarId id{};
  std::string name;
  std::optional<CalendarId> base; ///< what it stands on
  WeekDays week;
  std::vector<WorkWeek> work_weeks;
  std::vector<CalendarException> exceptions; ///< of two on a day the later one holds
  std::vector<ForeignValue> foreign;
  bool operator==(const Calendar&) const = default;
};

/// Monday to Friday, `office_day`.
[[nodiscard]] Calendar office_calendar(CalendarId id, std::string name);
/// Every minute of every day.
[[nodiscard]] Calendar continuous_calendar(CalendarId id, std::string name);

/// The days of an exception, as ranges in order. No more than a date holds, whatever was given.
struct DayRange {
  std::int64_t first = 0; ///< days since 1970-01-01
  std::int64_t last = 0;
  bool operator==(const DayRange&) const = default;
};
[[nodiscard]] std::vector<DayRange> days_of(const CalendarException& exception);

/// Counts working minutes. Value; cheap to move, not to copy.
class WorkingTime {
public:
  /// Every minute works.
  WorkingTime();
  /// The calendar `id` of `calendars`. Errors: `project.no_such_calendar`, `project.calendar_loop` (calendars
  /// that stand on each other), `project.calendar_never_works`.
  [[nodiscard]] static Result<WorkingTime> of(std::span<const Calendar> calendars, CalendarId id);

  /// Working minutes from the beginning of time to the moment: never falls as the moment moves on.
  [[nodiscard]] std::int64_t worked(Moment moment) const;
  /// Working minutes between, negative when `to` is before `from`.
  [[nodiscard]] std::int64_t between(Moment from, Moment to) const { return worked(to) - worked(from); }
  /// The moment at which `minutes` more have been worked: the end of a working span rather than the begin of
  /// the next. With 0 the moment itself; negative minutes go back, to the begin of a span rather than the end
  /// of the one before. Never past the ends of time.
  [[nodiscard]] Moment add(Moment moment, std::int64_t minutes) const;
  /// The same going back: `subtract(add(m, n), n)` is `m` where `m` is a minute that is worked.
  [[nodiscard]] Moment subtract(Moment moment, std::int64_t minutes) const { return add(moment, -minutes); }
  /// The moment, if its minute is worked, else the begin of the next that is.
  [[nodiscard]] Moment next_working(Moment moment) const;
  /// The moment, if the minute before it is worked, else the end of the last that is.
  [[nodiscard]] Moment last_working(Moment moment) const;
  [[nodiscard]] bool is_working(Moment moment) const { return next_working(moment) == moment; }
  [[nodiscard]] const WorkingDay& day(const CivilDate& date) const;

private:
  struct Empty {};
  explicit WorkingTime(Empty) {}
  /// A week with sums, so that a moment in it is found by counting.
  struct Week {
    std::array<WorkingDay, 7> days;
    std::array<std::int64_t, 8> before{}; ///< minutes worked from Sunday 0:00 to each day's begin
    bool operator==(const Week&) const = default;
  };
  /// From `first_day` to the day before the next stretch.
  struct Stretch {
    std::int64_t first_day = 0;
    std::size_t week = 0;
    std::int64_t worked = 0; ///< before `first_day`
  };
  class Builder;
  [[nodiscard]] std::int64_t worked_to_day(const Stretch& stretch, std::int64_t day) const;
  [[nodiscard]] Moment
  first_with(std::int64_t worked) const; ///< the earliest moment before which so much is worked
  [[nodiscard]] Moment last_with(std::int64_t worked) const; ///< the latest
  void close();

  std::vector<Week> m_weeks;
  std::vector<Stretch> m_stretches; ///< in order, the first from the beginning of time
  std::int64_t m_total = 0;
};

} // namespace truat::project
