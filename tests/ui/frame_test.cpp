// What stands around a screen: navigation by the table, the top bar, saved state, search, keys, routes.
#include "ui/stage.h"

#include "text/messages.h"
#include "ui/frame.h"
#include "ui/widgets/text.h"
#include "ui/widgets/text_field.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::Stage;
using truat::testing::StageSpec;

namespace {

std::string g_last_action;
Box g_page;
std::string g_typed;

PageHeader plain_header(ScreenContext& context) {
  PageHeader header;
  header.title = "โรงงาน";
  header.subtitle = "40 แห่ง";
  header.can_go_back = context.state.routes.can_go_back();
  return header;
}
PageHeader job_header(ScreenContext&) {
  PageHeader header;
  header.title = "บริษัท ควนลังยางแท่ง จำกัด";
  header.can_go_back = true;
  header.actions.push_back({.id = "finish", .label = "จบการตรวจ"});
  header.more.push_back({.id = "share", .label = "ส่งต่อ"});
  return header;
}
void draw_plain(ScreenContext& context) {
  g_page = context.page;
  g_last_action = context.pressed_action;
  Box page = context.page;
  (void)text_field(page.take_top(36).take_left(200), "field", g_typed, {.name = "ช่อง"});
}
std::string two_waiting(const ScreenContext&) {
  return "2";
}

const std::array table{
    Screen{.id = "today",
           .title = "ui.nav_today",
           .icon = Icon::house,
           .group = NavigationGroup::home,
           .header = plain_header,
           .draw = draw_plain,
           .short_title = "ui.nav_today"},
    Screen{.id = "visits",
           .title = "ui.nav_visits",
           .icon = Icon::clipboard_check,
           .group = NavigationGroup::inspect,
           .header = plain_header,
           .draw = draw_plain,
           .short_title = "ui.nav_visits_short"},
    Screen{.id = "factories",
           .title = "ui.nav_factories",
           .icon = Icon::factory,
           .group = NavigationGroup::inspect,
           .header = plain_header,
           .draw = draw_plain},
    Screen{.id = "visit",
           .title = "ui.nav_visit",
           .icon = Icon::clipboard_check,
           .group = NavigationGroup::inspect,
           .header = job_header,
           .draw = draw_plain,
           .chrome = Chrome::focused,
           .in_navigation = false,
           .under = "visits"},
    Screen{.id = "exchange",
           .title = "ui.nav_exchange",
           .icon = Icon::arrow_left_right,
           .group = NavigationGroup::foot,
           .header = plain_header,
           .draw = draw_plain,
           .waiting = two_waiting},
    Screen{.id = "start",
           .title = "ui.nav_start",
           .icon = Icon::house,
           .header = plain_header,
           .draw = draw_plain,
           .chrome = Chrome::none,
           .in_navigation = false},
};

struct Page {
  UiState state;
  UiInput input;
  Requests requests;
  Stage stage;

  explicit Page(const StageSpec& spec = {}, std::string_view screen = "factories") : stage(spec) {
    state.routes.start({std::string(screen), {}, {}});
    state.scale = spec.scale;
    input.now = Instant{1'731'552'000'000};
    input.saved.at = Instant{1'731'552'000'000};
    input.office = "สอจ.สงขลา";
    input.width = spec.width;
    input.height = spec.height;
    stage.use([this] {
      input.now_seconds = stage.now();
      draw_frame(state, input, requests, table);
    });
    settle();
  }
  void settle() {
    for (int i = 0; i < 6; ++i)
      stage.frame(0.03);
  }
};

} // namespace

TEST_CASE("the layout follows the width") {
  CHECK(layout_class(1366, 1) == LayoutClass::desktop);
  CHECK(layout_class(1199, 1) == LayoutClass::compact);
  CHECK(layout_class(899, 1) == LayoutClass::narrow);
  CHECK(layout_class(1366, 1.25F) == LayoutClass::compact);

  SUBCASE("rail 216 and top bar 56 at 1366") {
    const Page page;
    CHECK(g_page == Box{216, 56, 1366 - 216, 768 - 56});
  }
  SUBCASE("rail 64 at 1024") {
    const Page page({.width = 1024});
    CHECK(g_page == Box{64, 56, 1024 - 64, 768 - 56});
  }
  SUBCASE("a bar of 64 above and below at 820") {
    const Page page({.width = 820, .height = 1180, .pointer = PointerKind::touch});
    CHECK(g_page == Box{0, 64, 820, 1180 - 128});
  }
  SUBCASE("a job has the rail of 64, and no bottom bar") {
    const Page wide({}, "visit");
    CHECK(g_page.x == 64);
  }
  SUBCASE("first start has the whole page") {
    const Page page({}, "start");
    CHECK(g_page == Box{0, 0, 1366, 768});
  }
}

