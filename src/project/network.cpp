#include "project/network.h"

#include <algorithm>

namespace truat::project {
namespace {

bool binds_start(LinkType type) {
  return type == LinkType::finish_to_start || type == LinkType::start_to_start;
}

bool leaves_finish(LinkType type) {
  return type == LinkType::finish_to_start || type == LinkType::finish_to_finish;
}

/// The arcs sorted by one of their ends, with where each node's begin.
template <class Key, class Other>
void index_arcs(const auto& ends, std::size_t node_count, Key key, Other other,
                std::vector<Network::Arc>& arcs, std::vector<std::uint32_t>& at) {
  at.assign(node_count + 1, 0);
  for (const auto& arc : ends)
    ++at[key(arc) + 1];
  for (std::size_t node = 0; node < node_count; ++node)
    at[node + 1] += at[node];
  arcs.resize(ends.size());
  std::vector<std::uint32_t> next(at.begin(), at.end() - 1);
  for (const auto& arc : ends)
    arcs[next[key(arc)]++] = {other(arc), arc.link};
}

} // namespace

Result<Network> Network::of(const Plan& plan) {
  Network network;
  network.m_plan = &plan;
  if (auto made = network.make_nodes(); !made)
    return std::unexpected(made.error());
  if (auto made = network.make_calendars(); !made)
    return std::unexpected(made.error());
  if (auto made = network.make_arcs(); !made)
    return std::unexpected(made.error());
  if (auto ordered = network.put_in_order(); !ordered)
    return std::unexpected(ordered.error());
  network.mark_unlinked();
  return network;
}

Result<Network::TaskIndex> Network::find(TaskId id) const {
  const auto found = std::ranges::lower_bound(m_ids, id, {}, &std::pair<TaskId, TaskIndex>::first);
  if (found == m_ids.end() || found->first != id)
    return failure("project.no_such_task", {{"task", to_string(id)}});
  return found->second;
}

Result<void> Network::make_nodes() {
  const std::size_t count = m_plan->tasks.size();
  for (std::size_t task = 0; task < count; ++task)
    m_ids.emplace_back(m_plan->tasks[task].id, static_cast<TaskIndex>(task));
  std::ranges::sort(m_ids);
  const auto twice = std::ranges::adjacent_find(m_ids, {}, &std::pair<TaskId, TaskIndex>::first);
  if (twice != m_ids.end())
    return failure("project.duplicate_task", {{"task", to_string(twice->first)}});
  m_parent_of.assign(count, no_link);
  std::vector<bool> has_children(count);
  for (std::size_t task = 0; task < count; ++task) {
    if (!m_plan->tasks[task].parent)
      continue;
    const auto parent = find(*m_plan->tasks[task].parent);
    if (!parent)
      return std::unexpected(parent.error());
    m_parent_of[task] = *parent;
    has_children[*parent] = true;
  }
  for (TaskIndex task = 0; task < count; ++task) {
    m_begin_of.push_back(static_cast<NodeIndex>(m_nodes.size()));
    if (has_children[task])
      m_nodes.push_back({task, Part::begin});
    m_node_of.push_back(static_cast<NodeIndex>(m_nodes.size()));
    m_nodes.push_back({task, has_children[task] ? Part::end : Part::leaf});
  }
  return {};
}

Result<void> Network::make_calendars() {
  std::vector<std::pair<CalendarId, std::uint32_t>> known;
  const auto index_of = [&](CalendarId id) -> Result<std::uint32_t> {
    const auto found = std::ranges::find(known, id, &std::pair<CalendarId, std::uint32_t>::first);
    if (found != known.end())
      return found->second;
    auto time = WorkingTime::of(m_plan->calendars, id);
    if (!time)
      return std::unexpected(time.error());
    known.emplace_back(id, static_cast<std::uint32_t>(m_calendars.size()));
    m_calendars.push_back(std::move(*time));
    return known.back().second;
  };
  if (auto project = index_of(m_plan->calendar); !project)
    return std::unexpected(project.error());
  for (const Task& task : m_plan->tasks) {
    const auto index = task.calendar ? index_of(*task.calendar) : Result<std::uint32_t>(0);
    if (!index)
      return std::unexpected(index.error());
    m_calendar_of.push_back(*index);
  }
  return {};
}

Result<void> Network::add_link(std::vector<Ends>& arcs, std::uint32_t index) const {
  const Link& link = m_plan->links[index];
  const auto predecessor = find(link.predecessor);
  if (!predecessor)
    return std::unexpected(predecessor.error());
  const auto successor = find(link.successor);
  if (!successor)
    return std::unexpected(successor.error());
  if (!m_plan->tasks[*predecessor].active || !m_plan->tasks[*successor].active)
    return {};
  // Which of its tasks would have to end then? Project programs refuse such a link, too.
  if (is_summary(*successor) && !binds_start(link.type))
    return failure("project.link_to_summary_finish", {{"predecessor", label_of(m_plan->tasks[*predecessor])},
                                                      {"successor", label_of(m_plan->tasks[*successor])}});
  arcs.push_back({m_node_of[*predecessor], m_begin_of[*successor], index});
  return {};
}

Result<void> Network::make_arcs() {
  std::vector<Ends> arcs;
  for (TaskIndex task = 0; task < m_parent_of.size(); ++task) {
    if (is_summary(task))
      arcs.push_back({m_begin_of[task], m_node_of[task], no_link});
    const std::uint32_t parent = m_parent_of[task];
    if (parent == no_link)
      continue;
    arcs.push_back({m_begin_of[parent], m_begin_of[task], no_link});
    arcs.push_back({m_node_of[task], m_node_of[parent], no_link});
  }
  for (std::uint32_t link = 0; link < m_plan->links.size(); ++link)
    if (auto added = add_link(arcs, link); !added)
      return added;
  index_arcs(
      arcs, m_nodes.size(), [](const Ends& arc) { return arc.to; }, [](const Ends& arc) { return arc.from; },
      m_before, m_before_at);
  index_arcs(
      arcs, m_nodes.size(), [](const Ends& arc) { return arc.from; }, [](const Ends& arc) { return arc.to; },
      m_after, m_after_at);
  return {};
}

Result<void> Network::put_in_order() {
  std::vector<std::uint32_t> waiting(m_nodes.size());
  for (NodeIndex node = 0; node < m_nodes.size(); ++node)
    waiting[node] = static_cast<std::uint32_t>(before(node).size());
  for (NodeIndex node = 0; node < m_nodes.size(); ++node)
    if (waiting[node] == 0)
      m_order.push_back(node);
  for (std::size_t at = 0; at < m_order.size(); ++at)
    for (const Arc& arc : after(m_order[at]))
      if (--waiting[arc.node] == 0)
        m_order.push_back(arc.node);
  if (m_order.size() != m_nodes.size())
    return failure("project.loop", {{"tasks", loop_among(waiting)}});
  return {};
}

/// "A (1) → B (2) → A (1)": every node that still waits waits for one that does, so going back from any of
/// them comes round.
std::string Network::loop_among(const std::vector<std::uint32_t>& waiting) const {
  NodeIndex node = 0;
  while (waiting[node] == 0)
    ++node;
  std::vector<std::uint32_t> seen_at(m_nodes.size(), no_link);
  std::vector<NodeIndex> path;
  while (seen_at[node] == no_link) {
    seen_at[node] = static_cast<std::uint32_t>(path.size());
    path.push_back(node);
    node = std::ranges::find_if(before(node), [&](const Arc& arc) { return waiting[arc.node] != 0; })->node;
  }
  std::vector<TaskIndex> tasks; // in the direction of the links
  for (std::size_t at = path.size(); at-- > seen_at[node];)
    if (const TaskIndex task = m_nodes[path[at]].task; tasks.empty() || tasks.back() != task)
      tasks.push_back(task);
  if (tasks.front() != tasks.back() || tasks.size() == 1)
    tasks.push_back(tasks.front());
  constexpr std::size_t most_named = 24;
  std::string names;
  for (std::size_t at = 0; at < tasks.size(); ++at) {
    if (at == most_named && tasks.size() > most_named + 1) {
      names += " → …";
      at = tasks.size() - 1;
    }
    names += (names.empty() ? "" : " → ") + label_of(m_plan->tasks[tasks[at]]);
  }
  return names;
}

void Network::mark_unlinked() {
  m_keeps_start.assign(m_plan->tasks.size(), false);
  if (m_plan->unlinked == UnlinkedPlace::project_start)
    return;
  std::vector<bool> led(m_nodes.size());
  for (const NodeIndex node : m_order) {
    for (const Arc& arc : before(node)) {
      const bool of_outline = arc.link == no_link && m_nodes[arc.node].part == Part::begin && led[arc.node];
      led[node] = led[node] || of_outline || (arc.link != no_link && !m_plan->links[arc.link].rubber);
    }
    if (m_nodes[node].part == Part::leaf)
      m_keeps_start[m_nodes[node].task] = !led[node];
  }
}

const WorkingTime& Network::duration_calendar_of(TaskIndex task) const {
  return m_plan->tasks[task].duration.base == TimeBase::elapsed ? m_continuous : calendar_of(task);
}

Moment Network::lagged(const Link& link, TaskIndex predecessor, TaskIndex successor, Moment date,
                       int sign) const {
  std::int64_t minutes = link.lag.amount;
  if (link.lag.unit == TimeUnit::percent) {
    const std::int64_t whole = m_plan->tasks[predecessor].duration.minutes;
    const std::int64_t percent = std::clamp<std::int64_t>(minutes, -100'000, 100'000);
    minutes = whole * percent / 100;
  }
  minutes *= sign;
  return link.lag.base == TimeBase::elapsed ? add_elapsed(date, minutes)
                                            : calendar_of(successor).add(date, minutes);
}

Moment Network::after_lag(const Link& link, TaskIndex predecessor, TaskIndex successor, Moment date) const {
  return lagged(link, predecessor, successor, date, 1);
}

/// The latest date of the predecessor with which the successor keeps to `date`. Time off of the successor is
/// the predecessor's to use, if it works then.
Moment Network::before_lag(const Link& link, TaskIndex predecessor, TaskIndex successor, Moment date) const {
  const bool by_calendar = link.lag.base == TimeBase::working;
  const WorkingTime& time = by_calendar ? calendar_of(successor) : m_continuous;
  Moment latest = date;
  if (!binds_start(link.type))
    latest = duration_calendar_of(successor).next_working(date);
  latest = lagged(link, predecessor, successor, latest, -1);
  if (link.lag.amount < 0)
    latest = time.next_working(latest);
  const Moment plain = lagged(link, predecessor, successor, date, -1);
  const bool same = duration_calendar_of(predecessor).between(plain, latest) == 0;
  return same && leaves_finish(link.type) ? plain : latest;
}

Network::Bound Network::early_bound(NodeIndex node, const NodeDates& dates, Moment floor) const {
  Bound bound{floor, earliest_moment(), latest_moment()};
  const TaskIndex task = m_nodes[node].task;
  for (const Arc& arc : before(node)) {
    if (arc.link == no_link) {
      if (m_nodes[arc.node].part == Part::begin)
        bound.start = std::max(bound.start, dates.start[arc.node]);
      continue;
    }
    const Link& link = m_plan->links[arc.link];
    const Moment date = leaves_finish(link.type) ? dates.finish[arc.node] : dates.start[arc.node];
    const Moment lagged_date = after_lag(link, m_nodes[arc.node].task, task, date);
    Moment& side = binds_start(link.type) ? bound.start : bound.finish;
    side = std::max(side, lagged_date);
  }
  return bound;
}

Network::Bound Network::late_bound(NodeIndex node, const NodeDates& dates, const NodeDates& shown,
                                   Moment ceiling) const {
  Bound bound{ceiling, ceiling, ceiling};
  const TaskIndex task = m_nodes[node].task;
  for (const Arc& arc : after(node)) {
    if (arc.link == no_link) {
      if (m_nodes[arc.node].part != Part::end)
        continue;
      bound.finish = std::min(bound.finish, dates.finish[arc.node]);
      // A link from a summary's start binds the task that starts first.
      if (shown.start[arc.node] == shown.start[node])
        bound.start = std::min(bound.start, dates.start[arc.node]);
      continue;
    }
    const Link& link = m_plan->links[arc.link];
    const Moment date = binds_start(link.type) ? dates.start[arc.node] : dates.finish[arc.node];
    const Moment unlagged = before_lag(link, task, m_nodes[arc.node].task, date);
    Moment& side = leaves_finish(link.type) ? bound.finish : bound.start;
    side = std::min(side, unlagged);
  }
  return bound;
}

Placement Network::from_start(TaskIndex task, Moment start) const {
  return {start, duration_calendar_of(task).add(start, m_plan->tasks[task].duration.minutes)};
}

Placement Network::to_finish(TaskIndex task, Moment finish) const {
  return {duration_calendar_of(task).subtract(finish, m_plan->tasks[task].duration.minutes), finish};
}

Moment Network::next_start(TaskIndex task, Moment moment) const {
  const WorkingTime& time = duration_calendar_of(task);
  const bool may_end_the_day = m_plan->tasks[task].duration.minutes == 0 &&
                               m_plan->milestones == MilestonePlace::end_of_work &&
                               time.last_working(moment) == moment;
  return may_end_the_day ? moment : time.next_working(moment);
}

/// The start with which the task ends no working minute before `finish`.
Moment Network::start_for_finish(TaskIndex task, Moment finish) const {
  return m_plan->tasks[task].duration.minutes == 0 ? finish : to_finish(task, finish).start;
}

bool Network::is_pinned(TaskIndex task) const {
  const Task& given = m_plan->tasks[task];
  return given.actual_start || (given.scheduling == Scheduling::manual && given.start);
}

Placement Network::place_early(TaskIndex task, const Bound& bound) const {
  const Task& given = m_plan->tasks[task];
  if (is_pinned(task)) {
    Placement placed = from_start(task, given.actual_start ? *given.actual_start : *given.start);
    if (given.actual_finish)
      placed.finish = *given.actual_finish;
    else if (!given.actual_start && given.finish)
      placed.finish = *given.finish;
    placed.finish = std::max(placed.finish, placed.start);
    return placed;
  }
  Moment start = next_start(task, bound.start);
  const auto not_before = [&](Moment moment) { start = std::max(start, next_start(task, moment)); };
  if (bound.finish > earliest_moment())
    not_before(start_for_finish(task, bound.finish));
  if (m_keeps_start[task] && given.start)
    not_before(*given.start);
  if (!given.constraint.date)
    return from_start(task, start);
  const Moment date = *given.constraint.date;
  const bool holds = m_plan->precedence == Precedence::constraints;
  switch (given.constraint.type) {
  case ConstraintType::start_no_earlier_than:
    not_before(date);
    break;
  case ConstraintType::finish_no_earlier_than:
    not_before(start_for_finish(task, date));
    break;
  case ConstraintType::must_start_on:
    if (holds)
      start = next_start(task, date);
    not_before(date);
    break;
  case ConstraintType::must_finish_on:
    if (holds)
      start = next_start(task, start_for_finish(task, date));
    not_before(start_for_finish(task, date));
    break;
  case ConstraintType::start_no_later_than:
    if (holds)
      start = std::min(start, next_start(task, date));
    break;
  case ConstraintType::finish_no_later_than:
    if (holds)
      start = std::min(start, next_start(task, start_for_finish(task, date)));
    break;
  case ConstraintType::as_soon_as_possible:
  case ConstraintType::as_late_as_possible:
    break;
  }
  return from_start(task, start);
}

Moment Network::last_start(TaskIndex task, Moment moment) const {
  if (next_start(task, moment) == moment)
    return moment;
  const WorkingTime& time = duration_calendar_of(task);
  const Moment ended = time.last_working(moment);
  return next_start(task, ended) == ended ? ended : time.subtract(ended, 1);
}

Placement Network::place_late(TaskIndex task, const Bound& bound) const {
  const Task& given = m_plan->tasks[task];
  Moment finish = bound.finish;
  if (bound.start < bound.ceiling)
    finish = std::min(finish, from_start(task, last_start(task, bound.start)).finish);
  if (given.deadline)
    finish = std::min(finish, *given.deadline);
  if (given.constraint.date) {
    const Moment date = *given.constraint.date;
    switch (given.constraint.type) {
    case ConstraintType::must_start_on:
    case ConstraintType::start_no_later_than:
      finish = std::min(finish, from_start(task, date).finish);
      break;
    case ConstraintType::must_finish_on:
    case ConstraintType::finish_no_later_than:
      finish = std::min(finish, date);
      break;
    default:
      break;
    }
  }
  return to_finish(task, finish);
}

Placement Network::gather_early(NodeIndex node, const NodeDates& dates, Moment floor) const {
  const Task& given = m_plan->tasks[m_nodes[node].task];
  if (m_nodes[node].part == Part::begin) {
    Moment start = early_bound(node, dates, floor).start;
    const bool from_date = given.constraint.type == ConstraintType::start_no_earlier_than ||
                           given.constraint.type == ConstraintType::must_start_on;
    if (from_date && given.constraint.date)
      start = std::max(start, *given.constraint.date);
    return {start, start};
  }
  std::optional<Placement> all;
  for (const Arc& arc : before(node)) {
    const Node& child = m_nodes[arc.node];
    if (arc.link != no_link || child.part == Part::begin || !m_plan->tasks[child.task].active)
      continue;
    const Placement one{dates.start[arc.node], dates.finish[arc.node]};
    all = all ? Placement{std::min(all->start, one.start), std::max(all->finish, one.finish)} : one;
  }
  // With inactive tasks only it stands where it could begin.
  const Moment begin = dates.start[m_begin_of[m_nodes[node].task]];
  return all.value_or(Placement{begin, begin});
}

Placement Network::gather_late(NodeIndex node, const NodeDates& dates, const NodeDates& shown,
                               Moment ceiling) const {
  const Task& given = m_plan->tasks[m_nodes[node].task];
  if (m_nodes[node].part == Part::end) {
    const Bound bound = late_bound(node, dates, shown, ceiling);
    Moment finish = bound.finish;
    if (given.deadline)
      finish = std::min(finish, *given.deadline);
    const bool until_date = given.constraint.type == ConstraintType::finish_no_later_than ||
                            given.constraint.type == ConstraintType::must_finish_on;
    if (until_date && given.constraint.date)
      finish = std::min(finish, *given.constraint.date);
    return {bound.start, finish};
  }
  Moment start = ceiling;
  for (const Arc& arc : after(node))
    if (arc.link == no_link && m_nodes[arc.node].part != Part::end &&
        m_plan->tasks[m_nodes[arc.node].task].active)
      start = std::min(start, dates.start[arc.node]);
  return {start, start};
}

} // namespace truat::project
