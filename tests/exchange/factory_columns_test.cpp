#include "exchange/factory_columns.h"

#include "doctest/doctest.h"
#include "exchange/csv.h"
#include "support/files.h"
#include "text/messages.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace truat;
using namespace truat::exchange;

namespace {

Table table_of(std::string_view csv) {
  auto table = read_csv(std::string(csv));
  REQUIRE(table.has_value());
  return std::move(*table);
}

std::string target_of(std::string_view heading) {
  // Another column makes the row one of headings.
  const Table table = table_of("ชื่อโรงงาน;\"" + std::string(heading) + "\"\nก;ข\n");
  return match_factory_columns(table).columns[1].target;
}

} // namespace

TEST_CASE("Factory columns: headings as offices and ministries write them") {
  CHECK(target_of("เลขทะเบียนโรงงาน") == "factory.registration_number");
  CHECK(target_of("ทะเบียนโรงงาน (เดิม)") == "factory.old_registration_number");
  CHECK(target_of("เลขทะเบียนนิติบุคคล") == "factory.juristic_number");
  CHECK(target_of("ประเภท") == "factory.type");
  CHECK(target_of("โทร.") == "factory.phone");
  CHECK(target_of("ชาย") == "factory.workers_male");
  CHECK(target_of("จำนวนคนงาน (หญิง)") == "factory.workers_female");
  CHECK(target_of("คนงาน (หญิง)") == "factory.workers_female");
  CHECK(target_of("กำลังเครื่องจักร (แรงม้า)") == "factory.horsepower");
  CHECK(target_of("แรงม้ารวม (HP)") == "factory.horsepower");
  CHECK(target_of("ตำบล/แขวง") == "factory.subdistrict");
  CHECK(target_of("อำเภอ / เขต") == "factory.district");
  CHECK(target_of("วันที่เริ่มประกอบกิจการโรงงาน") == "factory.started_on");
  CHECK(target_of("ที่ตั้งโรงงาน") == address_target);
  CHECK(target_of("LAT") == latitude_target);
  CHECK(target_of("E-Mail") == "factory.email");
  CHECK(target_of("Registration No.") == "factory.registration_number");
  CHECK(target_of("factory.horsepower") == "factory.horsepower");
  SUBCASE("what is something else waits for the person") {
    CHECK(target_of("เลขที่บัตร") == "");
    CHECK(target_of("วันที่ตรวจล่าสุด") == "");
    CHECK(target_of("xyz") == "");
  }
}

TEST_CASE("Factory columns: every field's own labels are known") {
  for (const std::string_view target : factory_targets()) {
    CAPTURE(target);
    const std::string label = target_label(target);
    REQUIRE(text::find_message(label) != nullptr);
    for (const text::Language language : {text::Language::thai, text::Language::english}) {
      const Table table = table_of("\"" + std::string(text::tr(label, language)) + "\"\n?\n");
      const ColumnMatch match = match_factory_columns(table);
      CHECK(match.columns[0].target == target);
      CHECK(match.columns[0].score == 100);
    }
  }
  SUBCASE("and every field that people edit can be fed") {
    for (const auto& field : workspace::schema().find_kind("factory")->fields) {
      CAPTURE(field.wire);
      CHECK(std::ranges::find(factory_targets(), field.wire) != factory_targets().end());
    }
  }
}

TEST_CASE("Factory columns: of a list") {
  SUBCASE("titles may stand above the headings") {
    const Table table =
        table_of("รายชื่อโรงงานจังหวัดสงขลา,,\nข้อมูล ณ วันที่ 1 ต.ค. 2567,,\n\nลำดับที่,ชื่อโรงงาน,ทะเบียนโรงงาน\n"
                 "1,ก,x\n2,ข,y\n");
    const ColumnMatch match = match_factory_columns(table);
    REQUIRE(match.heading_row == 3);
    CHECK(match.columns[0].use == ColumnUse::left_out);
    CHECK(match.columns[1].target == "factory.name");
    CHECK(match.missing().empty());
  }
  SUBCASE("ลำดับที่ is the type where it does not count the rows") {
    const Table table = table_of("ลำดับที่,ชื่อโรงงาน\n53(4),ก\n9(1),ข\n");
    CHECK(match_factory_columns(table).columns[0].target == "factory.type");
  }
  SUBCASE("of two columns for one field the surer one feeds it") {
    const Table table = table_of("ชื่อ (ย่อ),ชื่อโรงงาน,ทะเบียน\nก,ข,ค\n");
    const ColumnMatch match = match_factory_columns(table);
    CHECK(match.columns[0].use == ColumnUse::open);
    CHECK(match.columns[1].target == "factory.name");
  }
  SUBCASE("without headings nothing is guessed") {
    const Table table = table_of("20900031725621,บริษัท ก,10\n");
    const ColumnMatch match = match_factory_columns(table);
    CHECK_FALSE(match.heading_row.has_value());
    CHECK(match.missing().size() == 2);
  }
  SUBCASE("the person's choice takes a field from the column that had it, or leaves a column out") {
    const Table table = table_of("ชื่อโรงงาน,อื่น,ทะเบียน\nก,ข,ค\n");
    ColumnMatch match = match_factory_columns(table);
    match.choose(1, "factory.name");
    CHECK(match.column_of("factory.name") == 1);
    CHECK(match.columns[0].use == ColumnUse::open);
    match.choose(2, "");
    CHECK(match.columns[2].use == ColumnUse::left_out);
    CHECK(match.missing() == std::vector<std::string_view>{"factory.registration_number"});
  }
  SUBCASE("the list of Songkhla") {
    const Table table = table_of(testing::read_test_data("factories-songkhla.csv"));
    std::vector<std::string> targets;
    for (const FactoryColumn& column : match_factory_columns(table).columns)
      targets.push_back(column.target);
    CHECK(targets == std::vector<std::string>{"factory.registration_number", "factory.name", "factory.type",
                                              "factory.horsepower", "factory.started_on", "factory.district",
                                              "factory.workers_male", "factory.workers_female",
                                              "factory.phone", "factory.remarks"});
  }
}
