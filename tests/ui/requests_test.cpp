// The in-tray: what is laid before the head, and what they make of it.
#include "audit/people_verbs.h"
#include "audit/request_verbs.h"
#include "text/messages.h"
#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

namespace {

/// An inspector who is at this PC, a head, and a visit.
struct Bureau : FilledOffice {
  records::RecordId head;
  records::RecordId visit;

  Bureau() : FilledOffice(1) {
    visit = begin_visit(0);
    audit::Person made = *workspace.audit().person(person);
    made.name = "สมศักดิ์ ใจดี";
    auto created = audit::add_person(workspace.audit(), made, workspace.context());
    REQUIRE(created);
    commit(created->change);
    head = created->id;
    gives(head, "head");
    workspace.set_actor(head);
    gives(person, "inspector");
    workspace.set_actor(person);
  }
  void gives(const records::RecordId& to, const char* role) {
    const auto change = audit::set_roles(workspace.audit(), to, {role}, workspace.context());
    REQUIRE(change);
    commit(*change);
  }
  records::RecordId asks(const char* title) {
    auto created = audit::submit_request(
        workspace.audit(), {.subject = visit, .title = title, .text = "รายละเอียด", .addressee = {}},
        workspace.context());
    REQUIRE(created);
    commit(created->change);
    return created->id;
  }
  [[nodiscard]] const audit::Request& request(const records::RecordId& id) const {
    return *workspace.audit().request(id);
  }
};

} // namespace

TEST_CASE("The head decides from the in-tray") {
  Bureau office;
  const records::RecordId id = office.asks("ขออนุมัติบันทึก");
  office.asks("ขอรถยนต์ราชการ");
  office.workspace.set_actor(office.head);
  ScreenStage stage(office, {"requests", {}, {}});
  CHECK(stage.shows(Role::list_item, "ขอรถยนต์ราชการ"));
  CHECK(stage.says("วรัญญา คงทอง"));
  CHECK(stage.find(Role::link, "แฟ้มเสนอ").value == "2");
  stage.press(Role::list_item, "ขออนุมัติบันทึก");

  SUBCASE("agrees, with a word") {
    stage.press_button("เห็นชอบ");
    stage.type(Role::textbox, "ความเห็น", "ดำเนินการได้");
    stage.press_in_dialog("เห็นชอบ");
    stage.commit_asked();
    CHECK(office.request(id).state() == audit::RequestState::agreed);
    CHECK(stage.says("ดำเนินการได้"));
    CHECK(stage.says("สมศักดิ์ ใจดี · 14 พ.ย. 2567"));
  }
  SUBCASE("returns, with a reason or not at all") {
    stage.press_button("ส่งคืน");
    stage.press_in_dialog("ส่งคืน");
    CHECK(stage.says("โปรดเขียนเหตุผลที่ส่งคืน"));
    stage.type(Role::textbox, "เหตุผลที่ส่งคืน", "แนบภาพด้วย");
    stage.press_in_dialog("ส่งคืน");
    stage.commit_asked();
    CHECK(office.request(id).decision_note == "แนบภาพด้วย");
  }
  SUBCASE("notes") {
    stage.press_button("รับทราบ");
    stage.press_in_dialog("รับทราบ");
    stage.commit_asked();
    CHECK(office.request(id).state() == audit::RequestState::noted);
  }
  SUBCASE("assigns to somebody, by a day") {
    stage.press_button("มอบหมาย");
    stage.press_in_dialog("มอบหมาย");
    CHECK(stage.says("โปรดเลือกผู้รับมอบหมาย"));
    stage.press(Role::combobox, "ผู้รับมอบหมาย");
    stage.press(Role::option, "วรัญญา คงทอง");
    stage.type(Role::textbox, "กำหนดเสร็จ", "20/11/67");
    stage.press_in_dialog("มอบหมาย");
    stage.commit_asked();
    CHECK(office.request(id).assignee == office.person);
    CHECK(office.request(id).due == CivilDate{2024, 11, 20});
  }
  SUBCASE("and the subject opens with one press") {
    stage.press(Role::list_item, office.workspace.title(office.visit).title);
    CHECK(stage.screen() == "visit");
  }
}

