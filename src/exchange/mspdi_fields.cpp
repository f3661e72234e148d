#include "exchange/mspdi_fields.h"

#include "exchange/mspdi_values.h"

#include <algorithm>
#include <array>

namespace truat::exchange {
namespace {

using namespace mspdi;

FieldRead read_manual(Task& task, std::string_view text) {
  const auto value = Flag::read(text);
  if (!value)
    return FieldRead::not_understood;
  task.scheduling = *value ? Scheduling::manual : Scheduling::automatic;
  return FieldRead::understood;
}
std::optional<std::string> write_manual(const Task& task) {
  return Flag::write(task.scheduling == Scheduling::manual);
}

constexpr std::array constraint_codes = {
    ConstraintType::as_soon_as_possible,    ConstraintType::as_late_as_possible,
    ConstraintType::must_start_on,          ConstraintType::must_finish_on,
    ConstraintType::start_no_earlier_than,  ConstraintType::start_no_later_than,
    ConstraintType::finish_no_earlier_than, ConstraintType::finish_no_later_than};

FieldRead read_constraint(Task& task, std::string_view text) {
  const auto code = Whole<0, 7>::read(text);
  if (!code)
    return FieldRead::not_understood;
  task.constraint.type = constraint_codes[static_cast<std::size_t>(*code)];
  return FieldRead::understood;
}
std::optional<std::string> write_constraint(const Task& task) {
  return std::to_string(std::ranges::find(constraint_codes, task.constraint.type) - constraint_codes.begin());
}
FieldRead read_constraint_date(Task& task, std::string_view text) {
  bool rounded = false;
  task.constraint.date = parse_iso_moment(text, &rounded);
  if (!task.constraint.date)
    return FieldRead::not_understood;
  return rounded ? FieldRead::rounded : FieldRead::understood;
}
std::optional<std::string> write_constraint_date(const Task& task) {
  return task.constraint.date ? std::optional(to_iso(*task.constraint.date)) : std::nullopt;
}

FieldRead read_from_start(Plan& plan, std::string_view text) {
  const auto value = Flag::read(text);
  if (!value)
    return FieldRead::not_understood;
  plan.from = *value ? ScheduleFrom::start : ScheduleFrom::finish;
  return FieldRead::understood;
}
std::optional<std::string> write_from_start(const Plan& plan) {
  return Flag::write(plan.from == ScheduleFrom::start);
}
FieldRead read_honours(Plan& plan, std::string_view text) {
  const auto value = Flag::read(text);
  if (!value)
    return FieldRead::not_understood;
  plan.precedence = *value ? Precedence::constraints : Precedence::links;
  return FieldRead::understood;
}
std::optional<std::string> write_honours(const Plan& plan) {
  return Flag::write(plan.precedence == Precedence::constraints);
}

FieldRead read_base(Calendar& calendar, std::string_view text) {
  const auto value = parse_whole(text);
  if (!value)
    return FieldRead::not_understood;
  // Both 0 and -1 are written for none.
  if (*value > 0)
    calendar.base = CalendarId{*value};
  return FieldRead::understood;
}
std::optional<std::string> write_base(const Calendar& calendar) {
  return calendar.base ? std::to_string(static_cast<std::int64_t>(*calendar.base)) : "-1";
}

} // namespace

std::optional<std::pair<std::int64_t, bool>> parse_mspdi_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  if (!text.starts_with('P') || text.size() < 3)
    return std::nullopt;
  text.remove_prefix(1);
  bool in_time = false;
  std::int64_t seconds = 0;
  bool lost = false;
  while (!text.empty()) {
    if (text.front() == 'T' && !in_time) {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t letter = text.find_first_not_of("0123456789.");
    if (letter == 0 || letter == std::string_view::npos)
      return std::nullopt;
    const auto hundredths = parse_scaled(text.substr(0, letter), 2);
    std::int64_t unit = 0;
    if (text[letter] == 'D' && !in_time)
      unit = 86'400;
    else if (text[letter] == 'H' && in_time)
      unit = 3'600;
    else if (text[letter] == 'M' && in_time)
      unit = 60;
    else if (text[letter] == 'S' && in_time)
      unit = 1;
    if (!hundredths || unit == 0)
      return std::nullopt;
    const std::int64_t most = longest_minutes * 60 * 100 / unit;
    const std::int64_t amount = std::min(*hundredths, most) * unit;
    lost = lost || amount % 100 != 0 || *hundredths > most;
    seconds = std::min(seconds + amount / 100, longest_minutes * 60);
    text.remove_prefix(letter + 1);
  }
  lost = lost || seconds % 60 != 0;
  const std::int64_t minutes = (seconds + 30) / 60;
  return std::pair(negative ? -minutes : minutes, lost);
}

std::string mspdi_duration_text(std::int64_t minutes) {
  const std::int64_t length = std::abs(minutes);
  return std::string(minutes < 0 ? "-" : "") + "PT" + std::to_string(length / 60) + "H" +
         std::to_string(length % 60) + "M0S";
}

std::optional<TimeFormat> time_format(std::int64_t code) {
  // 53 and 21: as the project shows durations. Estimated ones are 32 higher.
  TimeFormat format{.unit = TimeUnit::days, .base = TimeBase::working, .estimated = code >= 35};
  const std::int64_t plain = format.estimated ? code - 32 : code;
  if (plain == 21)
    return format;
  if (plain == 19 || plain == 20)
    format.unit = TimeUnit::percent;
  else if (plain >= 3 && plain <= 12)
    format.unit = TimeUnit{static_cast<std::uint8_t>((plain - 3) / 2)};
  else
    return std::nullopt;
  format.base = plain % 2 == 1 ? TimeBase::working : TimeBase::elapsed;
  return format;
}

std::int64_t code_of(const TimeFormat& format) {
  const std::int64_t plain =
      format.unit == TimeUnit::percent ? 19 : 3 + 2 * static_cast<std::int64_t>(format.unit);
  return plain + (format.base == TimeBase::elapsed ? 1 : 0) + (format.estimated ? 32 : 0);
}

std::span<const MspdiField<Plan>> mspdi_plan_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Plan>>({
      foreign<Plan>("SaveVersion"),
      foreign<Plan>("BuildNumber"),
      foreign<Plan>("UID"),
      plain<&Plan::name, Text, Absent::written>("Name"),
      foreign<Plan>("GUID"),
      plain<&Plan::title, Text>("Title"),
      foreign<Plan>("Subject"),
      foreign<Plan>("Category"),
      plain<&Plan::company, Text>("Company"),
      plain<&Plan::manager, Text>("Manager"),
      foreign<Plan>("Author"),
      foreign<Plan>("CreationDate"),
      foreign<Plan>("Revision"),
      foreign<Plan>("LastSaved"),
      {"ScheduleFromStart", FieldUse::value, read_from_start, write_from_start},
      moment<&Plan::start>("StartDate"),
      moment<&Plan::finish>("FinishDate"),
      foreign<Plan>("FYStartDate"),
      plain<&Plan::critical_float_days, Whole<-100'000, 100'000>, Absent::written>("CriticalSlackLimit"),
      foreign<Plan>("CurrencyDigits"),
      foreign<Plan>("CurrencySymbol"),
      foreign<Plan>("CurrencyCode"),
      foreign<Plan>("CurrencySymbolPosition"),
      plain<&Plan::calendar, Identity<CalendarId>, Absent::written>("CalendarUID"),
      foreign<Plan>("DefaultStartTime"),
      foreign<Plan>("DefaultFinishTime"),
      plain<&Plan::minutes_per_day, Whole<1, 1440>, Absent::written>("MinutesPerDay"),
      plain<&Plan::minutes_per_week, Whole<1, 10'080>, Absent::written>("MinutesPerWeek"),
      plain<&Plan::days_per_month, Whole<1, 31>, Absent::written>("DaysPerMonth"),
      foreign<Plan>("DefaultTaskType"),
      foreign<Plan>("DefaultFixedCostAccrual"),
      foreign<Plan>("DefaultStandardRate"),
      foreign<Plan>("DefaultOvertimeRate"),
      foreign<Plan>("DurationFormat"),
      foreign<Plan>("WorkFormat"),
      foreign<Plan>("EditableActualCosts"),
      {"HonorConstraints", FieldUse::value, read_honours, write_honours},
      foreign<Plan>("EarnedValueMethod"),
      foreign<Plan>("InsertedProjectsLikeSummary"),
      foreign<Plan>("MultipleCriticalPaths"),
      foreign<Plan>("NewTasksEffortDriven"),
      foreign<Plan>("NewTasksEstimated"),
      foreign<Plan>("SplitsInProgressTasks"),
      foreign<Plan>("SpreadActualCost"),
      foreign<Plan>("SpreadPercentComplete"),
      foreign<Plan>("TaskUpdatesResource"),
      foreign<Plan>("FiscalYearStart"),
      foreign<Plan>("WeekStartDay"),
      foreign<Plan>("MoveCompletedEndsBack"),
      foreign<Plan>("MoveRemainingStartsBack"),
      foreign<Plan>("MoveRemainingStartsForward"),
      foreign<Plan>("MoveCompletedEndsForward"),
      foreign<Plan>("BaselineForEarnedValue"),
      foreign<Plan>("AutoAddNewResourcesAndTasks"),
      moment<&Plan::status_date>("StatusDate"),
      foreign<Plan>("CurrentDate"),
  });
  return fields;
}

