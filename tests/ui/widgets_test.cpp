// Buttons, choices and fields as a person uses them.
#include "ui/stage.h"

#include "ui/widgets/choice_controls.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/text.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::WidgetStage;

TEST_CASE("a button") {
  int presses = 0;
  std::string reason;
  WidgetStage page([&](Box box) {
    Box line = box.take_top(48);
    presses += button_left(line, "start",
                           {.label = "เริ่มตรวจ", .kind = ButtonKind::primary, .disabled_because = reason})
                   ? 1
                   : 0;
    (void)button_left(line, "other", {.label = "ก่อนหน้า"});
  });
  const access::Item start = page.stage.find(Role::button, "เริ่มตรวจ");

  SUBCASE("is pressed by the pointer, once") {
    page.stage.press(start);
    CHECK(presses == 1);
  }
  SUBCASE("is not pressed when the pointer leaves it before letting go") {
    page.stage.drag(start.box.center(), {600, 600});
    CHECK(presses == 0);
  }
  SUBCASE("is reached by Tab and pressed by Enter and by Space") {
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::button, "เริ่มตรวจ").state.focused);
    page.stage.key(ImGuiKey_Enter);
    page.stage.key(ImGuiKey_Space);
    CHECK(presses == 2);
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::button, "ก่อนหน้า").state.focused);
    page.stage.key(ImGuiKey_Tab, ImGuiMod_Shift);
    CHECK(page.stage.find(Role::button, "เริ่มตรวจ").state.focused);
  }
  SUBCASE("is pressed by a screen reader") {
    access::activate(start.id);
    page.frame();
    page.frame();
    CHECK(presses == 1);
  }
  SUBCASE("that is disabled cannot be pressed, and says why") {
    reason = "ยังไม่ตอบ 4 ข้อ";
    page.frame();
    const access::Item& item = page.stage.find(Role::button, "เริ่มตรวจ");
    CHECK(item.state.disabled);
    CHECK(item.description == reason);
    page.stage.press(start);
    access::activate(start.id);
    page.frame();
    CHECK(presses == 0);
    page.stage.move_to(start.box.center());
    page.frame(0.5);
    page.frame();
    CHECK(page.stage.shows(Role::tooltip, reason));
  }
  SUBCASE("is as wide as its words need") {
    CHECK(start.box.w == doctest::Approx(button_width({.label = "เริ่มตรวจ", .kind = ButtonKind::primary})));
  }
}

TEST_CASE("a tooltip waits 400 ms") {
  WidgetStage page([](Box box) {
    (void)icon_button(box.take_top(36).take_left(36), "filter", {.icon = Icon::funnel, .name = "ตัวกรอง"});
  });
  page.stage.move_to({18, 18});
  page.frame(0.2);
  CHECK_FALSE(page.stage.shows(Role::tooltip, "ตัวกรอง"));
  REQUIRE(page.kit.next_frame_in().has_value());
  CHECK(*page.kit.next_frame_in() <= 0.4);
  page.frame(0.3);
  page.frame();
  CHECK(page.stage.shows(Role::tooltip, "ตัวกรอง"));
}

TEST_CASE("nothing is drawn when nothing happens") {
  WidgetStage page([](Box box) { (void)button(box.take_top(36).take_left(120), "a", {.label = "เริ่มตรวจ"}); });
  for (int i = 0; i < 10; ++i)
    page.frame();
  CHECK_FALSE(page.kit.wants_frame());
  CHECK_FALSE(page.kit.next_frame_in().has_value());
}

