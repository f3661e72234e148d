#include "ui/previews.h"

#include "doctest/doctest.h"

#include <array>

namespace truat::testing {
namespace {

using Row = ui::FactoryListPreview::Row;

void set(workspace::Workspace& workspace, const records::RecordId& record, std::string_view field,
         records::Value value) {
  records::Change change{.label = "commit.edit_factory", .operations = {}};
  change.set(record, field, std::move(value));
  REQUIRE(workspace.commit(change));
}

records::Value decimal(std::string_view text) {
  return records::to_value(*parse_decimal(text));
}

Row fresh_row(std::size_t row, std::string name, std::string number) {
  Row made{.kind = Row::Kind::fresh,
           .row = row,
           .name = name,
           .registration_number = number,
           .factory = {},
           .changes = {}};
  made.changes = {{"factory.name", {}, records::Value{name}},
                  {"factory.registration_number", {}, records::Value{number}},
                  {"factory.type", {}, records::Value{std::string("05203")}},
                  {"factory.horsepower", {}, decimal("480.50")}};
  return made;
}

} // namespace

ui::FactoryListPreview list_preview(const FilledOffice& office) {
  ui::FactoryListPreview preview{.import = 7, .file = "โรงงานสงขลา-2567.csv"};
  preview.settings = {{"encoding",
                       "factories_import.change_reading",
                       "windows-874",
                       {{"utf-8", "UTF-8"}, {"windows-874", "Windows-874"}}}};
  struct Column {
    const char* heading;
    const char* field;
    const char* sample;
  };
  constexpr std::array columns{Column{"เลขทะเบียนโรงงาน", "factory.registration_number", "20900031725621"},
                               Column{"ชื่อโรงงาน", "factory.name", "บริษัท พะวงบรรจุภัณฑ์ จำกัด"},
                               Column{"ประเภท", "factory.type", "53(4)"},
                               Column{"แรงม้า", "factory.horsepower", "๔๘๐.๕๐"},
                               Column{"วันเริ่มประกอบ", "factory.started_on", "15/03/2562"},
                               Column{"อำเภอ", "factory.district", "เมืองสงขลา"},
                               Column{"ชาย", "factory.workers_male", "32"},
                               Column{"หญิง", "factory.workers_female", "41"},
                               Column{"โทร.", "", "0-7431-0000"},
                               Column{"หมายเหตุ", "", ""}};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    preview.columns.push_back({.name = std::string(1, static_cast<char>('A' + i)),
                               .heading = columns[i].heading,
                               .field = columns[i].field,
                               .sample = columns[i].sample});
    if (*columns[i].field != '\0')
      preview.fields.emplace_back(columns[i].field);
  }
  preview.columns.back().left_out = true;
  preview.fields.emplace_back("factory.phone");
  preview.fields.emplace_back("factory.remarks");
  preview.needed_fields = {"factory.name"};
  preview.sample_row = 2;
  preview.row_count = 42;
  for (std::size_t i = 0; i < 31; ++i)
    preview.rows.push_back(fresh_row(i + 2, "บริษัท ใหม่ที่ " + std::to_string(i + 1) + " จำกัด",
                                     "2090003172562" + std::to_string(i)));
  for (std::size_t i = 0; i < 6; ++i)
    preview.rows.push_back({.kind = Row::Kind::changed,
                            .row = i + 34,
                            .name = "โรงงานที่รู้จัก " + std::to_string(i + 1),
                            .registration_number = "2090001232561" + std::to_string(i),
                            .factory = office.factory(i),
                            .changes = {{"factory.horsepower", decimal("1245.50"), decimal("1318.00")},
                                        {"factory.workers_male", {}, records::Value{std::int64_t{71}}}}});
  preview.bad_rows = {{9, "A", "3.1E+13", {"import.registration_spreadsheet", {}}},
                      {14, "D", "ห้าร้อย", {"ui.not_a_number", {{"text", "ห้าร้อย"}}}},
                      {23, "E", "31/02/2565", {"ui.not_a_date", {}}},
                      {27, "B", "", {"factories.name_needed", {}}},
                      {38, "A", "20900004425586", {"import.duplicate", {{"row", "12"}}}}};
  preview.bad_rows_csv = [] { return std::string("แถว,เหตุผล\r\n"); };
  return preview;
}

