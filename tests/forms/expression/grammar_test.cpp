#include "expression_support.h"
#include "forms/expression/functions.h"

#include <cmath>

using namespace truat;
using namespace truat::forms::expression;
using truat::testing::SmallForm;

namespace {

struct Case {
  const char* expression;
  const char* text;
};

} // namespace

TEST_CASE("Numbers print as XPath says") {
  CHECK(number_text(0.0) == "0");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(1.0) == "1");
  CHECK(number_text(-1.5) == "-1.5");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number_text(1e21) == "1000000000000000000000");
  CHECK(number_text(1e-7) == "0.0000001");
  CHECK(number_text(5e-324).size() == 326);
  CHECK(number_text(1.7976931348623157e308).size() == 309);
  CHECK(number_text(NAN) == "NaN");
  CHECK(number_text(INFINITY) == "Infinity");
  CHECK(number_text(-INFINITY) == "-Infinity");
}

TEST_CASE("Texts become numbers as XPath says") {
  CHECK(plain_number(" 12 ") == 12);
  CHECK(plain_number("-.5") == -0.5);
  CHECK(plain_number("5.") == 5);
  for (const char* text :
       {"", " ", "+1", "1e3", "0x10", "1,5", "--1", ".", "-", "1 2", "Infinity", "NaN", "๑"})
    CHECK(std::isnan(plain_number(text)));
  SUBCASE("and dates the days since the epoch") {
    CHECK(number_of_text("1970-01-02", 0) == 1);
    CHECK(number_of_text("1970-01-02T12:00:00Z", 420) == 1.5);
    CHECK(number_of_text("1970-01-02T12:00:00.000+07:00", 0) == doctest::Approx(1 + 5.0 / 24));
    CHECK(number_of_text("1970-01-02", 420) == doctest::Approx(1 - 7.0 / 24));
    CHECK(number_of_text("1969-12-31", 0) == -1);
    for (const char* text :
         {"2023-02-29", "2023-13-01", "1970-01-02T24:00:00Z", "1970-1-2", "1970-01-02 12:00"})
      CHECK(std::isnan(number_of_text(text, 0)));
  }
}

TEST_CASE("Operators") {
  SmallForm form;
  for (const Case& each : std::initializer_list<Case>{
           {"1 + 2 * 3", "7"},
           {"(1 + 2) * 3", "9"},
           {"10 - 2 - 3", "5"},
           {"2 * 3 div 4", "1.5"},
           {"7 mod 3", "1"},
           {"-7 mod 3", "-1"},
           {"7 mod -3", "1"},
           {"1.5 mod 0.5", "0"},
           {"5 div 0", "Infinity"},
           {"-5 div 0", "-Infinity"},
           {"0 div 0", "NaN"},
           {"- 3", "-3"},
           {"--3", "3"},
           {"---'3'", "-3"},
           {"--'x'", "NaN"},
           {"2 - -2", "4"},
           {"2*-3", "-6"},
           {"1 = 1.0", "true"},
           {"'1' = 1", "true"},
           {"'a' = 'b'", "false"},
           {"'a' != 'b'", "true"},
           {"true() = 'x'", "true"},
           {"true() = 0", "false"},
           {"1 < 2 < 3", "true"},
           {"3 > 2 > 1", "false"},
           {"2 >= 2", "true"},
           {"2 <= 1", "false"},
           {"'2' < '10'", "true"},
           {"'b' > 'a'", "false"},
           {"0 div 0 = 0 div 0", "false"},
           {"0 div 0 != 0 div 0", "true"},
           {"1 or 0 and 0", "true"},
           {"true() and false() or true()", "true"},
           {"1 = 2 or 3 = 3", "true"},
           {"'2012-07-23' < '2012-07-24'", "true"},
           {"'2012-07-23T10:00:00+07:00' = '2012-07-23T03:00:00Z'", "false"},
           {"number('2012-07-23T10:00:00+07:00') = number('2012-07-23T03:00:00Z')", "true"},
           {"\"it's\"", "it's"},
           {"'say \"x\"'", "say \"x\""},
           {".5 + 1.", "1.5"},
           {"  \t\n 1 \r", "1"},
       }) {
    INFO(each.expression);
    CHECK(form.text(each.expression) == each.text);
  }
  SUBCASE("the right side is not evaluated where the left one decides") {
    CHECK(form.boolean("true() or regex('x', '(')"));
    CHECK_FALSE(form.boolean("false() and regex('x', '(')"));
  }
}

