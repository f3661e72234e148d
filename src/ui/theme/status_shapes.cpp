#include "ui/theme/status_shapes.h"

#include <array>
#include <cmath>
#include <numbers>

namespace truat::ui {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

/// Draws in a box of 14 units around its centre, as the shapes were designed.
class Pencil {
public:
  Pencil(ImDrawList& draw_list, ImVec2 center, float side)
      : m_draw_list(draw_list), m_center(center), m_unit(side / 14) {}

  [[nodiscard]] ImVec2 at(float x, float y) const {
    return {m_center.x + x * m_unit, m_center.y + y * m_unit};
  }
  [[nodiscard]] float length(float units) const { return units * m_unit; }
  ImDrawList& operator*() const { return m_draw_list; }
  ImDrawList* operator->() const { return &m_draw_list; }

  /// A line through the points with round ends.
  template <std::size_t count>
  void line(const std::array<ImVec2, count>& points, float width, ImU32 color) const {
    m_draw_list.AddPolyline(points.data(), static_cast<int>(count), color, ImDrawFlags_None, length(width));
    for (const ImVec2& end : {points.front(), points.back()})
      m_draw_list.AddCircleFilled(end, length(width) / 2, color);
  }

private:
  ImDrawList& m_draw_list;
  ImVec2 m_center;
  float m_unit;
};

void draw_done(const Pencil& pencil, ImU32 ink, ImU32 ground) {
  pencil->AddCircleFilled(pencil.at(0, 0), pencil.length(6.7F), ink);
  pencil.line(std::array{pencil.at(-2.9F, 0.2F), pencil.at(-0.9F, 2.3F), pencil.at(3, -2.1F)}, 1.7F, ground);
}

void draw_due(const Pencil& pencil, ImU32 ink, ImU32 ground) {
  // The corners of the outline that runs around the filled triangle make it round.
  pencil->PathLineTo(pencil.at(0, -5.2F));
  pencil->PathLineTo(pencil.at(6, 5.2F));
  pencil->PathLineTo(pencil.at(-6, 5.2F));
  pencil->PathFillConvex(ink);
  const std::array corners{pencil.at(0, -5.2F), pencil.at(6, 5.2F), pencil.at(-6, 5.2F)};
  pencil->AddPolyline(corners.data(), 3, ink, ImDrawFlags_Closed, pencil.length(1.8F));
  for (const ImVec2& corner : corners)
    pencil->AddCircleFilled(corner, pencil.length(0.9F), ink);
  pencil.line(std::array{pencil.at(0, -1.9F), pencil.at(0, 1.4F)}, 1.5F, ground);
  pencil->AddCircleFilled(pencil.at(0, 3.8F), pencil.length(0.95F), ground);
}

void draw_failed(const Pencil& pencil, ImU32 ink, ImU32 ground) {
  for (int corner = 0; corner < 8; ++corner) {
    const float turn = (static_cast<float>(corner) + 0.5F) * pi / 4;
    pencil->PathLineTo(pencil.at(7.1F * std::cos(turn), 7.1F * std::sin(turn)));
  }
  pencil->PathFillConvex(ink);
  pencil.line(std::array{pencil.at(-2.2F, -2.2F), pencil.at(2.2F, 2.2F)}, 1.7F, ground);
  pencil.line(std::array{pencil.at(-2.2F, 2.2F), pencil.at(2.2F, -2.2F)}, 1.7F, ground);
}

void draw_active(const Pencil& pencil, ImU32 ink) {
  pencil->AddCircle(pencil.at(0, 0), pencil.length(6), ink, 0, pencil.length(1.5F));
  pencil->PathArcTo(pencil.at(0, 0), pencil.length(4.2F), -pi / 2, pi / 2);
  pencil->PathFillConvex(ink);
}

void draw_suspended(const Pencil& pencil, ImU32 ink, ImU32 ground) {
  pencil->AddRectFilled(pencil.at(-6, -6), pencil.at(6, 6), ink, pencil.length(2.5F));
  pencil.line(std::array{pencil.at(-2.6F, 0), pencil.at(2.6F, 0)}, 1.8F, ground);
}

} // namespace

void draw_status_shape(ImDrawList& draw_list, Status status, ImVec2 center, float side, ImU32 ink,
                       ImU32 ground) {
  const Pencil pencil(draw_list, center, side);
  switch (status) {
  case Status::done:
    return draw_done(pencil, ink, ground);
  case Status::due:
    return draw_due(pencil, ink, ground);
  case Status::failed:
    return draw_failed(pencil, ink, ground);
  case Status::active:
    return draw_active(pencil, ink);
  case Status::suspended:
    return draw_suspended(pencil, ink, ground);
  case Status::not_applicable:
    return pencil.line(std::array{pencil.at(-4.5F, 0), pencil.at(4.5F, 0)}, 1.8F, ink);
  }
}

} // namespace truat::ui
