#include "base/json.h"

#include "support/files.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <sstream>

using namespace truat;

namespace {

std::string error_of(std::string_view text) {
  const auto parsed = parse_json(text);
  return parsed ? "" : parsed.error().key + " at " + parsed.error().where;
}

/// Contract: the text is JSON with a canonical form.
std::string canonical(std::string_view text) {
  const auto parsed = parse_json(text);
  REQUIRE(parsed.has_value());
  const auto result = canonical_json(parsed->root());
  REQUIRE(result.has_value());
  return *result;
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

TEST_CASE("JSON is read strictly") {
  SUBCASE("members and elements are found, what is missing or of another type is none") {
    const auto parsed = parse_json(R"( {"a":[1,-2,true,null,"ก"],"b":{"c":2.5}} )");
    REQUIRE(parsed.has_value());
    const JsonView root = parsed->root();
    CHECK(root.is_object());
    CHECK(root.size() == 2);
    CHECK(root["a"].is_array());
    CHECK(root["a"].size() == 5);
    CHECK(root["a"].at(0).integer() == 1);
    CHECK(root["a"].at(1).integer() == -2);
    CHECK(root["a"].at(2).boolean() == true);
    CHECK(root["a"].at(3).is_null());
    CHECK(root["a"].at(4).string() == "ก");
    CHECK(root["b"]["c"].number() == 2.5);
    CHECK_FALSE(root["b"]["c"].integer());
    CHECK_FALSE(root["a"].at(5).exists());
    CHECK_FALSE(root["x"]["y"].exists());
    CHECK_FALSE(root["x"].string());
    CHECK_FALSE(JsonView().is_null());
    CHECK(root["a"].at(0).size() == 0);
  }
  SUBCASE("members and elements are visited in their order") {
    const auto parsed = parse_json(R"({"b":[[1],{},"x"],"a":{},"c":[]})");
    REQUIRE(parsed.has_value());
    std::string keys;
    parsed->root().for_each_member([&](std::string_view key, JsonView) { keys += key; });
    CHECK(keys == "bac");
    std::size_t sizes = 0;
    std::size_t count = 0;
    parsed->root()["b"].for_each_element([&](JsonView element) {
      sizes += element.size();
      ++count;
    });
    CHECK(count == 3);
    CHECK(sizes == 1);
    parsed->root()["c"].for_each_element([&](JsonView) { FAIL_CHECK("nothing is in it"); });
    parsed->root()["a"].for_each_member([&](std::string_view, JsonView) { FAIL_CHECK("nothing is in it"); });
    parsed->root()["a"].for_each_element([&](JsonView) { FAIL_CHECK("it is no array"); });
  }
  SUBCASE("a document outlives the text it was read from") {
    auto text =
        std::make_unique<std::string>(R"({"name":"a text too long for a small string's own buffer"})");
    const auto parsed = parse_json(*text);
    text.reset();
    REQUIRE(parsed.has_value());
    const JsonDocument copy = *parsed;
    CHECK(copy.root()["name"].string() == "a text too long for a small string's own buffer");
  }
  SUBCASE("integers are exact within 2^53 - 1 and none beyond") {
    const auto parsed = parse_json("[9007199254740991,-9007199254740991,9007199254740992,-9007199254740992,"
                                   "9223372036854775808,18446744073709551616,1.0,1e2,-0]");
    REQUIRE(parsed.has_value());
    const JsonView root = parsed->root();
    CHECK(root.at(0).integer() == 9'007'199'254'740'991);
    CHECK(root.at(1).integer() == -9'007'199'254'740'991);
    for (std::size_t i = 2; i < 8; ++i)
      CHECK_FALSE(root.at(i).integer());
    CHECK(root.at(4).number() == 9223372036854775808.0);
    CHECK(root.at(8).integer() == 0);
  }
}

TEST_CASE("JSON that is not as it must be is refused with the place") {
  struct Case {
    std::string text;
    std::string_view error;
  };
  const Case cases[] = {
      {"", "json.empty at byte 0"},
      {"  ", "json.empty at byte 0"},
      {"{\"a\":1", "json.cut_off at byte 6"},
      {"[1,2", "json.cut_off at byte 4"},
      {"[1,]", "json.malformed at byte 2"},
      {"[1] x", "json.malformed at byte 4"},
      {"\xEF\xBB\xBF[]", "json.malformed at byte 0"},
      {"{\"a\":1,\"a\":1}", "json.duplicate_key at byte 8"},
      {"{\"a\":1,\"b\":{\"c\":1,\"\\u0063\":2}}", "json.duplicate_key at byte 19"},
      {"[NaN]", "json.malformed at byte 1"},
      {"[1e999]", "json.malformed at byte 1"},
      {"[01]", "json.malformed at byte 1"},
      {"['a']", "json.malformed at byte 1"},
      {"[1]//", "json.malformed at byte 3"},
      {nested(65), "json.too_deep at byte 64"},
      {std::string(100'000, '['), "json.too_deep at byte 64"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text.substr(0, 80));
    CHECK(error_of(test.text) == test.error);
  }
  SUBCASE("64 levels are read, and brackets in strings are no levels") {
    CHECK(error_of(nested(64)).empty());
    CHECK(error_of("[\"" + std::string(1000, '[') + "\\\"[[\"]").empty());
  }
  SUBCASE("strings must be well-formed UTF-8 and complete surrogate pairs") {
    for (const std::string_view text :
         {"[\"\xFF\"]", "[\"\xE0\xB8\"]", "[\"\xED\xA0\x80\"]", "[\"\xC0\xAF\"]", R"(["\ud800"])",
          R"(["\udc00"])", R"(["\ud800\u0041"])", R"({"\ud800":1})"}) {
      CAPTURE(text);
      CHECK(error_of(text).starts_with("json.malformed"));
    }
    CHECK(error_of(R"(["\ud83d\ude00"])").empty());
  }
  SUBCASE("a million keys are compared in the time of their sorting") {
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i)
      text += "\"k" + std::to_string(i) + "\":0,";
    CHECK(error_of(text + "\"last\":0}").empty());
    CHECK(error_of(text + "\"k0\":0}") == "json.duplicate_key at byte " + std::to_string(text.size() + 1));
  }
  SUBCASE("every prefix of a text is refused") {
    const std::string_view text = R"({"a":[1,"ก\u0e01",true,null],"b":{"c":-1.5e3}})";
    for (std::size_t length = 0; length < text.size(); ++length)
      CHECK_FALSE(error_of(text.substr(0, length)).empty());
  }
}

TEST_CASE("the canonical form is that of RFC 8785") {
  SUBCASE("keys are sorted by UTF-16 code units, white space goes") {
    // The order of RFC 8785, section 3.2.3.
    CHECK(
        canonical(
            "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}") ==
        "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xEF\xAC\xB3\":3}");
    CHECK(canonical(" { \"b\" : [ 1 , { } ] , \"a\" : \"x\" } ") == "{\"a\":\"x\",\"b\":[1,{}]}");
    CHECK(canonical("{\"\":1,\"a\":2,\"aa\":3,\"B\":4}") == "{\"\":1,\"B\":4,\"a\":2,\"aa\":3}");
  }
  SUBCASE("only what must be escaped is escaped") {
    CHECK(canonical(R"(["\u0000\u0008\u0009\u000a\u000c\u000d\u001f\u007f\"\\\/\u0e01"])") ==
          "[\"\\u0000\\b\\t\\n\\f\\r\\u001f\x7F\\\"\\\\/ก\"]");
  }
  SUBCASE("values stand as they are") {
    CHECK(canonical("[true,false,null,0,-0,-12,9007199254740991]") ==
          "[true,false,null,0,0,-12,9007199254740991]");
    CHECK(canonical("\"x\"") == "\"x\"");
  }
  SUBCASE("numbers that are no exact integers have none") {
    for (const std::string_view text : {"1.5", "[1e2]", "{\"a\":9007199254740992}", "[[2.0]]"}) {
      const auto parsed = parse_json(text);
      REQUIRE(parsed.has_value());
      CHECK(canonical_json(parsed->root()).error().key == "json.not_canonical_number");
    }
  }
}

TEST_CASE("the writer writes what the canonical form of the same value is") {
  JsonWriter writer;
  writer.begin_object();
  writer.key("a")
      .begin_array()
      .integer(-3)
      .boolean(true)
      .null()
      .string("ก\"\n")
      .begin_object()
      .end_object()
      .end_array();
  writer.key("b").begin_object().key("c").raw("[1]").key("d").boolean(false).end_object();
  writer.key("\xEF\xAC\xB3").begin_array().end_array();
  const std::string text = writer.end_object().take();
  CHECK(text == "{\"a\":[-3,true,null,\"ก\\\"\\n\",{}],\"b\":{\"c\":[1],\"d\":false},\"\xEF\xAC\xB3\":[]}");
  CHECK(canonical(text) == text);
  CHECK(writer.string("again").take() == "\"again\"");
}

TEST_CASE("JSONTestSuite: y_ is read, n_ is refused, i_ is either") {
  // We refuse duplicate keys on purpose.
  const std::string_view refused_on_purpose[] = {"y_object_duplicated_key.json",
                                                 "y_object_duplicated_key_and_value.json"};
  std::istringstream names(testing::read_test_data("json-test-suite.txt"));
  std::size_t count = 0;
  for (std::string name; std::getline(names, name);) {
    const auto text = testing::read_source_file("../shared/data/json-test-suite/" + name);
    if (!text) {
      testing::skip_test("JSONTestSuite is not at ../shared/data/json-test-suite");
      return;
    }
    ++count;
    CAPTURE(name);
    const bool is_read = parse_json(*text).has_value();
    const bool on_purpose = std::ranges::find(refused_on_purpose, name) != std::end(refused_on_purpose);
    if (name.starts_with("y_"))
      CHECK(is_read != on_purpose);
    else if (name.starts_with("n_"))
      CHECK_FALSE(is_read);
  }
  CHECK(count == 318);
}
