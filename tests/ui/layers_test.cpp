// What lies over the page: who gets presses and keys, and where the focus goes.
#include "ui/stage.h"

#include "ui/widgets/layers.h"
#include "ui/widgets/text.h"
#include "ui/widgets/toast.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::WidgetStage;

namespace {

void some_frames(WidgetStage& page) {
  for (int i = 0; i < 4; ++i)
    page.frame();
}

} // namespace

TEST_CASE("a dialog") {
  int deleted = 0, behind = 0;
  WidgetStage page([&](Box box) {
    Box line = box.take_top(48);
    if (button_left(line, "open", {.label = "ลบ…"}))
      open_layer("sure");
    behind += button({500, 300, 300, 200}, "behind", {.label = "ข้างหลัง"}) ? 1 : 0;
    deleted += question("sure", {.title = "ลบคำสั่งนี้",
                                 .sentence = "คำสั่งที่ลบแล้วยังอยู่ในประวัติ",
                                 .act = "ลบคำสั่ง",
                                 .leave = "เก็บไว้",
                                 .danger = true})
                   ? 1
                   : 0;
  });
  page.stage.press(page.stage.find(Role::button, "ลบ…"));
  some_frames(page);

  SUBCASE("stands in the middle over the page, which cannot be pressed") {
    const access::Item dialog = page.stage.find(Role::dialog, "ลบคำสั่งนี้");
    CHECK(dialog.layer == 1);
    CHECK(dialog.box.w == 480);
    CHECK(dialog.box.center().x == doctest::Approx(1366 / 2.0).epsilon(0.01));
    const access::Item under = page.stage.find(Role::button, "ข้างหลัง");
    page.stage.press(ImVec2{505, 495});
    CHECK(behind == 0);
    access::activate(under.id);
    page.frame();
    CHECK(behind == 0);
    CHECK(page.stage.shows(Role::dialog, "ลบคำสั่งนี้"));
  }
  SUBCASE("its act is done once, and it closes") {
    page.stage.press(page.stage.find(Role::button, "ลบคำสั่ง"));
    some_frames(page);
    CHECK(deleted == 1);
    CHECK_FALSE(page.stage.shows(Role::dialog, "ลบคำสั่งนี้"));
  }
  SUBCASE("Tab stays inside, Esc closes it and the focus goes back to what opened it") {
    CHECK(page.stage.find(Role::button, "ลบคำสั่ง").state.focused);
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::button, "เก็บไว้").state.focused);
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::button, "ลบคำสั่ง").state.focused);
    page.stage.key(ImGuiKey_Escape);
    CHECK_FALSE(page.stage.shows(Role::dialog, "ลบคำสั่งนี้"));
    CHECK(page.stage.find(Role::button, "ลบ…").state.focused);
    CHECK(deleted == 0);
  }
}

TEST_CASE("a menu") {
  std::string chosen;
  bool drawn = true;
  WidgetStage page([&](Box box) {
    if (!drawn)
      return;
    const Box anchor{1300, 720, 36, 36};
    if (icon_button(anchor, "more", {.icon = Icon::ellipsis, .name = "คำสั่งอื่น"}))
      open_layer("menu");
    const MenuItem items[] = {{.id = "edit", .label = "แก้ไข"},
                              {.id = "lock", .label = "ล็อก", .disabled_because = "ยังไม่ลงนาม"},
                              {.id = "delete", .label = "ลบ", .danger = true, .starts_group = true}};
    const std::string_view id = menu("menu", anchor, items);
    if (!id.empty())
      chosen = id;
    (void)box;
  });
  const auto open = [&] {
    page.stage.press(page.stage.find(Role::button, "คำสั่งอื่น"));
    some_frames(page);
  };
  open();

  SUBCASE("turns upwards where there is no room below, and stays on the page") {
    const Box box = page.stage.find(Role::menu, "เมนู").box;
    CHECK(box.bottom() <= 720);
    CHECK(box.right() <= 1366 - 8);
  }
  SUBCASE("is chosen from by pointer and by arrows") {
    page.stage.press(page.stage.find(Role::menu_item, "แก้ไข"));
    CHECK(chosen == "edit");
    open();
    page.stage.key(ImGuiKey_End);
    page.stage.key(ImGuiKey_Enter);
    CHECK(chosen == "delete");
  }
  SUBCASE("a disabled item stays and says why") {
    page.stage.press(page.stage.find(Role::menu_item, "ล็อก"));
    CHECK(chosen.empty());
    CHECK(page.stage.find(Role::menu_item, "ล็อก").description == "ยังไม่ลงนาม");
  }
  SUBCASE("a second press on its button closes it") {
    open();
    CHECK(page.stage.all(Role::menu_item).empty());
    open();
    CHECK(page.stage.all(Role::menu_item).size() == 3);
  }
  SUBCASE("goes with the screen that opened it") {
    drawn = false;
    some_frames(page);
    drawn = true;
    some_frames(page);
    CHECK(page.stage.all(Role::menu_item).empty());
  }
}