TEST_CASE("An inspector asks, takes back, mends and reports") {
  Bureau office;
  SUBCASE("from the in-tray") {
    ScreenStage stage(office, {"requests", {}, {}});
    CHECK(stage.says("ไม่มีเรื่องรอท่าน"));
    stage.press_button("เสนอเรื่อง");
    stage.type(Role::textbox, "เรื่อง", "ขอรถยนต์ราชการ");
    stage.press_in_dialog("เสนอเรื่อง");
    stage.commit_asked();
    REQUIRE(office.workspace.audit().requests().size() == 1);
    CHECK(stage.shows(Role::list_item, "ขอรถยนต์ราชการ"));
    CHECK(stage.find(Role::button, "เห็นชอบ").description.find("หัวหน้าสำนักงาน") != std::string::npos);
    stage.press_button("ถอนเรื่อง");
    stage.commit_asked();
    CHECK(office.request(office.workspace.audit().requests().front()).state() ==
          audit::RequestState::withdrawn);
  }
  SUBCASE("from the visit's menu") {
    ScreenStage stage(office, {"visit", office.visit, {}});
    stage.press_button(text::tr("ui.more_acts"));
    stage.press(Role::menu_item, "เสนอหัวหน้า");
    stage.press_button("เสนอเรื่อง");
    stage.commit_asked();
    REQUIRE(office.workspace.audit().requests().size() == 1);
    const audit::Request& asked = office.request(office.workspace.audit().requests().front());
    CHECK(asked.subject == office.visit);
    CHECK(asked.title.starts_with("ขออนุมัติบันทึกการตรวจโรงงาน"));
  }
  SUBCASE("what was returned is submitted again, what was assigned is reported") {
    const records::RecordId id = office.asks("ขออนุมัติบันทึก");
    office.workspace.set_actor(office.head);
    auto change =
        audit::take_request_step(office.workspace.audit(), id, audit::RequestStep::return_with_reason,
                                 {.note = "แก้ชื่อเรื่อง"}, office.workspace.context());
    REQUIRE(change);
    office.commit(*change);
    office.workspace.set_actor(office.person);
    ScreenStage stage(office, {"requests", id, {}});
    CHECK(stage.says("แก้ชื่อเรื่อง"));
    stage.press_button("เสนออีกครั้ง");
    stage.type(Role::textbox, "เรื่อง", "ขออนุมัติ (แก้ไข)");
    stage.press_in_dialog("เสนออีกครั้ง");
    stage.commit_asked();
    CHECK(office.request(id).title == "ขออนุมัติ (แก้ไข)");
    office.workspace.set_actor(office.head);
    change = audit::take_request_step(
        office.workspace.audit(), id, audit::RequestStep::assign,
        {.note = {}, .assignee = office.person, .due = FilledOffice::today, .title = {}, .text = {}},
        office.workspace.context());
    REQUIRE(change);
    office.commit(*change);
    office.workspace.set_actor(office.person);
    stage.settle();
    stage.press_button("รายงานผล");
    stage.type(Role::textbox, "ผลการดำเนินการ", "เสร็จแล้ว");
    stage.press_in_dialog("รายงานผล");
    stage.commit_asked();
    CHECK(office.request(id).state() == audit::RequestState::done);
  }
}

TEST_CASE("What waits is counted on the first screen") {
  Bureau office;
  office.asks("ขออนุมัติบันทึก");
  office.workspace.set_actor(office.head);
  ScreenStage stage(office, {"today", {}, {}});
  CHECK(stage.says("รอท่าน 1 เรื่อง"));
  stage.press_button("เปิดแฟ้ม");
  CHECK(stage.screen() == "requests");
}
