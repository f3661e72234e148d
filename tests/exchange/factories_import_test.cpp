#include "exchange/factories_import.h"

#include "audit/factory_verbs.h"
#include "doctest/doctest.h"
#include "exchange/table_file.h"
#include "support/files.h"
#include "text/messages.h"
#include "workspace/workspace.h"

using namespace truat;
using namespace truat::exchange;
using workspace::Workspace;

namespace {

struct Office {
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{7};
  Workspace work{records::new_replica_id(random), clock, random};

  Office() {
    REQUIRE(work.introduce({.person_name = "วรัญญา คงทอง",
                            .position = "วิศวกร",
                            .officer_card = "",
                            .office_name = "สอจ.สงขลา",
                            .office_abbreviation = "สข",
                            .office_province = "90"})
                .has_value());
  }
  void know(audit::Factory factory) {
    const auto added = audit::add_factory(work.audit(), factory, work.context());
    if (!added)
      FAIL(text::tr(added.error()));
    REQUIRE(work.commit(added->change).has_value());
  }
  ImportPlan plan(const Table& table, std::optional<text::Era> era = std::nullopt) const {
    return plan_import(table, match_factory_columns(table), work.audit(),
                       {.default_province = "90", .era = era});
  }
  void take(const ImportPlan& plan) {
    const auto committed = work.commit(change_of(plan));
    if (!committed)
      FAIL(text::tr(committed.error()));
  }
  const audit::Factory& factory(std::string_view number) const {
    const auto id = work.audit().find_factory(number);
    REQUIRE(id.has_value());
    return *work.audit().factory(*id);
  }
};

Table read_file(std::string bytes) {
  auto file = TableFile::open(std::move(bytes));
  if (!file)
    FAIL(text::tr(file.error()));
  Budget budget = Budget::unlimited();
  const auto step = file->run(budget);
  if (!step)
    FAIL(text::tr(step.error()));
  return file->take_table();
}

/// The columns that every list has, and others behind them.
Table list_of(std::string_view more_headings, std::initializer_list<std::string_view> rows) {
  std::string csv = "ทะเบียนโรงงาน,ชื่อโรงงาน" + std::string(more_headings.empty() ? "" : ",") +
                    std::string(more_headings) + "\n";
  for (const std::string_view row : rows)
    csv += std::string(row) + "\n";
  return read_file(csv);
}

std::vector<std::string> reasons(const ImportPlan& plan) {
  std::vector<std::string> all;
  for (const BadRow& row : plan.bad_rows)
    for (const BadCell& cell : row.cells) {
      CHECK_MESSAGE(text::find_message(cell.reason.key) != nullptr, cell.reason.key);
      all.push_back(std::to_string(cell.row) + " " + (cell.column ? column_name(*cell.column) : "") + " " +
                    cell.text + " " + cell.reason.key);
    }
  return all;
}

std::vector<std::string> change_texts(const ImportedFactory& factory) {
  std::vector<std::string> texts;
  for (const FactoryFieldChange& change : factory.changes)
    texts.push_back(change.field);
  return texts;
}

constexpr std::string_view number_a = "20900031725621";
constexpr std::string_view number_b = "20900012325614";

} // namespace

TEST_CASE("Import of factories: the list of Songkhla in three formats") {
  for (const std::string_view name :
       {"factories-songkhla.csv", "factories-songkhla-windows-874.csv", "factories-songkhla.xlsx"}) {
    CAPTURE(name);
    Office office;
    // Six of the list are known already.
    for (const std::string_view known : {"20900012325614", "20900002125508", "20900015825588",
                                         "20900005625531", "20900013625573", "3-34(1)-15/48สข"})
      office.know({.name = "ชื่อเดิม", .registration_number = std::string(known)});
    const Table table = read_file(testing::read_test_data(name));
    const ImportPlan plan = office.plan(table);
    CHECK(plan.row_count == 42);
    CHECK(plan.fresh == 31);
    CHECK(plan.changed == 6);
    CHECK(plan.same == 0);
    CHECK(plan.sample_row == 2);
    CHECK(reasons(plan) ==
          std::vector<std::string>{"9 A 3.1E+13 import.registration_spreadsheet",
                                   "14 D ห้าร้อย import.not_a_number", "23 E 31/02/2565 import.no_such_day",
                                   "27 B  import.needed", "38 A 20900004425586 import.duplicate"});
    CHECK(plan.bad_rows.back().cells[0].reason.arguments == std::vector<Argument>{{"row", "12"}});

    office.take(plan);
    CHECK(office.work.audit().factories().size() == 37);
    const audit::Factory& first = office.factory(number_a);
    CHECK(first.name == "บริษัท พะวงบรรจุภัณฑ์ จำกัด");
    CHECK(first.type == "05304");
    CHECK(first.horsepower == Decimal{48050, 2});
    CHECK(first.started_on == CivilDate{2019, 3, 15});
    CHECK(first.district == "9001");
    CHECK(first.province == "90");
    CHECK(first.workers_male == 32);
    CHECK(first.phone == "0-7431-0000");
    CHECK(office.factory("2090 0041 3256 28").type == "05203");
    CHECK(office.factory("20900043325646").remarks == "ผลิตก๊าซชีวภาพ\nรอส่งแบบแปลน");

    SUBCASE("again, nothing is left to do") {
      const ImportPlan again = office.plan(table);
      CHECK(again.fresh == 0);
      CHECK(again.changed == 0);
      CHECK(again.same == 37);
      CHECK(change_of(again).operations.empty());
    }
    SUBCASE("undone, everything is as it was") {
      REQUIRE(office.work.undo().has_value());
      CHECK(office.work.audit().factories().size() == 6);
      CHECK(office.factory(number_b).name == "ชื่อเดิม");
    }
  }
}

