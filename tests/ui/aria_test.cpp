// The statements as ARIA elements: roles, names, states and places as ARIA allows them.
#include "ui/widgets/aria.h"

#include "base/json.h"
#include "ui/stage.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"
#include "ui/widgets/text_field.h"

#include <doctest/doctest.h>

#include <array>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::WidgetStage;

namespace {

struct Tree {
  explicit Tree(const std::vector<access::Item>& items) : text(access::aria_tree(items)) {
    Result<JsonDocument> read = parse_json(text);
    REQUIRE(read.has_value());
    document.emplace(std::move(*read));
  }
  /// The first element of the role with this name, as its place in the array.
  [[nodiscard]] int find(std::string_view role, std::string_view name) const {
    int found = -1;
    int at = 0;
    document->root().for_each_element([&](JsonView element) {
      const std::string_view its = element["r"].string().value_or("");
      const std::string_view label =
          element["a"]["aria-label"].string().value_or(element["t"].string().value_or(""));
      if (found < 0 && its == role && label == name)
        found = at;
      ++at;
    });
    REQUIRE_MESSAGE(found >= 0, role, " ", name, " is in ", text);
    return found;
  }
  [[nodiscard]] JsonView at(int place) const { return document->root().at(static_cast<std::size_t>(place)); }
  [[nodiscard]] JsonView element(std::string_view role, std::string_view name) const {
    return at(find(role, name));
  }
  std::string text;
  std::optional<JsonDocument> document;
};

} // namespace

TEST_CASE("a list of rows is a list of items with buttons") {
  WidgetStage page([](Box box) {
    const access::Part part({.role = Role::list, .name = "โรงงาน", .box = box});
    (void)list_row(box.take_top(64), "a", {.title = "ควนลัง", .second_line = "52(3)", .selected = true});
  });
  const Tree tree(access::items());
  const JsonView button = tree.element("button", "ควนลัง");
  CHECK(button["a"]["aria-description"].string() == "52(3)");
  CHECK(button["a"]["aria-current"].string() == "true");
  CHECK(button["s"].boolean() == true);
  const auto item = static_cast<int>(*button["p"].integer());
  CHECK(tree.at(item)["r"].string() == "listitem");
  CHECK(*tree.at(item)["p"].integer() == tree.find("list", "โรงงาน"));
}

TEST_CASE("a field says its name, its text, and what is wrong") {
  std::string text = "ห้าร้อย";
  WidgetStage page([&](Box box) {
    (void)text_field(box.take_top(36), "power", text,
                     {.name = "แรงม้า", .tone = FieldTone::failed, .error = "ไม่ใช่ตัวเลข", .required = true});
  });
  const Tree tree(access::items());
  const JsonView field = tree.element("textbox", "แรงม้า");
  CHECK(field["t"].string() == "ห้าร้อย");
  CHECK(field["a"]["aria-invalid"].string() == "true");
  CHECK(field["a"]["aria-required"].string() == "true");
  CHECK(field["a"]["aria-description"].string() == "ไม่ใช่ตัวเลข");
  page.stage.press(page.stage.find(Role::textbox, "แรงม้า"));
  REQUIRE(page.kit.overlay().open.has_value());
  CHECK(page.kit.overlay().open->invalid);
  CHECK(page.kit.overlay().open->required);
  CHECK(page.kit.overlay().open->description == "ไม่ใช่ตัวเลข");
}

TEST_CASE("headings follow each other without a gap") {
  WidgetStage page([](Box box) {
    access::item({.role = Role::heading, .name = "หน้า", .box = box.take_top(30), .details = {.level = 1}});
    heading(box.take_top(30), "หมวด", {.role = TextRole::section});
    heading(box.take_top(30), "ย่อย", {.role = TextRole::caption});
    heading(box.take_top(30), "ชื่อเรื่อง", {.role = TextRole::title});
    heading(box.take_top(30), "หมวดสอง", {.role = TextRole::section});
  });
  const Tree tree(access::items());
  const auto level = [&](std::string_view name) {
    return tree.element("heading", name)["a"]["aria-level"].string();
  };
  CHECK(level("หน้า") == "1");
  CHECK(level("หมวด") == "2");
  CHECK(level("ย่อย") == "3");
  CHECK(level("ชื่อเรื่อง") == "2");
  CHECK(level("หมวดสอง") == "3");
}

