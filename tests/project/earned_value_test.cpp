#include "project/earned_value.h"

#include "doctest/doctest.h"
#include "project/plans.h"
#include "project/proportion.h"

using namespace truat;
using namespace truat::project;
using namespace truat::project::testing;

namespace {

Satang baht(std::int64_t amount) {
  return {amount * 100};
}

} // namespace

TEST_CASE("Earned value: the published figures") {
  const EarnedValue value{
      .budget = baht(100'000), .planned = baht(40'000), .earned = baht(35'000), .actual = baht(36'000)};
  CHECK(value.schedule_variance() == baht(-5'000));
  CHECK(value.cost_variance() == baht(-1'000));
  CHECK(value.schedule_index() == doctest::Approx(0.875).epsilon(1e-9));
  CHECK(value.cost_index() == doctest::Approx(0.972222).epsilon(1e-6));
  CHECK(value.estimate_at_completion(Forecast::as_planned) == baht(101'000));
  CHECK(value.estimate_at_completion(Forecast::at_cost_index) == Satang{10'285'714});
  // 36,000 + 65,000 ÷ (0.972222 × 0.875) = 112,408.163
  CHECK(value.estimate_at_completion(Forecast::at_both_indices) == Satang{11'240'816});
  CHECK(value.estimate_to_complete(Forecast::as_planned) == baht(65'000));
  CHECK(value.variance_at_completion(Forecast::at_cost_index) == Satang{-285'714});
  CHECK(value.to_complete_index() == doctest::Approx(65.0 / 64.0));
  CHECK(value.to_complete_index(Forecast::as_planned) == doctest::Approx(1.0));
}

TEST_CASE("Earned value: what has no value says so") {
  const EarnedValue nothing;
  CHECK_FALSE(nothing.schedule_index().has_value());
  CHECK_FALSE(nothing.cost_index().has_value());
  CHECK_FALSE(nothing.estimate_at_completion(Forecast::at_cost_index).has_value());
  CHECK_FALSE(nothing.estimate_at_completion(Forecast::at_both_indices).has_value());
  CHECK(nothing.estimate_at_completion(Forecast::as_planned) == Satang{});
  CHECK_FALSE(nothing.to_complete_index().has_value());
  const EarnedValue spent{.budget = baht(10), .planned = baht(10), .earned = baht(5), .actual = baht(10)};
  CHECK_FALSE(spent.to_complete_index().has_value());
}

TEST_CASE("Proportions of money") {
  CHECK(proportion({100}, 1, 3) == Satang{33});
  CHECK(proportion({100}, 2, 3) == Satang{67});
  CHECK(proportion({5}, 1, 2) == Satang{3});
  CHECK(proportion({-5}, 1, 2) == Satang{-3});
  CHECK(proportion({5}, -1, 2) == Satang{-3});
  CHECK(proportion({-5}, -1, -2) == Satang{-3});
  CHECK(proportion({INT64_MAX}, INT64_MAX, INT64_MAX) == Satang{INT64_MAX});
  CHECK(proportion({INT64_MIN}, 1, INT64_MIN) == Satang{1});
  CHECK(proportion({INT64_MAX}, INT64_MAX - 1, INT64_MAX) == Satang{INT64_MAX - 1});
  CHECK_FALSE(proportion({1}, 1, 0).has_value());
  CHECK_FALSE(proportion({INT64_MAX}, 2, 1).has_value());
  CHECK(saturated_sum({INT64_MAX}, {1}) == Satang{INT64_MAX});
  CHECK(saturated_sum({INT64_MIN}, {-1}) == Satang{INT64_MIN});
  SUBCASE("agree with plain arithmetic where that is enough") {
    SeededRandom random(3);
    for (int round = 0; round < 2000; ++round) {
      const auto amount = static_cast<std::int64_t>(random.below(2'000'000)) - 1'000'000;
      const auto over = static_cast<std::int64_t>(random.below(1'000'000));
      const auto under = static_cast<std::int64_t>(random.below(1'000'000)) + 1;
      const std::int64_t doubled = 2 * amount * over;
      const std::int64_t expected = (doubled < 0 ? doubled - under : doubled + under) / (2 * under);
      CHECK(proportion({amount}, over, under) == Satang{expected});
    }
  }
}

TEST_CASE("Earned value: by task, rolled up, at any date") {
  Plan plan = office_plan();
  add_task(plan, 1, 0);
  for (const std::int64_t id : {2, 3})
    add_task(plan, id, 960, 1).baselines = {{.number = 0,
                                             .start = at("2024-01-08T08:00"),
                                             .finish = at("2024-01-09T17:00"),
                                             .duration = {},
                                             .work_minutes = 0,
                                             .cost = baht(1'000)}};
  plan.tasks[1].percent_complete = 50;
  plan.tasks[1].actual_cost = baht(700);
  add_task(plan, 4, 480).actual_cost = baht(11);
  // A summary's own baseline has its tasks' money in it: it is not counted again.
  plan.tasks[0].baselines = plan.tasks[1].baselines;
  const auto network = Network::of(plan);
  REQUIRE(network.has_value());
  const auto planned = [&](const char* date) {
    return earned_values(*network, 0, at(date)).tasks[1].planned;
  };
  CHECK(planned("2024-01-07T08:00") == Satang{});
  CHECK(planned("2024-01-08T10:00") == baht(125));
  CHECK(planned("2024-01-08T23:00") == baht(500));
  CHECK(planned("2024-01-09T17:00") == baht(1'000));
  CHECK(planned("2025-01-01T00:00") == baht(1'000));
  const EarnedValues values = earned_values(*network, 0, at("2024-01-08T17:00"));
  CHECK(values.tasks[0] ==
        EarnedValue{.budget = baht(2'000), .planned = baht(1'000), .earned = baht(500), .actual = baht(700)});
  CHECK(values.tasks[3] == EarnedValue{.actual = baht(11)});
  CHECK(values.project ==
        EarnedValue{.budget = baht(2'000), .planned = baht(1'000), .earned = baht(500), .actual = baht(711)});
  SUBCASE("the sum of its tasks is the project, whatever the figures") {
    SeededRandom random(5);
    Plan chance = random_plan(random, 60);
    for (Task& task : chance.tasks) {
      task.baselines = {{.number = 0,
                         .start = at("2024-01-08T08:00"),
                         .finish = at("2024-03-09T17:00"),
                         .duration = {},
                         .work_minutes = 0,
                         .cost = {static_cast<std::int64_t>(random.below(1'000'000))}}};
      task.percent_complete = static_cast<std::int32_t>(random.below(101));
      task.actual_cost = {static_cast<std::int64_t>(random.below(1'000'000))};
    }
    const auto other = Network::of(chance);
    REQUIRE(other.has_value());
    const EarnedValues all = earned_values(*other, 0, at("2024-02-01T12:00"));
    EarnedValue top;
    for (std::size_t task = 0; task < chance.tasks.size(); ++task)
      if (!chance.tasks[task].parent)
        top += all.tasks[task];
    CHECK(top == all.project);
  }
}
