// Bins of a histogram: as wide as Freedman and Diaconis found best, with round edges.
//
// D. Freedman, P. Diaconis, "On the histogram as a density estimator: L2 theory", 1981: 2 IQR n^(-1/3).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace truat::chart {

struct Bin {
  double from = 0, to = 0; ///< `to` is outside, but of the last bin
  std::size_t count = 0;
  bool operator==(const Bin&) const = default;
};

inline constexpr std::size_t most_bins = 60;

/// Every value in one bin, no gap between them. Where the quartiles are equal, Sturges' number of bins; equal
/// values make one bin around them; whole numbers bins of whole width. Contract: finite values.
[[nodiscard]] std::vector<Bin> bins_of(std::span<const double> values);

/// By linear interpolation between the ranks (type 7). Contract: sorted, not empty, share 0 to 1.
[[nodiscard]] double quantile(std::span<const double> sorted, double share);

} // namespace truat::chart
