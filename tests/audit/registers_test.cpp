#include "audit/registers.h"

#include "audit/edit.h"
#include "support/desk.h"

using namespace truat;
using namespace truat::audit;
using testing::Desk;
using testing::refused;

namespace {

void renumber(Desk& desk, const RecordId& visit, const char* number) {
  desk.does(records::Change{.label = "commit.edit_inspection"}.set(visit, "inspection.number",
                                                                   std::string(number)));
}

/// A visit that stands in the records with this number.
RecordId numbered(Desk& desk, const char* number) {
  const RecordId visit = desk.begins_visit();
  if (desk.audit.inspection(visit)->number != number)
    renumber(desk, visit, number);
  return visit;
}

} // namespace

TEST_CASE("A number is taken apart") {
  CHECK(parse_number("สข.ก-2568-0047") == SeriesNumber{{"สข", "ก"}, {2568}, 47});
  CHECK(parse_number("สข-2568-12345") == SeriesNumber{{"สข", ""}, {2568}, 12345});
  CHECK(parse_number("ก.ข.คง-2568-0001") == SeriesNumber{{"ก.ข", "คง"}, {2568}, 1});
  for (const char* other : {"", "-", "--", "สข.ก", "สข.ก-2568", "สข.ก-2568-", "สข.ก-2568-0001ก", "-2568-0001",
                            "สข.ก-x-0001", "สข.ก-2568-0000", "สข.ก-2568-99999999999"})
    CHECK_FALSE_MESSAGE(parse_number(other).has_value(), other);
}

TEST_CASE("Registers of numbers") {
  Desk desk;
  SUBCASE("none where nothing was begun") {
    desk.makes(plan_visit(desk.audit, desk.plan(), desk.context()));
    CHECK(number_registers(desk.audit).registers.empty());
  }
  SUBCASE("a series without gaps") {
    const RecordId first = desk.begins_visit();
    const RecordId second = desk.begins_visit();
    const NumberRegisters all = number_registers(desk.audit);
    REQUIRE(all.registers.size() == 1);
    const NumberRegister& one = all.registers.front();
    CHECK(one.series == NumberSeries{"สข", "ก"});
    CHECK(one.year == FiscalYear{2569});
    CHECK(one.start() == "สข.ก-2569-");
    REQUIRE(one.entries.size() == 2);
    CHECK(one.entries[0] == RegisterEntry{.first = 1, .last = 1, .number = "สข.ก-2569-0001", .visit = first});
    CHECK(one.entries[1].visit == second);
    CHECK(one.missing + one.duplicates + one.deleted == 0);
  }
  SUBCASE("gaps are named with what they reach over, the one before the first too") {
    numbered(desk, "สข.ก-2569-0003");
    numbered(desk, "สข.ก-2569-0004");
    numbered(desk, "สข.ก-2569-0010");
    const NumberRegister one = number_registers(desk.audit).registers.front();
    REQUIRE(one.entries.size() == 5);
    CHECK(one.entries[0].is_gap());
    CHECK(one.entries[0].first == 1);
    CHECK(one.entries[0].last == 2);
    CHECK(one.entries[0].number == "สข.ก-2569-0001");
    CHECK(one.entries[3].first == 5);
    CHECK(one.entries[3].last == 9);
    CHECK(one.missing == 7);
  }
  SUBCASE("a number that stands twice") {
    numbered(desk, "สข.ก-2569-0001");
    numbered(desk, "สข.ก-2569-0001");
    numbered(desk, "สข.ก-2569-0001");
    numbered(desk, "สข.ก-2569-0002");
    const NumberRegister one = number_registers(desk.audit).registers.front();
    REQUIRE(one.entries.size() == 4);
    CHECK(one.duplicates == 1);
    CHECK(one.entries[0].is_duplicate);
    CHECK(one.entries[2].is_duplicate);
    CHECK_FALSE(one.entries[3].is_duplicate);
    CHECK(one.missing == 0);
  }
  SUBCASE("a deleted visit keeps its number, and the next visit gets another") {
    const RecordId first = desk.begins_visit();
    desk.does(delete_record(desk.audit, first, desk.context()));
    const RecordId second = desk.begins_visit();
    CHECK(desk.audit.inspection(second)->number == "สข.ก-2569-0002");
    const NumberRegister one = number_registers(desk.audit).registers.front();
    REQUIRE(one.entries.size() == 2);
    CHECK(one.entries[0].visit == first);
    CHECK(one.entries[0].is_deleted);
    CHECK(one.deleted == 1);
    CHECK(one.missing == 0);
  }
  SUBCASE("series stand apart, the latest year first") {
    numbered(desk, "สข.ก-2568-0001");
    numbered(desk, "สข.ข-2569-0001");
    numbered(desk, "สข.ก-2569-0001");
    numbered(desk, "ตร-1/2569");
    const NumberRegisters all = number_registers(desk.audit);
    REQUIRE(all.registers.size() == 3);
    CHECK(all.registers[0].start() == "สข.ก-2569-");
    CHECK(all.registers[1].start() == "สข.ข-2569-");
    CHECK(all.registers[2].start() == "สข.ก-2568-");
    CHECK(all.unreadable.size() == 1);
  }
  SUBCASE("an enormous number is one gap, not many") {
    numbered(desk, "สข.ก-2569-99999999");
    const NumberRegister one = number_registers(desk.audit).registers.front();
    REQUIRE(one.entries.size() == 2);
    CHECK(one.missing == 99'999'998);
  }
}
