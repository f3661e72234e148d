#include "base/utf8.h"
#include "exchange/gan.h"
#include "exchange/plan_xml.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace truat::exchange {
namespace {

using namespace project;

constexpr std::int64_t day_minutes = 480;
constexpr int day_begin = 8 * 60;
constexpr CalendarId project_calendar{1};

std::string value_of(pugi::xml_node node, std::string_view name) {
  return mended_utf8(attribute(node, name));
}

class GanReader {
public:
  Result<PlanFile> read(pugi::xml_node root) {
    keep_attributes(root, {"name", "company"}, m_plan.foreign);
    m_plan.name = value_of(root, "name");
    m_plan.company = value_of(root, "company");
    m_plan.notes = text_of(child(root, "description"));
    m_plan.unlinked = UnlinkedPlace::own_start;
    m_plan.milestones = MilestonePlace::next_start;
    m_plan.calendar = project_calendar;
    read_calendar(child(root, "calendars"));
    read_tasks(child(root, "tasks"));
    for_each_child(child(root, "resources"), "resource", [&](pugi::xml_node node) { read_resource(node); });
    for_each_child(child(root, "allocations"), "allocation",
                   [&](pugi::xml_node node) { read_allocation(node); });
    for_each_child(child(root, "vacations"), "vacation", [&](pugi::xml_node node) { read_vacation(node); });
    read_baselines(child(root, "previous"));
    for_each_child(root, "roles", [&](pugi::xml_node roles) { read_roles(roles); });
    for_each_child(root, "view",
                   [&](pugi::xml_node) { m_remarks.add("project/view", "plans.not_kept", "view"); });
    settle_links();
    settle_start();
    return PlanFile{std::move(m_plan), m_remarks.take()};
  }

private:
  void keep_attributes(pugi::xml_node node, std::initializer_list<std::string_view> known,
                       std::vector<ForeignValue>& foreign) {
    for (const pugi::xml_attribute each : node.attributes())
      if (std::ranges::find(known, std::string_view(each.name())) == known.end() && *each.value() != '\0')
        foreign.push_back({"gan:" + std::string(each.name()), mended_utf8(each.value())});
  }

  std::optional<std::int64_t> whole(pugi::xml_node node, std::string_view name, const std::string& where) {
    const std::string text = value_of(node, name);
    const auto value = parse_whole(text);
    if (!value && !text.empty())
      m_remarks.add(where, "plans.bad_value", std::string(name) + ": " + front_of(text, 40));
    return value;
  }

  std::optional<CivilDate> date(pugi::xml_node node, std::string_view name, const std::string& where) {
    const std::string text = value_of(node, name);
    const auto value = parse_iso_date(text);
    if (!value && !text.empty())
      m_remarks.add(where, "plans.bad_value", std::string(name) + ": " + front_of(text, 40));
    return value;
  }

  void read_calendar(pugi::xml_node node) {
    Calendar calendar = office_calendar(project_calendar, "GanttProject");
    constexpr std::array names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    const pugi::xml_node week = child(child(node, "day-types"), "default-week");
    for (std::size_t day = 0; day < 7; ++day)
      if (const std::string text = value_of(week, names[day]); !text.empty())
        calendar.week[day] = text == "1" ? WorkingDay() : office_day();
    for_each_child(node, "date", [&](pugi::xml_node each) { read_date(each, calendar); });
    m_plan.calendars.push_back(std::move(calendar));
  }