TEST_CASE("Names and operators are told apart by what stands before") {
  SmallForm form("data(a-b=7 div=2 mod=3 and=5 or=x x.y=9 *)");
  CHECK(form.number("a-b") == 7);
  CHECK(form.number("a -b") != 7);
  CHECK(form.number("div div mod * and") == doctest::Approx(2.0 / 3 * 5));
  CHECK(form.number("and and or") == 1);
  CHECK(form.number("x.y mod 5") == 4);
  CHECK(form.number("count(*)*2") == 2.0 * form.number("count(*)"));
  CHECK(form.number("* * 2") == 14);
}

TEST_CASE("Paths and axes") {
  SmallForm form("data(a=1 g(b=2 c=3) r(q=10) r(q=20 x=t) r(q=30) e)");
  SUBCASE("relative and absolute") {
    CHECK(form.text("/data/g/b", "/data/a") == "2");
    CHECK(form.text("../g/c", "/data/a") == "3");
    CHECK(form.text("../../a", "/data/g/b") == "1");
    CHECK(form.text(".", "/data/g/b") == "2");
    CHECK(form.text("./b", "/data/g") == "2");
    CHECK(form.number("count(/)") == 1);
    CHECK(form.number("count(/*)") == 1);
    CHECK(form.number("count(..)", "") == 1);
    CHECK(form.number("count(../..)", "") == 0);
  }
  SUBCASE("abbreviated descendants") {
    CHECK(form.number("count(//q)") == 3);
    CHECK(form.number("count(/data//*)") == 12);
    CHECK(form.number("count(//r/q)") == 3);
    CHECK(form.number("count(g//.)") == 3);
  }
  SUBCASE("every axis") {
    CHECK(form.text("self::g/child::b", "/data/g") == "2");
    CHECK(form.number("count(self::x)", "/data/g") == 0);
    CHECK(form.text("parent::node()/c", "/data/g/b") == "3");
    CHECK(form.number("count(ancestor::*)", "/data/g/b") == 2);
    CHECK(form.number("count(ancestor-or-self::node())", "/data/g/b") == 4);
    CHECK(form.number("count(descendant::*)", "/data/g") == 2);
    CHECK(form.number("count(descendant-or-self::*)", "/data/g") == 3);
    CHECK(form.text("following-sibling::*[1]/q", "/data/g") == "10");
    CHECK(form.text("preceding-sibling::*[1]", "/data/g") == "1");
    CHECK(form.text("preceding-sibling::r[1]/q", "/data/e") == "30");
    CHECK(form.text("(preceding-sibling::r)[1]/q", "/data/e") == "10");
    CHECK(form.number("count(following::q)", "/data/g/b") == 3);
    CHECK(form.number("count(preceding::*)", "/data/e") == 11);
    CHECK(form.number("count(preceding::*)", "/data/g/c") == 2);
    CHECK(form.number("count(namespace::*)") == 0);
  }
  SUBCASE("node tests") {
    CHECK(form.number("count(g/node())") == 2);
    CHECK(form.text("a/text()") == "1");
    CHECK(form.number("count(e/text())") == 0);
    CHECK(form.number("count(comment()) + count(processing-instruction('x'))") == 0);
  }
  SUBCASE("unions are in document order, each node once") {
    CHECK(form.text("concat(g/c | a | g/b | a)") == "123");
  }
  SUBCASE("a node-set compares where one of its nodes does") {
    CHECK(form.boolean("r/q = 20"));
    CHECK(form.boolean("r/q != 20"));
    CHECK(form.boolean("20 = r/q"));
    CHECK(form.boolean("15 > r/q"));
    CHECK_FALSE(form.boolean("r/q > 30"));
    CHECK(form.boolean("r/q = '30'"));
    CHECK(form.boolean("r/q = g/b * 5"));
    CHECK_FALSE(form.boolean("r/q = g/b"));
    CHECK(form.boolean("r/q < r/q"));
    CHECK(form.boolean("r = true()"));
    CHECK(form.boolean("nothing = false()"));
    CHECK_FALSE(form.boolean("nothing = nothing"));
    CHECK_FALSE(form.boolean("nothing = ''"));
    CHECK_FALSE(form.boolean("nothing != ''"));
  }
  SUBCASE("attributes and prefixes") {
    SmallForm marked("data(s[size=3 orx:version=2]=x orx:meta(orx:id=7 orx:at=8) other=9)");
    CHECK(marked.text("s/@size") == "3");
    CHECK(marked.text("s/attribute::orx:version") == "2");
    CHECK(marked.number("count(s/@*)") == 2);
    CHECK(marked.text("name(s/@size/..)") == "s");
    CHECK(marked.text("orx:meta/orx:id") == "7");
    CHECK(marked.number("count(orx:meta/orx:*)") == 2);
    CHECK(marked.number("count(orx:*)") == 1);
  }
}

