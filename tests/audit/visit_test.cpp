#include "audit/digest.h"
#include "audit/snapshot.h"
#include "support/desk.h"

#include "doctest/doctest.h"

#include <algorithm>

using namespace truat;
using namespace truat::audit;
using truat::testing::contents;
using truat::testing::Desk;
using truat::testing::refused;
using truat::testing::scribble;

namespace {

bool has_issue(const std::vector<Issue>& issues, const char* key) {
  return std::ranges::any_of(issues, [&](const Issue& issue) { return issue.phrase.key == key; });
}

std::size_t blocking(const std::vector<Issue>& issues) {
  return static_cast<std::size_t>(
      std::ranges::count_if(issues, [](const Issue& issue) { return issue.gravity == Gravity::blocking; }));
}

/// A visit that is answered and filled in, ready to be completed.
RecordId ready(Desk& desk) {
  const RecordId visit = desk.begins_visit();
  desk.answers_everything(visit);
  desk.fills_in(visit);
  return visit;
}

Sample sample_of(const RecordId& visit, const char* seal) {
  Sample sample;
  sample.inspection = visit;
  sample.seal = seal;
  sample.point = "จุดระบาย W-2";
  return sample;
}

} // namespace

TEST_CASE("Planning and starting a visit") {
  Desk desk;
  SUBCASE("a plan keeps factory, checklist with its version, purpose and team, and has no number yet") {
    const RecordId id = desk.makes(plan_visit(desk.audit, desk.plan(), desk.context()));
    const Inspection& visit = *desk.audit.inspection(id);
    CHECK(visit.state() == InspectionState::planned);
    CHECK(visit.number.empty());
    CHECK(visit.checklist == desk.checklist);
    CHECK(visit.checklist_key == "factory.yearly");
    CHECK(visit.checklist_version == 1);
    CHECK(visit.team.size() == 2);
    CHECK_FALSE(visit.visited_on.has_value());
    SUBCASE("starting gives number, day and time of entry") {
      desk.does(start_visit(desk.audit, id, series_of(desk.audit, desk.replica()), desk.context()));
      const Inspection& started = *desk.audit.inspection(id);
      CHECK(started.state() == InspectionState::in_progress);
      CHECK(started.number == "สข.ก-2569-0001");
      CHECK(started.visited_on == CivilDate{2026, 2, 13});
      CHECK(started.entered_at == TimeOfDay{9, 40});
      CHECK(refused(start_visit(desk.audit, id, {}, desk.context())) == "audit.visit_started");
      desk.undoes();
      CHECK(desk.audit.inspection(id)->state() == InspectionState::planned);
      CHECK(desk.audit.inspection(id)->number.empty());
      desk.redoes();
      CHECK(desk.audit.inspection(id)->number == "สข.ก-2569-0001");
    }
    SUBCASE("it cannot be answered before it starts") {
      CHECK(refused(answer_question(desk.audit, id, {"licence.valid"}, forms::Choice{"pass"}, std::nullopt,
                                    desk.context())) == "audit.inspection_not_started");
      CHECK(refused(complete(desk.audit, id, desk.context())) == "audit.inspection_not_started");
    }
  }
  SUBCASE("what is missing is said") {
    VisitPlan plan = desk.plan();
    plan.purpose = "tourism";
    CHECK(refused(plan_visit(desk.audit, plan, desk.context())) == "audit.purpose_missing");
    plan = desk.plan();
    plan.checklist = {};
    CHECK(refused(begin_visit(desk.audit, plan, {}, desk.context())) == "audit.checklist_missing");
    plan = desk.plan();
    plan.factory = {};
    CHECK(refused(plan_visit(desk.audit, plan, desk.context())) == "audit.no_such_factory");
    CHECK(refused(start_visit(desk.audit, {}, {}, desk.context())) == "audit.no_such_record");
  }
  SUBCASE("beginning at once is one step to undo") {
    const RecordId id = desk.begins_visit();
    CHECK(desk.audit.inspection(id)->state() == InspectionState::in_progress);
    desk.undoes();
    CHECK(desk.audit.inspection(id) == nullptr);
    CHECK(desk.audit.inspections_of(desk.factory).empty());
  }
}

TEST_CASE("A factory's visits come latest first") {
  Desk desk;
  const RecordId first = desk.begins_visit();
  desk.clock.advance_milliseconds(std::int64_t{40} * 24 * 3600 * 1000);
  const RecordId second = desk.begins_visit();
  VisitPlan later = desk.plan();
  later.planned_on = CivilDate{2027, 1, 1};
  const RecordId planned = desk.makes(plan_visit(desk.audit, later, desk.context()));
  CHECK(desk.audit.inspections_of(desk.factory) == std::vector{planned, second, first});
  CHECK(desk.audit.previous_inspection(second) == first);
  CHECK_FALSE(desk.audit.previous_inspection(first).has_value());
}

