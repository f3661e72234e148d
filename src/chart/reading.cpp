#include "chart/reading.h"

#include "base/contract.h"
#include "text/messages.h"
#include "text/numbers.h"

#include <algorithm>

namespace truat::chart {
namespace {

using text::tr;

std::size_t stops_of(const Chart& chart) {
  struct Count {
    std::size_t operator()(const LineChart& body) const { return count_of(body.across); }
    std::size_t operator()(const BarChart& body) const { return count_of(body.across); }
    std::size_t operator()(const BulletChart& body) const { return body.rows.size(); }
    std::size_t operator()(const SCurve& body) const { return body.dates.size(); }
    std::size_t operator()(const ControlChart& body) const { return body.groups.size(); }
    std::size_t operator()(const Histogram& body) const { return bins_of(body.values).size(); }
  };
  return std::visit(Count{}, chart.body);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts)
    if (!part.empty())
      all.append(all.empty() ? "" : between).append(part);
  return all;
}

/// The last value that is known, of each series.
std::string last_values(const std::vector<Series>& all, const Quantity& quantity, text::Digits digits) {
  std::vector<std::string> parts;
  for (const Series& series : all) {
    const auto last = std::ranges::find_if(series.values.rbegin(), series.values.rend(),
                                           [](const auto& value) { return value.has_value(); });
    if (last != series.values.rend())
      parts.push_back(
          tr("chart.last_value", {{"name", series.name}, {"value", value_words(quantity, **last, digits)}}));
  }
  return joined(parts, ", ");
}

} // namespace

std::string Said::sentence() const {
  std::string all = place;
  for (std::size_t i = 0; i < values.size(); ++i) {
    all += i == 0 ? (place.empty() ? "" : ": ") : ", ";
    all += values[i].name.empty() ? values[i].words : values[i].name + " " + values[i].words;
  }
  return remark.empty() ? all : all + " · " + remark;
}

Reading::Reading(const Chart& chart, const text::DateStyle& style)
    : m_chart(chart), m_style(style), m_count(stops_of(chart)) {
  if (const auto* curve = std::get_if<SCurve>(&chart.body)) {
    m_plan = summed(curve->plan);
    m_result = summed(curve->result);
  } else if (const auto* control = std::get_if<ControlChart>(&chart.body)) {
    m_control = read_control(*control);
  } else if (const auto* histogram = std::get_if<Histogram>(&chart.body)) {
    m_bins = bins_of(histogram->values);
  }
}

std::string Reading::place(const Across& across, std::size_t index) const {
  if (const auto* categories = std::get_if<Categories>(&across))
    return categories->names[index];
  if (const auto* months = std::get_if<Months>(&across))
    return text::format_month(add_months(months->first, static_cast<int>(index)),
                              text::MonthForm::abbreviated, m_style);
  return text::format_date(std::get<Days>(across).dates[index], text::DateForm::abbreviated, m_style);
}

std::string Reading::words(const Quantity& quantity, double value) const {
  return value_words(quantity, value, m_style.digits);
}

/// "12 จุด, ต.ค. 2566 ถึง ก.ย. 2567".
std::string Reading::span(const Across& across) const {
  const std::size_t count = count_of(across);
  std::string all = tr("chart.count_places",
                       {{"count", text::format_number(static_cast<std::int64_t>(count), m_style.digits)}});
  if (count > 1)
    all += ", " + tr("chart.from_to", {{"from", place(across, 0)}, {"to", place(across, count - 1)}});
  return all;
}

Said Reading::at(std::size_t stop) const {
  expects(stop < m_count, "a place of the chart");
  Said said;
  std::visit([&](const auto& body) { say(said, body, stop); }, m_chart.body);
  return said;
}

void Reading::say(Said& said, const LineChart& chart, std::size_t stop) const {
  said.place = place(chart.across, stop);
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    if (const std::optional<double>& value = chart.series[i].values[stop])
      said.values.push_back({chart.series[i].name, words(chart.quantity, *value), i});
  if (said.values.empty())
    said.remark = tr("chart.no_value");
}

void Reading::say(Said& said, const BarChart& chart, std::size_t stop) const {
  said.place = place(chart.across, stop);
  double total = 0;
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    if (const std::optional<double>& value = chart.series[i].values[stop]) {
      said.values.push_back({chart.series[i].name, words(chart.quantity, *value), i});
      total += *value;
    }
  if (chart.target && chart.target->values[stop])
    said.values.push_back(
        {chart.target->name, words(chart.quantity, *chart.target->values[stop]), chart.series.size()});
  if (said.values.empty())
    said.remark = tr("chart.no_value");
  else if (chart.arrangement == BarChart::Arrangement::stacked && chart.series.size() > 1)
    said.remark = tr("chart.total", {{"value", words(chart.quantity, total)}});
}

void Reading::say(Said& said, const BulletChart& chart, std::size_t stop) const {
  const BulletChart::Row& row = chart.rows[stop];
  const auto both = [&](double value) {
    return words(chart.quantity, value) + " (" + percent_words(value, row.whole, m_style.digits) + ")";
  };
  said.place = row.name;
  said.values.push_back({chart.done_name, both(row.done), 0});
  if (row.committed > 0)
    said.values.push_back({chart.committed_name, both(row.committed), 1});
  if (row.target)
    said.values.push_back({std::string(tr("chart.target")), both(*row.target), 2});
  said.remark = tr("chart.of_whole", {{"value", words(chart.quantity, row.whole)}});
}

