#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

namespace {

bool grid_has(const ScreenStage& stage, std::string_view words) {
  for (const ui::access::Item& item : ui::access::items())
    if ((item.role == Role::row || item.role == Role::cell) &&
        (item.name.find(words) != std::string::npos || item.value.find(words) != std::string::npos))
      return true;
  return stage.shows(Role::list_item, words);
}

} // namespace

TEST_CASE("Visits") {
  FilledOffice office(8);
  office.add_visits();
  ScreenStage stage(office, {"visits", {}, {}});

  SUBCASE("all of them are there, in every state") {
    for (const std::string_view name :
         {"ควนลังยางแท่ง", "นาทับปลาป่น", "คลองแหไม้ยางพารา", "เลสาบห้องเย็น", "บ้านพรุเย็นสุข", "ท่าชะมวงปาล์มออยล์"})
      CHECK_MESSAGE(grid_has(stage, name), name);
    CHECK(stage.says("กำลังตรวจ"));
    CHECK(stage.says("เกิน 2 วัน"));
    CHECK(stage.says("รอผลวิเคราะห์"));
  }
  SUBCASE("the state's chip leaves only those") {
    stage.press(Role::checkbox, "กำลังตรวจ 1");
    CHECK(grid_has(stage, "ควนลังยางแท่ง"));
    CHECK_FALSE(grid_has(stage, "นาทับปลาป่น"));
    CHECK(stage.state.routes.current().part == "in_progress");
    stage.press(Role::checkbox, "ทั้งหมด 6");
    CHECK(grid_has(stage, "นาทับปลาป่น"));
  }
  SUBCASE("figures of other pages lead to a part of them") {
    stage.state.routes.start({"visits", {}, "failed"});
    stage.settle();
    CHECK(grid_has(stage, "บ้านพรุเย็นสุข"));
    CHECK_FALSE(grid_has(stage, "ท่าชะมวงปาล์มออยล์"));
  }
  SUBCASE("typing filters") {
    stage.type(Role::search, "โรงงาน เลขที่ เจ้าหน้าที่", "เลสาบ");
    CHECK(grid_has(stage, "เลสาบห้องเย็น"));
    CHECK_FALSE(grid_has(stage, "ควนลังยางแท่ง"));
  }
  SUBCASE("a new one begins with a choice of the factory") {
    stage.press_button("เริ่มงานตรวจ");
    CHECK(stage.find(Role::button, "ถัดไป").state.disabled);
    stage.press(Role::combobox, "โรงงานที่จะตรวจ");
    stage.press(Role::option, "บริษัท สทิงหม้อซีฟู้ดส์ จำกัด");
    stage.press_button("ถัดไป");
    stage.press_button("เริ่มตรวจเดี๋ยวนี้");
    const auto plan = stage.asked<ui::PlanVisit>();
    REQUIRE(plan);
    CHECK(plan->factory == office.factory(7));
    CHECK(plan->start_now == ui::StartNow::yes);
  }
}

TEST_CASE("Visits of an office that has none") {
  FilledOffice office;
  ScreenStage stage(office, {"visits", {}, {}});
  stage.press_button("ไปที่โรงงาน");
  CHECK(stage.screen() == "factories");

  office.add_factories(1);
  stage.state.routes.start({"visits", {}, {}});
  stage.settle();
  stage.press_button("วางแผนตรวจ");
  CHECK(stage.shows(Role::combobox, "โรงงานที่จะตรวจ"));
}

TEST_CASE("Visits on a narrow page are a list") {
  FilledOffice office(6);
  office.add_visits();
  ScreenStage stage(office, {"visits", {}, {}},
                    {.width = 820, .height = 1180, .pointer = ui::PointerKind::touch});
  stage.press(Role::list_item, "บริษัท ควนลังยางแท่ง จำกัด");
  CHECK(stage.screen() == "visit");
}
