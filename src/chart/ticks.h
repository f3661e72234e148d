// Round ticks: on axes of figures, and on axes of civil dates with Buddhist years and fiscal quarters.
#pragma once

#include "base/civil_date.h"
#include "text/thai_date.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::chart {

/// Ticks at whole multiples of a step of 1, 2, 2.5 or 5 times a power of ten.
struct Ticks {
  double low = 0, high = 1; ///< the axis's ends: the first and last tick
  double step = 1;
  int places = 0; ///< decimal places that tell the ticks apart; 0 to 9
  std::vector<double> at;
  bool operator==(const Ticks&) const = default;
};
enum class Whole : std::uint8_t { no, yes /* steps of whole numbers */ };
/// At most `most` steps that hold `low` to `high`. Equal ends get room around them, down or up to zero where
/// that is near. Contract: both finite, low ≤ high, most ≥ 1.
[[nodiscard]] Ticks nice_ticks(double low, double high, int most, Whole whole = Whole::no);

/// What a label takes, in the layout's pixels.
using LabelWidth = std::function<float(std::string_view)>;

struct DateTick {
  CivilDate at;
  std::string label;
  bool operator==(const DateTick&) const = default;
};
/// What stands below the ticks: the month of days, the fiscal year of months.
struct DateBand {
  CivilDate from, to; ///< `to` is the day after the last
  std::string label;
  bool operator==(const DateBand&) const = default;
};
struct DateTicks {
  std::vector<DateTick> ticks;
  std::vector<DateBand> bands; ///< whole periods: the first and last may reach beyond the axis
};
/// The finest of days, weeks, months, fiscal quarters, fiscal years whose labels stand free of each other in
/// `width`. Contract: from ≤ to.
[[nodiscard]] DateTicks date_ticks(const CivilDate& from, const CivilDate& to, float width,
                                   const LabelWidth& label_width, const text::DateStyle& style);

/// A label over so many slots, from one on.
struct SlotLabel {
  std::size_t from = 0, count = 1;
  std::string label;
  bool operator==(const SlotLabel&) const = default;
};
/// Months in slots of equal width: each month's label, else each fiscal quarter's, else each fiscal year's,
/// over as much of it as is shown; and the fiscal years below where they are not the labels themselves.
struct MonthLabels {
  std::vector<SlotLabel> labels;
  std::vector<SlotLabel> years;
};
[[nodiscard]] MonthLabels month_labels(const CivilDate& first_month, std::size_t count, float slot_width,
                                       const LabelWidth& label_width, const text::DateStyle& style);

} // namespace truat::chart
