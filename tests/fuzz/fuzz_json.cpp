// JSON as every file of ours is read: what is taken has one canonical form, which reads as the same.
#include "base/json.h"
#include "base/utf8.h"
#include "fuzz/support.h"
#include "records/value.h"

namespace truat::fuzzing {
namespace {

std::size_t walk(JsonView view, std::size_t depth) {
  must(depth <= deepest_json, "nothing nests deeper than it may");
  std::size_t values = 1;
  if (const auto text = view.string())
    must(is_valid_utf8(*text), "a string is valid UTF-8");
  if (const auto whole = view.integer())
    must(view.number().has_value(), "a whole number is a number");
  view.for_each_member([&](std::string_view key, JsonView value) {
    must(is_valid_utf8(key), "a key is valid UTF-8");
    must(view[key].raw() == value.raw(), "a key stands once and is found");
    values += walk(value, depth + 1);
  });
  view.for_each_element([&](JsonView value) { values += walk(value, depth + 1); });
  return values;
}

} // namespace

void fuzz(std::string_view input) {
  const Result<JsonDocument> document = parse_json(input);
  if (!document) {
    must_be_told(document.error());
    must_lie_within(document.error(), input);
    return;
  }
  const std::size_t values = walk(document->root(), 0);

  const Result<std::string> canonical = canonical_json(document->root());
  if (!canonical) {
    must(canonical.error().key == "json.not_canonical_number", "only numbers have no canonical form");
    must_be_told(canonical.error());
    return;
  }
  const Result<JsonDocument> again = parse_json(*canonical);
  must(again.has_value(), "the canonical form is JSON");
  must(walk(again->root(), 0) == values, "the canonical form has as many values");
  const Result<std::string> same = canonical_json(again->root());
  must(same.has_value() && *same == *canonical, "the canonical form of the canonical form is itself");

  if (const Result<records::Value> value = records::read_value(document->root())) {
    JsonWriter writer;
    records::write_value(writer, *value);
    must(writer.take() == *canonical, "a value is written as it was read");
  }
}

} // namespace truat::fuzzing
