#include "exchange/mspdi.h"

#include "base/environment.h"
#include "doctest/doctest.h"
#include "exchange/plan_xml.h"
#include "project/schedule.h"
#include "support/files.h"
#include "text/messages.h"

#include <algorithm>
#include <map>

using namespace truat;
using namespace truat::exchange;
using namespace truat::project;

namespace {

PlanFile read(std::string_view bytes) {
  auto file = read_mspdi(bytes);
  REQUIRE_MESSAGE(file.has_value(), (file ? "" : file.error().key));
  for (const Warning& warning : file->warnings)
    CHECK_MESSAGE(text::find_message(warning.phrase.key) != nullptr, warning.phrase.key);
  return std::move(*file);
}

std::string project_of(std::string_view inside) {
  return "<?xml version=\"1.0\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">" +
         std::string(inside) + "</Project>\n";
}

std::optional<Moment> at(const char* iso) {
  return parse_iso_moment(iso);
}

std::string remarks(const PlanFile& file) {
  std::string all;
  for (const Warning& warning : file.warnings)
    all += warning.where + " " + warning.phrase.key + " " + warning.phrase.arguments[0].value + " " +
           warning.phrase.arguments[1].value + "\n";
  return all;
}

/// A plan with every value that the format has a place for.
Plan full_plan() {
  Plan plan{.name = "โครงการ <ก> & \"ข\"",
            .title = "ชื่อ",
            .notes = "หมายเหตุ\nสองบรรทัด",
            .manager = "สมชาย",
            .company = "สอจ.สงขลา",
            .start = *at("2024-01-08T08:00:00"),
            .finish = at("2024-12-31T17:00:00"),
            .from = ScheduleFrom::finish,
            .precedence = Precedence::constraints,
            .status_date = at("2024-06-30T17:00:00"),
            .critical_float_days = 2,
            .minutes_per_day = 420,
            .minutes_per_week = 2100,
            .days_per_month = 21,
            .calendar = CalendarId{1}};
  plan.foreign = {{"CurrencyCode", "THB"}, {"SomethingNew", "1"}};
  Calendar calendar = office_calendar(CalendarId{1}, "สำนักงาน");
  calendar.foreign = {{"IsBaseCalendar", "1"}};
  const auto exception = [&](Recurrence recurrence, WorkingDay day) {
    calendar.exceptions.push_back({.name = "วันหยุด",
                                   .first = {2024, 4, 12},
                                   .last = {2026, 4, 16},
                                   .day = std::move(day),
                                   .recurrence = recurrence});
  };
  using Kind = Recurrence::Kind;
  exception({.kind = Kind::every_day}, {});
  exception({.kind = Kind::every_days, .period = 3}, {{0, 1440}});
  exception({.kind = Kind::weekly, .period = 2, .weekdays = 65}, {{480, 720}, {780, 1440}});
  exception({.kind = Kind::monthly_date, .period = 2, .month_day = 31}, {});
  exception({.kind = Kind::monthly_position, .position = 5, .position_day = 8}, {});
  exception({.kind = Kind::yearly_date, .month = 4, .month_day = 13}, {});
  exception({.kind = Kind::yearly_position, .month = 12, .position = 2, .position_day = 0}, {});
  calendar.work_weeks = {{.name = "รอมฎอน", .first = {2024, 3, 11}, .last = {2024, 4, 9}, .days = {}}};
  calendar.work_weeks[0].days[5] = WorkingDay{{480, 660}};
  calendar.work_weeks[0].days[6] = WorkingDay{};
  plan.calendars = {calendar, {.id = CalendarId{4}, .name = "กะ", .base = CalendarId{1}}};
  plan.calendars[1].week[2] = WorkingDay{{1320, 1440}};
  std::int64_t id = 3;
  for (int type = 0; type < 8; ++type) {
    Task task{.id = TaskId{id++}, .name = "งาน " + std::to_string(type), .code = "1." + std::to_string(type)};
    task.notes = type == 0 ? "ข้อความ\tยาว" : "";
    task.duration = {.minutes = 60 * type + 7,
                     .unit = TimeUnit{static_cast<std::uint8_t>(type % 5)},
                     .base = type % 2 == 0 ? TimeBase::working : TimeBase::elapsed,
                     .estimated = type % 3 == 0};
    task.constraint.type = ConstraintType{static_cast<std::uint8_t>(type)};
    if (type > 1)
      task.constraint.date = at("2024-02-01T08:00:00");
    task.priority = 100 * type;
    task.percent_complete = 10 * type;
    plan.tasks.push_back(task);
  }
  Task& rich = plan.tasks[2];
  rich.parent = TaskId{4};
  plan.tasks[3].parent = rich.id;
  rich.deadline = at("2024-03-01T17:00:00");
  rich.calendar = CalendarId{4};
  rich.scheduling = Scheduling::manual;
  rich.milestone = true;
  rich.active = false;
  rich.start = at("2024-01-09T08:00:00");
  rich.finish = at("2024-01-10T17:00:00");
  rich.actual_start = at("2024-01-09T09:00:00");
  rich.actual_finish = at("2024-01-10T16:00:00");
  rich.work_minutes = 961;
  rich.actual_work_minutes = 30;
  rich.fixed_cost = {12'345};
  rich.cost = {99'999'999'999};
  rich.actual_cost = {-5};
  rich.baselines = {{.number = 0,
                     .start = rich.start,
                     .finish = rich.finish,
                     .duration = rich.duration,
                     .work_minutes = 5,
                     .cost = {7}},
                    {.number = 10,
                     .start = std::nullopt,
                     .finish = rich.finish,
                     .duration = std::nullopt,
                     .work_minutes = 0,
                     .cost = {}}};
  rich.foreign = {{"Type", "1"}, {"HyperlinkAddress", "https://x.example/?a=1&b=2"}, {"Odd", "ค่า"}};
  for (int type = 0; type < 4; ++type)
    plan.links.push_back({.predecessor = TaskId{3 + type},
                          .successor = TaskId{7},
                          .type = LinkType{static_cast<std::uint8_t>(type)},
                          .lag = {.amount = -480 * type + 5,
                                  .unit = TimeUnit{static_cast<std::uint8_t>(type)},
                                  .base = TimeBase::elapsed}});
  plan.links.push_back(
      {.predecessor = TaskId{3}, .successor = TaskId{8}, .lag = {.amount = -50, .unit = TimeUnit::percent}});
  plan.links.push_back({.predecessor = TaskId{3},
                        .successor = TaskId{9},
                        .lag = {.amount = 10, .unit = TimeUnit::percent, .base = TimeBase::elapsed}});
  plan.resources = {{.id = ResourceId{1},
                     .name = "สมหญิง",
                     .initials = "ส",
                     .group = "ก",
                     .email = "a@b.example",
                     .notes = "n",
                     .units = 15'000,
                     .rate = {12'550, 2},
                     .overtime_rate = {2, 0},
                     .cost_per_use = {300},
                     .calendar = CalendarId{4},
                     .foreign = {{"Code", "X"}}},
                    {.id = ResourceId{2}, .name = "ปูน", .kind = ResourceKind::material},
                    {.id = ResourceId{3}, .name = "เดินทาง", .kind = ResourceKind::cost}};
  plan.assignments = {{.id = AssignmentId{1},
                       .task = TaskId{5},
                       .resource = ResourceId{1},
                       .units = 5'000,
                       .start = at("2024-01-09T08:00:00"),
                       .finish = at("2024-01-10T17:00:00"),
                       .actual_start = at("2024-01-09T08:00:00"),
                       .actual_finish = at("2024-01-10T17:00:00"),
                       .work_minutes = 480,
                       .actual_work_minutes = 60,
                       .cost = {100},
                       .actual_cost = {50},
                       .baselines = {{.number = 1,
                                      .start = at("2024-01-09T08:00:00"),
                                      .finish = std::nullopt,
                                      .duration = std::nullopt,
                                      .work_minutes = 9,
                                      .cost = {8}}},
                       .foreign = {{"Notes", "x"}}},
                      {.id = AssignmentId{2}, .task = TaskId{6}, .resource = std::nullopt}};
  return plan;
}

} // namespace

TEST_CASE("MSPDI: what is written is read again, all of it") {
  const Plan plan = full_plan();
  const WrittenPlan written = write_mspdi(plan);
  CHECK(written.warnings.empty());
  CHECK(is_mspdi(written.bytes));
  const PlanFile back = read(written.bytes);
  CHECK_MESSAGE(back.warnings.empty(), remarks(back));
  CHECK(back.plan.tasks == plan.tasks);
  CHECK(back.plan.links == plan.links);
  CHECK(back.plan.calendars == plan.calendars);
  CHECK(back.plan.resources == plan.resources);
  CHECK(back.plan.assignments == plan.assignments);
  CHECK(back.plan.foreign == plan.foreign);
  CHECK(back.plan == plan);
  CHECK(write_mspdi(back.plan).bytes == written.bytes);
  SUBCASE("what it has no place for is told") {
    Plan more = plan;
    more.resources[0].phone = "074";
    more.resources[1].role = "1";
    more.links[0].rubber = true;
    more.assignments[0].responsible = true;
    more.foreign.push_back({"gan:view-date", "2024"});
    std::string told;
    for (const Warning& warning : write_mspdi(more).warnings)
      told += warning.phrase.arguments[0].value + " ";
    CHECK(told == "gan:view-date Rubber phone function responsible ");
  }
}

TEST_CASE("MSPDI: what is no task, no resource and no second link") {
  const PlanFile file = read(project_of(
      "<Tasks><Task><UID>0</UID><OutlineLevel>0</OutlineLevel><Notes>all</Notes></Task>"
      "<Task><UID>1</UID><OutlineLevel>1</OutlineLevel></Task><Task><UID>5</UID><IsNull>1</IsNull></Task>"
      "<Task><UID>2</UID><OutlineLevel>2</OutlineLevel><PredecessorLink><PredecessorUID>3</PredecessorUID><Type>1</Type>"
      "</PredecessorLink><PredecessorLink><PredecessorUID>3</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag>"
      "</PredecessorLink><PredecessorLink><PredecessorUID>3</PredecessorUID><Type>0</Type></PredecessorLink>"
      "<PredecessorLink><PredecessorUID>5</PredecessorUID></PredecessorLink></Task>"
      "<Task><UID>3</UID><OutlineLevel>7</OutlineLevel></Task><Task><UID>4</UID><OutlineLevel>1</OutlineLevel></Task></Tasks>"
      "<Resources><Resource><UID>0</UID></Resource><Resource><UID>1</UID><Name>a</Name></Resource></Resources>"
      "<Assignments><Assignment><UID>1</UID><TaskUID>0</TaskUID><ResourceUID>1</ResourceUID></Assignment>"
      "<Assignment><UID>2</UID><TaskUID>4</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>"));
  CHECK(file.plan.notes == "all");
  CHECK(file.plan.tasks.size() == 4);
  CHECK(file.plan.tasks[1].parent == TaskId{1});
  CHECK(file.plan.tasks[2].parent == TaskId{2});
  CHECK_FALSE(file.plan.tasks[3].parent.has_value());
  CHECK(file.plan.links.size() == 2);
  CHECK(file.plan.resources.size() == 1);
  CHECK(file.plan.assignments.size() == 1);
  CHECK_FALSE(file.plan.assignments[0].resource.has_value());
  CHECK(remarks(file) == "Task 2 plans.link_left_out 5 1\n");
}

TEST_CASE("MSPDI: what cannot be kept or understood is told with its place, the rest is read") {
  const PlanFile file = read(project_of(
      "<StartDate>soon</StartDate><ExtendedAttributes><ExtendedAttribute><FieldID>1</FieldID></ExtendedAttribute></ExtendedAttributes>"
      "<Calendars><Calendar><UID>1</UID><WeekDays><WeekDay><DayType>99</DayType></WeekDay><WeekDay><DayType>2</DayType>"
      "<DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>9</FromTime><ToTime>x</ToTime></WorkingTime>"
      "<WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
      "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2024-04-13T00:00:00</FromDate>"
      "<ToDate>2024-04-15T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays></Calendar></Calendars>"
      "<Tasks><Task><UID>1</UID><Duration>PT8H0M30S</Duration><PercentComplete>300</PercentComplete><CalendarUID>9</CalendarUID>"
      "<TimephasedData><Value>1</Value></TimephasedData></Task><Task><UID>2</UID><TimephasedData><Value>1</Value>"
      "</TimephasedData><Priority>high</Priority><Work>8 hours</Work></Task></Tasks>"));
  CHECK(remarks(file) == "Project/StartDate plans.bad_value StartDate: soon 1\n"
                         "Project/ExtendedAttributes plans.not_kept ExtendedAttributes 1\n"
                         "Calendar 1 plans.bad_value DayType: 99 1\n"
                         "Calendar 1 plans.bad_value WorkingTime: 9–x 1\n"
                         "Task 1/Duration plans.rounded Duration 1\n"
                         "Task 1/PercentComplete plans.bad_value PercentComplete: 300 1\n"
                         "Task 1/TimephasedData plans.not_kept TimephasedData 2\n"
                         "Task 2/Priority plans.bad_value Priority: high 1\n"
                         "Task 2/Work plans.bad_value Work: 8 hours 1\n"
                         "Task 1 plans.bad_value CalendarUID: 9 1\n");
  CHECK(file.plan.tasks[0].duration.minutes == 481);
  CHECK(file.plan.calendars[0].week[1] == WorkingDay{{1320, 1440}});
  CHECK(file.plan.calendars[0].week[2] == office_day());
  CHECK(file.plan.calendars[0].exceptions.size() == 1);
}

TEST_CASE("MSPDI: cut off, damaged and hostile files") {
  const std::string whole = write_mspdi(full_plan()).bytes;
  const std::size_t last = whole.rfind("</Project>") + 9;
  for (std::size_t bytes = 0; bytes < last; bytes += bytes < 3'000 ? 1 : 7)
    CHECK_FALSE(read_mspdi(std::string_view(whole).substr(0, bytes)).has_value());
  const auto key = [](std::string_view bytes) {
    const auto file = read_mspdi(bytes);
    if (file)
      return std::string("read");
    CHECK_MESSAGE(text::find_message(file.error().key) != nullptr, file.error().key);
    return file.error().key;
  };
  CHECK(key("") == "xml.damaged");
  CHECK(key("<Other/>") == "mspdi.no_project");
  CHECK(key("<!DOCTYPE x [<!ENTITY a \"b\">]><Project>&a;</Project>") == "xml.doctype");
  CHECK(key("<Project><Name>\xFF\xC0</Name></Project>") == "exchange.broken_utf8");
  CHECK(key("<Project/>") == "read");
  SUBCASE("deep nesting") {
    std::string deep;
    for (int level = 0; level < 100'000; ++level)
      deep += "<Tasks>";
    CHECK(key(deep) == "xml.damaged");
    for (int level = 0; level < 100'000; ++level)
      deep += "</Tasks>";
    CHECK(key("<Project>" + deep + "</Project>") == "read");
  }
  SUBCASE("an outline that goes ever deeper is written in linear space") {
    Plan plan = full_plan();
    plan.tasks.clear();
    plan.links.clear();
    plan.assignments.clear();
    for (std::int64_t id = 1; id <= 3'000; ++id)
      plan.tasks.push_back(
          {.id = TaskId{id}, .parent = id > 1 ? std::optional(TaskId{id - 1}) : std::nullopt});
    const WrittenPlan written = write_mspdi(plan);
    CHECK(read(written.bytes).plan == plan);
    CHECK(schedule(plan).has_value());
  }
  SUBCASE("numbers past all bounds") {
    const PlanFile file = read(project_of(
        "<Tasks><Task><UID>99999999999999999999</UID></Task><Task><UID>2</UID><Duration>PT99999999999999999H0M0S</Duration><Cost>1e300</Cost>"
        "<PredecessorLink><PredecessorUID>1</PredecessorUID><LinkLag>9223372036854775807</LinkLag></PredecessorLink></Task>"
        "<Task><UID>1</UID><Duration>PT9999999999H0M0S</Duration><OutlineLevel>-9223372036854775808</OutlineLevel></Task></Tasks>"
        "<Resources><Resource><UID>1</UID><MaxUnits>1e99</MaxUnits><StandardRate>9999999999999999999</StandardRate></Resource></Resources>"));
    CHECK(file.plan.tasks.size() == 2); // the first has no number
    CHECK(remarks(file).contains("Task 99999999999999999999 plans.not_kept"));
    CHECK(file.plan.tasks[1].duration.minutes <= longest_minutes);
    CHECK_FALSE(schedule(file.plan).has_value());
  }
  SUBCASE("bytes changed by chance") {
    SeededRandom random(4);
    for (int round = 0; round < 200; ++round) {
      std::string changed = whole;
      for (int change = 0; change < 3; ++change)
        changed[random.below(changed.size())] = static_cast<char>(32 + random.below(96));
      if (const auto file = read_mspdi(changed)) {
        (void)schedule(file->plan);
        (void)read_mspdi(write_mspdi(file->plan).bytes);
      }
    }
  }
}

TEST_CASE("MSPDI: the files of Microsoft Project 2019") {
  const auto links_file = testing::read_source_file("../shared/data/mspdi/task-links-project2019.xml");
  const auto calendars_file = testing::read_source_file("../shared/data/mspdi/calendars-project2019.xml");
  if (!links_file || !calendars_file) {
    testing::skip_test("../shared/data/mspdi is not there");
    return;
  }
  SUBCASE("calendars, and resources with their own") {
    const PlanFile file = read(*calendars_file);
    CHECK(file.plan.tasks.empty());
    REQUIRE(file.plan.calendars.size() == 5);
    CHECK(file.plan.calendars[1].name == "Calendar1");
    CHECK(file.plan.calendars[3].base == CalendarId{1});
    CHECK(file.plan.resources.size() == 2);
    CHECK(file.plan.resources[0].calendar == CalendarId{5});
    const auto result = schedule(file.plan);
    REQUIRE(result.has_value());
    CHECK(result->start == at("2018-10-18T08:00:00"));
    CHECK(read(write_mspdi(file.plan).bytes).plan == file.plan);
  }
  SUBCASE("every type of link with lags: nothing is lost on the way out and in") {
    const PlanFile file = read(*links_file);
    CHECK(file.plan.tasks.size() == 16);
    CHECK(file.plan.links.size() == 8);
    CHECK(file.plan.assignments.size() == 16);
    const PlanFile back = read(write_mspdi(file.plan).bytes);
    CHECK(back.plan == file.plan);
    CHECK(back.warnings.empty());
    CHECK(remarks(file).find("TimephasedData") != std::string::npos);
  }
  SUBCASE("every date as Microsoft Project stored it, by hand and as the links ask") {
    // All sixteen tasks are set by hand (Manual); taken as automatic ones the links put them to the same
    // dates. Late dates: a link that leaves from a start (SS, SF) does not bind the late dates of its
    // predecessor there. Here it does, as CPM has it: with a later start of 11 or 13 the plan's end could not
    // be kept.
    struct Explained {
      const char* late_start;
      std::int64_t total_float;
    };
    const std::map<std::int64_t, Explained> differs = {{11, {"2018-11-01T08:00:00", 4800}},
                                                       {13, {"2018-10-31T08:00:00", 4320}}};
    pugi::xml_document document;
    REQUIRE(parse_plan_xml(document, *links_file).has_value());
    for (const Scheduling scheduling : {Scheduling::manual, Scheduling::automatic}) {
      PlanFile file = read(*links_file);
      for (Task& task : file.plan.tasks) {
        CHECK(task.scheduling == Scheduling::manual);
        task.scheduling = scheduling;
      }
      const auto result = schedule(file.plan);
      REQUIRE(result.has_value());
      CHECK(result->conflicts.empty());
      CHECK(result->finish == at("2018-11-02T17:00:00"));
      CHECK(result->length == 96 * 60);
      std::size_t compared = 0;
      for_each_child(child(child(document, "Project"), "Tasks"), "Task", [&](pugi::xml_node node) {
        const auto uid = *parse_whole(text_of(child(node, "UID")));
        if (uid == 0)
          return;
        INFO("UID ", uid);
        const auto place =
            std::ranges::find(file.plan.tasks, TaskId{uid}, &Task::id) - file.plan.tasks.begin();
        const TaskSchedule& row = result->tasks[static_cast<std::size_t>(place)];
        const auto stored = [&](const char* name) { return text_of(child(node, name)); };
        CHECK(to_iso(row.start) == stored("Start"));
        CHECK(to_iso(row.finish) == stored("Finish"));
        CHECK(to_iso(row.early_start) == stored("EarlyStart"));
        CHECK(to_iso(row.early_finish) == stored("EarlyFinish"));
        CHECK(std::to_string(row.free_float * 10) == stored("FreeSlack"));
        if (const auto explained = differs.find(uid); explained != differs.end()) {
          CHECK(to_iso(row.late_start) == explained->second.late_start);
          CHECK(row.total_float == explained->second.total_float);
          CHECK(stored("LateStart") == "2018-11-02T08:00:00");
        } else {
          CHECK(to_iso(row.late_start) == stored("LateStart"));
          CHECK(to_iso(row.late_finish) == stored("LateFinish"));
          CHECK(std::to_string(row.total_float * 10) == stored("TotalSlack"));
          CHECK((row.critical ? "1" : "0") == stored("Critical"));
        }
        ++compared;
      });
      CHECK(compared == 16);
    }
  }
}
