// What a chart says in words: a sentence for each place, a summary, and the table that says all of it.
#pragma once

#include "chart/bins.h"
#include "chart/chart.h"
#include "text/thai_date.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace truat::chart {

/// The values at one stop of the scene.
struct Said {
  struct Value {
    std::string name;
    std::string words;      ///< with its unit
    std::size_t series = 0; ///< of `Scene::series_inks`
    bool operator==(const Value&) const = default;
  };
  std::string place; ///< "พ.ย. 2567"
  std::vector<Value> values;
  std::string remark; ///< "เกินขีดควบคุมบน"
  /// "พ.ย. 2567: แผน 4 ครั้ง, ตรวจแล้ว 3 ครั้ง".
  [[nodiscard]] std::string sentence() const;
  bool operator==(const Said&) const = default;
};

struct Table {
  struct Cell {
    std::string shown; ///< as people read it
    std::string plain; ///< as spreadsheets do
    bool operator==(const Cell&) const = default;
  };
  struct Column {
    std::string heading; ///< with the unit
    bool is_number = false;
    bool operator==(const Column&) const = default;
  };
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};
/// With headings, as spreadsheets paste it. A text that a spreadsheet would run as a formula begins with an
/// apostrophe.
[[nodiscard]] std::string tab_separated(const Table& table);

/// Plan and result of an S-curve on the day that counts: today, or where the result ends.
struct Progress {
  CivilDate day;
  double plan = 0, result = 0;
  bool operator==(const Progress&) const = default;
};
[[nodiscard]] std::optional<Progress> progress_of(const SCurve& curve);
/// "ช้ากว่าแผน 3 แห่ง", "ตรงตามแผน".
[[nodiscard]] std::string progress_words(const Progress& progress, const Quantity& quantity,
                                         text::Digits digits);
/// Running sums; a result ends where a period has none.
[[nodiscard]] std::vector<double> summed(const std::vector<double>& values);
[[nodiscard]] std::vector<std::optional<double>> summed(const std::vector<std::optional<double>>& values);

/// The limits of a control chart, computed or given, and what its points break.
struct ControlReading {
  Control control;
  bool has_limits = false;
  std::vector<Signal> signals;
};
[[nodiscard]] ControlReading read_control(const ControlChart& chart);
/// "เกินขีดควบคุมบน", "กฎ 2: …"; "" for none.
[[nodiscard]] std::string signal_words(Signal signal);
/// "นอกขีด", "กฎ 2": beside the point.
[[nodiscard]] std::string signal_label(Signal signal);
/// Whether the point's range is above the ranges' upper limit.
[[nodiscard]] bool range_is_beyond(const ControlReading& reading, std::size_t point);
/// "นอกขีดควบคุม 2 จุด · ผิดกฎลำดับ 1 จุด", "อยู่ในขีดควบคุมทุกจุด".
[[nodiscard]] std::string control_words(const ControlReading& reading);

/// "49.2 %": a share of a whole, 0 where there is no whole.
[[nodiscard]] std::string percent_words(double part, double whole, text::Digits digits);
/// Points of percent that are missing to the target; below zero: beyond it. None without target or whole.
[[nodiscard]] std::optional<double> missing_points(const BulletChart::Row& row);

/// Reads one chart, whose figures it computes once. The chart must outlive it. Contract: `check` has nothing
/// against the chart.
class Reading {
public:
  Reading(const Chart& chart, const text::DateStyle& style);

  [[nodiscard]] std::size_t stop_count() const { return m_count; }
  /// Contract: stop < stop_count.
  [[nodiscard]] Said at(std::size_t stop) const;
  /// Kind, extent and what stands out, for those who do not see it.
  [[nodiscard]] std::string summary() const;
  [[nodiscard]] Table table() const;

private:
  [[nodiscard]] std::string place(const Across& across, std::size_t index) const;
  [[nodiscard]] std::string words(const Quantity& quantity, double value) const;
  [[nodiscard]] std::string span(const Across& across) const;
  void say(Said& said, const LineChart& chart, std::size_t stop) const;
  void say(Said& said, const BarChart& chart, std::size_t stop) const;
  void say(Said& said, const BulletChart& chart, std::size_t stop) const;
  void say(Said& said, const SCurve& chart, std::size_t stop) const;
  void say(Said& said, const ControlChart& chart, std::size_t stop) const;
  void say(Said& said, const Histogram& chart, std::size_t stop) const;
  [[nodiscard]] std::string sum_up(const LineChart& chart) const;
  [[nodiscard]] std::string sum_up(const BarChart& chart) const;
  [[nodiscard]] std::string sum_up(const BulletChart& chart) const;
  [[nodiscard]] std::string sum_up(const SCurve& chart) const;
  [[nodiscard]] std::string sum_up(const ControlChart& chart) const;
  [[nodiscard]] std::string sum_up(const Histogram& chart) const;

  const Chart& m_chart;
  text::DateStyle m_style;
  std::size_t m_count = 0;
  std::vector<double> m_plan;                  ///< of an S-curve
  std::vector<std::optional<double>> m_result; ///< of an S-curve
  ControlReading m_control;
  std::vector<Bin> m_bins;
};

} // namespace truat::chart
