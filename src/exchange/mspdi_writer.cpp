#include "exchange/mspdi.h"
#include "exchange/mspdi_fields.h"
#include "exchange/plan_xml.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace truat::exchange {
namespace {

using namespace project;

class MspdiWriter {
public:
  explicit MspdiWriter(const Plan& plan) : m_plan(plan) {}

  WrittenPlan write() {
    m_xml.begin("Project").attribute("xmlns", "http://schemas.microsoft.com/project");
    write_fields(mspdi_plan_fields(), m_plan);
    write_unknown(mspdi_plan_fields(), m_plan);
    write_calendars();
    write_tasks();
    m_xml.begin("Resources");
    for (const Resource& resource : m_plan.resources)
      write_resource(resource);
    m_xml.end().begin("Assignments");
    for (const Assignment& assignment : m_plan.assignments)
      write_assignment(assignment);
    m_xml.end().end();
    if (m_plan.unlinked == UnlinkedPlace::own_start || m_plan.milestones == MilestonePlace::next_start)
      m_remarks.add("Project", "plans.not_written", "GanttProject");
    return {m_xml.take(), m_remarks.take()};
  }

private:
  template <class Record>
  static const ForeignValue* find_foreign(const Record& record, std::string_view name) {
    if constexpr (requires { record.foreign; }) {
      const auto found = std::ranges::find(record.foreign, name, &ForeignValue::name);
      return found == record.foreign.end() ? nullptr : &*found;
    } else {
      return nullptr;
    }
  }

  template <class Record>
  void write_fields(std::span<const MspdiField<Record>> fields, const Record& record) {
    for (const MspdiField<Record>& field : fields) {
      if (field.use == FieldUse::foreign) {
        if (const ForeignValue* value = find_foreign(record, field.name))
          m_xml.element(field.name, value->value);
      } else if (field.use == FieldUse::value) {
        if (const auto text = field.write(record))
          m_xml.element(field.name, *text);
      } else if (const auto derived = m_derived.find(field.name); derived != m_derived.end()) {
        m_xml.element(field.name, derived->second);
      }
    }
    m_derived.clear();
  }

  /// What only another program's table knows stands behind the rows of the table.
  template <class Record>
  void write_unknown(std::span<const MspdiField<Record>> fields, const Record& record) {
    for (const ForeignValue& value : record.foreign) {
      const bool known = std::ranges::find(fields, value.name, &MspdiField<Record>::name) != fields.end();
      const bool is_name = !value.name.empty() && std::ranges::all_of(value.name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9');
      }) && (value.name[0] < '0' || value.name[0] > '9');
      if (!known && is_name)
        m_xml.element(value.name, value.value);
      else if (!known)
        m_remarks.add("Project", "plans.not_written", value.name);
    }
  }

  static std::string time_text(int minute) {
    return to_iso(TimeOfDay{minute / 60 % 24, minute % 60}) + ":00";
  }

  void write_working_times(const WorkingDay& day) {
    m_xml.element("DayWorking", day.empty() ? "0" : "1");
    if (day.empty())
      return;
    m_xml.begin("WorkingTimes");
    for (const WorkingSpan& span : day)
      m_xml.begin("WorkingTime")
          .element("FromTime", time_text(span.from))
          .element("ToTime", time_text(span.to))
          .end();
    m_xml.end();
  }

  void write_week(const WeekDays& week) {
    m_xml.begin("WeekDays");
    for (std::size_t day = 0; day < 7; ++day) {
      if (!week[day])
        continue;
      m_xml.begin("WeekDay").element("DayType", std::to_string(day + 1));
      write_working_times(*week[day]);
      m_xml.end();
    }
    m_xml.end();
  }

  void write_period(const CivilDate& first, const CivilDate& last) {
    m_xml.begin("TimePeriod")
        .element("FromDate", to_iso(first) + "T00:00:00")
        .element("ToDate", to_iso(last) + "T23:59:00")
        .end();
  }

  void write_exception(const CalendarException& exception) {
    using Kind = Recurrence::Kind;
    const Recurrence& again = exception.recurrence;
    constexpr std::array<std::pair<Kind, int>, 7> types = {{{Kind::every_day, 1},
                                                            {Kind::every_days, 1},
                                                            {Kind::yearly_date, 2},
                                                            {Kind::yearly_position, 3},
                                                            {Kind::monthly_date, 4},
                                                            {Kind::monthly_position, 5},
                                                            {Kind::weekly, 6}}};
    const int type = std::ranges::find(types, again.kind, &std::pair<Kind, int>::first)->second;
    std::int64_t days = 0;
    for (const DayRange& range : days_of(exception))
      days += range.last - range.first + 1;
    m_xml.begin("Exception").element("EnteredByOccurrences", "0");
    write_period(exception.first, exception.last);
    m_xml.element("Occurrences", std::to_string(days));
    if (!exception.name.empty())
      m_xml.element("Name", exception.name);
    m_xml.element("Type", std::to_string(type));
    if (type != 2 && type != 3)
      m_xml.element("Period", std::to_string(again.period));
    if (again.kind == Kind::weekly)
      m_xml.element("DaysOfWeek", std::to_string(again.weekdays));
    if (again.kind == Kind::yearly_position || again.kind == Kind::monthly_position)
      m_xml
          .element("MonthItem",
                   std::to_string(again.position_day > 6 ? again.position_day - 7 : again.position_day + 3))
          .element("MonthPosition", std::to_string(again.position - 1));
    if (type == 2 || type == 3)
      m_xml.element("Month", std::to_string(again.month - 1));
    if (again.kind == Kind::yearly_date || again.kind == Kind::monthly_date)
      m_xml.element("MonthDay", std::to_string(again.month_day));
    write_working_times(exception.day);
    m_xml.end();
  }

