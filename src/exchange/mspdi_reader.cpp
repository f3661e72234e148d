#include "base/utf8.h"
#include "exchange/mspdi.h"
#include "exchange/mspdi_fields.h"
#include "exchange/plan_xml.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace truat::exchange {
namespace {

using namespace project;

bool has_elements(pugi::xml_node node) {
  return std::ranges::any_of(node.children(),
                             [](pugi::xml_node part) { return part.type() == pugi::node_element; });
}

class MspdiReader {
public:
  Result<PlanFile> read(pugi::xml_node root) {
    read_plan(root);
    for_each_child(child(root, "Calendars"), "Calendar", [&](pugi::xml_node node) { read_calendar(node); });
    for_each_child(child(root, "Tasks"), "Task", [&](pugi::xml_node node) { read_task(node); });
    for_each_child(child(root, "Resources"), "Resource", [&](pugi::xml_node node) { read_resource(node); });
    for_each_child(child(root, "Assignments"), "Assignment",
                   [&](pugi::xml_node node) { read_assignment(node); });
    settle_calendars();
    settle_links();
    settle_assignments();
    return PlanFile{std::move(m_plan), m_remarks.take()};
  }

private:
  /// Fields by the table; what it does not know is kept when it is a plain value, told when it is more.
  template <class Record, class Other>
  void read_fields(pugi::xml_node node, const std::string& where, std::span<const MspdiField<Record>> fields,
                   Record& record, Other other) {
    for (const pugi::xml_node part : node.children()) {
      if (part.type() != pugi::node_element)
        continue;
      const std::string_view name = local_name_of(part);
      if (other(part, name))
        continue;
      const auto field = std::ranges::find(fields, name, &MspdiField<Record>::name);
      if (field != fields.end() && field->use == FieldUse::derived)
        continue;
      const std::string place = where + "/" + std::string(name);
      if (has_elements(part)) {
        m_remarks.add(place, "plans.not_kept", std::string(name));
        continue;
      }
      const std::string text = text_of(part);
      if (field != fields.end() && field->use == FieldUse::value) {
        if (text.empty())
          continue;
        const FieldRead done = field->read(record, text);
        if (done == FieldRead::rounded)
          m_remarks.add(place, "plans.rounded", std::string(name));
        else if (done == FieldRead::not_understood)
          m_remarks.add(place, "plans.bad_value", std::string(name) + ": " + front_of(text, 40));
      } else if (!text.empty()) {
        if constexpr (requires { record.foreign; })
          record.foreign.push_back({std::string(name), text});
        else
          m_remarks.add(place, "plans.not_kept", std::string(name));
      }
    }
  }

  void read_plan(pugi::xml_node root) {
    read_fields(root, "Project", mspdi_plan_fields(), m_plan, [](pugi::xml_node part, std::string_view name) {
      const bool empty_list = name != "Name" && text_of(part).empty() && !has_elements(part);
      return name == "Calendars" || name == "Tasks" || name == "Resources" || name == "Assignments" ||
             empty_list;
    });
  }

  static std::optional<int> minute_of(std::string_view text) {
    const auto moment = parse_iso_moment("1970-01-01T" + std::string(text));
    return moment ? std::optional(static_cast<int>(moment->minutes)) : std::nullopt;
  }

  WorkingDay read_day(pugi::xml_node node, const std::string& where) {
    WorkingDay day;
    if (child(node, "DayWorking") && text_of(child(node, "DayWorking")) == "0")
      return day;
    for_each_child(child(node, "WorkingTimes"), "WorkingTime", [&](pugi::xml_node time) {
      const std::string from = text_of(child(time, "FromTime"));
      const std::string to = text_of(child(time, "ToTime"));
      if (from.empty() && to.empty())
        return;
      const auto begin = minute_of(from);
      auto end = minute_of(to);
      if (!begin || !end) {
        m_remarks.add(where, "plans.bad_value", "WorkingTime: " + from + "–" + to);
        return;
      }
      // Midnight at the end of the day is written as that at its begin.
      if (*end == 0)
        end = static_cast<int>(minutes_per_day);
      if (day.size() < 100)
        day.push_back({*begin, *end});
    });
    return tidied(std::move(day));
  }

  struct Period {
    CivilDate first;
    CivilDate last;
  };
  std::optional<Period> read_period(pugi::xml_node node, const std::string& where) {
    const pugi::xml_node period = child(node, "TimePeriod");
    const std::string from = text_of(child(period, "FromDate"));
    const std::string to = text_of(child(period, "ToDate"));
    const auto first = parse_iso_moment(from);
    const auto last = parse_iso_moment(to);
    if (!first || !last || *last < *first) {
      m_remarks.add(where, "plans.bad_value", "TimePeriod: " + front_of(from, 30) + "–" + front_of(to, 30));
      return std::nullopt;
    }
    return Period{date_of(*first), date_of(*last)};
  }

