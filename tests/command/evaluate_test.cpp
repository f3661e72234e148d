#include "base/json.h"
#include "command/memory_files.h"
#include "command/run_command.h"
#include "doctest/doctest.h"
#include "support/files.h"
#include "text/messages.h"

#include <initializer_list>
#include <map>

using namespace truat;
using namespace truat::command;

namespace {

struct Shell {
  testing::MemoryFiles files;
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};

  Outcome run(std::initializer_list<std::string> words) {
    const std::vector<std::string> given(words);
    Outcome outcome = run_command(given, {files, clock, random, text::Language::english, 0});
    text::set_language(text::Language::thai); // as every other test has it
    return outcome;
  }
  std::string value(const std::string& expression) {
    const Outcome outcome = run({"evaluate", "--expression", expression});
    INFO(outcome.err);
    CHECK(outcome.exit == Exit::done);
    return outcome.out;
  }
};

constexpr std::string_view form_csv = R"(survey,,,,,,
,type,name,label,relevant,constraint,calculation
,text,a,A,,,
,integer,b,"B of ${a}",${a} = 'x',. < 10,
,begin repeat,r,R,,,
,decimal,q,Q,,,
,end repeat,,,,,
,calculate,sum,,,,sum(${q})
choices,,,,,,
,list_name,name,label,,,
settings,,,,,,
,form_title,form_id,version,,,
,Test,test,7,,,
)";

} // namespace

TEST_CASE("truat evaluate --expression") {
  Shell shell;
  CHECK(shell.value("1 + 1") == "{\"type\":\"number\",\"value\":2}\n");
  CHECK(shell.value("1 div 3") == "{\"type\":\"number\",\"value\":0.3333333333333333}\n");
  CHECK(shell.value("0 div 0") == "{\"type\":\"number\",\"value\":\"NaN\"}\n");
  CHECK(shell.value("-1 div 0") == "{\"type\":\"number\",\"value\":\"-Infinity\"}\n");
  CHECK(shell.value("concat('a', 1)") == "{\"type\":\"string\",\"value\":\"a1\"}\n");
  CHECK(shell.value("1 < 2") == "{\"type\":\"boolean\",\"value\":true}\n");
  CHECK(shell.value("/data/a") == "{\"type\":\"nodeset\",\"value\":[]}\n");
  CHECK(shell.value("count(//x) + string-length(string(/data/a))") == "{\"type\":\"number\",\"value\":0}\n");
  CHECK(shell.value("today()") == "{\"type\":\"string\",\"value\":\"2026-11-18\"}\n");
  CHECK(shell.value("-3") == "{\"type\":\"number\",\"value\":-3}\n");
  SUBCASE("a refused expression exits 2 and says where") {
    const Outcome outcome = shell.run({"evaluate", "--expression", "1 + frob(2)"});
    CHECK(outcome.exit == Exit::refused);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "truat: There is no function frob. Check its name. (byte 4)\n");
    CHECK(shell.run({"evaluate", "--expression", ""}).exit == Exit::refused);
    CHECK(shell.run({"evaluate", "--expression", "count('x')"}).exit == Exit::refused);
  }
  SUBCASE("wrong words exit 1") {
    CHECK(shell.run({"evaluate"}).exit == Exit::wrong_words);
    CHECK(shell.run({"evaluate", "--expression", "1", "form.csv"}).exit == Exit::wrong_words);
    CHECK(shell.run({"evaluate", "form.csv"}).exit == Exit::wrong_words);
  }
}

