// Bars: side by side or stacked, standing, or lying where their names are long.
#include "chart/axes.h"

#include <algorithm>
#include <cmath>

namespace truat::chart {
namespace {

constexpr float share_of_slot = 0.68F;
constexpr float widest_bar = 48;
constexpr float gap = 2;
constexpr float target_tick = 3;
constexpr float overshoot = 4;

bool is_stacked(const BarChart& chart) {
  return chart.arrangement == BarChart::Arrangement::stacked;
}

/// The figure on a bar, in the axis's unit.
std::string bar_words(const Quantity& quantity, const AxisUnit& unit, double value, const Sheet& sheet) {
  const int places = quantity.kind == Quantity::Kind::count   ? 0
                     : quantity.kind == Quantity::Kind::money ? 2
                                                              : quantity.places;
  return number_words(value / unit.divisor, places, sheet.layout.style.digits);
}

std::optional<double> total_at(const BarChart& chart, std::size_t index) {
  std::optional<double> total;
  for (const Series& series : chart.series)
    if (series.values[index])
      total = total.value_or(0) + *series.values[index];
  return total;
}

/// What bars reach, from zero.
Extent extent_of(const BarChart& chart) {
  Extent extent;
  extent.add(0);
  for (std::size_t i = 0; i < count_of(chart.across); ++i) {
    double up = 0;
    double down = 0;
    for (const Series& series : chart.series) {
      if (!series.values[i])
        continue;
      extent.add(*series.values[i]);
      (*series.values[i] > 0 ? up : down) += *series.values[i];
    }
    if (is_stacked(chart)) {
      extent.add(up);
      extent.add(down);
    }
    if (chart.target)
      extent.add(chart.target->values[i]);
  }
  for (const Level& level : chart.levels)
    extent.add(level.value);
  return extent;
}

std::vector<Key> keys_of(const BarChart& chart) {
  std::vector<Key> keys;
  // One series has the chart's title for a name.
  if (chart.series.size() > 1 || chart.target)
    for (std::size_t i = 0; i < chart.series.size(); ++i)
      keys.push_back({chart.series[i].name, series_ink(i), Dash::solid, Key::Sample::block});
  if (chart.target)
    keys.push_back({chart.target->name, Ink::text, Dash::solid, Key::Sample::tick});
  return keys;
}

/// A piece of a bar along its own direction: from its place on the value axis to another.
struct Piece {
  std::size_t series = 0;
  float from = 0, to = 0;  ///< along the value axis
  float at = 0, width = 0; ///< across it
};

/// The pieces of one place, whose slot is `middle` and `slot` wide.
template <class At>
std::vector<Piece> pieces_of(const BarChart& chart, std::size_t index, float middle, float slot,
                             const Sheet& sheet, const At& value_at) {
  std::vector<Piece> pieces;
  const auto count = static_cast<float>(chart.series.size());
  const bool stacked = is_stacked(chart);
  const float room = std::min(slot * share_of_slot, sheet.px(widest_bar) * (stacked ? 1 : count));
  const float own = stacked ? room : room / count;
  double up = 0;
  double down = 0;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const std::optional<double>& value = chart.series[s].values[index];
    if (!value)
      continue;
    double& sum = *value >= 0 ? up : down;
    const double from = stacked ? sum : 0;
    sum += *value;
    const float at = stacked ? middle - room / 2 : middle - room / 2 + own * static_cast<float>(s);
    const float between = !stacked && count > 1 && own > sheet.px(gap * 3) ? sheet.px(gap) : 0;
    pieces.push_back(
        {s, value_at(from), value_at(from + *value), at + between / 2, std::max(1.0F, own - between)});
  }
  return pieces;
}

/// Stacked pieces stand apart by a line of the ground, so that neighbours are told apart without colour.
void part(Piece& piece, bool stacked, bool is_first, const Sheet& sheet) {
  const float length = std::abs(piece.to - piece.from);
  if (!stacked || is_first || length <= sheet.px(3))
    return;
  piece.from += (piece.to > piece.from ? 1.0F : -1.0F) * std::max(1.0F, std::round(sheet.px(1)));
}

void draw_standing(const BarChart& chart, Sheet& sheet) {
  const Extent extent = extent_of(chart);
  std::vector<EndLabel> ends;
  for (const Level& level : chart.levels)
    ends.push_back({level.value,
                    {level.name, level.kind == Level::Kind::limit ? Ink::failed : Ink::text, Dash::short_dash,
                     Key::Sample::line},
                    true});
  // Above the highest bar there is room for its figure.
  const bool has_totals = extent.high() > 0 && (is_stacked(chart) || chart.series.size() == 1);
  Axes axes(sheet, {.across = &chart.across,
                    .low = extent.low(),
                    .high = extent.high() * (has_totals ? 1.08 : 1.0),
                    .quantity = chart.quantity,
                    .keys = keys_of(chart),
                    .ends = std::move(ends)});
  axes.draw_back();
  const AxisUnit unit = axis_unit(chart.quantity, std::max(std::abs(extent.low()), std::abs(extent.high())));
  const std::size_t count = count_of(chart.across);
  const float slot = axes.slot_width();
  const std::size_t rows = chart.series.size() + (chart.target ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) {
    const float middle = axes.x(i);
    std::vector<Piece> pieces =
        pieces_of(chart, i, middle, slot, sheet, [&](double value) { return axes.y(value); });
    float top = axes.zero();
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      Piece& piece = pieces[p];
      add_dots(sheet.scene, piece.series, rows, i, Point{piece.at + piece.width / 2, piece.to});
      part(piece, is_stacked(chart), p == 0, sheet);
      top = std::min({top, piece.from, piece.to});
      // Bars thinner than a pixel are drawn by the pixel: neighbours would only cover each other.
      if (slot < 1 && i > 0 && std::floor(axes.x(i - 1)) == std::floor(middle) && piece.to >= axes.zero())
        continue;
      sheet.block({piece.at, std::min(piece.from, piece.to), piece.width, std::abs(piece.to - piece.from)},
                  series_ink(piece.series), 2);
    }
    float tick = top;
    if (chart.target && chart.target->values[i]) {
      tick = axes.y(*chart.target->values[i]);
      const float width = std::min(slot * share_of_slot, sheet.px(widest_bar)) + sheet.px(2 * overshoot);
      sheet.block({middle - width / 2, tick - sheet.px(target_tick / 2), width, sheet.px(target_tick)},
                  Ink::text);
      add_dots(sheet.scene, chart.series.size(), rows, i, Point{middle, tick});
    }
    const std::optional<double> total = total_at(chart, i);
    const bool is_labelled = total && *total >= 0 && (is_stacked(chart) || chart.series.size() == 1);
    if (!is_labelled || *total == 0)
      continue;
    std::string words = bar_words(chart.quantity, unit, *total, sheet);
    float above = top - sheet.px(2);
    if (above - sheet.label_gap() < tick + sheet.px(target_tick) && tick < top) {
      // No room below the tick. Above it the figure alone would read as the target's, so both stand there.
      words += "/" + bar_words(chart.quantity, unit, *chart.target->values[i], sheet);
      above = tick - sheet.px(target_tick) - sheet.px(2);
    }
    if (sheet.width_of(words) + sheet.px(4) <= slot &&
        above - sheet.label_gap() >= axes.plot.y - sheet.label_gap() / 2)
      (void)sheet.words({middle, above - sheet.label_gap() / 2}, words,
                        {.anchor = Anchor::middle, .ink = Ink::text});
  }
  for (const Level& level : chart.levels)
    sheet.across(axes.plot.x, axes.y(level.value), axes.plot.w,
                 level.kind == Level::Kind::limit ? Ink::failed : Ink::text, 1, Dash::short_dash);
  axes.draw_ends();
  axes.add_stops();
}

