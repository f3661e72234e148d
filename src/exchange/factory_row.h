// One row of a factory list, read into values of the factory's fields.
#pragma once

#include "audit/reference/reference.h"
#include "base/error.h"
#include "exchange/column_dates.h"
#include "exchange/factory_columns.h"
#include "records/field.h"

#include <map>
#include <string>
#include <vector>

namespace truat::exchange {

/// A cell that cannot be taken, and so its row.
struct BadCell {
  std::uint32_t row = 0;             ///< as spreadsheets count
  std::optional<std::size_t> column; ///< none: the row as a whole
  std::string text;                  ///< of the cell
  Phrase reason;                     ///< a sentence's part: "ไม่ใช่ตัวเลข"
  bool operator==(const BadCell&) const = default;
};

struct FactoryRow {
  /// By wire name: what the row says, and what follows of it (the district's province, the postcode). Cells
  /// that are empty, or say so ("-", "ไม่ระบุ"), are not there.
  std::map<std::string, records::Value, std::less<>> values;
  std::vector<BadCell> bad_cells;
};

class FactoryRowReader {
public:
  struct Rules {
    std::vector<DateStyle> date_styles; ///< by column
    std::string default_province;       ///< two-digit code: of a list that names no province
  };
  /// All of them must outlive the reader.
  FactoryRowReader(const Table& table, const ColumnMatch& match, const audit::Reference& reference,
                   Rules rules);

  [[nodiscard]] FactoryRow read(std::size_t row) const;

private:
  struct Reading;
  void read_cell(Reading& reading, std::size_t column) const;
  void read_places(Reading& reading) const;
  void read_position(Reading& reading) const;

  const Table& m_table;
  const ColumnMatch& m_match;
  const audit::Reference& m_reference;
  Rules m_rules;
};

} // namespace truat::exchange
