#include "forms/expression/geometry.h"

#include "forms/expression/value.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace truat::forms::expression {
namespace {

constexpr double earth_radius_metres = 6'378'100;

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

/// The haversine formula, which keeps its digits for points close together.
double distance(const GeoPoint& from, const GeoPoint& to) {
  const double by_latitude = std::sin(radians(to.latitude - from.latitude) / 2);
  const double by_longitude = std::sin(radians(to.longitude - from.longitude) / 2);
  const double share = by_latitude * by_latitude + std::cos(radians(from.latitude)) *
                                                       std::cos(radians(to.latitude)) * by_longitude *
                                                       by_longitude;
  return 2 * earth_radius_metres * std::asin(std::min(1.0, std::sqrt(share)));
}

std::optional<GeoPoint> parse_point(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() < 2 || words.size() > 4)
    return std::nullopt;
  for (const std::string_view word : words)
    if (std::isnan(plain_number(word)))
      return std::nullopt;
  const GeoPoint point{plain_number(words[0]), plain_number(words[1])};
  if (std::fabs(point.latitude) > 90 || std::fabs(point.longitude) > 180)
    return std::nullopt;
  return point;
}

/// Positive where c lies to the left of the way from a to b.
double side(const GeoPoint& a, const GeoPoint& b, const GeoPoint& c) {
  return (b.longitude - a.longitude) * (c.latitude - a.latitude) -
         (b.latitude - a.latitude) * (c.longitude - a.longitude);
}
bool is_between(const GeoPoint& a, const GeoPoint& b, const GeoPoint& c) {
  return std::min(a.longitude, b.longitude) <= c.longitude &&
         c.longitude <= std::max(a.longitude, b.longitude) &&
         std::min(a.latitude, b.latitude) <= c.latitude && c.latitude <= std::max(a.latitude, b.latitude);
}
int sign(double number) {
  return (number > 0) - (number < 0);
}

bool meet(const GeoPoint& a, const GeoPoint& b, const GeoPoint& c, const GeoPoint& d) {
  const int abc = sign(side(a, b, c));
  const int abd = sign(side(a, b, d));
  const int cda = sign(side(c, d, a));
  const int cdb = sign(side(c, d, b));
  if (abc != abd && cda != cdb)
    return true;
  return (abc == 0 && is_between(a, b, c)) || (abd == 0 && is_between(a, b, d)) ||
         (cda == 0 && is_between(c, d, a)) || (cdb == 0 && is_between(c, d, b));
}

bool same(const GeoPoint& a, const GeoPoint& b) {
  return a.latitude == b.latitude && a.longitude == b.longitude;
}

} // namespace

std::optional<std::vector<GeoPoint>> parse_points(std::string_view text) {
  std::vector<GeoPoint> points;
  text = trimmed(text);
  if (text.ends_with(';'))
    text.remove_suffix(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const auto point = parse_point(text.substr(0, end));
    if (!point)
      return std::nullopt;
    points.push_back(*point);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return points;
}

double path_length(const std::vector<GeoPoint>& points) {
  double metres = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    metres += distance(points[i - 1], points[i]);
  return metres;
}

double enclosed_area(const std::vector<GeoPoint>& points) {
  if (points.size() < 3)
    return 0;
  // R. Chamberlain, W. Duquette, "Some Algorithms for Polygons on a Sphere", JPL 2007.
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const GeoPoint& from = points[i];
    const GeoPoint& to = points[(i + 1) % points.size()];
    sum += radians(to.longitude - from.longitude) *
           (2 + std::sin(radians(from.latitude)) + std::sin(radians(to.latitude)));
  }
  return std::fabs(sum * earth_radius_metres * earth_radius_metres / 2);
}

bool lies_inside(const GeoPoint& point, const std::vector<GeoPoint>& polygon) {
  bool inside = false;
  for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
    const GeoPoint& a = polygon[i];
    const GeoPoint& b = polygon[j];
    if ((a.latitude > point.latitude) == (b.latitude > point.latitude))
      continue;
    const double crossing =
        (b.longitude - a.longitude) * (point.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude;
    inside = point.longitude < crossing ? !inside : inside;
  }
  return inside;
}

bool crosses_itself(const std::vector<GeoPoint>& line) {
  const bool is_closed = line.size() > 3 && same(line.front(), line.back());
  const std::size_t pieces = line.size() < 2 ? 0 : line.size() - 1;
  for (std::size_t i = 0; i < pieces; ++i)
    for (std::size_t j = i + 2; j < pieces; ++j)
      if (!(is_closed && i == 0 && j + 1 == pieces) && meet(line[i], line[i + 1], line[j], line[j + 1]))
        return true;
  return false;
}

} // namespace truat::forms::expression