/// Names at the left, bars to the right of them, their value at the end.
void draw_lying(const BarChart& chart, const Categories& categories, Sheet& sheet) {
  const Extent extent = extent_of(chart);
  const AxisUnit unit = axis_unit(chart.quantity, std::max(std::abs(extent.low()), std::abs(extent.high())));
  if (!unit.name.empty()) {
    const Rect top = sheet.take_top(sheet.line());
    (void)sheet.words({top.x, top.y + top.h / 2}, unit.name, {.most_width = top.w});
  }
  (void)sheet.take_top(sheet.legend(keys_of(chart), sheet.room, Sheet::Drawn::yes));
  const std::size_t count = categories.names.size();
  float widest = 0;
  for (const std::string& name : categories.names)
    widest = std::max(widest, sheet.width_of(name));
  const float names = std::min(widest + sheet.px(12), sheet.room.w * 0.42F);
  const auto words_of = [&](double value) { return bar_words(chart.quantity, unit, value, sheet); };
  float figures = 0;
  for (std::size_t i = 0; i < count; ++i)
    if (const std::optional<double> total = total_at(chart, i))
      figures = std::max(figures, sheet.width_of(words_of(*total)));
  figures += sheet.px(12);
  Rect plot{sheet.room.x + names, sheet.room.y, std::max(sheet.px(16), sheet.room.w - names - figures),
            sheet.room.h};
  const double span = std::max(extent.high() - extent.low(), 1e-300);
  const auto x = [&](double value) {
    return plot.x + plot.w * static_cast<float>((value - extent.low()) / span);
  };
  const float slot = plot.h / static_cast<float>(count);
  const std::size_t rows = chart.series.size() + (chart.target ? 1 : 0);
  const bool has_words = slot >= sheet.label_gap();
  for (std::size_t i = 0; i < count; ++i) {
    const float middle = plot.y + slot * (static_cast<float>(i) + 0.5F);
    std::vector<Piece> pieces = pieces_of(chart, i, middle, slot, sheet, x);
    float end = x(0);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      Piece& piece = pieces[p];
      add_dots(sheet.scene, piece.series, rows, i, Point{piece.to, piece.at + piece.width / 2});
      part(piece, is_stacked(chart), p == 0, sheet);
      end = std::max({end, piece.from, piece.to});
      sheet.block({std::min(piece.from, piece.to), piece.at, std::abs(piece.to - piece.from), piece.width},
                  series_ink(piece.series), 2);
    }
    if (chart.target && chart.target->values[i]) {
      const float at = x(*chart.target->values[i]);
      const float height = std::min(slot * share_of_slot, sheet.px(widest_bar)) + sheet.px(2 * overshoot);
      sheet.block({at - sheet.px(target_tick / 2), middle - height / 2, sheet.px(target_tick), height},
                  Ink::text);
      add_dots(sheet.scene, chart.series.size(), rows, i, Point{at, middle});
      end = std::max(end, at);
    }
    if (has_words) {
      (void)sheet.words({plot.x - sheet.px(12), middle}, categories.names[i],
                        {.anchor = Anchor::end, .ink = Ink::text, .most_width = names - sheet.px(12)});
      if (const std::optional<double> total = total_at(chart, i);
          total && (is_stacked(chart) || chart.series.size() == 1))
        (void)sheet.words({end + sheet.px(6), middle}, words_of(*total), {.ink = Ink::text});
    }
    sheet.scene.stops.push_back(
        {{sheet.room.x, plot.y + slot * static_cast<float>(i), sheet.room.w, slot}, {plot.x, middle}});
  }
  sheet.down(x(0), plot.y, plot.h, Ink::border);
  for (const Level& level : chart.levels)
    sheet.down(x(level.value), plot.y, plot.h, level.kind == Level::Kind::limit ? Ink::failed : Ink::text, 1,
               Dash::short_dash);
  sheet.scene.plot = plot;
  sheet.scene.has_guide = false;
}