  void read_date(pugi::xml_node node, Calendar& calendar) {
    const std::string where = "calendars/date " + std::to_string(calendar.exceptions.size() + 1);
    const auto month = whole(node, "month", where);
    const auto day = whole(node, "date", where);
    const std::string year_text = value_of(node, "year");
    const auto year = year_text.empty() ? std::optional<std::int64_t>(2000) : parse_whole(year_text);
    const std::string type = value_of(node, "type");
    const auto fits = [](std::optional<std::int64_t> value, std::int64_t most) {
      return value && *value >= 1 && *value <= most;
    };
    if (!fits(year, 9998) || !fits(month, 12) || !fits(day, 31) ||
        (type != "HOLIDAY" && type != "WORKING_DAY")) {
      m_remarks.add(where, "plans.bad_value",
                    "date: " + year_text + "-" + value_of(node, "month") + "-" + value_of(node, "date") +
                        " " + type);
      return;
    }
    CalendarException exception{.name = text_of(node),
                                .first = {static_cast<std::int32_t>(*year), static_cast<std::int32_t>(*month),
                                          static_cast<std::int32_t>(*day)},
                                .last = {},
                                .day = type == "HOLIDAY" ? WorkingDay() : office_day(),
                                .recurrence = {}};
    exception.last = exception.first;
    if (year_text.empty()) {
      // Every year, which a calendar of single years can only say for a while.
      exception.recurrence = {.kind = Recurrence::Kind::yearly_date,
                              .month = exception.first.month,
                              .month_day = exception.first.day};
      exception.first = {1970, 1, 1};
      exception.last = {2199, 12, 31};
    } else if (!exists(exception.first)) {
      m_remarks.add(where, "plans.bad_value", "date: " + to_iso(exception.first));
      return;
    }
    calendar.exceptions.push_back(std::move(exception));
  }

  /// In the outline's order, without recursion: files may nest as deep as they like.
  void read_tasks(pugi::xml_node tasks) {
    std::vector<std::pair<pugi::xml_node, std::optional<TaskId>>> open;
    const auto open_children = [&](pugi::xml_node node, std::optional<TaskId> parent) {
      const std::size_t first = open.size();
      for_each_child(node, "task", [&](pugi::xml_node each) { open.emplace_back(each, parent); });
      std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
    };
    open_children(tasks, std::nullopt);
    while (!open.empty()) {
      const auto [node, parent] = open.back();
      open.pop_back();
      if (const auto id = read_task(node, parent))
        open_children(node, id);
    }
    for_each_child(child(tasks, "taskproperties"), "taskproperty", [&](pugi::xml_node property) {
      if (value_of(property, "type") == "custom")
        m_remarks.add("tasks/taskproperties", "plans.not_kept", "taskproperty " + value_of(property, "name"));
    });
  }

  std::optional<TaskId> read_task(pugi::xml_node node, std::optional<TaskId> parent) {
    const std::string where = "task " + front_of(value_of(node, "id"), 20);
    const auto id = whole(node, "id", where);
    if (!id) {
      m_remarks.add(where, "plans.not_kept", "task " + front_of(value_of(node, "name"), 60));
      return std::nullopt;
    }
    Task task{.id = TaskId{*id}, .parent = parent, .name = value_of(node, "name")};
    const std::int64_t days =
        std::clamp<std::int64_t>(whole(node, "duration", where).value_or(0), 0, 1'000'000);
    task.duration = {.minutes = days * day_minutes};
    task.milestone = value_of(node, "meeting") == "true";
    if (const auto start = date(node, "start", where))
      task.start = moment_of(*start, day_begin);
    task.percent_complete = static_cast<std::int32_t>(
        std::clamp<std::int64_t>(whole(node, "complete", where).value_or(0), 0, 100));
    if (const auto priority = whole(node, "priority", where); priority && *priority >= 0 && *priority <= 4)
      task.priority = gan_priorities[*priority];
    std::vector<std::string_view> known{"id",       "name",     "meeting",  "start",
                                        "duration", "complete", "priority", "cost-manual-value"};
    if (value_of(node, "thirdDate-constraint") == "1") {
      if (const auto earliest = date(node, "thirdDate", where))
        task.constraint = {.type = ConstraintType::start_no_earlier_than,
                           .date = moment_of(*earliest, day_begin)};
      known.insert(known.end(), {"thirdDate", "thirdDate-constraint"});
    }
    if (const auto cost = parse_scaled(value_of(node, "cost-manual-value"), 2)) {
      task.fixed_cost = {*cost};
      if (value_of(node, "cost-calculated") != "true")
        task.cost = task.fixed_cost;
    }
    for (const pugi::xml_attribute each : node.attributes())
      if (std::ranges::find(known, std::string_view(each.name())) == known.end() && *each.value() != '\0')
        task.foreign.push_back({"gan:" + std::string(each.name()), mended_utf8(each.value())});
    task.notes = text_of(child(node, "notes"));
    for_each_child(node, "depend", [&](pugi::xml_node depend) { read_link(depend, task.id, where); });
    for_each_child(node, "customproperty",
                   [&](pugi::xml_node) { m_remarks.add(where, "plans.not_kept", "customproperty"); });
    m_plan.tasks.push_back(std::move(task));
    return TaskId{*id};
  }

