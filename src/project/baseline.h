// Baselines: what was agreed, kept beside what is, and how far the two lie apart.
#pragma once

#include "project/schedule.h"

#include <cstdint>
#include <optional>

namespace truat::project {

inline constexpr std::int32_t most_baselines = 11; ///< 0 to 10

/// Writes down the schedule as baseline `number` of every active task, with work and cost as they stand; one
/// of that number goes. The schedule is that of the plan. Error: `project.no_such_baseline` for a number
/// past 10.
[[nodiscard]] Result<Plan> with_baseline(Plan plan, const Schedule& schedule, std::int32_t number);

[[nodiscard]] const Baseline* find_baseline(const Task& task, std::int32_t number);

/// Later, longer, dearer than agreed: positive. In working minutes of the task's calendar.
struct Variance {
  std::optional<std::int64_t> start_minutes;
  std::optional<std::int64_t> finish_minutes;
  std::optional<std::int64_t> duration_minutes;
  std::int64_t work_minutes = 0;
  Satang cost;
  bool operator==(const Variance&) const = default;
};

/// By task; nothing where the task has no baseline of that number.
[[nodiscard]] std::vector<std::optional<Variance>> variances(const Network& network, const Schedule& schedule,
                                                             std::int32_t number);

} // namespace truat::project