  static std::int32_t whole(pugi::xml_node node, std::string_view name, std::int32_t otherwise) {
    const auto value = parse_whole(text_of(child(node, name)));
    return value && *value >= -100'000 && *value <= 100'000 ? static_cast<std::int32_t>(*value) : otherwise;
  }

  void read_exception(pugi::xml_node node, Calendar& calendar, const std::string& where) {
    const auto period = read_period(node, where);
    if (!period)
      return;
    using Kind = Recurrence::Kind;
    Recurrence again{.kind = Kind::every_day, .period = std::max(1, whole(node, "Period", 1))};
    const std::int32_t type = whole(node, "Type", 1);
    const std::int32_t item = whole(node, "MonthItem", 0);
    again.position = whole(node, "MonthPosition", 0) + 1;
    again.position_day = item < 3 ? item + 7 : item - 3;
    again.month = whole(node, "Month", 0) + 1;
    again.month_day = whole(node, "MonthDay", 1);
    again.weekdays = static_cast<std::uint32_t>(whole(node, "DaysOfWeek", 0)) & 127U;
    if (type == 1)
      again.kind = again.period == 1 ? Kind::every_day : Kind::every_days;
    else if (type >= 2 && type <= 6)
      again.kind = std::array{Kind::yearly_date, Kind::yearly_position, Kind::monthly_date,
                              Kind::monthly_position, Kind::weekly}[static_cast<std::size_t>(type) - 2];
    else if (type != 9)
      m_remarks.add(where, "plans.bad_value", "Type: " + std::to_string(type));
    calendar.exceptions.push_back({.name = text_of(child(node, "Name")),
                                   .first = period->first,
                                   .last = period->last,
                                   .day = read_day(node, where),
                                   .recurrence = only_used(again)});
  }

  /// What the kind does not ask is as if never said, so that equal exceptions are equal.
  static Recurrence only_used(const Recurrence& given) {
    using Kind = Recurrence::Kind;
    Recurrence used{.kind = given.kind};
    const bool yearly = given.kind == Kind::yearly_date || given.kind == Kind::yearly_position;
    if (!yearly && given.kind != Kind::every_day)
      used.period = given.period;
    if (given.kind == Kind::weekly)
      used.weekdays = given.weekdays;
    if (yearly)
      used.month = given.month;
    if (given.kind == Kind::yearly_date || given.kind == Kind::monthly_date)
      used.month_day = given.month_day;
    if (given.kind == Kind::yearly_position || given.kind == Kind::monthly_position) {
      used.position = given.position;
      used.position_day = given.position_day;
    }
    return used;
  }

  void read_week_day(pugi::xml_node node, Calendar& calendar, WeekDays& week, const std::string& where) {
    const std::int32_t type = whole(node, "DayType", -1);
    if (type >= 1 && type <= 7) {
      week[static_cast<std::size_t>(type) - 1] = read_day(node, where);
    } else if (type == 0) {
      // Exceptions as Project 2003 writes them, beside the newer form of the same.
      if (const auto period = read_period(node, where))
        calendar.exceptions.push_back({.name = {},
                                       .first = period->first,
                                       .last = period->last,
                                       .day = read_day(node, where),
                                       .recurrence = {}});
    } else {
      m_remarks.add(where, "plans.bad_value", "DayType: " + std::to_string(type));
    }
  }

  void read_calendar(pugi::xml_node node) {
    Calendar calendar;
    const std::string where = "Calendar " + text_of(child(node, "UID"));
    read_fields(node, where, mspdi_calendar_fields(), calendar, [](pugi::xml_node, std::string_view name) {
      return name == "WeekDays" || name == "Exceptions" || name == "WorkWeeks";
    });
    for_each_child(child(node, "WeekDays"), "WeekDay",
                   [&](pugi::xml_node day) { read_week_day(day, calendar, calendar.week, where); });
    std::vector<CalendarException> older = std::move(calendar.exceptions);
    calendar.exceptions.clear();
    for_each_child(child(node, "Exceptions"), "Exception", [&](pugi::xml_node exception) {
      read_exception(exception, calendar, where + "/Exceptions");
    });
    // Those of the older form count where the newer one has nothing to say of their days.
    std::erase_if(older, [&](const CalendarException& old) {
      return std::ranges::any_of(calendar.exceptions, [&](const CalendarException& one) {
        return one.first == old.first && one.last == old.last;
      });
    });
    calendar.exceptions.insert(calendar.exceptions.begin(), older.begin(), older.end());
    for_each_child(child(node, "WorkWeeks"), "WorkWeek", [&](pugi::xml_node week) {
      const auto period = read_period(week, where + "/WorkWeeks");
      if (!period)
        return;
      WorkWeek read{
          .name = text_of(child(week, "Name")), .first = period->first, .last = period->last, .days = {}};
      for_each_child(child(week, "WeekDays"), "WeekDay", [&](pugi::xml_node day) {
        read_week_day(day, calendar, read.days, where + "/WorkWeeks");
      });
      calendar.work_weeks.push_back(std::move(read));
    });
    m_plan.calendars.push_back(std::move(calendar));
  }

