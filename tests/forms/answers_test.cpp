#include "forms/answers.h"
#include "support.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::forms;
using truat::records::Structure;
using truat::records::Value;

namespace {

Template small() {
  auto checklist = parse_template(truat::testing::small_checklist());
  REQUIRE(checklist.has_value());
  return std::move(*checklist);
}

} // namespace

TEST_CASE("Answers stand in dynamic fields") {
  CHECK(answer_field({"water.ph"}) == "answer/water.ph/main");
  CHECK(note_field({"water.ph", "r1"}) == "note/water.ph/r1");
  CHECK(parse_dynamic_field("answer", "answer/water.ph/main") == QuestionInstance{"water.ph"});
  for (const char* other :
       {"answer", "answer/", "answer/ph", "answer/ph/", "answer//main", "answers/ph/main", "note/ph/main"})
    CHECK_MESSAGE(!parse_dynamic_field("answer", other).has_value(), other);
}

TEST_CASE("Each kind of answer is kept and read again") {
  const Template checklist = small();
  struct Case {
    const char* question;
    Answer answer;
    Value kept;
  };
  const Case cases[] = {
      {"a.guard", Choice{"fail"}, Value{std::string("fail")}},
      {"a.ph", Measured{{960, 2}}, Value{std::string("9.60")}},
      {"a.ph", NotApplicable{}, Value{std::string("not_applicable")}},
      {"a.words", Written{"สองบรรทัด\nบรรทัดที่สอง"}, Value{std::string("สองบรรทัด\nบรรทัดที่สอง")}},
      {"a.day", Dated{{2026, 2, 13}}, Value{std::string("2026-02-13")}},
      {"a.fuel", Choices{{"gas", "wood"}}, Value{std::string("gas wood")}},
      {"a.words", Answer{}, Value{}},
  };
  for (const Case& one : cases) {
    const Question& question = *checklist.find_question(one.question);
    CAPTURE(std::string(one.question));
    CHECK(to_value(one.answer) == one.kept);
    const auto read = to_answer(question, one.kept);
    REQUIRE(read.has_value());
    CHECK(*read == one.answer);
    CHECK(check_answer(checklist, question, one.answer).has_value());
  }
  SUBCASE("several choices are sorted, each once; none is no answer") {
    CHECK(to_value(Choices{{"wood", "gas", "wood"}}) == Value{std::string("gas wood")});
    CHECK(to_value(Choices{}) == Value{});
  }
  SUBCASE("the places that were typed stay") {
    const auto read = to_answer(*checklist.find_question("a.ph"), Value{std::string("9.60")});
    CHECK(to_value(*read) == Value{std::string("9.60")});
  }
}

TEST_CASE("An answer that does not fit is an error") {
  const Template checklist = small();
  const auto question = [&](const char* key) -> const Question& { return *checklist.find_question(key); };
  SUBCASE("kept values of another kind") {
    CHECK(to_answer(question("a.ph"), Value{std::string("nine")}).error().key == "forms.answer_unreadable");
    CHECK(to_answer(question("a.day"), Value{std::string("13/2/2569")}).error().key ==
          "forms.answer_unreadable");
    CHECK(to_answer(question("a.guard"), Value{std::int64_t{1}}).error().key == "forms.answer_unreadable");
    CHECK(to_answer(question("a.guard"), Value{Structure{"[]"}}).error().key == "forms.answer_unreadable");
    CHECK(to_answer(question("a.photo"), Value{std::string("x")}).error().key == "forms.answer_unreadable");
  }
  SUBCASE("given answers of another kind") {
    CHECK(check_answer(checklist, question("a.guard"), Measured{{1, 0}}).error().key == "forms.answer_kind");
    CHECK(check_answer(checklist, question("a.words"), Choice{"pass"}).error().key == "forms.answer_kind");
    CHECK(check_answer(checklist, question("a.day"), Dated{{2026, 2, 30}}).error().key ==
          "forms.answer_kind");
    CHECK(check_answer(checklist, question("a.photo"), Written{"x"}).error().key == "forms.answer_kind");
    CHECK(check_answer(checklist, question("a.hologram"), Written{"x"}).error().key == "forms.answer_kind");
  }
  SUBCASE("a response of no set") {
    const auto unknown = check_answer(checklist, question("a.guard"), Choice{"maybe"});
    CHECK(unknown.error().key == "forms.response_unknown");
    CHECK(unknown.error().arguments == std::vector<Argument>{{"question", "1.1"}, {"response", "maybe"}});
    CHECK(check_answer(checklist, question("a.fuel"), Choices{{"gas", "peat"}}).error().key ==
          "forms.response_unknown");
  }
  SUBCASE("a number below its least") {
    CHECK(check_answer(checklist, question("a.count"), Measured{{-1, 0}}).error().key ==
          "forms.number_too_small");
    CHECK(check_answer(checklist, question("a.count"), Measured{{0, 0}}).has_value());
  }
}
