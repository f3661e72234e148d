// What charts compute: control limits, run rules, bins, running sums.
#include "chart/bins.h"
#include "chart/control_limits.h"
#include "chart/reading.h"
#include "text/messages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

using namespace truat;
using namespace truat::chart;

TEST_CASE("limits of individuals are those of the handbook's worked example") {
  // NIST/SEMATECH e-Handbook 6.3.2.2, "Example of moving range": flow rates of ten batches.
  const std::array flow{49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};
  const auto control = control_of_individuals(flow);
  REQUIRE(control);
  CHECK(control->values.center == doctest::Approx(50.81));
  CHECK(control->ranges.center == doctest::Approx(1.8778).epsilon(0.0001));
  CHECK(control->values.upper == doctest::Approx(55.8041).epsilon(0.00001));
  CHECK(control->values.lower == doctest::Approx(45.8159).epsilon(0.00001));
  CHECK(control->ranges.upper == doctest::Approx(6.1347).epsilon(0.001));
  CHECK_FALSE(control->point_ranges[0].has_value());
  CHECK(*control->point_ranges[1] == doctest::Approx(2.0));
  CHECK(std::ranges::all_of(signals(flow, control->values),
                            [](Signal signal) { return signal == Signal::none; }));
}

TEST_CASE("limits of means are those of the textbook's worked example") {
  // Montgomery, Introduction to Statistical Quality Control, example 6.1: flow width of 25 wafers by fives.
  const ControlLimits means = limits_of_means(1.5056, 0.32521, 5);
  CHECK(means.upper == doctest::Approx(1.69325).epsilon(0.0001));
  CHECK(means.lower == doctest::Approx(1.31795).epsilon(0.0001));
  const ControlLimits ranges = limits_of_ranges(0.32521, 5);
  CHECK(ranges.upper == doctest::Approx(0.68749).epsilon(0.0001));
  CHECK(ranges.lower == 0);
  SUBCASE("from the groups themselves") {
    const std::vector<std::vector<double>> groups{{1, 3}, {2, 4}, {6, 2}};
    const auto control = control_of_groups(groups);
    REQUIRE(control);
    CHECK(control->values.center == doctest::Approx(3));
    CHECK(control->ranges.center == doctest::Approx(8.0 / 3));
    CHECK(control->values.upper == doctest::Approx(3 + 1.88 * 8 / 3));
    CHECK(control->points == std::vector<double>{2, 3, 4});
  }
  SUBCASE("one value, or none, has no limits") {
    CHECK_FALSE(control_of_individuals(std::array{5.0}));
    CHECK_FALSE(control_of_individuals({}));
    CHECK_FALSE(control_of_groups({}));
  }
}

TEST_CASE("run rules of Western Electric") {
  const ControlLimits limits{-3, 0, 3};
  const auto last = [&](std::vector<double> points) { return signals(points, limits).back(); };

  SUBCASE("1: a point beyond a limit; on it is inside") {
    CHECK(last({0, 3.1}) == Signal::beyond_upper);
    CHECK(last({0, -3.1}) == Signal::beyond_lower);
    CHECK(last({0, 3}) == Signal::none);
  }
  SUBCASE("2: two of three beyond two sigma, on one side") {
    CHECK(last({2.1, 0, 2.1}) == Signal::two_of_three);
    CHECK(last({-2.1, -2.1}) == Signal::two_of_three);
    CHECK(last({2.1, 0, 0, 2.1}) == Signal::none);
    CHECK(last({2.1, 0, -2.1}) == Signal::none);
    CHECK(last({2.1, 2.1, 0}) == Signal::none); // the pattern was complete a point before
  }
  SUBCASE("3: four of five beyond one sigma, on one side") {
    CHECK(last({1.1, 1.1, 0, 1.1, 1.1}) == Signal::four_of_five);
    CHECK(last({1.1, 1.1, 0, 0, 1.1}) == Signal::none);
    CHECK(last({-1.1, -1.1, -1.1, -1.1}) == Signal::four_of_five);
  }
  SUBCASE("4: eight in a row on one side") {
    CHECK(last(std::vector<double>(8, 0.5)) == Signal::eight_on_one_side);
    CHECK(last(std::vector<double>(7, 0.5)) == Signal::none);
    CHECK(last({-0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}) == Signal::none);
    CHECK(last({0.5, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0.5}) == Signal::none);
  }
  SUBCASE("limits that were given need not be as far on both sides") {
    const ControlLimits skew{-1, 0, 9};
    CHECK(signals(std::vector<double>{6.5, 6.5}, skew).back() == Signal::two_of_three);
    CHECK(signals(std::vector<double>{-0.7, -0.7}, skew).back() == Signal::two_of_three);
    CHECK(signals(std::vector<double>{2.5, 2.5}, skew).back() == Signal::none);
  }
  SUBCASE("given limits stand in for computed ones") {
    ControlChart chart{
        .across = Categories{{"1", "2", "3"}}, .groups = {{5}, {6}, {12}}, .given = ControlLimits{0, 5, 10}};
    CHECK(read_control(chart).signals ==
          std::vector<Signal>{Signal::none, Signal::none, Signal::beyond_upper});
    chart.given.reset();
    CHECK(read_control(chart).signals.back() == Signal::none);
  }
}

