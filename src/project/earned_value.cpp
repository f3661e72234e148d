#include "project/earned_value.h"

#include "project/baseline.h"
#include "project/proportion.h"

#include <algorithm>

namespace truat::project {
namespace {

std::optional<double> ratio(Satang over, Satang under) {
  if (under.value == 0)
    return std::nullopt;
  return static_cast<double>(over.value) / static_cast<double>(under.value);
}

EarnedValue value_of(const Network& network, std::uint32_t index, std::int32_t number, Moment date) {
  const Task& task = network.plan().tasks[index];
  EarnedValue value{.actual = task.actual_cost};
  const Baseline* baseline = find_baseline(task, number);
  if (baseline == nullptr)
    return value;
  value.budget = baseline->cost;
  value.earned = proportion(value.budget, std::clamp(task.percent_complete, 0, 100), 100).value_or(Satang{});
  if (!baseline->start || !baseline->finish)
    return value;
  const WorkingTime& time = network.duration_calendar_of(index);
  const std::int64_t whole = time.between(*baseline->start, *baseline->finish);
  if (date >= *baseline->finish)
    value.planned = value.budget;
  else if (date > *baseline->start && whole > 0)
    value.planned = proportion(value.budget, time.between(*baseline->start, date), whole).value_or(Satang{});
  return value;
}

} // namespace

EarnedValue& EarnedValue::operator+=(const EarnedValue& other) {
  budget = saturated_sum(budget, other.budget);
  planned = saturated_sum(planned, other.planned);
  earned = saturated_sum(earned, other.earned);
  actual = saturated_sum(actual, other.actual);
  return *this;
}

std::optional<double> EarnedValue::schedule_index() const {
  return ratio(earned, planned);
}

std::optional<double> EarnedValue::cost_index() const {
  return ratio(earned, actual);
}

std::optional<Satang> EarnedValue::estimate_at_completion(Forecast forecast) const {
  const Satang rest = budget - earned;
  switch (forecast) {
  case Forecast::as_planned:
    return actual + rest;
  case Forecast::at_cost_index:
    return proportion(budget, actual.value, earned.value);
  case Forecast::at_both_indices: {
    const auto at_cost = proportion(rest, actual.value, earned.value);
    const auto at_both = at_cost ? proportion(*at_cost, planned.value, earned.value) : std::nullopt;
    return at_both ? std::optional(actual + *at_both) : std::nullopt;
  }
  }
  return std::nullopt;
}

std::optional<Satang> EarnedValue::estimate_to_complete(Forecast forecast) const {
  const auto estimate = estimate_at_completion(forecast);
  return estimate ? std::optional(*estimate - actual) : std::nullopt;
}

std::optional<Satang> EarnedValue::variance_at_completion(Forecast forecast) const {
  const auto estimate = estimate_at_completion(forecast);
  return estimate ? std::optional(budget - *estimate) : std::nullopt;
}

std::optional<double> EarnedValue::to_complete_index() const {
  return ratio(budget - earned, budget - actual);
}

std::optional<double> EarnedValue::to_complete_index(Forecast forecast) const {
  const auto rest = estimate_to_complete(forecast);
  return rest ? ratio(budget - earned, *rest) : std::nullopt;
}

EarnedValues earned_values(const Network& network, std::int32_t number, Moment date) {
  const Plan& plan = network.plan();
  EarnedValues values;
  values.tasks.resize(plan.tasks.size());
  // In the network's order a summary's end comes behind all that is in it.
  for (const Network::NodeIndex node : network.order()) {
    const Network::Node& here = network.nodes()[node];
    if (here.part == Network::Part::begin || !plan.tasks[here.task].active)
      continue;
    if (here.part == Network::Part::leaf) {
      values.tasks[here.task] = value_of(network, here.task, number, date);
      values.project += values.tasks[here.task];
    }
    for (const Network::Arc& arc : network.after(node))
      if (arc.link == Network::no_link && network.nodes()[arc.node].part == Network::Part::end)
        values.tasks[network.nodes()[arc.node].task] += values.tasks[here.task];
  }
  return values;
}

} // namespace truat::project
