#include "audit/merge_issues.h"
#include "audit/sample_office.h"
#include "audit/schema.h"
#include "base/embedded.h"
#include "support/desk.h"

#include "doctest/doctest.h"

#include <map>

using namespace truat;
using namespace truat::audit;
using truat::testing::shipped_reference;

namespace {

struct SampleOffice {
  explicit SampleOffice(CivilDate today, std::uint64_t seed = 1, std::optional<std::size_t> factories = {})
      : random(seed), ledger(records::new_replica_id(random), audit_schema(), clock, random),
        audit(ledger.projection(), shipped_reference()) {
    const auto filled =
        fill_sample_office(ledger, clock, shipped_reference(), embedded_file("sample/office.json"),
                           {.seed = seed, .today = today, .factories = factories});
    REQUIRE_MESSAGE(filled.has_value(), filled.error().key, " ", filled.error().where);
  }
  FixedClock clock{Instant{0}};
  SeededRandom random;
  records::Ledger ledger;
  Audit audit;
};

} // namespace

TEST_CASE("The sample office") {
  const CivilDate today{2024, 11, 14};
  SampleOffice office(today);
  SUBCASE("has forty factories in sixteen districts and visits in every state") {
    CHECK(office.audit.factories().size() == 40);
    std::map<std::string, int> districts;
    for (const RecordId& id : office.audit.factories())
      ++districts[office.audit.factory(id)->district];
    CHECK(districts.size() == 16);
    std::map<InspectionState, int> states;
    for (const RecordId& id : office.audit.inspections())
      ++states[office.audit.inspection(id)->state()];
    for (const InspectionState state :
         {InspectionState::planned, InspectionState::in_progress, InspectionState::awaiting_laboratory,
          InspectionState::completed, InspectionState::locked})
      CHECK_MESSAGE(states[state] >= 3, std::string(key_of(state)));
  }
  SUBCASE("is whole: nothing unreadable, in conflict or doubled, no factory doubtful") {
    const records::Projection& projection = office.ledger.projection();
    CHECK(projection.conflict_count() == 0);
    CHECK(merge_issues(office.audit).empty());
    for (const RecordId& id : office.audit.inspections()) {
      CHECK(office.audit.unreadable_answers(id).empty());
      CHECK(office.audit.checklist_of(id) != nullptr);
    }
    for (const RecordId& id : office.audit.factories()) {
      CHECK(factory_table().unreadable_fields(projection, id).empty());
      for (const Issue& issue : factory_issues(office.audit, id))
        CHECK_MESSAGE(issue.phrase.key == "audit.registration_elsewhere", office.audit.factory(id)->name, " ",
                      issue.phrase.key);
    }
  }
  SUBCASE("has photos whose bytes are shipped") {
    std::size_t photos = 0;
    for (const RecordId& visit : office.audit.inspections())
      for (const RecordId& id : office.audit.photos_of(visit)) {
        const Photo& photo = *office.audit.photo(id);
        CHECK(photo.width == 360);
        CHECK(photo.height == 270);
        ++photos;
      }
    CHECK(photos > 10);
  }
  SUBCASE("what is locked is signed and unchanged since") {
    for (const RecordId& id : office.audit.inspections())
      if (office.audit.inspection(id)->state() == InspectionState::locked) {
        const SigningState signing = signing_state(office.audit, id);
        CHECK(signing.signed_count == signing.expected.size());
        CHECK_FALSE(signing.any_changed_since);
      }
  }
  SUBCASE("is dated by the day it is opened") {
    SampleOffice later({2026, 7, 1});
    CHECK(later.audit.inspections().size() == office.audit.inspections().size());
  }
}

TEST_CASE("The sample is the same for the same seed and day") {
  const CivilDate today{2024, 11, 14};
  SampleOffice first(today, 5, 6);
  SampleOffice again(today, 5, 6);
  SampleOffice other(today, 6, 6);
  CHECK(first.audit.factories().size() == 6);
  const auto lines = [](SampleOffice& office) { return office.ledger.take_outbox(); };
  const auto first_lines = lines(first);
  CHECK(first_lines.size() > 20);
  CHECK(first_lines == lines(again));
  CHECK(first_lines != lines(other));
}

TEST_CASE("A sample that is wrong is refused with its place") {
  FixedClock clock{Instant{0}};
  SeededRandom random(1);
  records::Ledger ledger(records::new_replica_id(random), audit_schema(), clock, random);
  const auto fill = [&](std::string_view json) {
    return fill_sample_office(ledger, clock, shipped_reference(), json,
                              {.seed = 1, .today = {2024, 11, 14}, .factories = {}});
  };
  CHECK(fill("{").error().where.starts_with("byte"));
  CHECK(fill("{}").error().key == "audit.sample_unreadable");
  const auto unknown =
      fill(R"({"format":"truat-sample-office","office":{"name":"x"},"workstation":{"colour":"red"}})");
  CHECK(unknown.error().where == "workstation.colour");
}
