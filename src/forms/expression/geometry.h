// Points on Earth as ODK writes them: "latitude longitude altitude accuracy", lists of them divided by
// semicolons. Distances and areas on a sphere of the Earth's radius at the Equator; altitude is left out.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace truat::forms::expression {

struct GeoPoint {
  double latitude = 0;  ///< degrees, -90 to 90
  double longitude = 0; ///< degrees, -180 to 180
};

/// One or more points; nothing where a part is no point. Empty for an empty text.
[[nodiscard]] std::optional<std::vector<GeoPoint>> parse_points(std::string_view text);
/// Metres along the points in their order.
[[nodiscard]] double path_length(const std::vector<GeoPoint>& points);
/// Square metres inside the points, closed by itself; 0 for fewer than three.
[[nodiscard]] double enclosed_area(const std::vector<GeoPoint>& points);
/// Whether the point lies in the polygon, by crossings of a ray. A polygon over the date line is not known.
[[nodiscard]] bool lies_inside(const GeoPoint& point, const std::vector<GeoPoint>& polygon);
/// Whether the line crosses or touches itself elsewhere than where its pieces join, and its end its begin.
[[nodiscard]] bool crosses_itself(const std::vector<GeoPoint>& line);

} // namespace truat::forms::expression