  void read_link(pugi::xml_node node, TaskId predecessor, const std::string& where) {
    const auto successor = whole(node, "id", where);
    const auto type = whole(node, "type", where).value_or(2);
    if (!successor || type < 1 || type > 4) {
      m_remarks.add(where, "plans.bad_value", "depend");
      return;
    }
    constexpr LinkType types[] = {LinkType::start_to_start, LinkType::finish_to_start,
                                  LinkType::finish_to_finish, LinkType::start_to_finish};
    const std::int64_t days =
        std::clamp<std::int64_t>(whole(node, "difference", where).value_or(0), -1'000'000, 1'000'000);
    m_plan.links.push_back({.predecessor = predecessor,
                            .successor = TaskId{*successor},
                            .type = types[type - 1],
                            .lag = {.amount = days * day_minutes},
                            .rubber = value_of(node, "hardness") == "Rubber"});
  }

  void read_resource(pugi::xml_node node) {
    const std::string where = "resource " + front_of(value_of(node, "id"), 20);
    const auto id = whole(node, "id", where);
    if (!id) {
      m_remarks.add(where, "plans.not_kept", "resource " + front_of(value_of(node, "name"), 60));
      return;
    }
    Resource resource{.id = ResourceId{*id},
                      .name = value_of(node, "name"),
                      .role = value_of(node, "function"),
                      .email = value_of(node, "contacts"),
                      .phone = value_of(node, "phone")};
    for_each_child(node, "rate", [&](pugi::xml_node rate) {
      const auto scaled = parse_scaled(value_of(rate, "value"), 6);
      if (!scaled || value_of(rate, "name") != "standard" || *scaled < 0 || *scaled > 100'000'000'000'000)
        m_remarks.add(where, "plans.bad_value", "rate: " + front_of(value_of(rate, "value"), 40));
      else
        resource.rate = Decimal{*scaled * 125, 9}; // an eighth
    });
    for_each_child(node, "custom-property",
                   [&](pugi::xml_node) { m_remarks.add(where, "plans.not_kept", "custom-property"); });
    keep_attributes(node, {"id", "name", "function", "contacts", "phone"}, resource.foreign);
    m_plan.resources.push_back(std::move(resource));
  }

