// A chart laid out: marks at their places, and where a pointer or a key finds the values. Whoever draws it
// (the page, SVG, a picture) knows nothing of charts.
#pragma once

#include "chart/ink.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace truat::chart {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};
struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] bool meets(const Rect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  bool operator==(const Rect&) const = default;
};

/// A text's size and weight; the em of each is the design language's.
enum class Type : std::uint8_t { caption, body, strong, title };
[[nodiscard]] constexpr float em_of(Type type) {
  switch (type) {
  case Type::caption:
    return 13.75F;
  case Type::body:
  case Type::strong:
    return 15;
  case Type::title:
    return 17.5F;
  }
  return 15;
}
enum class Anchor : std::uint8_t { start, middle, end };

/// A line through the points.
struct Stroke {
  std::vector<Point> points;
  Ink ink = Ink::text;
  float width = 1;
  Dash dash = Dash::solid;
  bool round = false; ///< ends
  bool operator==(const Stroke&) const = default;
};
/// A filled convex shape.
struct Area {
  std::vector<Point> points;
  Ink ink = Ink::text;
  bool operator==(const Area&) const = default;
};
struct Block {
  Rect box;
  Ink ink = Ink::text;
  float radius = 0;
  bool operator==(const Block&) const = default;
};
struct Disc {
  Point center;
  float radius = 1;
  Ink ink = Ink::text;
  bool operator==(const Disc&) const = default;
};
/// One line of text. `at.y` is the middle of its line; the base line lies 0.32 em below it.
struct Words {
  Point at;
  std::string text;
  Anchor anchor = Anchor::start;
  Type type = Type::caption;
  Ink ink = Ink::muted;
  float width = 0; ///< as it was measured
  bool operator==(const Words&) const = default;
};
using Mark = std::variant<Stroke, Area, Block, Disc, Words>;

/// The box that a text fills, for keeping others out.
[[nodiscard]] Rect box_of(const Words& words, float scale);

/// A place where values can be read: one of the axis, a bar's row, a bin.
struct Stop {
  Rect area; ///< where the pointer finds it
  Point guide;
  bool operator==(const Stop&) const = default;
};

struct Scene {
  float width = 0, height = 0;
  float scale = 1;
  std::vector<Mark> marks;
  Rect plot; ///< where the values stand
  std::vector<Stop> stops;
  /// The marks of the values at a stop, `series_count` for each; none where no value is.
  std::vector<std::optional<Point>> dots;
  std::size_t series_count = 0;
  std::vector<Ink> series_inks;
  /// The guide is a line down through the plot; else the stop's area is marked.
  bool has_guide = true;
  bool operator==(const Scene&) const = default;
};
} // namespace truat::chart