TEST_CASE("Import of factories: slices give the same plan") {
  Office office;
  const Table table = read_file(testing::read_test_data("factories-songkhla.csv"));
  FactoriesImport work(table, match_factory_columns(table), office.work.audit(),
                       {.default_province = "90", .era = {}});
  std::size_t slices = 1;
  std::uint64_t last = 0;
  for (Budget budget = Budget::pieces(5); work.run(budget) == Step::more; budget = Budget::pieces(5)) {
    ++slices;
    CHECK(work.progress().done >= last);
    last = work.progress().done;
  }
  CHECK(slices > 10);
  CHECK(work.progress().done == work.progress().total);
  CHECK(work.plan().fresh == office.plan(table).fresh);
  CHECK(work.plan().bad_rows.size() == 5);
}

TEST_CASE("Import of factories: a known factory is updated only where the list says something else") {
  Office office;
  office.know({.name = "โรงสี",
               .registration_number = std::string(number_a),
               .horsepower = Decimal{4805, 1},
               .workers_male = 5,
               .subdistrict = "900101",
               .district = "9001",
               .province = "90",
               .postcode = "90000",
               .phone = "0-7400-0000"});
  SUBCASE("another spelling of the same is no difference; an empty cell empties nothing") {
    const ImportPlan plan =
        office.plan(list_of("แรงม้า,ชาย,โทร,อำเภอ", {"2090-0031725-621, โรงสี ,480.50,,-,อ.เมือง"}));
    REQUIRE(plan.factories.size() == 1);
    CHECK(plan.factories[0].kind == ImportedFactory::Kind::same);
  }
  SUBCASE("what differs is listed with before and after") {
    const ImportPlan plan = office.plan(list_of("แรงม้า,ชาย", {"20900031725621,โรงสี,512,7"}));
    REQUIRE(plan.factories.size() == 1);
    CHECK(plan.factories[0].kind == ImportedFactory::Kind::changed);
    CHECK(plan.factories[0].changes ==
          std::vector<FactoryFieldChange>{
              {"factory.horsepower", records::to_value(Decimal{4805, 1}), records::to_value(Decimal{512, 0})},
              {"factory.workers_male", std::int64_t{5}, std::int64_t{7}}});
    CHECK(change_of(plan).operations.size() == 2);
  }
  SUBCASE("a factory that moves to another district does not keep its subdistrict") {
    const ImportPlan plan = office.plan(list_of("อำเภอ", {"20900031725621,โรงสี,หาดใหญ่"}));
    CHECK(change_texts(plan.factories[0]) ==
          std::vector<std::string>{"factory.subdistrict", "factory.district", "factory.postcode"});
    office.take(plan);
    CHECK(office.factory(number_a).subdistrict == "");
  }
  SUBCASE("by its old number, which the list has beside the new one") {
    office.know({.name = "โรงเลื่อย", .registration_number = "3-34(1)-15/48สข"});
    const Table table = list_of("ทะเบียนเดิม", {"20900004425586,โรงเลื่อย,3-34(1)-15/48สข"});
    const ImportPlan plan = office.plan(table);
    CHECK(plan.fresh == 0);
    CHECK(change_texts(plan.factories[0]) ==
          std::vector<std::string>{"factory.registration_number", "factory.old_registration_number"});
    office.take(plan);
    CHECK(office.factory("20900004425586").old_registration_number == "3-34(1)-15/48สข");
    // An older list knows only the old number; the new one stays.
    const ImportPlan older = office.plan(list_of("", {"3-34(1)-15/48สข,โรงเลื่อย"}));
    CHECK(older.same == 1);
  }
}

