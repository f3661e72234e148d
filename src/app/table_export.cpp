#include "app/table_export.h"

#include "text/messages.h"
#include "text/thai_date.h"

#include <utility>

namespace truat::app {
namespace {

constexpr const char* csv_type = "text/csv;charset=utf-8";
constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// "15/03/2562" where years are Buddhist, "2019-03-15" where they are not.
std::string date_text(const CivilDate& date) {
  if (text::language() == text::Language::english)
    return to_iso(date);
  return text::format_date(date, text::DateForm::numeric, text::date_style(text::Language::thai));
}

void write(exchange::CsvWriter& writer, const ui::TableCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell))
    writer.cell(*text);
  else if (const auto* number = std::get_if<ui::TableNumber>(&cell))
    writer.cell(number->digits);
  else if (const auto* date = std::get_if<CivilDate>(&cell))
    writer.cell(date_text(*date));
  else
    writer.cell({});
}

void write(exchange::XlsxWriter& writer, const ui::TableCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell))
    writer.text(*text);
  else if (const auto* number = std::get_if<ui::TableNumber>(&cell))
    writer.number(number->digits);
  else if (const auto* date = std::get_if<CivilDate>(&cell))
    writer.date(*date);
  else
    writer.empty();
}

} // namespace

TableExport::TableExport(ui::ExportTable table, std::string file_name,
                         std::function<void(const Result<std::string>&)> done)
    : m_table(std::move(table)), m_file_name(std::move(file_name)), m_done(std::move(done)) {
  if (m_table.format == ui::TableFormat::csv)
    m_csv.emplace(exchange::Formulas::disarmed);
  else
    m_xlsx.emplace(m_table.name);
  write_headings();
}

void TableExport::write_headings() {
  for (const std::string& heading : m_table.headings)
    m_csv ? static_cast<void>(m_csv->cell(heading)) : static_cast<void>(m_xlsx->text(heading));
  m_csv ? static_cast<void>(m_csv->end_row()) : static_cast<void>(m_xlsx->end_row());
}

void TableExport::write_row(const std::vector<ui::TableCell>& cells) {
  for (const ui::TableCell& cell : cells)
    m_csv ? write(*m_csv, cell) : write(*m_xlsx, cell);
  m_csv ? static_cast<void>(m_csv->end_row()) : static_cast<void>(m_xlsx->end_row());
}

LongWork::Now TableExport::run(Budget& budget) {
  while (m_row < m_table.row_count) {
    const auto cells = m_table.cells(m_row);
    if (!cells)
      return fail();
    write_row(*cells);
    ++m_row;
    if (budget.is_spent())
      return Now::more;
  }
  if (m_csv)
    return save(m_csv->take());
  m_packs = true;
  if (m_xlsx->pack(budget) == Step::more)
    return Now::more;
  return save(m_xlsx->take());
}

LongWork::Now TableExport::save(const std::string& bytes) {
  platform::OutgoingFile file(m_file_name, m_csv ? csv_type : xlsx_type);
  file.append(bytes);
  file.save();
  m_done(m_file_name);
  return Now::done;
}

LongWork::Now TableExport::fail() {
  m_done(failure("grid.export_failed"));
  return Now::done;
}

float TableExport::share() const {
  if (m_table.row_count == 0)
    return -1;
  const float read = static_cast<float>(m_row) / static_cast<float>(m_table.row_count);
  return m_packs ? -1 : read;
}

std::string table_file_name(const ui::ExportTable& table, const CivilDate& today) {
  std::string name = table.name;
  std::erase_if(name,
                [](char c) { return std::string_view("\\/:*?\"<>|").find(c) != std::string_view::npos; });
  CivilDate shown = today;
  if (text::language() == text::Language::thai)
    shown.year += buddhist_offset_years;
  return name + "_" + to_iso(shown) + (table.format == ui::TableFormat::csv ? ".csv" : ".xlsx");
}

} // namespace truat::app
