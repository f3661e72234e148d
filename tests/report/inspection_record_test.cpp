#include "report/inspection_record.h"

#include "audit/digest.h"
#include "report/record_page.h"
#include "support/desk.h"
#include "text/messages.h"

#include "doctest/doctest.h"

#include <algorithm>

using namespace truat;
using namespace truat::report;
using audit::SignerRole;
using records::RecordId;
using truat::testing::Desk;

namespace {

/// A desk's records in a workspace, as the page has them.
struct Printed {
  explicit Printed(Desk& desk) : random(9), workspace(records::new_replica_id(random), desk.clock, random) {
    const auto merged = workspace.merge(desk.ledger.take_outbox(), records::Ledger::Source::file);
    REQUIRE_MESSAGE(merged.has_value(), merged.error().key);
  }
  SeededRandom random;
  workspace::Workspace workspace;

  RecordPage page(const RecordId& visit, const InspectionRecordOptions& options) const {
    return make_record_page(workspace, visit, options);
  }
  std::string html(const RecordId& visit, const InspectionRecordOptions& options) const {
    const auto html = inspection_record(workspace, visit, options);
    REQUIRE(html.has_value());
    return *html;
  }
};

InspectionRecordOptions thai() {
  InspectionRecordOptions options;
  options.printed_by = "วรรณา คงแก้ว";
  options.printed_at = *parse_iso_instant("2026-02-14T03:42:00.000Z");
  options.photo_url = [](const std::string& sha256) {
    return "data:image/png;base64," + sha256.substr(0, 4);
  };
  return options;
}

InspectionRecordOptions english() {
  InspectionRecordOptions options = thai();
  options.language = text::Language::english;
  return options;
}

/// The visit of the pattern: 13 February, two findings, a sample that waits, three signatures.
RecordId pattern(Desk& desk) {
  const RecordId visit = desk.begins_visit();
  desk.answers_everything(visit);
  desk.answers(visit, "water.drain_condition", forms::Choice{"fail"});
  desk.notes(visit, "water.drain_condition", "พบท่อ PVC ขนาด 4 นิ้ว ต่อจากบ่อรวบรวมลงรางสาธารณะโดยตรง");
  desk.photographs(visit, "water.drain_condition");
  desk.answers(visit, "water.ph", forms::Measured{{96, 1}});
  desk.notes(visit, "water.ph", "ค่า pH น้ำทิ้งจุด W-2 วัดได้ 9.6");
  desk.fills_in(visit);
  audit::Sample sample;
  sample.inspection = visit;
  sample.seal = "690213-02";
  sample.point = "จุดระบาย W-2";
  sample.taken_at = TimeOfDay{10, 45};
  desk.makes(add_sample(desk.audit, sample, desk.context()));
  desk.sets(visit, "inspection.operator_statement", std::string("รับทราบผลการตรวจ จะรื้อท่อภายในกำหนด"));
  desk.signs(visit, SignerRole::officer, desk.officer);
  desk.signs(visit, SignerRole::officer, desk.colleague);
  desk.signs(visit, SignerRole::guide);
  return visit;
}

std::vector<std::string> headings(std::string_view html) {
  std::vector<std::string> found;
  for (std::size_t at = html.find("<h2>"); at != std::string_view::npos; at = html.find("<h2>", at + 1))
    found.emplace_back(html.substr(at + 4, html.find("</h2>", at) - at - 4));
  return found;
}

std::size_t count(std::string_view html, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = html.find(part); at != std::string_view::npos; at = html.find(part, at + 1))
    ++number;
  return number;
}

bool contains(std::string_view html, std::string_view part) {
  return html.find(part) != std::string_view::npos;
}

/// Every element that is opened is closed, in order.
bool is_well_formed(std::string_view html) {
  std::vector<std::string> open;
  const std::size_t style = html.find("<style>");
  const std::size_t style_end = html.find("</style>");
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    if (at > style && at < style_end)
      continue;
    const std::size_t end = html.find('>', at);
    const std::string_view tag = html.substr(at + 1, end - at - 1);
    const std::string name(tag.substr(0, tag.find_first_of(" /", 1)));
    if (tag.starts_with('!') || name == "meta" || name == "img" || tag.ends_with('/'))
      continue;
    if (!tag.starts_with('/')) {
      open.push_back(name);
    } else {
      if (open.empty() || "/" + open.back() != tag)
        return false;
      open.pop_back();
    }
  }
  return open.empty();
}

} // namespace