void Reading::say(Said& said, const SCurve& chart, std::size_t stop) const {
  said.place = text::format_date(chart.dates[stop], text::DateForm::abbreviated, m_style);
  said.values.push_back({std::string(tr("chart.plan")), words(chart.quantity, m_plan[stop]), 0});
  if (!m_result[stop])
    return;
  said.values.push_back({std::string(tr("chart.result")), words(chart.quantity, *m_result[stop]), 1});
  said.remark =
      progress_words({chart.dates[stop], m_plan[stop], *m_result[stop]}, chart.quantity, m_style.digits);
}

void Reading::say(Said& said, const ControlChart& chart, std::size_t stop) const {
  const bool of_means = chart.groups.front().size() > 1;
  said.place = place(chart.across, stop);
  said.values.push_back({std::string(tr(of_means ? "chart.mean" : "chart.value")),
                         words(chart.quantity, m_control.control.points[stop]), 0});
  if (stop < m_control.control.point_ranges.size() && m_control.control.point_ranges[stop] &&
      chart.with_ranges)
    said.values.push_back({std::string(tr(of_means ? "chart.range" : "chart.moving_range")),
                           words(chart.quantity, *m_control.control.point_ranges[stop]), 1});
  said.remark = signal_words(m_control.signals[stop]);
  if (chart.with_ranges && range_is_beyond(m_control, stop))
    said.remark += (said.remark.empty() ? "" : " · ") + std::string(tr("chart.range_beyond"));
}

void Reading::say(Said& said, const Histogram& chart, std::size_t stop) const {
  const Bin& bin = m_bins[stop];
  said.place =
      tr("chart.from_to", {{"from", words(chart.quantity, bin.from)}, {"to", words(chart.quantity, bin.to)}});
  const Quantity counted{Quantity::Kind::count, chart.counted, 0};
  said.values.push_back({{}, words(counted, static_cast<double>(bin.count)), 0});
}

std::string Reading::summary() const {
  std::string all = std::visit([this](const auto& body) { return sum_up(body); }, m_chart.body);
  if (m_count == 0)
    return all + ". " + std::string(tr("chart.nothing"));
  return all;
}

std::string Reading::sum_up(const LineChart& chart) const {
  return joined({std::string(tr("chart.kind_line")), span(chart.across),
                 last_values(chart.series, chart.quantity, m_style.digits)},
                ". ");
}

std::string Reading::sum_up(const BarChart& chart) const {
  const bool stacked = chart.arrangement == BarChart::Arrangement::stacked && chart.series.size() > 1;
  return joined({std::string(tr(stacked ? "chart.kind_stacked" : "chart.kind_bar")), span(chart.across),
                 std::holds_alternative<Categories>(chart.across)
                     ? std::string()
                     : last_values(chart.series, chart.quantity, m_style.digits)},
                ". ");
}

std::string Reading::sum_up(const BulletChart& chart) const {
  const auto below = std::ranges::count_if(
      chart.rows, [](const BulletChart::Row& row) { return missing_points(row).value_or(0) > 0.05; });
  const std::string count = tr("chart.count_rows", {{"count", std::to_string(chart.rows.size())}});
  return joined({std::string(tr("chart.kind_bullet")), count,
                 below > 0 ? tr("chart.count_below", {{"count", std::to_string(below)}}) : std::string()},
                ". ");
}

std::string Reading::sum_up(const SCurve& chart) const {
  const std::optional<Progress> progress = progress_of(chart);
  return joined({std::string(tr("chart.kind_curve")), span(Days{chart.dates}),
                 progress ? progress_words(*progress, chart.quantity, m_style.digits) : std::string()},
                ". ");
}

std::string Reading::sum_up(const ControlChart& chart) const {
  std::string limits;
  if (m_control.has_limits) {
    const ControlLimits& values = m_control.control.values;
    Quantity quantity = chart.quantity;
    quantity.places = std::max(1, quantity.places);
    limits = tr("chart.limits", {{"lower", words(quantity, values.lower)},
                                 {"center", words(quantity, values.center)},
                                 {"upper", words(quantity, values.upper)}});
  }
  return joined({std::string(tr("chart.kind_control")), span(chart.across), limits,
                 m_control.has_limits ? control_words(m_control) : std::string()},
                ". ");
}

std::string Reading::sum_up(const Histogram& chart) const {
  const auto outside = std::ranges::count_if(chart.values, [&](double value) {
    return value < chart.lower_limit.value_or(value) || value > chart.upper_limit.value_or(value);
  });
  const auto number = [&](std::size_t count) {
    return text::format_number(static_cast<std::int64_t>(count), m_style.digits);
  };
  return joined(
      {std::string(tr("chart.kind_histogram")),
       tr("chart.values_in_bins", {{"count", number(chart.values.size())}, {"bins", number(m_bins.size())}}),
       chart.lower_limit || chart.upper_limit
           ? tr("chart.count_outside", {{"count", number(static_cast<std::size_t>(outside))}})
           : std::string()},
      ". ");
}

} // namespace truat::chart