TEST_CASE("bins of a histogram") {
  const auto count_all = [](const std::vector<Bin>& bins) {
    return std::accumulate(bins.begin(), bins.end(), std::size_t{0},
                           [](std::size_t sum, const Bin& bin) { return sum + bin.count; });
  };
  SUBCASE("quartiles by linear interpolation") {
    const std::array sorted{1.0, 2.0, 3.0, 4.0};
    CHECK(quantile(sorted, 0.25) == doctest::Approx(1.75));
    CHECK(quantile(sorted, 1) == 4);
  }
  SUBCASE("about as many as Freedman and Diaconis want, with round edges") {
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i)
      values.push_back(i * 0.1); // IQR 49.95, width 2·49.95/10 = 9.99
    const std::vector<Bin> bins = bins_of(values);
    CHECK(bins.size() == 10);
    CHECK(bins[0].to == doctest::Approx(10));
    CHECK(count_all(bins) == 1000);
  }
  SUBCASE("a value on an edge belongs to the bin that begins there, the last to the last") {
    const std::vector<Bin> bins = bins_of(std::vector<double>{0.1, 0.2, 0.3, 0.3, 0.4, 0.5});
    CHECK(count_all(bins) == 6);
    for (const Bin& bin : bins)
      if (std::abs(bin.from - 0.3) < 1e-9)
        CHECK(bin.count >= 2);
  }
  SUBCASE("equal quartiles fall back on Sturges, equal values on one bin") {
    std::vector<double> values(100, 5.0);
    values.push_back(80);
    const std::vector<Bin> bins = bins_of(values);
    CHECK(bins.size() >= 4);
    CHECK(bins.size() <= 10);
    CHECK(count_all(bins) == 101);
    const std::vector<Bin> one = bins_of(std::vector<double>(7, 5.0));
    REQUIRE(one.size() == 1);
    CHECK(one[0] == Bin{4.5, 5.5, 7});
    CHECK(bins_of({}).empty());
  }
  SUBCASE("whole numbers have whole bins") {
    const std::vector<Bin> bins = bins_of(std::vector<double>{1, 2, 2, 3, 3, 3, 4, 4, 5});
    for (const Bin& bin : bins)
      CHECK(bin.to - bin.from >= 1);
  }
  SUBCASE("never too many, and every value is in one") {
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
      std::vector<double> values;
      for (std::size_t k = 0; k < 1 + random() % 300; ++k)
        values.push_back(std::pow(static_cast<double>(random() % 1000) / 100, 1 + i % 5));
      const std::vector<Bin> bins = bins_of(values);
      CHECK(bins.size() <= most_bins + 1);
      CHECK(count_all(bins) == values.size());
    }
  }
}

TEST_CASE("the progress of an S-curve") {
  SCurve curve{.begin = {2023, 10, 1},
               .dates = {{2023, 10, 31}, {2023, 11, 30}, {2023, 12, 31}},
               .plan = {10, 20, 30},
               .result = {5, std::nullopt, std::nullopt},
               .quantity = {Quantity::Kind::count, "แห่ง", 0}};
  text::set_language(text::Language::thai);
  const auto words = [&] {
    return progress_words(*progress_of(curve), curve.quantity, text::Digits::arabic);
  };

  SUBCASE("at the end of a period") {
    curve.today = CivilDate{2023, 10, 31};
    CHECK(progress_of(curve)->plan == doctest::Approx(10));
    CHECK(words() == "ช้ากว่าแผน 5 แห่ง");
  }
  SUBCASE("inside one, the plan is taken as steady") {
    curve.result[1] = 10;
    curve.today = CivilDate{2023, 11, 15};
    CHECK(progress_of(curve)->plan == doctest::Approx(20));
    CHECK(progress_of(curve)->result == 15);
  }
  SUBCASE("ahead, and as planned") {
    curve.today = CivilDate{2023, 10, 31};
    curve.result[0] = 12;
    CHECK(words() == "เร็วกว่าแผน 2 แห่ง");
    curve.result[0] = 10;
    CHECK(words() == "ตรงตามแผน");
  }
  SUBCASE("without today it is where the result ends; without a result there is none") {
    CHECK(progress_of(curve)->day == CivilDate{2023, 10, 31});
    curve.result[0].reset();
    CHECK_FALSE(progress_of(curve));
  }
  SUBCASE("results of days to come do not count") {
    curve.today = CivilDate{2023, 10, 31};
    curve.result = {5, 7, 9};
    CHECK(progress_of(curve)->result == 5);
  }
}