  void write_calendars() {
    m_xml.begin("Calendars");
    for (const Calendar& calendar : m_plan.calendars) {
      m_xml.begin("Calendar");
      write_fields(mspdi_calendar_fields(), calendar);
      write_unknown(mspdi_calendar_fields(), calendar);
      write_week(calendar.week);
      if (!calendar.exceptions.empty()) {
        m_xml.begin("Exceptions");
        for (const CalendarException& exception : calendar.exceptions)
          write_exception(exception);
        m_xml.end();
      }
      if (!calendar.work_weeks.empty()) {
        m_xml.begin("WorkWeeks");
        for (const WorkWeek& week : calendar.work_weeks) {
          m_xml.begin("WorkWeek");
          write_period(week.first, week.last);
          m_xml.element("Name", week.name);
          write_week(week.days);
          m_xml.end();
        }
        m_xml.end();
      }
      m_xml.end();
    }
    m_xml.end();
  }

  void write_link(const Link& link) {
    constexpr std::array codes = {LinkType::finish_to_finish, LinkType::finish_to_start,
                                  LinkType::start_to_finish, LinkType::start_to_start};
    const bool percent = link.lag.unit == TimeUnit::percent;
    m_xml.begin("PredecessorLink")
        .element("PredecessorUID", to_string(link.predecessor))
        .element("Type", std::to_string(std::ranges::find(codes, link.type) - codes.begin()))
        .element("CrossProject", "0")
        .element("LinkLag", std::to_string(percent ? link.lag.amount : link.lag.amount * 10))
        .element("LagFormat", std::to_string(code_of({link.lag.unit, link.lag.base, false})))
        .end();
    if (link.rubber)
      m_remarks.add("Task " + to_string(link.successor), "plans.not_written", "Rubber");
  }

  void write_baselines(const std::vector<Baseline>& baselines, std::span<const MspdiField<Baseline>> fields) {
    for (const Baseline& baseline : baselines) {
      m_xml.begin("Baseline");
      write_fields(fields, baseline);
      m_xml.end();
    }
  }

  void write_tasks() {
    std::unordered_map<std::int64_t, std::int64_t> levels;
    std::unordered_map<std::int64_t, bool> is_parent;
    std::unordered_map<std::int64_t, std::vector<const Link*>> links;
    for (const Task& task : m_plan.tasks)
      if (task.parent)
        is_parent[static_cast<std::int64_t>(*task.parent)] = true;
    for (const Link& link : m_plan.links)
      links[static_cast<std::int64_t>(link.successor)].push_back(&link);
    m_xml.begin("Tasks");
    if (!m_plan.notes.empty())
      m_xml.begin("Task")
          .element("UID", "0")
          .element("ID", "0")
          .element("OutlineLevel", "0")
          .element("Notes", m_plan.notes)
          .end();
    std::int64_t row = 0;
    for (const Task& task : m_plan.tasks) {
      const auto id = static_cast<std::int64_t>(task.id);
      levels[id] = task.parent ? levels[static_cast<std::int64_t>(*task.parent)] + 1 : 1;
      m_derived = {{"ID", std::to_string(++row)},
                   {"IsNull", "0"},
                   {"OutlineLevel", std::to_string(levels[id])},
                   {"Summary", is_parent[id] ? "1" : "0"}};
      if (task.scheduling == Scheduling::manual) {
        if (task.start)
          m_derived["ManualStart"] = to_iso(*task.start);
        if (task.finish)
          m_derived["ManualFinish"] = to_iso(*task.finish);
        m_derived["ManualDuration"] = mspdi_duration_text(task.duration.minutes);
      }
      m_xml.begin("Task");
      write_fields(mspdi_task_fields(), task);
      for (const Link* link : links[id])
        write_link(*link);
      write_baselines(task.baselines, mspdi_baseline_fields());
      write_unknown(mspdi_task_fields(), task);
      m_xml.end();
    }
    m_xml.end();
  }

  void write_resource(const Resource& resource) {
    m_xml.begin("Resource");
    m_derived = {{"ID", std::to_string(static_cast<std::int64_t>(resource.id))}, {"IsNull", "0"}};
    write_fields(mspdi_resource_fields(), resource);
    write_unknown(mspdi_resource_fields(), resource);
    m_xml.end();
    const std::string where = "Resource " + resource.name;
    if (!resource.role.empty())
      m_remarks.add(where, "plans.not_written", "function");
    if (!resource.phone.empty())
      m_remarks.add(where, "plans.not_written", "phone");
  }

  void write_assignment(const Assignment& assignment) {
    m_xml.begin("Assignment");
    write_fields(mspdi_assignment_fields(), assignment);
    write_baselines(assignment.baselines, mspdi_assignment_baseline_fields());
    write_unknown(mspdi_assignment_fields(), assignment);
    m_xml.end();
    const std::string where = "Assignment " + std::to_string(static_cast<std::int64_t>(assignment.id));
    if (!assignment.role.empty())
      m_remarks.add(where, "plans.not_written", "function");
    if (assignment.responsible)
      m_remarks.add(where, "plans.not_written", "responsible");
  }

  const Plan& m_plan;
  XmlWriter m_xml;
  RemarkCollector m_remarks;
  std::map<std::string, std::string, std::less<>> m_derived; ///< what the next record's derived fields say
};

} // namespace

WrittenPlan write_mspdi(const Plan& plan) {
  return MspdiWriter(plan).write();
}

} // namespace truat::exchange
