// Lays a chart out: pure functions from what it says to a scene.
#pragma once

#include "chart/chart.h"
#include "chart/scene.h"
#include "text/thai_date.h"

#include <functional>
#include <string_view>

namespace truat::chart {

/// The width of one line of text in the layout's pixels at scale 1.
using Measure = std::function<float(std::string_view, Type)>;
/// Where no font can be asked (papers made without a page): never less than Noto Sans Thai Looped or Sarabun
/// take.
[[nodiscard]] float estimated_width(std::string_view text, Type type);

struct Layout {
  float width = 640, height = 280;
  float scale = 1; ///< the person's: text, lines and gaps grow, width and height are as given
  Measure measure = estimated_width;
  text::DateStyle style;
  /// Title and note inside the picture, for where nothing around it says them.
  bool with_title = false;
};

/// The least height at which a chart of this width still says what it has to.
[[nodiscard]] float least_height(const Chart& chart, const Layout& layout);
/// Errors: those of `check`.
[[nodiscard]] Result<Scene> lay_out(const Chart& chart, const Layout& layout);

/// Middles of things of these sizes, as near as can be to what was wanted, in the same order, free of each
/// other and inside `low` to `high`; where there is no room for all, each counts as smaller.
[[nodiscard]] std::vector<float> spread(const std::vector<float>& wanted, std::vector<float> sizes, float low,
                                        float high);
/// At most two points for each pixel's column: the least and the largest stay where they are.
[[nodiscard]] std::vector<Point> thinned(const std::vector<Point>& points);
/// The parts of a line that lie inside the box.
[[nodiscard]] std::vector<std::vector<Point>> clipped(const std::vector<Point>& points, const Rect& box);
/// As much as fits, cut between clusters, with "…" where something was cut.
[[nodiscard]] std::string shortened(std::string_view text, Type type, float width, const Layout& layout);

} // namespace truat::chart
