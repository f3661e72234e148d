// What an auditor looks at: the change log, the registers of numbers, the sample to check again, receipts,
// storage, and a file that is looked at without being imported.
#include "audit/edit.h"
#include "audit/factory_verbs.h"
#include "text/messages.h"
#include "ui/previews.h"
#include "ui/screen_stage.h"
#include "ui/screens/change_rows.h"
#include "ui/screens/recheck_rows.h"
#include "ui/screens/register_rows.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::ChangeRows;
using ui::RegisterRows;
using ui::access::Role;

namespace {

void update(ChangeRows& rows, const FilledOffice& office) {
  Budget budget = Budget::unlimited();
  CHECK(rows.update(office.workspace, budget) == Step::done);
}

void rename(FilledOffice& office, const char* name) {
  office.commit(records::Change{.label = "commit.edit_factory"}.set(office.factory(0), "factory.name",
                                                                    std::string(name)));
}

} // namespace

TEST_CASE("Changes as rows") {
  FilledOffice office(2);
  rename(office, "โรงสีใหม่");
  ChangeRows rows;
  update(rows, office);
  REQUIRE(rows.row_count() == office.workspace.ledger().log().operation_count());

  SUBCASE("the newest stands first, from what to what") {
    CHECK(rows.text(0, ChangeRows::action) == "แก้ไขข้อมูลโรงงาน");
    CHECK(rows.text(0, ChangeRows::author) == office.workspace.person_name(office.person));
    CHECK(rows.text(0, ChangeRows::kind) == "โรงงาน");
    CHECK(rows.text(0, ChangeRows::title) == "โรงสีใหม่");
    CHECK(rows.text(0, ChangeRows::after) == "โรงสีใหม่");
    CHECK_FALSE(rows.text(0, ChangeRows::before).empty());
    CHECK(rows.text(0, ChangeRows::date) == "14 พ.ย. 2567");
    CHECK(rows.text(0, ChangeRows::time) == "09:40 น.");
    CHECK(rows.text(0, ChangeRows::remark).empty());
    CHECK(rows.text(0, ChangeRows::number) == std::to_string(rows.row_count()));
    CHECK(rows.record_of(0) == office.factory(0));
    CHECK(rows.text(rows.row_count() - 1, ChangeRows::number) == "1");
  }
  SUBCASE("a row keeps its name when others come") {
    const std::uint64_t id = rows.row_id(0);
    const std::uint64_t revision = rows.revision();
    update(rows, office);
    CHECK(rows.revision() == revision);
    rename(office, "อีกชื่อ");
    update(rows, office);
    CHECK(rows.revision() != revision);
    CHECK(rows.find(id) == 1);
    CHECK(rows.text(1, ChangeRows::after) == "โรงสีใหม่");
    CHECK(rows.text(0, ChangeRows::before) == "โรงสีใหม่");
    CHECK_FALSE(rows.find(0).has_value());
    CHECK_FALSE(rows.find(10'000).has_value());
  }
  SUBCASE("what was left out of a file says so") {
    std::vector<records::CommitLines> file;
    const records::Log& log = office.workspace.ledger().log();
    for (std::size_t position = 0; position < log.size(); ++position)
      file.push_back(log.lines(position));
    for (std::string& line : file.back().operations)
      line = records::left_out_line(line);
    FilledOffice reader;
    REQUIRE(reader.workspace.merge(std::move(file), records::Ledger::Source::file));
    ChangeRows theirs;
    update(theirs, reader);
    CHECK(theirs.text(0, ChangeRows::remark) == text::tr("changes.left_out"));
    CHECK(theirs.text(0, ChangeRows::action) == "แก้ไขข้อมูลโรงงาน");
    CHECK(theirs.text(0, ChangeRows::title).empty());
    CHECK(theirs.record_of(0).is_none());
  }
  SUBCASE("a drawing is not shown as what it is kept as") {
    const records::RecordId id = records::new_record_id(office.random);
    records::Change change{.label = "commit.sign"};
    change.create(id, audit::signature_kind);
    change.set(id, "signature.strokes", *records::make_structure(R"({"lines":[],"width":1})"));
    office.commit(change);
    update(rows, office);
    CHECK(rows.text(0, ChangeRows::after) == text::tr("ui.has_content"));
  }
}

TEST_CASE("The change log on its page") {
  FilledOffice office(2);
  rename(office, "โรงสีใหม่");
  ScreenStage stage(office, {"changes", {}, {}});
  CHECK(stage.says("แก้ไขข้อมูลโรงงาน"));

  SUBCASE("a search leaves what has the words") {
    CHECK(stage.says("เพิ่มโรงงาน"));
    stage.type(Role::search, "ค้นหาในบันทึก", "เริ่มใช้งานใน");
    CHECK_FALSE(stage.says("เพิ่มโรงงาน"));
    CHECK(stage.says("เริ่มใช้งานในสำนักงาน"));
  }
  SUBCASE("a chosen row is told whole and leads to its record") {
    CHECK_FALSE(stage.shows(Role::button, "เปิดรายการ"));
    stage.stage.press(stage.find(Role::cell, "แก้ไขข้อมูลโรงงาน"));
    stage.settle();
    stage.press_button("เปิดรายการ");
    CHECK(stage.screen() == "factories");
    CHECK(stage.state.routes.current().record == office.factory(0));
  }
  SUBCASE("a deleted record has no page, and says so") {
    const auto change =
        audit::delete_record(office.workspace.audit(), office.factory(0), office.workspace.context());
    REQUIRE(change);
    office.commit(*change);
    stage.settle();
    stage.stage.press(stage.find(Role::cell, "ลบโรงงาน"));
    stage.settle();
    CHECK(stage.find(Role::button, "เปิดรายการ").state.disabled);
  }
}

TEST_CASE("Registers as rows") {
  FilledOffice office(6);
  office.add_visits();
  RegisterRows rows;
  rows.update(office.workspace, {}, ui::RegisterGroup::all);
  REQUIRE(rows.registers().registers.size() == 1);
  const int given = rows.count_of(ui::RegisterGroup::all);
  REQUIRE(given >= 4);
  CHECK(rows.row_count() == static_cast<std::size_t>(given));
  CHECK(rows.count_of(ui::RegisterGroup::missing) == 0);
  CHECK(rows.status(0, RegisterRows::state) == ui::Status::done);
  CHECK_FALSE(rows.text(0, RegisterRows::factory).empty());
  CHECK(rows.text(0, RegisterRows::given_by).find(office.workspace.person_name(office.person)) == 0);

  SUBCASE("a gap and a doubled number are named") {
    const records::RecordId first = rows.entry(0).visit;
    const std::string doubled = rows.text(1, RegisterRows::number);
    office.commit(
        records::Change{.label = "commit.edit_inspection"}.set(first, "inspection.number", doubled));
    rows.update(office.workspace, {}, ui::RegisterGroup::all);
    CHECK(rows.count_of(ui::RegisterGroup::missing) == 1);
    CHECK(rows.count_of(ui::RegisterGroup::duplicate) == 1);
    CHECK(rows.entry(0).is_gap());
    CHECK(rows.text(0, RegisterRows::state) == "ขาด 1");
    CHECK(rows.text(0, RegisterRows::remark) == text::tr("registers.nothing_has_it"));
    CHECK(rows.text(0, RegisterRows::factory).empty());
    CHECK(rows.text(1, RegisterRows::remark) == text::tr("registers.given_twice"));
    rows.update(office.workspace, {}, ui::RegisterGroup::duplicate);
    CHECK(rows.row_count() == 2);
    CHECK(rows.text(0, RegisterRows::number) == doubled);
  }
  SUBCASE("a deleted visit stands with who deleted it") {
    const records::RecordId begun = office.begin_visit(0);
    const auto change = audit::delete_record(office.workspace.audit(), begun, office.workspace.context());
    REQUIRE(change);
    office.commit(*change);
    rows.update(office.workspace, {}, ui::RegisterGroup::deleted);
    REQUIRE(rows.row_count() == 1);
    CHECK(rows.text(0, RegisterRows::remark).find(office.workspace.person_name(office.person)) !=
          std::string::npos);
    CHECK_FALSE(rows.text(0, RegisterRows::factory).empty());
  }
  SUBCASE("another series is another register") {
    rows.update(office.workspace, "ไม่มี-2500-", ui::RegisterGroup::all);
    CHECK(rows.row_count() == 0);
    rows.update(office.workspace, rows.registers().registers.front().start(), ui::RegisterGroup::all);
    CHECK(rows.row_count() == static_cast<std::size_t>(given));
  }
}

TEST_CASE("The registers on their page") {
  FilledOffice office(6);
  SUBCASE("of an office without numbers") {
    ScreenStage stage(office, {"registers", {}, {}});
    CHECK(stage.says("ยังไม่มีเลขที่งานตรวจ"));
  }
  office.add_visits();
  ScreenStage stage(office, {"registers", {}, {}});
  SUBCASE("are printed with their counts") {
    stage.press_button("พิมพ์ทะเบียน");
    const auto print = stage.asked<ui::PrintHtml>();
    REQUIRE(print);
    const std::string html = print->html();
    CHECK(html.find("ทะเบียนคุม") != std::string::npos);
    CHECK(html.find("ขาด 0") != std::string::npos);
    CHECK(html.find("<td>") != std::string::npos);
  }
  SUBCASE("a tile leaves its group") {
    stage.press(Role::button, "ขาด");
    CHECK(stage.says("ไม่มีเลขในกลุ่มนี้"));
  }
}

TEST_CASE("The sample to check again on its page") {
  FilledOffice office(6);
  office.add_visits();
  ScreenStage stage(office, {"recheck", {}, {}});
  stage.type(Role::textbox, "รหัสสุ่ม", "2568");

  SUBCASE("says how much of what, and by which rule") {
    CHECK(stage.says("สุ่มได้ 2 จาก 2 งานที่ปิดแล้ว · รหัสสุ่ม 2568"));
    CHECK(stage.says("SHA-256"));
    CHECK(stage.shows(Role::grid, "สุ่มตรวจซ้ำ"));
  }
  SUBCASE("of nothing") {
    stage.press(Role::combobox, "จำพวก");
    stage.press(Role::option, "จำพวก 1");
    CHECK(stage.says("ไม่มีงานที่ปิดแล้ว"));
  }
  SUBCASE("the size may be a share") {
    stage.type(Role::textbox, "จำนวนที่สุ่ม", "50");
    stage.press(Role::radio, "%");
    CHECK(stage.says("สุ่มได้ 1 จาก 2"));
  }
  SUBCASE("what cannot be drawn says why") {
    stage.type(Role::textbox, "จำนวนที่สุ่ม", "0");
    CHECK(stage.says(text::tr("audit.recheck_size")));
    CHECK(stage.find(Role::button, "พิมพ์รายการที่สุ่ม").state.disabled);
  }
  SUBCASE("another seed is drawn by chance") {
    stage.press_button("ใช้รหัสสุ่มใหม่");
    CHECK_FALSE(stage.says("รหัสสุ่ม 2568"));
  }
  SUBCASE("the paper has all that drawing it again needs") {
    stage.press_button("พิมพ์รายการที่สุ่ม");
    const auto print = stage.asked<ui::PrintHtml>();
    REQUIRE(print);
    const std::string html = print->html();
    CHECK(html.find("รหัสสุ่ม 2568") != std::string::npos);
    CHECK(html.find("วิธีสุ่ม") != std::string::npos);
    CHECK(html.find("1 ต.ค. – 14 พ.ย. 2567") != std::string::npos);
  }
}

TEST_CASE("Receipts of imports") {
  FilledOffice office(1);
  ScreenStage stage(office, {"exchange", {}, {}});
  REQUIRE(stage.asked<ui::ListReceipts>());
  CHECK_FALSE(stage.shows(Role::heading, "ประวัติการนำเข้า"));
  stage.state.inbox.put(testing::receipts_of(office));
  stage.settle();

  SUBCASE("the newest are on the page of exchange, and lead to the rest") {
    CHECK(stage.shows(Role::list_item, "สข-ข 5.truat.json"));
    CHECK(stage.says("ย้อนกลับแล้ว"));
    CHECK(stage.says("ใบรับ 2 ใบอ่านไม่ได้"));
    CHECK_FALSE(stage.shows(Role::list_item, "สข-ข 1.truat.json"));
    stage.press(Role::link, "ดูทั้งหมด");
    CHECK(stage.screen() == "receipts");
    CHECK(stage.shows(Role::list_item, "สข-ข 1.truat.json"));
  }
  SUBCASE("one is shown whole") {
    stage.press(Role::list_item, "สข-ข 4.truat.json");
    CHECK(stage.screen() == "receipts");
    CHECK(stage.says("สุไรดา หมัดอะดัม"));
    CHECK(stage.says("ใหม่ 31"));
    CHECK(stage.says(office.workspace.person_name(office.person)));
  }
  SUBCASE("they are asked for again after something came") {
    CHECK_FALSE(stage.asked<ui::ListReceipts>());
    rename(office, "อีกชื่อ");
    stage.settle();
    CHECK(stage.asked<ui::ListReceipts>());
  }
  SUBCASE("why there is no list is said") {
    ui::ReceiptList none;
    none.error = Error{"platform.store_unreadable", {{"reason", "AbortError"}}, {}};
    stage.state.inbox.put(std::move(none));
    stage.settle();
    CHECK(stage.says("อ่านข้อมูลที่เก็บไว้ในเบราว์เซอร์ไม่ได้ (AbortError)"));
  }
}

TEST_CASE("Storage") {
  FilledOffice office(2);
  ScreenStage stage(office, {"storage", {}, {}});
  REQUIRE(stage.asked<ui::MeasureStorage>());
  ui::StorageMeasured measured;
  measured.used_bytes = 4'800'000;
  measured.quota_bytes = 2'000'000'000;
  measured.log_bytes = 640'000;
  measured.photos = 12;
  stage.state.inbox.put(measured);
  stage.settle();

  SUBCASE("what is kept, and whether the browser promises to keep it") {
    CHECK(stage.says("4.8 MB จาก 2.0 GB"));
    CHECK(stage.says("640 kB"));
    CHECK(stage.says("เบราว์เซอร์ยังไม่รับรอง"));
    stage.press_button("ขอเก็บถาวร");
    CHECK(stage.asked<ui::PersistStorage>());
    measured.is_persisted = true;
    stage.state.inbox.put(measured);
    stage.settle();
    CHECK_FALSE(stage.shows(Role::button, "ขอเก็บถาวร"));
  }
  SUBCASE("what is set aside is explained") {
    CHECK_FALSE(stage.says("ไม่นำมาใช้และไม่ลบทิ้ง"));
    measured.quarantined = 1;
    measured.quarantined_bytes = 2000;
    stage.state.inbox.put(measured);
    stage.settle();
    CHECK(stage.says("1 ส่วน · 2 kB"));
    CHECK(stage.says("ไม่นำมาใช้และไม่ลบทิ้ง"));
  }
  SUBCASE("a reminder counts what came after the last export") {
    stage.input.exported_at = office.clock.now();
    stage.input.unexported_commits = 3;
    stage.settle();
    CHECK(stage.says("หลังจากนั้นบันทึกอีก 3 ครั้ง"));
  }
  SUBCASE("a PC is retired in three steps, each after the one before") {
    CHECK(stage.find(Role::button, "ส่งออกทั้งหมดครั้งสุดท้าย").state.disabled);
    CHECK(stage.find(Role::button, "ลบข้อมูลในเบราว์เซอร์นี้").state.disabled);
    stage.press_button("ทำเครื่องหมายว่าเลิกใช้");
    stage.commit_asked();
    CHECK(stage.says("เลิกใช้ 14 พ.ย. 2567"));
    stage.press_button("ส่งออกทั้งหมดครั้งสุดท้าย");
    const auto asked = stage.asked<ui::ExportEverything>();
    REQUIRE(asked);
    CHECK(asked->photos == ui::WithPhotos::yes);
    CHECK(stage.find(Role::button, "ลบข้อมูลในเบราว์เซอร์นี้").state.disabled);
    stage.input.exported_at = office.clock.now();
    stage.settle();
    stage.press_button("ลบข้อมูลในเบราว์เซอร์นี้");
    REQUIRE(stage.shows(Role::dialog, "ลบข้อมูลทั้งหมดในเบราว์เซอร์นี้?"));
    CHECK_FALSE(stage.asked<ui::EraseStorage>());
    stage.press_button("ลบทั้งหมดจากเบราว์เซอร์");
    CHECK(stage.asked<ui::EraseStorage>());
  }
  SUBCASE("and may be taken into use again") {
    const auto change = audit::retire_workstation(office.workspace.audit(),
                                                  audit::workstation_id(office.workspace.ledger().replica()),
                                                  office.workspace.context());
    REQUIRE(change);
    office.commit(*change);
    stage.settle();
    stage.press_button("กลับมาใช้เครื่องนี้");
    stage.commit_asked();
    CHECK(stage.shows(Role::button, "ทำเครื่องหมายว่าเลิกใช้"));
  }
}

TEST_CASE("A file that is looked at") {
  FilledOffice office(6);
  office.add_visits();
  const ui::ViewedFile file{
      .file = "สข-ก.truat.json", .office = "สอจ.ปัตตานี", .exported_at = office.clock.now()};
  ScreenStage stage(office, {"exchange", {}, {}});
  stage.press_button("เปิดดูโดยไม่นำเข้า");
  const auto pick = stage.asked<ui::PickFiles>();
  REQUIRE(pick);
  CHECK(pick->purpose == ui::FilePurpose::viewed_file);
  stage.input.viewed = &file;

  SUBCASE("every page names it, and leads back") {
    for (const ui::Screen& screen : ui::screens()) {
      if (screen.chrome == ui::Chrome::none)
        continue;
      stage.state.routes.start({std::string(screen.id), {}, {}});
      stage.settle();
      CHECK_MESSAGE(stage.says("สข-ก.truat.json · สอจ.ปัตตานี · 14 พ.ย. 2567 09:40 น."), screen.id);
      stage.press_button("ปิดไฟล์");
      CHECK_MESSAGE(stage.asked<ui::CloseFile>(), screen.id);
    }
  }
  SUBCASE("nobody need be at its PC") {
    office.workspace.set_actor({});
    for (const char* screen :
         {"today", "visits", "factories", "settings", "changes", "registers", "recheck"}) {
      stage.state.routes.start({screen, {}, {}});
      stage.settle();
      CHECK_MESSAGE(stage.says("สข-ก.truat.json"), screen);
    }
  }
  SUBCASE("what would change it is refused with the reason") {
    stage.settle();
    const ui::access::Item& import = stage.find(Role::button, "เลือกไฟล์ .truat.json");
    CHECK(import.state.disabled);
    CHECK(stage.find(Role::button, "ส่งออกเป็น .truat.json").state.disabled);
    stage.state.routes.start({"storage", {}, {}});
    stage.settle();
    CHECK(stage.find(Role::button, "ทำเครื่องหมายว่าเลิกใช้").state.disabled);
  }
}
