// A sheet of an XLSForm by its headings: cells by the names that XLSForm gives columns, whatever spelling the
// file has, in one language or several.
#pragma once

#include "base/error.h"
#include "exchange/table.h"
#include "forms/form/definition.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace truat::exchange {

/// What a heading says: "label::English (en)" is the column "label" in that language.
struct SheetColumn {
  std::string name; ///< "label", "media::image", "bind::jr:constraintMsg"…; lower case where XLSForm has it
  std::string language; ///< empty where none is named
};
[[nodiscard]] SheetColumn parse_heading(std::string_view heading);

class FormSheet {
public:
  /// `first_row` is the row of headings, `first_column` the first that counts.
  FormSheet(const Table& table, std::string name, std::size_t first_row = 0, std::size_t first_column = 0,
            std::size_t end_row = SIZE_MAX);

  [[nodiscard]] std::size_t row_count() const { return m_end > m_first + 1 ? m_end - m_first - 1 : 0; }
  [[nodiscard]] bool has(std::string_view column) const;
  [[nodiscard]] bool is_blank(std::size_t row) const;
  /// Trimmed, runs of blanks as one; empty where there is no such column.
  [[nodiscard]] std::string cell(std::size_t row, std::string_view column) const;
  /// The cells of a column in all languages; without one it is "default".
  [[nodiscard]] forms::LocalTexts texts(std::size_t row, std::string_view column) const;
  /// "survey!C12"; of the row alone where there is no such column.
  [[nodiscard]] std::string place(std::size_t row, std::string_view column) const;
  [[nodiscard]] std::string heading_place(std::size_t column) const;
  [[nodiscard]] const std::vector<SheetColumn>& columns() const { return m_columns; }
  [[nodiscard]] std::string cell_at(std::size_t row, std::size_t column) const;
  /// In the order of their columns, each once.
  [[nodiscard]] std::vector<std::string> languages() const;

private:
  const Table& m_table;
  std::string m_name;
  std::size_t m_first;
  std::size_t m_first_column;
  std::size_t m_end;
  std::vector<SheetColumn> m_columns;
  std::map<std::string, std::vector<std::size_t>, std::less<>> m_by_name;
};

} // namespace truat::exchange
