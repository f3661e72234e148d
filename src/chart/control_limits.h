// Shewhart's control limits and the run rules that find what a single point does not show.
//
// Limits and constants: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.1 (means and ranges)
// and 6.3.2.2 (individuals); Montgomery, Introduction to Statistical Quality Control, appendix VI. Rules:
// Western Electric, Statistical Quality Control Handbook (1956), pp. 25–28.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace truat::chart {

struct ControlLimits {
  double lower = 0, center = 0, upper = 0;
  bool operator==(const ControlLimits&) const = default;
};

/// Groups beyond ten want deviations instead of ranges; these charts do not have them.
inline constexpr std::size_t largest_group = 10;

/// The limits of the values, and of their ranges in a pane of their own.
struct Control {
  ControlLimits values;
  ControlLimits ranges;
  std::vector<double> points; ///< the values, or the means of groups
  std::vector<std::optional<double>>
      point_ranges; ///< moving ranges (none for the first), or ranges of groups
};

/// Mean ± 2.66 mean moving range; ranges up to 3.267 of their mean. Fewer than two values have no limits.
[[nodiscard]] std::optional<Control> control_of_individuals(std::span<const double> values);
/// Mean of means ± A2 mean range; ranges D3 to D4 of their mean. Contract: groups of one size, 2 to
/// largest_group.
[[nodiscard]] std::optional<Control> control_of_groups(std::span<const std::vector<double>> groups);
/// The same from means that are known: of groups of `size`. Contract: size is 2 to largest_group.
[[nodiscard]] ControlLimits limits_of_means(double mean_of_means, double mean_range, std::size_t size);
[[nodiscard]] ControlLimits limits_of_ranges(double mean_range, std::size_t size);

/// What a point breaks; the sharpest of them where it breaks several.
enum class Signal : std::uint8_t {
  none,
  beyond_upper,      ///< rule 1: outside the upper limit
  beyond_lower,      ///< rule 1: outside the lower limit
  two_of_three,      ///< rule 2: two of three in a row beyond two thirds of the way to one limit
  four_of_five,      ///< rule 3: four of five in a row beyond one third of the way to one limit
  eight_on_one_side, ///< rule 4: eight in a row on one side of the centre
};
[[nodiscard]] constexpr bool is_beyond(Signal signal) {
  return signal == Signal::beyond_upper || signal == Signal::beyond_lower;
}
/// One signal for each point: the point that completes a pattern has it, and each that goes on with it.
[[nodiscard]] std::vector<Signal> signals(std::span<const double> points, const ControlLimits& limits);

} // namespace truat::chart
