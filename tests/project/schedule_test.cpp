#include "project/schedule.h"

#include "doctest/doctest.h"
#include "project/baseline.h"
#include "project/plans.h"
#include "support/files.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

using namespace truat;
using namespace truat::project;
using namespace truat::project::testing;

namespace {

Schedule scheduled(const Plan& plan) {
  auto result = schedule(plan);
  REQUIRE_MESSAGE(result.has_value(), (result ? "" : result.error().key));
  return std::move(*result);
}

/// "2024-01-08T08:00 2024-01-08T17:00"
std::string span(const Schedule& schedule, std::size_t task) {
  return to_iso(schedule.tasks[task].start).substr(5, 11) + " " +
         to_iso(schedule.tasks[task].finish).substr(5, 11);
}

/// Where the second of two one-day tasks stands that are linked so.
std::string second(LinkType type, std::int64_t lag, TimeBase base = TimeBase::working,
                   TimeUnit unit = TimeUnit::days) {
  Plan plan = office_plan();
  add_task(plan, 1, 480);
  add_task(plan, 2, 480);
  add_link(plan, 1, 2, type).lag = {.amount = lag, .unit = unit, .base = base};
  return span(scheduled(plan), 1);
}

std::string constrained(ConstraintType type, const char* date, Precedence precedence) {
  Plan plan = office_plan();
  plan.precedence = precedence;
  add_task(plan, 1, 960);
  add_task(plan, 2, 480).constraint = {.type = type, .date = at(date)};
  add_link(plan, 1, 2);
  const Schedule result = scheduled(plan);
  std::string text = span(result, 1) + " " + std::to_string(result.tasks[1].total_float);
  for (const ScheduleConflict& conflict : result.conflicts)
    text += conflict.kind == ScheduleConflict::Kind::link ? " link" : " constraint";
  return text;
}

} // namespace

TEST_CASE("Schedule: every type of link, with lag and lead") {
  CHECK(second(LinkType::finish_to_start, 0) == "01-09T08:00 01-09T17:00");
  CHECK(second(LinkType::finish_to_start, 480) == "01-10T08:00 01-10T17:00");
  CHECK(second(LinkType::finish_to_start, -240) == "01-08T13:00 01-09T12:00");
  CHECK(second(LinkType::start_to_start, 0) == "01-08T08:00 01-08T17:00");
  CHECK(second(LinkType::start_to_start, 960) == "01-10T08:00 01-10T17:00");
  CHECK(second(LinkType::finish_to_finish, 960) == "01-10T08:00 01-10T17:00");
  CHECK(second(LinkType::finish_to_finish, -60) == "01-08T08:00 01-08T17:00");
  CHECK(second(LinkType::start_to_finish, 960) == "01-09T08:00 01-09T17:00");
  SUBCASE("elapsed lag runs through nights and weekends") {
    CHECK(second(LinkType::finish_to_start, 24 * 60, TimeBase::elapsed) == "01-10T08:00 01-10T17:00");
    CHECK(second(LinkType::finish_to_start, 5 * 24 * 60, TimeBase::elapsed) == "01-15T08:00 01-15T17:00");
    CHECK(second(LinkType::finish_to_start, -17 * 60, TimeBase::elapsed) == "01-08T08:00 01-08T17:00");
  }
  SUBCASE("percent are of the predecessor's duration") {
    CHECK(second(LinkType::start_to_start, 50, TimeBase::working, TimeUnit::percent) ==
          "01-08T13:00 01-09T12:00");
    CHECK(second(LinkType::finish_to_start, -50, TimeBase::working, TimeUnit::percent) ==
          "01-08T13:00 01-09T12:00");
    CHECK(second(LinkType::finish_to_start, 300, TimeBase::elapsed, TimeUnit::percent) ==
          "01-10T08:00 01-10T17:00");
  }
  SUBCASE("a lead never begins before the project") {
    CHECK(second(LinkType::finish_to_start, -4800) == "01-08T08:00 01-08T17:00");
  }
}

