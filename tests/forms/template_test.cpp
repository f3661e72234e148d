#include "forms/template.h"
#include "support.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::forms;
using truat::testing::shipped_catalogue;
using truat::testing::shipped_forms;
using truat::testing::small_checklist;
using truat::testing::small_checklist_with;

namespace {

Template small() {
  auto checklist = parse_template(small_checklist());
  REQUIRE_MESSAGE(checklist.has_value(), checklist.error().key, " ", checklist.error().where);
  return std::move(*checklist);
}

Error refused(std::string_view part, std::string_view replacement) {
  const auto checklist = parse_template(small_checklist_with(part, replacement));
  REQUIRE_FALSE(checklist.has_value());
  return checklist.error();
}

} // namespace

TEST_CASE("A template is read whole") {
  const Template checklist = small();
  CHECK(checklist.key == "test.small");
  CHECK(checklist.version == 7);
  CHECK(checklist.title == Bilingual{"แบบทดสอบ", "Test"});
  REQUIRE(checklist.sections.size() == 2);
  CHECK(checklist.question_count() == 12);

  SUBCASE("questions are numbered by their place") {
    CHECK(checklist.sections[0].questions[2].number == "1.3");
    CHECK(checklist.find_question("b.valve")->number == "2.2");
    CHECK(checklist.section_of("b.valve")->key == "b");
    CHECK(checklist.find_question("c.none") == nullptr);
  }
  SUBCASE("a question has its parts") {
    const Question& guard = *checklist.find_question("a.guard");
    CHECK(guard.type == QuestionType::choice);
    CHECK(guard.weight == Decimal{3, 0});
    CHECK(guard.required == Demand::required);
    CHECK(guard.severity == Severity::critical);
    CHECK(guard.due_days == 15);
    CHECK(guard.remedy.thai == "ใส่ฝาครอบ");
    REQUIRE(guard.grounds.size() == 1);
    CHECK(guard.grounds[0].citation.english == "New notice");
    CHECK(guard.grounds[0].from == CivilDate{2017, 6, 8});
  }
  SUBCASE("responses say their outcome, share and demands") {
    const ResponseSet& set = *checklist.responses_of(*checklist.find_question("a.guard"));
    CHECK(set.find("pass")->outcome == Outcome::passed);
    CHECK(set.find("pass")->tone == Tone::done);
    CHECK(set.find("fair")->outcome == Outcome::passed);
    CHECK(set.find("fair")->share == Decimal{5, 1});
    CHECK(set.find("fail")->outcome == Outcome::failed);
    CHECK(set.find("fail")->photos == 2);
    CHECK(set.find("fail")->note == Demand::required);
    CHECK(set.find("fail")->short_label.thai == "มผ.");
    CHECK(set.find("pass")->short_label.thai == "ผ่าน");
    CHECK(set.find("na")->outcome == Outcome::not_applicable);
    CHECK(checklist.find_response_set("exists")->find("yes")->outcome == Outcome::none);
  }
  SUBCASE("a number takes unit and places from its limit") {
    const Question& ph = *checklist.find_question("a.ph");
    CHECK(ph.places == 1);
    CHECK(ph.limits.size() == 4);
    CHECK(checklist.find_question("a.count")->least == Decimal{0, 0});
  }
  SUBCASE("a section's member overrides whether the question is required") {
    CHECK(checklist.find_question("b.valve")->required == Demand::optional);
    REQUIRE(checklist.sections[1].when.has_value());
    CHECK(checklist.sections[1].when->responses == std::vector<std::string>{"yes"});
  }
  SUBCASE("a type of a newer version is unknown, not an error") {
    CHECK(checklist.find_question("a.hologram")->type == QuestionType::unknown);
  }
  SUBCASE("it suits the purposes it names") {
    CHECK(checklist.suits("yearly"));
    CHECK_FALSE(checklist.suits("accident"));
  }
}