TEST_CASE("a text field") {
  std::string name = "วรัญญา";
  FieldResult last;
  int finished = 0, cancelled = 0, opened = 0;
  std::string second;
  WidgetStage page([&](Box box) {
    last = text_field(box.take_top(36, 12).take_left(300), "name", name,
                      {.name = "ชื่อ", .placeholder = "ชื่อ–นามสกุล"});
    finished += last.finished ? 1 : 0;
    cancelled += last.cancelled ? 1 : 0;
    opened += last.opened ? 1 : 0;
    (void)text_field(box.take_top(36).take_left(300), "second", second, {.name = "ตำแหน่ง"});
  });
  const Box box = page.stage.find(Role::textbox, "ชื่อ").box;

  SUBCASE("opens under the pointer, with the page's element exactly over its text") {
    page.stage.press(box.center());
    CHECK(opened == 1);
    REQUIRE(page.kit.overlay().open.has_value());
    const OverlayRequest& request = *page.kit.overlay().open;
    CHECK(request.text == "วรัญญา");
    CHECK(request.label == "ชื่อ");
    CHECK(request.box.x == box.x + 12);
    CHECK(request.box.h == 24);
    CHECK(request.style.em_px == doctest::Approx(15));
    CHECK(request.visible == request.box);
  }
  SUBCASE("puts the caret at the letter that was pressed, never inside one") {
    page.stage.press({box.x + 12 + text_width("วรั", TextRole::body) + 1, box.center().y});
    REQUIRE(page.kit.overlay().open.has_value());
    CHECK(page.kit.overlay().open->caret_byte == static_cast<std::int32_t>(std::string_view("วรั").size()));
  }
  SUBCASE("follows the typing and ends when it is left") {
    page.stage.press(box.center());
    page.type("วรัญญา คงทอง");
    CHECK(name == "วรัญญา คงทอง");
    CHECK(finished == 0);
    page.send(OverlayEventKind::blur);
    CHECK(finished == 1);
    CHECK_FALSE(page.kit.overlay().open.has_value());
  }
  SUBCASE("Esc brings back what stood there") {
    page.stage.press(box.center());
    page.type("อื่น");
    page.send(OverlayEventKind::escape);
    CHECK(name == "วรัญญา");
    CHECK(cancelled == 1);
    CHECK(finished == 0);
  }
  SUBCASE("Tab goes to the next field and opens it") {
    page.stage.press(box.center());
    page.send(OverlayEventKind::tab);
    page.frame();
    CHECK(finished == 1);
    REQUIRE(page.kit.overlay().open.has_value());
    CHECK(page.kit.overlay().open->label == "ตำแหน่ง");
    page.send(OverlayEventKind::shift_tab);
    page.frame();
    REQUIRE(page.kit.overlay().open.has_value());
    CHECK(page.kit.overlay().open->label == "ชื่อ");
  }
  SUBCASE("ends when another field is pressed, and nothing typed is lost") {
    page.stage.press(box.center());
    page.type("ใหม่");
    page.stage.press(page.stage.find(Role::textbox, "ตำแหน่ง"));
    CHECK(finished == 1);
    CHECK(name == "ใหม่");
    CHECK(page.kit.overlay().open->label == "ตำแหน่ง");
  }
  SUBCASE("takes the element's last words although it was closed by a press elsewhere") {
    page.stage.press(box.center());
    const FieldId field = page.kit.overlay().open->field;
    ImGui::GetIO().AddMousePosEvent(800, 700);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    page.events.push_back({field, OverlayEventKind::blur, "คำสุดท้าย"});
    page.frame();
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    page.frame();
    page.frame();
    CHECK(name == "คำสุดท้าย");
    CHECK(finished == 1);
  }
  SUBCASE("a caller that changes the text while it is open is followed") {
    page.stage.press(box.center());
    const std::uint32_t before = page.kit.overlay().open->text_revision;
    name = "จากที่อื่น";
    page.frame();
    CHECK(page.kit.overlay().open->text == "จากที่อื่น");
    CHECK(page.kit.overlay().open->text_revision > before);
  }
  SUBCASE("tells where it is while it is closed, for keyboards of touch screens") {
    CHECK(page.kit.overlay().targets.size() == 2);
    CHECK(page.kit.overlay().targets.front().box == box);
  }
}

