#include "form_support.h"

using namespace truat;
using namespace truat::forms;
using namespace truat::testing;

using Problems = std::vector<std::string>;

TEST_CASE("An answer works out what depends on it, and nothing else") {
  Filling form(form_of({question("a"), question("b", "../a * 2"), question("c", "/data/b + 1"),
                        question("other", "concat('x', 1)"), relevant(question("d"), "/data/c > 10")}));
  CHECK(form.value("/data/b") == "NaN");
  CHECK_FALSE(form.is_relevant("/data/d"));
  const std::size_t before = form->evaluations();
  form.answer("/data/a", "5");
  CHECK(form.value("/data/c") == "11");
  CHECK(form.is_relevant("/data/d"));
  CHECK(form->evaluations() - before == 3);
  SUBCASE("the same answer again costs nothing") {
    form.answer("/data/a", "5");
    CHECK(form->evaluations() - before == 3);
  }
  SUBCASE("a result that stays ends the chain") {
    form.answer("/data/a", "5.0");
    CHECK(form->evaluations() - before == 4);
  }
}

TEST_CASE("Formulas are worked out behind what they read, whatever the order of questions") {
  Filling form(form_of({question("total", "/data/g/x + /data/g/y"),
                        group("g", {question("y", "../x * 10"), question("x", "../../a")}), question("a")}));
  form.answer("/data/a", "2");
  CHECK(form.value("/data/total") == "22");
}

TEST_CASE("Relevance") {
  Filling form(
      form_of({question("a"),
               relevant(group("g", {question("x"), relevant(question("y"), "../x = 1")}), "/data/a = 'yes'"),
               question("sum", "count-non-empty(/data/g/x | /data/g/y)"), question("copy", "/data/g/x")}));
  CHECK_FALSE(form.is_relevant("/data/g/x"));
  form.answer("/data/g/x", "1");
  CHECK(form.value("/data/copy") == "");
  form.answer("/data/a", "yes");
  CHECK(form.is_relevant("/data/g"));
  CHECK(form.is_relevant("/data/g/y"));
  CHECK(form.value("/data/copy") == "1");
  CHECK(form.value("/data/sum") == "1");
  form.answer("/data/g/y", "z");
  CHECK(form.value("/data/sum") == "2");
  form.answer("/data/a", "no");
  CHECK_FALSE(form.is_relevant("/data/g/y"));
  CHECK(form.value("/data/sum") == "0");
  CHECK(form.value("/data/g/x") == "1"); // kept, and back when it is relevant again
}

TEST_CASE("Circles are refused and name their questions") {
  const Error two = compile_error(
      form_of({question("a", "/data/b + 1"), question("b", "/data/a + 1"), question("c", "/data/a")}));
  CHECK(two.key == "forms.form_cycle");
  CHECK(two.arguments == std::vector<Argument>{{"questions", "/data/a, /data/b"}});
  CHECK(compile_error(form_of({question("a", "../a + 1")})).key == "forms.form_cycle");
  CHECK(compile_error(form_of({relevant(question("a"), "/data/a = 1")})).key == "forms.form_cycle");
  CHECK(compile_error(form_of({relevant(group("g", {question("x")}), "/data/g/x = 1")})).key ==
        "forms.form_cycle");
  CHECK(compile_error(form_of({repeat("r", {question("a", "../b"), question("b", "../a")})})).key ==
        "forms.form_cycle");
  CHECK(compile_error(form_of({question("n", "count(/data/r)"), repeat("r", {question("q")}, "/data/n")}))
            .key == "forms.form_cycle");
  SUBCASE("but what was there before may be read") {
    Filling form(form_of(
        {question("a"), question("stamp", "once(/data/a)"), question("kept", "if(. = '', /data/a, .)")}));
    form.answer("/data/a", "1");
    form.answer("/data/a", "2");
    CHECK(form.value("/data/stamp") == "1");
    CHECK(form.value("/data/kept") == "1");
  }
}

