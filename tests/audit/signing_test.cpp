#include "audit/digest.h"
#include "base/json.h"
#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using truat::testing::Desk;
using truat::testing::refused;
using truat::testing::scribble;

namespace {

SignatureDraft by(SignerRole role, const RecordId& person = {}) {
  return {.role = role, .person = person, .name = {}, .position = {}, .strokes = scribble()};
}

} // namespace

TEST_CASE("Signing") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  desk.sets(visit, "inspection.guide_name", std::string("นายสมพงศ์ จันทร์เพ็ง"));
  const auto put = [&](const SignatureDraft& draft) {
    return sign(desk.audit, visit, draft, desk.context());
  };
  SUBCASE("an officer signs by the name they have now, with the digest of the content") {
    const RecordId id = desk.makes(put(by(SignerRole::officer, desk.officer)));
    const Signature& signature = *desk.audit.signature(id);
    CHECK(signature.name == "นางสาววรรณา คงแก้ว");
    CHECK(signature.position == "วิศวกรชำนาญการ");
    CHECK(signature.digest == to_hex(content_digest(desk.audit, visit)));
    CHECK(signature.signed_at == desk.clock.now());
    CHECK(as_strokes(signature.strokes) == scribble());
    desk.sets(desk.officer, "person.position", std::string("วิศวกรชำนาญการพิเศษ"));
    CHECK(desk.audit.signature(id)->position == "วิศวกรชำนาญการ");
  }
  SUBCASE("is refused without drawing, name, or a place in the team") {
    SignatureDraft empty = by(SignerRole::guide);
    empty.strokes = {};
    CHECK(refused(put(empty)) == "audit.signature_empty");
    empty.strokes = {.width = 600, .height = 200, .lines = {{}}};
    CHECK(refused(put(empty)) == "audit.signature_empty");
    CHECK(refused(put(by(SignerRole::officer))) == "audit.signer_missing");
    CHECK(refused(put(by(SignerRole::witness))) == "audit.signer_missing");
    desk.does(set_members(desk.audit, visit, "inspection.team", {records::to_string(desk.officer)},
                          desk.context()));
    CHECK(refused(put(by(SignerRole::officer, desk.colleague))) == "audit.signer_missing");
    const RecordId planned = desk.makes(plan_visit(desk.audit, desk.plan(), desk.context()));
    CHECK(refused(sign(desk.audit, planned, by(SignerRole::guide), desk.context())) ==
          "audit.inspection_not_started");
    CHECK(refused(sign(desk.audit, {}, by(SignerRole::guide), desk.context())) == "audit.no_such_record");
  }
  SUBCASE("who is expected, and who has signed") {
    SigningState state = signing_state(desk.audit, visit);
    REQUIRE(state.expected.size() == 3);
    CHECK(state.signed_count == 0);
    CHECK(state.expected.back().role == SignerRole::guide);
    desk.makes(put(by(SignerRole::officer, desk.colleague)));
    SignatureDraft witness = by(SignerRole::witness);
    witness.name = "นางจารุณี ศรีสุข";
    const RecordId seen = desk.makes(put(witness));
    state = signing_state(desk.audit, visit);
    CHECK(state.signed_count == 1);
    CHECK(state.others == std::vector{seen});
    CHECK_FALSE(state.any_changed_since);
  }
  SUBCASE("twice by one signer only when the content has changed; the new one replaces the old") {
    const RecordId first = desk.makes(put(by(SignerRole::guide)));
    CHECK(refused(put(by(SignerRole::guide))) == "audit.signed_already");
    desk.answers(visit, "licence.valid", forms::Choice{"pass"});
    CHECK(changed_since_signed(desk.audit, first));
    const RecordId second = desk.makes(put(by(SignerRole::guide)));
    CHECK(desk.audit.signature(first) == nullptr);
    CHECK_FALSE(changed_since_signed(desk.audit, second));
    CHECK(signing_state(desk.audit, visit).signed_count == 1);
  }
  SUBCASE("is not undone; its counter-verb removes it") {
    const RecordId id = desk.makes(put(by(SignerRole::guide)));
    CHECK_FALSE(desk.ledger.next_undo().has_value());
    desk.does(remove_signature(desk.audit, id, desk.context()));
    CHECK(signing_state(desk.audit, visit).signed_count == 0);
    CHECK(refused(remove_signature(desk.audit, id, desk.context())) == "audit.no_such_record");
  }
}