TEST_CASE("What keeps a visit from being completed") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  const auto issues = [&] { return completion_issues(desk.audit, visit); };
  SUBCASE("required answers, each with its question to jump to") {
    const std::size_t required = desk.audit.evaluation(visit).tally.required_unanswered;
    REQUIRE(required > 0);
    const auto found = issues();
    CHECK(std::ranges::count(found, "audit.answer_missing", [](const Issue& issue) {
            return issue.phrase.key;
          }) == static_cast<std::ptrdiff_t>(required));
    CHECK(found[1].question == "licence.valid");
    const auto change = complete(desk.audit, visit, desk.context());
    CHECK(refused(change) == "audit.incomplete");
    CHECK(change.error().arguments.front().value == std::to_string(blocking(found)));
  }
  SUBCASE("times, result and team; the guide is only a warning") {
    desk.answers_everything(visit);
    CHECK(blocking(issues()) == 2);
    desk.sets(visit, "inspection.left_at", std::string("12:15"));
    CHECK(refused(complete(desk.audit, visit, desk.context())) == "audit.field_missing");
    desk.sets(visit, "inspection.result", std::string("passed"));
    CHECK(blocking(issues()) == 0);
    CHECK(has_issue(issues(), "audit.guide_missing"));
    desk.does(set_members(desk.audit, visit, "inspection.team", {}, desk.context()));
    CHECK(refused(complete(desk.audit, visit, desk.context())) == "audit.team_missing");
  }
  SUBCASE("notes and photos that answers ask for") {
    desk.answers_everything(visit);
    desk.fills_in(visit);
    CHECK(blocking(issues()) == 0);
    desk.answers(visit, "site.exits", forms::Choice{"fail"});
    CHECK(has_issue(issues(), "audit.note_missing"));
    CHECK(has_issue(issues(), "audit.photo_missing"));
    desk.notes(visit, "site.exits", "ทางออกถูกปิด");
    desk.photographs(visit, "site.exits");
    CHECK(blocking(issues()) == 0);
  }
  SUBCASE("a conflict, until it is settled") {
    desk.answers_everything(visit);
    desk.fills_in(visit);
    desk.does(answer_question(desk.audit, visit, {"site.exits"}, forms::Choice{"na"},
                              std::vector<records::OperationId>{}, desk.context()));
    CHECK(refused(complete(desk.audit, visit, desk.context())) == "audit.field_in_conflict");
    CHECK(issues().front().question == "site.exits");
  }
  SUBCASE("an answer that the checklist cannot read") {
    desk.answers_everything(visit);
    desk.fills_in(visit);
    records::Change foreign;
    foreign.label = "commit.answer";
    foreign.set(visit, "answer/site.exits/main", std::string("of a newer version"));
    desk.does(foreign);
    CHECK(has_issue(issues(), "audit.answer_unreadable"));
    CHECK(desk.audit.unreadable_answers(visit) == std::vector<std::string>{"answer/site.exits/main"});
  }
  SUBCASE("an instrument out of calibration is a warning") {
    Instrument meter;
    meter.name = "เครื่องวัด pH";
    meter.calibration_due = CivilDate{2026, 1, 1};
    const RecordId id = desk.makes(add_instrument(desk.audit, meter, desk.context()));
    desk.does(
        set_members(desk.audit, visit, "inspection.instruments", {records::to_string(id)}, desk.context()));
    CHECK(has_issue(issues(), "audit.instrument_not_calibrated"));
  }
}

