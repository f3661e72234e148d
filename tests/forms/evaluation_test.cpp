#include "forms/evaluation.h"
#include "support.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::forms;

namespace {

const LimitTerms today{.day = {2026, 2, 13}, .factory_type = {}, .receiving_water = {}};

/// A filled checklist that reads as what a person does.
struct Filled {
  Template checklist;
  Answers said;

  Filled() {
    auto parsed = parse_template(truat::testing::small_checklist());
    REQUIRE(parsed.has_value());
    checklist = std::move(*parsed);
  }
  Filled& answer(const char* question, Answer answer) {
    said.answers[{question}] = std::move(answer);
    return *this;
  }
  Filled& note(const char* question) {
    said.notes[{question}] = "บันทึก";
    return *this;
  }
  Filled& photos(const char* question, std::size_t count) {
    said.photos[{question}] = count;
    return *this;
  }
  Evaluation evaluate() const { return forms::evaluate(checklist, said, today); }
  QuestionState state(const char* question) const { return *evaluate().find(question); }
};

std::vector<Missing> missing(const Filled& filled, const char* question) {
  return filled.state(question).missing;
}

} // namespace

TEST_CASE("What is missing") {
  Filled filled;
  SUBCASE("a required question until it is answered; an optional one never") {
    CHECK(missing(filled, "a.guard") == std::vector{Missing::answer});
    CHECK(missing(filled, "a.paper").empty());
    filled.answer("a.guard", Choice{"pass"});
    CHECK(missing(filled, "a.guard").empty());
  }
  SUBCASE("the note and photos that a response asks for") {
    filled.answer("a.guard", Choice{"fail"});
    CHECK(missing(filled, "a.guard") == std::vector{Missing::note, Missing::photo});
    filled.note("a.guard").photos("a.guard", 1);
    CHECK(missing(filled, "a.guard") == std::vector{Missing::photo});
    CHECK(filled.state("a.guard").photos_wanted == 2);
    filled.photos("a.guard", 2);
    CHECK(missing(filled, "a.guard").empty());
  }
  SUBCASE("the question's own number of photos goes before the response's") {
    filled.answer("a.paper", Choice{"fail"}).note("a.paper");
    CHECK(missing(filled, "a.paper").empty());
  }
  SUBCASE("a note with a number out of its limit, and with one that is not applicable") {
    filled.answer("a.ph", Measured{{96, 1}});
    CHECK(missing(filled, "a.ph") == std::vector{Missing::note});
    filled.answer("a.ph", NotApplicable{});
    CHECK(missing(filled, "a.ph") == std::vector{Missing::note});
    filled.answer("a.ph", Measured{{70, 1}});
    CHECK(missing(filled, "a.ph").empty());
  }
  SUBCASE("a photo where the question is one") {
    CHECK(missing(filled, "a.photo") == std::vector{Missing::photo});
    filled.photos("a.photo", 1);
    CHECK(filled.state("a.photo").answered);
    CHECK(missing(filled, "a.photo").empty());
  }
  SUBCASE("never a question of a newer version") {
    CHECK(missing(filled, "a.hologram").empty());
  }
  SUBCASE("all of it in the checklist's order") {
    std::vector<std::string> keys;
    const Evaluation evaluation = filled.evaluate();
    for (const QuestionState* state : evaluation.incomplete())
      keys.push_back(state->question->key);
    CHECK(keys == std::vector<std::string>{"a.guard", "a.ph", "a.photo", "b.exists"});
  }
}

TEST_CASE("A number against the limit in force") {
  Filled filled;
  const auto judged = [&](Decimal value) {
    filled.answer("a.ph", Measured{value});
    return filled.state("a.ph");
  };
  SUBCASE("both ends are within it") {
    CHECK(judged({55, 1}).outcome == Outcome::passed);
    CHECK(judged({900, 2}).outcome == Outcome::passed);
  }
  SUBCASE("how far it is out is exact") {
    CHECK(judged({96, 1}).out_of_range == OutOfRange{Bound::maximum, {6, 1}});
    CHECK(judged({9001, 3}).out_of_range == OutOfRange{Bound::maximum, {1, 3}});
    CHECK(judged({30, 1}).out_of_range == OutOfRange{Bound::minimum, {25, 1}});
    CHECK(judged({-1, 0}).out_of_range == OutOfRange{Bound::minimum, {65, 1}});
  }
  SUBCASE("outside it the question has failed and scores nothing of its weight") {
    const QuestionState state = judged({96, 1});
    CHECK(state.outcome == Outcome::failed);
    CHECK(state.score == Score{{0, 0}, {4, 0}});
    CHECK(judged({70, 1}).score == Score{{4, 0}, {4, 0}});
  }
  SUBCASE("without a limit it is only a number") {
    filled.answer("a.count", Measured{{12, 0}});
    CHECK(filled.state("a.count").outcome == Outcome::none);
    CHECK(filled.state("a.count").limit == nullptr);
  }
  SUBCASE("another day has another limit") {
    filled.answer("a.ph", Measured{{52, 1}});
    CHECK(filled.state("a.ph").outcome == Outcome::failed);
    const LimitTerms then{.day = {2010, 1, 1}, .factory_type = {}, .receiving_water = {}};
    CHECK(evaluate(filled.checklist, filled.said, then).find("a.ph")->outcome == Outcome::passed);
  }
  SUBCASE("the limit as it is read") {
    CHECK(limit_text(*judged({70, 1}).limit) == "5.5–9.0");
    CHECK(limit_text({.maximum = Decimal{40, 0}}) == "≤ 40");
    CHECK(limit_text({.minimum = Decimal{200, 0}}) == "≥ 200");
  }
}

