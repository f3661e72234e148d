#include "audit/answer_verbs.h"
#include "audit/settle_verbs.h"
#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using namespace truat::forms;
using truat::testing::Desk;
using truat::testing::refused;

namespace {

using records::FieldKey;

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

TEST_CASE("Settling conflicts") {
  TwoPcs office;
  Desk& here = office.here;
  here.answers(office.visit, "licence.valid", Choice{"pass"});
  office.there.answers(office.visit, "licence.valid", Choice{"fail"});
  here.sets(here.factory, "factory.name", std::string("ชื่อที่นี่"));
  office.there.sets(here.factory, "factory.name", std::string("ชื่อที่นั่น"));
  here.sets(here.factory, "factory.products", std::string("น้ำยางข้น"));
  office.there.sets(here.factory, "factory.products", std::string("ยางแผ่น"));
  office.meet();
  const std::vector<FieldKey> conflicts = office.now().conflicts();
  REQUIRE(conflicts.size() == 3);

  SUBCASE("one field by one of its values; an answer brings its finding along") {
    here.does(settle_conflict(here.audit, office.visit, "answer/licence.valid/main", to_value(Choice{"fail"}),
                              here.context()));
    CHECK(office.now().conflict_count() == 2);
    CHECK(here.audit.answer(office.visit, {"licence.valid"}) == Answer{Choice{"fail"}});
    CHECK(here.audit.findings_of(office.visit).size() == 1);
    CHECK(refused(settle_conflict(here.audit, office.visit, "answer/licence.valid/main", {},
                                  here.context())) == "audit.no_conflict");
  }
  SUBCASE("all of them at once by the other PC's values, and undone in one step") {
    here.does(settle_all(here.audit, conflicts, office.there.replica(), here.context()));
    CHECK(office.now().conflict_count() == 0);
    CHECK(here.audit.factory(here.factory)->name == "ชื่อที่นั่น");
    CHECK(here.audit.factory(here.factory)->products == "ยางแผ่น");
    CHECK(here.audit.answer(office.visit, {"licence.valid"}) == Answer{Choice{"fail"}});
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
