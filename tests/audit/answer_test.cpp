#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using namespace truat::forms;
using truat::testing::contents;
using truat::testing::Desk;
using truat::testing::refused;

namespace {

const Finding* finding_of(const Desk& desk, const RecordId& visit, const char* question) {
  return desk.audit.finding(finding_id(visit, {question}));
}

} // namespace

TEST_CASE("Answering") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  const auto answer = [&](const char* question, Answer given) {
    return answer_question(desk.audit, visit, {question}, std::move(given), std::nullopt, desk.context());
  };
  SUBCASE("keeps the answer; undo takes it away, redo brings it back") {
    const std::string before = contents(desk.ledger.projection(), visit);
    desk.answers(visit, "licence.valid", Choice{"pass"});
    CHECK(desk.audit.answer(visit, {"licence.valid"}) == Answer{Choice{"pass"}});
    CHECK(desk.audit.evaluation(visit).find("licence.valid")->outcome == Outcome::passed);
    const std::string after = contents(desk.ledger.projection(), visit);
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), visit) == before);
    CHECK_FALSE(desk.audit.evaluation(visit).find("licence.valid")->answered);
    desk.redoes();
    CHECK(contents(desk.ledger.projection(), visit) == after);
  }
  SUBCASE("takes an answer back") {
    desk.answers(visit, "licence.valid", Choice{"pass"});
    desk.answers(visit, "licence.valid", {});
    CHECK_FALSE(is_answered(desk.audit.answer(visit, {"licence.valid"})));
  }
  SUBCASE("refuses what the checklist does not have") {
    CHECK(refused(answer("no.such", Choice{"pass"})) == "audit.no_such_question");
    CHECK(refused(answer("licence.valid", Choice{"maybe"})) == "forms.response_unknown");
    CHECK(refused(answer("licence.valid", Measured{{1, 0}})) == "forms.answer_kind");
    CHECK(refused(answer_question(desk.audit, {}, {"licence.valid"}, Choice{"pass"}, std::nullopt,
                                  desk.context())) == "audit.no_such_record");
  }
  SUBCASE("two officers who had not seen each other's answer are in conflict") {
    desk.answers(visit, "licence.valid", Choice{"pass"});
    desk.does(answer_question(desk.audit, visit, {"licence.valid"}, Choice{"na"},
                              std::vector<records::OperationId>{}, desk.context()));
    CHECK(desk.ledger.projection().in_conflict(visit, "answer/licence.valid/main"));
  }
  SUBCASE("a visit whose checklist was left out of a file cannot be answered") {
    records::Change lost;
    lost.label = "commit.edit_field";
    lost.remove(desk.checklist);
    desk.does(lost);
    CHECK(refused(answer("licence.valid", Choice{"pass"})) == "audit.checklist_missing");
    CHECK(desk.audit.evaluation(visit).sections.empty());
  }
}

