// Control charts: the values between their limits, what breaks a rule marked by shape and word, the ranges
// below.
#include "chart/axes.h"
#include "chart/reading.h"
#include "text/messages.h"

#include <algorithm>

namespace truat::chart {
namespace {

constexpr float dot_radius = 3;
constexpr float signal_side = 14;
constexpr float least_height_with_ranges = 300;
constexpr float ranges_share = 0.36F;
constexpr std::size_t most_dots = 120;

EndLabel label_of(std::string_view key, double value, const Quantity& quantity, Ink ink,
                  text::Digits digits) {
  const int places = quantity.kind == Quantity::Kind::money ? 2 : std::max(1, quantity.places);
  const double shown = quantity.kind == Quantity::Kind::money ? value / 100 : value;
  return {value,
          {std::string(text::tr(key)) + " " + number_words(shown, places, digits), ink,
           ink == Ink::failed ? Dash::short_dash : Dash::solid, Key::Sample::line},
          true};
}

std::vector<EndLabel> labels_of(const ControlLimits& limits, const Quantity& quantity, bool with_lower,
                                text::Digits digits) {
  std::vector<EndLabel> ends{label_of("chart.upper_limit", limits.upper, quantity, Ink::failed, digits),
                             label_of("chart.center", limits.center, quantity, Ink::muted, digits)};
  if (with_lower)
    ends.push_back(label_of("chart.lower_limit", limits.lower, quantity, Ink::failed, digits));
  return ends;
}

void draw_limits(const Axes& axes, const ControlLimits& limits, bool with_lower, Sheet& sheet) {
  sheet.across(axes.plot.x, axes.y(limits.center), axes.plot.w, Ink::muted);
  sheet.across(axes.plot.x, axes.y(limits.upper), axes.plot.w, Ink::failed, 1, Dash::short_dash);
  if (with_lower)
    sheet.across(axes.plot.x, axes.y(limits.lower), axes.plot.w, Ink::failed, 1, Dash::short_dash);
}

void draw_line(const Axes& axes, const std::vector<std::optional<double>>& values, Sheet& sheet) {
  std::vector<Point> line;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i])
      line.push_back({axes.x(i), axes.y(*values[i])});
  const bool has_dots = values.size() <= most_dots;
  if (has_dots)
    for (const Point& point : line)
      sheet.disc(point, dot_radius, Ink::accent);
  sheet.stroke(line.size() > static_cast<std::size_t>(axes.plot.w) ? thinned(line) : std::move(line),
               Ink::accent, 1.5F);
}

void draw_signals(const Axes& axes, const ControlReading& reading, Sheet& sheet) {
  const std::vector<double>& points = reading.control.points;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (reading.signals[i] != Signal::none) {
      const Point at{axes.x(i), axes.y(points[i])};
      sheet.keep_free({at.x - sheet.px(signal_side / 2), at.y - sheet.px(signal_side / 2),
                       sheet.px(signal_side), sheet.px(signal_side)});
      sheet.sign(at, signal_side, is_beyond(reading.signals[i]) ? Standing::bad : Standing::near);
    }
  // Points beyond the limits have their word first, then the patterns, each where it begins.
  for (const bool beyond : {true, false})
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Signal signal = reading.signals[i];
      const bool goes_on = i > 0 && reading.signals[i - 1] == signal;
      if (signal != Signal::none && is_beyond(signal) == beyond && (beyond || !goes_on))
        (void)sheet.words_near({axes.x(i), axes.y(points[i])}, sheet.px(signal_side / 2 + 2),
                               signal_label(signal), {.ink = ink_of(beyond ? Standing::bad : Standing::near)},
                               axes.plot);
    }
}

std::vector<std::optional<double>> known(const std::vector<double>& values) {
  return {values.begin(), values.end()};
}

Standing standing_of(const ControlReading& reading) {
  Standing standing = Standing::good;
  for (const Signal signal : reading.signals) {
    if (is_beyond(signal))
      return Standing::bad;
    if (signal != Signal::none)
      standing = Standing::near;
  }
  return standing;
}

} // namespace

