#include "audit/factory_verbs.h"
#include "audit/merge_issues.h"
#include "audit/numbering.h"
#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using truat::testing::contents;
using truat::testing::Desk;
using truat::testing::refused;

namespace {

Factory named(const char* name) {
  Factory factory;
  factory.name = name;
  return factory;
}

} // namespace

TEST_CASE("Adding a factory") {
  Desk desk;
  SUBCASE("its registration number makes its id, in any spelling") {
    Factory factory = named("โรงงานใหม่");
    factory.registration_number = " 2-09-00044-3256-49";
    const RecordId id = desk.makes(add_factory(desk.audit, factory, desk.context()));
    CHECK(id == factory_id("20900044325649"));
    CHECK(desk.audit.factory(id)->registration_number == "20900044325649");
    Desk elsewhere(2);
    CHECK(elsewhere.makes(add_factory(elsewhere.audit, factory, elsewhere.context())) == id);
  }
  SUBCASE("without one it gets a new id") {
    const RecordId first = desk.makes(add_factory(desk.audit, named("ก"), desk.context()));
    CHECK(first != desk.makes(add_factory(desk.audit, named("ก"), desk.context())));
  }
  SUBCASE("needs a name, and a number that no other has") {
    CHECK(refused(add_factory(desk.audit, named("  "), desk.context())) == "audit.field_required");
    Factory twin = named("แฝด");
    twin.registration_number = "๒๐๙๐๐๐๐๔๓๒๕๖๔๙";
    const auto taken = add_factory(desk.audit, twin, desk.context());
    CHECK(refused(taken) == "audit.registration_taken");
    CHECK(taken.error().arguments[1].value == "บริษัท หาดใหญ่น้ำยางข้น จำกัด");
    twin.registration_number = "2.09E+13";
    CHECK(refused(add_factory(desk.audit, twin, desk.context())) == "audit.registration_spreadsheet");
    twin.registration_number.clear();
    twin.juristic_number = "123";
    CHECK(refused(add_factory(desk.audit, twin, desk.context())) == "audit.juristic_number");
    twin.juristic_number.clear();
    twin.horsepower = Decimal{-1, 0};
    CHECK(refused(add_factory(desk.audit, twin, desk.context())) == "audit.number_negative");
  }
  SUBCASE("undo takes it away, redo brings it back as it was") {
    Factory factory = named("ชั่วคราว");
    factory.registration_number = "20900044325649";
    factory.juristic_number = "0-9055-61004-10-9";
    const RecordId id = desk.makes(add_factory(desk.audit, factory, desk.context()));
    CHECK(desk.audit.factory(id)->juristic_number == "0905561004109");
    const std::string made = contents(desk.ledger.projection(), id);
    desk.undoes();
    CHECK(desk.audit.factory(id) == nullptr);
    CHECK_FALSE(desk.audit.find_factory("20900044325649").has_value());
    desk.redoes();
    CHECK(contents(desk.ledger.projection(), id) == made);
    SUBCASE("and one that was deleted can be added again") {
      desk.does(delete_record(desk.audit, id, desk.context()));
      CHECK(desk.audit.factory(id) == nullptr);
      CHECK(desk.makes(add_factory(desk.audit, factory, desk.context())) == id);
      CHECK(desk.audit.factory(id)->name == "ชั่วคราว");
    }
  }
}

TEST_CASE("A factory is found by its number, new or old") {
  Desk desk;
  desk.sets(desk.factory, "factory.old_registration_number", std::string("3-52(3)-18/61 สข"));
  CHECK(desk.audit.find_factory("2-0900-0043-25649") == desk.factory);
  CHECK(desk.audit.find_factory("3-52(3)-18/61สข") == desk.factory);
  CHECK(desk.audit.factory(desk.factory)->old_registration_number == "3-52(3)-18/61สข");
  CHECK_FALSE(desk.audit.find_factory("").has_value());
  CHECK_FALSE(desk.audit.find_factory("20900004325640").has_value());
}