TEST_CASE("The record of inspection in Thai") {
  Desk desk;
  const RecordId visit = pattern(desk);
  desk.does(await_laboratory(desk.audit, visit, desk.context()));
  const Printed printed(desk);
  const RecordPage page = printed.page(visit, thai());
  SUBCASE("says when, by whom and why, with Thai digits and Buddhist years") {
    CHECK(page.office == "สำนักงานอุตสาหกรรมจังหวัดสงขลา");
    CHECK(page.number == "เลขที่บันทึก สข.ก-๒๕๖๙-๐๐๐๑");
    CHECK(page.when == "วันที่ ๑๓ กุมภาพันธ์ พ.ศ. ๒๕๖๙   เวลาเข้า ๐๙.๔๐ น.   เวลาออก ๑๒.๑๕ น.");
    REQUIRE(page.purposes.size() == 5);
    CHECK(page.purposes[0].label == "ตรวจประจำปี");
    CHECK(page.purposes[0].chosen);
    CHECK_FALSE(page.purposes[1].chosen);
    CHECK_FALSE(page.draft);
  }
  SUBCASE("says which factory") {
    std::vector<std::string> values;
    for (const RecordPage::Fact& fact : page.factory)
      values.push_back(fact.label + "=" + fact.value);
    CHECK(values == std::vector<std::string>{
                        "ชื่อโรงงาน=บริษัท หาดใหญ่น้ำยางข้น จำกัด",
                        "ทะเบียนเลขที่=๒๐๙๐๐๐๐๔๓๒๕๖๔๙",
                        "ที่ตั้ง=๘๘/๔ หมู่ที่ ๕ ตำบลควนลัง อำเภอหาดใหญ่ จังหวัดสงขลา ๙๐๑๑๐",
                        "ประกอบกิจการ=ทำน้ำยางข้น ลำดับที่ ๕๒(๓)",
                        "กำลังเครื่องจักร=๑,๓๑๘.๐๐ แรงม้า",
                        "ผู้นำตรวจ=นายสมพงศ์ จันทร์เพ็ง ผู้จัดการโรงงาน",
                        "คนงาน=ชาย ๗๑ หญิง ๓๘ คน",
                    });
  }
  SUBCASE("lists the officers by their cards, and the results by section") {
    REQUIRE(page.officers.size() == 2);
    CHECK(page.officers[0].card == "สข ๐๐๓๑/๒๕๖๕");
    CHECK(page.results.size() == 8);
    CHECK(page.results[4].name == "๕. น้ำเสีย");
    CHECK(page.results[4].failed == "๒");
    CHECK(page.results[0].failed == "–");
    CHECK(page.total.failed == "๒");
    CHECK(page.outcome.front().value == "ผ่าน");
  }
  SUBCASE("tells the findings with what to do, by when, on what ground, and their photos") {
    REQUIRE(page.findings.size() == 2);
    CHECK(page.findings[0].number == "๔.๑");
    CHECK(page.findings[0].text == "พบท่อ PVC ขนาด ๔ นิ้ว ต่อจากบ่อรวบรวมลงรางสาธารณะโดยตรง");
    CHECK_FALSE(page.findings[0].remedy.empty());
    CHECK(page.findings[0].deadline.starts_with("ให้แล้วเสร็จภายใน "));
    CHECK_FALSE(page.findings[0].ground.empty());
    REQUIRE(page.findings[0].pictures.size() == 1);
    CHECK(page.findings[0].pictures[0].caption == "ภาพที่ ๑ ข้อ ๔.๑");
    CHECK(page.findings[1].pictures.empty());
    CHECK(page.gallery.size() == desk.audit.photos_of(visit).size());
  }
  SUBCASE("tells samples, statement and signatures") {
    REQUIRE(page.samples.size() == 1);
    CHECK(page.samples[0].result == "รอผลวิเคราะห์");
    CHECK(page.samples[0].taken == "จุดระบาย W-๒ ๑๐.๔๕ น.");
    CHECK(page.statement.starts_with("รับทราบผลการตรวจ"));
    REQUIRE(page.signers.size() == 3);
    CHECK(page.signers[0].name == "นางสาววรรณา คงแก้ว");
    CHECK(page.signers[0].role == "พนักงานเจ้าหน้าที่");
    CHECK(page.signers[2].role == "ผู้นำตรวจ");
    for (const RecordPage::Signer& signer : page.signers) {
      CHECK(signer.drawing == truat::testing::scribble());
      CHECK(signer.remark.empty());
    }
  }
  SUBCASE("gives the answers to all questions that were asked, notes too") {
    CHECK(page.answers.size() == 8);
    const auto& water = page.answers[4].answers;
    const auto ph = std::ranges::find_if(
        water, [](const RecordPage::Answered& answered) { return contains(answered.question, "(pH)"); });
    REQUIRE(ph != water.end());
    CHECK(ph->answer == "๙.๖ (เกณฑ์ ๕.๕–๙.๐)");
    CHECK(ph->failed);
    CHECK(ph->note == "ค่า pH น้ำทิ้งจุด W-๒ วัดได้ ๙.๖");
  }
  SUBCASE("its foot has Arabic digits") {
    CHECK(page.foot_left.starts_with("สข.ก-2569-0001 · sha-256 "));
    CHECK(page.foot_middle == "พิมพ์โดย วรรณา คงแก้ว 14 ก.พ. 2569 10:42 น.");
    CHECK(contains(page.end_digest, to_hex(audit::content_digest(desk.audit, visit))));
    CHECK(contains(page.end_record, "factory.yearly"));
  }
  SUBCASE("is the same whatever the language of the screen, and leaves that as it was") {
    const std::string before = printed.html(visit, thai());
    text::set_language(text::Language::english);
    CHECK(printed.html(visit, thai()) == before);
    CHECK(text::language() == text::Language::english);
    text::set_language(text::Language::thai);
  }
}

