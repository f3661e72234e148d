#include "audit/history_sentence.h"
#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using truat::testing::Desk;
using Kind = Readable::Kind;

TEST_CASE("Values as a reader sees them") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  const auto shown = [&](const RecordId& record, const char* field, Value value) {
    return readable(desk.audit, record, field, value);
  };
  SUBCASE("nothing, texts, choices, types, places") {
    CHECK(shown(desk.factory, "factory.business", {}).kind == Kind::nothing);
    CHECK(shown(desk.factory, "factory.business", std::string("ทำยาง")).text == "ทำยาง");
    const Readable group = shown(desk.factory, "factory.group", std::string("3"));
    CHECK(group.kind == Kind::message);
    CHECK(group.text == "choice.factory_group.3");
    CHECK(shown(desk.factory, "factory.group", std::string("9")).text == "9");
    CHECK(shown(desk.factory, "factory.type", std::string("05203")).text.starts_with("52(3) "));
    CHECK(shown(desk.factory, "factory.province", std::string("90")).english == "Songkhla");
  }
  SUBCASE("numbers with their unit, dates, times, truths, positions") {
    const Readable horsepower = shown(desk.factory, "factory.horsepower", std::string("1486.50"));
    CHECK(horsepower.kind == Kind::number);
    CHECK(horsepower.unit == "unit.horsepower");
    CHECK(shown(desk.factory, "factory.workers_male", std::int64_t{71}).text == "71");
    CHECK(shown(visit, "inspection.visited_on", std::string("2026-02-13")).kind == Kind::date);
    CHECK(shown(visit, "inspection.entered_at", std::string("09:40")).kind == Kind::time);
    CHECK(shown(visit, "inspection.copy_left", true).kind == Kind::truth);
    CHECK(shown(desk.factory, "factory.position", to_value(Position{{70142, 4}, {1004187, 4}, {}})).text ==
          "7.0142, 100.4187");
  }
  SUBCASE("references by name, though deleted") {
    CHECK(shown(visit, "inspection.factory", records::to_value(desk.factory)).text ==
          "บริษัท หาดใหญ่น้ำยางข้น จำกัด");
    CHECK(shown(visit, "inspection.team", records::to_value(desk.officer)).text == "นางสาววรรณา คงแก้ว");
    const RecordId person = desk.makes(add_person(
        desk.audit,
        {.id = {}, .name = "คนที่ลาออก", .position = {}, .officer_card = {}, .office = {}, .phone = {}},
        desk.context()));
    desk.does(delete_record(desk.audit, person, desk.context()));
    CHECK(record_name(desk.audit, person).text == "คนที่ลาออก");
    CHECK(record_name(desk.audit, visit).text == "สข.ก-2569-0001");
    CHECK(record_name(desk.audit, desk.checklist).kind == Kind::bilingual);
    CHECK(record_name(desk.audit, {}).kind == Kind::nothing);
  }
  SUBCASE("answers by their responses' labels") {
    CHECK(shown(visit, "answer/site.exits/main", std::string("fail")).text == "ไม่ผ่าน");
    CHECK(shown(visit, "answer/site.exits/main", std::string("fail")).english == "Fail");
    CHECK(shown(visit, "answer/water.ph/main", std::string("9.6")).text == "9.6");
    CHECK(shown(visit, "answer/water.ph/main", std::string("not_applicable")).text == "audit.not_applicable");
    CHECK(shown(visit, "answer/no.such/main", std::string("x")).text == "x");
    CHECK(shown(visit, "of.a.newer.version", std::int64_t{7}).text == "7");
  }
}

TEST_CASE("A line of history says what, who, from what and to what") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  desk.answers(visit, "site.exits", forms::Choice{"pass"});
  desk.answers(visit, "site.exits", forms::Choice{"fail"});
  const auto history = records::history_of(desk.ledger.log(), desk.ledger.projection(), visit);
  REQUIRE_FALSE(history.empty());
  const HistorySentence sentence = describe(desk.audit, visit, history.front());
  CHECK(sentence.action == "commit.answer");
  CHECK(sentence.field.text.starts_with("2.2 "));
  REQUIRE(sentence.before.size() == 1);
  CHECK(sentence.before.front().text == "ผ่าน");
  CHECK(sentence.after.text == "ไม่ผ่าน");
  CHECK(sentence.current);
  CHECK_FALSE(sentence.technical);
  SUBCASE("ids and hashes are marked as not for people") {
    bool technical = false;
    for (const records::HistoryEntry& entry : history)
      technical =
          technical || (entry.field == "inspection.template" && describe(desk.audit, visit, entry).technical);
    CHECK(technical);
  }
}