TEST_CASE("A template's identity is its content") {
  const Template checklist = small();
  SUBCASE("the same content in another spelling has the same hash") {
    const auto again = parse_template(checklist.content);
    REQUIRE(again.has_value());
    CHECK(again->content == checklist.content);
    CHECK(again->content_hash == checklist.content_hash);
  }
  SUBCASE("one changed word gives another") {
    const auto other = parse_template(small_checklist_with("\"ฝาครอบ\"", "\"ฝาครอบสายพาน\""));
    REQUIRE(other.has_value());
    CHECK(other->content_hash != checklist.content_hash);
  }
  SUBCASE("keys of a newer version stay in the content") {
    const auto newer = parse_template(
        small_checklist_with("\"version\": 7,", "\"version\": 7, \"relevance\": {\"x\": [1]},"));
    REQUIRE(newer.has_value());
    CHECK(newer->content.find("\"relevance\":{\"x\":[1]}") != std::string::npos);
  }
}

TEST_CASE("A template that is wrong is refused with its place") {
  struct Case {
    const char* what;
    const char* part;
    const char* replacement;
    const char* key;
    const char* where;
  };
  const Case cases[] = {
      {"a weight that is a fraction of binary kind", "\"weight\": 3", "\"weight\": 3.5",
       "forms.template_decimal", "questions[0].weight"},
      {"a weight out of range", "\"weight\": 3", "\"weight\": \"1000.5\"", "forms.template_score",
       "questions[0].weight"},
      {"a share above one", "\"score\": \"0.5\"", "\"score\": \"1.5\"", "forms.template_score",
       "responses[0].options[1].score"},
      {"an unknown response set", "\"responses\": \"pass_fail\", \"weight\": 3",
       "\"responses\": \"perhaps\", \"weight\": 3", "forms.template_unknown", "questions[0].responses"},
      {"an unknown ground", "\"grounds\": [\"law.new\"], \"severity\"",
       "\"grounds\": [\"law.none\"], \"severity\"", "forms.template_unknown", "questions[0].grounds"},
      {"an unknown limit", "\"limit\": \"ph\"", "\"limit\": \"bod\"", "forms.template_unknown",
       "questions[2].limit"},
      {"a limit with its ends reversed", "\"min\": \"5.5\", \"max\": \"9.0\"",
       "\"min\": \"9.5\", \"max\": \"9.0\"", "forms.template_limit", "limits[0].rules[1]"},
      {"a limit without ends", "\"max\": \"8.0\",", "", "forms.template_limit", "limits[0].rules[2]"},
      {"a day that does not exist", "\"from\": \"1996-06-14\"", "\"from\": \"1996-06-31\"",
       "forms.template_date", "limits[0].rules[0].from"},
      {"a question in two places", "\"a.sample\", \"a.hologram\"]", "\"a.sample\", \"a.sample\"]",
       "forms.template_doubled", "form.sections[0].questions[9]"},
      {"a question that no list has", "\"a.sample\", \"a.hologram\"]", "\"a.sample\", \"a.lost\"]",
       "forms.template_unknown", "form.sections[0].questions[9]"},
      {"a doubled question", "\"id\": \"a.paper\"", "\"id\": \"a.guard\"", "forms.template_doubled",
       "questions[1]"},
      {"an id with a slash", "\"id\": \"a.paper\"", "\"id\": \"a/paper\"", "forms.template_id",
       "questions[1].id"},
      {"a missing Thai text", "\"th\": \"เอกสาร\", ", "", "forms.template_text", "questions[1].th"},
      {"an unknown severity", "\"critical\"", "\"deadly\"", "forms.template_severity",
       "questions[0].severity"},
      {"a condition on another question", "\"when\": {\"question\": \"b.exists\"",
       "\"when\": {\"question\": \"b.valve\"", "forms.template_condition", "form.sections[1].when"},
      {"a condition on a response that is none", "\"is\": [\"yes\"]", "\"is\": [\"perhaps\"]",
       "forms.template_condition", "form.sections[1].when"},
      {"a truth that is none", "\"weight\": 3, \"required\": true", "\"weight\": 3, \"required\": \"yes\"",
       "forms.template_truth", "questions[0].required"},
      {"another format", "\"format\": \"truat-template\"", "\"format\": \"xlsform\"",
       "forms.template_not_one", ""},
      {"a section without questions",
       "\"questions\": [\"b.exists\", {\"id\": \"b.valve\", \"required\": false}]", "\"questions\": []",
       "forms.template_condition", "form.sections[1].when"},
      {"a deadline that is negative", "\"deadline_days\": 15", "\"deadline_days\": -1",
       "forms.template_integer", "questions[0].deadline_days"},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    const Error error = refused(one.part, one.replacement);
    CHECK(error.key == one.key);
    CHECK(error.where == one.where);
  }
  SUBCASE("and so is a text that is no JSON, or cut off anywhere") {
    CHECK(parse_template("[]").error().key == "forms.template_not_one");
    const std::string& whole = small_checklist();
    for (std::size_t length = 0; length < whole.size() - 1; length += 37)
      CHECK_FALSE(parse_template(whole.substr(0, length)).has_value());
  }
}

