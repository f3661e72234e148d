#include "audit/binding.h"

#include "base/json.h"

namespace truat::audit {

Value to_value(const Position& position) {
  JsonWriter writer;
  writer.begin_object();
  if (position.accuracy_metres)
    writer.key("accuracy").string(to_string(*position.accuracy_metres));
  writer.key("latitude").string(to_string(position.latitude));
  writer.key("longitude").string(to_string(position.longitude));
  writer.end_object();
  return records::Structure{writer.take()};
}

std::optional<Position> as_position(const Value& value) {
  const auto* structure = std::get_if<records::Structure>(&value);
  if (structure == nullptr)
    return std::nullopt;
  const auto document = parse_json(structure->canonical);
  if (!document)
    return std::nullopt;
  const auto part = [&](std::string_view name) {
    return parse_decimal(document->root()[name].string().value_or(""));
  };
  const auto latitude = part("latitude");
  const auto longitude = part("longitude");
  const Decimal north{90, 0};
  const Decimal south{-90, 0};
  const Decimal east{180, 0};
  const Decimal west{-180, 0};
  if (!latitude || !longitude || *latitude > north || *latitude < south || *longitude > east ||
      *longitude < west)
    return std::nullopt;
  return Position{*latitude, *longitude, part("accuracy")};
}

} // namespace truat::audit
