#include "project/working_calendar.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::project {

WorkingDay tidied(WorkingDay day) {
  for (WorkingSpan& span : day)
    span = {std::clamp<std::int32_t>(span.from, 0, minutes_per_day),
            std::clamp<std::int32_t>(span.to, 0, minutes_per_day)};
  std::erase_if(day, [](const WorkingSpan& span) { return span.from >= span.to; });
  std::ranges::sort(day);
  WorkingDay joined;
  for (const WorkingSpan& span : day) {
    if (!joined.empty() && span.from <= joined.back().to)
      joined.back().to = std::max(joined.back().to, span.to);
    else
      joined.push_back(span);
  }
  return joined;
}

WorkingDay office_day() {
  return {{8 * 60, 12 * 60}, {13 * 60, 17 * 60}};
}

std::int64_t minutes_of(const WorkingDay& day) {
  std::int64_t minutes = 0;
  for (const WorkingSpan& span : day)
    minutes += span.to - span.from;
  return minutes;
}

Calendar office_calendar(CalendarId id, std::string name) {
  Calendar calendar{.id = id, .name = std::move(name)};
  for (std::size_t weekday = 0; weekday < 7; ++weekday)
    calendar.week[weekday] = weekday == 0 || weekday == 6 ? WorkingDay() : office_day();
  return calendar;
}

Calendar continuous_calendar(CalendarId id, std::string name) {
  Calendar calendar{.id = id, .name = std::move(name)};
  calendar.week.fill(WorkingDay{{0, minutes_per_day}});
  return calendar;
}

namespace {

std::int64_t weekday_of(std::int64_t day) {
  return ((day + 4) % 7 + 7) % 7; // 1970-01-01 was a Thursday
}

std::int64_t first_day() {
  return day_of(earliest_moment());
}

std::int64_t last_day() {
  return day_of(latest_moment());
}

/// Collects days in order, joining neighbours.
class RangeCollector {
public:
  RangeCollector(std::int64_t first, std::int64_t last) : m_first(first), m_last(last) {}
  void take(std::int64_t day) {
    if (day < m_first || day > m_last)
      return;
    if (!m_ranges.empty() && m_ranges.back().last + 1 == day)
      m_ranges.back().last = day;
    else
      m_ranges.push_back({day, day});
  }
  [[nodiscard]] std::vector<DayRange> ranges() && { return std::move(m_ranges); }

private:
  std::int64_t m_first;
  std::int64_t m_last;
  std::vector<DayRange> m_ranges;
};

bool is_position_day(std::int64_t day, std::int32_t wanted) {
  const std::int64_t weekday = weekday_of(day);
  const bool weekend = weekday == 0 || weekday == 6;
  if (wanted == 7)
    return true;
  if (wanted == 8)
    return !weekend;
  return wanted == 9 ? weekend : weekday == wanted;
}

std::optional<std::int64_t> positioned_day(int year, int month, const Recurrence& recurrence) {
  std::optional<std::int64_t> found;
  std::int32_t count = 0;
  for (int day = 1; day <= days_in_month(year, month); ++day) {
    const std::int64_t at = days_since_epoch({year, month, day});
    if (!is_position_day(at, recurrence.position_day))
      continue;
    found = at;
    if (++count == recurrence.position)
      return found;
  }
  return recurrence.position >= 5 ? found : std::nullopt;
}

std::optional<std::int64_t> recurring_day(int year, int month, const Recurrence& recurrence) {
  const bool by_position = recurrence.kind == Recurrence::Kind::monthly_position ||
                           recurrence.kind == Recurrence::Kind::yearly_position;
  if (by_position)
    return positioned_day(year, month, recurrence);
  const CivilDate date{year, month, recurrence.month_day};
  return exists(date) ? std::optional(days_since_epoch(date)) : std::nullopt;
}

void take_months(RangeCollector& days, const CalendarException& exception) {
  const Recurrence& recurrence = exception.recurrence;
  const bool yearly = recurrence.kind == Recurrence::Kind::yearly_date ||
                      recurrence.kind == Recurrence::Kind::yearly_position;
  const std::int64_t step = yearly ? 12 : recurrence.period;
  const std::int64_t first_month =
      yearly ? recurrence.month - 1 : static_cast<std::int64_t>(exception.first.month) - 1;
  const std::int64_t last = std::int64_t{exception.last.year} * 12 + exception.last.month - 1;
  for (std::int64_t month = std::int64_t{exception.first.year} * 12 + first_month; month <= last;
       month += step)
    if (const auto day =
            recurring_day(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, recurrence))
      days.take(*day);
}

void take_weeks(RangeCollector& days, const CalendarException& exception) {
  const std::int64_t first = days_since_epoch(exception.first);
  const std::int64_t last = days_since_epoch(exception.last);
  const std::int64_t step = std::int64_t{7} * exception.recurrence.period;
  for (std::int64_t sunday = first - weekday_of(first); sunday <= last; sunday += step)
    for (std::int64_t weekday = 0; weekday < 7; ++weekday)
      if ((exception.recurrence.weekdays >> weekday & 1U) != 0)
        days.take(sunday + weekday);
}

} // namespace

