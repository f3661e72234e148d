// What cannot be drawn is refused, with its reason.
#include "chart/layout.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace truat;
using namespace truat::chart;

namespace {

LineChart line(std::vector<std::optional<double>> values) {
  Categories names;
  for (std::size_t i = 0; i < values.size(); ++i)
    names.names.push_back(std::to_string(i));
  return {.across = names, .series = {{"a", std::move(values)}}, .quantity = {}};
}
std::string refused(Chart chart) {
  const auto scene = lay_out(chart, {});
  return scene ? std::string() : scene.error().key;
}

} // namespace

TEST_CASE("charts that are no charts") {
  const double nan = std::nan("");
  const double infinite = std::numeric_limits<double>::infinity();
  SUBCASE("values that are no numbers, anywhere") {
    CHECK(refused({.body = line({1, nan})}) == "chart.not_a_number");
    CHECK(refused({.body = line({1, infinite})}) == "chart.not_a_number");
    LineChart levels = line({1});
    levels.levels = {{"x", nan}};
    CHECK(refused({.body = levels}) == "chart.not_a_number");
    LineChart shown = line({1});
    shown.shown = Range{3, 3};
    CHECK(refused({.body = shown}) == "chart.not_a_number");
    CHECK(refused({.body = Histogram{.values = {1, nan}, .quantity = {}}}) == "chart.not_a_number");
    CHECK(refused({.body = Histogram{.values = {1}, .quantity = {}, .target = infinite}}) ==
          "chart.not_a_number");
    CHECK(refused({.body = BulletChart{.rows = {{"a", nan, 0, 1}}, .quantity = {}}}) == "chart.not_a_number");
    CHECK(refused({.body = ControlChart{.across = Categories{{"a"}}, .groups = {{nan}}, .quantity = {}}}) ==
          "chart.not_a_number");
    CHECK(refused({.body = SCurve{.begin = {2024, 1, 1},
                                  .dates = {{2024, 2, 1}},
                                  .plan = {nan},
                                  .result = {{}},
                                  .quantity = {}}}) == "chart.not_a_number");
  }
  SUBCASE("seven series") {
    LineChart many = line({1});
    many.series.assign(7, many.series[0]);
    CHECK(refused({.body = many}) == "chart.too_many_series");
  }
  SUBCASE("series of another length than the axis") {
    LineChart uneven = line({1, 2});
    uneven.series[0].values.pop_back();
    CHECK(refused({.body = uneven}) == "chart.uneven");
    BarChart bars{
        .across = Categories{{"a"}}, .series = {{"s", {1}}}, .quantity = {}, .target = Series{"t", {}}};
    CHECK(refused({.body = bars}) == "chart.uneven");
  }
  SUBCASE("days out of order, or that do not exist") {
    LineChart days = line({1, 2});
    days.across = Days{{{2024, 2, 2}, {2024, 2, 1}}};
    CHECK(refused({.body = days}) == "chart.dates");
    days.across = Days{{{2024, 2, 1}, {2024, 2, 31}}};
    CHECK(refused({.body = days}) == "chart.dates");
    CHECK(refused({.body = SCurve{.begin = {2024, 2, 1},
                                  .dates = {{2024, 2, 1}},
                                  .plan = {1},
                                  .result = {1},
                                  .quantity = {}}}) == "chart.dates");
  }
  SUBCASE("groups of different sizes, or too large") {
    CHECK(refused({.body = ControlChart{.across = Categories{{"a", "b"}},
                                        .groups = {{1, 2}, {1}},
                                        .quantity = {}}}) == "chart.group_size");
    CHECK(refused({.body = ControlChart{.across = Categories{{"a"}},
                                        .groups = {std::vector<double>(11, 1)},
                                        .quantity = {}}}) == "chart.group_size");
  }
  SUBCASE("empty ones are no error: they say so") {
    for (const Chart& chart : {Chart{.body = LineChart{}}, Chart{.body = BarChart{}},
                               Chart{.body = BulletChart{}}, Chart{.body = SCurve{.begin = {2024, 1, 1}}},
                               Chart{.body = ControlChart{}}, Chart{.body = Histogram{}}}) {
      const auto scene = lay_out(chart, {});
      REQUIRE(scene);
      CHECK(scene->marks.size() == 1);
      CHECK(scene->stops.empty());
    }
  }
}
