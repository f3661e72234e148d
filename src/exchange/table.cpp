#include "exchange/table.h"

#include "base/contract.h"

#include <algorithm>
#include <limits>

namespace truat::exchange {

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
  return name;
}

void Table::append(std::string_view text, CellType type) {
  expects(m_text.size() + text.size() <= std::numeric_limits<std::uint32_t>::max(),
          "a table's text fits 32 bits");
  m_cells.push_back(
      {static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(text.size()), type});
  m_text += text;
}

void Table::end_row(std::uint32_t number) {
  expects(m_rows.empty() || number > m_rows.back().number, "row numbers rise");
  const std::size_t count = open_cells();
  m_rows.push_back({m_first_open, static_cast<std::uint32_t>(count), number});
  m_column_count = std::max(m_column_count, count);
  m_first_open = m_cells.size();
}

void Table::repeat(std::size_t row, std::size_t source_row, std::size_t column) {
  expects(row < m_rows.size() && source_row < m_rows.size(), "rows that are there");
  const Repeated repeated{row, column, source_row};
  const auto order = [](const Repeated& left, const Repeated& right) {
    return std::pair(left.row, left.column) < std::pair(right.row, right.column);
  };
  if (m_repeated.empty() || order(m_repeated.back(), repeated))
    m_repeated.push_back(repeated);
  else
    m_repeated.insert(std::ranges::upper_bound(m_repeated, repeated, order), repeated);
  m_column_count = std::max(m_column_count, column + 1);
}

Cell Table::cell(std::size_t row, std::size_t column) const {
  const auto in_row = [&](std::size_t index) -> Cell {
    const Row& found = m_rows[index];
    if (column >= found.count)
      return {};
    const Place& place = m_cells[found.first + column];
    return {std::string_view(m_text).substr(place.offset, place.length), place.type};
  };
  const Cell own = in_row(row);
  if (m_repeated.empty() || own.type != CellType::empty)
    return own;
  const auto key = [](const Repeated& repeated) { return std::pair(repeated.row, repeated.column); };
  const auto found = std::ranges::lower_bound(m_repeated, std::pair(row, column), {}, key);
  if (found == m_repeated.end() || key(*found) != std::pair(row, column))
    return own;
  return in_row(found->source_row);
}

bool Table::is_blank(std::size_t row) const {
  const Row& found = m_rows[row];
  return std::ranges::all_of(m_cells.begin() + static_cast<std::ptrdiff_t>(found.first),
                             m_cells.begin() + static_cast<std::ptrdiff_t>(found.first + found.count),
                             [](const Place& place) { return place.type == CellType::empty; });
}

std::size_t Table::find_row(std::uint32_t number) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(m_rows, number, {}, &Row::number) -
                                  m_rows.begin());
}

} // namespace truat::exchange
