#include "project/schedule.h"

#include <algorithm>

namespace truat::project {
namespace {

using Part = Network::Part;

/// One calculation. Early dates flow along the arcs, late ones against them, and once more against them to
/// put the tasks that want to be late.
class CriticalPath {
public:
  explicit CriticalPath(const Network& network) : m_network(network), m_plan(network.plan()) {}

  Result<Schedule> calculate() {
    if (m_plan.from == ScheduleFrom::finish) {
      m_finish = m_plan.finish.value_or(m_plan.start);
      reset(m_early, earliest_moment());
      backward(m_late, Pass::latest);
      m_start = m_finish;
      for_each_leaf([&](auto node) { m_start = std::min(m_start, m_late.start[node]); });
      forward();
    } else {
      m_start = m_plan.start;
      forward();
      m_finish = m_start;
      for_each_leaf([&](auto node) { m_finish = std::max(m_finish, m_early.finish[node]); });
      backward(m_late, Pass::latest);
    }
    backward(m_placed, Pass::placing);
    gather_placed();
    return result();
  }

private:
  enum class Pass : std::uint8_t { latest, placing };

  void reset(NodeDates& dates, Moment moment) const {
    dates.start.assign(m_network.nodes().size(), moment);
    dates.finish.assign(m_network.nodes().size(), moment);
  }

  template <class Visit>
  void for_each_leaf(Visit visit) const {
    for (const Network::NodeIndex node : m_network.order())
      if (m_network.nodes()[node].part == Part::leaf && m_plan.tasks[m_network.nodes()[node].task].active)
        visit(node);
  }

  void forward() {
    reset(m_early, m_start);
    for (const Network::NodeIndex node : m_network.order()) {
      const Network::Node& at = m_network.nodes()[node];
      const Placement placed =
          at.part == Part::leaf
              ? m_network.place_early(at.task, m_network.early_bound(node, m_early, m_start))
              : m_network.gather_early(node, m_early, m_start);
      m_early.start[node] = placed.start;
      m_early.finish[node] = placed.finish;
    }
  }

  [[nodiscard]] bool wants_late(Network::TaskIndex task) const {
    return m_plan.tasks[task].constraint.type == ConstraintType::as_late_as_possible &&
           !m_network.is_pinned(task);
  }

  /// While placing, what does not want to be late stands early and lets nothing behind it pass.
  void backward(NodeDates& dates, Pass pass) const {
    reset(dates, m_finish);
    const auto order = m_network.order();
    for (std::size_t at = order.size(); at-- > 0;) {
      const Network::NodeIndex node = order[at];
      const Network::Node& here = m_network.nodes()[node];
      Placement placed;
      if (here.part != Part::leaf)
        placed = m_network.gather_late(node, dates, m_early, m_finish);
      else
        placed = m_network.place_late(here.task, m_network.late_bound(node, dates, m_early, m_finish));
      if (pass == Pass::placing && here.part == Part::leaf) {
        const Placement early{m_early.start[node], m_early.finish[node]};
        placed = wants_late(here.task) ? settled(here.task, placed, early) : early;
      }
      dates.start[node] = placed.start;
      dates.finish[node] = placed.finish;
    }
  }

  [[nodiscard]] Placement settled(Network::TaskIndex task, const Placement& late,
                                  const Placement& early) const {
    const Moment start = m_network.last_start(task, late.start);
    return start > early.start ? m_network.from_start(task, start) : early;
  }

  void gather_placed() {
    for (const Network::NodeIndex node : m_network.order()) {
      if (m_network.nodes()[node].part != Part::end)
        continue;
      const Placement all = m_network.gather_early(node, m_placed, m_start);
      m_placed.start[node] = all.start;
      m_placed.finish[node] = all.finish;
    }
  }

  [[nodiscard]] std::int64_t free_float_of(Network::NodeIndex node, const WorkingTime& time) const {
    const Network::TaskIndex task = m_network.nodes()[node].task;
    std::optional<std::int64_t> least;
    for (const Network::Arc& arc : m_network.after(node)) {
      if (arc.link == Network::no_link)
        continue;
      const Link& link = m_plan.links[arc.link];
      const bool to_start = link.type == LinkType::finish_to_start || link.type == LinkType::start_to_start;
      const bool from_finish =
          link.type == LinkType::finish_to_start || link.type == LinkType::finish_to_finish;
      const Network::TaskIndex successor = m_network.nodes()[arc.node].task;
      const Network::NodeIndex shown = m_network.node_of(successor);
      const Moment limit = m_network.before_lag(link, task, successor,
                                                to_start ? m_early.start[shown] : m_early.finish[shown]);
      const Moment own = from_finish ? m_early.finish[node] : m_early.start[node];
      const std::int64_t slack = time.between(own, limit);
      least = least ? std::min(*least, slack) : slack;
    }
    return least.value_or(time.between(m_early.finish[node], m_finish));
  }

  void fill(TaskSchedule& row, Network::NodeIndex node, const Placement& late) const {
    const Network::TaskIndex task = m_network.nodes()[node].task;
    const WorkingTime& time =
        row.summary ? m_network.calendar_of(task) : m_network.duration_calendar_of(task);
    row.start = m_placed.start[node];
    row.finish = m_placed.finish[node];
    row.early_start = m_early.start[node];
    row.early_finish = m_early.finish[node];
    row.late_start = late.start;
    row.late_finish = late.finish;
    row.total_float = std::min(time.between(row.early_start, row.late_start),
                               time.between(row.early_finish, row.late_finish));
    row.free_float = free_float_of(node, time);
    row.critical =
        m_plan.tasks[task].active && row.total_float <= m_plan.critical_float_days * m_plan.minutes_per_day;
  }

