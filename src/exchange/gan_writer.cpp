#include "exchange/gan.h"
#include "exchange/plan_xml.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace truat::exchange {
namespace {

using namespace project;

constexpr std::string_view prefix = "gan:";

class GanWriter {
public:
  explicit GanWriter(const Plan& plan)
      : m_plan(plan), m_day(std::max<std::int64_t>(1, plan.minutes_per_day)) {}

  WrittenPlan write() {
    m_xml.begin("project").attribute("name", m_plan.name).attribute("company", m_plan.company);
    write_foreign(m_plan.foreign, "project", {"baseline-", "role-"});
    m_xml.element("description", m_plan.notes);
    write_calendars();
    write_tasks();
    write_resources();
    write_allocations();
    write_vacations();
    write_baselines();
    write_roles();
    m_xml.end();
    for (const auto& [value, name] :
         {std::pair(&m_plan.title, "Title"), std::pair(&m_plan.manager, "Manager")})
      if (!value->empty())
        left_out("project", name);
    if (m_plan.from == ScheduleFrom::finish)
      left_out("project", "ScheduleFromFinish");
    return {m_xml.take(), m_remarks.take()};
  }

private:
  void left_out(std::string where, std::string what) {
    m_remarks.add(std::move(where), "plans.not_written", std::move(what));
  }

  /// Attributes that a .gan had; those of other programs are told.
  void write_foreign(const std::vector<ForeignValue>& foreign, const std::string& where,
                     std::initializer_list<std::string_view> elsewhere = {}) {
    for (const ForeignValue& value : foreign) {
      std::string_view name = value.name;
      if (!name.starts_with(prefix)) {
        left_out(where, value.name);
        continue;
      }
      name.remove_prefix(prefix.size());
      if (std::ranges::none_of(elsewhere, [&](std::string_view other) { return name.starts_with(other); }))
        m_xml.attribute(name, value.value);
    }
  }

  std::string days(std::int64_t minutes, const std::string& where, const char* what) {
    if (minutes % m_day != 0)
      m_remarks.add(where, "plans.to_whole_days", what);
    const std::int64_t half = minutes < 0 ? -m_day / 2 : m_day / 2;
    const std::int64_t whole = (minutes + half) / m_day;
    return std::to_string(whole == 0 && minutes > 0 ? 1 : whole);
  }

  const Calendar* find_calendar(CalendarId id) const {
    const auto found = std::ranges::find(m_plan.calendars, id, &Calendar::id);
    return found == m_plan.calendars.end() ? nullptr : &*found;
  }

  /// With what it stands on: the week and the exceptions of all.
  std::vector<const Calendar*> chain() const {
    std::vector<const Calendar*> all;
    for (const Calendar* at = find_calendar(m_plan.calendar);
         at != nullptr && all.size() <= m_plan.calendars.size();
         at = at->base ? find_calendar(*at->base) : nullptr)
      all.push_back(at);
    std::ranges::reverse(all);
    return all;
  }

  void write_date(const CivilDate& date, bool every_year, const CalendarException& exception) {
    m_xml.begin("date")
        .attribute("year", every_year ? "" : std::to_string(date.year))
        .attribute("month", std::to_string(date.month))
        .attribute("date", std::to_string(date.day))
        .attribute("type", exception.day.empty() ? "HOLIDAY" : "WORKING_DAY");
    if (!exception.name.empty())
      m_xml.text(exception.name);
    m_xml.end();
  }

  void write_exception(const CalendarException& exception) {
    if (!exception.day.empty() && minutes_of(exception.day) != m_day)
      m_remarks.add("calendars", "plans.to_whole_days", exception.name);
    const bool every_year = exception.recurrence.kind == Recurrence::Kind::yearly_date &&
                            exception.first <= CivilDate{1970, 1, 1} &&
                            exception.last >= CivilDate{2199, 12, 31};
    if (every_year) {
      write_date({2000, exception.recurrence.month, exception.recurrence.month_day}, true, exception);
      return;
    }
    constexpr std::size_t most_days = 20'000;
    for (const DayRange& range : days_of(exception))
      for (std::int64_t day = range.first; day <= range.last; ++day) {
        if (++m_dates > most_days) {
          left_out("calendars", exception.name.empty() ? "date" : exception.name);
          return;
        }
        write_date(date_of_days(day), false, exception);
      }
  }

