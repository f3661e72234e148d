// Histograms: counts in bins, the limits that were specified and the target.
#include "chart/axes.h"
#include "chart/reading.h"
#include "text/messages.h"

#include <algorithm>
#include <cmath>

namespace truat::chart {
namespace {

struct Upright {
  double value = 0;
  std::string words;
  Ink ink = Ink::failed;
  Dash dash = Dash::short_dash;
};

std::vector<Upright> uprights_of(const Histogram& chart, text::Digits digits) {
  std::vector<Upright> lines;
  const auto add = [&](const std::optional<double>& value, std::string_view key, Ink ink, Dash dash) {
    if (value)
      lines.push_back(
          {*value, text::tr(key, {{"value", value_words(chart.quantity, *value, digits)}}), ink, dash});
  };
  add(chart.lower_limit, "chart.spec_lower", Ink::failed, Dash::short_dash);
  add(chart.target, "chart.spec_target", Ink::text, Dash::long_dash);
  add(chart.upper_limit, "chart.spec_upper", Ink::failed, Dash::short_dash);
  return lines;
}

/// The words of the lines stand in a row above the plot, each as near its line as the others let it.
void draw_uprights(const std::vector<Upright>& lines, const std::vector<float>& at, const Rect& row,
                   const Rect& plot, Sheet& sheet) {
  std::vector<float> widths;
  for (const Upright& line : lines)
    widths.push_back(sheet.width_of(line.words) + sheet.px(12));
  const std::vector<float> placed = spread(at, widths, row.x, row.right());
  const float wanted = [&] {
    float sum = 0;
    for (const float width : widths)
      sum += width;
    return sum;
  }();
  const float share = std::min(1.0F, row.w / wanted);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const float room = widths[i] * share - sheet.px(12);
    (void)sheet.words({placed[i], row.y + row.h / 2}, lines[i].words,
                      {.anchor = Anchor::middle, .ink = lines[i].ink, .most_width = std::max(1.0F, room)});
    sheet.stroke({{placed[i], row.bottom() - sheet.px(2)}, {at[i], plot.y}}, lines[i].ink, 1);
    sheet.down(at[i], plot.y, plot.h, lines[i].ink, lines[i].ink == Ink::text ? 2.0F : 1.0F, lines[i].dash);
  }
}

/// The values' own axis, below.
void draw_values_axis(const Quantity& quantity, double low, double high, const Rect& plot, Sheet& sheet) {
  const AxisUnit unit = axis_unit(quantity, std::max(std::abs(low), std::abs(high)));
  const int most = std::max(1, static_cast<int>(plot.w / sheet.px(56)));
  const Ticks ticks = nice_ticks(low / unit.divisor, high / unit.divisor, most);
  std::vector<std::pair<float, std::string>> row;
  for (const double tick : ticks.at) {
    const double value = tick * unit.divisor;
    const float x = plot.x + plot.w * static_cast<float>((value - low) / (high - low));
    if (x < plot.x - 1 || x > plot.right() + 1)
      continue;
    sheet.down(x, plot.bottom(), sheet.px(4), Ink::border);
    row.emplace_back(x, number_words(tick, ticks.places, sheet.layout.style.digits));
  }
  const float middle = plot.bottom() + sheet.label_gap();
  draw_row(sheet, row, middle);
  if (!unit.name.empty())
    (void)sheet.words({plot.right(), middle + sheet.label_gap()}, unit.name,
                      {.anchor = Anchor::end, .most_width = plot.w});
}

} // namespace

void draw(const Histogram& chart, Sheet& sheet) {
  const std::vector<Bin> bins = bins_of(chart.values);
  if (bins.empty()) {
    say_nothing(sheet);
    return;
  }
  const std::vector<Upright> lines = uprights_of(chart, sheet.layout.style.digits);
  Extent across;
  across.add(bins.front().from);
  across.add(bins.back().to);
  for (const Upright& line : lines)
    across.add(line.value);
  // A limit at the very edge would lie under the axis.
  const double margin = (across.high() - across.low()) * 0.03;
  const double low = across.low() - (across.low() < bins.front().from ? margin : 0);
  const double high = across.high() + (across.high() > bins.back().to ? margin : 0);
  Extent counts;
  counts.add(0);
  for (const Bin& bin : bins)
    counts.add(static_cast<double>(bin.count));
  (void)sheet.take_bottom(sheet.label_gap() * (unit_name(chart.quantity).empty() ? 1.0F : 2.0F));
  Axes axes(sheet, [&] {
    // A tenth more, for the figure over the highest bin.
    AxesSpec spec{
        .low = 0, .high = counts.high() * 1.1, .quantity = {Quantity::Kind::count, chart.counted, 0}};
    spec.above = lines.empty() ? 0 : sheet.line() + sheet.px(6);
    return spec;
  }());
  const Rect row{axes.plot.x, axes.plot.y - sheet.line() - sheet.px(6), sheet.layout.width - axes.plot.x,
                 sheet.line()};
  axes.draw_back();
  const auto x = [&](double value) {
    return axes.plot.x + axes.plot.w * static_cast<float>((value - low) / (high - low));
  };
  sheet.scene.plot = axes.plot;
  sheet.scene.series_inks = {Ink::accent};
  sheet.scene.has_guide = false;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const float from = x(bins[i].from);
    const float to = x(bins[i].to);
    const float top = axes.y(static_cast<double>(bins[i].count));
    const float apart = to - from > sheet.px(6) ? sheet.px(1) : 0;
    sheet.block({from + apart / 2, top, to - from - apart, axes.plot.bottom() - top}, Ink::accent);
    const std::string words = number_words(static_cast<double>(bins[i].count), 0, sheet.layout.style.digits);
    const float middle = (from + to) / 2;
    if (bins[i].count > 0 && sheet.width_of(words) + sheet.px(4) <= to - from &&
        top - sheet.label_gap() >= axes.plot.y - sheet.label_gap() / 2)
      (void)sheet.words({middle, top - sheet.label_gap() / 2}, words,
                        {.anchor = Anchor::middle, .ink = Ink::text});
    add_dots(sheet.scene, 0, 1, i, Point{middle, top});
    sheet.scene.stops.push_back({{from, axes.plot.y, to - from, axes.plot.h}, {middle, axes.plot.y}});
  }
  std::vector<float> at;
  for (const Upright& line : lines)
    at.push_back(x(line.value));
  draw_uprights(lines, at, row, axes.plot, sheet);
  draw_values_axis(chart.quantity, low, high, axes.plot, sheet);
}

} // namespace truat::chart