TEST_CASE("The record's HTML") {
  Desk desk;
  const RecordId visit = pattern(desk);
  SUBCASE("has its parts in the order of the form") {
    const Printed printed(desk);
    const std::string html = printed.html(visit, thai());
    CHECK(headings(html) == std::vector<std::string>{"๑. โรงงานและผู้ประกอบกิจการ", "๒. พนักงานเจ้าหน้าที่",
                                                     "๓. ผลการตรวจ", "๔. ข้อบกพร่องที่พบ", "๕. ตัวอย่างส่งวิเคราะห์",
                                                     "๖. คำชี้แจงของผู้ประกอบกิจการ", "๗. รายละเอียดการตรวจ",
                                                     "๘. ภาพถ่าย"});
    CHECK(count(html, "<svg ") == 3);
    CHECK(contains(html, "<path d=\"M10 20L30 40L50 20M60 60L90 60\"/>"));
    CHECK(count(html, "class=\"box on\"") == 1);
    CHECK(is_well_formed(html));
  }
  SUBCASE("needs nothing from outside and runs nothing") {
    const Printed printed(desk);
    const std::string html = printed.html(visit, thai());
    for (const char* forbidden :
         {"<script", "<link", "http://", "https://", " style=", "javascript:", " onload", "@import"})
      CHECK_MESSAGE(!contains(html, forbidden), std::string(forbidden));
    CHECK(contains(html, "default-src 'none'"));
    CHECK(contains(html, "font/ttf;base64,"));
    CHECK(count(html, "<style>") == 1);
  }
  SUBCASE("says that it is a draft until the visit is completed") {
    CHECK(contains(Printed(desk).html(visit, thai()), "<div class=\"draft\">ร่าง</div>"));
  }
  SUBCASE("no longer when it is") {
    desk.does(await_laboratory(desk.audit, visit, desk.context()));
    CHECK_FALSE(contains(Printed(desk).html(visit, thai()), "class=\"draft\""));
  }
  SUBCASE("a summary leaves the answers out") {
    InspectionRecordOptions options = thai();
    options.answers = Answers::summary;
    CHECK_FALSE(contains(Printed(desk).html(visit, options), "รายละเอียดการตรวจ"));
  }
  SUBCASE("Arabic digits by choice") {
    InspectionRecordOptions options = thai();
    options.digits = text::Digits::arabic;
    const std::string html = Printed(desk).html(visit, options);
    CHECK(contains(html, "วันที่ 13 กุมภาพันธ์ พ.ศ. 2569"));
    CHECK(headings(html).front() == "1. โรงงานและผู้ประกอบกิจการ");
    CHECK_FALSE(contains(html, "๒๕๖๙"));
  }
  SUBCASE("a photo that is not on this PC is said to be missing") {
    InspectionRecordOptions options = thai();
    options.photo_url = nullptr;
    const std::string html = Printed(desk).html(visit, options);
    CHECK_FALSE(contains(html, "<img"));
    CHECK(contains(html, "ภาพไม่ได้อยู่ในเครื่องนี้"));
  }
  SUBCASE("a visit that is not there is an error") {
    const auto none = inspection_record(Printed(desk).workspace, {}, thai());
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().key == "report.no_such_inspection");
  }
  SUBCASE("its photos and title are known before") {
    const Printed printed(desk);
    CHECK(photos_of_record(printed.workspace, visit) == std::vector<std::string>{truat::testing::a_sha256});
    CHECK(inspection_record_title(printed.workspace, visit, text::Language::thai) ==
          "บันทึกการตรวจโรงงาน สข.ก-2569-0001");
  }
}

