#include "project/levelling.h"

#include "base/contract.h"
#include "base/environment.h"
#include "project/resource_profile.h"

#include <algorithm>
#include <array>
#include <queue>

namespace truat::project {
namespace {

using NodeIndex = Network::NodeIndex;
using Part = Network::Part;

struct RuleName {
  PriorityRule rule;
  std::string_view name;
};

constexpr auto rule_names = std::to_array<RuleName>({
    {PriorityRule::latest_finish, "LFT"},
    {PriorityRule::latest_start, "LST"},
    {PriorityRule::minimum_slack, "MINSLK"},
    {PriorityRule::rank_positional_weight, "GRPW"},
    {PriorityRule::most_immediate_successors, "MIS"},
    {PriorityRule::shortest_processing, "SPT"},
});

struct Demand {
  std::uint32_t profile = 0;
  std::int64_t units = 0;
};

/// By node; less comes first.
using Priorities = std::vector<std::int64_t>;

/// One run after another over the same plan.
class Levelling {
public:
  Levelling(const Network& network, const Schedule& schedule, const LevellingRules& rules)
      : m_network(network), m_plan(network.plan()), m_schedule(schedule), m_rules(rules),
        m_random(rules.seed) {
    m_floor = m_plan.from == ScheduleFrom::finish ? schedule.start : m_plan.start;
    collect_demands();
    for (NodeIndex node = 0; node < network.nodes().size(); ++node)
      m_leaves += is_active_leaf(node) ? 1 : 0;
  }

  Levelled run() {
    for (const RuleName& rule : rule_names)
      for (const GenerationScheme scheme : {GenerationScheme::serial, GenerationScheme::parallel})
        if (!is_shortest())
          attempt(rule.rule, scheme, priorities(rule.rule), false);
    const std::size_t affordable = m_rules.placements / std::max<std::size_t>(1, m_leaves);
    while (!is_shortest() && m_made < std::min(m_rules.schedules, affordable)) {
      const RuleName& rule = rule_names[m_random.below(4)];
      const auto scheme = m_random.below(2) == 0 ? GenerationScheme::serial : GenerationScheme::parallel;
      attempt(rule.rule, scheme, shaken(priorities(rule.rule)), true);
    }
    finish();
    return std::move(m_best);
  }

private:
  [[nodiscard]] bool is_active_leaf(NodeIndex node) const {
    const Network::Node& at = m_network.nodes()[node];
    return at.part == Part::leaf && m_plan.tasks[at.task].active;
  }

  /// Nothing can be shorter than the critical path.
  [[nodiscard]] bool is_shortest() const { return m_made > 0 && m_best.finish <= m_schedule.finish; }

  void collect_demands() {
    std::vector<std::pair<ResourceId, std::uint32_t>> profiles;
    for (const Resource& resource : m_plan.resources) {
      if (resource.kind != ResourceKind::work)
        continue;
      profiles.emplace_back(resource.id, static_cast<std::uint32_t>(m_profiles.size()));
      m_profiles.emplace_back(resource.units);
    }
    std::ranges::sort(profiles);
    std::vector<std::pair<TaskId, std::uint32_t>> tasks;
    for (std::uint32_t task = 0; task < m_plan.tasks.size(); ++task)
      tasks.emplace_back(m_plan.tasks[task].id, task);
    std::ranges::sort(tasks);
    m_demands.resize(m_plan.tasks.size());
    const auto find = [](const auto& sorted, auto id) {
      const auto found = std::ranges::lower_bound(sorted, id, {}, [](const auto& one) { return one.first; });
      return found == sorted.end() || found->first != id ? std::optional<std::uint32_t>() : found->second;
    };
    for (const Assignment& assignment : m_plan.assignments) {
      const auto task = find(tasks, assignment.task);
      const auto profile = assignment.resource ? find(profiles, *assignment.resource) : std::nullopt;
      if (!task || !profile || assignment.units <= 0 || m_network.is_summary(*task))
        continue;
      std::vector<Demand>& demands = m_demands[*task];
      const auto known = std::ranges::find(demands, *profile, &Demand::profile);
      if (known == demands.end())
        demands.push_back({*profile, assignment.units});
      else
        known->units += assignment.units;
    }
    for (std::uint32_t task = 0; task < m_demands.size(); ++task)
      limit(task);
  }

