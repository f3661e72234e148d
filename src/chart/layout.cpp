#include "chart/layout.h"

#include "chart/sheet.h"

#include <algorithm>

namespace truat::chart {
namespace {

constexpr float least_side = 48;
/// Of the plot alone, and with the words above and below it that every chart has.
constexpr float plot_height = 96;
constexpr float around_plot = 88;

} // namespace

float least_height(const Chart& chart, const Layout& layout) {
  const Sheet sheet(layout);
  float height = 0;
  if (layout.with_title)
    height += sheet.line(Type::title) + (chart.note.empty() ? 0 : sheet.line());
  const auto legend = [&](const auto& body) {
    return Sheet(layout).legend(legend_of(body), sheet.room, Sheet::Drawn::no);
  };
  if (const auto* bullet = std::get_if<BulletChart>(&chart.body))
    return height + legend(*bullet) + height_of(*bullet, layout);
  if (const auto* line = std::get_if<LineChart>(&chart.body))
    height += legend(*line);
  else if (const auto* bar = std::get_if<BarChart>(&chart.body))
    height += legend(*bar);
  else
    // A sentence, and labels where they have no room at the side.
    height += sheet.line() * 4;
  return height + sheet.px(plot_height + around_plot);
}

Result<Scene> lay_out(const Chart& chart, const Layout& layout) {
  if (auto checked = check(chart); !checked)
    return std::unexpected(std::move(checked.error()));
  Layout roomy = layout;
  roomy.width = std::max(layout.width, least_side * layout.scale);
  roomy.height = std::max(layout.height, least_side * layout.scale);
  Sheet sheet(roomy);
  if (layout.with_title && !chart.title.empty()) {
    const Rect line = sheet.take_top(sheet.line(Type::title));
    (void)sheet.words({line.x, line.y + line.h / 2}, chart.title,
                      {.type = Type::title, .ink = Ink::text, .most_width = line.w});
  }
  if (layout.with_title && !chart.note.empty()) {
    const Rect line = sheet.take_top(sheet.line());
    (void)sheet.words({line.x, line.y + line.h / 2}, chart.note, {.most_width = line.w});
  }
  std::visit([&](const auto& body) { draw(body, sheet); }, chart.body);
  return std::move(sheet.scene);
}

} // namespace truat::chart
