// Boxes: the layout of every screen is a rectangle that is cut into smaller ones. All values are layout
// pixels, which are CSS pixels; design measures become layout pixels by `px`.
#pragma once

#include "ui/theme/theme.h"

#include <imgui.h>

#include <initializer_list>
#include <vector>

namespace truat::ui {

/// A design measure (36, `space::x12`) in layout pixels of the running theme.
[[nodiscard]] inline float px(float design_pixels) {
  return theme().px(design_pixels);
}

struct Box {
  float x = 0, y = 0, w = 0, h = 0;
  bool operator==(const Box&) const = default;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] ImVec2 min() const { return {x, y}; }
  [[nodiscard]] ImVec2 max() const { return {x + w, y + h}; }
  [[nodiscard]] ImVec2 center() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] bool contains(ImVec2 point) const {
    return point.x >= x && point.y >= y && point.x < x + w && point.y < y + h;
  }
  [[nodiscard]] Box inset(float all) const { return inset(all, all); }
  [[nodiscard]] Box inset(float horizontal, float vertical) const;
  [[nodiscard]] Box grown(float all) const { return {x - all, y - all, w + 2 * all, h + 2 * all}; }
  [[nodiscard]] Box moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  /// A box of this size in the middle of this one, on whole pixels.
  [[nodiscard]] Box centered(float width, float height) const;
  /// Full width, `height` high, in the vertical middle.
  [[nodiscard]] Box middle(float height) const { return centered(w, height); }

  /// Cut a piece off and give it back; what is left, less the gap, stays. A piece is never larger than what
  /// there is.
  Box take_left(float width, float gap = 0);
  Box take_right(float width, float gap = 0);
  Box take_top(float height, float gap = 0);
  Box take_bottom(float height, float gap = 0);
  /// Leaves space at the top.
  void skip(float height) { (void)take_top(height); }
};

/// The height of a box that goes on for as long as it is needed: the body of a card, the content of a scroll
/// area.
inline constexpr float endless = 1.0e7F;

/// Columns side by side in a running layout. Cut each from its top; when the object goes, `area` goes on
/// below the longest.
class Columns {
public:
  /// Shares of the width: {450, 256} or {1, 1}.
  Columns(Box& area, std::initializer_list<float> shares, float gap);
  /// So many equal columns.
  Columns(Box& area, int count, float gap);
  ~Columns();
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  Box& operator[](int index) { return m_columns[static_cast<std::size_t>(index)]; }
  [[nodiscard]] int count() const { return static_cast<int>(m_columns.size()); }

private:
  Box& m_area;
  std::vector<Box> m_columns;
};

/// How many columns of at least `least_width` there is room for, 1 to `most`.
[[nodiscard]] int columns_that_fit(float width, float least_width, float gap, int most);

} // namespace truat::ui