  void limit(std::uint32_t task) {
    bool overloads = false;
    for (Demand& demand : m_demands[task]) {
      overloads = overloads || demand.units > m_profiles[demand.profile].capacity();
      demand.units = std::min(demand.units, m_profiles[demand.profile].capacity());
    }
    if (overloads)
      m_overloading.push_back(task);
  }

  [[nodiscard]] Priorities priorities(PriorityRule rule) const {
    Priorities values(m_network.nodes().size());
    for (NodeIndex node = 0; node < values.size(); ++node) {
      const std::uint32_t task = m_network.nodes()[node].task;
      const TaskSchedule& row = m_schedule.tasks[task];
      const std::int64_t duration = row.early_finish.minutes - row.early_start.minutes;
      switch (rule) {
      case PriorityRule::latest_finish:
        values[node] = row.late_finish.minutes;
        break;
      case PriorityRule::latest_start:
        values[node] = row.late_start.minutes;
        break;
      case PriorityRule::minimum_slack:
        values[node] = row.total_float;
        break;
      case PriorityRule::shortest_processing:
        values[node] = duration;
        break;
      case PriorityRule::rank_positional_weight:
        values[node] = -duration;
        for (const Network::Arc& arc : m_network.after(node)) {
          const TaskSchedule& next = m_schedule.tasks[m_network.nodes()[arc.node].task];
          values[node] -=
              arc.link == Network::no_link ? 0 : next.early_finish.minutes - next.early_start.minutes;
        }
        break;
      case PriorityRule::most_immediate_successors:
        values[node] = -static_cast<std::int64_t>(m_network.after(node).size());
        break;
      }
    }
    return values;
  }

  /// Moved by up to a part of their range, sometimes small, sometimes all of it.
  [[nodiscard]] Priorities shaken(Priorities values) {
    if (values.empty())
      return values;
    const auto [least, most] = std::ranges::minmax(values);
    const std::int64_t range =
        (most - least) / std::int64_t{1 + static_cast<std::int64_t>(m_random.below(12))};
    for (std::int64_t& value : values)
      value += static_cast<std::int64_t>(
          m_random.below(static_cast<std::uint64_t>(std::max<std::int64_t>(range, 1)) + 1));
    return values;
  }

  void attempt(PriorityRule rule, GenerationScheme scheme, const Priorities& values, bool is_shaken) {
    forward(values, scheme);
    keep(rule, scheme, is_shaken, false);
    // Backward and forward again as long as that helps.
    for (Moment before = m_finish; m_leaves > 1 && !is_shortest(); before = m_finish) {
      const Priorities order = backward();
      forward(order, GenerationScheme::serial);
      keep(rule, scheme, is_shaken, true);
      if (m_finish >= before)
        break;
    }
  }

  void keep(PriorityRule rule, GenerationScheme scheme, bool is_shaken, bool is_improved) {
    ++m_made;
    if (m_made > 1 && m_finish >= m_best.finish)
      return;
    m_best.rule = rule;
    m_best.scheme = scheme;
    m_best.shaken = is_shaken;
    m_best.improved = is_improved;
    m_best.finish = m_finish;
    m_best_dates = m_dates;
  }

  /// Where resources let the task stand, from its placement on.
  [[nodiscard]] Placement fitted(std::uint32_t task, Placement placed) const {
    for (bool moved = true; moved;) {
      moved = false;
      for (const Demand& demand : m_demands[task]) {
        const auto until =
            m_profiles[demand.profile].blocked_until(placed.start, placed.finish, demand.units);
        if (!until || *until >= latest_moment())
          continue;
        placed = m_network.from_start(task, m_network.next_start(task, *until));
        moved = true;
      }
    }
    return placed;
  }

