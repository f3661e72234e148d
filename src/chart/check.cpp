#include "chart/chart.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace truat::chart {
namespace {

bool in_order(std::span<const CivilDate> dates) {
  return std::ranges::all_of(dates, [](const CivilDate& date) { return exists(date); }) &&
         std::ranges::is_sorted(dates);
}

/// The first thing that is wrong, as a message key; "" for nothing.
class Checker {
public:
  std::string_view wrong;

  void number(double value) { state(std::isfinite(value), "chart.not_a_number"); }
  void number(const std::optional<double>& value) {
    if (value)
      number(*value);
  }
  void across(const Across& across) {
    if (const auto* days = std::get_if<Days>(&across))
      state(in_order(days->dates), "chart.dates");
    if (const auto* months = std::get_if<Months>(&across))
      state(exists(months->first), "chart.dates");
  }
  void series(const std::vector<Series>& all, std::size_t count) {
    state(all.size() <= most_series, "chart.too_many_series");
    for (const Series& one : all)
      values(one, count);
  }
  void values(const Series& one, std::size_t count) {
    state(one.values.size() == count, "chart.uneven");
    for (const std::optional<double>& value : one.values)
      number(value);
  }
  void levels(const std::vector<Level>& levels) {
    for (const Level& level : levels)
      number(level.value);
  }
  void state(bool holds, std::string_view key) {
    if (!holds && wrong.empty())
      wrong = key;
  }

  void operator()(const LineChart& body) {
    across(body.across);
    series(body.series, count_of(body.across));
    levels(body.levels);
    if (body.shown) {
      number(body.shown->low);
      number(body.shown->high);
      state(body.shown->low < body.shown->high, "chart.not_a_number");
    }
  }
  void operator()(const BarChart& body) {
    across(body.across);
    series(body.series, count_of(body.across));
    levels(body.levels);
    if (body.target)
      values(*body.target, count_of(body.across));
  }
  void operator()(const BulletChart& body) {
    for (const BulletChart::Row& row : body.rows) {
      for (const double value : {row.done, row.committed, row.whole})
        number(value);
      number(row.target);
    }
  }
  void operator()(const SCurve& body) {
    state(exists(body.begin) && in_order(body.dates), "chart.dates");
    state(body.dates.empty() || body.begin < body.dates.front(), "chart.dates");
    state(!body.today || exists(*body.today), "chart.dates");
    state(body.plan.size() == body.dates.size() && body.result.size() == body.dates.size(), "chart.uneven");
    for (const double value : body.plan)
      number(value);
    for (const std::optional<double>& value : body.result)
      number(value);
  }
  void operator()(const ControlChart& body) {
    across(body.across);
    state(body.groups.size() == count_of(body.across), "chart.uneven");
    for (const std::vector<double>& group : body.groups) {
      state(!group.empty() && group.size() <= largest_group && group.size() == body.groups.front().size(),
            "chart.group_size");
      for (const double value : group)
        number(value);
    }
    if (body.given)
      for (const double value : {body.given->lower, body.given->center, body.given->upper})
        number(value);
  }
  void operator()(const Histogram& body) {
    for (const double value : body.values)
      number(value);
    for (const std::optional<double>& value : {body.lower_limit, body.upper_limit, body.target})
      number(value);
  }
};

} // namespace

std::size_t count_of(const Across& across) {
  struct Count {
    std::size_t operator()(const Categories& categories) const { return categories.names.size(); }
    std::size_t operator()(const Months& months) const { return months.count; }
    std::size_t operator()(const Days& days) const { return days.dates.size(); }
  };
  return std::visit(Count{}, across);
}

Result<void> check(const Chart& chart) {
  Checker checker;
  std::visit([&](const auto& body) { checker(body); }, chart.body);
  if (!checker.wrong.empty())
    return failure(std::string(checker.wrong));
  return {};
}

} // namespace truat::chart
