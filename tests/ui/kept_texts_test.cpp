#include "doctest/doctest.h"
#include "ui/screen_stage.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

TEST_CASE("Texts that were being typed when the page went away") {
  FilledOffice office(2);
  const records::RecordId visit = office.begin_visit(0);
  const std::string question =
      office.workspace.audit().checklist_of(visit)->sections.front().questions.front().key;
  const std::string note = forms::note_field({question});
  ScreenStage stage(office, {"today", {}, {}});
  const auto offer = [&](const records::RecordId& record, const std::string& field, const std::string& text) {
    stage.state.inbox.put(ui::KeptTexts{{{record, field, {}, text, office.clock.now()}}});
    stage.settle();
  };

  SUBCASE("a note is shown with its visit and field, and used as if the field had been left") {
    offer(visit, note, "ท่อระบายแตก");
    CHECK(stage.says("ข้อความที่พิมพ์ค้างไว้"));
    CHECK(stage.says("ท่อระบายแตก"));
    stage.press_button("ใช้ข้อความนี้");
    stage.commit_asked();
    CHECK(records::as_text(office.workspace.projection().value(visit, note)) == "ท่อระบายแตก");
    CHECK_FALSE(stage.says("ข้อความที่พิมพ์ค้างไว้"));
  }
  SUBCASE("a factory's field is read as typed") {
    offer(office.factory(1), "factory.horsepower", "๑๒๐.๕");
    stage.press_button("ใช้ข้อความนี้");
    stage.commit_asked();
    CHECK(office.workspace.audit().factory(office.factory(1))->horsepower == Decimal{1205, 1});
  }
  SUBCASE("a text that fits no more says why, and can be copied or thrown away") {
    offer(office.factory(1), "factory.horsepower", "มาก");
    CHECK(stage.find(Role::button, "ใช้ข้อความนี้").state.disabled);
    stage.press_button("คัดลอก");
    const auto copied = stage.asked<ui::CopyText>();
    REQUIRE(copied.has_value());
    CHECK(copied->text == "มาก");
    stage.press_button("ทิ้ง");
    const auto dropped = stage.asked<ui::DropDraft>();
    REQUIRE(dropped.has_value());
    CHECK(dropped->record == office.factory(1));
    CHECK(dropped->field == "factory.horsepower");
    CHECK_FALSE(stage.says("ข้อความที่พิมพ์ค้างไว้"));
  }
  SUBCASE("what its commit has kept after all, or whose record is gone, is forgotten without a word") {
    offer(office.factory(1), "factory.name", office.workspace.audit().factory(office.factory(1))->name);
    CHECK(stage.asked<ui::DropDraft>().has_value());
    offer(records::new_record_id(office.random), "factory.name", "ใคร");
    CHECK(stage.asked<ui::DropDraft>().has_value());
    CHECK_FALSE(stage.says("ข้อความที่พิมพ์ค้างไว้"));
  }
  SUBCASE("later means at the next start: nothing is thrown away") {
    offer(visit, note, "ท่อระบายแตก");
    stage.press_button("ไว้ทีหลัง");
    CHECK_FALSE(stage.says("ข้อความที่พิมพ์ค้างไว้"));
    CHECK_FALSE(stage.asked<ui::DropDraft>().has_value());
  }
}