TEST_CASE("Schedule: early and late dates, floats, the critical path") {
  // The textbook's diamond: 1 before 2 and 3, both before 4.
  Plan plan = period_plan();
  for (const auto& [id, minutes] : {std::pair{1, 3}, {2, 5}, {3, 2}, {4, 4}})
    add_task(plan, id, minutes);
  add_link(plan, 1, 2);
  add_link(plan, 1, 3);
  add_link(plan, 2, 4);
  add_link(plan, 3, 4);
  const Schedule result = scheduled(plan);
  CHECK(result.length == 12);
  const auto row = [&](std::size_t task) {
    const TaskSchedule& one = result.tasks[task];
    return std::vector<std::int64_t>{one.early_start.minutes, one.early_finish.minutes,
                                     one.late_start.minutes,  one.late_finish.minutes,
                                     one.total_float,         one.free_float};
  };
  CHECK(row(0) == std::vector<std::int64_t>{0, 3, 0, 3, 0, 0});
  CHECK(row(1) == std::vector<std::int64_t>{3, 8, 3, 8, 0, 0});
  CHECK(row(2) == std::vector<std::int64_t>{3, 5, 6, 8, 3, 3});
  CHECK(row(3) == std::vector<std::int64_t>{8, 12, 8, 12, 0, 0});
  CHECK(result.tasks[1].critical);
  CHECK_FALSE(result.tasks[2].critical);
  SUBCASE("more float can be called critical") {
    plan.critical_float_days = 3;
    plan.minutes_per_day = 1;
    CHECK(scheduled(plan).tasks[2].critical);
  }
}

TEST_CASE("Schedule: constraints") {
  using enum ConstraintType;
  const auto links = Precedence::links;
  const auto constraints = Precedence::constraints;
  CHECK(constrained(start_no_earlier_than, "2024-01-12T08:00", links) == "01-12T08:00 01-12T17:00 0");
  CHECK(constrained(start_no_earlier_than, "2024-01-13T08:00", links) == "01-15T08:00 01-15T17:00 0");
  CHECK(constrained(start_no_earlier_than, "2024-01-08T08:00", links) == "01-10T08:00 01-10T17:00 0");
  CHECK(constrained(finish_no_earlier_than, "2024-01-12T17:00", links) == "01-12T08:00 01-12T17:00 0");
  CHECK(constrained(start_no_later_than, "2024-01-11T08:00", links) == "01-10T08:00 01-10T17:00 0");
  CHECK(constrained(start_no_later_than, "2024-01-09T08:00", links) ==
        "01-10T08:00 01-10T17:00 -480 constraint");
  CHECK(constrained(start_no_later_than, "2024-01-09T08:00", constraints) ==
        "01-09T08:00 01-09T17:00 0 link");
  CHECK(constrained(finish_no_later_than, "2024-01-09T17:00", links) ==
        "01-10T08:00 01-10T17:00 -480 constraint");
  CHECK(constrained(finish_no_later_than, "2024-01-09T17:00", constraints) ==
        "01-09T08:00 01-09T17:00 0 link");
  CHECK(constrained(must_start_on, "2024-01-11T08:00", links) == "01-11T08:00 01-11T17:00 0");
  CHECK(constrained(must_start_on, "2024-01-09T08:00", links) == "01-10T08:00 01-10T17:00 -480 constraint");
  CHECK(constrained(must_start_on, "2024-01-09T08:00", constraints) == "01-09T08:00 01-09T17:00 0 link");
  CHECK(constrained(must_finish_on, "2024-01-12T12:00", links) == "01-11T13:00 01-12T12:00 0");
  SUBCASE("as late as possible moves nothing else") {
    Plan plan = office_plan();
    add_task(plan, 1, 480).constraint.type = as_late_as_possible;
    add_task(plan, 2, 480).constraint.type = as_late_as_possible;
    add_task(plan, 3, 480);
    add_task(plan, 4, 4 * 480);
    add_link(plan, 1, 2);
    add_link(plan, 2, 3).lag.amount = 480;
    plan.tasks[2].constraint = {.type = start_no_earlier_than, .date = at("2024-01-12T08:00")};
    const Schedule result = scheduled(plan);
    CHECK(span(result, 0) == "01-09T08:00 01-09T17:00");
    CHECK(span(result, 1) == "01-10T08:00 01-10T17:00");
    CHECK(span(result, 2) == "01-12T08:00 01-12T17:00");
    CHECK(result.conflicts.empty());
  }
  SUBCASE("a deadline moves nothing and shows in the float") {
    Plan plan = office_plan();
    add_task(plan, 1, 960).deadline = at("2024-01-08T17:00");
    const Schedule result = scheduled(plan);
    CHECK(span(result, 0) == "01-08T08:00 01-09T17:00");
    CHECK(result.tasks[0].total_float == -480);
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts[0] == ScheduleConflict{ScheduleConflict::Kind::deadline, 0});
  }
}

