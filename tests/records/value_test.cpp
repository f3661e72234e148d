#include "records/field.h"
#include "records/value.h"

#include "offices.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::records;

namespace {

Result<Value> read(std::string_view json) {
  const auto document = parse_json(json);
  REQUIRE(document.has_value());
  return read_value(document->root());
}

std::string written(const Value& value) {
  JsonWriter writer;
  write_value(writer, value);
  return writer.take();
}

} // namespace

TEST_CASE("values go to JSON and back") {
  for (const std::string_view json :
       {"null", "true", "false", "0", "-9007199254740991", "9007199254740991", "\"\"", "\"ก\\n\\\"\\u0000\"",
        "[]", "{}", "{\"a\":[1,{\"b\":null}],\"ก\":\"ข\"}"}) {
    const auto value = read(json);
    REQUIRE(value.has_value());
    CHECK(written(*value) == json);
    CHECK(is_empty(*value) == (json == "null"));
  }
  CHECK(written(*read("{ \"b\" : 1, \"a\" : [ ] }")) == "{\"a\":[],\"b\":1}");
  for (const std::string_view json : {"1.5", "1e3", "9007199254740992", "[1.5]", "{\"a\":-9007199254740992}"})
    CHECK(read(json).error().key == "json.not_canonical_number");
}

TEST_CASE("texts are read as what they say") {
  CHECK(as_decimal(to_value(Decimal{960, 2})) == Decimal{960, 2});
  CHECK(as_date(to_value(CivilDate{2026, 2, 28})) == CivilDate{2026, 2, 28});
  CHECK(as_time(to_value(TimeOfDay{9, 40})) == TimeOfDay{9, 40});
  CHECK(as_instant(to_value(Instant{1})) == Instant{1});
  const RecordId id = natural_record_id("a", "b");
  CHECK(as_reference(to_value(id)) == id);
  CHECK(as_text(Value("x")) == "x");
  CHECK(as_integer(Value(std::int64_t{3})) == 3);
  CHECK(as_boolean(Value(true)) == true);
  for (const Value& other :
       {Value(), Value(true), Value(std::int64_t{1}), Value("x"), Value(Structure{"[]"})}) {
    CHECK_FALSE(as_decimal(other));
    CHECK_FALSE(as_date(other));
    CHECK_FALSE(as_time(other));
    CHECK_FALSE(as_instant(other));
    CHECK_FALSE(as_reference(other));
    CHECK(as_text(other).empty() == !std::holds_alternative<std::string>(other));
    CHECK(as_integer(other).has_value() == std::holds_alternative<std::int64_t>(other));
    CHECK(as_boolean(other).has_value() == std::holds_alternative<bool>(other));
  }
}

TEST_CASE("a structure is made of JSON objects and arrays that an operation can hold") {
  CHECK(make_structure("{\"b\": 1, \"a\": []}")->canonical == "{\"a\":[],\"b\":1}");
  CHECK(make_structure(std::string(63, '[') + std::string(63, ']')).has_value());
  CHECK(make_structure("[\"[[[[]]\\\"[\"]").has_value());
  CHECK(make_structure(std::string(64, '[') + std::string(64, ']')).error().key == "records.not_a_structure");
  CHECK(make_structure("\"x\"").error().key == "records.not_a_structure");
  CHECK(make_structure("[1.5]").error().key == "json.not_canonical_number");
  CHECK(make_structure("[").error().key == "json.cut_off");
}

TEST_CASE("the schema finds fields by wire name and by prefix") {
  const Schema& schema = testing::schema();
  REQUIRE(schema.find_kind("factory") != nullptr);
  CHECK(schema.find_kind("factory")->label == "kind.factory");
  CHECK(schema.find_kind("mill") == nullptr);
  REQUIRE(schema.find_field("factory.name") != nullptr);
  CHECK(schema.find_field("factory.name")->label == "field.factory.name");
  REQUIRE(schema.find_field("answer/ph/main") != nullptr);
  CHECK(schema.find_field("answer/ph/main")->wire == "answer");
  CHECK(schema.find_field("answer") == nullptr);
  CHECK(schema.find_field("factory.name/x") == nullptr);
  CHECK(schema.find_field("later.field") == nullptr);
  CHECK(schema.find_field("kind")->type == FieldType::choice);
  CHECK(schema.find_field("deleted")->type == FieldType::boolean);
  CHECK(schema.merge_kind("factory.tags") == MergeKind::set);
  CHECK(schema.merge_kind("later.field") == MergeKind::register_value);
  CHECK(schema.kinds().size() == 2);
}

TEST_CASE("a field holds values of its type") {
  struct Case {
    FieldType type;
    Value good;
    std::vector<Value> bad;
    std::string_view error;
  };
  const std::string id = to_string(natural_record_id("a", "b"));
  const Case cases[] = {
      {FieldType::text, "โรงสี", {"a\nb", "a\rb", "\xFF", true, std::int64_t{1}}, "records.wrong_value_line"},
      {FieldType::long_text, "a\nb", {"\xE0\xB8", true, Structure{"[]"}}, "records.wrong_value_text"},
      {FieldType::choice, "closed", {"", "a\nb", true}, "records.wrong_value_choice"},
      {FieldType::integer,
       std::int64_t{-3},
       {"-3", std::int64_t{1} << 53, -(std::int64_t{1} << 53)},
       "records.wrong_value_integer"},
      {FieldType::decimal,
       "-9.60",
       {"+9.60", "09.6", "9.", "1e2", "", std::int64_t{9}},
       "records.wrong_value_decimal"},
      {FieldType::date, "2026-02-28", {"2026-02-29", "28/2/2569", ""}, "records.wrong_value_date"},
      {FieldType::time, "09:40", {"9:40", "09.40", "24:00"}, "records.wrong_value_time"},
      {FieldType::instant,
       "2026-11-22T18:07:55.123Z",
       {"2026-11-22", "2026-11-22T18:07:55Z"},
       "records.wrong_value_instant"},
      {FieldType::boolean, false, {"true", std::int64_t{0}}, "records.wrong_value_boolean"},
      {FieldType::reference, id, {"x", id + "0"}, "records.wrong_value_reference"},
      {FieldType::structure,
       Structure{"{\"a\":1}"},
       {Structure{"{ }"}, Structure{"{"}, Structure{"1"}, "[]"},
       "records.wrong_value_structure"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.error);
    const FieldDescriptor field{.wire = "a.b", .type = test.type, .label = "field.a.b"};
    CHECK(check_value(field, test.good).has_value());
    CHECK(check_value(field, {}).has_value());
    for (const Value& value : test.bad) {
      const auto checked = check_value(field, value);
      REQUIRE_FALSE(checked.has_value());
      CHECK(checked.error() == Error{std::string(test.error), {{"field", "@field.a.b"}}, ""});
    }
  }
  SUBCASE("of a field whose type is not known, only whether the value can be kept is asked") {
    for (const Value& value :
         {Value(), Value(true), Value("a\nb"), Value(std::int64_t{5}), Value(Structure{"[1]"})})
      CHECK(check_kept("later.field", value).has_value());
    CHECK(check_kept("later.field", "\xFF").error() ==
          Error{"records.wrong_value_text", {{"field", "later.field"}}, ""});
    CHECK(check_kept("later.field", Structure{"[1.5]"}).error().key == "records.wrong_value_structure");
    CHECK(check_kept("later.field", std::int64_t{1} << 60).error().key == "records.wrong_value_integer");
  }
}