TEST_CASE("Predicates") {
  SmallForm form("data(r(q=1 k=a) r(q=2 k=b) r(q=3 k=b))");
  CHECK(form.text("r[2]/q") == "2");
  CHECK(form.text("r[last()]/q") == "3");
  CHECK(form.text("r[position() = 1]/q") == "1");
  CHECK(form.text("r[k = 'b']/q") == "2");
  CHECK(form.text("r[k = 'b'][2]/q") == "3");
  CHECK(form.text("r[2][k = 'a']/q") == "");
  CHECK(form.number("count(r[q > 1])") == 2);
  CHECK(form.number("count(r[q])") == 3);
  CHECK(form.number("count(r[x])") == 0);
  CHECK(form.number("count(r['text'])") == 3);
  CHECK(form.number("count(r[''])") == 0);
  CHECK(form.number("count(//q[1])") == 3);
  CHECK(form.number("count((//q)[1])") == 1);
  CHECK(form.text("../r[k = current()/../r[3]/k]/q", "/data/r[1]") == "2");
  CHECK(form.text("/data/r[q = /data/r[1]/q + 1]/k", "") == "b");
}

TEST_CASE("Absolute paths inside a repeat mean its own iteration") {
  SmallForm form("data(top=9 r(q=1 s(t=5) s(t=6)) r(q=2 s(t=7)))");
  form.repeat("r");
  CHECK(form.text("/data/r/q", "/data/r[2]/q") == "2");
  CHECK(form.text("/data/r/q", "/data/r[2]/s/t") == "2");
  CHECK(form.number("sum(/data/r/s/t)", "/data/r[1]/q") == 11);
  CHECK(form.number("sum(/data/r/q)", "/data/top") == 3);
  CHECK(form.number("count(/data/r)", "/data/r[1]/q") == 2);
  CHECK(form.text("/data/r[1]/q", "/data/r[2]/q") == "1");
  SUBCASE("also inside the predicate of a look-up") {
    form.add_instance("list", "root(item(name=1 label=one) item(name=2 label=two))");
    CHECK(form.text("instance('list')/root/item[name = /data/r/q]/label", "/data/r[2]/q") == "two");
    CHECK(form.text("instance('list')/root/item[name = current()/../q]/label", "/data/r[1]/q") == "one");
  }
  SUBCASE("and in a predicate on the repeat the iteration that is asked") {
    CHECK(form.number("count(/data/r[/data/r/q = 2])", "/data/top") == 1);
  }
}

TEST_CASE("What is not relevant is in no node-set") {
  SmallForm form("data(a=1 b=2 r(q=1) r(q=2))");
  form.tree.hide(form.node("/data/b"), true);
  CHECK(form.text("/data/b") == "");
  CHECK(form.number("count(/data/*)") == 3);
  CHECK(form.number("count(//b)") == 0);
}