TEST_CASE("A failed answer makes a finding") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  const Question& question = *desk.audit.checklist_of(visit)->find_question("water.drain_condition");
  desk.answers(visit, "water.drain_condition",
               Choice{desk.audit.checklist_of(visit)->responses_of(question)->find("fail") != nullptr
                          ? "fail"
                          : "poor"});
  const Finding* finding = finding_of(desk, visit, "water.drain_condition");
  REQUIRE(finding != nullptr);
  SUBCASE("with the question's words, ground, severity, remedy and deadline") {
    CHECK(finding->text == question.text.thai);
    CHECK(finding->ground == question.grounds.front().citation.thai);
    CHECK(finding->severity == key_of(*question.severity));
    CHECK(finding->remedy == question.remedy.thai);
    CHECK(finding->due_days == question.due_days);
    CHECK(finding->state() == FindingState::open);
    CHECK(desk.audit.findings_of(visit) == std::vector{finding->id});
  }
  SUBCASE("the note becomes its text while nobody has edited it") {
    desk.notes(visit, "water.drain_condition", "ท่อหลังบ่อพักที่ 2 แตก");
    CHECK(finding_of(desk, visit, "water.drain_condition")->text == "ท่อหลังบ่อพักที่ 2 แตก");
    desk.notes(visit, "water.drain_condition", "ท่อแตกสองจุด");
    CHECK(finding_of(desk, visit, "water.drain_condition")->text == "ท่อแตกสองจุด");
    SUBCASE("what a person wrote stays") {
      desk.sets(finding->id, "finding.text", std::string("ท่อระบายน้ำแตก ให้ซ่อม"));
      desk.notes(visit, "water.drain_condition", "ท่อแตกสามจุด");
      CHECK(finding_of(desk, visit, "water.drain_condition")->text == "ท่อระบายน้ำแตก ให้ซ่อม");
    }
    SUBCASE("an emptied note gives the question's words again") {
      desk.notes(visit, "water.drain_condition", "");
      CHECK(finding_of(desk, visit, "water.drain_condition")->text == question.text.thai);
    }
  }
  SUBCASE("it is withdrawn when the answer is mended, and comes back when it fails again") {
    desk.sets(finding->id, "finding.remedy", std::string("ซ่อมท่อภายในเดือนนี้"));
    desk.answers(visit, "water.drain_condition", {});
    CHECK(finding_of(desk, visit, "water.drain_condition")->state() == FindingState::withdrawn);
    CHECK(desk.audit.findings_of(visit).empty());
    desk.answers(visit, "water.drain_condition",
                 Choice{desk.audit.checklist_of(visit)->responses_of(question)->find("fail") != nullptr
                            ? "fail"
                            : "poor"});
    CHECK(finding_of(desk, visit, "water.drain_condition")->state() == FindingState::open);
    CHECK(finding_of(desk, visit, "water.drain_condition")->remedy == "ซ่อมท่อภายในเดือนนี้");
  }
  SUBCASE("answer and finding are one step to undo") {
    desk.undoes();
    CHECK(finding_of(desk, visit, "water.drain_condition") == nullptr);
    CHECK_FALSE(is_answered(desk.audit.answer(visit, {"water.drain_condition"})));
    desk.redoes();
    CHECK(finding_of(desk, visit, "water.drain_condition") != nullptr);
    desk.undoes();
    SUBCASE("and failing anew after an undo makes it again") {
      desk.answers(visit, "water.drain_condition", Choice{"fail"});
      CHECK(finding_of(desk, visit, "water.drain_condition") != nullptr);
    }
  }
  SUBCASE("two PCs that fail one question make one finding") {
    CHECK(finding->id == finding_id(visit, {"water.drain_condition"}));
  }
}

TEST_CASE("A number out of its limit") {
  Desk desk;
  const RecordId visit = desk.begins_visit();
  desk.answers(visit, "water.ph", Measured{{96, 1}});
  const Finding* finding = finding_of(desk, visit, "water.ph");
  REQUIRE(finding != nullptr);
  SUBCASE("says value and limit in its finding, on the ground of the rule in force") {
    CHECK(finding->text.find(": 9.6 (5.5–9.0)") != std::string::npos);
    CHECK(finding->ground.find("2560") != std::string::npos);
  }
  SUBCASE("the text follows the value") {
    desk.answers(visit, "water.ph", Measured{{97, 1}});
    CHECK(finding_of(desk, visit, "water.ph")->text.find(": 9.7 (5.5–9.0)") != std::string::npos);
    desk.answers(visit, "water.ph", Measured{{70, 1}});
    CHECK(finding_of(desk, visit, "water.ph")->state() == FindingState::withdrawn);
  }
  SUBCASE("findings come in the checklist's order") {
    desk.answers(visit, "site.exits", Choice{"fail"});
    const auto found = desk.audit.findings_of(visit);
    REQUIRE(found.size() == 2);
    CHECK(desk.audit.finding(found[0])->question == "site.exits");
  }
}