TEST_CASE("Schedule: milestones, work by hand, what has happened, inactive tasks") {
  Plan plan = office_plan();
  add_task(plan, 1, 480);
  add_task(plan, 2, 0);
  add_task(plan, 3, 480);
  add_link(plan, 1, 2);
  add_link(plan, 2, 3);
  SUBCASE("a milestone stands at the end of the day before it") {
    CHECK(span(scheduled(plan), 1) == "01-08T17:00 01-08T17:00");
  }
  SUBCASE("or at the begin of the next, where the plan says so") {
    plan.milestones = MilestonePlace::next_start;
    CHECK(span(scheduled(plan), 1) == "01-09T08:00 01-09T08:00");
  }
  SUBCASE("dates set by hand stay, and what they break is told") {
    plan.tasks[2].scheduling = Scheduling::manual;
    plan.tasks[2].start = at("2024-01-08T10:00");
    plan.tasks[2].finish = at("2024-01-12T10:00");
    const Schedule result = scheduled(plan);
    CHECK(span(result, 2) == "01-08T10:00 01-12T10:00");
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts[0] == ScheduleConflict{ScheduleConflict::Kind::link, 1});
  }
  SUBCASE("what has begun stays where it began") {
    plan.tasks[0].actual_start = at("2024-01-10T08:00");
    CHECK(span(scheduled(plan), 2) == "01-11T08:00 01-11T17:00");
    plan.tasks[0].actual_finish = at("2024-01-12T12:00");
    CHECK(span(scheduled(plan), 2) == "01-12T13:00 01-15T12:00");
  }
  SUBCASE("an inactive task moves nothing") {
    plan.tasks[1].active = false;
    CHECK(span(scheduled(plan), 2) == "01-08T08:00 01-08T17:00");
  }
  SUBCASE("an elapsed duration runs through the night") {
    plan.tasks[0].duration.base = TimeBase::elapsed;
    plan.tasks[0].duration.minutes = 24 * 60;
    CHECK(span(scheduled(plan), 0) == "01-08T08:00 01-09T08:00");
    CHECK(span(scheduled(plan), 2) == "01-09T08:00 01-09T17:00");
  }
  SUBCASE("without tasks it is empty") {
    plan.tasks.clear();
    plan.links.clear();
    const Schedule result = scheduled(plan);
    CHECK(result.start == plan.start);
    CHECK(result.length == 0);
  }
}

TEST_CASE("Schedule: summary tasks") {
  Plan plan = office_plan();
  add_task(plan, 1, 480);
  add_task(plan, 2, 0);
  add_task(plan, 3, 480, 2);
  add_task(plan, 4, 960, 2);
  add_task(plan, 5, 480);
  add_link(plan, 1, 2);
  add_link(plan, 3, 4);
  add_link(plan, 2, 5);
  const Schedule result = scheduled(plan);
  CHECK(span(result, 1) == "01-09T08:00 01-11T17:00");
  CHECK(span(result, 2) == "01-09T08:00 01-09T17:00");
  CHECK(span(result, 4) == "01-12T08:00 01-12T17:00");
  CHECK(result.tasks[1].summary);
  CHECK(result.tasks[1].critical);
  CHECK(result.tasks[1].total_float == 0);
  CHECK(result.tasks[1].late_finish == at("2024-01-12T08:00"));
  SUBCASE("a constraint of it holds for all in it") {
    plan.tasks[1].constraint = {.type = ConstraintType::start_no_earlier_than,
                                .date = at("2024-01-15T08:00")};
    CHECK(span(scheduled(plan), 2) == "01-15T08:00 01-15T17:00");
  }
  SUBCASE("a link from its start leaves with its first task") {
    plan.links.back().type = LinkType::start_to_start;
    CHECK(span(scheduled(plan), 4) == "01-09T08:00 01-09T17:00");
  }
  SUBCASE("when it finishes no link can say") {
    plan.links[0].type = LinkType::finish_to_finish;
    const auto refused = schedule(plan);
    CHECK(refused.error().key == "project.link_to_summary_finish");
    CHECK(refused.error().arguments[1].value == "T2 (2)");
  }
}

TEST_CASE("Schedule: counted from the finish") {
  Plan plan = office_plan();
  plan.from = ScheduleFrom::finish;
  plan.finish = at("2024-01-19T17:00");
  for (const std::int64_t id : {1, 2, 3})
    add_task(plan, id, 480).constraint.type = ConstraintType::as_late_as_possible;
  plan.tasks[2].constraint.type = ConstraintType::as_soon_as_possible;
  add_link(plan, 1, 2);
  const Schedule result = scheduled(plan);
  CHECK(span(result, 1) == "01-19T08:00 01-19T17:00");
  CHECK(span(result, 0) == "01-18T08:00 01-18T17:00");
  CHECK(span(result, 2) == "01-18T08:00 01-18T17:00");
  CHECK(result.tasks[2].total_float == 480);
  CHECK(result.conflicts.empty());
}