  template <class Record>
  void read_baseline(pugi::xml_node node, const std::string& where,
                     std::span<const MspdiField<Baseline>> fields, Record& record) {
    Baseline baseline;
    read_fields(node, where + "/Baseline", fields, baseline,
                [](pugi::xml_node, std::string_view) { return false; });
    const auto place = std::ranges::lower_bound(record.baselines, baseline.number, {}, &Baseline::number);
    if (place != record.baselines.end() && place->number == baseline.number)
      m_remarks.add(where, "plans.not_kept", "Baseline " + std::to_string(baseline.number));
    else
      record.baselines.insert(place, std::move(baseline));
  }

  void read_link(pugi::xml_node node, const Task& task, const std::string& where) {
    if (text_of(child(node, "CrossProject")) == "1") {
      m_remarks.add(where, "plans.not_kept", "CrossProject");
      return;
    }
    const auto predecessor = parse_whole(text_of(child(node, "PredecessorUID")));
    const std::string type_text = text_of(child(node, "Type"));
    const auto type = type_text.empty() ? std::optional<std::int64_t>(1) : parse_whole(type_text);
    if (!predecessor || !type || *type < 0 || *type > 3) {
      m_remarks.add(where, "plans.bad_value", "PredecessorLink");
      return;
    }
    constexpr LinkType types[] = {LinkType::finish_to_finish, LinkType::finish_to_start,
                                  LinkType::start_to_finish, LinkType::start_to_start};
    Link link{.predecessor = TaskId{*predecessor},
              .successor = task.id,
              .type = types[*type],
              .lag = {.amount = parse_whole(text_of(child(node, "LinkLag"))).value_or(0)}};
    const auto code = parse_whole(text_of(child(node, "LagFormat")));
    const TimeFormat format = (code ? time_format(*code) : std::nullopt).value_or(TimeFormat{});
    link.lag.unit = format.unit;
    link.lag.base = format.base;
    if (format.unit != TimeUnit::percent) {
      if (link.lag.amount % 10 != 0)
        m_remarks.add(where, "plans.rounded", "LinkLag");
      link.lag.amount = std::clamp(link.lag.amount / 10, -longest_minutes, longest_minutes);
    }
    m_plan.links.push_back(link);
  }

  /// The task that the next one of a level stands in.
  void put_into_outline(Task& task, std::int64_t level) {
    m_outline.resize(
        std::min(m_outline.size(), static_cast<std::size_t>(std::max<std::int64_t>(level, 1) - 1)));
    if (!m_outline.empty())
      task.parent = m_outline.back();
    m_outline.push_back(task.id);
  }

  void read_task(pugi::xml_node node) {
    if (text_of(child(node, "IsNull")) == "1")
      return;
    const std::string uid = text_of(child(node, "UID"));
    const std::string where = "Task " + front_of(uid, 20);
    if (uid == "0") {
      m_plan.notes = text_of(child(node, "Notes"));
      return;
    }
    // Links and assignments name tasks by their numbers; a task without one cannot be written again.
    if (!parse_whole(uid)) {
      m_remarks.add(where, "plans.not_kept", "Task " + front_of(text_of(child(node, "Name")), 60));
      return;
    }
    Task task;
    std::vector<pugi::xml_node> links;
    std::vector<pugi::xml_node> baselines;
    read_fields(node, where, mspdi_task_fields(), task, [&](pugi::xml_node part, std::string_view name) {
      if (name == "PredecessorLink")
        links.push_back(part);
      if (name == "Baseline")
        baselines.push_back(part);
      return name == "PredecessorLink" || name == "Baseline";
    });
    if (task.scheduling == Scheduling::manual) {
      if (const auto start = parse_iso_moment(text_of(child(node, "ManualStart"))))
        task.start = start;
      if (const auto finish = parse_iso_moment(text_of(child(node, "ManualFinish"))))
        task.finish = finish;
    }
    for (const pugi::xml_node link : links)
      read_link(link, task, where);
    for (const pugi::xml_node baseline : baselines)
      read_baseline(baseline, where, mspdi_baseline_fields(), task);
    put_into_outline(task, parse_whole(text_of(child(node, "OutlineLevel"))).value_or(1));
    m_plan.tasks.push_back(std::move(task));
  }

