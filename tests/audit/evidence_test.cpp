#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using truat::testing::a_sha256;
using truat::testing::contents;
using truat::testing::Desk;
using truat::testing::refused;

TEST_CASE("Photos") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  Photo photo;
  photo.inspection = visit;
  photo.question = "site.exits";
  photo.sha256 = a_sha256;
  photo.original_sha256 = a_sha256;
  photo.captured_at = desk.clock.now();
  photo.position = Position{{70142, 4}, {1004187, 4}, Decimal{6, 0}};
  photo.width = 1600;
  const auto attach = [&] { return attach_photo(desk.audit, photo, desk.context()); };
  SUBCASE("are kept with their question, and counted as its evidence") {
    const RecordId id = desk.makes(attach());
    photo.id = id;
    photo.instance = "main";
    CHECK(*desk.audit.photo(id) == photo);
    CHECK(desk.audit.photos_of(visit, {"site.exits"}) == std::vector{id});
    CHECK(desk.audit.photos_of(visit, {"licence.valid"}).empty());
    CHECK(desk.audit.answers(visit).photo_count("site.exits") == 1);
    SUBCASE("have a caption") {
      desk.sets(id, "photo.caption", std::string("ทางออกถูกปิด"));
      CHECK(desk.audit.photo(id)->caption == "ทางออกถูกปิด");
      CHECK(refused(set_field(desk.audit, id, "photo.sha256", std::string(a_sha256), std::nullopt,
                              desk.context())) == "audit.field_of_verbs");
    }
    SUBCASE("are removed; undo brings them back") {
      const std::string before = contents(desk.ledger.projection(), id);
      desk.does(remove_photo(desk.audit, id, desk.context()));
      CHECK(desk.audit.photos_of(visit).empty());
      desk.undoes();
      CHECK(contents(desk.ledger.projection(), id) == before);
    }
  }
  SUBCASE("of the whole visit have no question") {
    photo.question.clear();
    const RecordId id = desk.makes(attach());
    CHECK(desk.audit.photo(id)->instance.empty());
  }
  SUBCASE("are refused without a checksum, for no question, to a visit that is not open") {
    photo.sha256 = "abc";
    CHECK(refused(attach()) == "audit.photo_hash");
    photo.sha256 = a_sha256;
    photo.original_sha256 = "ABC";
    CHECK(refused(attach()) == "audit.photo_hash");
    photo.original_sha256.clear();
    photo.question = "no.such";
    CHECK(refused(attach()) == "audit.no_such_question");
    photo.question = "site.exits";
    photo.inspection = desk.makes(plan_visit(desk.audit, desk.plan(), desk.context()));
    CHECK(refused(attach()) == "audit.inspection_not_started");
    CHECK(refused(remove_photo(desk.audit, {}, desk.context())) == "audit.no_such_record");
  }
}

TEST_CASE("Samples") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  Sample sample;
  sample.inspection = visit;
  sample.seal = " 690213-02 ";
  sample.point = "จุดระบาย W-2";
  sample.taken_at = TimeOfDay{10, 45};
  const auto add = [&] { return add_sample(desk.audit, sample, desk.context()); };
  SUBCASE("are kept and wait for their result") {
    const RecordId id = desk.makes(add());
    CHECK(desk.audit.sample(id)->seal == "690213-02");
    CHECK(desk.audit.sample(id)->waits());
    CHECK(desk.audit.samples_of(visit) == std::vector{id});
    SUBCASE("a seal is on one sample only, in any spelling") {
      sample.seal = "๖๙๐๒๑๓–๐๒";
      CHECK(refused(add()) == "audit.seal_taken");
    }
    SUBCASE("a result needs words and an outcome") {
      CHECK(refused(record_result(
                desk.audit, id,
                {.result = " ", .outcome = "within_limits", .result_on = {}, .report_number = {}},
                desk.context())) == "audit.result_missing");
      CHECK(refused(record_result(
                desk.audit, id, {.result = "BOD 18", .outcome = "fine", .result_on = {}, .report_number = {}},
                desk.context())) == "audit.result_missing");
      CHECK(refused(record_result(desk.audit, {}, {}, desk.context())) == "audit.no_such_record");
      const std::string before = contents(desk.ledger.projection(), id);
      desk.does(record_result(desk.audit, id,
                              {.result = "BOD 18",
                               .outcome = "within_limits",
                               .result_on = CivilDate{2026, 3, 1},
                               .report_number = "ตย 1"},
                              desk.context()));
      CHECK(desk.audit.sample(id)->result_on == CivilDate{2026, 3, 1});
      desk.undoes();
      CHECK(contents(desk.ledger.projection(), id) == before);
    }
    SUBCASE("one that was taken by mistake is deleted") {
      desk.does(delete_record(desk.audit, id, desk.context()));
      CHECK(desk.audit.samples_of(visit).empty());
      desk.undoes();
      CHECK(desk.audit.samples_of(visit).size() == 1);
    }
  }
  SUBCASE("need a seal and a point") {
    sample.seal = "";
    CHECK(refused(add()) == "audit.field_required");
    sample.seal = "1";
    sample.point = " ";
    CHECK(refused(add()) == "audit.field_required");
    sample.point = "x";
    sample.question = "no.such";
    CHECK(refused(add()) == "audit.no_such_question");
  }
}

TEST_CASE("Findings written by hand") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  Finding finding;
  finding.inspection = visit;
  finding.text = "ป้ายชื่อโรงงานชำรุด";
  const auto add = [&] { return add_finding(desk.audit, finding, desk.context()); };
  SUBCASE("need words and come after those of answers") {
    const RecordId id = desk.makes(add());
    CHECK(desk.audit.finding(id)->severity == "major");
    desk.answers(visit, "site.exits", forms::Choice{"fail"});
    CHECK(desk.audit.findings_of(visit).back() == id);
    finding.text = " ";
    CHECK(refused(add()) == "audit.field_required");
  }
  SUBCASE("are mended on site, opened again, withdrawn") {
    const RecordId id = desk.makes(add());
    desk.does(set_finding_state(desk.audit, id, FindingState::corrected_on_site, desk.context()));
    CHECK(desk.audit.finding(id)->state() == FindingState::corrected_on_site);
    desk.undoes();
    CHECK(desk.audit.finding(id)->state() == FindingState::open);
    desk.does(withdraw_finding(desk.audit, id, desk.context()));
    CHECK(desk.audit.findings_of(visit).empty());
    CHECK(refused(set_finding_state(desk.audit, id, FindingState::open, desk.context())) ==
          "audit.finding_withdrawn");
  }
  SUBCASE("one of an answer is withdrawn by mending the answer alone") {
    desk.answers(visit, "site.exits", forms::Choice{"fail"});
    CHECK(refused(withdraw_finding(desk.audit, finding_id(visit, {"site.exits"}), desk.context())) ==
          "audit.finding_of_answer");
    CHECK(refused(withdraw_finding(desk.audit, {}, desk.context())) == "audit.no_such_record");
    CHECK(refused(set_finding_state(desk.audit, {}, FindingState::open, desk.context())) ==
          "audit.no_such_record");
  }
}