  void read_allocation(pugi::xml_node node) {
    const std::string where = "allocation " + std::to_string(++m_allocations);
    const auto task = whole(node, "task-id", where);
    const auto resource = whole(node, "resource-id", where);
    const auto is_resource = [&](const Resource& one) { return one.id == ResourceId{*resource}; };
    if (m_known.empty())
      for (const Task& one : m_plan.tasks)
        m_known.insert(one.id);
    if (!task || !resource || !m_known.contains(TaskId{*task}) ||
        std::ranges::none_of(m_plan.resources, is_resource)) {
      m_remarks.add(where, "plans.not_kept", "allocation");
      return;
    }
    const auto load = parse_scaled(value_of(node, "load"), 2);
    m_plan.assignments.push_back(
        {.id = AssignmentId{m_allocations},
         .task = TaskId{*task},
         .resource = ResourceId{*resource},
         .units = static_cast<std::int32_t>(std::clamp<std::int64_t>(load.value_or(10'000), 0, 10'000'000)),
         .responsible = value_of(node, "responsible") == "true",
         .role = value_of(node, "function")});
  }

  /// Leave makes a calendar of the resource's own.
  void read_vacation(pugi::xml_node node) {
    const std::string where = "vacation of resource " + front_of(value_of(node, "resourceid"), 20);
    const auto id = whole(node, "resourceid", where);
    const auto first = date(node, "start", where);
    const auto after = date(node, "end", where);
    const auto resource = std::ranges::find_if(
        m_plan.resources, [&](const Resource& one) { return id && one.id == ResourceId{*id}; });
    if (resource == m_plan.resources.end() || !first || !after || *after < *first) {
      m_remarks.add(where, "plans.not_kept", "vacation");
      return;
    }
    if (!resource->calendar) {
      const CalendarId calendar{static_cast<std::int64_t>(m_plan.calendars.size()) + 1};
      m_plan.calendars.push_back({.id = calendar, .name = resource->name, .base = project_calendar});
      resource->calendar = calendar;
    }
    const auto calendar = std::ranges::find(m_plan.calendars, *resource->calendar, &Calendar::id);
    calendar->exceptions.push_back({.name = {},
                                    .first = *first,
                                    .last = *after > *first ? add_days(*after, -1) : *first,
                                    .day = {},
                                    .recurrence = {}});
  }

  void read_baselines(pugi::xml_node previous) {
    std::vector<std::pair<TaskId, std::size_t>> places;
    for (std::size_t task = 0; task < m_plan.tasks.size(); ++task)
      places.emplace_back(m_plan.tasks[task].id, task);
    std::ranges::sort(places);
    std::int32_t number = 0;
    for_each_child(previous, "previous-tasks", [&](pugi::xml_node tasks) {
      const std::string where = "previous-tasks " + front_of(value_of(tasks, "name"), 40);
      if (number > 10) {
        m_remarks.add(where, "plans.not_kept", "previous-tasks");
        return;
      }
      m_plan.foreign.push_back({"gan:baseline-" + std::to_string(number), value_of(tasks, "name")});
      for_each_child(tasks, "previous-task",
                     [&](pugi::xml_node node) { read_baseline(node, number, places, where); });
      ++number;
    });
  }

  void read_baseline(pugi::xml_node node, std::int32_t number,
                     const std::vector<std::pair<TaskId, std::size_t>>& places, const std::string& where) {
    const auto id = whole(node, "id", where);
    const auto start = date(node, "start", where);
    const auto days = whole(node, "duration", where);
    const auto place =
        std::ranges::lower_bound(places, TaskId{id.value_or(-1)}, {}, &std::pair<TaskId, std::size_t>::first);
    const bool known = id && place != places.end() && place->first == TaskId{*id};
    if (!known || !start || !days || *days < 0 || *days > 1'000'000) {
      m_remarks.add(where, "plans.not_kept", "previous-task");
      return;
    }
    m_plan.tasks[place->second].baselines.push_back({.number = number,
                                                     .start = moment_of(*start, day_begin),
                                                     .finish = std::nullopt,
                                                     .duration = Duration{.minutes = *days * day_minutes},
                                                     .work_minutes = 0,
                                                     .cost = {}});
  }

  void read_roles(pugi::xml_node roles) {
    for_each_child(roles, "role", [&](pugi::xml_node role) {
      m_plan.foreign.push_back({"gan:role-" + value_of(role, "id"), value_of(role, "name")});
    });
  }

  void settle_links() {
    std::set<TaskId> known;
    for (const Task& task : m_plan.tasks)
      known.insert(task.id);
    std::set<std::tuple<TaskId, TaskId, LinkType>> seen;
    std::erase_if(m_plan.links, [&](const Link& link) {
      if (known.contains(link.successor))
        return !seen.emplace(link.predecessor, link.successor, link.type).second;
      m_remarks.add("task " + to_string(link.predecessor), "plans.link_left_out", to_string(link.successor));
      return true;
    });
  }

  void settle_start() {
    std::optional<Moment> first;
    for (const Task& task : m_plan.tasks)
      if (task.start)
        first = first ? std::min(*first, *task.start) : *task.start;
    m_plan.start = first.value_or(moment_of({1970, 1, 1}, day_begin));
  }

  Plan m_plan;
  RemarkCollector m_remarks;
  std::set<TaskId> m_known;
  std::int64_t m_allocations = 0;
};

} // namespace

bool is_gan(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return head.find("<project ") != std::string_view::npos &&
         head.find("schemas.microsoft.com") == std::string_view::npos;
}

Result<PlanFile> read_gan(std::string_view bytes) {
  pugi::xml_document document;
  if (auto parsed = parse_plan_xml(document, bytes); !parsed)
    return std::unexpected(parsed.error());
  const pugi::xml_node root = child(document, "project");
  if (!root)
    return failure("gan.no_project");
  return GanReader().read(root);
}

} // namespace truat::exchange