TEST_CASE("under a dialog there is only the dialog") {
  WidgetStage page([](Box box) {
    if (button(box.take_top(36).take_left(120), "ask", {.label = "ลบ"}))
      open_layer("sure");
    (void)question("sure",
                   {.title = "ลบคำสั่งนี้", .sentence = "ลบแล้วเลิกทำได้", .act = "ลบคำสั่ง", .leave = "เก็บไว้"});
  });
  page.stage.press(page.stage.find(Role::button, "ลบ"));
  page.stage.settle(page.kit);
  const Tree tree(access::items());
  const int dialog = tree.find("dialog", "ลบคำสั่งนี้");
  CHECK(tree.at(dialog)["a"]["aria-modal"].string() == "true");
  CHECK(*tree.element("button", "ลบคำสั่ง")["p"].integer() == dialog);
  CHECK(tree.text.find("\"ลบ\"") == std::string::npos);
}

TEST_CASE("a menu is a part of the page, as there is no other while it is open") {
  WidgetStage page([](Box box) {
    const Box anchor = box.take_top(36).take_left(120);
    if (button(anchor, "more", {.label = "คำสั่ง"}))
      open_layer("menu");
    constexpr std::array items{MenuItem{.id = "a", .label = "พิมพ์"}};
    (void)menu("menu", anchor, items);
  });
  page.stage.press(page.stage.find(Role::button, "คำสั่ง"));
  page.stage.settle(page.kit);
  const Tree tree(access::items());
  const int menu = tree.find("menu", "เมนู");
  CHECK(*tree.element("menuitem", "พิมพ์")["p"].integer() == menu);
  CHECK(*tree.at(menu)["p"].integer() == tree.find("region", "เมนู"));
  CHECK(access::faults().empty());
}

TEST_CASE("what a scroll area cuts has its whole size, and says what is hidden of it") {
  WidgetStage page([](Box box) {
    const ScrollArea area({box.x, box.y, 200, 50}, "area");
    Box content = area.content;
    (void)button(content.take_top(36), "a", {.label = "เห็นทั้งหมด"});
    (void)button(content.take_top(36), "b", {.label = "เห็นครึ่งหนึ่ง"});
  });
  const Tree tree(access::items());
  const auto number = [&](std::string_view name, std::string_view key, std::size_t place) {
    return tree.element("button", name)[key].at(place).integer();
  };
  CHECK_FALSE(number("เห็นทั้งหมด", "c", 0));
  CHECK(number("เห็นครึ่งหนึ่ง", "b", 3) == 36);
  CHECK(number("เห็นครึ่งหนึ่ง", "c", 0) == 0);
  CHECK(number("เห็นครึ่งหนึ่ง", "c", 2) == 22);
  CHECK(page.stage.find(Role::button, "เห็นครึ่งหนึ่ง").box.h == 14);
}

TEST_CASE("a cell keeps its words beside the button that it holds") {
  WidgetStage page([](Box box) {
    const access::Part grid({.role = Role::grid, .name = "โรงงาน", .box = box});
    const access::Part row({.role = Role::row, .name = "ควนลัง", .box = box});
    access::item({.id = 1, .role = Role::cell, .name = "ควนลัง", .box = box});
    const access::Inside inside;
    (void)button(box.take_top(36), "open", {.label = "เปิด ควนลัง"});
  });
  const Tree tree(access::items());
  CHECK(*tree.element("button", "เปิด ควนลัง")["p"].integer() == tree.find("gridcell", "ควนลัง"));
}

TEST_CASE("what stands where it may not, or has no name, is a fault") {
  WidgetStage page([](Box) {});
  CHECK(access::faults().empty());
  CHECK(access::may_stand_in(Role::option, Role::list_box));
  CHECK_FALSE(access::may_stand_in(Role::option, Role::list));
  CHECK_FALSE(access::may_stand_in(Role::text, Role::tab_list));
  CHECK(access::may_stand_in(Role::row, Role::row_group));
  CHECK(access::needs_name(Role::button));
}

TEST_CASE("nobody pays for what nobody asks for") {
  WidgetStage page([](Box box) {
    const access::Part part({.role = Role::list, .name = "โรงงาน", .box = box});
    (void)list_row(box.take_top(64), "a", {.title = "ควนลัง", .second_line = "52(3)"});
  });
  access::want(false);
  page.frame();
  CHECK(access::items().empty());
  access::want(true);
  page.frame();
  CHECK_FALSE(access::items().empty());
}