TEST_CASE("the navigation is made of the table") {
  Page page;
  SUBCASE("the current screen is marked, its group open, the others are one press away") {
    CHECK(page.stage.find(Role::link, "โรงงาน").state.current);
    CHECK(page.stage.find(Role::button, "ตรวจโรงงาน").state.expanded);
    page.stage.press(page.stage.find(Role::link, "วันนี้"));
    page.settle();
    CHECK(page.state.routes.current().screen == "today");
    CHECK_FALSE(page.stage.shows(Role::link, "โรงงาน"));
    page.stage.press(page.stage.find(Role::button, "ตรวจโรงงาน"));
    page.settle();
    CHECK(page.state.routes.current().screen == "visits");
    CHECK(page.stage.shows(Role::link, "โรงงาน"));
  }
  SUBCASE("what waits is counted") {
    CHECK(page.stage.find(Role::link, "แลกเปลี่ยนข้อมูล").value == "2");
  }
  SUBCASE("screens that are no part of it are not in it, and mark the one above them") {
    page.state.routes.go({"visit", {}, {}});
    page.settle();
    page.state.routes.back();
    CHECK(page.stage.all(Role::navigation).size() == 1);
    for (const access::Item& item : page.stage.all(Role::link))
      CHECK(item.name != "เริ่มใช้งาน");
  }
  SUBCASE("groups that have no screens yet are not shown") {
    CHECK_FALSE(page.stage.shows(Role::button, "โครงการ"));
  }
}

TEST_CASE("the bottom bar") {
  Page page({.width = 820, .height = 1180, .pointer = PointerKind::touch});
  CHECK(page.stage.shows(Role::link, "ตรวจ"));
  page.stage.press(page.stage.find(Role::button, "เพิ่มเติม"));
  page.settle();
  page.stage.press(page.stage.find(Role::menu_item_radio, "แลกเปลี่ยนข้อมูล"));
  page.settle();
  CHECK(page.state.routes.current().screen == "exchange");
}

TEST_CASE("the top bar") {
  SUBCASE("has the screen's acts, of which one is told to it") {
    Page page({}, "visit");
    page.stage.press(page.stage.find(Role::button, "จบการตรวจ"));
    CHECK(page.requests.is_empty());
    page.stage.press(page.stage.find(Role::button, "คำสั่งอื่น"));
    page.settle();
    CHECK(page.stage.shows(Role::menu_item, "ส่งต่อ"));
  }
  SUBCASE("← goes back to where one came from") {
    Page page;
    page.state.routes.go({"visit", {}, {}});
    page.settle();
    page.stage.press(page.stage.find(Role::button, "กลับ"));
    CHECK(page.state.routes.current().screen == "factories");
  }
  SUBCASE("says when it was saved, in Thai time") {
    const Page page;
    CHECK(page.stage.shows(Role::status, "บันทึกแล้ว 09:40 น."));
  }
  SUBCASE("on a phone the words of the saved state give way to the title") {
    const Page page({.width = 390, .height = 844, .pointer = PointerKind::touch});
    CHECK(page.stage.shows(Role::status, "บันทึกแล้ว 09:40 น."));
    CHECK(page.stage.find(Role::status, "บันทึกแล้ว 09:40 น.").box.w <= 24);
    CHECK(page.stage.find(Role::heading, "โรงงาน").box.w > 120);
  }
  SUBCASE("says that it is saving only after 400 ms") {
    Page page;
    page.input.saved.kind = SaveState::Kind::saving;
    page.input.saved.saving_since = page.input.now;
    page.settle();
    CHECK(page.stage.shows(Role::status, "บันทึกแล้ว 09:40 น."));
    REQUIRE(page.state.kit.next_frame_in().has_value());
    CHECK(*page.state.kit.next_frame_in() == doctest::Approx(0.4));
    page.input.now.milliseconds += 400;
    page.settle();
    CHECK(page.stage.shows(Role::status, "กำลังบันทึก…"));
  }
  SUBCASE("what is not saved can be tried again") {
    Page page;
    page.input.saved.kind = SaveState::Kind::failed;
    page.settle();
    page.stage.press(page.stage.find(Role::button, "ยังไม่ได้บันทึก · ลองใหม่"));
    REQUIRE(page.requests.all().size() == 1);
    CHECK(std::holds_alternative<RetrySave>(page.requests.all().front()));
  }
  SUBCASE("a tab that only reads can take over") {
    Page page;
    page.input.saved.kind = SaveState::Kind::read_only;
    page.settle();
    page.stage.press(page.stage.find(Role::button, "อ่านอย่างเดียว"));
    page.settle();
    page.stage.press(page.stage.find(Role::button, "ให้แท็บนี้เป็นผู้บันทึก"));
    CHECK(std::holds_alternative<TakeOver>(page.requests.all().front()));
  }
  SUBCASE("the person's menu changes language and theme") {
    Page page;
    page.input.person.name = "วรัญญา คงทอง";
    page.settle();
    page.stage.press(page.stage.find(Role::button, "วรัญญา คงทอง"));
    page.settle();
    page.stage.press(page.stage.find(Role::menu_item, "English"));
    REQUIRE(page.requests.all().size() == 1);
    CHECK(std::get<SetLanguage>(page.requests.all().front()).language == text::Language::english);
  }
}

