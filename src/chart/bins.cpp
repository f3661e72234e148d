#include "chart/bins.h"

#include "base/contract.h"
#include "base/sort.h"
#include "chart/ticks.h"

#include <algorithm>
#include <cmath>

namespace truat::chart {
namespace {

/// How many bins the values want, before their edges are made round.
double wanted_bins(std::span<const double> sorted) {
  const double range = sorted.back() - sorted.front();
  const auto count = static_cast<double>(sorted.size());
  const double spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const double width = 2 * spread / std::cbrt(count);
  const double bins = width > 0 ? range / width : std::log2(count) + 1;
  return std::clamp(bins, 1.0, static_cast<double>(most_bins - 1));
}

} // namespace

double quantile(std::span<const double> sorted, double share) {
  expects(!sorted.empty() && share >= 0 && share <= 1, "a share of something");
  const double rank = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(rank));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (rank - std::floor(rank));
}

std::vector<Bin> bins_of(std::span<const double> values) {
  if (values.empty())
    return {};
  std::vector<double> sorted(values.begin(), values.end());
  truat::sort(sorted);
  const bool all_whole = std::ranges::all_of(sorted, [](double value) { return value == std::floor(value); });
  if (sorted.front() == sorted.back()) {
    const double half = all_whole ? 0.5 : std::max(std::abs(sorted.front()) * 0.05, 0.5e-9);
    return {{sorted.front() - half, sorted.front() + half, sorted.size()}};
  }
  const auto most = static_cast<int>(std::ceil(wanted_bins(sorted))) + 1;
  const Ticks edges = nice_ticks(sorted.front(), sorted.back(), std::min<int>(most, most_bins),
                                 all_whole ? Whole::yes : Whole::no);
  std::vector<Bin> bins;
  for (std::size_t i = 0; i + 1 < edges.at.size(); ++i)
    bins.push_back({edges.at[i], edges.at[i + 1], 0});
  for (const double value : sorted) {
    // 0.3 belongs to the bin that begins at 3 × 0.1, which is a hair more than 0.3.
    const auto after = std::ranges::upper_bound(edges.at, value + edges.step * 1e-9);
    const auto index = std::clamp<std::ptrdiff_t>(after - edges.at.begin() - 1, 0,
                                                  static_cast<std::ptrdiff_t>(bins.size()) - 1);
    ++bins[static_cast<std::size_t>(index)].count;
  }
  return bins;
}

} // namespace truat::chart
