// Lines.
#include "chart/axes.h"

#include <utility>

namespace truat::chart {
namespace {

constexpr float dot_radius = 3;
constexpr float dense_width = 1.25F;
constexpr std::size_t most_dots = 40;

/// Runs of neighbours that have values.
std::vector<std::vector<Point>> runs_of(const Series& series, const Axes& axes) {
  std::vector<std::vector<Point>> runs;
  bool open = false;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (!series.values[i]) {
      open = false;
      continue;
    }
    if (!std::exchange(open, true))
      runs.emplace_back();
    runs.back().push_back({axes.x(i), axes.y(*series.values[i])});
  }
  return runs;
}

bool is_inside(const Point& point, const Rect& box) {
  return point.y >= box.y - 0.5F && point.y <= box.bottom() + 0.5F;
}

void draw_series(Sheet& sheet, const Axes& axes, const Series& series, std::size_t index, std::size_t count) {
  const Ink ink = series_ink(index);
  const bool has_dots = series.values.size() <= most_dots;
  for (const std::vector<Point>& run : runs_of(series, axes)) {
    const bool is_dense = run.size() > static_cast<std::size_t>(axes.plot.w);
    for (std::vector<Point>& part : clipped(is_dense ? thinned(run) : run, axes.plot))
      sheet.stroke(std::move(part), ink, is_dense ? dense_width : line_width,
                   is_dense ? Dash::solid : series_dash(index));
    for (const Point& point : run)
      // A point between gaps has no line that shows it.
      if ((has_dots || run.size() == 1) && is_inside(point, axes.plot))
        sheet.disc(point, dot_radius, ink);
  }
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    std::optional<Point> dot;
    if (series.values[i])
      dot = Point{axes.x(i), axes.y(*series.values[i])};
    add_dots(sheet.scene, index, count, i, dot && is_inside(*dot, axes.plot) ? dot : std::nullopt);
  }
}

} // namespace

std::vector<Key> legend_of(const LineChart& chart) {
  std::vector<Key> keys;
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    keys.push_back({chart.series[i].name, series_ink(i), series_dash(i), Key::Sample::line});
  for (const Level& level : chart.levels)
    keys.push_back({level.name, Ink::text, Dash::short_dash, Key::Sample::line});
  return keys;
}

void draw(const LineChart& chart, Sheet& sheet) {
  Extent extent;
  if (chart.from_zero)
    extent.add(0);
  std::vector<EndLabel> ends;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    std::optional<double> last;
    for (const std::optional<double>& value : chart.series[i].values) {
      extent.add(value);
      last = value ? value : last;
    }
    if (last)
      ends.push_back({*last, {chart.series[i].name, series_ink(i), series_dash(i), Key::Sample::line}});
  }
  if (ends.empty()) {
    say_nothing(sheet);
    return;
  }
  // One line has the chart's title for a name.
  if (ends.size() == 1 && chart.levels.empty())
    ends.clear();
  for (const Level& level : chart.levels) {
    extent.add(level.value);
    const bool is_limit = level.kind == Level::Kind::limit;
    ends.push_back(
        {level.value, {level.name, is_limit ? Ink::failed : Ink::text, Dash::short_dash, Key::Sample::line}});
  }
  Axes axes(sheet, {.across = &chart.across,
                    .low = extent.low(),
                    .high = extent.high(),
                    .quantity = chart.quantity,
                    .shown = chart.shown,
                    .ends = std::move(ends)});
  axes.draw_back();
  for (const Level& level : chart.levels)
    if (axes.y(level.value) >= axes.plot.y - 1 && axes.y(level.value) <= axes.plot.bottom() + 1)
      sheet.across(axes.plot.x, axes.y(level.value), axes.plot.w,
                   level.kind == Level::Kind::limit ? Ink::failed : Ink::text, 1, Dash::short_dash);
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    sheet.scene.series_inks.push_back(series_ink(i));
    draw_series(sheet, axes, chart.series[i], i, chart.series.size());
  }
  axes.draw_ends();
  axes.add_stops();
}

} // namespace truat::chart