TEST_CASE("Errors point at the question") {
  FormNode bad = question("q", "1 + frobnicate(2)");
  bad.place = "survey!F7";
  const Error error = compile_error(form_of({group("g", {bad})}));
  CHECK(error.key == "forms.expression_function");
  CHECK(error.where == "survey!F7, /data/g/q, byte 4");
  CHECK(compile_error(form_of({question("1x")})).key == "forms.form_name");
  CHECK(compile_error(form_of({question("a b")})).key == "forms.form_name");
  CHECK(compile_error(form_of({question("a"), question("a")})).key == "forms.form_doubled");
  CHECK(compile_error(form_of({})).key == "forms.form_empty");
  FormNode deep = question("q");
  for (int i = 0; i < 70; ++i)
    deep = group("g", {deep});
  CHECK(compile_error(form_of({deep})).key == "forms.form_too_large");
  FormDefinition aimless = form_of({question("a")});
  aimless.actions = {{"odk-instance-first-load", "/data/none", "1"}};
  CHECK(compile_error(aimless).key == "forms.form_target");
}

TEST_CASE("Repeats") {
  Filling form(form_of(
      {repeat("r", {question("q"), question("double", "../q * 2"), question("place", "position(..)")}),
       question("sum", "sum(/data/r/q)"), question("count", "count(/data/r)")}));
  CHECK(form.value("/data/count") == "1");
  form.answer("/data/r[1]/q", "1");
  form.add("/data", "/data/r");
  form.answer("/data/r[2]/q", "20");
  CHECK(form.value("/data/r[2]/double") == "40");
  CHECK(form.value("/data/r[1]/double") == "2");
  CHECK(form.value("/data/r[2]/place") == "2");
  CHECK(form.value("/data/sum") == "21");
  CHECK(form.value("/data/count") == "2");
  SUBCASE("an answer touches its own iteration only") {
    for (int i = 0; i < 20; ++i)
      form.add("/data", "/data/r");
    const std::size_t before = form->evaluations();
    form.answer("/data/r[5]/q", "3");
    CHECK(form->evaluations() - before == 2); // double and sum
  }
  SUBCASE("a removed iteration is gone from sums and places") {
    form.add("/data", "/data/r");
    form.answer("/data/r[3]/q", "300");
    form.remove("/data/r[1]");
    CHECK(form.value("/data/sum") == "320");
    CHECK(form.value("/data/count") == "2");
    CHECK(form.value("/data/r[1]/place") == "1");
    CHECK(form.value("/data/r[2]/place") == "2");
    form.remove("/data/r[2]");
    form.remove("/data/r[1]");
    CHECK(form.value("/data/count") == "0");
    CHECK(form.value("/data/sum") == "0");
    form.add("/data", "/data/r");
    CHECK(form.value("/data/count") == "1");
  }
  SUBCASE("what is no iteration cannot be removed, what is no repeat cannot be added") {
    CHECK_FALSE(form->remove_iteration(form.node("/data/sum")).has_value());
    CHECK_FALSE(form->add_iteration(form.node("/data/sum"), form->form().find("/data/r")).has_value());
    CHECK_FALSE(form->add_iteration(form->root(), form->form().find("/data/sum")).has_value());
    CHECK_FALSE(form->add_iteration(form->root(), 4711).has_value());
    CHECK_FALSE(form->answer(form.node("/data/r[1]"), "x").has_value());
    CHECK_FALSE(form->answer(4711, "x").has_value());
    CHECK(form->find("/data/r[9]/q") == expression::no_node);
    CHECK(form->find("/data/r[0]/q") == expression::no_node);
    CHECK(form->find("data/r") == expression::no_node);
    CHECK(form->find("/data/r[x]/q") == expression::no_node);
    CHECK(form->find("") == expression::no_node);
  }
}