TEST_CASE("keys of the page") {
  Page page;
  SUBCASE("Ctrl+K searches; Enter goes to what was found; Esc leaves") {
    page.stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    page.settle();
    REQUIRE(page.state.kit.overlay().open.has_value());
    const FieldId field = page.state.kit.overlay().open->field;
    page.input.overlay_events = {{field, OverlayEventKind::changed, "วันนี้"}};
    page.stage.frame();
    page.input.overlay_events = {{field, OverlayEventKind::key, "วันนี้", ImGuiKey_Enter}};
    page.stage.frame();
    page.input.overlay_events.clear();
    page.settle();
    CHECK(page.state.routes.current().screen == "today");
    CHECK_FALSE(page.state.kit.overlay().open.has_value());
    page.stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    page.settle();
    page.input.overlay_events = {{page.state.kit.overlay().open->field, OverlayEventKind::escape, ""}};
    page.stage.frame();
    page.input.overlay_events.clear();
    page.settle();
    CHECK(page.stage.all(Role::dialog).empty());
  }
  SUBCASE("Ctrl+Z and Ctrl+Y undo and redo, but not while a field is open: there they are the field's own") {
    page.stage.key(ImGuiKey_Z, ImGuiMod_Ctrl);
    page.stage.key(ImGuiKey_Y, ImGuiMod_Ctrl);
    REQUIRE(page.requests.all().size() == 2);
    CHECK(std::holds_alternative<Undo>(page.requests.all()[0]));
    CHECK(std::holds_alternative<Redo>(page.requests.all()[1]));
    page.stage.press(page.stage.find(Role::textbox, "ช่อง"));
    page.stage.key(ImGuiKey_Z, ImGuiMod_Ctrl);
    CHECK(page.requests.all().size() == 2);
  }
}

TEST_CASE("long work can be stopped") {
  Page page;
  page.input.works.push_back({.id = 7, .sentence = {"ui.saving", {}}, .done = 0.4F, .how_far = "4 จาก 10"});
  page.settle();
  page.stage.press(page.stage.find(Role::button, "หยุด"));
  REQUIRE(page.requests.all().size() == 1);
  CHECK(std::get<StopWork>(page.requests.all().front()).work == 7);
}

TEST_CASE("a new version says what it brings, and can be taken whatever lies over the page") {
  Page page;
  const OtherVersion version{.release = "9.9.0", .thai = {"สิ่งใหม่"}, .english = {"A new thing"}};
  page.input.other_version = &version;
  page.settle();
  const std::string title = text::tr("version.newer", {{"release", "9.9.0"}});
  CHECK(page.stage.shows(Role::region, title));
  CHECK(page.stage.shows(Role::status, title));
  page.stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
  page.settle();
  CHECK(page.stage.find(Role::region, title).layer ==
        page.stage.find(Role::dialog, text::tr("ui.search_everything")).layer);
  CHECK(access::faults().empty());
  access::activate(page.stage.find(Role::button, text::tr("version.take")).id);
  page.settle();
  REQUIRE(page.requests.all().size() == 1);
  CHECK(std::holds_alternative<TakeVersion>(page.requests.all().front()));
}

TEST_CASE("an address that no screen knows leads to the first one") {
  const Page page({}, "orders");
  CHECK(page.state.routes.current().screen == "today");
}
