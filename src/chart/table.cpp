// The table that says all that a chart does.
#include "chart/reading.h"
#include "text/messages.h"

#include <algorithm>

namespace truat::chart {
namespace {

using text::tr;

Table::Cell cell(const Quantity& quantity, const std::optional<double>& value, text::Digits digits) {
  if (!value)
    return {};
  // The heading has the unit.
  Quantity bare = quantity;
  bare.unit.clear();
  std::string shown = value_words(bare, *value, digits);
  if (quantity.kind == Quantity::Kind::percent || quantity.kind == Quantity::Kind::money)
    shown.resize(shown.rfind(' '));
  return {std::move(shown), plain_number(quantity, *value)};
}

Table::Cell cell(std::string text) {
  return {text, text};
}

Table::Column column(std::string_view name, const Quantity& quantity) {
  const std::string unit = unit_name(quantity);
  return {unit.empty() ? std::string(name) : std::string(name) + " (" + unit + ")", true};
}

/// Dates as spreadsheets read them.
Table::Cell place_cell(const Across& across, std::size_t index, std::string shown) {
  if (const auto* days = std::get_if<Days>(&across))
    return {std::move(shown), to_iso(days->dates[index])};
  return cell(std::move(shown));
}

class Maker {
public:
  Maker(const Chart& chart, const Reading& reading, const text::DateStyle& style)
      : m_chart(chart), m_reading(reading), m_digits(style.digits) {}

  Table make() {
    std::visit([this](const auto& body) { fill(body); }, m_chart.body);
    return std::move(m_table);
  }

private:
  void begin(std::string_view first) {
    m_table.columns.push_back(
        {m_chart.across_name.empty() ? std::string(first) : m_chart.across_name, false});
  }
  void add(std::string_view name, const Quantity& quantity) {
    m_table.columns.push_back(column(name, quantity));
  }
  std::vector<Table::Cell>& row(const Across& across, std::size_t index) {
    m_table.rows.push_back({place_cell(across, index, m_reading.at(index).place)});
    return m_table.rows.back();
  }
  [[nodiscard]] Table::Cell number(const Quantity& quantity, const std::optional<double>& value) const {
    return cell(quantity, value, m_digits);
  }

  void fill(const LineChart& body) {
    begin(tr("chart.place"));
    for (const Series& series : body.series)
      add(series.name, body.quantity);
    for (std::size_t i = 0; i < count_of(body.across); ++i) {
      std::vector<Table::Cell>& cells = row(body.across, i);
      for (const Series& series : body.series)
        cells.push_back(number(body.quantity, series.values[i]));
    }
  }
  void fill(const BarChart& body) {
    begin(tr("chart.place"));
    for (const Series& series : body.series)
      add(series.name, body.quantity);
    if (body.target)
      add(body.target->name, body.quantity);
    for (std::size_t i = 0; i < count_of(body.across); ++i) {
      std::vector<Table::Cell>& cells = row(body.across, i);
      for (const Series& series : body.series)
        cells.push_back(number(body.quantity, series.values[i]));
      if (body.target)
        cells.push_back(number(body.quantity, body.target->values[i]));
    }
  }
  void fill(const BulletChart& body) {
    begin(tr("chart.row"));
    add(tr("chart.whole"), body.quantity);
    add(body.done_name, body.quantity);
    if (!body.committed_name.empty())
      add(body.committed_name, body.quantity);
    add(tr("chart.target"), body.quantity);
    for (const BulletChart::Row& one : body.rows) {
      m_table.rows.push_back(
          {cell(one.name), number(body.quantity, one.whole), number(body.quantity, one.done)});
      if (!body.committed_name.empty())
        m_table.rows.back().push_back(number(body.quantity, one.committed));
      m_table.rows.back().push_back(number(body.quantity, one.target));
    }
  }
  void fill(const SCurve& body) {
    begin(tr("chart.until"));
    for (const std::string_view key : {"chart.plan", "chart.result", "chart.plan_sum", "chart.result_sum"})
      add(tr(key), body.quantity);
    const std::vector<double> plan = summed(body.plan);
    const std::vector<std::optional<double>> result = summed(body.result);
    const Across across = Days{body.dates};
    for (std::size_t i = 0; i < body.dates.size(); ++i) {
      std::vector<Table::Cell>& cells = row(across, i);
      for (const std::optional<double>& value :
           {std::optional(body.plan[i]), body.result[i], std::optional(plan[i]), result[i]})
        cells.push_back(number(body.quantity, value));
    }
  }
  void fill(const ControlChart& body) {
    const ControlReading reading = read_control(body);
    const std::size_t size = body.groups.empty() ? 1 : body.groups.front().size();
    begin(tr("chart.place"));
    Quantity derived = body.quantity;
    derived.places = std::min(9, derived.places + (size > 1 ? 1 : 0));
    if (size > 1)
      for (std::size_t i = 0; i < size; ++i)
        add(tr("chart.value_number", {{"number", std::to_string(i + 1)}}), body.quantity);
    add(tr(size > 1 ? "chart.mean" : "chart.value"), derived);
    add(tr(size > 1 ? "chart.range" : "chart.moving_range"), body.quantity);
    for (const std::string_view key : {"chart.lower_limit", "chart.center", "chart.upper_limit"})
      add(tr(key), derived);
    m_table.columns.push_back({std::string(tr("chart.remark")), false});
    derived.places = std::min(9, body.quantity.places + 2);
    for (std::size_t i = 0; i < body.groups.size(); ++i) {
      std::vector<Table::Cell>& cells = row(body.across, i);
      if (size > 1)
        for (const double value : body.groups[i])
          cells.push_back(number(body.quantity, value));
      cells.push_back(number(size > 1 ? derived : body.quantity, reading.control.points[i]));
      const std::vector<std::optional<double>>& ranges = reading.control.point_ranges;
      cells.push_back(number(body.quantity, i < ranges.size() ? ranges[i] : std::nullopt));
      const ControlLimits& limits = reading.control.values;
      for (const double limit : {limits.lower, limits.center, limits.upper})
        cells.push_back(number(derived, reading.has_limits ? std::optional(limit) : std::nullopt));
      cells.push_back(cell(signal_words(reading.signals[i])));
    }
  }
  void fill(const Histogram& body) {
    m_table.columns.push_back(column(tr("chart.bin_from"), body.quantity));
    m_table.columns.push_back(column(tr("chart.bin_to"), body.quantity));
    const Quantity counted{Quantity::Kind::count, body.counted, 0};
    add(tr("chart.count"), counted);
    for (const Bin& bin : bins_of(body.values))
      m_table.rows.push_back({number(body.quantity, bin.from), number(body.quantity, bin.to),
                              number(counted, static_cast<double>(bin.count))});
  }

  const Chart& m_chart;
  const Reading& m_reading;
  text::Digits m_digits;
  Table m_table;
};

/// A text in one cell, whatever it has in it.
std::string pasted(std::string_view text, bool is_number) {
  std::string out;
  if (!is_number && !text.empty() && std::string_view("=+-@").contains(text.front()))
    out = "'";
  for (const char c : text)
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

} // namespace

Table Reading::table() const {
  return Maker(m_chart, *this, m_style).make();
}

std::string tab_separated(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out.append(i == 0 ? "" : "\t").append(pasted(table.columns[i].heading, false));
  out += "\r\n";
  for (const std::vector<Table::Cell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out.append(i == 0 ? "" : "\t").append(pasted(row[i].plain, table.columns[i].is_number));
    out += "\r\n";
  }
  return out;
}

} // namespace truat::chart
