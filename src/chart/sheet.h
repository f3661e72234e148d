// What the layouts draw on: marks put into a scene, in design measures. Only layouts include this.
#pragma once

#include "chart/layout.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::chart {

/// How a standing is told: a shape and its colour, with a word beside it.
enum class Standing : std::uint8_t { good, near, bad };
[[nodiscard]] Ink ink_of(Standing standing);

/// An entry of a legend, or what a label at a line's end is the name of.
struct Key {
  enum class Sample : std::uint8_t { line, block, tick };
  std::string name;
  Ink ink = Ink::text;
  Dash dash = Dash::solid;
  Sample sample = Sample::line;
};

class Sheet {
public:
  explicit Sheet(const Layout& layout);

  const Layout& layout;
  Scene scene;
  Rect room; ///< what is left of the picture

  [[nodiscard]] float px(float design_pixels) const { return design_pixels * layout.scale; }
  [[nodiscard]] float width_of(std::string_view text, Type type = Type::caption) const;
  /// Height of a line of text, and the least distance of two labels one above the other.
  [[nodiscard]] float line(Type type = Type::caption) const { return px(em_of(type) * 1.6F); }
  [[nodiscard]] float label_gap() const { return px(em_of(Type::caption) * 1.3F); }

  Rect take_top(float height);
  Rect take_bottom(float height);

  void stroke(std::vector<Point> points, Ink ink, float width, Dash dash = Dash::solid);
  /// On whole pixels, so that it is sharp.
  void across(float x, float y, float width, Ink ink, float thickness = 1, Dash dash = Dash::solid);
  void down(float x, float y, float height, Ink ink, float thickness = 1, Dash dash = Dash::solid);
  void block(const Rect& box, Ink ink, float radius = 0);
  void disc(Point center, float radius, Ink ink);
  struct Say {
    Anchor anchor = Anchor::start;
    Type type = Type::caption;
    Ink ink = Ink::muted;
    float most_width = 0; ///< 0: as wide as it is
  };
  /// Gives the box it fills.
  Rect words(Point at, std::string_view text, const Say& say);
  /// The word where no other of these labels stands in its way: above the point, to its right, to its left,
  /// below it. Whether there was a place inside `inside`.
  bool words_near(Point point, float off, std::string_view text, const Say& say, const Rect& inside);
  /// Keeps `words_near` off a box.
  void keep_free(const Rect& box) { m_taken.push_back(box); }

  /// Check, exclamation mark, cross: the shapes of the design language, about the point.
  void sign(Point center, float side, Standing standing);
  /// A sign and its word; gives the x after it.
  float sign_and_words(Point at, Standing standing, std::string_view text, float most_width);
  void sample(const Key& key, Point at, float width);
  /// In lines from the left of `box`'s top; draws only if asked, and gives the height it takes.
  enum class Drawn : std::uint8_t { no, yes };
  float legend(const std::vector<Key>& keys, const Rect& box, Drawn drawn);

private:
  std::vector<Rect> m_taken;
};

/// The design's measures of charts.
inline constexpr float sample_width = 24;
inline constexpr float line_width = 2;

/// Says in the middle of the room that there is nothing to show.
void say_nothing(Sheet& sheet);
void draw(const LineChart& chart, Sheet& sheet);
void draw(const BarChart& chart, Sheet& sheet);
void draw(const BulletChart& chart, Sheet& sheet);
void draw(const SCurve& chart, Sheet& sheet);
void draw(const ControlChart& chart, Sheet& sheet);
void draw(const Histogram& chart, Sheet& sheet);
/// What a legend of the chart has to name where there is no room beside the plot.
[[nodiscard]] std::vector<Key> legend_of(const LineChart& chart);
[[nodiscard]] std::vector<Key> legend_of(const BarChart& chart);
[[nodiscard]] std::vector<Key> legend_of(const BulletChart& chart);
/// Of the rows of a bullet chart, which are as high as they are.
[[nodiscard]] float height_of(const BulletChart& chart, const Layout& layout);

} // namespace truat::chart
