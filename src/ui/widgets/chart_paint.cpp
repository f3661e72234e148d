#include "ui/widgets/chart_paint.h"

#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

using namespace chart;

constexpr std::size_t most_mitred = 200;

TextRole role_of(Type type) {
  switch (type) {
  case Type::caption:
    return TextRole::caption;
  case Type::body:
    return TextRole::body;
  case Type::strong:
    return TextRole::body_strong;
  case Type::title:
    return TextRole::section;
  }
  return TextRole::body;
}

/// Calls `dash(from, to)` for each dash of a line through the points; a dash that turns a corner comes in
/// parts.
template <class Dashed>
void walk_dashes(const std::vector<ImVec2>& points, std::span<const float> pattern, float scale,
                 const Dashed& dash) {
  std::size_t part = 0;
  float left = pattern[0] * scale;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    ImVec2 at = points[i];
    const ImVec2 end = points[i + 1];
    float way = std::hypot(end.x - at.x, end.y - at.y);
    while (way > 0) {
      const float step = std::min(way, left);
      const ImVec2 next{at.x + (end.x - at.x) * step / way, at.y + (end.y - at.y) * step / way};
      if (part % 2 == 0)
        dash(at, next);
      at = next;
      way -= step;
      left -= step;
      if (left <= 0.001F) {
        part = (part + 1) % pattern.size();
        left = pattern[part] * scale;
      }
    }
  }
}

class Painter {
public:
  Painter(ImVec2 origin, float scale)
      : m_list(*ImGui::GetWindowDrawList()), m_origin(origin), m_scale(scale) {}

  void operator()(const Stroke& stroke) {
    const ImU32 color = color_of(stroke.ink);
    m_points.clear();
    for (const Point& point : stroke.points)
      m_points.push_back(at(point));
    const bool is_straight =
        m_points.size() == 2 && (m_points[0].x == m_points[1].x || m_points[0].y == m_points[1].y);
    const auto line = [&](ImVec2 from, ImVec2 to) {
      if (is_straight)
        bar(from, to, stroke.width, color);
      else
        m_list.AddLine(from, to, color, stroke.width);
    };
    if (stroke.dash != Dash::solid) {
      walk_dashes(m_points, dash_pattern(stroke.dash), m_scale, line);
    } else if (is_straight && !stroke.round) {
      line(m_points[0], m_points[1]);
    } else if (m_points.size() > most_mitred) {
      // Where a line turns back on itself pixel by pixel, mitred joints would tear it.
      for (std::size_t i = 0; i + 1 < m_points.size(); ++i)
        line(m_points[i], m_points[i + 1]);
    } else {
      m_list.AddPolyline(m_points.data(), static_cast<int>(m_points.size()), color, ImDrawFlags_None,
                         stroke.width);
    }
    if (stroke.round)
      for (const ImVec2& end : {m_points.front(), m_points.back()})
        m_list.AddCircleFilled(end, stroke.width / 2, color);
  }
  void operator()(const Area& area) {
    m_points.clear();
    for (const Point& point : area.points)
      m_points.push_back(at(point));
    m_list.AddConvexPolyFilled(m_points.data(), static_cast<int>(m_points.size()), color_of(area.ink));
  }
  void operator()(const Block& block) {
    fill({m_origin.x + block.box.x, m_origin.y + block.box.y, block.box.w, block.box.h}, color_of(block.ink),
         block.radius);
  }
  void operator()(const Disc& disc) {
    m_list.AddCircleFilled(at(disc.center), disc.radius, color_of(disc.ink));
  }
  void operator()(const Words& words) {
    const TextRole role = role_of(words.type);
    const float height = line_height(role);
    // The text was measured before: a hair of rounding is no reason to cut it.
    const float width = words.width + px(4);
    const float x = words.anchor == Anchor::start    ? words.at.x
                    : words.anchor == Anchor::middle ? words.at.x - words.width / 2
                                                     : words.at.x - words.width;
    (void)draw_line({m_origin.x + x, m_origin.y + words.at.y - height / 2, width, height}, words.text,
                    {.role = role, .color = color_of(words.ink)});
  }

private:
  [[nodiscard]] ImVec2 at(const Point& point) const { return {m_origin.x + point.x, m_origin.y + point.y}; }
  /// A line along an axis, on whole device pixels.
  static void bar(ImVec2 from, ImVec2 to, float width, ImU32 color) {
    if (from.y == to.y)
      fill({from.x, from.y - width / 2, to.x - from.x, width}, color);
    else
      fill({from.x - width / 2, std::min(from.y, to.y), width, std::abs(to.y - from.y)}, color);
  }

  ImDrawList& m_list;
  ImVec2 m_origin;
  float m_scale;
  std::vector<ImVec2> m_points;
};

} // namespace

ImU32 color_of(Ink ink) {
  const Palette& palette = colors();
  switch (ink) {
  case Ink::text:
    return palette.text;
  case Ink::muted:
    return palette.muted;
  case Ink::divider:
    return palette.divider;
  case Ink::border:
    return palette.input_border;
  case Ink::surface:
    return palette.surface;
  case Ink::sunken:
    return palette.sunken;
  case Ink::accent:
    return palette.accent;
  case Ink::accent_soft:
    return palette.accent_soft;
  case Ink::committed:
    return palette.committed;
  case Ink::done:
    return palette.status(Status::done).ink;
  case Ink::due:
    return palette.status(Status::due).ink;
  case Ink::failed:
    return palette.status(Status::failed).ink;
  case Ink::series_1:
  case Ink::series_2:
  case Ink::series_3:
  case Ink::series_4:
  case Ink::series_5:
  case Ink::series_6:
    return palette.series[static_cast<std::size_t>(ink) - static_cast<std::size_t>(Ink::series_1)];
  }
  return palette.text;
}

Measure chart_measure() {
  return [](std::string_view text, Type type) { return text_width(text, role_of(type)) / theme().scale; };
}

void draw_scene(const Scene& scene, ImVec2 at) {
  const ImVec2 end{at.x + scene.width, at.y + scene.height};
  if (!ImGui::IsRectVisible(at, end))
    return;
  ImGui::PushClipRect(at, end, true);
  Painter painter(at, scene.scale);
  for (const Mark& mark : scene.marks)
    std::visit(painter, mark);
  ImGui::PopClipRect();
}

void draw_sample(ImVec2 from, float width, Ink ink, Dash dash) {
  const Stroke stroke{
      .points = {{0, 0}, {width, 0}}, .ink = ink, .width = px(2), .dash = dash, .round = false};
  Painter painter(from, theme().scale);
  painter(stroke);
}

} // namespace truat::ui