TEST_CASE("Completing, awaiting the laboratory, reopening, locking") {
  Desk desk;
  const RecordId visit = ready(desk);
  const auto state = [&] { return desk.audit.inspection(visit)->state(); };
  SUBCASE("a completed visit is closed") {
    desk.does(finish_visit(desk.audit, visit, desk.context()));
    CHECK(state() == InspectionState::completed);
    CHECK(desk.audit.inspection(visit)->completed_at == desk.clock.now());
    CHECK(refused(answer_question(desk.audit, visit, {"site.exits"}, forms::Choice{"fail"}, std::nullopt,
                                  desk.context())) == "audit.inspection_closed");
    CHECK(refused(set_field(desk.audit, visit, "inspection.guide_name", std::string("x"), std::nullopt,
                            desk.context())) == "audit.inspection_closed");
    CHECK(refused(complete(desk.audit, visit, desk.context())) == "audit.inspection_closed");
    CHECK(refused(delete_record(desk.audit, visit, desk.context())) == "audit.inspection_closed");
    SUBCASE("but for the official number and the copy") {
      desk.sets(visit, "inspection.official_number", std::string("สข 0147/2569"));
      desk.sets(visit, "inspection.copy_left", true);
      CHECK(desk.audit.inspection(visit)->shown_number() == "สข 0147/2569");
    }
    SUBCASE("and is not undone") {
      CHECK_FALSE(desk.ledger.next_undo().has_value());
    }
    SUBCASE("reopening needs a reason and is its counter-verb") {
      CHECK(refused(reopen(desk.audit, visit, "", desk.context())) == "audit.reason_missing");
      desk.does(reopen(desk.audit, visit, "ลงเวลาออกผิด", desk.context()));
      CHECK(state() == InspectionState::in_progress);
      CHECK_FALSE(desk.audit.inspection(visit)->completed_at.has_value());
      CHECK(refused(reopen(desk.audit, visit, "อีกครั้ง", desk.context())) == "audit.inspection_open");
      desk.sets(visit, "inspection.left_at", std::string("12:30"));
      desk.does(complete(desk.audit, visit, desk.context()));
    }
  }
  SUBCASE("it carries what was seen") {
    desk.does(complete(desk.audit, visit, desk.context()));
    const auto heads = desk.ledger.projection().heads(visit, "inspection.state");
    REQUIRE(heads.size() == 1);
    CHECK_FALSE(heads.front().seen.empty());
  }
  SUBCASE("a sample makes it wait for the laboratory") {
    const RecordId sample = desk.makes(add_sample(desk.audit, sample_of(visit, "690213-01"), desk.context()));
    CHECK(refused(complete(desk.audit, visit, desk.context())) == "audit.samples_wait");
    desk.does(finish_visit(desk.audit, visit, desk.context()));
    CHECK(state() == InspectionState::awaiting_laboratory);
    CHECK(refused(complete(desk.audit, visit, desk.context())) == "audit.samples_wait");
    CHECK(refused(await_laboratory(desk.audit, visit, desk.context())) == "audit.inspection_closed");
    CHECK(refused(record_result(desk.audit, sample, {}, desk.context())) == "audit.result_missing");
    desk.does(record_result(desk.audit, sample,
                            {.result = "BOD 18",
                             .outcome = "within_limits",
                             .result_on = CivilDate{2026, 2, 20},
                             .report_number = "ตย 7"},
                            desk.context()));
    CHECK_FALSE(desk.audit.sample(sample)->waits());
    desk.does(finish_visit(desk.audit, visit, desk.context()));
    CHECK(state() == InspectionState::completed);
    CHECK(refused(
              record_result(desk.audit, sample,
                            {.result = "x", .outcome = "within_limits", .result_on = {}, .report_number = {}},
                            desk.context())) == "audit.inspection_closed");
  }
  SUBCASE("without a sample there is nothing to wait for") {
    CHECK(refused(await_laboratory(desk.audit, visit, desk.context())) == "audit.no_samples_wait");
  }
  SUBCASE("locking needs completion, an officer's signature and the operator's side") {
    CHECK(refused(lock(desk.audit, visit, desk.context())) == "audit.not_completed");
    desk.does(complete(desk.audit, visit, desk.context()));
    CHECK(refused(lock(desk.audit, visit, desk.context())) == "audit.not_signed");
    desk.signs(visit, SignerRole::officer, desk.officer);
    CHECK(refused(lock(desk.audit, visit, desk.context())) == "audit.not_signed");
    desk.signs(visit, SignerRole::guide);
    desk.does(lock(desk.audit, visit, desk.context()));
    CHECK(state() == InspectionState::locked);
    CHECK(refused(lock(desk.audit, visit, desk.context())) == "audit.inspection_locked");
    CHECK(refused(reopen(desk.audit, visit, "ผิด", desk.context())) == "audit.inspection_locked");
    CHECK(refused(set_field(desk.audit, visit, "inspection.opinion", std::string("x"), std::nullopt,
                            desk.context())) == "audit.inspection_locked");
    CHECK(refused(sign(desk.audit, visit,
                       {.role = SignerRole::officer,
                        .person = desk.colleague,
                        .name = {},
                        .position = {},
                        .strokes = scribble()},
                       desk.context())) == "audit.inspection_locked");
  }
  SUBCASE("nor is a record locked that has changed since it was signed") {
    desk.signs(visit, SignerRole::officer, desk.officer);
    desk.signs(visit, SignerRole::guide);
    desk.sets(visit, "inspection.opinion", std::string("เพิ่มความเห็น"));
    desk.does(complete(desk.audit, visit, desk.context()));
    CHECK(refused(lock(desk.audit, visit, desk.context())) == "audit.changed_since_signed");
  }
  SUBCASE("what is not there cannot be completed, locked or reopened") {
    CHECK(refused(complete(desk.audit, {}, desk.context())) == "audit.no_such_record");
    CHECK(refused(lock(desk.audit, {}, desk.context())) == "audit.no_such_record");
    CHECK(refused(reopen(desk.audit, {}, "x", desk.context())) == "audit.no_such_record");
  }
}

