// Plans that tests of this folder make by hand and by chance.
#pragma once

#include "base/environment.h"
#include "project/plan.h"

namespace truat::project::testing {

inline constexpr CalendarId standard{1};

inline Moment at(const char* iso) {
  return parse_iso_moment(iso).value();
}

/// An office's plan that begins on a Monday.
inline Plan office_plan() {
  Plan plan;
  plan.start = at("2024-01-08T08:00:00");
  plan.calendar = standard;
  plan.calendars = {office_calendar(standard, "สำนักงาน")};
  return plan;
}

/// Periods of one minute, every one worked: as PSPLIB counts.
inline Plan period_plan() {
  Plan plan;
  plan.start = Moment{0};
  plan.calendar = standard;
  plan.calendars = {continuous_calendar(standard, "")};
  return plan;
}

inline Task& add_task(Plan& plan, std::int64_t id, std::int64_t minutes, std::int64_t parent = 0) {
  Task task{.id = TaskId{id}, .name = "T" + std::to_string(id), .duration = {.minutes = minutes}};
  if (parent != 0)
    task.parent = TaskId{parent};
  plan.tasks.push_back(std::move(task));
  return plan.tasks.back();
}

inline Link& add_link(Plan& plan, std::int64_t predecessor, std::int64_t successor,
                      LinkType type = LinkType::finish_to_start, std::int64_t lag_minutes = 0) {
  plan.links.push_back({.predecessor = TaskId{predecessor}, .successor = TaskId{successor}, .type = type});
  plan.links.back().lag.amount = lag_minutes;
  return plan.links.back();
}

/// Tasks in an outline, with links of all types and lags from earlier tasks to later ones, on three
/// calendars.
inline Plan random_plan(SeededRandom& random, std::size_t count) {
  Plan plan = office_plan();
  plan.calendars.push_back(continuous_calendar(CalendarId{2}, "24"));
  Calendar night{.id = CalendarId{3}, .name = "night", .base = standard};
  night.week[6] = WorkingDay{{0, 120}, {1300, 1440}};
  night.exceptions = {
      {.name = "", .first = {2024, 1, 10}, .last = {2024, 1, 16}, .day = {}, .recurrence = {}}};
  plan.calendars.push_back(night);
  std::vector<std::int64_t> parents{0};
  std::vector<bool> is_parent(count + 1);
  for (std::size_t id = 1; id <= count; ++id) {
    Task& task = add_task(plan, static_cast<std::int64_t>(id), static_cast<std::int64_t>(random.below(2000)),
                          parents.back());
    is_parent[static_cast<std::size_t>(parents.back())] = true;
    if (random.below(8) == 0)
      task.duration.minutes = 0;
    if (random.below(5) == 0)
      task.calendar = CalendarId{static_cast<std::int64_t>(1 + random.below(3))};
    if (random.below(9) == 0)
      task.duration.base = TimeBase::elapsed;
    if (random.below(6) == 0 && id < count)
      parents.push_back(static_cast<std::int64_t>(id));
    else if (random.below(5) == 0 && parents.size() > 1)
      parents.pop_back();
  }
  const auto is_within = [&](std::size_t task, std::size_t of) {
    for (std::optional<TaskId> up = TaskId{static_cast<std::int64_t>(task)}; up;
         up = plan.tasks[static_cast<std::size_t>(*up) - 1].parent)
      if (static_cast<std::size_t>(*up) == of)
        return true;
    return false;
  };
  for (std::size_t link = 0; link < count * 3 / 2 && count > 2; ++link) {
    const std::size_t from = 1 + random.below(count - 1);
    const std::size_t to = from + 1 + random.below(count - from);
    // A summary's tasks come behind it, so that only what is not in it may wait for it.
    if (is_within(to, from) || (is_parent[from] && random.below(3) != 0))
      continue;
    const auto type = is_parent[to] ? LinkType{static_cast<std::uint8_t>(random.below(2))}
                                    : LinkType{static_cast<std::uint8_t>(random.below(4))};
    Link& made = add_link(plan, static_cast<std::int64_t>(from), static_cast<std::int64_t>(to), type,
                          static_cast<std::int64_t>(random.below(1500)) - 500);
    if (random.below(4) == 0)
      made.lag = {.amount = static_cast<std::int64_t>(random.below(200)) - 50, .unit = TimeUnit::percent};
    if (random.below(4) == 0)
      made.lag.base = TimeBase::elapsed;
  }
  return plan;
}

} // namespace truat::project::testing
