// Bullet bars: done and committed on their track, a tick at the target, the distance in words.
#include "chart/reading.h"
#include "chart/sheet.h"
#include "text/messages.h"

#include <algorithm>
#include <cmath>

namespace truat::chart {
namespace {

constexpr float overshoot = 4;
constexpr float row_gap = 14;
constexpr float target_tick = 3;

struct RowMeasures {
  float head, bar, foot, all;
};

RowMeasures measures_of(const BulletChart& chart, const Layout& layout) {
  const float head = em_of(Type::strong) * 1.6F * layout.scale;
  const float bar = (chart.thickness + 2 * overshoot) * layout.scale;
  const float foot = em_of(Type::caption) * 1.6F * layout.scale;
  return {head, bar, foot, head + bar + foot + row_gap * layout.scale};
}

float share_of(double value, double whole) {
  return whole > 0 ? static_cast<float>(std::clamp(value / whole, 0.0, 1.0)) : 0.0F;
}

/// Name at the left, the standing at the right of it.
void draw_head(const BulletChart& chart, const BulletChart::Row& row, Sheet& sheet, const Rect& line) {
  const float middle = line.y + line.h / 2;
  float room = line.w;
  if (const std::optional<double> missing = missing_points(row)) {
    const Standing standing = *missing <= 0.05                ? Standing::good
                              : *missing <= chart.near_points ? Standing::near
                                                              : Standing::bad;
    const std::string points = number_words(std::abs(*missing), 1, sheet.layout.style.digits);
    const std::string words = std::abs(*missing) < 0.05 ? std::string(text::tr("chart.on_target"))
                              : *missing > 0            ? text::tr("chart.below_target", {{"points", points}})
                                             : text::tr("chart.above_target", {{"points", points}});
    const float width = std::min(sheet.width_of(words) + sheet.px(20), line.w * 0.6F);
    (void)sheet.sign_and_words({line.right() - width, middle}, standing, words, width);
    room -= width + sheet.px(12);
  }
  (void)sheet.words({line.x, middle}, row.name, {.type = Type::strong, .ink = Ink::text, .most_width = room});
}

void draw_foot(const BulletChart& chart, const BulletChart::Row& row, Sheet& sheet, const Rect& line) {
  const text::Digits digits = sheet.layout.style.digits;
  const float middle = line.y + line.h / 2;
  std::string right;
  if (row.committed > 0 && !chart.committed_name.empty())
    right = text::tr("chart.with_committed",
                     {{"name", chart.committed_name},
                      {"percent", percent_words(row.done + row.committed, row.whole, digits)}});
  if (row.target) {
    const std::string target =
        text::tr("chart.target_percent", {{"percent", percent_words(*row.target, row.whole, digits)}});
    right += right.empty() ? target : " · " + target;
  }
  const std::string left =
      text::tr("chart.done_of", {{"name", chart.done_name},
                                 {"percent", percent_words(row.done, row.whole, digits)},
                                 {"whole", value_words(chart.quantity, row.whole, digits)}});
  float room = line.w;
  const float wanted = sheet.width_of(right);
  if (!right.empty() && sheet.width_of(left) + sheet.px(16) + wanted <= line.w) {
    (void)sheet.words({line.right(), middle}, right, {.anchor = Anchor::end});
    room -= wanted + sheet.px(16);
  }
  (void)sheet.words({line.x, middle}, left, {.most_width = room});
}

void draw_bar(const BulletChart::Row& row, Sheet& sheet, const Rect& box) {
  Rect track{box.x, box.y + sheet.px(overshoot), box.w, box.h - 2 * sheet.px(overshoot)};
  sheet.block(track, Ink::sunken, 2);
  track.w = box.w * share_of(row.done + row.committed, row.whole);
  sheet.block(track, Ink::committed, 2);
  track.w = box.w * share_of(row.done, row.whole);
  sheet.block(track, Ink::accent, 2);
  if (!row.target)
    return;
  const float at = box.x + box.w * share_of(*row.target, row.whole);
  const float tick = sheet.px(target_tick);
  sheet.block({std::clamp(at - tick / 2, box.x, box.right() - tick), box.y, tick, box.h}, Ink::text);
}

} // namespace

float height_of(const BulletChart& chart, const Layout& layout) {
  return measures_of(chart, layout).all * static_cast<float>(chart.rows.size());
}

std::vector<Key> legend_of(const BulletChart& chart) {
  std::vector<Key> keys{{chart.done_name, Ink::accent, Dash::solid, Key::Sample::block}};
  if (!chart.committed_name.empty())
    keys.push_back({chart.committed_name, Ink::committed, Dash::solid, Key::Sample::block});
  if (std::ranges::any_of(chart.rows, [](const BulletChart::Row& row) { return row.target.has_value(); }))
    keys.push_back({std::string(text::tr("chart.target")), Ink::text, Dash::solid, Key::Sample::tick});
  return keys;
}

void draw(const BulletChart& chart, Sheet& sheet) {
  if (chart.rows.empty()) {
    say_nothing(sheet);
    return;
  }
  (void)sheet.take_top(sheet.legend(legend_of(chart), sheet.room, Sheet::Drawn::yes));
  sheet.scene.plot = sheet.room;
  sheet.scene.has_guide = false;
  sheet.scene.series_inks = {Ink::accent, Ink::committed, Ink::text};
  const RowMeasures measures = measures_of(chart, sheet.layout);
  for (const BulletChart::Row& row : chart.rows) {
    const Rect whole{sheet.room.x, sheet.room.y, sheet.room.w, measures.all};
    Rect line{whole.x, whole.y + sheet.px(row_gap / 2), whole.w, measures.head};
    draw_head(chart, row, sheet, line);
    line.y += line.h;
    line.h = measures.bar;
    draw_bar(row, sheet, line);
    line.y += line.h;
    line.h = measures.foot;
    draw_foot(chart, row, sheet, line);
    sheet.scene.stops.push_back({whole, {whole.x, whole.y + whole.h / 2}});
    sheet.room.y += measures.all;
    sheet.room.h -= measures.all;
  }
}

} // namespace truat::chart
