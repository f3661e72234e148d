// Scroll areas: wheel, touch drag, thin bars of 10 that widen under the pointer; and rows of which only the
// visible are drawn.
#pragma once

#include "ui/widgets/kit.h"

#include <cstddef>
#include <string_view>

namespace truat::ui {

struct ScrollSpec {
  float padding_bottom = 0; ///< layout pixels after the content
  ImU32 ground = 0;         ///< 0: what is behind
  bool sideways = false;    ///< scrolls along x instead
};
/// Cut from `content`'s top; what was cut when the object goes is the content's height. The position is kept
/// by id.
class ScrollArea {
public:
  ScrollArea(const Box& view, std::string_view id, const ScrollSpec& spec = {});
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  Box content;
  [[nodiscard]] const Box& view() const { return m_view; }
  [[nodiscard]] float position() const;
  void scroll_to(float position);
  /// Brings the box into sight, moving as little as possible; fields of the open overlay go to the upper
  /// third by themselves.
  void show(const Box& box);

private:
  Box m_view;
  ImGuiID m_id = 0;
  float m_start = 0;
  ScrollSpec m_spec;
};

/// Of `count` rows of one height at the top of the area's content, those in sight. Cuts all of them off the
/// content.
struct VirtualRows {
  VirtualRows(ScrollArea& area, std::size_t count, float row_height);
  std::size_t first = 0;
  std::size_t last = 0; ///< one past
  [[nodiscard]] Box row(std::size_t index) const;

private:
  Box m_all;
  float m_height = 0;
};

} // namespace truat::ui
