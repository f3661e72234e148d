// The S-curve: plan and result as running sums, today's line, the gap between them.
#include "chart/axes.h"
#include "chart/reading.h"
#include "text/messages.h"

#include <algorithm>

namespace truat::chart {
namespace {

constexpr float result_width = 2.5F;
/// A result behind by less than this share of the whole plan is near it.
constexpr double near_share = 0.1;

Standing standing_of(const Progress& progress, double whole) {
  const double gap = progress.plan - progress.result;
  if (gap <= 1e-9 * std::max(1.0, whole))
    return Standing::good;
  return gap <= near_share * whole ? Standing::near : Standing::bad;
}

/// The pill above the plot and the line under it.
void draw_today(const SCurve& chart, const Axes& axes, Sheet& sheet) {
  if (!chart.today || *chart.today < chart.begin || *chart.today > chart.dates.back())
    return;
  const float at = axes.x(*chart.today);
  const std::string_view word = text::tr("chart.today");
  const float width = sheet.width_of(word) + sheet.px(12);
  const float height = sheet.line(); // less would cut the tone mark of วันนี้
  const float top = axes.plot.y - height - sheet.px(4);
  const float middle = std::clamp(at, width / 2, sheet.layout.width - width / 2);
  sheet.block({middle - width / 2, top, width, height}, Ink::accent, 4);
  (void)sheet.words({middle, top + height / 2}, word, {.anchor = Anchor::middle, .ink = Ink::surface});
  sheet.down(at, top + height, axes.plot.bottom() - top - height, Ink::accent, 2);
}

} // namespace

void draw(const SCurve& chart, Sheet& sheet) {
  if (chart.dates.empty()) {
    say_nothing(sheet);
    return;
  }
  const std::vector<double> plan = summed(chart.plan);
  const std::vector<std::optional<double>> result = summed(chart.result);
  const std::optional<Progress> progress = progress_of(chart);
  if (progress) {
    const Rect line = sheet.take_top(sheet.line());
    (void)sheet.sign_and_words({line.x, line.y + line.h / 2}, standing_of(*progress, plan.back()),
                               progress_words(*progress, chart.quantity, sheet.layout.style.digits), line.w);
  }
  Extent extent;
  extent.add(0);
  for (const double value : plan)
    extent.add(value);
  std::optional<double> last;
  for (const std::optional<double>& value : result) {
    extent.add(value);
    last = value ? value : last;
  }
  std::vector<EndLabel> ends{
      {plan.back(), {std::string(text::tr("chart.plan")), Ink::text, Dash::long_dash, Key::Sample::line}}};
  if (last)
    ends.push_back(
        {*last, {std::string(text::tr("chart.result")), Ink::accent, Dash::solid, Key::Sample::line}});
  const Across across = Days{chart.dates};
  Axes axes(sheet, {.across = &across,
                    .low = extent.low(),
                    .high = extent.high(),
                    .quantity = chart.quantity,
                    .ends = std::move(ends),
                    .above = chart.today ? sheet.label_gap() : 0,
                    .begin = chart.begin});
  axes.draw_back();
  draw_today(chart, axes, sheet);
  std::vector<Point> planned{{axes.x(chart.begin), axes.y(0)}};
  std::vector<Point> done = planned;
  for (std::size_t i = 0; i < chart.dates.size(); ++i) {
    const Point at{axes.x(i), axes.y(plan[i])};
    planned.push_back(at);
    add_dots(sheet.scene, 0, 2, i, at);
    if (!result[i])
      continue;
    // A period that is not over yet is known until today.
    const bool is_running = chart.today && *chart.today < chart.dates[i] && *chart.today > chart.begin;
    done.push_back({is_running ? axes.x(*chart.today) : axes.x(i), axes.y(*result[i])});
    add_dots(sheet.scene, 1, 2, i, done.back());
  }
  const auto shown = [&](const std::vector<Point>& line) {
    return line.size() > static_cast<std::size_t>(axes.plot.w) ? thinned(line) : line;
  };
  if (progress) {
    const float at = axes.x(std::min(progress->day, chart.dates.back()));
    sheet.stroke({{at, axes.y(progress->plan)}, {at, axes.y(progress->result)}}, Ink::text, 3);
  }
  sheet.stroke(shown(planned), Ink::text, line_width, Dash::long_dash);
  sheet.stroke(shown(done), Ink::accent, result_width);
  if (done.size() > 1)
    sheet.disc(done.back(), 4, Ink::accent);
  axes.draw_ends();
  axes.add_stops();
  sheet.scene.series_inks = {Ink::text, Ink::accent};
}

} // namespace truat::chart