TEST_CASE("Setting a factory's fields") {
  Desk desk;
  const auto set = [&](const char* field, Value value) {
    return set_field(desk.audit, desk.factory, field, std::move(value), std::nullopt, desk.context());
  };
  SUBCASE("texts lose the white space at their ends; an emptied field is empty") {
    desk.sets(desk.factory, "factory.business", std::string("  ทำยางแท่ง \u00A0"));
    CHECK(desk.audit.factory(desk.factory)->business == "ทำยางแท่ง");
    desk.sets(desk.factory, "factory.business", std::string("   "));
    CHECK(records::is_empty(desk.ledger.projection().value(desk.factory, "factory.business")));
  }
  SUBCASE("what does not fit is refused") {
    CHECK(refused(set("factory.name", std::string(""))) == "audit.field_required");
    CHECK(refused(set("factory.workers_male", std::int64_t{-1})) == "audit.number_negative");
    CHECK(refused(set("factory.horsepower", std::string("many"))) == "records.wrong_value_decimal");
    CHECK(refused(set("factory.started_on", std::string("2026-02-30"))) == "records.wrong_value_date");
    CHECK(refused(set("factory.position", records::Structure{R"({"latitude":"91","longitude":"0"})"})) ==
          "audit.position_off_globe");
    CHECK(refused(set("factory.nothing", std::string("x"))) == "audit.no_such_field");
    CHECK(refused(set("inspection.number", std::string("x"))) == "audit.no_such_field");
    CHECK(refused(set_field(desk.audit, {}, "factory.name", std::string("x"), std::nullopt,
                            desk.context())) == "audit.no_such_record");
    CHECK(refused(set("factory.registration_number", std::string("ไม่มี"))) == "audit.registration_form");
  }
  SUBCASE("its own number is not another's") {
    desk.sets(desk.factory, "factory.registration_number", std::string("20900004325640"));
    CHECK(desk.audit.factory(desk.factory)->registration_number == "20900004325640");
  }
  SUBCASE("undo restores, redo does again") {
    const std::string before = contents(desk.ledger.projection(), desk.factory);
    desk.sets(desk.factory, "factory.horsepower", std::string("1486.50"));
    const std::string after = contents(desk.ledger.projection(), desk.factory);
    CHECK(before != after);
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), desk.factory) == before);
    desk.redoes();
    CHECK(contents(desk.ledger.projection(), desk.factory) == after);
  }
  SUBCASE("what was seen when the field was opened is what it overwrites") {
    const auto change = set_field(desk.audit, desk.factory, "factory.business", std::string("ใหม่"),
                                  std::vector<records::OperationId>{}, desk.context());
    desk.does(change);
    CHECK(desk.ledger.projection().in_conflict(desk.factory, "factory.business"));
  }
}

TEST_CASE("A place brings along what goes with it") {
  Desk desk;
  const Places& places = truat::testing::shipped_reference().places;
  const auto factory = [&]() -> const Factory& { return *desk.audit.factory(desk.factory); };
  SUBCASE("a subdistrict its district, province and postcode") {
    const Place& elsewhere = places.subdistricts("9101").front();
    desk.sets(desk.factory, "factory.subdistrict", elsewhere.code);
    CHECK(factory().district == "9101");
    CHECK(factory().province == "91");
    CHECK(factory().postcode == elsewhere.postcode);
  }
  SUBCASE("a postcode that was typed stays") {
    desk.sets(desk.factory, "factory.postcode", std::string("90112"));
    desk.sets(desk.factory, "factory.subdistrict", places.subdistricts("9101").front().code);
    CHECK(factory().postcode == "90112");
  }
  SUBCASE("a province takes away what lies elsewhere") {
    desk.sets(desk.factory, "factory.province", std::string("91"));
    CHECK(factory().district.empty());
    CHECK(factory().subdistrict.empty());
  }
  SUBCASE("a district in the same province keeps the province and loses the subdistrict") {
    desk.sets(desk.factory, "factory.district", std::string("9001"));
    CHECK(factory().province == "90");
    CHECK(factory().subdistrict.empty());
  }
  SUBCASE("all of it is one step to undo") {
    const std::string before = contents(desk.ledger.projection(), desk.factory);
    desk.sets(desk.factory, "factory.province", std::string("91"));
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), desk.factory) == before);
  }
}

