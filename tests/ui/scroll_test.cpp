// Scroll areas by wheel, touch and bar, and rows of which only those in sight are drawn.
#include "ui/stage.h"

#include "ui/widgets/list.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text_field.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::StageSpec;
using truat::testing::WidgetStage;

namespace {

struct Rows {
  std::size_t count = 10'000;
  std::size_t drawn = 0;
  float position = 0;
  int pressed = -1;
  std::string last_field;

  void draw(Box box) {
    drawn = 0;
    ScrollArea area(box, "rows");
    const VirtualRows rows(area, count, px(list_row_height));
    for (std::size_t i = rows.first; i < rows.last; ++i) {
      const access::Part part({.role = Role::list, .name = "แถว", .box = area.view()});
      const IdScope scope(i);
      ++drawn;
      const std::string title = "แถว " + std::to_string(i);
      if (list_row(rows.row(i), "row", {.title = title}))
        pressed = static_cast<int>(i);
    }
    area.content.skip(px(8));
    (void)text_field(area.content.take_top(px(36)), "last", last_field, {.name = "ช่องท้าย"});
    position = area.position();
  }
};

} // namespace

TEST_CASE("rows out of sight cost nothing") {
  Rows rows;
  WidgetStage page([&](Box box) { rows.draw(box); });
  CHECK(rows.drawn == 12);
  rows.count = 100'000;
  page.frame();
  CHECK(rows.drawn == 12);
}

TEST_CASE("scrolling") {
  Rows rows;
  rows.count = 100;
  StageSpec spec;
  SUBCASE("by wheel, and not past the ends") {
    WidgetStage page([&](Box box) { rows.draw(box); });
    page.stage.wheel({400, 400}, -2);
    CHECK(rows.position == 192);
    CHECK(page.stage.shows(Role::list_item, "แถว 3"));
    CHECK_FALSE(page.stage.shows(Role::list_item, "แถว 2"));
    page.stage.wheel({400, 400}, 10);
    CHECK(rows.position == 0);
    page.stage.wheel({400, 400}, -1000);
    CHECK(rows.position == doctest::Approx(100 * 64 + 8 + 36 - 768));
  }
  SUBCASE("by the bar") {
    WidgetStage page([&](Box box) { rows.draw(box); });
    page.stage.drag({1360, 20}, {1360, 400});
    CHECK(rows.position > 2000);
    CHECK(rows.pressed == -1);
  }
  SUBCASE("by a finger, which then presses nothing") {
    spec.pointer = PointerKind::touch;
    WidgetStage page([&](Box box) { rows.draw(box); }, spec);
    page.stage.drag({400, 600}, {400, 300});
    CHECK(rows.position == doctest::Approx(300).epsilon(0.02));
    CHECK(rows.pressed == -1);
    page.stage.press(ImVec2{400, 10});
    CHECK(rows.pressed == 4);
  }
  SUBCASE("a mouse does not drag the page") {
    WidgetStage page([&](Box box) { rows.draw(box); });
    page.stage.drag({400, 600}, {400, 300});
    CHECK(rows.position == 0);
  }
  SUBCASE("a field that Tab comes to scrolls into sight") {
    rows.count = 40;
    WidgetStage page([&](Box box) { rows.draw(box); });
    page.stage.key(ImGuiKey_Tab, ImGuiMod_Shift);
    for (int i = 0; i < 4; ++i)
      page.frame();
    CHECK(page.stage.find(Role::textbox, "ช่องท้าย").visible);
    REQUIRE(page.kit.overlay().open.has_value());
    CHECK(page.kit.overlay().open->label == "ช่องท้าย");
  }
  SUBCASE("the part of an open field that is out of sight is cut off the overlay") {
    rows.count = 20;
    WidgetStage page([&](Box box) { rows.draw(box); });
    page.stage.wheel({400, 400}, -1000);
    page.stage.press(page.stage.find(Role::textbox, "ช่องท้าย"));
    page.stage.wheel({400, 400}, 0.25F);
    REQUIRE(page.kit.overlay().open.has_value());
    const OverlayRequest& request = *page.kit.overlay().open;
    CHECK(request.visible.h < request.box.h);
    CHECK(request.visible.bottom() == 768);
  }
}
