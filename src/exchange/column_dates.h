// Dates as a whole column writes them: one cell ("3/4/62") may be read in several ways, all of them together
// in one.
#pragma once

#include "base/civil_date.h"
#include "base/error.h"
#include "exchange/table.h"
#include "text/language.h"

#include <cstdint>
#include <expected>
#include <string_view>

namespace truat::exchange {

enum class DateOrder : std::uint8_t { day_first, month_first };

/// How a column's dates are read. Four-digit years tell their era themselves; `era` is that of years of two
/// digits.
struct DateStyle {
  DateOrder order = DateOrder::day_first;
  text::Era era = text::Era::buddhist;
  bool operator==(const DateStyle&) const = default;
};

/// Counts what the cells of a column show. Fed with every cell, it tells the style.
class DateStyleDetector {
public:
  void add(const Cell& cell);
  /// Month first only where some second number cannot be a month and no first one says otherwise. The era of
  /// most four-digit years; Buddhist where there are none.
  [[nodiscard]] DateStyle style() const;

private:
  std::size_t m_first_past_12 = 0;
  std::size_t m_second_past_12 = 0;
  std::size_t m_buddhist = 0;
  std::size_t m_common = 0;
};

/// Reads a cell. Dates that a spreadsheet keeps in Buddhist years as if they were common ones are put right.
/// Errors: `import.no_such_day`, `import.not_a_date`, `import.year_unlikely`.
[[nodiscard]] std::expected<CivilDate, Phrase> read_date_cell(const Cell& cell, const DateStyle& style);

} // namespace truat::exchange