  void write_calendars() {
    constexpr std::array names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    WeekDays week;
    for (const Calendar* calendar : chain())
      for (std::size_t day = 0; day < 7; ++day)
        if (calendar->week[day])
          week[day] = calendar->week[day];
    m_xml.begin("calendars").begin("day-types");
    m_xml.begin("day-type").attribute("id", "0").end().begin("day-type").attribute("id", "1").end();
    m_xml.begin("default-week").attribute("id", "1").attribute("name", "default");
    for (std::size_t day = 0; day < 7; ++day)
      m_xml.attribute(names[day], week[day] && !week[day]->empty() ? "0" : "1");
    m_xml.end();
    m_xml.begin("only-show-weekends").attribute("value", "false").end();
    m_xml.begin("overriden-day-types").end().begin("days").end().end();
    for (const Calendar* calendar : chain()) {
      for (const CalendarException& exception : calendar->exceptions)
        write_exception(exception);
      if (!calendar->work_weeks.empty())
        left_out("calendars", "WorkWeek");
    }
    m_xml.end();
    std::vector<CalendarId> told;
    for (const Calendar* calendar : chain())
      told.push_back(calendar->id);
    for (const Resource& resource : m_plan.resources)
      if (resource.calendar)
        told.push_back(*resource.calendar);
    for (const Calendar& calendar : m_plan.calendars)
      if (std::ranges::find(told, calendar.id) == told.end())
        left_out("calendars", "Calendar " + calendar.name);
  }

  void write_tasks() {
    constexpr std::array<std::array<const char*, 3>, 10> properties = {{{"tpd0", "type", "icon"},
                                                                        {"tpd1", "priority", "icon"},
                                                                        {"tpd2", "info", "icon"},
                                                                        {"tpd3", "name", "text"},
                                                                        {"tpd4", "begindate", "date"},
                                                                        {"tpd5", "enddate", "date"},
                                                                        {"tpd6", "duration", "int"},
                                                                        {"tpd7", "completion", "int"},
                                                                        {"tpd8", "coordinator", "text"},
                                                                        {"tpd9", "predecessorsr", "text"}}};
    std::unordered_map<std::int64_t, std::vector<const Link*>> links;
    for (const Link& link : m_plan.links)
      links[static_cast<std::int64_t>(link.predecessor)].push_back(&link);
    m_xml.begin("tasks").attribute("empty-milestones", "true").begin("taskproperties");
    for (const auto& [id, name, type] : properties)
      m_xml.begin("taskproperty")
          .attribute("id", id)
          .attribute("name", name)
          .attribute("type", "default")
          .attribute("valuetype", type)
          .end();
    m_xml.end();
    // The outline's order has a parent before its children: what is open is closed when another's child
    // comes.
    std::vector<TaskId> open;
    for (const Task& task : m_plan.tasks) {
      while (!open.empty() && (!task.parent || open.back() != *task.parent)) {
        m_xml.end();
        open.pop_back();
      }
      write_task(task, links[static_cast<std::int64_t>(task.id)]);
      open.push_back(task.id);
    }
    for (; !open.empty(); open.pop_back())
      m_xml.end();
    m_xml.end();
  }

  void write_task(const Task& task, const std::vector<const Link*>& links) {
    const std::string where = "task " + to_string(task.id);
    m_xml.begin("task")
        .attribute("id", to_string(task.id))
        .attribute("name", task.name)
        .attribute("meeting", task.milestone ? "true" : "false");
    const Moment start = task.start.value_or(m_plan.start);
    m_xml.attribute("start", to_iso(date_of(start)))
        .attribute("duration", days(task.duration.minutes, where, "Duration"))
        .attribute("complete", std::to_string(task.percent_complete));
    if (task.priority != 500) {
      const auto nearest = std::ranges::min_element(
          gan_priorities, {}, [&](std::int32_t priority) { return std::abs(priority - task.priority); });
      m_xml.attribute("priority", std::to_string(nearest - std::begin(gan_priorities)));
    }
    if (task.constraint.type == ConstraintType::start_no_earlier_than && task.constraint.date)
      m_xml.attribute("thirdDate", to_iso(date_of(*task.constraint.date)))
          .attribute("thirdDate-constraint", "1");
    else if (task.constraint.type != ConstraintType::as_soon_as_possible)
      left_out(where, "ConstraintType");
    if (task.fixed_cost != Satang{})
      m_xml.attribute("cost-manual-value", scaled_text(task.fixed_cost.value, 2));
    write_foreign(task.foreign, where);
    tell_task(task, where);
    if (!task.notes.empty())
      m_xml.element("notes", task.notes);
    for (const Link* link : links)
      write_link(*link, where);
  }