TEST_CASE("Refusing to sign") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  Refusal refusal{.name = {},
                  .position = {},
                  .reason = "ขอหารือสำนักงานใหญ่ก่อน",
                  .witness_name = "นายสมบัติ ใจดี",
                  .witness_strokes = scribble()};
  const auto refuse = [&] { return refuse_signature(desk.audit, visit, refusal, desk.context()); };
  CHECK(refused(refuse()) == "audit.signer_missing");
  desk.sets(visit, "inspection.guide_name", std::string("นายสมพงศ์ จันทร์เพ็ง"));
  SUBCASE("is noted with its witness and stands for the guide's signature") {
    const RecordId id = desk.makes(refuse());
    const Signature& signature = *desk.audit.signature(id);
    CHECK(signature.refused);
    CHECK(signature.name == "นายสมพงศ์ จันทร์เพ็ง");
    CHECK(signature.witness_name == "นายสมบัติ ใจดี");
    CHECK(signing_state(desk.audit, visit).expected.back().signature == id);
    SUBCASE("until they sign after all") {
      desk.makes(sign(desk.audit, visit, by(SignerRole::guide), desk.context()));
      CHECK(desk.audit.signature(id) == nullptr);
    }
  }
  SUBCASE("needs a witness") {
    refusal.witness_name = " ";
    CHECK(refused(refuse()) == "audit.witness_missing");
  }
}

TEST_CASE("The digest of a record") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  const auto digest = [&] { return content_digest(desk.audit, visit); };
  SUBCASE("is that of canonical JSON") {
    const std::string content = signed_content(desk.audit, visit);
    const auto document = parse_json(content);
    REQUIRE(document.has_value());
    CHECK(canonical_json(document->root()) == content);
    CHECK(digest() == sha256(content));
    CHECK(short_digest(digest()).size() == 19);
    CHECK(document->root()["inspection"]["inspection.team"].size() == 2);
  }
  SUBCASE("changes with answers, notes, photos, samples, findings, the factory and the team") {
    std::vector<Hash> seen = {digest()};
    const auto differs = [&](const char* what) {
      CAPTURE(std::string(what));
      for (const Hash& earlier : seen)
        CHECK(digest() != earlier);
      seen.push_back(digest());
    };
    desk.answers(visit, "site.exits", forms::Choice{"fail"});
    differs("answer and finding");
    desk.notes(visit, "licence.valid", "เห็นต้นฉบับ");
    differs("note");
    desk.photographs(visit, "site.exits");
    differs("photo");
    Sample sample;
    sample.inspection = visit;
    sample.seal = "1";
    sample.point = "x";
    const RecordId taken = desk.makes(add_sample(desk.audit, sample, desk.context()));
    differs("sample");
    desk.sets(finding_id(visit, {"site.exits"}), "finding.remedy", std::string("เปิดทางออก"));
    differs("finding");
    desk.sets(desk.factory, "factory.name", std::string("ชื่อใหม่"));
    differs("factory");
    desk.does(set_members(desk.audit, visit, "inspection.team", {records::to_string(desk.officer)},
                          desk.context()));
    differs("team");
    const Hash before = digest();
    desk.does(
        record_result(desk.audit, taken,
                      {.result = "BOD 18", .outcome = "within_limits", .result_on = {}, .report_number = {}},
                      desk.context()));
    CHECK(digest() == before);
  }
  SUBCASE("does not change with what comes after signing") {
    desk.answers_everything(visit);
    desk.fills_in(visit);
    const Hash before = digest();
    desk.signs(visit, SignerRole::officer, desk.officer);
    desk.does(complete(desk.audit, visit, desk.context()));
    CHECK(digest() == before);
    desk.sets(visit, "inspection.official_number", std::string("สข 0147/2569"));
    desk.sets(desk.factory, "factory.name", std::string("ชื่อใหม่"));
    CHECK(digest() == before);
    desk.does(reopen(desk.audit, visit, "ผิด", desk.context()));
    CHECK(digest() != before); // the factory's new name counts again
  }
  SUBCASE("is the same for the same things done on another PC in another order") {
    Desk other(1);
    const RecordId twin = other.begins_visit();
    REQUIRE(twin == visit);
    for (const char* question : {"licence.valid", "site.exits"})
      desk.answers(visit, question, forms::Choice{"pass"});
    for (const char* question : {"site.exits", "licence.valid"})
      other.answers(twin, question, forms::Choice{"pass"});
    CHECK(content_digest(other.audit, twin) == digest());
  }
}

TEST_CASE("Fields changed since a signature") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  desk.sets(visit, "inspection.guide_name", std::string("นายสมพงศ์"));
  const RecordId id = desk.makes(sign(desk.audit, visit, by(SignerRole::guide), desk.context()));
  CHECK(fields_since_signed(desk.audit, id).empty());
  desk.answers(visit, "licence.valid", forms::Choice{"pass"});
  desk.sets(visit, "inspection.official_number", std::string("สข 1/2569"));
  const auto changed = fields_since_signed(desk.audit, id);
  REQUIRE(changed.size() == 1);
  CHECK(changed.front().field == "answer/licence.valid/main");
}