TEST_CASE("Import of factories: what is new") {
  Office office;
  SUBCASE("two offices that import one list make the same records") {
    Office other;
    const Table table = list_of("", {"20900031725621,ก"});
    CHECK(office.plan(table).factories[0].id == other.plan(table).factories[0].id);
  }
  SUBCASE("one that was deleted stands again") {
    office.know({.name = "ก", .registration_number = std::string(number_a)});
    const auto id = *office.work.audit().find_factory(number_a);
    records::Change removal{.label = "commit.delete_factory", .operations = {}};
    removal.remove(id);
    REQUIRE(office.work.commit(removal).has_value());
    REQUIRE_FALSE(office.work.audit().find_factory(number_a).has_value());
    const ImportPlan plan = office.plan(list_of("", {"20900031725621,ข"}));
    CHECK(plan.fresh == 1);
    CHECK(plan.factories[0].was_deleted);
    office.take(plan);
    CHECK(office.factory(number_a).name == "ข");
  }
  SUBCASE("a number that another factory had before it got a new one makes another record") {
    office.know({.name = "ก", .registration_number = std::string(number_a)});
    const auto id = *office.work.audit().find_factory(number_a);
    records::Change renumbered{.label = "commit.edit_factory", .operations = {}};
    renumbered.set(id, "factory.registration_number", std::string(number_b));
    REQUIRE(office.work.commit(renumbered).has_value());
    const ImportPlan plan = office.plan(list_of("", {"20900031725621,ข"}));
    CHECK(plan.fresh == 1);
    CHECK(plan.factories[0].id != id);
    office.take(plan);
    CHECK(office.factory(number_a).name == "ข");
    CHECK(office.factory(number_b).name == "ก");
  }
  SUBCASE("places, in their spellings, bring what follows of them") {
    const Table table = list_of("ตำบล,อำเภอ,จังหวัด", {"20900031725621,ก,ต.คอหงส์,อ.หาดใหญ่,จ.สงขลา",
                                                     "20900012325614,ข,บ่อยาง,เมือง,สงขลา"});
    office.take(office.plan(table));
    CHECK(office.factory(number_a).district == "9011");
    CHECK(office.factory(number_a).postcode == "90110");
    CHECK(office.factory(number_b).district == "9001");
    CHECK(office.factory(number_b).subdistrict == "900101");
  }
  SUBCASE("a postcode that only follows of the place is no change to a factory that has that place") {
    office.know(
        {.name = "ก",
         .registration_number = std::string(number_a),
         .subdistrict = std::string(workspace::reference().places.read("90", "หาดใหญ่", "คอหงส์").subdistrict),
         .district = "9011",
         .province = "90"});
    const std::string heads = "ตำบล,อำเภอ,จังหวัด,รหัสไปรษณีย์";
    CHECK(office.plan(list_of(heads, {"20900031725621,ก,คอหงส์,หาดใหญ่,สงขลา,"})).same == 1);
    CHECK(office.plan(list_of(heads, {"20900031725621,ก,คอหงส์,หาดใหญ่,สงขลา,90110"})).changed == 1);
    const ImportPlan moved = office.plan(list_of(heads, {"20900031725621,ก,บ่อยาง,เมือง,สงขลา,"}));
    office.take(moved);
    CHECK(office.factory(number_a).postcode == "90000");
  }
  SUBCASE("the whole address in one cell, and the position in two") {
    const Table table =
        list_of("ที่อยู่,lat,long",
                {"20900031725621,ก,99/1 ม.3 ถ.กาญจนวนิช ต.คอหงส์ อ.หาดใหญ่ จ.สงขลา 90110,7.0142,100.4187"});
    office.take(office.plan(table));
    const audit::Factory& factory = office.factory(number_a);
    CHECK(factory.address_number == "99/1");
    CHECK(factory.village == "3");
    CHECK(factory.road == "กาญจนวนิช");
    CHECK(factory.district == "9011");
    REQUIRE(factory.position.has_value());
    CHECK(factory.position->latitude == Decimal{70142, 4});
  }
  SUBCASE("a district that only one province has needs no province") {
    const ImportPlan plan = office.plan(list_of("อำเภอ", {"20900031725621,ก,เกาะสมุย"}));
    office.take(plan);
    CHECK(office.factory(number_a).province == "84");
  }
}

