#include "chart/control_limits.h"

#include "base/contract.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace truat::chart {
namespace {

/// 3/d2 and D4 for ranges of two neighbours: d2 is 1.128.
constexpr double individuals_factor = 3 / 1.128;
constexpr double moving_range_factor = 3.267;

/// For groups of 2 to 10.
constexpr std::array<double, 9> a2{1.880, 1.023, 0.729, 0.577, 0.483, 0.419, 0.373, 0.337, 0.308};
constexpr std::array<double, 9> d3{0, 0, 0, 0, 0, 0.076, 0.136, 0.184, 0.223};
constexpr std::array<double, 9> d4{3.267, 2.575, 2.282, 2.114, 2.004, 1.924, 1.864, 1.816, 1.777};

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::size_t row_of(std::size_t size) {
  expects(size >= 2 && size <= largest_group, "groups of two to ten");
  return size - 2;
}

/// How many of the last `window` points up to `at` are beyond `share` of the way from the centre to the
/// limit, on the side of point `at`, which must be one of them.
std::size_t beyond(std::span<const double> points, const ControlLimits& limits, std::size_t at, double share,
                   std::size_t window) {
  const bool above = points[at] > limits.center;
  const double line =
      limits.center + (above ? limits.upper - limits.center : limits.lower - limits.center) * share;
  const auto is_out = [&](double value) { return above ? value > line : value < line; };
  if (points[at] == limits.center || !is_out(points[at]))
    return 0;
  const std::size_t first = at + 1 >= window ? at + 1 - window : 0;
  return static_cast<std::size_t>(std::count_if(points.begin() + static_cast<std::ptrdiff_t>(first),
                                                points.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                                is_out));
}

} // namespace

ControlLimits limits_of_means(double mean_of_means, double mean_range, std::size_t size) {
  const double reach = a2[row_of(size)] * mean_range;
  return {mean_of_means - reach, mean_of_means, mean_of_means + reach};
}

ControlLimits limits_of_ranges(double mean_range, std::size_t size) {
  return {d3[row_of(size)] * mean_range, mean_range, d4[row_of(size)] * mean_range};
}

std::optional<Control> control_of_individuals(std::span<const double> values) {
  if (values.size() < 2)
    return std::nullopt;
  Control control;
  control.points.assign(values.begin(), values.end());
  std::vector<double> ranges;
  control.point_ranges.emplace_back();
  for (std::size_t i = 1; i < values.size(); ++i) {
    ranges.push_back(std::abs(values[i] - values[i - 1]));
    control.point_ranges.emplace_back(ranges.back());
  }
  const double center = mean(values);
  const double range = mean(ranges);
  control.values = {center - individuals_factor * range, center, center + individuals_factor * range};
  control.ranges = {0, range, moving_range_factor * range};
  return control;
}

std::optional<Control> control_of_groups(std::span<const std::vector<double>> groups) {
  if (groups.empty())
    return std::nullopt;
  Control control;
  std::vector<double> ranges;
  for (const std::vector<double>& group : groups) {
    expects(group.size() == groups.front().size(), "groups of one size");
    const auto [least, largest] = std::ranges::minmax(group);
    control.points.push_back(mean(group));
    ranges.push_back(largest - least);
    control.point_ranges.emplace_back(ranges.back());
  }
  const double range = mean(ranges);
  control.values = limits_of_means(mean(control.points), range, groups.front().size());
  control.ranges = limits_of_ranges(range, groups.front().size());
  return control;
}

std::vector<Signal> signals(std::span<const double> points, const ControlLimits& limits) {
  std::vector<Signal> found(points.size(), Signal::none);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] > limits.upper)
      found[i] = Signal::beyond_upper;
    else if (points[i] < limits.lower)
      found[i] = Signal::beyond_lower;
    else if (beyond(points, limits, i, 2.0 / 3, 3) >= 2)
      found[i] = Signal::two_of_three;
    else if (beyond(points, limits, i, 1.0 / 3, 5) >= 4)
      found[i] = Signal::four_of_five;
    else if (beyond(points, limits, i, 0, 8) >= 8)
      found[i] = Signal::eight_on_one_side;
  }
  return found;
}

} // namespace truat::chart