TEST_CASE("The limit in force is that of the day of the visit") {
  const Template checklist = small();
  const Question& ph = *checklist.find_question("a.ph");
  const auto limit = [&](LimitTerms terms) { return limit_in_force(ph, terms); };
  SUBCASE("the old rule to its last day, the new from its first") {
    CHECK(limit({.day = {2017, 6, 7}})->minimum == Decimal{50, 1});
    CHECK(limit({.day = {2017, 6, 8}})->minimum == Decimal{55, 1});
  }
  SUBCASE("none before there was one") {
    CHECK(limit({.day = {1990, 1, 1}}) == nullptr);
  }
  SUBCASE("one for this water goes before the general one") {
    CHECK(limit({.day = {2026, 1, 1}, .factory_type = {}, .receiving_water = "lake"})->maximum ==
          Decimal{80, 1});
    CHECK(limit({.day = {2026, 1, 1}, .factory_type = {}, .receiving_water = "sea"})->maximum ==
          Decimal{90, 1});
  }
  SUBCASE("a type's own limit holds for its parts, and not for another type that begins alike") {
    CHECK(limit({.day = {2026, 1, 1}, .factory_type = "52(3)", .receiving_water = {}})->maximum ==
          Decimal{100, 1});
    CHECK(limit({.day = {2026, 1, 1}, .factory_type = "5(2)", .receiving_water = {}})->maximum ==
          Decimal{90, 1});
  }
}

TEST_CASE("The shipped checklists") {
  const Catalogue catalogue = shipped_catalogue();
  for (const auto& form : shipped_forms()) {
    CAPTURE(form.name);
    const auto checklist = catalogue.make_template(form.json);
    REQUIRE_MESSAGE(checklist.has_value(), checklist.error().key, " ", checklist.error().where);
    CHECK(checklist->question_count() >= 15);
    // They need nothing beside their content.
    const auto again = parse_template(checklist->content);
    REQUIRE(again.has_value());
    CHECK(again->content_hash == checklist->content_hash);
    CHECK(again->sections == checklist->sections);
    CHECK(again->response_sets == checklist->response_sets);
    for (const Section& section : checklist->sections)
      for (const Question& question : section.questions) {
        CAPTURE(question.key);
        const bool scored = question.weight > Decimal{};
        CHECK((!scored || question.type == QuestionType::choice || question.type == QuestionType::number));
        CHECK(question.type != QuestionType::unknown);
      }
  }
  SUBCASE("a form that is cut off or names what no list has is refused") {
    CHECK_FALSE(catalogue.make_template(R"({"id":"x")").has_value());
    const auto lost = catalogue.make_template(
        R"({"id":"x","th":"x","sections":[{"id":"s","th":"s","questions":["no.such"]}]})");
    REQUIRE_FALSE(lost.has_value());
    CHECK(lost.error().key == "forms.template_unknown");
  }
  SUBCASE("a list that is cut off is named") {
    const auto broken =
        Catalogue::parse({.questions = "{}", .responses = "{", .limits = "{}", .grounds = "{}"});
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().where.starts_with("responses"));
  }
}
