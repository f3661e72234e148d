// Figures that charts derive from what they are given, and the words for them.
#include "chart/reading.h"
#include "text/messages.h"
#include "text/numbers.h"

#include <algorithm>
#include <cmath>

namespace truat::chart {

std::vector<double> summed(const std::vector<double>& values) {
  std::vector<double> sums;
  double sum = 0;
  for (const double value : values)
    sums.push_back(sum += value);
  return sums;
}

std::vector<std::optional<double>> summed(const std::vector<std::optional<double>>& values) {
  std::vector<std::optional<double>> sums(values.size());
  double sum = 0;
  for (std::size_t i = 0; i < values.size() && values[i]; ++i)
    sums[i] = sum += *values[i];
  return sums;
}

std::optional<Progress> progress_of(const SCurve& curve) {
  const std::vector<std::optional<double>> result = summed(curve.result);
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < result.size(); ++i)
    if (result[i] && (!curve.today || i == 0 || curve.dates[i - 1] < *curve.today))
      last = i;
  if (!last)
    return std::nullopt;
  const CivilDate day = curve.today.value_or(curve.dates[*last]);
  const std::vector<double> plan = summed(curve.plan);
  // Inside a period the plan goes straight from its beginning to its end.
  double planned = plan.back();
  CivilDate from = curve.begin;
  double before = 0;
  for (std::size_t i = 0; i < curve.dates.size(); ++i) {
    if (day <= curve.dates[i]) {
      const double whole = static_cast<double>(std::max<std::int64_t>(1, days_between(from, curve.dates[i])));
      const double part = static_cast<double>(std::max<std::int64_t>(0, days_between(from, day)));
      planned = before + (plan[i] - before) * part / whole;
      break;
    }
    from = curve.dates[i];
    before = plan[i];
  }
  return Progress{day, planned, *result[*last]};
}

std::string progress_words(const Progress& progress, const Quantity& quantity, text::Digits digits) {
  double gap = progress.plan - progress.result;
  // Half a factory is none: a plan inside a month is counted in whole things.
  if (quantity.kind == Quantity::Kind::count)
    gap = std::round(gap);
  if (std::abs(gap) < 1e-9 * std::max(1.0, std::abs(progress.plan)))
    return std::string(text::tr("chart.as_planned"));
  return text::tr(gap > 0 ? "chart.behind_plan" : "chart.ahead_of_plan",
                  {{"amount", difference_words(quantity, gap, digits)}});
}

ControlReading read_control(const ControlChart& chart) {
  ControlReading reading;
  std::vector<double> singles;
  const bool of_means = !chart.groups.empty() && chart.groups.front().size() > 1;
  std::optional<Control> control;
  if (of_means) {
    control = control_of_groups(chart.groups);
  } else {
    for (const std::vector<double>& group : chart.groups)
      singles.push_back(group.front());
    control = control_of_individuals(singles);
  }
  reading.has_limits = control.has_value() || chart.given.has_value();
  if (control)
    reading.control = std::move(*control);
  else
    reading.control.points = singles;
  if (chart.given)
    reading.control.values = *chart.given;
  reading.signals = reading.has_limits ? signals(reading.control.points, reading.control.values)
                                       : std::vector<Signal>(reading.control.points.size(), Signal::none);
  return reading;
}

std::string signal_words(Signal signal) {
  switch (signal) {
  case Signal::none:
    return {};
  case Signal::beyond_upper:
    return std::string(text::tr("chart.beyond_upper"));
  case Signal::beyond_lower:
    return std::string(text::tr("chart.beyond_lower"));
  case Signal::two_of_three:
    return std::string(text::tr("chart.two_of_three"));
  case Signal::four_of_five:
    return std::string(text::tr("chart.four_of_five"));
  case Signal::eight_on_one_side:
    return std::string(text::tr("chart.eight_on_one_side"));
  }
  return {};
}

std::string signal_label(Signal signal) {
  if (is_beyond(signal))
    return std::string(text::tr("chart.beyond"));
  const int rule = signal == Signal::two_of_three ? 2 : signal == Signal::four_of_five ? 3 : 4;
  return text::tr("chart.rule", {{"number", std::to_string(rule)}});
}

bool range_is_beyond(const ControlReading& reading, std::size_t point) {
  const Control& control = reading.control;
  return point < control.point_ranges.size() &&
         control.point_ranges[point].value_or(0) > control.ranges.upper;
}

std::string control_words(const ControlReading& reading) {
  std::size_t beyond = 0;
  std::size_t patterns = 0;
  for (const Signal signal : reading.signals)
    if (signal != Signal::none)
      ++(is_beyond(signal) ? beyond : patterns);
  std::string words;
  if (beyond > 0)
    words = text::tr("chart.count_beyond", {{"count", std::to_string(beyond)}});
  if (patterns > 0)
    words += (words.empty() ? "" : " · ") +
             text::tr("chart.count_patterns", {{"count", std::to_string(patterns)}});
  return words.empty() ? std::string(text::tr("chart.in_control")) : words;
}

std::string percent_words(double part, double whole, text::Digits digits) {
  return number_words(whole > 0 ? part / whole * 100 : 0, 1, digits) + " %";
}

std::optional<double> missing_points(const BulletChart::Row& row) {
  if (!row.target || row.whole <= 0)
    return std::nullopt;
  return (*row.target - row.done) / row.whole * 100;
}

} // namespace truat::chart
