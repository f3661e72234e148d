#include "audit/merge_issues.h"
#include "audit/settle_verbs.h"
#include "audit/visit_verbs.h"
#include "support/desk.h"

#include "doctest/doctest.h"

#include <algorithm>

using namespace truat;
using namespace truat::audit;
using truat::testing::Desk;
using truat::testing::refused;

namespace {

/// What another office's file brings: operations that no verb of this one would have made.
void arrives(Desk& desk, const RecordId& record, const char* field, records::Value value) {
  records::Change change;
  change.label = "commit.edit_inspection";
  change.set(record, field, std::move(value));
  desk.does(change);
}

const Issue* find(const std::vector<Issue>& issues, std::string_view key) {
  const auto found =
      std::ranges::find_if(issues, [key](const Issue& issue) { return issue.phrase.key == key; });
  return found == issues.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("What merging may leave is found, each by its own sentence") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  REQUIRE(merge_issues(desk.audit).empty());
  const auto found = [&desk](std::string_view key) {
    const auto issues = merge_issues(desk.audit);
    const Issue* issue = find(issues, key);
    REQUIRE_MESSAGE(issue != nullptr, key);
    CHECK(issues.size() == 1);
    return *issue;
  };

  SUBCASE("a factory that was deleted while a visit to it was planned") {
    arrives(desk, desk.factory, "deleted", true);
    CHECK(found("audit.factory_gone").record == visit);
  }
  SUBCASE("an officer who was deleted while in a team") {
    arrives(desk, desk.colleague, "deleted", true);
    CHECK(found("audit.officer_gone").field == "inspection.team");
  }
  SUBCASE("an exit before the entry") {
    arrives(desk, visit, "inspection.left_at", records::to_value(TimeOfDay{8, 0}));
    CHECK(found("audit.left_before_entered").record == visit);
    arrives(desk, visit, "inspection.left_at", records::to_value(TimeOfDay{9, 40}));
    CHECK(merge_issues(desk.audit).empty());
  }
  SUBCASE("a district of another province") {
    arrives(desk, desk.factory, "factory.district", std::string("1001"));
    const auto issues = merge_issues(desk.audit);
    REQUIRE(find(issues, "audit.place_elsewhere") != nullptr);
    CHECK(find(issues, "audit.place_elsewhere")->record == desk.factory);
  }
  SUBCASE("a visit that is finished with something missing") {
    desk.answers_everything(visit);
    desk.fills_in(visit);
    desk.does(finish_visit(desk.audit, visit, desk.context()));
    CHECK(merge_issues(desk.audit).empty());
    arrives(desk, visit, "inspection.result", {});
    CHECK(found("audit.finished_incomplete").record == visit);
  }
  SUBCASE("a failed answer without its finding, and a finding whose answer passed") {
    desk.answers(visit, "licence.valid", forms::Choice{"fail"});
    REQUIRE(desk.audit.findings_of(visit).size() == 1);
    const RecordId finding = desk.audit.findings_of(visit).front();
    CHECK(merge_issues(desk.audit).empty());
    arrives(desk, finding, "finding.state", std::string("withdrawn"));
    CHECK(found("audit.finding_lost").question == "licence.valid");
    arrives(desk, finding, "finding.state", std::string("open"));
    arrives(desk, visit, "answer/licence.valid/main", forms::to_value(forms::Choice{"pass"}));
    CHECK(found("audit.finding_unfounded").question == "licence.valid");
  }
  SUBCASE("officers of one name in one office") {
    Person twin = *desk.audit.person(desk.officer);
    twin.id = {};
    desk.makes(add_person(desk.audit, twin, desk.context()));
    const auto issues = merge_issues(desk.audit);
    CHECK(issues.size() == 2);
    CHECK(find(issues, "audit.officer_doubled") != nullptr);
  }
  SUBCASE("what others added to a visit that was deleted comes back with it") {
    desk.answers(visit, "licence.valid", forms::Choice{"fail"});
    const RecordId finding = desk.audit.findings_of(visit).front();
    arrives(desk, visit, "deleted", true);
    CHECK(found("audit.visit_deleted_with_parts").record == visit);
    desk.does(restore_record(desk.audit, visit, desk.context()));
    CHECK(merge_issues(desk.audit).empty());
    REQUIRE(desk.audit.inspection(visit) != nullptr);
    CHECK(desk.audit.findings_of(visit) == std::vector{finding});
    CHECK(refused(restore_record(desk.audit, visit, desk.context())) == "audit.no_such_record");
  }
}

TEST_CASE("The search goes on where a slice ended") {
  Desk desk;
  for (int i = 0; i < 5; ++i)
    desk.begins_visit();
  arrives(desk, desk.factory, "deleted", true);
  const auto whole = merge_issues(desk.audit);
  MergeIssues search(desk.audit);
  int slices = 1;
  for (Budget budget = Budget::pieces(1); search.run(budget) == Step::more; budget = Budget::pieces(1))
    ++slices;
  CHECK(slices > 5);
  CHECK(search.take() == whole);
  CHECK(whole.size() == 5);
}
