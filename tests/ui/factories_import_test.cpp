#include "ui/previews.h"
#include "ui/screen_stage.h"

#include "doctest/doctest.h"

#include <algorithm>

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

namespace {

ScreenStage& with_list(ScreenStage& stage) {
  stage.state.inbox.put(testing::list_preview(stage.office));
  stage.settle();
  return stage;
}

} // namespace

TEST_CASE("The import of a factory list") {
  FilledOffice office(8);
  ScreenStage stage(office, {"factories_import", {}, {}});

  SUBCASE("without a file it asks for one") {
    stage.press_button("เลือกไฟล์");
    const auto pick = stage.asked<ui::PickFiles>();
    REQUIRE(pick);
    CHECK(pick->purpose == ui::FilePurpose::factory_list);
  }
  SUBCASE("shows how many rows are new, known and bad, and why") {
    with_list(stage);
    CHECK(stage.find(Role::button, "แห่งใหม่").value == "31");
    CHECK(stage.find(Role::button, "มีอยู่แล้ว จะปรับปรุง").value == "6");
    CHECK(stage.find(Role::button, "แถวที่มีข้อผิด จะไม่นำเข้า").value == "5");
    CHECK(stage.find(Role::list_item, "แถว 14 คอลัมน์ D").value == "ห้าร้อย");
    CHECK(stage.find(Role::list_item, "แถว 27 คอลัมน์ B").value == "(ว่าง)");
  }
  SUBCASE("a column that is matched goes back to be read again") {
    with_list(stage);
    stage.press(Role::combobox, "ช่องข้อมูลของคอลัมน์ โทร.");
    stage.type_into_open("โทรศัพท์");
    stage.press(Role::option, "โทรศัพท์");
    const auto columns = stage.asked<ui::ImportColumns>();
    REQUIRE(columns);
    CHECK(columns->import == 7);
    CHECK(std::ranges::count(columns->fields, std::pair{std::size_t{8}, std::string("factory.phone")}) == 1);
    CHECK(std::ranges::count(columns->fields, std::pair{std::size_t{9}, std::string()}) == 1);
    CHECK(columns->settings == std::vector{std::pair{std::string("encoding"), std::string("windows-874")}});
  }
  SUBCASE("a field that feeds from another column leaves that one open") {
    with_list(stage);
    stage.press(Role::combobox, "ช่องข้อมูลของคอลัมน์ โทร.");
    stage.press(Role::option, "ชื่อโรงงาน");
    const auto columns = stage.asked<ui::ImportColumns>();
    REQUIRE(columns);
    CHECK(std::ranges::count(columns->fields, std::pair{std::size_t{8}, std::string("factory.name")}) == 1);
    CHECK(std::ranges::none_of(columns->fields, [](const auto& one) { return one.first == 1; }));
  }
  SUBCASE("without a column for the name nothing can be imported, and the button says why") {
    auto preview = testing::list_preview(office);
    preview.columns[1].field.clear();
    stage.state.inbox.put(preview);
    stage.settle();
    const auto& act = stage.find(Role::button, "ตรวจทาน 37 แห่ง");
    CHECK(act.state.disabled);
    CHECK(act.description.find("ชื่อโรงงาน") != std::string::npos);
  }
  SUBCASE("the review shows what each row changes, then imports") {
    with_list(stage);
    stage.press_button("มีอยู่แล้ว จะปรับปรุง");
    CHECK(stage.says("โรงงานที่รู้จัก 1"));
    CHECK_FALSE(stage.says("บริษัท ใหม่ที่ 1 จำกัด"));
    CHECK(stage.says("1,318.00"));
    stage.press_button("นำเข้า 37 แห่ง");
    const auto confirmed = stage.asked<ui::ImportConfirmed>();
    REQUIRE(confirmed);
    CHECK(confirmed->import == 7);
    CHECK(stage.screen() == "factories");
  }
  SUBCASE("it can be given up") {
    with_list(stage);
    stage.press_button("ยกเลิก");
    const auto cancelled = stage.asked<ui::ImportCancelled>();
    REQUIRE(cancelled);
    CHECK(cancelled->import == 7);
    CHECK(stage.screen() == "factories");
  }
  SUBCASE("bad rows are saved as a file") {
    with_list(stage);
    stage.press(Role::link, "บันทึกเป็น CSV");
    const auto save = stage.asked<ui::SaveFile>();
    REQUIRE(save);
    CHECK(save->bytes().starts_with("แถว,"));
  }
  SUBCASE("a file that cannot be read says so and offers another") {
    ui::FactoryListPreview broken{.import = 3, .file = "x.xlsx"};
    broken.error = Error{"zip.cut_off", {}, {}};
    stage.state.inbox.put(broken);
    stage.settle();
    CHECK(stage.says("ไฟล์ไม่ครบ"));
    stage.press_button("เลือกไฟล์อื่น");
    CHECK(stage.asked<ui::PickFiles>());
  }
  SUBCASE("hostile cells are only text") {
    auto preview = testing::list_preview(office);
    preview.columns[0].heading = std::string(4000, 'x');
    preview.columns[1].sample = "\xEF\xBF\xBD%s%n##id";
    preview.columns[2].heading = "";
    preview.bad_rows[0].text = std::string(9000, '<');
    preview.rows[0].name = "";
    stage.state.inbox.put(preview);
    stage.settle();
    stage.press_button("แห่งใหม่");
    CHECK(stage.shows(Role::button, "นำเข้า 37 แห่ง"));
  }
}

TEST_CASE("Ten thousand rows of a factory list are looked through as easily as ten") {
  FilledOffice office;
  ScreenStage stage(office, {"factories_import", {}, {}},
                    {.width = 820, .height = 1180, .pointer = ui::PointerKind::touch});
  stage.state.inbox.put(testing::long_list_preview(10'000));
  stage.settle();
  stage.press_button("แห่งใหม่");
  CHECK(stage.shows(Role::list_item, "โรงงาน 1"));
  // Only what is in sight is there.
  CHECK(stage.stage.all(Role::list_item).size() < 40);
  stage.press(Role::list_item, "โรงงาน 1");
  CHECK(stage.says("480.50"));
  stage.press_button("กลับไปรายการ");
  CHECK(stage.shows(Role::list_item, "โรงงาน 2"));
}