TEST_CASE("Import of factories: bad rows") {
  Office office;
  SUBCASE("every bad cell of a row is told, with its column") {
    const ImportPlan plan =
        office.plan(list_of("ประเภท,แรงม้า,ชาย,อำเภอ,จำพวก", {"x,,99(9),มาก,1.5,ไม่มีที่นี่,9"}));
    CHECK(reasons(plan) ==
          std::vector<std::string>{"2 A x import.registration_form", "2 C 99(9) import.unknown_type",
                                   "2 D มาก import.not_a_number", "2 E 1.5 import.not_whole",
                                   "2 G 9 import.not_a_choice", "2 F ไม่มีที่นี่ import.unknown_district",
                                   "2 B  import.needed"});
    CHECK(plan.fresh == 0);
    CHECK(change_of(plan).operations.empty());
  }
  SUBCASE("one number twice, in other spellings too") {
    const ImportPlan plan = office.plan(list_of("", {"20900031725621,ก", "2-0900-03172562-1,ข"}));
    CHECK(plan.fresh == 1);
    CHECK(reasons(plan) == std::vector<std::string>{"3 A 2-0900-03172562-1 import.duplicate"});
  }
  SUBCASE("a bad row does not stand in the way of a good one of the same number") {
    const ImportPlan plan = office.plan(list_of("แรงม้า", {"20900031725621,ก,x", "20900031725621,ก,5"}));
    CHECK(plan.fresh == 1);
    CHECK(plan.factories[0].row == 3);
  }
  SUBCASE("blank rows and headings on every page are no rows") {
    const ImportPlan plan =
        office.plan(list_of("", {"20900031725621,ก", "", "ทะเบียนโรงงาน,ชื่อโรงงาน", "20900012325614,ข"}));
    CHECK(plan.row_count == 2);
    CHECK(plan.bad_rows.empty());
    CHECK(plan.factories[1].row == 5);
  }
  SUBCASE("errors of the spreadsheet") {
    Table table;
    for (const std::string_view heading : {"ทะเบียน", "ชื่อโรงงาน"})
      table.append(heading, CellType::text);
    table.end_row(1);
    table.append(number_a, CellType::number);
    table.append("#REF!", CellType::error);
    table.end_row(2);
    CHECK(reasons(office.plan(table)) == std::vector<std::string>{"2 B #REF! import.error_cell"});
  }
  SUBCASE("they can be saved, mended and imported") {
    const Table table = list_of("แรงม้า,หมายเหตุ", {"20900031725621,ก,มาก,=1+1", "20900012325614,ข,5,"});
    const ImportPlan plan = office.plan(table);
    std::string csv = bad_rows_csv(table, match_factory_columns(table), plan);
    CHECK(csv.find("\"=\"\"20900031725621\"\"\",ก,มาก,\"'=1+1\",2,C: ไม่ใช่ตัวเลข\r\n") != std::string::npos);
    csv.replace(csv.find("มาก"), std::string_view("มาก").size(), "750");
    const Table mended = read_file(csv);
    const ImportPlan again = office.plan(mended);
    CHECK(again.fresh == 1);
    CHECK(again.bad_rows.empty());
    office.take(again);
    CHECK(office.factory(number_a).remarks == "=1+1");
  }
}

TEST_CASE("Import of factories: files that are no list") {
  const auto key = [](std::string bytes) {
    const auto file = TableFile::open(std::move(bytes));
    REQUIRE_FALSE(file.has_value());
    CHECK_MESSAGE(text::find_message(file.error().key) != nullptr, file.error().key);
    return file.error().key;
  };
  CHECK(key("") == "csv.empty");
  CHECK(key("<html><table><tr><td>ชื่อโรงงาน") == "exchange.web_page");
  CHECK(key("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">") ==
        "exchange.web_page");
  for (const char* foreign :
       {"<?xml version=\"1.0\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">",
        "<?xml version=\"1.0\"?><project name=\"\" company=\"\">", "<?xml version=\"1.0\"?><a/>",
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\">", "BEGIN:VCALENDAR\r\n",
        "****\nfile with basedata  : x.bas\n"})
    CHECK_MESSAGE(key(foreign) == "exchange.foreign_format", foreign);
  CHECK(key("{\"manifest\":{}}") == "exchange.truat_is_no_list");
  CHECK(key("%PDF-1.7") == "exchange.no_list");
  CHECK(key("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "xlsx.old_xls");
}

TEST_CASE("Import of factories: many rows") {
  Office office;
  std::string csv = "ทะเบียนโรงงาน,ชื่อโรงงาน,ประเภท,แรงม้า,วันเริ่มประกอบ,อำเภอ\n";
  constexpr int rows = 2000;
  for (int row = 0; row < rows; ++row) {
    const std::string serial = std::to_string(10000 + row);
    csv += "2090" + serial + "2562" + std::to_string(row % 10) + ",โรงงานที่ " + serial +
           ",53(4),75.5,1/1/2562,หาดใหญ่\n";
  }
  const Table table = read_file(csv);
  const ImportPlan plan = office.plan(table);
  CHECK(plan.bad_rows.empty());
  CHECK(plan.fresh == rows);
}
