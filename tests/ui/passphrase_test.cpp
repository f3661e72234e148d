#include "ui/previews.h"
#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

TEST_CASE("An export under a passphrase") {
  FilledOffice office(6);
  ScreenStage stage(office, {"exchange", {}, {}});
  const auto exports = [&] { return stage.asked<ui::ExportEverything>(); };
  CHECK_FALSE(stage.says("จะไม่มีใครเปิดไฟล์นี้ได้อีกเลย"));
  CHECK(stage.says("ไม่ได้เข้ารหัส"));
  stage.press(Role::checkbox, "ป้องกันด้วยรหัสผ่าน");

  SUBCASE("says that a forgotten one is final, before one is set") {
    CHECK(stage.says("จะไม่มีใครเปิดไฟล์นี้ได้อีกเลย"));
    CHECK_FALSE(stage.says("ไม่ได้เข้ารหัส"));
  }
  SUBCASE("waits until it was typed twice alike") {
    CHECK(stage.find(Role::button, "ส่งออกเป็น .truat.json").description == "พิมพ์รหัสผ่านก่อน");
    stage.type(Role::textbox, "รหัสผ่าน", "ฝนตกที่สงขลา 2569");
    CHECK(stage.find(Role::button, "ส่งออกเป็น .truat.json").description == "รหัสผ่านสองช่องไม่ตรงกัน");
    stage.type(Role::textbox, "รหัสผ่านอีกครั้ง", "ฝนตกที่สงขลา");
    stage.press_button("ส่งออกเป็น .truat.json");
    CHECK_FALSE(exports());
    stage.type(Role::textbox, "รหัสผ่านอีกครั้ง", "ฝนตกที่สงขลา 2569");
    stage.press_button("ส่งออกเป็น .truat.json");
    const auto asked = exports();
    REQUIRE(asked);
    CHECK(asked->passphrase == "ฝนตกที่สงขลา 2569");
    CHECK(asked->to == ui::ExportTo::downloads);
  }
  SUBCASE("says when it is short, and when it is long enough") {
    stage.type(Role::textbox, "รหัสผ่าน", "ฝนตก");
    CHECK(stage.says("อย่างน้อย 12 ตัวอักษร ตอนนี้ 4"));
    stage.type(Role::textbox, "รหัสผ่าน", "ฝนตกที่สงขลา");
    CHECK(stage.says("ความยาวดีแล้ว"));
  }
  SUBCASE(
      "shows no letter of it, keeps no draft of it, and forgets it with the export, the tick or the page") {
    stage.type(Role::textbox, "รหัสผ่าน", "ความลับมาก");
    stage.type(Role::textbox, "รหัสผ่านอีกครั้ง", "ความลับมาก");
    CHECK_FALSE(stage.says("ความลับมาก"));
    CHECK(stage.find(Role::textbox, "รหัสผ่าน").value == "••••••••••");
    CHECK_FALSE(stage.asked<ui::KeepDraft>());
    SUBCASE("the export") {
      stage.press_button("ส่งออกเป็น .truat.json");
      stage.settle();
      CHECK(exports());
    }
    SUBCASE("the tick") {
      stage.press(Role::checkbox, "ป้องกันด้วยรหัสผ่าน");
      stage.press_button("ส่งออกเป็น .truat.json");
      const auto asked = exports();
      REQUIRE(asked);
      CHECK(asked->passphrase.empty());
    }
    SUBCASE("the page") {
      stage.state.routes.start({"today", {}, {}});
      stage.settle();
      stage.state.routes.start({"exchange", {}, {}});
      stage.settle();
    }
    CHECK_FALSE(stage.find(Role::checkbox, "ป้องกันด้วยรหัสผ่าน").state.checked);
    stage.press(Role::checkbox, "ป้องกันด้วยรหัสผ่าน");
    CHECK(stage.find(Role::textbox, "รหัสผ่าน").value.empty());
  }
}

TEST_CASE("An export is shared where the device can") {
  FilledOffice office(6);
  ScreenStage stage(office, {"exchange", {}, {}});
  CHECK_FALSE(stage.shows(Role::button, "แชร์ไฟล์"));
  stage.input.can_share_files = true;
  stage.settle();
  stage.press_button("แชร์ไฟล์");
  const auto asked = stage.asked<ui::ExportEverything>();
  REQUIRE(asked);
  CHECK(asked->to == ui::ExportTo::share);
}

TEST_CASE("A locked file asks for its passphrase") {
  FilledOffice office(6);
  ScreenStage stage(office, {"exchange_import", {}, {}});
  ui::TruatFilePreview locked = testing::locked_preview();
  stage.state.inbox.put(locked);
  stage.settle();
  CHECK(stage.says(locked.file));
  CHECK(stage.find(Role::button, "เปิดไฟล์").description == "พิมพ์รหัสผ่านก่อน");

  SUBCASE("and is opened by it, by Enter or by the button") {
    stage.type(Role::textbox, "รหัสผ่าน", "ฝนตกที่สงขลา");
    const auto entered = stage.asked<ui::UnlockFile>();
    stage.press_button("เปิดไฟล์");
    const auto pressed = stage.asked<ui::UnlockFile>();
    REQUIRE(pressed);
    CHECK(pressed->import == 7);
    CHECK(pressed->passphrase == "ฝนตกที่สงขลา");
    if (entered)
      CHECK(entered->passphrase == pressed->passphrase);
  }
  SUBCASE("and says that one is wrong, and can be tried again") {
    stage.type(Role::textbox, "รหัสผ่าน", "ฝนตกที่พัทลุง");
    locked.error = Error{"locked.wrong_passphrase", {}, "line 3"};
    stage.state.inbox.put(locked);
    stage.settle();
    CHECK(stage.says("รหัสผ่านไม่ถูกต้อง หรือไฟล์นี้ถูกแก้ไข"));
    CHECK(stage.find(Role::textbox, "รหัสผ่าน").value.empty());
    stage.type(Role::textbox, "รหัสผ่าน", "ฝนตกที่สงขลา");
    stage.press_button("เปิดไฟล์");
    CHECK(stage.asked<ui::UnlockFile>());
  }
  SUBCASE("and is put away") {
    stage.press_button("ไม่นำเข้า");
    const auto cancelled = stage.asked<ui::ImportCancelled>();
    REQUIRE(cancelled);
    CHECK(cancelled->import == 7);
    CHECK(stage.screen() == "exchange");
  }
}