  Result<Schedule> result() {
    Schedule schedule;
    schedule.tasks.resize(m_plan.tasks.size());
    std::vector<Placement> summaries(m_plan.tasks.size(), {m_finish, earliest_moment()});
    std::vector<bool> critical(m_plan.tasks.size());
    schedule.start = m_finish;
    for (const Network::NodeIndex node : m_network.order()) {
      const Network::Node& here = m_network.nodes()[node];
      if (here.part == Part::begin)
        continue;
      TaskSchedule& row = schedule.tasks[here.task];
      row.summary = here.part == Part::end;
      fill(row, node,
           row.summary
               ? Placement{std::min(summaries[here.task].start, m_finish), summaries[here.task].finish}
               : Placement{m_late.start[node], m_late.finish[node]});
      if (row.summary)
        row.critical = critical[here.task];
      if (!m_plan.tasks[here.task].active)
        continue;
      if (row.finish >= latest_moment() || row.start <= earliest_moment())
        return failure("project.beyond_time", {{"task", label_of(m_plan.tasks[here.task])}});
      schedule.start = std::min(schedule.start, row.start);
      schedule.finish = std::max(schedule.finish, row.finish);
      for (const Network::Arc& arc : m_network.after(node)) {
        if (arc.link != Network::no_link || m_network.nodes()[arc.node].part != Part::end)
          continue;
        const Network::TaskIndex parent = m_network.nodes()[arc.node].task;
        summaries[parent].start = std::min(summaries[parent].start, row.late_start);
        summaries[parent].finish = std::max(summaries[parent].finish, row.late_finish);
        critical[parent] = critical[parent] || row.critical;
      }
    }
    close(schedule);
    return schedule;
  }

  void close(Schedule& schedule) const {
    const bool has_tasks = std::ranges::any_of(m_plan.tasks, &Task::active);
    if (!has_tasks)
      schedule.start = schedule.finish = m_plan.start;
    schedule.length = m_network.project_calendar().between(schedule.start, schedule.finish);
    std::vector<Placement> placements;
    for (const TaskSchedule& row : schedule.tasks)
      placements.push_back({row.start, row.finish});
    schedule.conflicts = conflicts_of(m_network, placements);
  }

  const Network& m_network;
  const Plan& m_plan;
  Moment m_start;
  Moment m_finish;
  NodeDates m_early;
  NodeDates m_late;
  NodeDates m_placed;
};

bool breaks_constraint(const Task& task, const WorkingTime& time, const Placement& placed) {
  if (!task.constraint.date)
    return false;
  const std::int64_t start = time.between(*task.constraint.date, placed.start);
  const std::int64_t finish = time.between(*task.constraint.date, placed.finish);
  switch (task.constraint.type) {
  case ConstraintType::start_no_earlier_than:
    return start < 0;
  case ConstraintType::start_no_later_than:
    return start > 0;
  case ConstraintType::finish_no_earlier_than:
    return finish < 0;
  case ConstraintType::finish_no_later_than:
    return finish > 0;
  case ConstraintType::must_start_on:
    return start != 0;
  case ConstraintType::must_finish_on:
    return finish != 0;
  case ConstraintType::as_soon_as_possible:
  case ConstraintType::as_late_as_possible:
    break;
  }
  return false;
}

} // namespace

std::vector<ScheduleConflict> conflicts_of(const Network& network, const std::vector<Placement>& placements) {
  using Kind = ScheduleConflict::Kind;
  const Plan& plan = network.plan();
  std::vector<ScheduleConflict> conflicts;
  for (const Network::NodeIndex node : network.order()) {
    for (const Network::Arc& arc : network.before(node)) {
      if (arc.link == Network::no_link)
        continue;
      const Link& link = plan.links[arc.link];
      const Network::TaskIndex predecessor = network.nodes()[arc.node].task;
      const Network::TaskIndex successor = network.nodes()[node].task;
      const bool from_finish =
          link.type == LinkType::finish_to_start || link.type == LinkType::finish_to_finish;
      const bool to_start = link.type == LinkType::finish_to_start || link.type == LinkType::start_to_start;
      const Moment asked =
          network.after_lag(link, predecessor, successor,
                            from_finish ? placements[predecessor].finish : placements[predecessor].start);
      const Moment is = to_start ? placements[successor].start : placements[successor].finish;
      // A lag in working time is kept when no working minute of it is missing, also before an elapsed
      // duration.
      const bool by_calendar = link.lag.base == TimeBase::working && link.lag.amount != 0;
      const WorkingTime& time =
          by_calendar ? network.calendar_of(successor) : network.duration_calendar_of(successor);
      if (time.between(asked, is) < 0)
        conflicts.push_back({Kind::link, arc.link});
    }
  }
  for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
    const Task& given = plan.tasks[task];
    if (!given.active)
      continue;
    if (breaks_constraint(given, network.calendar_of(task), placements[task]))
      conflicts.push_back({Kind::constraint, task});
    if (given.deadline && network.calendar_of(task).between(*given.deadline, placements[task].finish) > 0)
      conflicts.push_back({Kind::deadline, task});
  }
  std::ranges::sort(conflicts, {},
                    [](const ScheduleConflict& one) { return std::pair(one.kind, one.index); });
  return conflicts;
}

Result<Schedule> schedule(const Network& network) {
  return CriticalPath(network).calculate();
}

Result<Schedule> schedule(const Plan& plan) {
  const auto network = Network::of(plan);
  if (!network)
    return std::unexpected(network.error());
  return schedule(*network);
}

} // namespace truat::project
