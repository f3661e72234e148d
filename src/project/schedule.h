// The critical path method (Kelley and Walker 1959) on a plan: earliest and latest dates, floats, and where
// each task is put. Time linear in tasks and links.
//
// Working minutes decide: what falls into time off binds from the working time before it. Dates follow the
// calendar of the task, else of the project; leave of the people on it shows in their load, not here.
#pragma once

#include "project/network.h"

#include <cstdint>
#include <vector>

namespace truat::project {

struct TaskSchedule {
  /// Where it is put: early, or late where the constraint says so; by hand or by what happened where it did.
  Moment start;
  Moment finish;
  Moment early_start;
  Moment early_finish;
  Moment late_start;
  Moment late_finish;
  /// Working minutes by which it can move without moving the plan's end, a deadline or a limit; negative when
  /// they cannot be kept.
  std::int64_t total_float = 0;
  /// Working minutes by which it can move without moving any other task.
  std::int64_t free_float = 0;
  bool critical = false;
  bool summary = false;
  bool operator==(const TaskSchedule&) const = default;
};

/// What the dates do not keep, and the plan asks for.
struct ScheduleConflict {
  enum class Kind : std::uint8_t { link, constraint, deadline };
  Kind kind = Kind::link;
  std::uint32_t index = 0; ///< into `Plan::links` or `Plan::tasks`
  bool operator==(const ScheduleConflict&) const = default;
};

struct Schedule {
  Moment start; ///< of the first task, or where the plan says when it has none
  Moment finish;
  std::int64_t length = 0;         ///< working minutes of the project between them
  std::vector<TaskSchedule> tasks; ///< as in `Plan::tasks`
  std::vector<ScheduleConflict> conflicts;
  bool operator==(const Schedule&) const = default;
};

/// Errors: those of `Network::of`; `project.beyond_time` when a date lies past the year 9998.
[[nodiscard]] Result<Schedule> schedule(const Plan& plan);
[[nodiscard]] Result<Schedule> schedule(const Network& network);

/// What the placements, by task, do not keep. Inactive tasks keep everything.
[[nodiscard]] std::vector<ScheduleConflict> conflicts_of(const Network& network,
                                                         const std::vector<Placement>& placements);

} // namespace truat::project