std::vector<DayRange> days_of(const CalendarException& given) {
  CalendarException exception = given;
  if (!exists(exception.first) || !exists(exception.last) || exception.last < exception.first)
    return {};
  Recurrence& recurrence = exception.recurrence;
  recurrence.period = std::clamp(recurrence.period, 1, 10'000);
  recurrence.month = std::clamp(recurrence.month, 1, 12);
  const DayRange all{days_since_epoch(exception.first), days_since_epoch(exception.last)};
  if (recurrence.kind == Recurrence::Kind::every_day ||
      (recurrence.kind == Recurrence::Kind::every_days && recurrence.period == 1))
    return {all};
  RangeCollector days(all.first, all.last);
  if (recurrence.kind == Recurrence::Kind::every_days) {
    for (std::int64_t day = all.first; day <= all.last; day += recurrence.period)
      days.take(day);
  } else if (recurrence.kind == Recurrence::Kind::weekly) {
    take_weeks(days, exception);
  } else {
    take_months(days, exception);
  }
  return std::move(days).ranges();
}

/// Puts together what a chain of calendars says. Ranges that come later hold against earlier ones; of the
/// days in no range the week holds.
class WorkingTime::Builder {
public:
  Result<WorkingTime> build(std::span<const Calendar> calendars, CalendarId id) {
    if (auto followed = follow(calendars, id); !followed)
      return std::unexpected(followed.error());
    for (auto calendar = m_chain.rbegin(); calendar != m_chain.rend(); ++calendar)
      add(**calendar);
    WorkingTime time(Empty{});
    cut(time);
    time.close();
    if (time.m_total == 0)
      return failure("project.calendar_never_works", {{"calendar", m_chain[0]->name}});
    return time;
  }

private:
  struct Range {
    DayRange days;
    WeekDays week;
  };

  Result<void> follow(std::span<const Calendar> calendars, CalendarId id) {
    for (std::optional<CalendarId> next = id; next;) {
      const auto found = std::ranges::find(calendars, *next, &Calendar::id);
      if (found == calendars.end())
        return failure("project.no_such_calendar",
                       {{"calendar", std::to_string(static_cast<std::int64_t>(*next))}});
      if (m_chain.size() >= calendars.size())
        return failure("project.calendar_loop", {{"calendar", m_chain[0]->name}});
      m_chain.push_back(&*found);
      next = found->base;
    }
    return {};
  }

  void add(const Calendar& calendar) {
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
      if (calendar.week[weekday])
        m_week[weekday] = tidied(*calendar.week[weekday]);
    for (const WorkWeek& week : calendar.work_weeks)
      if (exists(week.first) && exists(week.last) && week.first <= week.last)
        m_ranges.push_back(
            {{days_since_epoch(week.first), days_since_epoch(week.last)}, tidied_week(week.days)});
    for (const CalendarException& exception : calendar.exceptions) {
      WeekDays same;
      same.fill(tidied(exception.day));
      for (const DayRange& days : days_of(exception))
        m_ranges.push_back({days, same});
    }
  }

  static WeekDays tidied_week(WeekDays week) {
    for (std::optional<WorkingDay>& day : week)
      if (day)
        day = tidied(*day);
    return week;
  }

  /// One stretch between any two borders of ranges; the last of the ranges over it that says something of a
  /// weekday holds. Ranges over one place are few, and sweeping keeps only those.
  void cut(WorkingTime& time) const {
    std::vector<std::int64_t> borders{first_day()};
    std::vector<std::pair<std::int64_t, std::size_t>> begins;
    for (std::size_t index = 0; index < m_ranges.size(); ++index) {
      borders.push_back(m_ranges[index].days.first);
      borders.push_back(m_ranges[index].days.last + 1);
      begins.emplace_back(m_ranges[index].days.first, index);
    }
    std::ranges::sort(borders);
    borders.erase(std::ranges::unique(borders).begin(), borders.end());
    std::ranges::sort(begins);
    std::vector<std::size_t> open; // in the order given
    std::size_t next = 0;
    for (const std::int64_t border : borders) {
      if (border > last_day())
        break;
      std::erase_if(open, [&](std::size_t index) { return m_ranges[index].days.last < border; });
      for (; next < begins.size() && begins[next].first <= border; ++next)
        open.insert(std::ranges::lower_bound(open, begins[next].second), begins[next].second);
      append(time, std::max(border, first_day()), week_of(open));
    }
  }

  [[nodiscard]] std::array<WorkingDay, 7> week_of(const std::vector<std::size_t>& open) const {
    std::array<WorkingDay, 7> week = m_week;
    for (const std::size_t index : open)
      for (std::size_t weekday = 0; weekday < 7; ++weekday)
        if (m_ranges[index].week[weekday])
          week[weekday] = *m_ranges[index].week[weekday];
    return week;
  }

  static void append(WorkingTime& time, std::int64_t first, std::array<WorkingDay, 7> days) {
    Week week{std::move(days), {}};
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
      week.before[weekday + 1] = week.before[weekday] + minutes_of(week.days[weekday]);
    // A plan has a handful of different weeks, the newest most often meant.
    std::size_t index = time.m_weeks.size();
    for (std::size_t back = 0; back < std::min<std::size_t>(8, time.m_weeks.size()); ++back)
      if (time.m_weeks[time.m_weeks.size() - 1 - back] == week)
        index = time.m_weeks.size() - 1 - back;
    if (index == time.m_weeks.size())
      time.m_weeks.push_back(std::move(week));
    if (!time.m_stretches.empty() && time.m_stretches.back().week == index)
      return;
    time.m_stretches.push_back({first, index, 0});
  }

  std::vector<const Calendar*> m_chain; ///< the calendar itself first
  std::array<WorkingDay, 7> m_week;
  std::vector<Range> m_ranges;
};

Result<WorkingTime> WorkingTime::of(std::span<const Calendar> calendars, CalendarId id) {
  return Builder().build(calendars, id);
}

WorkingTime::WorkingTime() {
  Week week;
  week.days.fill({{0, minutes_per_day}});
  for (std::size_t weekday = 0; weekday <= 7; ++weekday)
    week.before[weekday] = static_cast<std::int64_t>(weekday) * minutes_per_day;
  m_weeks.push_back(std::move(week));
  m_stretches.push_back({first_day(), 0, 0});
  close();
}

void WorkingTime::close() {
  for (std::size_t index = 1; index < m_stretches.size(); ++index)
    m_stretches[index].worked =
        m_stretches[index - 1].worked + worked_to_day(m_stretches[index - 1], m_stretches[index].first_day);
  m_total = m_stretches.back().worked + worked_to_day(m_stretches.back(), last_day());
}

/// Minutes worked from the stretch's begin to the begin of `day`.
std::int64_t WorkingTime::worked_to_day(const Stretch& stretch, std::int64_t day) const {
  const Week& week = m_weeks[stretch.week];
  // Both counted from one Sunday before the stretch.
  const std::int64_t sunday = stretch.first_day - weekday_of(stretch.first_day);
  const std::int64_t days = day - sunday;
  return days / 7 * week.before[7] + week.before[static_cast<std::size_t>(days % 7)] -
         week.before[static_cast<std::size_t>(stretch.first_day - sunday)];
}

const WorkingDay& WorkingTime::day(const CivilDate& date) const {
  const std::int64_t at = days_since_epoch(date);
  const auto after = std::ranges::upper_bound(m_stretches, at, {}, &Stretch::first_day);
  const Stretch& stretch = after == m_stretches.begin() ? *after : *(after - 1);
  return m_weeks[stretch.week].days[static_cast<std::size_t>(weekday_of(at))];
}

std::int64_t WorkingTime::worked(Moment moment) const {
  const Moment inside = std::clamp(moment, earliest_moment(), latest_moment());
  const std::int64_t at = day_of(inside);
  const auto after = std::ranges::upper_bound(m_stretches, at, {}, &Stretch::first_day);
  const Stretch& stretch = *(after - 1);
  std::int64_t minutes = stretch.worked + worked_to_day(stretch, at);
  const std::int32_t minute = minute_of_day(inside);
  for (const WorkingSpan& span : m_weeks[stretch.week].days[static_cast<std::size_t>(weekday_of(at))])
    minutes += std::max(0, std::min(span.to, minute) - span.from);
  return minutes;
}

Moment WorkingTime::first_with(std::int64_t worked) const {
  if (worked <= 0)
    return earliest_moment();
  if (worked > m_total)
    return latest_moment();
  // The last stretch before whose begin less is worked.
  const auto after = std::ranges::lower_bound(m_stretches, worked, {}, &Stretch::worked);
  const Stretch& stretch = *(after - 1);
  const Week& week = m_weeks[stretch.week];
  const std::int64_t sunday = stretch.first_day - weekday_of(stretch.first_day);
  const std::int64_t wanted =
      worked - stretch.worked + week.before[static_cast<std::size_t>(stretch.first_day - sunday)];
  const std::int64_t weeks = (wanted - 1) / week.before[7];
  std::int64_t left = wanted - weeks * week.before[7]; // 1 to a week's minutes
  std::size_t weekday = 0;
  while (week.before[weekday + 1] < left)
    ++weekday;
  left -= week.before[weekday];
  const std::int64_t day = sunday + weeks * 7 + static_cast<std::int64_t>(weekday);
  for (const WorkingSpan& span : week.days[weekday]) {
    if (left <= span.to - span.from)
      return {day * minutes_per_day + span.from + left};
    left -= span.to - span.from;
  }
  return latest_moment();
}

Moment WorkingTime::last_with(std::int64_t worked) const {
  if (worked < 0)
    return earliest_moment();
  if (worked >= m_total)
    return latest_moment();
  // The minute that makes it one more ends at `end`; the moment wanted is that minute's begin.
  return {first_with(worked + 1).minutes - 1};
}

Moment WorkingTime::add(Moment moment, std::int64_t minutes) const {
  if (minutes == 0)
    return moment;
  const std::int64_t now = worked(moment);
  if (minutes > 0)
    return minutes > m_total - now ? latest_moment() : first_with(now + minutes);
  return minutes < -now ? earliest_moment() : last_with(now + minutes);
}

Moment WorkingTime::next_working(Moment moment) const {
  const Moment next = last_with(worked(moment));
  return std::max(next, moment);
}

Moment WorkingTime::last_working(Moment moment) const {
  return std::min(first_with(worked(moment)), moment);
}

} // namespace truat::project
