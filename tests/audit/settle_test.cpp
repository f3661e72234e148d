#include "audit/settle_verbs.h"

#include "support/desk.h"

using namespace truat;
using namespace truat::audit;
using records::Value;
using testing::Desk;
using testing::refused;

namespace {

/// A locked visit in which another office had answered a question without knowing of the answer here.
struct LockedVisit : Desk {
  static constexpr const char* field = "answer/site.exits/main";
  records::RecordId visit = begins_visit();
  Value mine;

  LockedVisit() {
    answers_everything(visit);
    fills_in(visit);
    signs(visit, SignerRole::officer, officer);
    signs(visit, SignerRole::officer, colleague);
    signs(visit, SignerRole::guide);
    does(complete(audit, visit, context()));
    does(lock(audit, visit, context()));
    mine = ledger.projection().value(visit, field);
    arrives(visit, field, std::string("fail"));
    REQUIRE(mine != Value(std::string("fail")));
    REQUIRE(ledger.projection().conflict_count() == 1);
  }
  void arrives(const records::RecordId& record, const char* where, Value value) {
    records::Change theirs{.label = "commit.edit_field"};
    theirs.set(record, where, std::move(value));
    theirs.operations.back().overwrites.emplace();
    does(theirs);
  }
  [[nodiscard]] bool is_locked() const { return audit.inspection(visit)->state() == InspectionState::locked; }
  [[nodiscard]] bool is_as_signed() const { return !signing_state(audit, visit).any_changed_since; }
};

} // namespace

TEST_CASE("a conflict in a locked visit is settled without unlocking it") {
  LockedVisit desk;
  CHECK_FALSE(desk.is_as_signed());
  const std::string before = testing::contents(desk.ledger.projection(), desk.visit);

  SUBCASE("for what was signed: then the signatures hold again") {
    const auto change = settle_conflict(desk.audit, desk.visit, desk.field, desk.mine, desk.context());
    REQUIRE(change.has_value());
    CHECK(change->label == "commit.settle_closed");
    desk.does(change);
    CHECK(desk.ledger.projection().value(desk.visit, desk.field) == desk.mine);
    CHECK(desk.is_as_signed());
  }
  SUBCASE("for the other: then the signatures say that the record has changed since") {
    const std::size_t findings = desk.audit.findings_of(desk.visit).size();
    desk.does(
        settle_conflict(desk.audit, desk.visit, desk.field, Value(std::string("fail")), desk.context()));
    CHECK(desk.ledger.projection().value(desk.visit, desk.field) == Value(std::string("fail")));
    CHECK_FALSE(desk.is_as_signed());
    CHECK(desk.audit.findings_of(desk.visit).size() == findings);
  }
  CHECK(desk.is_locked());
  CHECK(desk.ledger.projection().conflict_count() == 0);
  CHECK(refused(settle_conflict(desk.audit, desk.visit, desk.field, desk.mine, desk.context())) ==
        "audit.no_conflict");

  desk.undoes();
  CHECK(testing::contents(desk.ledger.projection(), desk.visit) == before);
  CHECK(desk.ledger.projection().conflict_count() == 1);
  desk.redoes();
  CHECK(desk.ledger.projection().conflict_count() == 0);
}

TEST_CASE("settling brings nothing new into a locked visit") {
  LockedVisit desk;
  SUBCASE("no value that nobody gave") {
    CHECK(refused(settle_conflict(desk.audit, desk.visit, desk.field, Value(std::string("na")),
                                  desk.context())) == "audit.no_conflict");
  }
  SUBCASE("nor in a field of the visit that people edit, or of one of its parts") {
    desk.arrives(desk.visit, "inspection.opinion", std::string("ความเห็นอื่น"));
    desk.arrives(desk.visit, "inspection.opinion", std::string("อีกความเห็น"));
    CHECK(refused(settle_conflict(desk.audit, desk.visit, "inspection.opinion", Value(std::string("x")),
                                  desk.context())) == "audit.no_conflict");
    desk.does(settle_conflict(desk.audit, desk.visit, "inspection.opinion", Value(std::string("ความเห็นอื่น")),
                              desk.context()));
    CHECK(desk.ledger.projection().conflict_count() == 1);
  }
  CHECK(desk.is_locked());
}

TEST_CASE("a conflict in an open visit is settled as the field is edited") {
  Desk desk;
  const records::RecordId visit = desk.begins_visit();
  desk.answers(visit, "site.exits", forms::Choice{"pass"});
  desk.does(answer_question(desk.audit, visit, {"site.exits"}, forms::Choice{"na"},
                            std::vector<records::OperationId>{}, desk.context()));
  const auto change = settle_conflict(desk.audit, visit, "answer/site.exits/main", Value(std::string("pass")),
                                      desk.context());
  REQUIRE(change.has_value());
  CHECK(change->label == "commit.settle_conflict");
  desk.does(change);
  CHECK(desk.ledger.projection().conflict_count() == 0);
  CHECK(refused(settle_conflict(desk.audit, {}, "factory.name", Value(), desk.context())) ==
        "audit.no_conflict");
}
