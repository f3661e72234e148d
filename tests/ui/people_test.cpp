// Who works here, what they may do, and who is at this PC.
#include "audit/people_verbs.h"
#include "text/messages.h"
#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

namespace {

struct Staffed : FilledOffice {
  records::RecordId head;

  explicit Staffed(std::size_t factories = 0) : FilledOffice(factories) {
    audit::Person made = *workspace.audit().person(person);
    made.name = "สมศักดิ์ ใจดี";
    made.position = "อุตสาหกรรมจังหวัด";
    auto created = audit::add_person(workspace.audit(), made, workspace.context());
    REQUIRE(created);
    commit(created->change);
    head = created->id;
  }
  void gives(const records::RecordId& to, const std::vector<std::string>& roles) {
    const auto change = audit::set_roles(workspace.audit(), to, roles, workspace.context());
    REQUIRE(change);
    commit(*change);
  }
  /// The head is somebody else, and the person at this PC inspects.
  void staff() {
    gives(head, {"head"});
    workspace.set_actor(head);
    gives(person, {"inspector"});
    workspace.set_actor(person);
  }
};

constexpr testing::StageSpec tall{.height = 2400};

} // namespace

TEST_CASE("The people of the office, and what they may do") {
  Staffed office;
  ScreenStage stage(office, {"people", {}, {}}, tall);
  CHECK(stage.find(Role::list_item, "สมศักดิ์ ใจดี").name == "สมศักดิ์ ใจดี");
  CHECK(stage.says("กันความผิดพลาดเท่านั้น"));
  CHECK(stage.says("ยังไม่ได้กำหนดหน้าที่"));

  SUBCASE("one's own page is shown first, and the first role is the head's") {
    CHECK(stage.find(Role::checkbox, "ผู้ตรวจโรงงาน").description.find("โปรดกำหนดหัวหน้าสำนักงานก่อน") !=
          std::string::npos);
    stage.press(Role::checkbox, "หัวหน้าสำนักงาน");
    stage.commit_asked();
    CHECK(office.workspace.audit().person(office.person)->roles == std::vector<std::string>{"head"});
    CHECK_FALSE(stage.says("ยังไม่ได้กำหนดหน้าที่"));
    CHECK(stage.find(Role::checkbox, "หัวหน้าสำนักงาน").description.find("หัวหน้าคนเดียว") != std::string::npos);
    stage.press(Role::checkbox, "ผู้ตรวจโรงงาน");
    stage.commit_asked();
    CHECK(office.workspace.audit().person(office.person)->roles.size() == 2);
  }
  SUBCASE("somebody else takes this PC") {
    stage.press(Role::list_item, "สมศักดิ์ ใจดี");
    stage.press_button("ใช้เครื่องนี้ในชื่อนี้");
    const auto asked = stage.asked<ui::SetPerson>();
    REQUIRE(asked);
    CHECK(asked->person == office.head);
  }
  SUBCASE("a person is added, and is shown") {
    stage.press_button("เพิ่มเจ้าหน้าที่");
    stage.type(Role::textbox, "ชื่อ", "มานะ อดทน");
    stage.press_in_dialog("เพิ่มเจ้าหน้าที่");
    stage.commit_asked();
    CHECK(stage.shows(Role::list_item, "มานะ อดทน"));
  }
  SUBCASE("who has left is listed apart and comes back") {
    stage.press(Role::list_item, "สมศักดิ์ ใจดี");
    stage.press_button("การทำงานอื่นกับบุคคลนี้");
    stage.press(Role::menu_item, "บันทึกการพ้นหน้าที่");
    stage.press_button("บันทึกการพ้นหน้าที่");
    stage.commit_asked();
    CHECK(office.workspace.audit().person(office.head)->left_on == FilledOffice::today);
    CHECK(stage.says("พ้นหน้าที่ตั้งแต่วันที่"));
    CHECK_FALSE(stage.shows(Role::button, "ใช้เครื่องนี้ในชื่อนี้"));
    const auto choices = stage.choices.choices("person", {});
    CHECK(choices.size() == 1);
    stage.press_button("การทำงานอื่นกับบุคคลนี้");
    stage.press(Role::menu_item, "บันทึกการกลับมาปฏิบัติงาน");
    stage.commit_asked();
    CHECK_FALSE(office.workspace.audit().person(office.head)->left_on);
  }
  SUBCASE("in English") {
    text::set_language(text::Language::english);
    stage.settle();
    CHECK(stage.says("not against the owner of the PC"));
  }
}

TEST_CASE("A delegation is added and ended") {
  Staffed office;
  office.gives(office.person, {"head"});
  ScreenStage stage(office, {"people", office.head, {}}, tall);
  stage.press(Role::link, "เพิ่มการมอบอำนาจ");
  stage.press_button("บันทึกการมอบอำนาจ");
  CHECK(stage.says("“คำสั่งที่” ต้องไม่ว่าง"));
  stage.type(Role::textbox, "ตำแหน่งที่มอบ", "อุตสาหกรรมจังหวัดสงขลา");
  stage.press(Role::checkbox, "พิจารณาเรื่องเสนอ");
  stage.type(Role::textbox, "คำสั่งที่", "12/2568");
  stage.press_button("บันทึกการมอบอำนาจ");
  stage.commit_asked();
  REQUIRE(office.workspace.audit().delegations().size() == 1);
  CHECK(stage.says("ปฏิบัติราชการแทน อุตสาหกรรมจังหวัดสงขลา"));
  CHECK(stage.says("พิจารณาเรื่องเสนอ"));
  stage.press_button("ยกเลิกการมอบ");
  stage.commit_asked();
  const audit::Delegation* ended =
      office.workspace.audit().delegation(office.workspace.audit().delegations().front());
  CHECK(ended->ended_on == FilledOffice::today);
}

TEST_CASE("What a role does not allow says so where it would be done") {
  Staffed office(6);
  office.add_visits();
  office.gives(office.head, {"head"}); // the person here has none, and only reads
  const auto why = [&](std::string_view screen, Role role, std::string_view name) {
    ScreenStage stage(office, {std::string(screen), {}, {}});
    return stage.find(role, name).description;
  };
  const std::string inspecting = "การตรวจโรงงานและบันทึกผลเป็นหน้าที่ของผู้ตรวจโรงงาน";
  CHECK(why("visits", Role::button, "เริ่มงานตรวจ").find(inspecting) != std::string::npos);
  CHECK(why("factories", Role::button, "เพิ่มโรงงาน").find("สมศักดิ์ ใจดี") != std::string::npos);
  CHECK(why("people", Role::button, "เพิ่มเจ้าหน้าที่").find("กำหนดบุคลากรและหน้าที่") != std::string::npos);
  CHECK(why("requests", Role::button, "เสนอเรื่อง").find("เสนอเรื่อง") != std::string::npos);
}