TEST_CASE("numbers, dates and times") {
  std::string number;
  std::optional<CivilDate> date;
  std::optional<TimeOfDay> time;
  NumberResult measured;
  WidgetStage page([&](Box box) {
    measured = number_field(box.take_top(36, 12).take_left(160), "ph", number,
                            {.field = {.name = "pH"}, .least = Decimal{55, 1}, .most = Decimal{90, 1}});
    (void)date_field(box.take_top(36, 12).take_left(200), "date", date,
                     {.field = {.name = "วันที่"}, .today = {2024, 11, 14}});
    (void)time_field(box.take_top(36, 12).take_left(160), "time", time,
                     {.field = {.name = "เวลา"}, .now = TimeOfDay{9, 40}});
  });

  SUBCASE("Thai digits and separators are read, and out of range is said") {
    page.fill(Role::textbox, "pH", "๙.๖");
    REQUIRE(measured.value.has_value());
    CHECK(*measured.value == Decimal{96, 1});
    CHECK(measured.out_of_range);
    CHECK(page.stage.find(Role::textbox, "pH").state.invalid);
    page.fill(Role::textbox, "pH", "7");
    CHECK_FALSE(measured.out_of_range);
  }
  SUBCASE("what is no number is kept as typed and marked") {
    page.fill(Role::textbox, "pH", "เก้า");
    CHECK(number == "เก้า");
    CHECK(measured.unreadable);
    CHECK_FALSE(measured.value.has_value());
  }
  SUBCASE("a date is read as people write it and shown in its usual form") {
    page.fill(Role::textbox, "วันที่", "14/11/67");
    CHECK(date == CivilDate{2024, 11, 14});
    CHECK(page.stage.find(Role::textbox, "วันที่").value == "14 พ.ย. 2567");
  }
  SUBCASE("a day that does not exist stays as typed") {
    page.fill(Role::textbox, "วันที่", "31/02/2567");
    CHECK_FALSE(date.has_value());
    CHECK(page.stage.find(Role::textbox, "วันที่").value == "31/02/2567");
    CHECK(page.stage.find(Role::textbox, "วันที่").state.invalid);
  }
  SUBCASE("a date is picked from the calendar of Buddhist years") {
    page.stage.press(page.stage.find(Role::button, "เปิดปฏิทิน"));
    for (int i = 0; i < 4; ++i)
      page.frame();
    CHECK(page.stage.shows(Role::heading, "พฤศจิกายน 2567"));
    page.stage.press(page.stage.find(Role::button, "เดือนก่อน"));
    page.stage.press(page.stage.find(Role::button, "28 ตุลาคม 2567"));
    CHECK(date == CivilDate{2024, 10, 28});
    CHECK(page.stage.all(Role::heading).empty());
  }
  SUBCASE("the calendar opens although the field was open") {
    page.stage.press(page.stage.find(Role::textbox, "วันที่"));
    page.stage.press(page.stage.find(Role::button, "เปิดปฏิทิน"));
    for (int i = 0; i < 4; ++i)
      page.frame();
    CHECK(page.stage.shows(Role::heading, "พฤศจิกายน 2567"));
  }
  SUBCASE("a time is typed in short, or taken from the clock") {
    page.fill(Role::textbox, "เวลา", "1330");
    CHECK(time == TimeOfDay{13, 30});
    page.fill(Role::textbox, "เวลา", "");
    CHECK_FALSE(time.has_value());
    page.stage.press(page.stage.find(Role::link, "ตอนนี้"));
    CHECK(time == TimeOfDay{9, 40});
  }
}

TEST_CASE("a choice field") {
  std::string chosen;
  int asked = 0;
  std::size_t count = 12;
  WidgetStage page([&](Box box) {
    const ChoiceResult result = choice_field(
        box.take_top(36).take_left(280), "district",
        {.field = {.name = "อำเภอ", .placeholder = "เลือก"}, .chosen_label = chosen, .choices = [&] {
           ++asked;
           std::vector<Choice> all;
           for (std::size_t i = 0; i < count; ++i)
             all.push_back({std::to_string(i), "อำเภอ " + std::to_string(i), {}, {}});
           all.push_back({"h", "หาดใหญ่", {}, {}});
           return all;
         }});
    if (result.chosen)
      chosen = result.key == "h" ? "หาดใหญ่" : "อำเภอ " + result.key;
  });
  const auto open = [&] {
    page.stage.press(page.stage.find(Role::combobox, "อำเภอ"));
    for (int i = 0; i < 4; ++i)
      page.frame();
  };

  SUBCASE("asks for its list when it opens, not each frame") {
    CHECK(asked == 0);
    open();
    CHECK(asked == 1);
    CHECK(page.stage.shows(Role::option, "อำเภอ 3"));
  }
  SUBCASE("is chosen from by pressing") {
    open();
    page.stage.press(page.stage.find(Role::option, "อำเภอ 3"));
    CHECK(chosen == "อำเภอ 3");
    CHECK(page.stage.all(Role::option).empty());
  }
  SUBCASE("a long list is searched, and Enter takes the first") {
    open();
    page.type("หาด");
    page.frame();
    CHECK(page.stage.all(Role::option).size() == 1);
    page.events.push_back({page.kit.overlay().open->field, OverlayEventKind::key, "หาด", ImGuiKey_Enter});
    page.frame();
    page.frame();
    CHECK(chosen == "หาดใหญ่");
  }
  SUBCASE("Esc in the search of a long list closes the list") {
    open();
    page.send(OverlayEventKind::escape);
    for (int i = 0; i < 3; ++i)
      page.frame();
    CHECK(page.stage.all(Role::option).empty());
    CHECK_FALSE(page.kit.overlay().open);
  }
  SUBCASE("a short list has no search and is walked by the arrows") {
    count = 3;
    open();
    CHECK(page.stage.all(Role::search).empty());
    page.stage.key(ImGuiKey_DownArrow);
    page.stage.key(ImGuiKey_DownArrow);
    page.stage.key(ImGuiKey_Enter);
    CHECK(chosen == "อำเภอ 2");
  }
  SUBCASE("a short list has the focus, and says which of its options the keys act on") {
    count = 3;
    open();
    page.stage.key(ImGuiKey_DownArrow);
    const access::Item& list = page.stage.find(Role::list_box, "อำเภอ");
    CHECK(list.state.focused);
    CHECK(list.stop);
    CHECK(list.details.active == page.stage.find(Role::option, "อำเภอ 1").id);
  }
  SUBCASE("the option that the tree gives the focus is the one that Enter picks") {
    count = 3;
    open();
    access::focus(page.stage.find(Role::option, "อำเภอ 2").id);
    page.frame();
    page.frame();
    CHECK(page.stage.find(Role::list_box, "อำเภอ").details.active ==
          page.stage.find(Role::option, "อำเภอ 2").id);
    page.stage.key(ImGuiKey_Enter);
    CHECK(chosen == "อำเภอ 2");
  }
  SUBCASE("in a long list that option is the search field's, which stays open") {
    open();
    const ImGuiID option = page.stage.find(Role::option, "อำเภอ 4").id;
    page.send(OverlayEventKind::blur);
    access::focus(option);
    for (int i = 0; i < 4; ++i)
      page.frame();
    REQUIRE(page.kit.overlay().open);
    CHECK(page.kit.overlay().open->active_option == option);
    page.events.push_back({page.kit.overlay().open->field, OverlayEventKind::key, "", ImGuiKey_Enter});
    page.frame();
    page.frame();
    CHECK(chosen == "อำเภอ 4");
  }
  SUBCASE("Esc, a press elsewhere and a second press on the field close it") {
    count = 3;
    open();
    page.stage.key(ImGuiKey_Escape);
    CHECK(page.stage.all(Role::option).empty());
    open();
    page.stage.press({900, 600});
    CHECK(page.stage.all(Role::option).empty());
    open();
    open();
    CHECK(page.stage.all(Role::option).empty());
    CHECK(chosen.empty());
  }
}

