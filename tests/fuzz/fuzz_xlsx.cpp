// Workbooks. Input: the parts of one, each begun by a line "=== xl/workbook.xml"; they are packed into an
// archive, so that what changes is XML and not deflated bytes. The last byte of the input steers.
#include "exchange/xlsform_reader.h"
#include "exchange/xlsx_reader.h"
#include "exchange/xlsx_writer.h"
#include "fuzz/support.h"

namespace truat::fuzzing {
namespace {

using namespace truat::exchange;

constexpr XlsxLimits limits{.zip = {},
                            .part_bytes = 1 << 20,
                            .row_bytes = 1 << 16,
                            .rows = 20'000,
                            .columns = 512,
                            .cells = 50'000,
                            .text_bytes = 1 << 20};

Result<Table> read_sheet(const std::string& file, std::size_t sheet, std::size_t pieces) {
  auto reader = XlsxReader::open(file, limits);
  must(reader.has_value(), "a workbook opens a second time");
  reader->choose(sheet);
  if (const auto done = run_in_slices(*reader, pieces); !done)
    return std::unexpected(done.error());
  return reader->take_table();
}

bool is_same(const Table& left, const Table& right) {
  if (left.name != right.name || left.row_count() != right.row_count())
    return false;
  for (std::size_t row = 0; row < left.row_count(); ++row) {
    if (left.row_number(row) != right.row_number(row))
      return false;
    for (std::size_t column = 0; column < left.column_count(); ++column)
      if (left.cell(row, column) != right.cell(row, column))
        return false;
  }
  return true;
}

void must_be_sound(const Table& table) {
  must(table.column_count() <= limits.columns && table.row_count() <= limits.rows &&
           table.cell_count() <= limits.cells,
       "a table is no larger than it may be");
  for (std::size_t row = 1; row < table.row_count(); ++row)
    must(table.row_number(row) > table.row_number(row - 1), "row numbers rise");
}

/// The texts of a small table, written as a workbook of our own, come back.
void write_and_read_again(const Table& table) {
  if (table.row_count() > 200)
    return;
  XlsxWriter writer("ตาราง");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t column = 0; column < table.column_count(); ++column)
      writer.text(table.cell(row, column).text);
    writer.end_row();
  }
  auto reader = XlsxReader::open(writer.take(), limits);
  must(reader.has_value(), "a workbook that is written opens");
  const auto done = run_in_slices(*reader, 1000);
  if (!done) {
    must(done.error().key == "xlsx.too_large", "a workbook that is written is not damaged");
    return;
  }
  const Table again = reader->take_table();
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::size_t found = again.find_row(static_cast<std::uint32_t>(row + 1));
    const bool is_there = found < again.row_count() && again.row_number(found) == row + 1;
    for (std::size_t column = 0; column < table.column_count(); ++column)
      must((is_there ? again.cell(found, column).text : "") == table.cell(row, column).text,
           "a text that is written reads alike");
  }
}

} // namespace

void fuzz(std::string_view input) {
  Input steering(input);
  const std::size_t pieces = 1 + steering.choose(50);
  ZipWriter archive;
  for (const Section& part : sections_of(steering.rest()))
    archive.add(part.name, part.text);
  const std::string file = archive.take();

  const auto reader = XlsxReader::open(file, limits);
  if (!reader) {
    must_be_told(reader.error());
    return;
  }
  for (std::size_t sheet = 0; sheet < std::min<std::size_t>(reader->sheets().size(), 3); ++sheet) {
    const auto table = read_sheet(file, sheet, SIZE_MAX);
    const auto sliced = read_sheet(file, sheet, pieces);
    must(table.has_value() == sliced.has_value(), "a sheet is judged alike in slices");
    if (!table) {
      must_be_told(table.error());
      must(table.error() == sliced.error(), "a sheet is refused for the same reason in slices");
      continue;
    }
    must(is_same(*table, *sliced), "a sheet reads alike in slices");
    must_be_sound(*table);
    write_and_read_again(*table);
  }
  if (is_xlsform_workbook(file)) {
    const auto form = read_xlsform_workbook(file);
    if (!form)
      must_be_told(form.error());
    else
      must_be_told(form->warnings);
  }
}

} // namespace truat::fuzzing