TEST_CASE("Repeats in repeats") {
  Filling form(form_of(
      {repeat("o", {question("k"),
                    repeat("i", {question("v"), question("label", "concat(../../k, '-', position(..))")}),
                    question("sum", "sum(../i/v)")}),
       question("all", "sum(/data/o/i/v)")}));
  form.answer("/data/o[1]/k", "A");
  form.answer("/data/o[1]/i[1]/v", "1");
  form.add("/data/o[1]", "/data/o/i");
  form.answer("/data/o[1]/i[2]/v", "2");
  form.add("/data", "/data/o");
  form.answer("/data/o[2]/k", "B");
  form.answer("/data/o[2]/i[1]/v", "10");
  CHECK(form.value("/data/o[1]/sum") == "3");
  CHECK(form.value("/data/o[2]/sum") == "10");
  CHECK(form.value("/data/all") == "13");
  CHECK(form.value("/data/o[1]/i[2]/label") == "A-2");
  CHECK(form.value("/data/o[2]/i[1]/label") == "B-1");
  form.remove("/data/o[1]");
  CHECK(form.value("/data/all") == "10");
  CHECK(form->path_of(form.node("/data/o[1]/i[1]/v")) == "/data/o[1]/i[1]/v");
}

TEST_CASE("A count governs its repeat") {
  Filling form(form_of({question("n"), repeat("r", {question("q"), question("p", "position(..)")}, "/data/n"),
                        question("count", "count(/data/r)")}));
  CHECK(form.value("/data/count") == "0");
  form.answer("/data/n", "3");
  CHECK(form.value("/data/count") == "3");
  CHECK(form.value("/data/r[3]/p") == "3");
  form.answer("/data/r[1]/q", "kept");
  form.answer("/data/n", "1");
  CHECK(form.value("/data/count") == "1");
  CHECK(form.value("/data/r[1]/q") == "kept");
  form.answer("/data/n", "");
  CHECK(form.value("/data/count") == "0");
  form.answer("/data/n", "99999999");
  CHECK(form.value("/data/count") == "0");
  CHECK(form.problems() == Problems{"/data/r: forms.too_many_iterations"});
  form.answer("/data/n", "2");
  CHECK(form.problems().empty());
  SUBCASE("of a repeat inside a repeat, by its own outer iteration") {
    Filling nested(form_of({repeat("o", {question("n"), repeat("i", {question("q")}, "../n")}),
                            question("all", "count(/data/o/i)")}));
    nested.answer("/data/o[1]/n", "2");
    nested.add("/data", "/data/o");
    nested.answer("/data/o[2]/n", "3");
    CHECK(nested.value("/data/all") == "5");
    nested.answer("/data/o[1]/n", "1");
    CHECK(nested.value("/data/all") == "4");
  }
}

TEST_CASE("Iterations may depend on those before and behind them") {
  SUBCASE("running totals") {
    Filling form(form_of({repeat(
        "r", {question("q"),
              question("total",
                       "../q + coalesce(indexed-repeat(/data/r/total, /data/r, position(..) - 1), 0)")})}));
    for (int i = 1; i <= 50; ++i) {
      if (i > 1)
        form.add("/data", "/data/r");
      form.answer("/data/r[" + std::to_string(i) + "]/q", "1");
    }
    CHECK(form.value("/data/r[50]/total") == "50");
    const std::size_t evaluations = form->evaluations();
    form.answer("/data/r[1]/q", "11");
    CHECK(form.value("/data/r[50]/total") == "60");
    CHECK(form->evaluations() - evaluations < 250);
  }
  SUBCASE("from the end") {
    Filling form(form_of({repeat(
        "r",
        {question("q"),
         question("rest", "../q + coalesce(indexed-repeat(/data/r/rest, /data/r, position(..) + 1), 0)")})}));
    for (int i = 1; i <= 40; ++i) {
      if (i > 1)
        form.add("/data", "/data/r");
      form.answer("/data/r[" + std::to_string(i) + "]/q", "1");
    }
    CHECK(form.value("/data/r[1]/rest") == "40");
    CHECK(form.problems().empty());
  }
  SUBCASE(
      "opening and closing balances, two questions that wait for each other by way of the iteration before") {
    Filling form(form_of({repeat(
        "r", {question("in"),
              question("open", "coalesce(indexed-repeat(/data/r/close, /data/r, position(..) - 1), 0)"),
              question("close", "../open + ../in")})}));
    form.add("/data", "/data/r");
    form.add("/data", "/data/r");
    for (int i = 1; i <= 3; ++i)
      form.answer("/data/r[" + std::to_string(i) + "]/in", std::to_string(i));
    CHECK(form.value("/data/r[3]/open") == "3");
    CHECK(form.value("/data/r[3]/close") == "6");
  }
  SUBCASE("what never settles says so") {
    Filling form(form_of({repeat("r", {question("x", "random() + count(../../r/x)")})}));
    form.add("/data", "/data/r");
    CHECK(form.problems().size() > 0);
  }
}

