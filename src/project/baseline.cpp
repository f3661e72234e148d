#include "project/baseline.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::project {

const Baseline* find_baseline(const Task& task, std::int32_t number) {
  const auto found = std::ranges::find(task.baselines, number, &Baseline::number);
  return found == task.baselines.end() ? nullptr : &*found;
}

Result<Plan> with_baseline(Plan plan, const Schedule& schedule, std::int32_t number) {
  expects(schedule.tasks.size() == plan.tasks.size(), "the schedule is that of the plan");
  if (number < 0 || number >= most_baselines)
    return failure("project.no_such_baseline", {{"number", std::to_string(number)}});
  const auto network = Network::of(plan);
  if (!network)
    return std::unexpected(network.error());
  for (std::uint32_t index = 0; index < plan.tasks.size(); ++index) {
    Task& task = plan.tasks[index];
    if (!task.active)
      continue;
    const TaskSchedule& row = schedule.tasks[index];
    Duration duration = task.duration;
    if (row.summary)
      duration.minutes = network->calendar_of(index).between(row.start, row.finish);
    std::erase_if(task.baselines, [&](const Baseline& one) { return one.number == number; });
    const auto place = std::ranges::lower_bound(task.baselines, number, {}, &Baseline::number);
    task.baselines.insert(place, {.number = number,
                                  .start = row.start,
                                  .finish = row.finish,
                                  .duration = duration,
                                  .work_minutes = task.work_minutes,
                                  .cost = task.cost});
  }
  return plan;
}

std::vector<std::optional<Variance>> variances(const Network& network, const Schedule& schedule,
                                               std::int32_t number) {
  const Plan& plan = network.plan();
  expects(schedule.tasks.size() == plan.tasks.size(), "the schedule is that of the plan");
  std::vector<std::optional<Variance>> all(plan.tasks.size());
  for (std::uint32_t index = 0; index < plan.tasks.size(); ++index) {
    const Task& task = plan.tasks[index];
    const Baseline* baseline = find_baseline(task, number);
    if (baseline == nullptr)
      continue;
    const TaskSchedule& row = schedule.tasks[index];
    const WorkingTime& time = row.summary ? network.calendar_of(index) : network.duration_calendar_of(index);
    Variance& variance = all[index].emplace();
    if (baseline->start)
      variance.start_minutes = time.between(*baseline->start, row.start);
    if (baseline->finish)
      variance.finish_minutes = time.between(*baseline->finish, row.finish);
    if (baseline->duration)
      variance.duration_minutes = time.between(row.start, row.finish) - baseline->duration->minutes;
    variance.work_minutes = task.work_minutes - baseline->work_minutes;
    variance.cost = task.cost - baseline->cost;
  }
  return all;
}

} // namespace truat::project
