// What a spreadsheet's number format makes of a number: a date, a time, digits with leading zeros, or itself.
// Sources: ECMA-376 part 1, 18.8.30 (built-in formats, also those of the Thai locale), 18.17.4.1 (date
// systems).
#pragma once

#include "exchange/table.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace truat::exchange {

struct NumberFormat {
  enum class Shows : std::uint8_t { number, date, time, date_time };
  Shows shows = Shows::number;
  std::uint32_t least_digits = 0; ///< of a format that is only zeros
  bool operator==(const NumberFormat&) const = default;
};

/// Of a format's code ("dd/mm/bbbb", "00000", "[$-41E]d mmm yy").
[[nodiscard]] NumberFormat classify_format(std::string_view code);
[[nodiscard]] NumberFormat builtin_format(std::uint32_t id);

/// 1900 has a 29 February that never was, and day 1 is 1 January 1900; in 1904 day 0 is 1 January 1904.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

struct FormattedNumber {
  std::string text;
  CellType type = CellType::number;
  bool operator==(const FormattedNumber&) const = default;
};

/// The text of a number as a workbook's XML writes it. A text that is no number comes back as an error cell.
[[nodiscard]] FormattedNumber format_number(std::string_view written, NumberFormat format, DateSystem system);

} // namespace truat::exchange