  [[nodiscard]] Placement fitted_late(std::uint32_t task, Placement placed) const {
    for (bool moved = true; moved;) {
      moved = false;
      for (const Demand& demand : m_demands[task]) {
        const auto from = m_profiles[demand.profile].blocked_from(placed.start, placed.finish, demand.units);
        if (!from || *from <= m_floor)
          continue;
        placed = m_network.to_finish(task, *from);
        moved = true;
      }
    }
    return placed;
  }

  void take(std::uint32_t task, const Placement& placed) {
    for (const Demand& demand : m_demands[task])
      m_profiles[demand.profile].take(placed.start, placed.finish, demand.units);
  }

  [[nodiscard]] bool is_fixed(std::uint32_t task) const {
    const ConstraintType type = m_plan.tasks[task].constraint.type;
    const bool on_date = type == ConstraintType::must_start_on || type == ConstraintType::must_finish_on;
    return m_network.is_pinned(task) || (m_plan.precedence == Precedence::constraints && on_date &&
                                         m_plan.tasks[task].constraint.date.has_value());
  }

  void reset() {
    for (ResourceProfile& profile : m_profiles)
      profile.clear();
    for (NodeIndex node = 0; node < m_network.nodes().size(); ++node) {
      const std::uint32_t task = m_network.nodes()[node].task;
      if (is_active_leaf(node) && is_fixed(task))
        take(task, m_network.place_early(task, {m_floor, earliest_moment(), latest_moment()}));
    }
    m_dates.start.assign(m_network.nodes().size(), m_floor);
    m_dates.finish.assign(m_network.nodes().size(), m_floor);
  }

  void put(NodeDates& dates, NodeIndex node, const Placement& placed) const {
    dates.start[node] = placed.start;
    dates.finish[node] = placed.finish;
  }

  /// A task that waits for its turn: by time first where the scheme goes by time.
  struct Turn {
    Moment time;
    std::int64_t priority = 0;
    NodeIndex node = 0;
    auto operator<=>(const Turn&) const = default;
  };
  using Turns = std::priority_queue<Turn, std::vector<Turn>, std::greater<>>;

  /// Releases what waited for nothing but the node; summaries need no turn of their own.
  template <class Release>
  void done(NodeIndex node, std::span<const Network::Arc> (Network::*next)(NodeIndex) const,
            Release release) {
    for (const Network::Arc& arc : (m_network.*next)(node))
      if (--m_waiting[arc.node] == 0)
        release(arc.node);
  }

  void forward(const Priorities& values, GenerationScheme scheme) {
    reset();
    m_finish = m_floor;
    Turns turns;
    const auto early = [&](NodeIndex node) {
      const std::uint32_t task = m_network.nodes()[node].task;
      const Placement placed = m_network.place_early(task, m_network.early_bound(node, m_dates, m_floor));
      return is_fixed(task) || !m_plan.tasks[task].active ? placed : fitted(task, placed);
    };
    std::vector<NodeIndex> ready = start_waiting(&Network::before);
    while (!ready.empty() || !turns.empty()) {
      if (!ready.empty()) {
        const NodeIndex node = ready.back();
        ready.pop_back();
        if (m_network.nodes()[node].part == Part::leaf) {
          const Moment time = scheme == GenerationScheme::parallel ? early(node).start : m_floor;
          turns.push({time, values[node], node});
          continue;
        }
        put(m_dates, node, m_network.gather_early(node, m_dates, m_floor));
        done(node, &Network::after, [&](NodeIndex next) { ready.push_back(next); });
        continue;
      }
      const Turn turn = turns.top();
      turns.pop();
      const Placement placed = early(turn.node);
      if (scheme == GenerationScheme::parallel && placed.start > turn.time) {
        turns.push({placed.start, turn.priority, turn.node});
        continue;
      }
      put(m_dates, turn.node, placed);
      if (is_active_leaf(turn.node)) {
        if (!is_fixed(m_network.nodes()[turn.node].task))
          take(m_network.nodes()[turn.node].task, placed);
        m_finish = std::max(m_finish, placed.finish);
      }
      done(turn.node, &Network::after, [&](NodeIndex next) { ready.push_back(next); });
    }
  }