  void tell_task(const Task& task, const std::string& where) {
    const std::pair<bool, const char*> told[] = {
        {task.deadline.has_value(), "Deadline"},
        {task.calendar.has_value(), "CalendarUID"},
        {task.scheduling == Scheduling::manual, "Manual"},
        {!task.active, "Active"},
        {!task.code.empty(), "WBS"},
        {task.actual_start || task.actual_finish, "ActualStart"},
        {task.work_minutes != 0 || task.actual_work_minutes != 0, "Work"},
        {task.actual_cost != Satang{}, "ActualCost"},
        {task.cost != task.fixed_cost, "Cost"},
        {task.duration.base == TimeBase::elapsed, "elapsed Duration"},
        {task.duration.estimated, "Estimated"},
    };
    for (const auto& [is_there, name] : told)
      if (is_there)
        left_out(where, name);
  }

  void write_link(const Link& link, const std::string& where) {
    constexpr std::array types = {LinkType::start_to_start, LinkType::finish_to_start,
                                  LinkType::finish_to_finish, LinkType::start_to_finish};
    std::int64_t lag = link.lag.amount;
    if (link.lag.unit == TimeUnit::percent) {
      left_out(where, "LinkLag %");
      lag = 0;
    } else if (link.lag.base == TimeBase::elapsed) {
      left_out(where, "elapsed LinkLag");
    }
    m_xml.begin("depend")
        .attribute("id", to_string(link.successor))
        .attribute("type", std::to_string(std::ranges::find(types, link.type) - types.begin() + 1))
        .attribute("difference", days(lag, where, "LinkLag"))
        .attribute("hardness", link.rubber ? "Rubber" : "Strong")
        .end();
  }

