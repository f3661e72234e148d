#include "forms/expression/functions.h"
#include "forms/expression/geometry.h"

#include <array>
#include <limits>

namespace truat::forms::expression {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The points of all arguments in their order; nothing where a text holds no points. Empty answers are left
/// out.
std::optional<std::vector<GeoPoint>> points_from(Call& call, std::size_t first) {
  std::vector<GeoPoint> all;
  for (const std::string& text : call.texts_from(first)) {
    const auto points = parse_points(text);
    if (!points)
      return std::nullopt;
    all.insert(all.end(), points->begin(), points->end());
  }
  return all;
}

Value area(Call& call) {
  const auto points = points_from(call, 0);
  return points ? enclosed_area(*points) : not_a_number;
}

Value distance(Call& call) {
  const auto points = points_from(call, 0);
  return points ? path_length(*points) : not_a_number;
}

Value geofence(Call& call) {
  const auto point = parse_points(call.text(0));
  const auto shape = parse_points(call.text(1));
  return point && shape && point->size() == 1 && shape->size() > 2 && lies_inside(point->front(), *shape);
}

Value intersects(Call& call) {
  // Each piece of the line is compared with each other one.
  constexpr std::size_t most_points = 5000;
  const auto line = parse_points(call.text(0));
  if (line && line->size() > most_points)
    return call.fail("forms.expression_costly");
  return line && crosses_itself(*line);
}

constexpr auto table = std::to_array<Function>({
    {"area", 1, 1, area},
    {"enclosed-area", 1, 1, area},
    {"distance", 1, any_number, distance},
    {"geofence", 2, 2, geofence},
    {"intersects", 1, 1, intersects},
});

} // namespace

std::span<const Function> place_functions() {
  return table;
}

} // namespace truat::forms::expression