TEST_CASE("The record in English") {
  Desk desk;
  const RecordId visit = pattern(desk);
  const Printed printed(desk);
  const std::string html = printed.html(visit, english());
  CHECK(contains(html, "<html lang=\"en\""));
  CHECK(contains(html, "Record of Factory Inspection"));
  CHECK(contains(html, "13 February 2026"));
  CHECK(contains(html, "Hat Yai District"));
  CHECK(contains(html, "9.6 (limit 5.5–9.0)"));
  CHECK_FALSE(contains(html, "๒"));
  CHECK(is_well_formed(html));
}

TEST_CASE("Refusals, changes and a planned visit are printed as they are") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  desk.fills_in(visit);
  desk.makes(refuse_signature(desk.audit, visit,
                              {.name = {},
                               .position = {},
                               .reason = "ขอหารือสำนักงานใหญ่",
                               .witness_name = "นายสมบัติ ใจดี",
                               .witness_strokes = truat::testing::scribble()},
                              desk.context()));
  SUBCASE("a refusal with its witness, who alone signs") {
    const Printed printed(desk);
    const RecordPage page = printed.page(visit, thai());
    CHECK(page.signers.back().refusal == "ไม่ยอมลงชื่อ ขอหารือสำนักงานใหญ่");
    CHECK(page.signers.back().witness == "นายสมบัติ ใจดี");
    const std::string html = printed.html(visit, thai());
    CHECK(count(html, "<svg ") == 1);
    CHECK(contains(html, "(นายสมบัติ ใจดี)"));
  }
  SUBCASE("that the content has changed since somebody signed") {
    desk.sets(visit, "inspection.opinion", std::string("เพิ่มเติม"));
    CHECK(Printed(desk).page(visit, thai()).signers.back().remark == "เนื้อหาเปลี่ยนไปหลังลงชื่อ");
  }
  SUBCASE("a planned visit is a draft with dashes") {
    const RecordId planned = desk.makes(plan_visit(desk.audit, desk.plan(), desk.context()));
    const Printed printed(desk);
    const RecordPage page = printed.page(planned, thai());
    CHECK(page.draft);
    CHECK(page.total.score == "–");
    CHECK(is_well_formed(printed.html(planned, thai())));
  }
  SUBCASE("a visit whose checklist is missing still prints") {
    records::Change lost;
    lost.label = "commit.edit_field";
    lost.remove(desk.checklist);
    desk.does(lost);
    const Printed printed(desk);
    CHECK(printed.page(visit, thai()).results.empty());
    CHECK(is_well_formed(printed.html(visit, thai())));
  }
}

TEST_CASE("Hostile names stay names") {
  const std::string hostile = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
  Desk desk;
  const RecordId visit = pattern(desk);
  for (const char* field :
       {"inspection.guide_name", "inspection.operator_statement", "inspection.opinion",
        "inspection.purpose_detail", "inspection.official_number", "inspection.guide_position"})
    desk.sets(visit, field, hostile);
  for (const char* field :
       {"factory.name", "factory.business", "factory.address_number", "factory.road", "factory.type"})
    desk.sets(desk.factory, field, hostile);
  desk.sets(desk.officer, "person.name", hostile);
  desk.sets(desk.officer, "person.officer_card", hostile);
  desk.notes(visit, "licence.valid", hostile.c_str());
  desk.sets(audit::finding_id(visit, {"water.ph"}), "finding.text", hostile);
  desk.sets(desk.audit.photos_of(visit).front(), "photo.caption", hostile);
  const Printed printed(desk);
  InspectionRecordOptions options = thai();
  options.printed_by = hostile;
  options.photo_url = [&](const std::string&) { return hostile; };
  for (const text::Language language : {text::Language::thai, text::Language::english}) {
    options.language = language;
    const std::string html = printed.html(visit, options);
    CHECK_FALSE(contains(html, "<script"));
    CHECK(count(html, "</style>") == 1);
    CHECK_FALSE(contains(html, "<img src=x"));
    CHECK(count(html, "onerror") == count(html, "onerror=alert("));
    CHECK(contains(html, "&lt;script&gt;"));
    CHECK(is_well_formed(html));
  }
}
