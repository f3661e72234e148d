// Lists as text, up to the change that an import of factories would make. The last byte of the input steers.
#include "exchange/csv.h"
#include "exchange/factories_import.h"
#include "exchange/table_file.h"
#include "fuzz/support.h"
#include "text/messages.h"
#include "workspace/workspace.h"

namespace truat::fuzzing {
namespace {

using namespace truat::exchange;

bool is_same(const Table& left, const Table& right) {
  if (left.row_count() != right.row_count() || left.column_count() != right.column_count())
    return false;
  for (std::size_t row = 0; row < left.row_count(); ++row)
    for (std::size_t column = 0; column < left.column_count(); ++column)
      if (left.cell(row, column) != right.cell(row, column))
        return false;
  return true;
}

void write_and_read_again(const Table& table) {
  CsvWriter writer(Formulas::as_written);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t column = 0; column < table.column_count(); ++column)
      writer.cell(table.cell(row, column).text);
    writer.end_row();
  }
  const auto again = read_csv(writer.take(), {.encoding = Encoding::utf8, .delimiter = ','});
  if (table.row_count() == 0)
    return;
  must(again.has_value(), "a list that is written can be read");
  // Rows without any text are no rows.
  std::size_t at = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.is_blank(row))
      continue;
    while (at < again->row_count() && again->is_blank(at))
      ++at;
    must(at < again->row_count(), "every row that is written is read");
    for (std::size_t column = 0; column < table.column_count(); ++column)
      must(again->cell(at, column).text == table.cell(row, column).text,
           "a cell that is written reads alike");
    ++at;
  }
}

void import(const Table& table) {
  const ColumnMatch match = match_factory_columns(table);
  must(match.columns.size() == table.column_count(), "every column is judged");
  if (!match.missing().empty())
    return;
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};
  workspace::Workspace workspace(records::new_replica_id(random), clock, random);
  must(workspace
           .introduce({.person_name = "วรัญญา คงทอง",
                       .position = "วิศวกร",
                       .officer_card = "",
                       .office_name = "สอจ.สงขลา",
                       .office_abbreviation = "สข",
                       .office_province = "90"})
           .has_value(),
       "an office begins");
  const ImportRules rules{.default_province = "90", .era = std::nullopt};
  const ImportPlan plan = plan_import(table, match, workspace.audit(), rules);
  must(plan.fresh + plan.changed + plan.same == plan.factories.size(), "every factory is counted once");
  for (const BadRow& row : plan.bad_rows)
    for (const BadCell& cell : row.cells)
      must_be_told(cell.reason);
  if (!plan.bad_rows.empty())
    must(read_csv(bad_rows_csv(table, match, plan)).has_value(), "the list of bad rows can be read");
  const records::Change change = change_of(plan);
  if (change.operations.empty())
    return;
  const auto committed = workspace.commit(change);
  if (!committed) {
    must_be_told(committed.error());
    must(false, "what an import plans can be committed");
  }
  const ImportPlan again = plan_import(table, match, workspace.audit(), rules);
  must(again.fresh == 0 && again.bad_rows.size() == plan.bad_rows.size(), "a list is known after its import");
}

} // namespace

void fuzz(std::string_view input) {
  Input steering(input);
  const std::size_t pieces = 1 + steering.choose(60);
  const std::string bytes(steering.rest());

  CsvReader reader(bytes);
  const auto done = run_in_slices(reader, pieces);
  const auto whole = read_csv(bytes);
  must(done.has_value() == whole.has_value(), "a list is judged alike in slices");
  if (!whole) {
    must_be_told(whole.error());
    must(whole.error() == done.error(), "a list is refused for the same reason in slices");
    return;
  }
  must_be_told(reader.warnings());
  const Table table = reader.take_table();
  must(is_same(table, *whole), "a list reads alike in slices");
  write_and_read_again(table);

  // What a person may choose instead.
  for (const Encoding encoding :
       {Encoding::windows_874, Encoding::utf16_little_endian, Encoding::utf16_big_endian})
    if (const auto other = read_csv(bytes, {.encoding = encoding, .delimiter = ';'}); !other)
      must_be_told(other.error());
  if (auto file = TableFile::open(bytes); !file)
    must_be_told(file.error());
  else if (const auto read = run_in_slices(*file, pieces); !read)
    must_be_told(read.error());
  import(table);
}

} // namespace truat::fuzzing