TEST_CASE("truat evaluate FORM --answers FILE") {
  Shell shell;
  shell.files.files["form.csv"] = form_csv;
  const auto evaluate = [&](const std::string& answers) {
    shell.files.files["answers.json"] = answers;
    const Outcome outcome = shell.run({"evaluate", "form.csv", "--answers", "answers.json"});
    INFO(outcome.err);
    REQUIRE(outcome.exit == Exit::done);
    auto json = parse_json(outcome.out);
    REQUIRE(json.has_value());
    return *json;
  };
  const auto text = [](const JsonDocument& json, std::string_view path) {
    return std::string(json.root()["values"][path].string().value_or("-"));
  };
  const JsonDocument first =
      evaluate(R"({"/data/a":"x","/data/b":12,"/data/r[1]/q":1.5,"/data/r[3]/q":"2"})");
  CHECK(text(first, "/data/b") == "12");
  CHECK(text(first, "/data/r[3]/q") == "2");
  CHECK(text(first, "/data/r[2]/q") == "");
  CHECK(first.root()["relevant"]["/data/b"].boolean() == true);
  CHECK(first.root()["invalid"].size() == 1);
  CHECK(first.root()["invalid"].at(0)["question"].string() == "/data/b");
  const JsonDocument second = evaluate(R"({"/data/a":"y","/data/r/q":"1"})");
  CHECK(second.root()["relevant"]["/data/b"].boolean() == false);
  CHECK_FALSE(second.root()["values"]["/data/b"].exists());
  CHECK(text(second, "/data/sum") == "1");
  CHECK(second.root()["invalid"].size() == 0);
  SUBCASE("what cannot be read exits 2") {
    for (const char* answers : {"[]", "{\"/data/none\":\"1\"}", "{\"/data/a\":[]}", "{", ""}) {
      shell.files.files["answers.json"] = answers;
      CHECK(shell.run({"evaluate", "form.csv", "--answers", "answers.json"}).exit == Exit::refused);
    }
    CHECK(shell.run({"evaluate", "none.csv", "--answers", "answers.json"}).exit == Exit::refused);
    shell.files.files["list.csv"] = "a,b\n1,2\n";
    CHECK(shell.run({"evaluate", "list.csv", "--answers", "answers.json"}).exit == Exit::refused);
  }
}

TEST_CASE("truat import of forms") {
  Shell shell;
  shell.files.files["form.csv"] = form_csv;
  const Outcome outcome = shell.run({"import", "form.csv", "form.csv", "-o", "store"});
  INFO(outcome.err);
  REQUIRE(outcome.exit == Exit::done);
  const auto json = parse_json(outcome.out);
  const JsonView input = json->root()["inputs"].at(0);
  CHECK(input["format"].string() == "xlsform");
  CHECK(input["questions"].integer() == 4);
  CHECK(input["records"]["template"].integer() == 1);
  CHECK(json->root()["inputs"].at(1)["counts"]["new"].integer() == 0);
  CHECK(shell.run({"check", "store"}).exit == Exit::done);
  SUBCASE("real ones") {
    const auto workbook = testing::read_source_file("../shared/data/xlsform/all-question-types.xlsx");
    const auto xml = testing::read_source_file("../shared/data/xlsform/all-question-types.xml");
    const auto old =
        testing::read_source_file("../shared/data/xlsform/ifrc-distribution-site-assessment.xlsx");
    if (!workbook || !xml || !old)
      return testing::skip_test("../shared/data/xlsform is not there");
    shell.files.files["w"] = *workbook;
    shell.files.files["x"] = *xml;
    shell.files.files["old"] = *old;
    const Outcome both = shell.run({"import", "w", "x", "-o", "both"});
    INFO(both.err);
    REQUIRE(both.exit == Exit::done);
    const auto said = parse_json(both.out);
    CHECK(said->root()["inputs"].at(0)["format"].string() == "xlsform");
    CHECK(said->root()["inputs"].at(1)["format"].string() == "xform");
    CHECK(said->root()["inputs"].at(0)["questions"].integer() == 85);
    CHECK(said->root()["inputs"].at(1)["questions"].integer() == 85);
    // An old binary workbook under the name of a new one.
    CHECK(shell.run({"import", "old", "-o", "none"}).exit == Exit::refused);
  }
}