TEST_CASE("Answers of the visit before") {
  Desk desk;
  const RecordId first = desk.begins_visit();
  desk.answers(first, "licence.valid", Choice{"pass"});
  desk.answers(first, "licence.activity_matches", Choice{"fail"});
  desk.answers(first, "licence.horsepower_matches", Choice{"na"});
  desk.answers(first, "water.ph", Measured{{70, 1}});
  desk.clock.advance_milliseconds(std::int64_t{24} * 3600 * 1000);
  const RecordId second = desk.begins_visit();
  const auto copy = [&](const char* section) {
    return copy_previous_answers(desk.audit, second, section, desk.context());
  };
  SUBCASE("are taken over where they did not fail and nothing is answered yet") {
    desk.answers(second, "licence.horsepower_matches", Choice{"pass"});
    desk.does(copy("licence"));
    CHECK(desk.audit.answer(second, {"licence.valid"}) == Answer{Choice{"pass"}});
    CHECK_FALSE(is_answered(desk.audit.answer(second, {"licence.activity_matches"})));
    CHECK(desk.audit.answer(second, {"licence.horsepower_matches"}) == Answer{Choice{"pass"}});
    CHECK(refused(copy("licence")) == "audit.nothing_to_copy");
    desk.undoes();
    CHECK_FALSE(is_answered(desk.audit.answer(second, {"licence.valid"})));
  }
  SUBCASE("a measurement is made anew") {
    CHECK(refused(copy("water")) == "audit.nothing_to_copy");
  }
  SUBCASE("the first visit has none before it") {
    CHECK(refused(copy_previous_answers(desk.audit, first, "licence", desk.context())) ==
          "audit.no_previous_visit");
  }
}

TEST_CASE("Numbers of the laboratory") {
  Desk desk;
  const forms::Template* effluent = truat::testing::shipped_reference().checklists.find("factory.effluent");
  REQUIRE(effluent != nullptr);
  desk.does(*install_checklist(desk.audit, *effluent));
  VisitPlan plan = desk.plan();
  plan.checklist = checklist_id(*effluent);
  const RecordId visit = desk.makes(begin_visit(desk.audit, plan, {}, desk.context()));
  for (const Section& section : effluent->sections)
    for (const Question& question : section.questions) {
      if (question.required != Demand::required)
        continue;
      if (question.type == QuestionType::multiple_choice)
        desk.answers(visit, question.key.c_str(), Choices{{"canal"}});
      else if (question.type == QuestionType::choice)
        desk.answers(visit, question.key.c_str(),
                     Choice{effluent->responses_of(question)->responses.front().key});
      else if (question.type == QuestionType::number)
        desk.answers(visit, question.key.c_str(), Measured{{70, 1}});
      else if (question.type == QuestionType::photo)
        desk.photographs(visit, question.key.c_str());
    }
  desk.fills_in(visit);
  Sample sample;
  sample.inspection = visit;
  sample.question = "water.sample";
  sample.seal = "W-1";
  sample.point = "จุดระบาย";
  const RecordId taken = desk.makes(add_sample(desk.audit, sample, desk.context()));
  CHECK(desk.audit.evaluation(visit).find("water.sample")->answered);
  desk.signs(visit, SignerRole::officer, desk.officer);
  desk.does(finish_visit(desk.audit, visit, desk.context()));
  REQUIRE(desk.audit.inspection(visit)->state() == InspectionState::awaiting_laboratory);
  SUBCASE("can be answered while the visit waits, and make findings, without touching what was signed") {
    desk.answers(visit, "water.bod", Measured{{45, 0}});
    CHECK(finding_of(desk, visit, "water.bod")->state() == FindingState::open);
    CHECK_FALSE(signing_state(desk.audit, visit).any_changed_since);
    desk.notes(visit, "water.bod", "ผลห้องปฏิบัติการ");
    desk.does(
        record_result(desk.audit, taken,
                      {.result = "BOD 45", .outcome = "beyond_limits", .result_on = {}, .report_number = {}},
                      desk.context()));
    desk.does(complete(desk.audit, visit, desk.context()));
    CHECK_FALSE(signing_state(desk.audit, visit).any_changed_since);
  }
  SUBCASE("those of the field cannot") {
    CHECK(refused(answer_question(desk.audit, visit, {"water.ph"}, Measured{{96, 1}}, std::nullopt,
                                  desk.context())) == "audit.inspection_closed");
  }
}