  void write_resources() {
    m_xml.begin("resources");
    for (const Resource& resource : m_plan.resources) {
      const std::string where = "resource " + std::to_string(static_cast<std::int64_t>(resource.id));
      m_xml.begin("resource")
          .attribute("id", std::to_string(static_cast<std::int64_t>(resource.id)))
          .attribute("name", resource.name)
          .attribute("function", resource.role)
          .attribute("contacts", resource.email)
          .attribute("phone", resource.phone);
      write_foreign(resource.foreign, where);
      if (resource.rate != Decimal{}) {
        // Eight hours of it, whatever a day's hours are: as it is read.
        const auto daily = parse_scaled(to_string(resource.rate), 9);
        if (daily && *daily < 1'000'000'000'000'000'000)
          m_xml.begin("rate")
              .attribute("name", "standard")
              .attribute("value", scaled_text(*daily * 8, 9))
              .end();
        else
          left_out(where, "StandardRate");
      }
      m_xml.end();
      const std::pair<bool, const char*> told[] = {{resource.kind != ResourceKind::work, "Type"},
                                                   {!resource.initials.empty(), "Initials"},
                                                   {!resource.group.empty(), "Group"},
                                                   {!resource.notes.empty(), "Notes"},
                                                   {resource.units != 10'000, "MaxUnits"},
                                                   {resource.overtime_rate != Decimal{}, "OvertimeRate"},
                                                   {resource.cost_per_use != Satang{}, "CostPerUse"}};
      for (const auto& [is_there, name] : told)
        if (is_there)
          left_out(where, name);
    }
    m_xml.end();
  }

  void write_allocations() {
    m_xml.begin("allocations");
    for (const Assignment& assignment : m_plan.assignments) {
      const std::string where = "allocation " + std::to_string(static_cast<std::int64_t>(assignment.id));
      if (!assignment.resource) {
        left_out(where, "Assignment");
        continue;
      }
      m_xml.begin("allocation")
          .attribute("task-id", to_string(assignment.task))
          .attribute("resource-id", std::to_string(static_cast<std::int64_t>(*assignment.resource)))
          .attribute("function", assignment.role)
          .attribute("responsible", assignment.responsible ? "true" : "false")
          .attribute("load", scaled_text(assignment.units, 2))
          .end();
      if (assignment.work_minutes != 0 || assignment.cost != Satang{} || assignment.start)
        left_out(where, "Work");
      for (const ForeignValue& value : assignment.foreign)
        left_out(where, value.name);
    }
    m_xml.end();
  }

  void write_vacations() {
    m_xml.begin("vacations");
    for (const Resource& resource : m_plan.resources) {
      const Calendar* calendar = resource.calendar ? find_calendar(*resource.calendar) : nullptr;
      if (calendar == nullptr || calendar->id == m_plan.calendar)
        continue;
      for (const CalendarException& exception : calendar->exceptions) {
        if (!exception.day.empty() || exception.recurrence != Recurrence{}) {
          left_out("resource " + resource.name, "Exception");
          continue;
        }
        m_xml.begin("vacation")
            .attribute("start", to_iso(exception.first))
            .attribute("end", to_iso(add_days(exception.last, 1)))
            .attribute("resourceid", std::to_string(static_cast<std::int64_t>(resource.id)))
            .end();
      }
    }
    m_xml.end();
  }

  [[nodiscard]] std::string foreign_of_plan(const std::string& name) const {
    const auto found = std::ranges::find(m_plan.foreign, name, &ForeignValue::name);
    return found == m_plan.foreign.end() ? std::string() : found->value;
  }

  void write_baselines() {
    m_xml.begin("previous");
    for (std::int32_t number = 0; number <= 10; ++number) {
      const std::string name = "gan:baseline-" + std::to_string(number);
      const bool named = std::ranges::find(m_plan.foreign, name, &ForeignValue::name) != m_plan.foreign.end();
      const auto has = [&](const Task& task) {
        return std::ranges::find(task.baselines, number, &Baseline::number) != task.baselines.end();
      };
      if (!named && std::ranges::none_of(m_plan.tasks, has))
        continue;
      m_xml.begin("previous-tasks").attribute("name", named ? foreign_of_plan(name) : std::to_string(number));
      for (const Task& task : m_plan.tasks)
        for (const Baseline& baseline : task.baselines)
          if (baseline.number == number)
            write_baseline(task, baseline);
      m_xml.end();
    }
    m_xml.end();
  }

  void write_baseline(const Task& task, const Baseline& baseline) {
    const std::string where = "previous-task " + to_string(task.id);
    if (!baseline.start || !baseline.duration) {
      left_out(where, "Baseline");
      return;
    }
    m_xml.begin("previous-task")
        .attribute("id", to_string(task.id))
        .attribute("start", to_iso(date_of(*baseline.start)))
        .attribute("duration", days(baseline.duration->minutes, where, "Duration"))
        .attribute("meeting", task.milestone ? "true" : "false")
        .attribute("super", "false")
        .end();
    if (baseline.work_minutes != 0 || baseline.cost != Satang{})
      left_out(where, "Cost");
  }

  void write_roles() {
    m_xml.begin("roles").attribute("roleset-name", "Default").end().begin("roles");
    constexpr std::string_view role = "gan:role-";
    for (const ForeignValue& value : m_plan.foreign)
      if (std::string_view(value.name).starts_with(role))
        m_xml.begin("role")
            .attribute("id", value.name.substr(role.size()))
            .attribute("name", value.value)
            .end();
    m_xml.end();
  }

  const Plan& m_plan;
  std::int64_t m_day; ///< minutes
  XmlWriter m_xml;
  RemarkCollector m_remarks;
  std::size_t m_dates = 0;
};

} // namespace

WrittenPlan write_gan(const Plan& plan) {
  return GanWriter(plan).write();
}

} // namespace truat::exchange
