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

/// A desk and another PC, which both write to one visit and one factory without seeing each other.
struct TwoPcs {
  Desk here{1};
  Desk there{1}; // the same records
  RecordId visit = here.begins_visit();

  TwoPcs() {
    there.ledger.continue_as(records::new_replica_id(there.random));
    REQUIRE(there.ledger.merge(lines_of(here), records::Ledger::Source::file).has_value());
  }
  static std::vector<records::CommitLines> lines_of(const Desk& desk) {
    std::vector<records::CommitLines> lines;
    for (std::size_t at = 0; at < desk.ledger.log().size(); ++at)
      lines.push_back(desk.ledger.log().lines(at));
    return lines;
  }
  void meet() { REQUIRE(here.ledger.merge(lines_of(there), records::Ledger::Source::file).has_value()); }
  [[nodiscard]] const records::Projection& now() const { return here.ledger.projection(); }
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

TEST_CASE("conflicts are settled one by one, or many at once by the values of one PC") {
  TwoPcs office;
  Desk& here = office.here;
  here.answers(office.visit, "licence.valid", forms::Choice{"pass"});
  office.there.answers(office.visit, "licence.valid", forms::Choice{"fail"});
  here.sets(here.factory, "factory.name", std::string("ชื่อที่นี่"));
  office.there.sets(here.factory, "factory.name", std::string("ชื่อที่นั่น"));
  here.sets(here.factory, "factory.products", std::string("น้ำยางข้น"));
  office.there.sets(here.factory, "factory.products", std::string("ยางแผ่น"));
  office.meet();
  const std::vector<records::FieldKey> conflicts = office.now().conflicts();
  REQUIRE(conflicts.size() == 3);

  SUBCASE("one field by one of its values; an answer brings its finding along") {
    here.does(settle_conflict(here.audit, office.visit, "answer/licence.valid/main",
                              forms::to_value(forms::Choice{"fail"}), here.context()));
    CHECK(office.now().conflict_count() == 2);
    CHECK(here.audit.answer(office.visit, {"licence.valid"}) == forms::Answer{forms::Choice{"fail"}});
    CHECK(here.audit.findings_of(office.visit).size() == 1);
    CHECK(refused(settle_conflict(here.audit, office.visit, "answer/licence.valid/main", {},
                                  here.context())) == "audit.no_conflict");
  }
  SUBCASE("all of them at once by the other PC's values, and undone in one step") {
    here.does(settle_all(here.audit, conflicts, office.there.replica(), here.context()));
    CHECK(office.now().conflict_count() == 0);
    CHECK(here.audit.factory(here.factory)->name == "ชื่อที่นั่น");
    CHECK(here.audit.factory(here.factory)->products == "ยางแผ่น");
    CHECK(here.audit.answer(office.visit, {"licence.valid"}) == forms::Answer{forms::Choice{"fail"}});
    CHECK(here.audit.findings_of(office.visit).size() == 1);
    here.undoes();
    CHECK(office.now().conflicts() == conflicts);
  }
  SUBCASE("all of them at once by this PC's") {
    here.does(settle_all(here.audit, conflicts, here.replica(), here.context()));
    CHECK(office.now().conflict_count() == 0);
    CHECK(here.audit.factory(here.factory)->name == "ชื่อที่นี่");
    CHECK(here.audit.findings_of(office.visit).empty());
  }
  SUBCASE("a PC that gave none of the values settles nothing") {
    CHECK(refused(settle_all(here.audit, conflicts, records::new_replica_id(here.random), here.context())) ==
          "audit.no_conflict");
    CHECK(refused(settle_all(here.audit, {}, here.replica(), here.context())) == "audit.no_conflict");
    CHECK(office.now().conflicts() == conflicts);
  }
}
