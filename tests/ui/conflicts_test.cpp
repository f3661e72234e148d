#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

namespace {

records::Value words(std::string_view text) {
  return records::Value{std::string(text)};
}

} // namespace

TEST_CASE("Conflicts") {
  FilledOffice office(6);

  SUBCASE("without any it says so") {
    ScreenStage stage(office, {"conflicts", {}, {}});
    CHECK(stage.says("ไม่มีข้อขัดแย้ง"));
  }
  SUBCASE("both values stand side by side, with who and when; choosing one settles it") {
    const records::RecordId factory = office.factory(0);
    office.conflict(factory, "factory.phone", words("074 310 000"), words("074 320 111"));
    ScreenStage stage(office, {"conflicts", {}, {}});
    CHECK(stage.says("วรัญญา คงทอง"));
    CHECK(stage.shows(Role::radio, "074 310 000"));
    stage.press(Role::radio, "074 320 111");
    stage.commit_asked();
    CHECK(office.workspace.projection().conflict_count() == 0);
    CHECK(office.workspace.audit().factory(factory)->phone == "074 320 111");
    CHECK(stage.says("ไม่มีข้อขัดแย้ง"));

    REQUIRE(office.workspace.undo());
    stage.settle();
    CHECK(stage.shows(Role::radio, "074 310 000"));
  }
  SUBCASE("an answer brings its finding along") {
    const records::RecordId visit = office.begin_visit(1);
    office.answer(visit, 1, 0);
    const std::string field = [&] {
      for (const std::string_view one : office.workspace.projection().fields(visit))
        if (one.starts_with("answer/"))
          return std::string(one);
      return std::string();
    }();
    office.conflict(visit, field, words("na"), words("fail"));
    ScreenStage stage(office, {"conflicts", visit, {}});
    stage.press(Role::radio, "ไม่ผ่าน");
    stage.commit_asked();
    CHECK(office.workspace.projection().conflict_count() == 0);
    CHECK(office.workspace.audit().findings_of(visit).size() == 1);
  }
  SUBCASE("many are settled at once, by the values of one PC") {
    const records::RecordId factory = office.factory(0);
    office.conflict(factory, "factory.phone", words("074 310 000"), words("074 320 111"));
    office.conflict(factory, "factory.email", words("a@example.org"), words("b@example.org"));
    office.conflict(office.factory(1), "factory.phone", words("1"), words("2"));
    ScreenStage stage(office, {"conflicts", factory, {}});
    stage.press(Role::button, "เลือกหลายช่องพร้อมกัน");
    CHECK(stage.shows(Role::menu_item, "ทุกรายการ: ใช้ค่าจาก เครื่องนี้"));
    stage.press(Role::menu_item, "รายการนี้: ใช้ค่าจาก เครื่องนี้");
    stage.commit_asked();
    CHECK(office.workspace.projection().conflict_count() == 1);
    CHECK_FALSE(office.workspace.projection().in_conflict(factory, "factory.email"));
  }
  SUBCASE("in a locked visit too, which stays locked") {
    const records::RecordId visit = office.begin_visit(1);
    office.conflict(visit, "inspection.opinion", words("ก"), words("ข"));
    office.close(visit, FilledOffice::today, "locked");
    ScreenStage stage(office, {"conflicts", visit, {}});
    stage.press(Role::radio, "ก");
    stage.commit_asked();
    CHECK(office.workspace.projection().conflict_count() == 0);
    CHECK(office.workspace.audit().inspection(visit)->opinion == "ก");
    CHECK(office.workspace.audit().inspection(visit)->state() == audit::InspectionState::locked);
  }
  SUBCASE("a record that one deleted and another edited is kept or deleted") {
    const records::RecordId factory = office.factory(2);
    SeededRandom random(5);
    workspace::Workspace other(records::new_replica_id(random), office.clock, random);
    std::vector<records::CommitLines> all;
    for (std::size_t i = 0; i < office.workspace.ledger().log().size(); ++i)
      all.push_back(office.workspace.ledger().log().lines(i));
    REQUIRE(other.merge(std::move(all), records::Ledger::Source::file));
    other.set_actor(office.person);
    records::Change edit{.label = "commit.edit_factory", .operations = {}};
    REQUIRE(other.commit(edit.set(factory, "factory.phone", words("074"))));
    records::Change removal{.label = "commit.delete_factory", .operations = {}};
    office.commit(removal.remove(factory));
    REQUIRE(office.workspace.merge({other.ledger().log().lines(other.ledger().log().size() - 1)},
                                   records::Ledger::Source::file));
    REQUIRE(office.workspace.projection().conflict_count() == 1);

    ScreenStage stage(office, {"conflicts", {}, {}});
    SUBCASE("kept") {
      stage.press(Role::radio, "เก็บรายการนี้ไว้");
      stage.commit_asked();
      CHECK(office.workspace.projection().exists(factory));
    }
    SUBCASE("deleted") {
      stage.press(Role::radio, "ลบรายการนี้");
      stage.commit_asked();
      CHECK_FALSE(office.workspace.projection().exists(factory));
    }
    CHECK(office.workspace.projection().conflict_count() == 0);
  }
}
