// Writes one table as an XLSX workbook: a bold heading row that stays in sight, texts as texts, so that no
// spreadsheet turns a registration number into 3.1E+13.
#pragma once

#include "base/budget.h"
#include "base/civil_date.h"
#include "exchange/inflate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::exchange {

class XlsxWriter {
public:
  explicit XlsxWriter(std::string sheet_name);
  XlsxWriter& text(std::string_view text);
  /// Digits with an optional sign and point, as `to_string(Decimal)` has them.
  XlsxWriter& number(std::string_view digits);
  XlsxWriter& date(const CivilDate& date); ///< shown as 2019-03-15; a day before 1900-03-01 becomes text
  XlsxWriter& empty();
  XlsxWriter& end_row(); ///< the first row is the heading
  /// One slice of packing what was written; nothing is written after it. Optional: `take` packs what is left.
  [[nodiscard]] Step pack(Budget& budget);
  /// The bytes; the same content gives the same bytes.
  [[nodiscard]] std::string take();

private:
  void open_cell(std::string_view attributes);
  void note_width(std::string_view text);

  [[nodiscard]] std::string sheet_begin() const;

  std::string m_sheet_name;
  std::string m_rows;
  std::vector<std::size_t> m_widths; ///< in characters
  std::size_t m_row = 1;
  std::size_t m_column = 0;
  std::optional<Deflater> m_packed;
  std::size_t m_packed_bytes = 0; ///< of the rows
};

} // namespace truat::exchange
