// What a field holds: nothing, a truth, a whole number, a text, or a small structure.
#pragma once

#include "base/civil_date.h"
#include "base/decimal.h"
#include "base/json.h"
#include "records/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace truat::records {

/// A JSON object or array in its canonical form (`canonical_json`), for values with parts: a position, a
/// drawn signature.
struct Structure {
  std::string canonical;
  auto operator<=>(const Structure&) const = default;
};

/// Decimals, dates, times, choices and references are texts in their one kept form, so that nothing depends
/// on a machine's floating point. Whole numbers are within ±(2^53 - 1). `std::monostate` is an emptied field.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Structure>;

[[nodiscard]] inline bool is_empty(const Value& value) {
  return std::holds_alternative<std::monostate>(value);
}
/// The text inside, or "" for any other value.
[[nodiscard]] std::string_view as_text(const Value& value);
[[nodiscard]] std::optional<std::int64_t> as_integer(const Value& value);
[[nodiscard]] std::optional<bool> as_boolean(const Value& value);
[[nodiscard]] std::optional<Decimal> as_decimal(const Value& value);
[[nodiscard]] std::optional<CivilDate> as_date(const Value& value);
[[nodiscard]] std::optional<TimeOfDay> as_time(const Value& value);
[[nodiscard]] std::optional<Instant> as_instant(const Value& value);
[[nodiscard]] std::optional<RecordId> as_reference(const Value& value);

/// The structure that a JSON object or array says, in its canonical form. Errors of `parse_json` and
/// `canonical_json`; `records.not_a_structure` for anything but an object or array, or one nested too deeply
/// to stand in an operation.
[[nodiscard]] Result<Structure> make_structure(std::string_view json);
/// How deeply a structure may nest: an operation's line is one level around it.
inline constexpr std::size_t deepest_structure = deepest_json - 1;

[[nodiscard]] Value to_value(const Decimal& decimal);
[[nodiscard]] Value to_value(const CivilDate& date);
[[nodiscard]] Value to_value(const TimeOfDay& time);
[[nodiscard]] Value to_value(Instant instant);
[[nodiscard]] Value to_value(const RecordId& id);

void write_value(JsonWriter& writer, const Value& value);
/// An error for a number that is no integer within ±(2^53 - 1).
[[nodiscard]] Result<Value> read_value(JsonView view);

} // namespace truat::records