TEST_CASE("answers, segments and switches") {
  int answer = -1;
  int segment = 0;
  bool on = false;
  const std::array answers{Answer{"ผ่าน", Status::done}, Answer{"ไม่ผ่าน", Status::failed}};
  const std::array segments{Segment{"รายการ"}, Segment{"ตาราง"}};
  WidgetStage page([&](Box box) {
    (void)answer_buttons(box.take_top(40, 12), "answers", answer, answers,
                         {.name = "มีใบอนุญาต", .keys = NumberKeys::taken});
    (void)segmented(box.take_top(36, 12).take_left(200), "segments", segment, segments, "มุมมอง");
    (void)checkbox(box.take_top(36), "photos", on, {.label = "รวมรูป"});
  });

  SUBCASE("an answer is given, and taken back by pressing it again") {
    page.stage.press(page.stage.find(Role::radio, "ไม่ผ่าน"));
    CHECK(answer == 1);
    CHECK(page.stage.find(Role::radio, "ไม่ผ่าน").state.checked);
    page.stage.press(page.stage.find(Role::radio, "ไม่ผ่าน"));
    CHECK(answer == -1);
  }
  SUBCASE("the keys 1 and 2 answer") {
    page.stage.key(ImGuiKey_1);
    CHECK(answer == 0);
    page.stage.key(ImGuiKey_2);
    CHECK(answer == 1);
  }
  SUBCASE("a key that is held answers once") {
    for (const double seconds : {0.3, 0.35, 0.4, 1.0}) {
      answer = -1;
      page.stage.hold(ImGuiKey_1, seconds);
      CHECK(answer == 0);
    }
  }
  SUBCASE("answers are one stop for Tab; the arrows go between them and answer nothing") {
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::radio, "ผ่าน").state.focused);
    page.stage.key(ImGuiKey_RightArrow);
    CHECK(page.stage.find(Role::radio, "ไม่ผ่าน").state.focused);
    CHECK(answer == -1);
    page.stage.key(ImGuiKey_Space);
    CHECK(answer == 1);
  }
  SUBCASE("segments are one stop for Tab, and the arrows go between them") {
    page.stage.key(ImGuiKey_Tab);
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::radio, "รายการ").state.focused);
    page.stage.key(ImGuiKey_RightArrow);
    CHECK(segment == 1);
    page.stage.key(ImGuiKey_Tab);
    CHECK(page.stage.find(Role::checkbox, "รวมรูป").state.focused);
    page.stage.key(ImGuiKey_Space);
    CHECK(on);
  }
}