TEST_CASE("The suggested group") {
  Desk desk;
  desk.sets(desk.factory, "factory.group", std::string("1"));
  desk.does(apply_suggested_group(desk.audit, desk.factory, desk.context()));
  CHECK(desk.audit.factory(desk.factory)->factory_group() == FactoryGroup::third);
  const RecordId id = desk.makes(add_factory(desk.audit, named("ไม่มีลำดับ"), desk.context()));
  CHECK(refused(apply_suggested_group(desk.audit, id, desk.context())) == "audit.group_unknown");
  CHECK(refused(apply_suggested_group(desk.audit, {}, desk.context())) == "audit.no_such_record");
}

TEST_CASE("Doubtful fields of a factory are told") {
  Desk desk;
  const auto keys = [&] {
    std::vector<std::string> found;
    for (const Issue& issue : factory_issues(desk.audit, desk.factory)) {
      CHECK(issue.gravity == Gravity::warning);
      CHECK(issue.record == desk.factory);
      found.push_back(issue.phrase.key);
    }
    return found;
  };
  CHECK(keys().empty());
  desk.sets(desk.factory, "factory.group", std::string("2"));
  CHECK(keys() == std::vector<std::string>{"audit.group_differs"});
  desk.sets(desk.factory, "factory.type", std::string("05200"));
  CHECK(keys() == std::vector<std::string>{"audit.type_not_in_annex"});
  desk.sets(desk.factory, "factory.type", std::string("00102"));
  CHECK(keys() == std::vector<std::string>{"audit.type_not_in_annex"});
  desk.sets(desk.factory, "factory.province", std::string("91"));
  CHECK(keys() == std::vector<std::string>{"audit.registration_elsewhere", "audit.type_not_in_annex"});
  desk.sets(desk.factory, "factory.district", std::string("9999"));
  CHECK(keys().back() == "audit.place_unknown");
}

TEST_CASE("People, offices, instruments and workstations") {
  Desk desk;
  SUBCASE("need their names") {
    CHECK(refused(add_person(desk.audit, {}, desk.context())) == "audit.field_required");
    CHECK(refused(add_office(desk.audit, {}, desk.context())) == "audit.field_required");
    CHECK(refused(add_instrument(desk.audit, {}, desk.context())) == "audit.field_required");
  }
  SUBCASE("a PC is named once and changed after") {
    const RecordId office = desk.audit.offices().front();
    const RecordId id = desk.makes(
        name_workstation(desk.audit, desk.replica(),
                         {.id = {}, .name = "ใหม่", .prefix = "ข", .office = office}, desk.context()));
    CHECK(id == workstation_id(desk.replica()));
    CHECK(desk.audit.workstation(id)->prefix == "ข");
    const records::ReplicaId other = records::new_replica_id(desk.random);
    CHECK(refused(name_workstation(desk.audit, other,
                                   {.id = {}, .name = "สอง", .prefix = "ข", .office = office},
                                   desk.context())) == "audit.prefix_taken");
  }
  SUBCASE("what a visit names is not deleted") {
    desk.begins_visit();
    CHECK(refused(delete_record(desk.audit, desk.officer, desk.context())) == "audit.record_in_use");
    CHECK(refused(delete_record(desk.audit, desk.factory, desk.context())) == "audit.factory_has_visits");
    CHECK(refused(delete_record(desk.audit, desk.audit.offices().front(), desk.context())) ==
          "audit.not_deletable");
    CHECK(refused(delete_record(desk.audit, {}, desk.context())) == "audit.no_such_record");
  }
  SUBCASE("calibration covers the day or not, or is not known") {
    Instrument instrument;
    CHECK_FALSE(instrument.calibrated({2026, 2, 13}).has_value());
    instrument.calibrated_on = CivilDate{2026, 1, 1};
    instrument.calibration_due = CivilDate{2026, 2, 13};
    CHECK(instrument.calibrated({2026, 2, 13}) == true);
    CHECK(instrument.calibrated({2026, 2, 14}) == false);
    CHECK(instrument.calibrated({2025, 12, 31}) == false);
  }
}