TEST_CASE("The score") {
  Filled filled;
  const auto score = [&] { return filled.evaluate().tally.score; };
  SUBCASE("is nothing of nothing before anything is answered") {
    CHECK(score() == Score{});
    CHECK_FALSE(score().permille().has_value());
  }
  SUBCASE("weighs shares") {
    filled.answer("a.guard", Choice{"fair"}).answer("a.paper", Choice{"pass"});
    CHECK(score() == Score{{35, 1}, {5, 0}});
    CHECK(score().permille() == 700);
  }
  SUBCASE("leaves out what is not applicable") {
    filled.answer("a.guard", Choice{"na"}).answer("a.paper", Choice{"pass"}).answer("a.ph", NotApplicable{});
    CHECK(score() == Score{{2, 0}, {2, 0}});
    CHECK(filled.evaluate().tally.not_applicable == 2);
  }
  SUBCASE("counts a failed answer in the denominator") {
    filled.answer("a.guard", Choice{"fail"}).answer("a.ph", Measured{{70, 1}});
    CHECK(score() == Score{{4, 0}, {7, 0}});
    CHECK(score().permille() == 571);
  }
  SUBCASE("rounds halves up") {
    CHECK(Score{{1, 0}, {16, 0}}.permille() == 63);
    CHECK(Score{{5, 1}, {1, 0}}.permille() == 500);
  }
  SUBCASE("is not touched by questions that are not scored") {
    filled.answer("a.fuel", Choices{{"gas"}}).answer("b.exists", Choice{"yes"});
    CHECK(score() == Score{});
  }
}

TEST_CASE("Progress") {
  Filled filled;
  SUBCASE("counts what is asked and can be answered") {
    const Evaluation evaluation = filled.evaluate();
    CHECK(evaluation.sections[0].tally.questions == 9); // without the hologram
    CHECK(evaluation.sections[1].tally.questions == 1); // the valve waits for the boiler
    CHECK(evaluation.tally.required_unanswered == 4);
    CHECK_FALSE(evaluation.tally.complete());
  }
  SUBCASE("a section whose condition is met asks the rest") {
    filled.answer("b.exists", Choice{"yes"});
    CHECK(filled.evaluate().sections[1].tally.questions == 2);
    CHECK(filled.state("b.valve").asked);
    filled.answer("b.exists", Choice{"no"});
    CHECK(filled.evaluate().sections[1].tally.questions == 1);
    CHECK(filled.evaluate().sections[1].tally.not_applicable == 1);
  }
  SUBCASE("an answer that is no longer asked counts nowhere and stays") {
    filled.answer("b.exists", Choice{"yes"}).answer("b.valve", Choice{"fail"});
    CHECK(filled.evaluate().failed().size() == 1);
    filled.answer("b.exists", Choice{"no"});
    CHECK(filled.evaluate().failed().empty());
    CHECK(filled.evaluate().tally.score == Score{});
    CHECK(is_answered(filled.said.answer("b.valve")));
  }
  SUBCASE("is complete when nothing required is open and no evidence is missing") {
    filled.answer("a.guard", Choice{"fail"}).note("a.guard").photos("a.guard", 2);
    filled.answer("a.ph", Measured{{70, 1}}).photos("a.photo", 1).answer("b.exists", Choice{"no"});
    CHECK(filled.evaluate().tally.complete());
    filled.said.notes.clear();
    CHECK(filled.evaluate().tally.missing_evidence == 1);
    CHECK_FALSE(filled.evaluate().tally.complete());
  }
  SUBCASE("a sample answers its question") {
    CHECK_FALSE(filled.state("a.sample").answered);
    filled.said.samples[{"a.sample"}] = 1;
    CHECK(filled.state("a.sample").answered);
  }
  SUBCASE("one question alone is judged as in the whole") {
    filled.answer("a.ph", Measured{{96, 1}});
    const QuestionState alone =
        evaluate(filled.checklist, *filled.checklist.find_question("a.ph"), filled.said, today);
    CHECK(alone.out_of_range == filled.state("a.ph").out_of_range);
  }
}