TEST_CASE("a drawer") {
  std::string note;
  WidgetStage page([&](Box box) {
    Box line = box.take_top(48);
    if (button_left(line, "open", {.label = "เปิด"}))
      open_layer("drawer");
    if (Drawer drawer("drawer", {.title = "เพิ่มโรงงาน"}, 72); drawer) {
      for (int i = 0; i < 30; ++i)
        paragraph(drawer.body, "บรรทัดหนึ่งในลิ้นชักที่ยาวกว่าจอ");
      Box foot = drawer.footer();
      if (button_right(foot, "add", {.label = "เพิ่ม", .kind = ButtonKind::primary}))
        drawer.close();
    }
  });
  page.stage.press(page.stage.find(Role::button, "เปิด"));
  for (int i = 0; i < 12; ++i)
    page.frame(0.03);

  SUBCASE("is 400 wide at the right, and its foot stays while the body scrolls") {
    const Box box = page.stage.find(Role::dialog, "เพิ่มโรงงาน").box;
    CHECK(box.w == 400);
    CHECK(box.right() == 1366);
    const Box add = page.stage.find(Role::button, "เพิ่ม").box;
    page.stage.wheel(box.center(), -5);
    CHECK(page.stage.find(Role::button, "เพิ่ม").box == add);
    page.stage.press(add.center());
    some_frames(page);
    CHECK_FALSE(page.stage.shows(Role::dialog, "เพิ่มโรงงาน"));
  }
  SUBCASE("closes by its cross") {
    page.stage.press(page.stage.find(Role::button, "ปิด"));
    some_frames(page);
    CHECK_FALSE(page.stage.shows(Role::dialog, "เพิ่มโรงงาน"));
  }
}

TEST_CASE("toasts") {
  Toasts toasts;
  Requests requests;
  WidgetStage page([&](Box box) { toasts.draw(box, requests); });
  toasts.show({.sentence = "ย้ายแล้ว", .action_label = "เลิกทำ", .action = Undo{}});
  page.frame();
  page.frame(0.2);

  SUBCASE("one that can be undone stays ten seconds") {
    page.frame(9);
    page.frame();
    CHECK(page.stage.shows(Role::status, "ย้ายแล้ว"));
    page.frame(1.5);
    page.frame();
    CHECK(toasts.size() == 0);
  }
  SUBCASE("a note goes after six") {
    toasts.show({.sentence = "บันทึกแล้ว"});
    page.frame();
    page.frame(6.5);
    page.frame();
    CHECK(toasts.size() == 1);
    CHECK(page.stage.shows(Role::status, "ย้ายแล้ว"));
  }
  SUBCASE("its time stands still under the pointer") {
    page.stage.move_to(page.stage.find(Role::status, "ย้ายแล้ว").box.center());
    page.frame(30);
    page.frame();
    CHECK(toasts.size() == 1);
  }
  SUBCASE("Undo is asked for once, and the toast goes") {
    page.stage.press(page.stage.find(Role::button, "เลิกทำ"));
    page.frame();
    REQUIRE(requests.all().size() == 1);
    CHECK(std::holds_alternative<Undo>(requests.all().front()));
    CHECK(toasts.size() == 0);
  }
  SUBCASE("errors stay, the same sentence is not said twice, and there are three at most") {
    toasts.close_all();
    toasts.show({.kind = Toast::Kind::error, .sentence = "เปิดไฟล์ไม่ได้"});
    toasts.show({.kind = Toast::Kind::error, .sentence = "เปิดไฟล์ไม่ได้"});
    CHECK(toasts.size() == 1);
    page.frame();
    page.frame(100);
    page.frame();
    CHECK(toasts.size() == 1);
    for (int i = 0; i < 5; ++i)
      toasts.show({.sentence = std::to_string(i)});
    page.frame();
    CHECK(toasts.size() == 3);
    CHECK(page.stage.shows(Role::alert, "เปิดไฟล์ไม่ได้"));
  }
}