TEST_CASE("Constraints, requirements, types") {
  FormNode age = question("age");
  age.data_type = "int";
  age.constraint = ". >= 18 and . < 100";
  age.constraint_message = {{"English", "From 18 to 99"}, {"ไทย", "18 ถึง 99"}};
  FormNode name = question("name");
  name.required = "/data/age > 20";
  FormNode day = question("day");
  day.data_type = "date";
  FormDefinition definition = form_of({age, name, day});
  definition.language = "English";
  Filling form(definition);
  CHECK(form.problems().empty());
  form.answer("/data/age", "7");
  CHECK(form.problems() == Problems{"/data/age: From 18 to 99"});
  form.answer("/data/age", "30");
  CHECK(form.problems() == Problems{"/data/name: forms.answer_required"});
  CHECK(form->is_required(form.node("/data/name")));
  form.answer("/data/name", "x");
  form.answer("/data/day", "2026-02-30");
  CHECK(form.problems() == Problems{"/data/day: forms.answer_type"});
  form.answer("/data/day", "2026-02-28");
  CHECK(form.problems().empty());
  form.answer("/data/age", "20.5");
  CHECK(form.problems().front() == "/data/age: forms.answer_type");
}

TEST_CASE("Choices, filters and labels") {
  FormDefinition definition = form_of({});
  FormNode province = question("province");
  province.control = Control::select_one;
  province.itemset.list = "provinces";
  FormNode district = question("district");
  district.control = Control::select;
  district.itemset.list = "districts";
  district.itemset.filter = "province = /data/province";
  definition.nodes = {province, district,
                      question("label", "jr:choice-name(/data/province, '/data/province')")};
  definition.choices = {
      {"provinces",
       {{"90", {{{"en", "Songkhla"}, {"th", "สงขลา"}}, {}}, {}}, {"91", {{{"en", "Satun"}}, {}}, {}}}},
      {"districts",
       {{"9001", {{{"en", "Mueang"}}, {}}, {{"province", "90"}}},
        {"9101", {{{"en", "Mueang Satun"}}, {}}, {{"province", "91"}}},
        {"9011", {{{"en", "Hat Yai"}}, {}}, {{"province", "90"}}}}}};
  definition.language = "en";
  Filling form(definition);
  CHECK(form->choices(form.node("/data/province")) ==
        std::vector<OfferedChoice>{{"90", "Songkhla"}, {"91", "Satun"}});
  CHECK(form->choices(form.node("/data/district")).empty());
  form.answer("/data/province", "90");
  CHECK(form->choices(form.node("/data/district")) ==
        std::vector<OfferedChoice>{{"9001", "Mueang"}, {"9011", "Hat Yai"}});
  CHECK(form.value("/data/label") == "Songkhla");
  form.answer("/data/district", "9001 9011");
  CHECK(form.problems().empty());
  form.answer("/data/province", "91");
  CHECK(form.problems() == Problems{"/data/district: forms.answer_choice"});
}

TEST_CASE("Look-ups in data beside the form") {
  FormDefinition definition =
      form_of({question("key"), question("name", "pulldata('people', 'name', 'key', /data/key)")});
  definition.data = {{"people", "jr://file-csv/people.csv", {}}};
  const DataNode people{"root",
                        "",
                        {},
                        {{"item", "", {}, {{"key", "p1", {}, {}}, {"name", "Dee", {}, {}}}},
                         {"item", "", {}, {{"key", "p2", {}, {}}, {"name", "Boo", {}, {}}}}}};
  Filling form(definition, {{"people", people}});
  form.answer("/data/key", "p2");
  CHECK(form.value("/data/name") == "Boo");
  SUBCASE("a file that is not there gives nothing") {
    Filling without(definition);
    without.answer("/data/key", "p2");
    CHECK(without.value("/data/name") == "");
  }
}