void draw(const ControlChart& chart, Sheet& sheet) {
  if (chart.groups.empty()) {
    say_nothing(sheet);
    return;
  }
  const ControlReading reading = read_control(chart);
  const text::Digits digits = sheet.layout.style.digits;
  const Control& control = reading.control;
  if (reading.has_limits) {
    const Rect line = sheet.take_top(sheet.line());
    (void)sheet.sign_and_words({line.x, line.y + line.h / 2}, standing_of(reading), control_words(reading),
                               line.w);
  }
  const bool of_means = chart.groups.front().size() > 1;
  const bool with_ranges = chart.with_ranges && control.point_ranges.size() > 1 &&
                           sheet.room.h >= sheet.px(least_height_with_ranges);
  Rect below = with_ranges ? sheet.take_bottom(sheet.room.h * ranges_share) : Rect{};
  Extent extent;
  for (const double value : control.points)
    extent.add(value);
  Extent ranges;
  ranges.add(0);
  for (const std::optional<double>& value : control.point_ranges)
    ranges.add(value);
  std::vector<EndLabel> ends;
  if (reading.has_limits) {
    extent.add(control.values.lower);
    extent.add(control.values.upper);
    ends = labels_of(control.values, chart.quantity, true, digits);
  }
  ranges.add(control.ranges.upper);
  const bool has_lower_range = control.ranges.lower > 0;
  const std::string_view range_name =
      !with_ranges ? std::string_view() : text::tr(of_means ? "chart.range" : "chart.moving_range");
  const auto spec_of_ranges = [&](float left, float right) {
    return AxesSpec{.across = &chart.across,
                    .low = ranges.low(),
                    .high = ranges.high(),
                    .quantity = chart.quantity,
                    .ends = labels_of(control.ranges, chart.quantity, has_lower_range, digits),
                    .least_left = left,
                    .least_right = right,
                    .name = range_name};
  };
  float left = 0;
  float right = 0;
  if (with_ranges) {
    // Once on a sheet of its own, to see how much room its labels take.
    Sheet trial(sheet.layout);
    trial.room = below;
    const Axes axes(trial, spec_of_ranges(0, 0));
    left = axes.left() - below.x;
    right = axes.right_margin();
  }
  Axes axes(sheet,
            {.across = &chart.across,
             .low = extent.low(),
             .high = extent.high(),
             .quantity = chart.quantity,
             .ends = std::move(ends),
             .with_across_labels = !with_ranges,
             .least_left = left,
             .least_right = right,
             .name = with_ranges ? text::tr(of_means ? "chart.means" : "chart.values") : std::string_view()});
  axes.draw_back();
  if (reading.has_limits)
    draw_limits(axes, control.values, true, sheet);
  draw_line(axes, known(control.points), sheet);
  draw_signals(axes, reading, sheet);
  axes.draw_ends();
  axes.add_stops();
  for (std::size_t i = 0; i < control.points.size(); ++i)
    add_dots(sheet.scene, 0, with_ranges ? 2 : 1, i, Point{axes.x(i), axes.y(control.points[i])});
  sheet.scene.series_inks = {Ink::accent, Ink::accent};
  if (!with_ranges)
    return;
  left = axes.left() - sheet.room.x;
  right = axes.right_margin();
  sheet.room = below;
  Axes lower(sheet, spec_of_ranges(left, right));
  lower.draw_back();
  draw_limits(lower, control.ranges, has_lower_range, sheet);
  draw_line(lower, control.point_ranges, sheet);
  for (std::size_t i = 0; i < control.point_ranges.size(); ++i)
    if (range_is_beyond(reading, i))
      sheet.sign({lower.x(i), lower.y(*control.point_ranges[i])}, signal_side, Standing::bad);
  lower.draw_ends();
  for (std::size_t i = 0; i < control.point_ranges.size(); ++i)
    if (control.point_ranges[i])
      add_dots(sheet.scene, 1, 2, i, Point{lower.x(i), lower.y(*control.point_ranges[i])});
  // A stop and its guide go through both panes.
  sheet.scene.plot.h = lower.plot.bottom() - sheet.scene.plot.y;
  for (Stop& stop : sheet.scene.stops)
    stop.area.h = sheet.scene.plot.h;
}

} // namespace truat::chart