/// Names that columns would have to cut want rows, where there is height for them.
bool lies(const Categories& categories, const Sheet& sheet) {
  const auto count = static_cast<float>(categories.names.size());
  const float slot = (sheet.room.w - sheet.px(48)) / count;
  const bool has_long = std::ranges::any_of(
      categories.names, [&](const std::string& name) { return sheet.width_of(name) + sheet.px(8) > slot; });
  return has_long && sheet.room.h - sheet.px(44) >= sheet.label_gap() * count;
}

} // namespace

std::vector<Key> legend_of(const BarChart& chart) {
  std::vector<Key> keys = keys_of(chart);
  for (const Level& level : chart.levels)
    keys.push_back({level.name, Ink::text, Dash::short_dash, Key::Sample::line});
  return keys;
}

void draw(const BarChart& chart, Sheet& sheet) {
  const std::size_t count = count_of(chart.across);
  bool has_any = false;
  for (std::size_t i = 0; i < count; ++i)
    has_any = has_any || total_at(chart, i).has_value() || (chart.target && chart.target->values[i]);
  if (!has_any || chart.series.empty()) {
    say_nothing(sheet);
    return;
  }
  for (std::size_t s = 0; s < chart.series.size(); ++s)
    sheet.scene.series_inks.push_back(series_ink(s));
  if (chart.target)
    sheet.scene.series_inks.push_back(Ink::text);
  if (const auto* days = std::get_if<Days>(&chart.across)) {
    // Bars want room that a true scale of time does not give them.
    BarChart by_name = chart;
    Categories names;
    for (const CivilDate& date : days->dates)
      names.names.push_back(text::format_date(date, text::DateForm::compact, sheet.layout.style));
    by_name.across = std::move(names);
    draw_standing(by_name, sheet);
    return;
  }
  const auto* categories = std::get_if<Categories>(&chart.across);
  if (categories != nullptr && lies(*categories, sheet))
    draw_lying(chart, *categories, sheet);
  else
    draw_standing(chart, sheet);
}

} // namespace truat::chart