std::span<const MspdiField<Calendar>> mspdi_calendar_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Calendar>>({
      plain<&Calendar::id, Identity<CalendarId>, Absent::written>("UID"),
      foreign<Calendar>("GUID"),
      plain<&Calendar::name, Text>("Name"),
      foreign<Calendar>("IsBaseCalendar"),
      foreign<Calendar>("IsBaselineCalendar"),
      {"BaseCalendarUID", FieldUse::value, read_base, write_base},
  });
  return fields;
}

std::span<const MspdiField<Task>> mspdi_task_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Task>>({
      plain<&Task::id, Identity<TaskId>, Absent::written>("UID"),
      foreign<Task>("GUID"),
      derived<Task>("ID"),
      plain<&Task::name, Text>("Name"),
      plain<&Task::active, Flag, Absent::written>("Active"),
      {"Manual", FieldUse::value, read_manual, write_manual},
      foreign<Task>("Type"),
      derived<Task>("IsNull"),
      foreign<Task>("CreateDate"),
      foreign<Task>("Contact"),
      plain<&Task::code, Text>("WBS"),
      derived<Task>("OutlineNumber"),
      derived<Task>("OutlineLevel"),
      plain<&Task::priority, Whole<0, 1000>, Absent::written>("Priority"),
      moment<&Task::start>("Start"),
      moment<&Task::finish>("Finish"),
      duration<Task>(),
      derived<Task>("ManualStart"),
      derived<Task>("ManualFinish"),
      derived<Task>("ManualDuration"),
      duration_format<Task>(),
      foreign<Task>("FreeformDurationFormat"),
      work<&Task::work_minutes>("Work"),
      foreign<Task>("Stop"),
      foreign<Task>("Resume"),
      foreign<Task>("ResumeValid"),
      foreign<Task>("EffortDriven"),
      foreign<Task>("Recurring"),
      derived<Task>("OverAllocated"),
      estimated<Task>("Estimated"),
      plain<&Task::milestone, Flag, Absent::written>("Milestone"),
      derived<Task>("Summary"),
      foreign<Task>("DisplayAsSummary"),
      derived<Task>("Critical"),
      foreign<Task>("IsSubproject"),
      foreign<Task>("IsSubprojectReadOnly"),
      foreign<Task>("SubprojectName"),
      foreign<Task>("ExternalTask"),
      foreign<Task>("ExternalTaskProject"),
      derived<Task>("EarlyStart"),
      derived<Task>("EarlyFinish"),
      derived<Task>("LateStart"),
      derived<Task>("LateFinish"),
      derived<Task>("StartVariance"),
      derived<Task>("FinishVariance"),
      derived<Task>("WorkVariance"),
      derived<Task>("FreeSlack"),
      derived<Task>("TotalSlack"),
      derived<Task>("StartSlack"),
      derived<Task>("FinishSlack"),
      plain<&Task::fixed_cost, Money>("FixedCost"),
      foreign<Task>("FixedCostAccrual"),
      plain<&Task::percent_complete, Whole<0, 100>, Absent::written>("PercentComplete"),
      derived<Task>("PercentWorkComplete"),
      plain<&Task::cost, Money>("Cost"),
      foreign<Task>("OvertimeCost"),
      foreign<Task>("OvertimeWork"),
      moment<&Task::actual_start>("ActualStart"),
      moment<&Task::actual_finish>("ActualFinish"),
      derived<Task>("ActualDuration"),
      plain<&Task::actual_cost, Money>("ActualCost"),
      foreign<Task>("ActualOvertimeCost"),
      work<&Task::actual_work_minutes>("ActualWork"),
      foreign<Task>("ActualOvertimeWork"),
      derived<Task>("RegularWork"),
      derived<Task>("RemainingDuration"),
      derived<Task>("RemainingCost"),
      derived<Task>("RemainingWork"),
      derived<Task>("RemainingOvertimeCost"),
      derived<Task>("RemainingOvertimeWork"),
      derived<Task>("ACWP"),
      derived<Task>("CV"),
      {"ConstraintType", FieldUse::value, read_constraint, write_constraint},
      calendar<&Task::calendar>("CalendarUID"),
      {"ConstraintDate", FieldUse::value, read_constraint_date, write_constraint_date},
      moment<&Task::deadline>("Deadline"),
      foreign<Task>("LevelAssignments"),
      foreign<Task>("LevelingCanSplit"),
      foreign<Task>("LevelingDelay"),
      foreign<Task>("LevelingDelayFormat"),
      foreign<Task>("PreLeveledStart"),
      foreign<Task>("PreLeveledFinish"),
      foreign<Task>("Hyperlink"),
      foreign<Task>("HyperlinkAddress"),
      foreign<Task>("HyperlinkSubAddress"),
      foreign<Task>("IgnoreResourceCalendar"),
      plain<&Task::notes, Text>("Notes"),
      foreign<Task>("HideBar"),
      foreign<Task>("Rollup"),
      derived<Task>("BCWS"),
      derived<Task>("BCWP"),
      foreign<Task>("PhysicalPercentComplete"),
      foreign<Task>("EarnedValueMethod"),
  });
  return fields;
}

} // namespace truat::exchange
