#include "project/levelling.h"

#include "doctest/doctest.h"
#include "project/plans.h"

#include <algorithm>
#include <map>

using namespace truat;
using namespace truat::project;
using namespace truat::project::testing;

namespace {

void add_resource(Plan& plan, std::int64_t id, std::int32_t units) {
  plan.resources.push_back({.id = ResourceId{id}, .units = units});
}

void assign(Plan& plan, std::int64_t task, std::int64_t resource, std::int32_t units) {
  plan.assignments.push_back({.id = AssignmentId{static_cast<std::int64_t>(plan.assignments.size()) + 1},
                              .task = TaskId{task},
                              .resource = ResourceId{resource},
                              .units = units});
}

struct Run {
  Schedule schedule;
  Levelled levelled;
  std::vector<ScheduleConflict> conflicts;
};

Run run(const Plan& plan, const LevellingRules& rules = {}) {
  const auto network = Network::of(plan);
  REQUIRE(network.has_value());
  const auto result = schedule(*network);
  REQUIRE(result.has_value());
  Levelled levelled = level(*network, *result, rules);
  auto conflicts = conflicts_of(*network, levelled.tasks);
  return {*result, std::move(levelled), std::move(conflicts)};
}

/// The most that is ever taken of a resource beyond what there is: counted at each begin.
std::int64_t overload(const Plan& plan, const Levelled& levelled) {
  std::int64_t worst = 0;
  for (const Resource& resource : plan.resources)
    for (const Placement& instant : levelled.tasks) {
      std::int64_t used = 0;
      for (const Assignment& assignment : plan.assignments) {
        const Placement& placed = levelled.tasks[static_cast<std::size_t>(assignment.task) - 1];
        if (assignment.resource == resource.id && placed.start <= instant.start &&
            instant.start < placed.finish)
          used += assignment.units;
      }
      worst = std::max(worst, used - resource.units);
    }
  return worst;
}

} // namespace

TEST_CASE("Levelling: two tasks of one person stand one after the other") {
  Plan plan = office_plan();
  add_task(plan, 1, 960);
  add_task(plan, 2, 480);
  add_task(plan, 3, 960);
  add_link(plan, 2, 3);
  add_resource(plan, 1, 10'000);
  assign(plan, 1, 1, 10'000);
  assign(plan, 2, 1, 10'000);
  const Run result = run(plan);
  CHECK(result.levelled.length == 3 * 480);
  CHECK(result.levelled.tasks[1].start == at("2024-01-08T08:00"));
  CHECK(result.levelled.tasks[0].start == at("2024-01-09T08:00"));
  CHECK(overload(plan, result.levelled) == 0);
  SUBCASE("half of a person each is together one") {
    plan.assignments[0].units = plan.assignments[1].units = 5'000;
    CHECK(run(plan).levelled.length == 3 * 480);
    CHECK(run(plan).levelled.tasks[0].start == at("2024-01-08T08:00"));
  }
  SUBCASE("what is pinned stays, and the others go round it") {
    plan.tasks[0].scheduling = Scheduling::manual;
    plan.tasks[0].start = at("2024-01-08T08:00");
    const Run pinned = run(plan);
    CHECK(pinned.levelled.tasks[0].start == at("2024-01-08T08:00"));
    CHECK(pinned.levelled.tasks[1].start == at("2024-01-10T08:00"));
  }
  SUBCASE("a task that asks for more than there is gets all of it, and is named") {
    plan.assignments[0].units = 30'000;
    const Run result_of_much = run(plan);
    CHECK(result_of_much.levelled.overloading == std::vector<std::uint32_t>{0});
    CHECK(result_of_much.levelled.length == 3 * 480);
  }
  SUBCASE("material and cost limit nothing, nor does work that nobody has") {
    plan.resources[0].kind = ResourceKind::material;
    CHECK(run(plan).levelled.tasks[1].start == at("2024-01-08T08:00"));
    plan.resources[0].kind = ResourceKind::work;
    plan.assignments[0].resource = std::nullopt;
    CHECK(run(plan).levelled.tasks[0].start == at("2024-01-08T08:00"));
  }
  SUBCASE("without resources it is the critical path, found at once") {
    plan.assignments.clear();
    const Run free = run(plan);
    CHECK(free.levelled.schedules == 1);
    CHECK(free.levelled.finish == free.schedule.finish);
    CHECK(name_of(free.levelled.rule) == "LFT");
    CHECK(name_of(free.levelled.scheme) == "serial");
  }
}

TEST_CASE("Levelling: plans by chance break no link and no limit, and repeat exactly") {
  SeededRandom random(21);
  for (int round = 0; round < 40; ++round) {
    Plan plan = random_plan(random, 2 + random.below(25));
    for (std::int64_t resource = 1; resource <= 3; ++resource)
      add_resource(plan, resource, static_cast<std::int32_t>(10'000 * (1 + random.below(3))));
    std::map<std::int64_t, bool> is_summary;
    for (const Task& task : plan.tasks)
      if (task.parent)
        is_summary[static_cast<std::int64_t>(*task.parent)] = true;
    for (const Task& task : plan.tasks)
      for (std::int64_t resource = 1; resource <= 3; ++resource)
        if (const auto id = static_cast<std::int64_t>(task.id); !is_summary[id] && random.below(2) == 0)
          assign(plan, id, resource, static_cast<std::int32_t>(2'500 * (1 + random.below(4))));
    const LevellingRules rules{.seed = random.next(), .schedules = 60};
    const Run result = run(plan, rules);
    CHECK(result.conflicts.empty());
    CHECK(overload(plan, result.levelled) <= 0);
    CHECK(result.levelled.finish >= result.schedule.finish);
    CHECK(result.levelled.overloading.empty());
    CHECK(run(plan, rules).levelled == result.levelled);
    // More tries never make it longer.
    CHECK(run(plan, {.seed = rules.seed, .schedules = 10}).levelled.finish >= result.levelled.finish);
  }
}