  /// Each task as late as it fits, the last first; gives the order in which they then begin.
  [[nodiscard]] Priorities backward() {
    const NodeDates shown = m_dates;
    const Moment ceiling = m_finish;
    reset();
    NodeDates late = shown;
    Turns turns;
    std::vector<NodeIndex> ready = start_waiting(&Network::after);
    while (!ready.empty() || !turns.empty()) {
      if (!ready.empty()) {
        const NodeIndex node = ready.back();
        ready.pop_back();
        if (m_network.nodes()[node].part == Part::leaf) {
          turns.push({{-shown.finish[node].minutes}, -shown.start[node].minutes, node});
          continue;
        }
        put(late, node, m_network.gather_late(node, late, shown, ceiling));
        done(node, &Network::before, [&](NodeIndex next) { ready.push_back(next); });
        continue;
      }
      const NodeIndex node = turns.top().node;
      turns.pop();
      const std::uint32_t task = m_network.nodes()[node].task;
      if (is_active_leaf(node) && !is_fixed(task)) {
        put(late, node,
            fitted_late(task, m_network.place_late(task, m_network.late_bound(node, late, shown, ceiling))));
        take(task, {late.start[node], late.finish[node]});
      }
      done(node, &Network::before, [&](NodeIndex next) { ready.push_back(next); });
    }
    Priorities order(m_network.nodes().size());
    for (NodeIndex node = 0; node < order.size(); ++node)
      order[node] = late.start[node].minutes;
    return order;
  }

  [[nodiscard]] std::vector<NodeIndex> start_waiting(std::span<const Network::Arc> (Network::*side)(NodeIndex)
                                                         const) {
    std::vector<NodeIndex> ready;
    m_waiting.resize(m_network.nodes().size());
    for (NodeIndex node = 0; node < m_waiting.size(); ++node) {
      m_waiting[node] = static_cast<std::uint32_t>((m_network.*side)(node).size());
      if (m_waiting[node] == 0)
        ready.push_back(node);
    }
    return ready;
  }

  void finish() {
    m_best.overloading = std::move(m_overloading);
    m_best.schedules = m_made;
    m_best.tasks.resize(m_plan.tasks.size());
    m_best.start = m_best.finish;
    for (NodeIndex node = 0; node < m_network.nodes().size(); ++node) {
      const Network::Node& here = m_network.nodes()[node];
      if (here.part == Part::begin)
        continue;
      m_best.tasks[here.task] = {m_best_dates.start[node], m_best_dates.finish[node]};
      if (m_plan.tasks[here.task].active)
        m_best.start = std::min(m_best.start, m_best_dates.start[node]);
    }
    m_best.length = m_network.project_calendar().between(m_best.start, m_best.finish);
  }

  const Network& m_network;
  const Plan& m_plan;
  const Schedule& m_schedule;
  const LevellingRules& m_rules;
  SeededRandom m_random;
  Moment m_floor;
  std::size_t m_leaves = 0;
  std::vector<ResourceProfile> m_profiles;
  std::vector<std::vector<Demand>> m_demands; ///< by task
  std::vector<std::uint32_t> m_overloading;
  std::vector<std::uint32_t> m_waiting;
  NodeDates m_dates; ///< of the schedule made last
  Moment m_finish;
  NodeDates m_best_dates;
  Levelled m_best;
  std::size_t m_made = 0;
};

} // namespace

std::string_view name_of(PriorityRule rule) {
  return std::ranges::find(rule_names, rule, &RuleName::rule)->name;
}

std::string_view name_of(GenerationScheme scheme) {
  return scheme == GenerationScheme::serial ? "serial" : "parallel";
}

Levelled level(const Network& network, const Schedule& schedule, const LevellingRules& rules) {
  expects(schedule.tasks.size() == network.plan().tasks.size(), "the schedule is that of the network");
  return Levelling(network, schedule, rules).run();
}

} // namespace truat::project
