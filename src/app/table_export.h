// Writes the table that a grid shows as a file for spreadsheets: read and written in slices.
#pragma once

#include "app/works.h"
#include "exchange/csv.h"
#include "exchange/xlsx_writer.h"
#include "platform/files.h"
#include "ui/request.h"

#include <functional>
#include <optional>
#include <string>

namespace truat::app {

class TableExport final : public LongWork {
public:
  /// `done` is called once, unless the work is stopped: with the file's name, or why nothing was saved.
  TableExport(ui::ExportTable table, std::string file_name,
              std::function<void(const Result<std::string>&)> done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override { return {"grid.exporting", {{"file", m_file_name}}}; }
  [[nodiscard]] float share() const override;

private:
  void write_headings();
  void write_row(const std::vector<ui::TableCell>& cells);
  Now save(const std::string& bytes);
  Now fail();

  ui::ExportTable m_table;
  std::string m_file_name;
  std::function<void(const Result<std::string>&)> m_done;
  std::optional<exchange::CsvWriter> m_csv;
  std::optional<exchange::XlsxWriter> m_xlsx;
  std::size_t m_row = 0;
  bool m_packs = false; ///< all rows are written; the workbook is being packed
};

/// "โรงงาน_2569-11-23.xlsx".
[[nodiscard]] std::string table_file_name(const ui::ExportTable& table, const CivilDate& today);

} // namespace truat::app