TEST_CASE("Defaults and what is set when something happens") {
  FormNode a = question("a");
  a.default_value = "7";
  FormNode q = question("q");
  q.default_value = "d";
  FormNode source = question("source");
  source.actions = {{"xforms-value-changed", "/data/changed", "concat('was ', /data/source)"}};
  FormNode r = repeat("r", {q, question("number")});
  r.actions = {{"odk-new-repeat", "/data/r/number", "position(..) * 10"}};
  FormDefinition definition = form_of({a, r, source, question("changed"), question("who")});
  definition.actions = {{"odk-instance-first-load", "/data/who", "property('username')"}};
  Filling form(definition);
  CHECK(form.value("/data/a") == "7");
  CHECK(form.value("/data/who") == "somchai");
  CHECK(form.value("/data/r[1]/number") == "");
  form.add("/data", "/data/r");
  CHECK(form.value("/data/r[2]/q") == "d");
  CHECK(form.value("/data/r[2]/number") == "20");
  form.answer("/data/source", "x");
  CHECK(form.value("/data/changed") == "was x");
}

TEST_CASE("Preloads") {
  const auto preloaded = [](std::string name, std::string preload, std::string parameters) {
    FormNode node = question(std::move(name));
    node.preload = std::move(preload);
    node.preload_parameters = std::move(parameters);
    return node;
  };
  Filling form(form_of({preloaded("id", "uid", ""), preloaded("start", "timestamp", "start"),
                        preloaded("end", "timestamp", "end"), preloaded("today", "date", "today"),
                        preloaded("user", "property", "username"), preloaded("odd", "property", "it's")}));
  CHECK(form.value("/data/id").starts_with("uuid:"));
  CHECK(form.value("/data/id").size() == 41);
  CHECK(form.value("/data/start") == "2026-11-18T18:06:40.000+07:00");
  CHECK(form.value("/data/end") == "");
  CHECK(form.value("/data/today") == "2026-11-18");
  CHECK(form.value("/data/user") == "somchai");
  CHECK(form.value("/data/odd") == "");
}

TEST_CASE("A saved form's answers") {
  Filling form(form_of({question("n"), repeat("c", {question("q")}, "/data/n"),
                        repeat("r", {question("q"), repeat("s", {question("t")})})}));
  const auto done = form->answer_all(
      {{"/data/c[2]/q", "later"}, {"/data/r[3]/s[2]/t", "deep"}, {"/data/n", "2"}, {"/data/r/q", "first"}});
  REQUIRE(done.has_value());
  CHECK(form.value("/data/c[2]/q") == "later");
  CHECK(form.value("/data/r[3]/s[2]/t") == "deep");
  CHECK(form.value("/data/r[1]/q") == "first");
  const auto missing = form->answer_all({{"/data/none", "x"}});
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().arguments == std::vector<Argument>{{"question", "/data/none"}});
  CHECK_FALSE(form->answer_all({{"/data/c[9]/q", "x"}}).has_value());
  CHECK_FALSE(form->answer_all({{"/data/r[100000]/q", "x"}}).has_value());
}

TEST_CASE("What cannot be worked out is a problem of its question") {
  Filling form(form_of({question("a"), question("b", "if(/data/a = 1, count('x'), 2)")}));
  CHECK(form.problems().empty());
  form.answer("/data/a", "1");
  CHECK(form.problems() == Problems{"/data/b: forms.expression_nodes"});
  form.answer("/data/a", "2");
  CHECK(form.problems().empty());
  SUBCASE("texts that double without end stop") {
    std::vector<FormNode> nodes{question("q0")};
    for (int i = 1; i <= 40; ++i) {
      const std::string last = "/data/q" + std::to_string(i - 1);
      nodes.push_back(question("q" + std::to_string(i), "concat(" + last + ", " + last + ")"));
    }
    Filling doubling(form_of(nodes));
    doubling.answer("/data/q0", "xxxx");
    CHECK(doubling.problems().size() >= 1);
    CHECK(doubling.problems().front().ends_with("forms.expression_long_text"));
  }
}