TEST_CASE("The snapshot of completion") {
  Desk desk;
  const RecordId visit = ready(desk);
  const Snapshot before = current_snapshot(desk.audit, visit);
  CHECK(before.factory.name == "บริษัท หาดใหญ่น้ำยางข้น จำกัด");
  CHECK(before.office_name == "สำนักงานอุตสาหกรรมจังหวัดสงขลา");
  REQUIRE(before.team.size() == 2);
  CHECK(before.team.front().officer_card == "สข 0031/2565");
  CHECK(as_snapshot(to_structure(before)) == before);
  desk.does(complete(desk.audit, visit, desk.context()));
  SUBCASE("stays when the factory and the officers change") {
    desk.sets(desk.factory, "factory.name", std::string("บริษัท ชื่อใหม่ จำกัด"));
    desk.sets(desk.officer, "person.name", std::string("นางวรรณา ศรีสุข"));
    CHECK(snapshot_of(desk.audit, visit) == before);
    CHECK(current_snapshot(desk.audit, visit) != before);
  }
  SUBCASE("is taken anew when the visit is completed again") {
    desk.does(reopen(desk.audit, visit, "ชื่อโรงงานเปลี่ยน", desk.context()));
    desk.sets(desk.factory, "factory.name", std::string("บริษัท ชื่อใหม่ จำกัด"));
    CHECK(snapshot_of(desk.audit, visit).factory.name == "บริษัท ชื่อใหม่ จำกัด");
    desk.does(complete(desk.audit, visit, desk.context()));
    CHECK(snapshot_of(desk.audit, visit).factory.name == "บริษัท ชื่อใหม่ จำกัด");
  }
  SUBCASE("what is no snapshot is none") {
    CHECK_FALSE(as_snapshot({""}).has_value());
    CHECK_FALSE(as_snapshot({R"({"factory":{}})"}).has_value());
  }
}

TEST_CASE("Deleting a visit") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  desk.answers(visit, "site.exits", forms::Choice{"fail"});
  desk.photographs(visit, "site.exits");
  const RecordId photo = desk.audit.photos_of(visit).front();
  const RecordId finding = desk.audit.findings_of(visit).front();
  const std::string before =
      contents(desk.ledger.projection(), visit) + contents(desk.ledger.projection(), finding);
  SUBCASE("takes all that belongs to it along; undo brings it back") {
    desk.does(delete_record(desk.audit, visit, desk.context()));
    CHECK(desk.audit.inspection(visit) == nullptr);
    CHECK(desk.audit.photo(photo) == nullptr);
    CHECK(desk.audit.finding(finding) == nullptr);
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), visit) + contents(desk.ledger.projection(), finding) == before);
    CHECK(desk.audit.photo(photo) != nullptr);
  }
  SUBCASE("not once it is signed") {
    desk.sets(visit, "inspection.guide_name", std::string("นายสมพงศ์"));
    desk.signs(visit, SignerRole::guide);
    CHECK(refused(delete_record(desk.audit, visit, desk.context())) == "audit.inspection_signed");
  }
}

TEST_CASE("Times of a visit") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  CHECK(refused(set_field(desk.audit, visit, "inspection.left_at", std::string("09:39"), std::nullopt,
                          desk.context())) == "audit.left_before_entered");
  desk.sets(visit, "inspection.left_at", std::string("09:40"));
  CHECK(refused(set_field(desk.audit, visit, "inspection.entered_at", std::string("10:00"), std::nullopt,
                          desk.context())) == "audit.left_before_entered");
  CHECK(refused(set_field(desk.audit, visit, "inspection.state", std::string("locked"), std::nullopt,
                          desk.context())) == "audit.field_of_verbs");
}
