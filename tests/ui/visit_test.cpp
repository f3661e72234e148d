#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using testing::StageSpec;
using ui::access::Role;

namespace {

const StageSpec tablet{.width = 820, .height = 1180, .pointer = ui::PointerKind::touch};
const StageSpec phone{.width = 390, .height = 844, .pointer = ui::PointerKind::touch};

} // namespace

TEST_CASE("A visit that goes on") {
  FilledOffice office(6);
  const records::RecordId visit = office.begin_visit(0);

  SUBCASE("its questions can be answered, noted and photographed") {
    ScreenStage stage(office, {"visit", visit, {}});
    CHECK(stage.shows(Role::textbox, "บันทึกข้อ 1.1"));
    CHECK(stage.shows(Role::button, "ถ่ายรูป"));
    CHECK(stage.says("ต้องตอบ"));
    stage.press(Role::radio, "ผ่าน");
    stage.commit_asked();
    CHECK(office.workspace.audit().evaluation(visit).tally.answered == 1);
  }
  SUBCASE("the evidence of the first question is there before one is chosen") {
    ScreenStage stage(office, {"visit", visit, {}});
    CHECK(stage.shows(Role::heading, "หลักฐานข้อ 1.1"));
    CHECK(stage.shows(Role::heading, "ข้อกฎหมาย"));
  }
  SUBCASE("on a tablet a press opens it as a sheet") {
    ScreenStage stage(office, {"visit", visit, {}}, tablet);
    CHECK_FALSE(stage.shows(Role::heading, "หลักฐานข้อ 1.1"));
    stage.press(Role::link, "หลักฐานและข้อกฎหมาย");
    CHECK(stage.shows(Role::heading, "หลักฐานข้อ 1.1"));
  }
  SUBCASE("on a phone its acts are there too") {
    ScreenStage stage(office, {"visit", visit, {}}, phone);
    for (const std::string_view act : {"จบการตรวจ", "ก่อนหน้า", "ถัดไป", "หลักฐานและข้อกฎหมาย"})
      CHECK_MESSAGE(stage.shows(Role::button, act), act);
    CHECK(stage.find(Role::radio, "ไม่เกี่ยวข้อง").box.right() <= 390);
  }
  SUBCASE("what is missing at the end is opened where it is mended") {
    ScreenStage stage(office, {"visit", visit, {}});
    stage.press_button("จบการตรวจ");
    stage.press(Role::list_item, "ยังไม่ได้กรอก “เวลาออก”");
    REQUIRE(stage.state.kit.overlay().open.has_value());
    CHECK(stage.state.kit.overlay().open->label == "เวลาออก");
    stage.type_into_open("16:40");
    stage.press_button("จบการตรวจ");
    stage.commit_asked();
    CHECK_FALSE(stage.says("ยังไม่ได้กรอก “เวลาออก”"));
  }
  SUBCASE("its history says which question was answered, and what with") {
    office.answer(visit, 1, 0);
    ScreenStage stage(office, {"visit", visit, "history~"});
    CHECK(stage.says("ตอบ · 1.1"));
    for (const ui::access::Item& item : ui::access::items())
      if (item.role == Role::list_item && item.name.starts_with("ตอบ · 1.1")) {
        stage.stage.press(ui::access::Item(item));
        break;
      }
    stage.settle();
    CHECK(stage.says("→ ผ่าน"));
  }
}

TEST_CASE("A planned visit is begun by the page's one primary button") {
  FilledOffice office(6);
  const records::RecordId visit = office.plan_visit(0, FilledOffice::today);
  ScreenStage stage(office, {"visit", visit, {}});
  CHECK(stage.says("งานตรวจนี้ยังอยู่ในแผน"));
  CHECK_FALSE(stage.says("ต้องตอบ"));
  CHECK_FALSE(stage.shows(Role::button, "จบการตรวจ"));
  stage.press_button("เริ่มตรวจ");
  stage.commit_asked();
  CHECK(office.workspace.audit().inspection(visit)->state() == audit::InspectionState::in_progress);
  CHECK(stage.shows(Role::button, "จบการตรวจ"));
}

TEST_CASE("A closed visit is read: nothing looks as if it could be typed in") {
  FilledOffice office(6);
  const records::RecordId visit = office.begin_visit(0);
  office.answer(visit, 3, 0);
  records::Change note{.label = "commit.note", .operations = {}};
  const forms::Question& second = office.workspace.audit().checklist_of(visit)->sections[0].questions[1];
  office.commit(note.set(visit, forms::note_field({second.key, std::string(forms::main_instance)}),
                         records::Value{std::string("ใบอนุญาตติดไว้ที่ป้อมยาม")}));
  office.close(visit, FilledOffice::today, "locked");
  ScreenStage stage(office, {"visit", visit, {}});
  CHECK(stage.says("ล็อกแล้ว"));
  CHECK_FALSE(stage.shows(Role::textbox, "บันทึกข้อ 1.1"));
  CHECK_FALSE(stage.shows(Role::button, "ถ่ายรูป"));
  CHECK(stage.find(Role::radio, "ผ่าน").state.disabled);
  CHECK(stage.says("ใบอนุญาตติดไว้ที่ป้อมยาม"));
}