ui::FactoryListPreview long_list_preview(std::size_t rows) {
  ui::FactoryListPreview preview{.import = 8, .file = "all.csv"};
  preview.columns = {{.name = "A", .heading = "ชื่อ", .field = "factory.name", .sample = "ก"}};
  preview.fields = {"factory.name"};
  preview.needed_fields = {"factory.name"};
  preview.sample_row = 2;
  preview.row_count = rows;
  for (std::size_t i = 0; i < rows; ++i)
    preview.rows.push_back(
        fresh_row(i + 2, "โรงงาน " + std::to_string(i + 1), std::to_string(20'900'000'000'000 + i)));
  return preview;
}

ui::TruatFilePreview locked_preview() {
  ui::TruatFilePreview preview;
  preview.import = 7;
  preview.file = "สอจ.สงขลา-สข2_2567-11-14.truat.json";
  preview.locked = true;
  return preview;
}

ui::TruatFilePreview file_preview(FilledOffice& office) {
  SeededRandom random(91);
  workspace::Workspace other(records::new_replica_id(random), office.clock, random);
  std::vector<records::CommitLines> all;
  const records::Log& log = office.workspace.ledger().log();
  for (std::size_t i = 0; i < log.size(); ++i)
    all.push_back(log.lines(i));
  const std::size_t shared = all.size();
  REQUIRE(other.merge(std::move(all), records::Ledger::Source::file));
  other.set_actor(office.person);
  set(other, office.factory(0), "factory.horsepower", decimal("1318.00"));
  set(other, office.factory(0), "factory.products",
      records::Value{std::string("ยางแท่ง STR 20 และยางคอมปาวด์ 24,000 ตัน/ปี")});
  set(other, office.factory(1), "factory.workers_male", records::Value{std::int64_t{71}});
  set(other, office.factory(2), "factory.phone", records::Value{std::string("074 310 000")});
  // Another number each time: the gallery shows this on one office in every look, and what is so already is
  // no change.
  set(office.workspace, office.factory(2), "factory.phone",
      records::Value{"074 320 " + std::to_string(100 + log.size() % 900)});
  records::Change change{.label = "commit.add_factory", .operations = {}};
  const records::RecordId made = records::new_record_id(random);
  change.create(made, audit::factory_kind);
  change.set(made, "factory.name", records::Value{std::string("บจก.หาดใหญ่น้ำยางข้น")});
  REQUIRE(other.commit(change));

  std::vector<records::CommitLines> fresh;
  for (std::size_t i = shared; i < other.ledger().log().size(); ++i)
    fresh.push_back(other.ledger().log().lines(i));
  auto preview = office.workspace.ledger().preview(fresh);
  REQUIRE(preview);
  ui::TruatFilePreview delivery{.import = 9,
                                .file = "สอจสข-แท็บเล็ต02_2567-02-13.truat.json",
                                .bytes = 4'812'345,
                                .from_person = "สุไรดา หมัดอะดัม",
                                .from_office = "สอจ.สงขลา",
                                .from_workstation = "แท็บเล็ตตรวจ 02",
                                .exported_at = office.clock.now(),
                                .preview = std::move(*preview),
                                .titles = {{made, "บจก.หาดใหญ่น้ำยางข้น"}},
                                .photos = 3,
                                .missing_photos = 12,
                                .digests_hold = true,
                                .chains_are_whole = true};
  return delivery;
}

ui::ReceiptList receipts_of(FilledOffice& office) {
  ui::ReceiptList list;
  for (std::uint64_t number = 5; number > 0; --number) {
    records::ImportReceipt receipt;
    receipt.number = number;
    receipt.state =
        number == 5 ? records::ImportReceipt::State::restored : records::ImportReceipt::State::taken;
    receipt.file = "สข-ข " + std::to_string(number) + ".truat.json";
    receipt.bytes = 4'812'345;
    receipt.imported_at = office.clock.now();
    receipt.imported_by = office.person;
    receipt.person = "สุไรดา หมัดอะดัม";
    receipt.office = "สำนักงานอุตสาหกรรมจังหวัดปัตตานี";
    receipt.new_commits = 118;
    receipt.new_records = 31;
    receipt.changed_records = 4;
    receipt.photos = 12;
    list.receipts.push_back(std::move(receipt));
  }
  list.unreadable = 2;
  return list;
}

} // namespace truat::testing
