// What a chart says, as values: seven kinds, no pixels. `layout.h` makes a scene of it, `words.h` its
// sentences and its table.
#pragma once

#include "base/civil_date.h"
#include "base/result.h"
#include "chart/control_limits.h"
#include "chart/ink.h"
#include "chart/quantity.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace truat::chart {

/// Names side by side, in the order given.
struct Categories {
  std::vector<std::string> names;
  bool operator==(const Categories&) const = default;
};
/// Months that follow each other, under their fiscal years.
struct Months {
  CivilDate first;
  std::size_t count = 0;
  bool operator==(const Months&) const = default;
};
/// Days on a true scale of time, ascending.
struct Days {
  std::vector<CivilDate> dates;
  bool operator==(const Days&) const = default;
};
using Across = std::variant<Categories, Months, Days>;
[[nodiscard]] std::size_t count_of(const Across& across);

/// One value for each place of the axis; nothing where none is known.
struct Series {
  std::string name;
  std::vector<std::optional<double>> values;
  bool operator==(const Series&) const = default;
};

/// A line across: a target or a limit.
struct Level {
  enum class Kind : std::uint8_t { target, limit };
  std::string name;
  double value = 0;
  Kind kind = Kind::target;
  bool operator==(const Level&) const = default;
};

/// Part of the axis that is shown; what lies outside is clipped at its edges.
struct Range {
  double low = 0, high = 0;
  bool operator==(const Range&) const = default;
};

struct LineChart {
  Across across;
  std::vector<Series> series; ///< at most six
  Quantity quantity;
  std::vector<Level> levels = {};
  bool from_zero = false;
  std::optional<Range> shown = {};
  bool operator==(const LineChart&) const = default;
};

struct BarChart {
  enum class Arrangement : std::uint8_t { side_by_side, stacked };
  Across across; ///< names that are too long for columns make the bars lie
  std::vector<Series> series;
  Quantity quantity;
  Arrangement arrangement = Arrangement::side_by_side;
  /// A tick at each place, as bullet bars have it.
  std::optional<Series> target = {};
  std::vector<Level> levels = {};
  bool operator==(const BarChart&) const = default;
};

/// Rows of done and committed on a track of the whole, with a tick at the target.
struct BulletChart {
  struct Row {
    std::string name;
    double done = 0;
    double committed = 0; ///< on top of done
    double whole = 0;     ///< of the track
    std::optional<double> target = {};
    bool operator==(const Row&) const = default;
  };
  std::vector<Row> rows;
  Quantity quantity;
  std::string done_name, committed_name; ///< "เบิกจ่าย", "ผูกพัน"; the second empty where nothing is
  float thickness = 10;                  ///< 8, 10 or 14 design pixels
  /// Points of percent below the target that are still "near" it.
  double near_points = 10;
  bool operator==(const BulletChart&) const = default;
};

/// Plan and result as running sums.
struct SCurve {
  CivilDate begin;              ///< where both are nothing
  std::vector<CivilDate> dates; ///< ends of periods, ascending, after `begin`
  std::vector<double> plan;     ///< of each period, not summed
  std::vector<std::optional<double>> result;
  Quantity quantity;
  std::optional<CivilDate> today = {};
  bool operator==(const SCurve&) const = default;
};

/// Values over time with their limits: of individuals with moving ranges, or of means of groups.
struct ControlChart {
  Across across;
  /// One value a group makes a chart of individuals; two to ten, all of one size, one of means.
  std::vector<std::vector<double>> groups;
  Quantity quantity;
  std::optional<ControlLimits> given = {}; ///< instead of those computed from the values
  bool with_ranges = true;                 ///< the ranges in a pane of their own, where there is room
  bool operator==(const ControlChart&) const = default;
};

struct Histogram {
  std::vector<double> values;
  Quantity quantity;        ///< of the values
  std::string counted = {}; ///< what is counted: "ตัวอย่าง"
  std::optional<double> lower_limit = {}, upper_limit = {};
  std::optional<double> target = {};
  bool operator==(const Histogram&) const = default;
};

struct Chart {
  std::string title;
  std::string note = {};        ///< under it: whose figures, of when
  std::string across_name = {}; ///< heading of the first column of the table: "เดือน"
  std::variant<LineChart, BarChart, BulletChart, SCurve, ControlChart, Histogram> body;
  bool operator==(const Chart&) const = default;
};

/// Whether it can be drawn: lists as long as their axis, at most six series, finite numbers only, dates in
/// order, groups of one size. Errors: `chart.not_a_number`, `chart.too_many_series`, `chart.uneven`,
/// `chart.dates`, `chart.group_size`.
[[nodiscard]] Result<void> check(const Chart& chart);

} // namespace truat::chart
