// A plan: tasks in their outline, the links between them, calendars, resources and who works on what. Values
// only; what dates come of it says `project/schedule.h`.
//
// Identities are numbers of the plan's own, as project programs have them (UID). A summary task is one that
// others name as their parent; its dates come of theirs.
#pragma once

#include "base/decimal.h"
#include "base/money.h"
#include "project/moment.h"
#include "project/working_calendar.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace truat::project {

enum class TaskId : std::int64_t {};
enum class ResourceId : std::int64_t {};
enum class AssignmentId : std::int64_t {};

[[nodiscard]] inline std::string to_string(TaskId id) {
  return std::to_string(static_cast<std::int64_t>(id));
}

/// Longer than any plan: some nineteen thousand years in minutes. What files say beyond is put to it.
inline constexpr std::int64_t longest_minutes = 10'000'000'000;

/// The unit in which a person sees a length of time; it is kept in minutes.
enum class TimeUnit : std::uint8_t { minutes, hours, days, weeks, months, percent };
/// Working time counts by a calendar, elapsed time by the clock.
enum class TimeBase : std::uint8_t { working, elapsed };

/// How long a task takes.
struct Duration {
  std::int64_t minutes = 0;
  TimeUnit unit = TimeUnit::days;
  TimeBase base = TimeBase::working;
  bool estimated = false; ///< shown with a question mark
  bool operator==(const Duration&) const = default;
};

/// The wait between the two ends of a link, negative for an overlap. In percent: of the predecessor's
/// duration.
struct Lag {
  std::int64_t amount = 0; ///< minutes, or percent where the unit says so
  TimeUnit unit = TimeUnit::days;
  TimeBase base = TimeBase::working; ///< working lags count by the successor's calendar
  bool operator==(const Lag&) const = default;
};

enum class LinkType : std::uint8_t { finish_to_start, start_to_start, finish_to_finish, start_to_finish };

/// `successor` may not start (finish) before `predecessor` starts (finishes) and the lag has passed.
struct Link {
  TaskId predecessor{};
  TaskId successor{};
  LinkType type = LinkType::finish_to_start;
  Lag lag;
  /// The successor never starts because of it, it only waits: GanttProject's "rubber" links.
  bool rubber = false;
  bool operator==(const Link&) const = default;
};

enum class ConstraintType : std::uint8_t {
  as_soon_as_possible,
  as_late_as_possible,
  start_no_earlier_than,
  start_no_later_than,
  finish_no_earlier_than,
  finish_no_later_than,
  must_start_on,
  must_finish_on,
};

struct Constraint {
  ConstraintType type = ConstraintType::as_soon_as_possible;
  std::optional<Moment> date; ///< without one the date types say nothing
  bool operator==(const Constraint&) const = default;
};

/// What was agreed at a time: 0 is the baseline, 1 to 10 later ones.
struct Baseline {
  std::int32_t number = 0;
  std::optional<Moment> start;
  std::optional<Moment> finish;
  std::optional<Duration> duration;
  std::int64_t work_minutes = 0;
  Satang cost;
  bool operator==(const Baseline&) const = default;
};

/// By whom dates are set.
enum class Scheduling : std::uint8_t { automatic, manual };

struct Task {
  TaskId id{};
  std::optional<TaskId> parent;
  std::string name;
  std::string code; ///< of the work breakdown structure
  std::string notes;
  Duration duration;
  Constraint constraint;
  std::optional<Moment> deadline;
  std::optional<CalendarId> calendar; ///< else the project's
  Scheduling scheduling = Scheduling::automatic;
  bool milestone = false;
  bool active = true; ///< an inactive task moves nothing
  std::int32_t priority = 500;
  std::int32_t percent_complete = 0; ///< of the duration, 0 to 100
  /// As last written down: by a file, or by a person where scheduling is manual.
  std::optional<Moment> start;
  std::optional<Moment> finish;
  std::optional<Moment> actual_start;
  std::optional<Moment> actual_finish;
  std::int64_t work_minutes = 0;
  std::int64_t actual_work_minutes = 0;
  Satang fixed_cost;
  Satang cost; ///< fixed and that of the assignments
  Satang actual_cost;
  std::vector<Baseline> baselines;
  std::vector<ForeignValue> foreign;
  bool operator==(const Task&) const = default;
};

enum class ResourceKind : std::uint8_t { work, material, cost };

struct Resource {
  ResourceId id{};
  std::string name;
  ResourceKind kind = ResourceKind::work;
  std::string initials;
  std::string group;
  std::string role;
  std::string email;
  std::string phone;
  std::string notes;
  std::int32_t units = 10'000; ///< how much of it there is; 10,000 is one
  Decimal rate;                ///< baht an hour of work, or a unit of material
  Decimal overtime_rate;       ///< baht an hour
  Satang cost_per_use;
  std::optional<CalendarId> calendar;
  std::vector<ForeignValue> foreign;
  bool operator==(const Resource&) const = default;
};

/// A resource at work on a task.
struct Assignment {
  AssignmentId id{};
  TaskId task{};
  std::optional<ResourceId> resource; ///< none: work that nobody has been given yet
  std::int32_t units = 10'000;        ///< 10,000 is one whole
  bool responsible = false;
  std::string role;
  std::optional<Moment> start;
  std::optional<Moment> finish;
  std::optional<Moment> actual_start;
  std::optional<Moment> actual_finish;
  std::int64_t work_minutes = 0;
  std::int64_t actual_work_minutes = 0;
  Satang cost;
  Satang actual_cost;
  std::vector<Baseline> baselines;
  std::vector<ForeignValue> foreign;
  bool operator==(const Assignment&) const = default;
};

/// From which end dates are counted.
enum class ScheduleFrom : std::uint8_t { start, finish };
/// What holds where a link and a constraint of a date cannot both.
enum class Precedence : std::uint8_t { links, constraints };
/// Where a task stands that no link (but rubber ones) leads to: GanttProject leaves it where it was put.
enum class UnlinkedPlace : std::uint8_t { project_start, own_start };
/// Where a milestone stands whose predecessor ends with the working day.
enum class MilestonePlace : std::uint8_t { end_of_work, next_start };

struct Plan {
  std::string name;
  std::string title;
  std::string notes;
  std::string manager;
  std::string company;
  Moment start;
  std::optional<Moment> finish; ///< where dates are counted from the finish
  ScheduleFrom from = ScheduleFrom::start;
  Precedence precedence = Precedence::links;
  MilestonePlace milestones = MilestonePlace::end_of_work;
  UnlinkedPlace unlinked = UnlinkedPlace::project_start;
  std::optional<Moment> status_date;
  std::int32_t critical_float_days = 0; ///< a task with no more total float is critical
  std::int64_t minutes_per_day = 480;   ///< what a "day" of a duration is when it is shown
  std::int64_t minutes_per_week = 2400;
  std::int64_t days_per_month = 20;
  CalendarId calendar{}; ///< one of `calendars`
  std::vector<Calendar> calendars;
  std::vector<Task> tasks; ///< as the outline has them: a parent before its children
  std::vector<Link> links;
  std::vector<Resource> resources;
  std::vector<Assignment> assignments;
  std::vector<ForeignValue> foreign;
  bool operator==(const Plan&) const = default;
};

/// Name and number, as messages name a task.
[[nodiscard]] std::string label_of(const Task& task);

} // namespace truat::project
