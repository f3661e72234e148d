#include "exchange/list_export.h"

#include "audit/factory_verbs.h"
#include "doctest/doctest.h"
#include "exchange/factories_import.h"
#include "exchange/table_file.h"
#include "text/messages.h"

using namespace truat;
using namespace truat::exchange;
using workspace::Workspace;

namespace {

struct Office {
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random;
  Workspace work;

  explicit Office(std::uint64_t seed) : random(seed), work(records::new_replica_id(random), clock, random) {
    REQUIRE(work.introduce({.person_name = "วรัญญา คงทอง",
                            .position = "วิศวกร",
                            .officer_card = "",
                            .office_name = "สอจ.สงขลา",
                            .office_abbreviation = "สข",
                            .office_province = "90"})
                .has_value());
  }
  void add(const audit::Factory& factory) {
    const auto added = audit::add_factory(work.audit(), factory, work.context());
    if (!added)
      FAIL(text::tr(added.error()));
    REQUIRE(work.commit(added->change).has_value());
  }
};

/// One with every field filled.
audit::Factory full_factory() {
  return {.name = "โรงสี \"ปากน้ำ\", สาขา 2",
          .operator_name = "=นาย ก",
          .registration_number = "20900031725621",
          .old_registration_number = "3-9(1)-15/48สข",
          .juristic_number = "0905562001234",
          .signatory = "นาย ข",
          .supervising_body = "provincial_office",
          .estate = "ฉลุง",
          .status = "operating",
          .type = "00901",
          .business = "สีข้าว",
          .group = "3",
          .horsepower = Decimal{48050, 2},
          .workers_male = 32,
          .workers_female = 0,
          .area_square_metres = Decimal{12005, 1},
          .products = "ข้าวสาร",
          .capacity = "10 ตัน/วัน",
          .started_on = CivilDate{2019, 3, 15},
          .licence_number = "ร.ง.4 ที่ 12/2562",
          .licence_issued_on = CivilDate{2019, 1, 2},
          .licence_expires_on = CivilDate{2023, 12, 31},
          .fee_paid_until = CivilDate{2026, 3, 14},
          .pollution_controllers = "นาย ค\nนาย ง",
          .address_number = "99/1",
          .village = "3",
          .lane = "5",
          .road = "กาญจนวนิช",
          .subdistrict = "901103",
          .district = "9011",
          .province = "90",
          .postcode = "90110",
          .position =
              audit::Position{.latitude = {7014200, 6}, .longitude = {1004187, 4}, .accuracy_metres = {}},
          .phone = "0-7431-0000",
          .email = "a@example.com",
          .remarks = "บรรทัดหนึ่ง\nบรรทัดสอง"};
}

Table read_file(std::string bytes) {
  auto file = TableFile::open(std::move(bytes));
  REQUIRE(file.has_value());
  Budget budget = Budget::unlimited();
  const auto step = file->run(budget);
  if (!step)
    FAIL(text::tr(step.error()));
  return file->take_table();
}

void check_round_trip(const std::string& bytes) {
  Office other(2);
  const Table table = read_file(bytes);
  const ImportPlan plan = plan_import(table, match_factory_columns(table), other.work.audit(), {});
  for (const BadRow& row : plan.bad_rows)
    for (const BadCell& cell : row.cells)
      FAIL_CHECK(cell.text, ": ", text::tr(cell.reason));
  REQUIRE(plan.fresh == 2);
  REQUIRE(other.work.commit(change_of(plan)).has_value());
  const auto id = other.work.audit().find_factory("20900031725621");
  REQUIRE(id.has_value());
  audit::Factory read = *other.work.audit().factory(*id);
  read.id = {};
  CHECK(read == full_factory());
}

} // namespace

TEST_CASE("Export of factories: what is exported is imported as it was") {
  Office office(1);
  office.add(full_factory());
  office.add({.name = "ข", .registration_number = "20900012325614"});
  for (const text::Language language : {text::Language::thai, text::Language::english}) {
    text::set_language(language);
    const ExportedList list = list_factories(office.work);
    CHECK(list.rows.size() == 2);
    CHECK(list.headings.size() == audit::factory_table().descriptors().size() + 1);
    check_round_trip(to_csv(list, Formulas::as_written));
    check_round_trip(to_csv(list, Formulas::disarmed));
    check_round_trip(to_xlsx(list));
  }
  text::set_language(text::Language::thai);
  SUBCASE("in Thai, dates have Buddhist years and choices their words") {
    const std::string csv = to_csv(list_factories(office.work), Formulas::as_written);
    CHECK(csv.find(",15/03/2562,") != std::string::npos);
    CHECK(csv.find(",9(1),") != std::string::npos);
    CHECK(csv.find(",หาดใหญ่,สงขลา,90110,") != std::string::npos);
  }
}

TEST_CASE("Export of inspections: who and what they name stands by name") {
  Office office(1);
  office.add(full_factory());
  office.clock.set({1'795'100'000'000});
  const auto factory = office.work.audit().find_factory("20900031725621");
  const auto visit = office.work.plan_visit({.factory = *factory,
                                             .checklist_key = workspace::reference().checklists.all()[0]->key,
                                             .purpose = "annual",
                                             .purpose_detail = "",
                                             .planned_on = {},
                                             .team = {},
                                             .start_now = true});
  if (!visit)
    FAIL(text::tr(visit.error()));
  const ExportedList list = list_inspections(office.work);
  REQUIRE(list.rows.size() == 1);
  CHECK(list.rows[0].size() == list.headings.size());
  const std::string csv = to_csv(list, Formulas::disarmed);
  CHECK(csv.find("โรงสี \"\"ปากน้ำ\"\", สาขา 2\",20900031725621,") != std::string::npos);
  CHECK(csv.find("วรัญญา คงทอง") != std::string::npos);
  CHECK(csv.find(text::tr("choice.purpose.annual")) != std::string::npos);
}