  void read_resource(pugi::xml_node node) {
    const std::string uid = text_of(child(node, "UID"));
    if (text_of(child(node, "IsNull")) == "1" || (uid == "0" && text_of(child(node, "Name")).empty()))
      return;
    Resource resource;
    read_fields(node, "Resource " + front_of(uid, 20), mspdi_resource_fields(), resource,
                [](pugi::xml_node, std::string_view) { return false; });
    m_plan.resources.push_back(std::move(resource));
  }

  void read_assignment(pugi::xml_node node) {
    Assignment assignment;
    std::vector<pugi::xml_node> baselines;
    const std::string where = "Assignment " + front_of(text_of(child(node, "UID")), 20);
    read_fields(node, where, mspdi_assignment_fields(), assignment,
                [&](pugi::xml_node part, std::string_view name) {
                  if (name == "Baseline")
                    baselines.push_back(part);
                  return name == "Baseline";
                });
    for (const pugi::xml_node baseline : baselines)
      read_baseline(baseline, where, mspdi_assignment_baseline_fields(), assignment);
    m_plan.assignments.push_back(std::move(assignment));
  }

  void settle_calendars() {
    if (m_plan.calendars.empty())
      m_plan.calendars.push_back(office_calendar(m_plan.calendar, "Standard"));
    std::set<CalendarId> known;
    for (const Calendar& calendar : m_plan.calendars)
      known.insert(calendar.id);
    const auto drop_unknown = [&](std::optional<CalendarId>& id, const std::string& where) {
      if (!id || known.contains(*id))
        return;
      m_remarks.add(where, "plans.bad_value",
                    "CalendarUID: " + std::to_string(static_cast<std::int64_t>(*id)));
      id = std::nullopt;
    };
    const WeekDays usual = office_calendar({}, {}).week;
    for (Calendar& calendar : m_plan.calendars) {
      drop_unknown(calendar.base, "Calendar " + calendar.name);
      for (std::size_t day = 0; day < 7 && !calendar.base; ++day)
        if (!calendar.week[day])
          calendar.week[day] = usual[day];
    }
    if (!known.contains(m_plan.calendar))
      m_plan.calendar = m_plan.calendars.front().id;
    for (Task& task : m_plan.tasks)
      drop_unknown(task.calendar, "Task " + to_string(task.id));
    for (Resource& resource : m_plan.resources)
      // The calendar of a resource that was left out, of which nothing depends.
      if (resource.calendar && !known.contains(*resource.calendar))
        resource.calendar = std::nullopt;
  }

  void settle_links() {
    std::set<TaskId> known;
    for (const Task& task : m_plan.tasks)
      known.insert(task.id);
    std::set<std::tuple<TaskId, TaskId, LinkType>> seen;
    std::erase_if(m_plan.links, [&](const Link& link) {
      if (!known.contains(link.predecessor)) {
        m_remarks.add("Task " + to_string(link.successor), "plans.link_left_out",
                      to_string(link.predecessor));
        return true;
      }
      return !seen.emplace(link.predecessor, link.successor, link.type).second;
    });
  }

  void settle_assignments() {
    std::set<TaskId> tasks;
    std::set<ResourceId> resources;
    for (const Task& task : m_plan.tasks)
      tasks.insert(task.id);
    for (const Resource& resource : m_plan.resources)
      resources.insert(resource.id);
    std::erase_if(m_plan.assignments, [&](Assignment& assignment) {
      if (assignment.resource && !resources.contains(*assignment.resource))
        assignment.resource = std::nullopt;
      // Those of the project's own task say what the others do.
      if (tasks.contains(assignment.task))
        return false;
      if (assignment.task != TaskId{0})
        m_remarks.add("Assignment " + std::to_string(static_cast<std::int64_t>(assignment.id)),
                      "plans.not_kept", "TaskUID " + to_string(assignment.task));
      return true;
    });
  }

  Plan m_plan;
  RemarkCollector m_remarks;
  std::vector<TaskId> m_outline; ///< the tasks that are open, by level
};

} // namespace

bool is_mspdi(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return head.find("schemas.microsoft.com/project") != std::string_view::npos &&
         head.find('<') != std::string_view::npos;
}

Result<PlanFile> read_mspdi(std::string_view bytes) {
  pugi::xml_document document;
  if (auto parsed = parse_plan_xml(document, bytes); !parsed)
    return std::unexpected(parsed.error());
  const pugi::xml_node root = child(document, "Project");
  if (!root)
    return failure("mspdi.no_project");
  return MspdiReader().read(root);
}

} // namespace truat::exchange
