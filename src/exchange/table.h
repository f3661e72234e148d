// A table of texts as a file has it, whatever its format, with the addresses its cells have there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::exchange {

/// What a cell is in its file. A CSV knows only text.
enum class CellType : std::uint8_t {
  empty,
  text,
  number,    ///< plain decimal digits, or the file's own exponent form where exact digits are not there
  date,      ///< "2019-03-15"
  time,      ///< "09:40"
  date_time, ///< "2019-03-15 09:40"
  boolean,   ///< "TRUE" or "FALSE"
  error,     ///< "#N/A"; or a formula whose value was not kept
};

struct Cell {
  std::string_view text;
  CellType type = CellType::empty;
  bool operator==(const Cell&) const = default;
};

/// "A", "B", … "AA" for column 0, 1, … 26.
[[nodiscard]] std::string column_name(std::size_t column);

/// Rows of cells in one block of memory: 100,000 rows of 20 cells are a few allocations. Rows that the file
/// leaves out are not there; each row keeps the number a spreadsheet shows for it.
class Table {
public:
  /// The sheet's name; empty for a CSV.
  std::string name;

  void append(std::string_view text, CellType type);
  /// Ends the row that `append` filled. `number` counts from 1 and rises.
  void end_row(std::uint32_t number);
  /// Lets `row`, `column` show what `source_row` has in the same column (a cell merged downwards).
  void repeat(std::size_t row, std::size_t source_row, std::size_t column);

  [[nodiscard]] std::size_t row_count() const { return m_rows.size(); }
  /// Of the widest row.
  [[nodiscard]] std::size_t column_count() const { return m_column_count; }
  [[nodiscard]] std::uint32_t row_number(std::size_t row) const { return m_rows[row].number; }
  /// An empty cell where the row is shorter.
  [[nodiscard]] Cell cell(std::size_t row, std::size_t column) const;
  [[nodiscard]] bool is_blank(std::size_t row) const;
  [[nodiscard]] std::size_t cell_count() const { return m_cells.size(); }
  [[nodiscard]] std::size_t text_bytes() const { return m_text.size(); }
  /// Cells appended since the last `end_row`.
  [[nodiscard]] std::size_t open_cells() const { return m_cells.size() - m_first_open; }
  /// The first row whose number is at least `number`, or `row_count()`.
  [[nodiscard]] std::size_t find_row(std::uint32_t number) const;

private:
  struct Place {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    CellType type = CellType::empty;
  };
  struct Row {
    std::size_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t number = 0;
  };
  struct Repeated {
    std::size_t row = 0;
    std::size_t column = 0;
    std::size_t source_row = 0;
  };
  std::string m_text;
  std::vector<Place> m_cells;
  std::vector<Row> m_rows;
  std::vector<Repeated> m_repeated; ///< sorted by row, column
  std::size_t m_first_open = 0;
  std::size_t m_column_count = 0;
};

} // namespace truat::exchange