TEST_CASE("Numbers of visits") {
  Desk desk;
  const NumberSeries series = series_of(desk.audit, desk.replica());
  CHECK(series == NumberSeries{"สข", "ก"});
  SUBCASE("count for each office, fiscal year and PC") {
    CHECK(next_inspection_number(desk.audit, series, {2026, 9, 30}) == "สข.ก-2569-0001");
    CHECK(next_inspection_number(desk.audit, series, {2026, 10, 1}) == "สข.ก-2570-0001");
    const RecordId visit = desk.begins_visit();
    CHECK(desk.audit.inspection(visit)->number == "สข.ก-2569-0001");
    CHECK(next_inspection_number(desk.audit, series, {2026, 2, 13}) == "สข.ก-2569-0002");
    CHECK(next_inspection_number(desk.audit, {"สข", "ข"}, {2026, 2, 13}) == "สข.ข-2569-0001");
    CHECK(next_inspection_number(desk.audit, {"", ""}, {2026, 2, 13}) == "ตร-2569-0001");
  }
  SUBCASE("go on past 9999, and are not misled by other numbers") {
    const RecordId visit = desk.begins_visit();
    records::Change change;
    change.label = "commit.edit_inspection";
    change.set(visit, "inspection.number", std::string("สข.ก-2569-12345"));
    desk.does(change);
    CHECK(next_inspection_number(desk.audit, series, {2026, 2, 13}) == "สข.ก-2569-12346");
    change.operations.front().value = std::string("สข.ก-2569-0001ก");
    desk.does(change);
    CHECK(next_inspection_number(desk.audit, series, {2026, 2, 13}) == "สข.ก-2569-0001");
  }
  SUBCASE("a prefix comes of the replica and is nobody else's") {
    const records::ReplicaId replica = records::new_replica_id(desk.random);
    const std::string prefix = free_prefix(desk.audit, replica);
    CHECK(prefix.size() == 6); // two Thai letters
    CHECK(free_prefix(desk.audit, replica) == prefix);
    desk.makes(name_workstation(desk.audit, records::new_replica_id(desk.random),
                                {.id = {}, .name = {}, .prefix = prefix, .office = {}}, desk.context()));
    CHECK(free_prefix(desk.audit, replica) != prefix);
  }
  SUBCASE("that are doubled after a merge are shown") {
    CHECK(merge_issues(desk.audit).empty());
    desk.begins_visit();
    const RecordId second = desk.begins_visit();
    records::Change change;
    change.label = "commit.edit_inspection";
    change.set(second, "inspection.number", std::string("สข.ก-2569-0001"));
    desk.does(change);
    const auto issues = merge_issues(desk.audit);
    REQUIRE(issues.size() == 2);
    CHECK(issues[0].phrase.key == "audit.number_doubled");
    CHECK(issues[0].field == "inspection.number");
  }
}

TEST_CASE("A PC is retired, and may be taken into use again") {
  Desk desk;
  const RecordId pc = workstation_id(desk.replica());
  REQUIRE(desk.audit.workstation(pc) != nullptr);
  const std::string before = testing::contents(desk.audit.projection(), pc);
  CHECK(refused(resume_workstation(desk.audit, pc)) == "audit.workstation_in_use");
  CHECK(refused(retire_workstation(desk.audit, desk.factory, desk.context())) == "audit.no_such_record");
  CHECK(refused(resume_workstation(desk.audit, {})) == "audit.no_such_record");

  desk.does(retire_workstation(desk.audit, pc, desk.context()));
  CHECK(desk.audit.workstation(pc)->retired_on == CivilDate{2026, 2, 13});
  CHECK(refused(retire_workstation(desk.audit, pc, desk.context())) == "audit.workstation_retired");
  SUBCASE("by undo") {
    desk.undoes();
  }
  SUBCASE("by the counter-verb, which undo takes back") {
    desk.does(resume_workstation(desk.audit, pc));
    desk.undoes();
    CHECK(desk.audit.workstation(pc)->retired_on);
    desk.redoes();
  }
  CHECK_FALSE(desk.audit.workstation(pc)->retired_on);
  CHECK(testing::contents(desk.audit.projection(), pc) == before);
}
