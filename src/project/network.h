// The tasks of a plan as a graph that dates flow through: what the critical path and levelling share.
//
// A task with work is one node. A summary is two: `begin`, before which none of its tasks may start, and
// `end`, which has the dates that come of its tasks. So a link to a summary holds for all in it, and a link
// from one waits for all in it. Nodes are put in an order in which no arc leads back; all questions take time
// linear in tasks and links.
#pragma once

#include "base/result.h"
#include "project/plan.h"

#include <cstdint>
#include <span>
#include <vector>

namespace truat::project {

/// Dates by node.
struct NodeDates {
  std::vector<Moment> start;
  std::vector<Moment> finish;
};

/// Start and finish of one task.
struct Placement {
  Moment start;
  Moment finish;
  bool operator==(const Placement&) const = default;
};

class Network {
public:
  using NodeIndex = std::uint32_t;
  using TaskIndex = std::uint32_t; ///< into `Plan::tasks`
  enum class Part : std::uint8_t { leaf, begin, end };
  struct Node {
    TaskIndex task = 0;
    Part part = Part::leaf;
  };
  static constexpr std::uint32_t no_link = 0xFFFFFFFF;
  struct Arc {
    NodeIndex node = 0;           ///< at the other end
    std::uint32_t link = no_link; ///< into `Plan::links`; none: of the outline
  };
  /// Neither before (early) nor after (late) these.
  struct Bound {
    Moment start;
    Moment finish;
    Moment ceiling; ///< a late start at it asks nothing
  };

  /// The plan must outlive the network and stay as it is. Errors: `project.loop` naming the tasks,
  /// `project.duplicate_task`, `project.no_such_task`, `project.link_to_summary_finish`, those of
  /// `WorkingTime::of`.
  [[nodiscard]] static Result<Network> of(const Plan& plan);

  [[nodiscard]] const Plan& plan() const { return *m_plan; }
  [[nodiscard]] std::span<const Node> nodes() const { return m_nodes; }
  [[nodiscard]] std::span<const NodeIndex> order() const { return m_order; }
  [[nodiscard]] std::span<const Arc> before(NodeIndex node) const {
    return of_node(m_before, m_before_at, node);
  }
  [[nodiscard]] std::span<const Arc> after(NodeIndex node) const {
    return of_node(m_after, m_after_at, node);
  }
  /// The node with the task's own dates: its leaf or its end.
  [[nodiscard]] NodeIndex node_of(TaskIndex task) const { return m_node_of[task]; }
  [[nodiscard]] bool is_summary(TaskIndex task) const { return m_nodes[m_node_of[task]].part == Part::end; }
  [[nodiscard]] const WorkingTime& calendar_of(TaskIndex task) const {
    return m_calendars[m_calendar_of[task]];
  }
  /// The calendar by which its duration counts: none where it is elapsed.
  [[nodiscard]] const WorkingTime& duration_calendar_of(TaskIndex task) const;
  [[nodiscard]] const WorkingTime& project_calendar() const { return m_calendars[0]; }

  /// What links and outline ask of a node, given the dates of all before it; never before `floor`.
  [[nodiscard]] Bound early_bound(NodeIndex node, const NodeDates& dates, Moment floor) const;
  /// The same from behind, given the dates of all after it; never after `ceiling`. `shown` has the early
  /// dates, by which a summary's first task is told.
  [[nodiscard]] Bound late_bound(NodeIndex node, const NodeDates& dates, const NodeDates& shown,
                                 Moment ceiling) const;
  /// Where a task stands as early (late) as the bound and its own constraints allow.
  [[nodiscard]] Placement place_early(TaskIndex task, const Bound& bound) const;
  [[nodiscard]] Placement place_late(TaskIndex task, const Bound& bound) const;
  /// Begin and end of a summary, early.
  [[nodiscard]] Placement gather_early(NodeIndex node, const NodeDates& dates, Moment floor) const;
  [[nodiscard]] Placement gather_late(NodeIndex node, const NodeDates& dates, const NodeDates& shown,
                                      Moment ceiling) const;
  /// The task's placement when it starts at `start`.
  [[nodiscard]] Placement from_start(TaskIndex task, Moment start) const;
  [[nodiscard]] Placement to_finish(TaskIndex task, Moment finish) const;
  /// Whether the dates are set by what has happened or by hand, so that nothing moves them.
  [[nodiscard]] bool is_pinned(TaskIndex task) const;
  /// The first moment from `moment` on at which the task may start; at any where its duration is elapsed
  /// time.
  [[nodiscard]] Moment next_start(TaskIndex task, Moment moment) const;
  /// The last moment up to `moment` at which it may.
  [[nodiscard]] Moment last_start(TaskIndex task, Moment moment) const;

  /// A date of the predecessor with the link's lag added, and one of the successor with it taken away.
  [[nodiscard]] Moment after_lag(const Link& link, TaskIndex predecessor, TaskIndex successor,
                                 Moment date) const;
  [[nodiscard]] Moment before_lag(const Link& link, TaskIndex predecessor, TaskIndex successor,
                                  Moment date) const;

private:
  Network() = default;
  struct Ends {
    NodeIndex from = 0;
    NodeIndex to = 0;
    std::uint32_t link = no_link;
  };
  [[nodiscard]] Result<void> make_nodes();
  [[nodiscard]] Result<void> make_arcs();
  [[nodiscard]] Result<void> add_link(std::vector<Ends>& arcs, std::uint32_t link) const;
  [[nodiscard]] Result<void> put_in_order();
  [[nodiscard]] Result<void> make_calendars();
  [[nodiscard]] std::string loop_among(const std::vector<std::uint32_t>& waiting) const;
  [[nodiscard]] Result<TaskIndex> find(TaskId id) const;
  void mark_unlinked();
  [[nodiscard]] static std::span<const Arc> of_node(const std::vector<Arc>& arcs,
                                                    const std::vector<std::uint32_t>& at, NodeIndex node) {
    return std::span(arcs).subspan(at[node], at[node + 1] - at[node]);
  }
  [[nodiscard]] Moment lagged(const Link& link, TaskIndex predecessor, TaskIndex successor, Moment date,
                              int sign) const;
  [[nodiscard]] Moment start_for_finish(TaskIndex task, Moment finish) const;

  const Plan* m_plan = nullptr;
  std::vector<std::pair<TaskId, TaskIndex>> m_ids; ///< sorted
  std::vector<Node> m_nodes;
  std::vector<NodeIndex> m_node_of;       ///< by task
  std::vector<NodeIndex> m_begin_of;      ///< by task: the leaf, or a summary's begin
  std::vector<std::uint32_t> m_parent_of; ///< by task; no_link: none
  std::vector<bool> m_keeps_start;        ///< by task: stands where it was put
  std::vector<Arc> m_before;
  std::vector<std::uint32_t> m_before_at;
  std::vector<Arc> m_after;
  std::vector<std::uint32_t> m_after_at;
  std::vector<NodeIndex> m_order;
  std::vector<WorkingTime> m_calendars; ///< the project's first
  std::vector<std::uint32_t> m_calendar_of;
  WorkingTime m_continuous;
};

} // namespace truat::project