TEST_CASE("Expressions that cannot be read say where") {
  SmallForm form;
  for (const Case& each : std::initializer_list<Case>{
           {"", "forms.expression_empty byte 0"},
           {"   ", "forms.expression_empty byte 0"},
           {"1 +", "forms.expression_cut_off byte 3"},
           {"(1", "forms.expression_cut_off byte 2"},
           {"a[", "forms.expression_cut_off byte 2"},
           {"a/", "forms.expression_cut_off byte 2"},
           {"//", "forms.expression_cut_off byte 2"},
           {"count(", "forms.expression_cut_off byte 6"},
           {"1 2", "forms.expression_unexpected byte 2"},
           {"a b", "forms.expression_unexpected byte 2"},
           {")", "forms.expression_unexpected byte 0"},
           {"a]", "forms.expression_unexpected byte 1"},
           {"a//[1]", "forms.expression_unexpected byte 3"},
           {"a/[1]", "forms.expression_unexpected byte 2"},
           {"1 = = 2", "forms.expression_unexpected byte 4"},
           {"if(1,2,)", "forms.expression_unexpected byte 7"},
           {"a and", "forms.expression_cut_off byte 5"},
           {"'open", "forms.expression_open_quote byte 0"},
           {"1 + \"x", "forms.expression_open_quote byte 4"},
           {"a # b", "forms.expression_character byte 2"},
           {"${name}", "forms.expression_character byte 1"},
           {"1 ! 2", "forms.expression_character byte 2"},
           {"$name", "forms.expression_variable byte 0"},
           {"frobnicate(1)", "forms.expression_function byte 0"},
           {"1 + concat2()", "forms.expression_function byte 4"},
           {"if(1, 2)", "forms.expression_arguments byte 0"},
           {"1 + pi(2)", "forms.expression_arguments byte 4"},
           {"sideways::a", "forms.expression_axis byte 0"},
           {"\xFFx", "forms.expression_not_utf8 byte 0"},
           {"count('a')", "forms.expression_nodes byte 0"},
           {"1 | 2", "forms.expression_nodes byte 2"},
           {"'a'/b", "forms.expression_nodes byte 3"},
           {"(1)[1]", "forms.expression_nodes byte 3"},
           {"sum(1 + 1)", "forms.expression_nodes byte 0"},
           {"instance('none')/root", "forms.expression_instance byte 0"},
       }) {
    INFO(each.expression);
    CHECK(form.error(each.expression) == each.text);
  }
}

TEST_CASE("Hostile expressions end in an error, in bounded time and room") {
  SmallForm form("data(a=1)");
  const auto repeated = [](std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
      text += part;
    return text;
  };
  SUBCASE("deep nesting") {
    CHECK(form.error(repeated("(", 100'000)).starts_with("forms.expression_too_deep"));
    CHECK(form.error(repeated("a[", 100'000)).starts_with("forms.expression_too_deep"));
    CHECK(form.error(repeated("not(", 60'000)).starts_with("forms.expression_too_deep"));
    CHECK(form.error(repeated("-", 200'000) + "1").empty());
    CHECK(form.text(repeated("(", 60) + "1" + repeated(")", 60)) == "1");
  }
  SUBCASE("long chains are read and no tower") {
    CHECK(form.number("1" + repeated("+1", 100'000)) == 100'001);
    CHECK(form.boolean("0" + repeated(" or 0", 40'000) + " or 1"));
    CHECK(form.number("count(a" + repeated("/..", 50'000) + ")") == 0);
  }
  SUBCASE("too long") {
    CHECK(form.error("'" + std::string(longest_expression, 'x') + "'")
              .starts_with("forms.expression_too_long"));
  }
  SUBCASE("too costly") {
    SmallForm wide("data(" + repeated("a=1 ", 2000) + ")");
    CHECK(wide.error("count(//a[count(//a[count(//a) > 0]) > 0])").starts_with("forms.expression_costly"));
    CHECK(wide.error("count(//a[//a != //a/text()])").starts_with("forms.expression_costly"));
  }
  SUBCASE("cut off at every byte it never crashes") {
    const std::string whole =
        "if(/data/a[1]/@b >= -1.5 and selected(., \"x\"), jr:itext('how-old'), ..//c | child::d)";
    // "i" and "if" are names, and so whole expressions.
    for (std::size_t size = 3; size < whole.size(); ++size)
      CHECK_FALSE(form.error(whole.substr(0, size)).empty());
  }
  SUBCASE("with any byte changed it never crashes") {
    const std::string whole =
        "if(/data/a[1]/@b >= -1.5 and selected(., \"x\"), round(2.5, 1), ..//c | child::d)";
    std::size_t refused = 0;
    for (std::size_t at = 0; at < whole.size(); ++at)
      for (int byte = 0; byte < 256; byte += 5) {
        std::string changed = whole;
        changed[at] = static_cast<char>(byte);
        refused += form.error(changed).empty() ? 0 : 1;
      }
    CHECK(refused > 2000);
  }
}
