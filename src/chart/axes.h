// The frame of a chart with two axes: ticks and grid, the places of values, direct labels at the lines' ends.
// Only layouts include this.
#pragma once

#include "chart/sheet.h"
#include "chart/ticks.h"

#include <algorithm>

namespace truat::chart {

/// A label beside the plot, at the height of a value.
struct EndLabel {
  double value = 0;
  Key key;
  bool has_sample = true;
};

struct AxesSpec {
  const Across* across = nullptr;
  double low = 0, high = 1; ///< of all values
  Quantity quantity;
  std::optional<Range> shown = {}; ///< instead of round ends
  std::vector<Key> keys = {};      ///< always in the legend
  std::vector<EndLabel> ends = {}; ///< beside the plot; in the legend where it is narrow
  bool with_across_labels = true;
  float least_left = 0;       ///< so that panes one above the other stand flush
  float least_right = 0;      ///< the same
  std::string_view name = {}; ///< of the pane, before the unit
  float above = 0;            ///< kept free between the legend and the plot
  /// A date on the plot's left edge instead of half a slot inside it: days only.
  std::optional<CivilDate> begin = {};
};

class Axes {
public:
  /// Takes all of `sheet.room`.
  Axes(Sheet& sheet, AxesSpec spec);

  Rect plot;
  [[nodiscard]] float y(double value) const;
  /// The middle of a place; of categories and months the middle of its slot.
  [[nodiscard]] float x(std::size_t index) const;
  [[nodiscard]] float x(const CivilDate& date) const;
  [[nodiscard]] float slot_width() const;
  /// The lowest that is not below the plot: where bars begin.
  [[nodiscard]] float zero() const { return y(std::clamp(0.0, m_low, m_high)); }
  [[nodiscard]] bool labels_are_direct() const { return m_direct; }

  /// Grid, ticks, axis and their words: before the values.
  void draw_back();
  /// Labels at the ends: after the values.
  void draw_ends();
  /// One stop for each place.
  void add_stops();

  [[nodiscard]] float left() const { return plot.x; }
  [[nodiscard]] float right_margin() const;

private:
  void plan_height();
  void plan_legend();
  [[nodiscard]] std::string unit_words() const;
  void plan_width();
  void plan_ends();
  void draw_across();
  void draw_names(const Categories& categories, float middle);
  void draw_months(const Months& months, float middle);
  void draw_days(float middle);
  void draw_band(std::string_view label, float from, float to);
  [[nodiscard]] std::string tick_words(double value) const;
  [[nodiscard]] std::size_t count() const;

  Sheet& m_sheet;
  AxesSpec m_spec;
  AxisUnit m_unit;
  Ticks m_ticks;
  double m_low = 0, m_high = 1; ///< of the plot, in values
  bool m_direct = false;
  float m_ends_width = 0;
  bool m_has_bands = false;
  CivilDate m_first, m_last; ///< of days
};

/// The least and largest of values, so that all of them are on the axis.
class Extent {
public:
  void add(double value);
  void add(const std::optional<double>& value) {
    if (value)
      add(*value);
  }
  [[nodiscard]] double low() const { return m_any ? m_low : 0; }
  [[nodiscard]] double high() const { return m_any ? m_high : 0; }

private:
  double m_low = 0, m_high = 0;
  bool m_any = false;
};

/// Words in a row, each about its middle and inside the picture; those that would touch the one before are
/// left out.
void draw_row(Sheet& sheet, const std::vector<std::pair<float, std::string>>& words, float y);

/// Dots of one series for `scene.dots`, beside those of the others.
void add_dots(Scene& scene, std::size_t series, std::size_t count, std::size_t at, std::optional<Point> dot);

} // namespace truat::chart
