#include "records/value.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::records {
namespace {

/// How deeply canonical JSON nests. Counts brackets outside of strings.
std::size_t nesting(std::string_view json) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string) {
      at += c == '\\' ? 1 : 0;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

} // namespace

std::string_view as_text(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? std::string_view(*text) : std::string_view();
}

std::optional<std::int64_t> as_integer(const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number != nullptr ? std::optional(*number) : std::nullopt;
}

std::optional<bool> as_boolean(const Value& value) {
  const auto* truth = std::get_if<bool>(&value);
  return truth != nullptr ? std::optional(*truth) : std::nullopt;
}

std::optional<Decimal> as_decimal(const Value& value) {
  return parse_decimal(as_text(value));
}
std::optional<CivilDate> as_date(const Value& value) {
  return parse_iso_date(as_text(value));
}
std::optional<TimeOfDay> as_time(const Value& value) {
  return parse_iso_time(as_text(value));
}
std::optional<Instant> as_instant(const Value& value) {
  return parse_iso_instant(as_text(value));
}
std::optional<RecordId> as_reference(const Value& value) {
  return parse_record_id(as_text(value));
}

Result<Structure> make_structure(std::string_view json) {
  const auto document = parse_json(json);
  if (!document)
    return std::unexpected(document.error());
  if (!document->root().is_object() && !document->root().is_array())
    return failure("records.not_a_structure");
  auto canonical = canonical_json(document->root());
  if (!canonical)
    return std::unexpected(canonical.error());
  if (nesting(*canonical) > deepest_structure)
    return failure("records.not_a_structure");
  return Structure{std::move(*canonical)};
}

Value to_value(const Decimal& decimal) {
  return to_string(decimal);
}
Value to_value(const CivilDate& date) {
  return to_iso(date);
}
Value to_value(const TimeOfDay& time) {
  return to_iso(time);
}
Value to_value(Instant instant) {
  return to_iso(instant);
}
Value to_value(const RecordId& id) {
  return to_string(id);
}

void write_value(JsonWriter& writer, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    writer.string(*text);
  else if (const auto* number = std::get_if<std::int64_t>(&value))
    writer.integer(*number);
  else if (const auto* truth = std::get_if<bool>(&value))
    writer.boolean(*truth);
  else if (const auto* structure = std::get_if<Structure>(&value))
    writer.raw(structure->canonical);
  else
    writer.null();
}

Result<Value> read_value(JsonView view) {
  expects(view.exists(), "a value to read");
  if (const auto text = view.string())
    return Value(std::string(*text));
  if (view.is_null())
    return Value();
  if (const auto truth = view.boolean())
    return Value(*truth);
  if (const auto number = view.integer())
    return Value(*number);
  auto canonical = canonical_json(view); // a structure, or a number that has no canonical form
  if (!canonical)
    return std::unexpected(canonical.error());
  return Value(Structure{std::move(*canonical)});
}

} // namespace truat::records