TEST_CASE("Schedule: a loop is refused naming its tasks") {
  Plan plan = office_plan();
  for (const std::int64_t id : {1, 2, 3, 4})
    add_task(plan, id, 480);
  add_link(plan, 1, 2);
  add_link(plan, 2, 3);
  add_link(plan, 3, 4);
  const auto named = [&] {
    const auto refused = schedule(plan);
    CHECK(refused.error().key == "project.loop");
    return refused.error().arguments.empty() ? std::string() : refused.error().arguments[0].value;
  };
  SUBCASE("of links") {
    add_link(plan, 4, 2);
    CHECK(named() == "T3 (3) → T4 (4) → T2 (2) → T3 (3)");
  }
  SUBCASE("of one task with itself") {
    add_link(plan, 3, 3);
    CHECK(named() == "T3 (3) → T3 (3)");
  }
  SUBCASE("of a task and the summary it is in") {
    plan.tasks[1].parent = TaskId{1};
    CHECK(named().find("T1 (1)") != std::string::npos);
    CHECK(named().find("T2 (2)") != std::string::npos);
  }
  SUBCASE("of parents") {
    plan.tasks[0].parent = TaskId{2};
    plan.tasks[1].parent = TaskId{1};
    plan.links.clear();
    CHECK(named().find("T2 (2)") != std::string::npos);
  }
  SUBCASE("a long one names its first tasks") {
    for (std::int64_t id = 5; id <= 300; ++id) {
      add_task(plan, id, 1);
      add_link(plan, id - 1, id);
    }
    add_link(plan, 300, 1);
    CHECK(named().find("…") != std::string::npos);
    CHECK(named().size() < 600);
  }
}

TEST_CASE("Schedule: a plan that contradicts itself is refused") {
  Plan plan = office_plan();
  add_task(plan, 1, 480);
  add_task(plan, 2, 480);
  const auto key = [&] {
    const auto refused = schedule(plan);
    return refused ? std::string("accepted") : refused.error().key;
  };
  CHECK(key() == "accepted");
  SUBCASE("a number twice") {
    plan.tasks[1].id = TaskId{1};
    CHECK(key() == "project.duplicate_task");
  }
  SUBCASE("a link to nothing") {
    add_link(plan, 1, 7);
    CHECK(key() == "project.no_such_task");
  }
  SUBCASE("a parent that is not there") {
    plan.tasks[0].parent = TaskId{7};
    CHECK(key() == "project.no_such_task");
  }
  SUBCASE("a calendar that is not there") {
    plan.tasks[0].calendar = CalendarId{7};
    CHECK(key() == "project.no_such_calendar");
  }
  SUBCASE("more time than there is") {
    plan.tasks[0].duration.minutes = longest_minutes;
    CHECK(key() == "project.beyond_time");
    plan.tasks[0].duration.minutes = INT64_MAX;
    CHECK(key() == "project.beyond_time");
  }
}

TEST_CASE("Schedule: plans by chance keep every link, and floats say what can move") {
  SeededRandom random(11);
  for (int round = 0; round < 150; ++round) {
    Plan plan = random_plan(random, 1 + random.below(40));
    const auto network = Network::of(plan);
    REQUIRE(network.has_value());
    const auto result = schedule(*network);
    REQUIRE(result.has_value());
    CHECK(result->conflicts.empty());
    bool some_critical = false;
    for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
      const TaskSchedule& row = result->tasks[task];
      CHECK(row.finish <= result->finish);
      if (row.summary)
        continue;
      const WorkingTime& time = network->duration_calendar_of(task);
      CHECK(time.between(row.start, row.finish) == plan.tasks[task].duration.minutes);
      CHECK(row.start >= plan.start);
      CHECK(row.total_float >= 0);
      some_critical = some_critical || row.critical;
    }
    CHECK(some_critical);
    // A task of late dates all, and nothing later than before.
    Plan late = plan;
    for (Task& task : late.tasks)
      task.constraint.type = ConstraintType::as_late_as_possible;
    const Schedule lazy = scheduled(late);
    CHECK(lazy.finish <= result->finish);
    CHECK(lazy.conflicts.empty());
    for (std::size_t task = 0; task < plan.tasks.size(); ++task)
      CHECK(lazy.tasks[task].start >= result->tasks[task].early_start);
  }
}

