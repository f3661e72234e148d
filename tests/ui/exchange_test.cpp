#include "ui/previews.h"
#include "ui/screen_stage.h"
#include "ui/screens/exchange_size.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

namespace {

/// The same photo twice is one in the file.
void attach_photo_twice(FilledOffice& office) {
  records::Change change{.label = "commit.attach_photo", .operations = {}};
  for (int i = 0; i < 2; ++i) {
    audit::Photo photo;
    photo.id = records::new_record_id(office.random);
    photo.inspection = office.factory(0);
    photo.sha256 = std::string(64, 'a');
    photo.byte_count = 300'000;
    change.create(photo.id, audit::photo_kind);
    audit::photo_table().write(change, photo.id, photo);
  }
  office.commit(change);
}

} // namespace

TEST_CASE("Exchange") {
  FilledOffice office(6);
  office.add_visits();
  ScreenStage stage(office, {"exchange", {}, {}});

  SUBCASE("without photos there is nothing to choose") {
    CHECK_FALSE(stage.shows(Role::radio, "ไม่รวมรูปภาพ"));
    stage.press_button("ส่งออกเป็น .truat.json");
    CHECK(stage.asked<ui::ExportEverything>().has_value());
  }
  SUBCASE("everything is exported, with photos or without") {
    attach_photo_twice(office);
    stage.settle();
    stage.press_button("ส่งออกเป็น .truat.json");
    auto asked = stage.asked<ui::ExportEverything>();
    REQUIRE(asked);
    CHECK(asked->photos == ui::WithPhotos::yes);
    stage.press(Role::radio, "ไม่รวมรูปภาพ");
    stage.press_button("ส่งออกเป็น .truat.json");
    asked = stage.asked<ui::ExportEverything>();
    REQUIRE(asked);
    CHECK(asked->photos == ui::WithPhotos::no);
  }
  SUBCASE("it says that nothing was exported yet, and later when") {
    CHECK(stage.shows(Role::text, "ยังไม่เคยส่งออกจากเครื่องนี้"));
    stage.input.exported_at = office.clock.now();
    stage.settle();
    CHECK(stage.shows(Role::text, "ส่งออกล่าสุด 14 พ.ย. 2567 09:40 น."));
  }
  SUBCASE("a file is asked for") {
    stage.press_button("เลือกไฟล์ .truat.json");
    const auto pick = stage.asked<ui::PickFiles>();
    REQUIRE(pick);
    CHECK(pick->purpose == ui::FilePurpose::truat_file);
  }
  SUBCASE("the last import can be taken back while that is possible") {
    CHECK_FALSE(stage.shows(Role::button, "ย้อนกลับ"));
    stage.input.can_restore = true;
    stage.settle();
    stage.press_button("ย้อนกลับ");
    CHECK(stage.asked<ui::RestoreBeforeImport>());
  }
  SUBCASE("conflicts are counted and lead to their page") {
    office.conflict(office.factory(0), "factory.phone", records::Value{std::string("1")},
                    records::Value{std::string("2")});
    stage.settle();
    stage.press_button("เลือกค่าที่ใช้");
    CHECK(stage.screen() == "conflicts");
  }
}

TEST_CASE("The size of an export is told without making it") {
  FilledOffice office(6);
  ui::ExchangeSize size;
  size.update(office.workspace);
  const std::uint64_t before = size.bytes_without_photos();
  CHECK(before > 1000);
  CHECK(size.bytes_with_photos() == before);

  attach_photo_twice(office);
  size.update(office.workspace);
  CHECK(size.photos() == 1);
  CHECK(size.bytes_without_photos() > before);
  CHECK(size.bytes_with_photos() - size.bytes_without_photos() == 400'000 + 100);

  CHECK(ui::shown_size(0) == "0 kB");
  CHECK(ui::shown_size(1) == "1 kB");
  CHECK(ui::shown_size(4'812'345) == "4.8 MB");
  CHECK(ui::shown_size(2'500'000'000) == "2.5 GB");
}

TEST_CASE("A file before it is merged") {
  FilledOffice office(6);
  ScreenStage stage(office, {"exchange_import", {}, {}});

  SUBCASE("without one it asks for one") {
    stage.press_button("เลือกไฟล์ .truat.json");
    CHECK(stage.asked<ui::PickFiles>());
  }
  SUBCASE("shows what is new, changed, in conflict and known") {
    stage.state.inbox.put(testing::file_preview(office));
    stage.settle();
    CHECK(stage.find(Role::button, "ใหม่").value == "1");
    CHECK(stage.find(Role::button, "เปลี่ยนแปลง").value == "2");
    CHECK(stage.find(Role::button, "ขัดแย้ง").value == "1");
    CHECK(stage.says("สุไรดา หมัดอะดัม"));
    CHECK(stage.says("12 ภาพ"));
  }
  SUBCASE("shows a record from what to what") {
    stage.state.inbox.put(testing::file_preview(office));
    stage.settle();
    stage.press_button("เปลี่ยนแปลง");
    stage.press(Role::list_item, office.workspace.audit().factory(office.factory(0))->name);
    CHECK(stage.find(Role::text, "กำลังเครื่องจักร").value.ends_with("→ 1,318.00\u00A0แรงม้า"));
    stage.press_button("ใหม่");
    CHECK(stage.shows(Role::list_item, "บจก.หาดใหญ่น้ำยางข้น"));
  }
  SUBCASE("is merged") {
    stage.state.inbox.put(testing::file_preview(office));
    stage.settle();
    stage.press_button("นำเข้า 4 รายการ");
    const auto confirmed = stage.asked<ui::ImportConfirmed>();
    REQUIRE(confirmed);
    CHECK(confirmed->import == 9);
    CHECK(stage.screen() == "exchange");
  }
  SUBCASE("is given up") {
    stage.state.inbox.put(testing::file_preview(office));
    stage.settle();
    stage.press_button("ไม่นำเข้า");
    CHECK(stage.asked<ui::ImportCancelled>());
  }
  SUBCASE("with nothing new it says so") {
    ui::TruatFilePreview known{.import = 4, .file = "old.truat.json"};
    known.preview.known_records = 1204;
    stage.state.inbox.put(known);
    stage.settle();
    const auto& act = stage.find(Role::button, "นำเข้าประวัติ");
    CHECK(act.state.disabled);
    CHECK(act.description.find("ไม่มีอะไรใหม่") != std::string::npos);
  }
  SUBCASE("a broken one changes nothing and says what is wrong") {
    ui::TruatFilePreview broken{.import = 5, .file = "cut.truat.json"};
    broken.error = Error{"truat.cut_off", {}, {}};
    stage.state.inbox.put(broken);
    stage.settle();
    CHECK(stage.says("ไฟล์ไม่ครบ"));
    CHECK(stage.says("ไม่มีอะไรเปลี่ยน"));
  }
}
