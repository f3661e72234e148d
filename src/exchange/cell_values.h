// Texts of cells as values of fields: numbers with their units, choices by key, label or in the words of
// lists.
#pragma once

#include "base/decimal.h"
#include "base/error.h"
#include "exchange/table.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace truat::exchange {

/// A value, or the reason why the cell has none.
template <class T>
using CellResult = std::expected<T, Phrase>;

[[nodiscard]] inline std::unexpected<Phrase> bad_cell(std::string key, std::vector<Argument> arguments = {}) {
  return std::unexpected(Phrase{std::move(key), std::move(arguments)});
}

/// The cell's text in one line and in its normal form; empty where the cell says that there is nothing ("-",
/// "ไม่ระบุ", "n/a"). What guards a text from a spreadsheet (an apostrophe before a formula, ="2090…") is taken
/// off.
[[nodiscard]] std::string plain_text_of(const Cell& cell);
/// The same with its line breaks.
[[nodiscard]] std::string long_text_of(const Cell& cell);

/// "๔๘๐.๕๐", "1,498.50 แรงม้า", "68.75 HP". Errors: `import.not_a_number`, `import.number_negative`.
[[nodiscard]] CellResult<Decimal> read_number(std::string_view text);
/// Errors besides: `import.not_whole`.
[[nodiscard]] CellResult<std::int64_t> read_whole_number(std::string_view text);
/// Square metres of "1200", "1,200 ตร.ม.", "2-1-50" and "2 ไร่ 1 งาน 50 ตร.ว."; plain numbers are ไร่ where the
/// heading says so. Error: `import.not_an_area`.
[[nodiscard]] CellResult<Decimal> read_area(std::string_view text, std::string_view heading);
/// The key of an option of a list of `audit/choices.h`: by key, by label in either language, or as lists
/// write it ("จำพวกที่ ๓", "อบต.คลองแห"). Error: `import.not_a_choice`.
[[nodiscard]] CellResult<std::string> read_choice(std::string_view list, std::string_view text);
/// Digits, of which there must be so many; blanks and dashes between them do not count. Errors:
/// `import.digits_wanted`, `import.spreadsheet_number`.
[[nodiscard]] CellResult<std::string> read_digits(std::string_view text, std::size_t count);

} // namespace truat::exchange