TEST_CASE("Schedule: starting a task later by its float moves no end") {
  SeededRandom random(12);
  for (int round = 0; round < 60; ++round) {
    Plan plan = period_plan();
    const std::size_t count = 2 + random.below(14);
    for (std::size_t id = 1; id <= count; ++id)
      add_task(plan, static_cast<std::int64_t>(id), static_cast<std::int64_t>(random.below(9)));
    for (std::size_t link = 0; link < 2 * count; ++link) {
      const std::size_t from = 1 + random.below(count - 1);
      add_link(plan, static_cast<std::int64_t>(from),
               static_cast<std::int64_t>(from + 1 + random.below(count - from)),
               LinkType{static_cast<std::uint8_t>(random.below(4))},
               static_cast<std::int64_t>(random.below(7)) - 2);
    }
    const Schedule before = scheduled(plan);
    const std::size_t moved = random.below(count);
    const auto end_with_start = [&](std::int64_t later) {
      Plan changed = plan;
      changed.tasks[moved].constraint = {.type = ConstraintType::start_no_earlier_than,
                                         .date = Moment{before.tasks[moved].early_start.minutes + later}};
      return scheduled(changed);
    };
    CHECK(end_with_start(before.tasks[moved].total_float).finish == before.finish);
    CHECK(end_with_start(before.tasks[moved].total_float + 1).finish > before.finish);
    const Schedule freely =
        end_with_start(std::min(before.tasks[moved].free_float, before.tasks[moved].total_float));
    for (std::size_t task = 0; task < count; ++task)
      if (task != moved)
        CHECK(freely.tasks[task].early_start == before.tasks[task].early_start);
  }
}

TEST_CASE("Baselines and variance") {
  Plan plan = office_plan();
  add_task(plan, 1, 0);
  add_task(plan, 2, 480, 1).cost = {500};
  add_task(plan, 3, 960, 1);
  add_link(plan, 2, 3);
  auto based = with_baseline(plan, scheduled(plan), 0);
  REQUIRE(based.has_value());
  CHECK(find_baseline(based->tasks[0], 0)->duration->minutes == 1440);
  CHECK(find_baseline(based->tasks[2], 0)->finish == at("2024-01-10T17:00"));
  CHECK(find_baseline(based->tasks[2], 1) == nullptr);
  based->tasks[1].duration.minutes = 720;
  based->tasks[1].cost = {800};
  based->tasks[1].work_minutes = 60;
  const auto network = Network::of(*based);
  REQUIRE(network.has_value());
  const auto result = schedule(*network);
  REQUIRE(result.has_value());
  const auto differences = variances(*network, *result, 0);
  CHECK(differences[1] == Variance{0, 240, 240, 60, {300}});
  CHECK(differences[2] == Variance{240, 240, 0, 0, {}});
  CHECK(differences[0] == Variance{0, 240, 240, 0, {}});
  CHECK_FALSE(variances(*network, *result, 3)[1].has_value());
  SUBCASE("a later baseline stands beside it, and one of the same number takes its place") {
    const auto twice = with_baseline(*based, *result, 3);
    REQUIRE(twice.has_value());
    CHECK(twice->tasks[1].baselines.size() == 2);
    const auto again = with_baseline(*twice, *result, 0);
    REQUIRE(again.has_value());
    CHECK(again->tasks[1].baselines.size() == 2);
    CHECK(find_baseline(again->tasks[1], 0)->duration->minutes == 720);
    CHECK(find_baseline(again->tasks[1], 0) == &again->tasks[1].baselines[0]);
  }
  SUBCASE("there are eleven") {
    CHECK(with_baseline(plan, scheduled(plan), 11).error().key == "project.no_such_baseline");
  }
}

TEST_CASE("Schedule: time grows with tasks and links, not with their square") {
  const bool all = std::getenv("TRUAT_MEASURE") != nullptr;
  SeededRandom random(13);
  for (const std::size_t count :
       all ? std::vector<std::size_t>{10'000, 100'000} : std::vector<std::size_t>{5'000}) {
    Plan plan = office_plan();
    for (int year = 2024; year < 2034; ++year)
      plan.calendars[0].exceptions.push_back(
          {.name = "", .first = {year, 4, 13}, .last = {year, 4, 15}, .day = {}, .recurrence = {}});
    for (std::size_t id = 1; id <= count; ++id) {
      add_task(plan, static_cast<std::int64_t>(id), static_cast<std::int64_t>(random.below(960)));
      for (int link = 0; link < 2 && id > 100; ++link)
        add_link(plan, static_cast<std::int64_t>(id - 1 - random.below(100)), static_cast<std::int64_t>(id),
                 LinkType::finish_to_start, 0);
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto result = schedule(plan);
    const double milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    REQUIRE(result.has_value());
    CHECK(result->conflicts.empty());
    if (all)
      MESSAGE(count, " tasks, ", plan.links.size(), " links: ", milliseconds, " ms");
  }
}
