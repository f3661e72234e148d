#include "ui/widgets/paint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace truat::ui {

namespace {

/// The nearest edge between device pixels.
float sharp(float position) {
  const float ratio = ImGui::GetIO().DisplayFramebufferScale.x;
  return std::round(position * ratio) / ratio;
}

float at_least_a_pixel(float thickness) {
  const float ratio = ImGui::GetIO().DisplayFramebufferScale.x;
  return std::max(1.0F, std::round(thickness * ratio)) / ratio;
}

} // namespace

void fill(const Box& box, ImU32 color, float radius) {
  ImGui::GetWindowDrawList()->AddRectFilled({sharp(box.x), sharp(box.y)},
                                            {sharp(box.right()), sharp(box.bottom())}, color, radius);
}

void outline(const Box& box, ImU32 color, float radius, float thickness) {
  const float width = at_least_a_pixel(thickness);
  const float half = width / 2;
  ImDrawList* list = ImGui::GetWindowDrawList();
  // AddRect moves its path by half a pixel of its own accord; the path is made here so that the border lies
  // inside the box.
  list->PathRect({sharp(box.x) + half, sharp(box.y) + half},
                 {sharp(box.right()) - half, sharp(box.bottom()) - half}, std::max(0.0F, radius - half));
  list->PathStroke(color, ImDrawFlags_Closed, width);
}

void dashed_outline(const Box& box, ImU32 color, float radius) {
  const float width = at_least_a_pixel(px(1));
  const float half = width / 2;
  const float dash = px(4);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 min{sharp(box.x) + half, sharp(box.y) + half};
  const ImVec2 max{sharp(box.right()) - half, sharp(box.bottom()) - half};
  const auto dashes = [&](ImVec2 from, ImVec2 to) {
    const ImVec2 way{to.x - from.x, to.y - from.y};
    const float length = std::sqrt(way.x * way.x + way.y * way.y);
    const int count = std::max(1, static_cast<int>(std::round(length / (2 * dash))));
    const float step = length / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
      const float a = (static_cast<float>(i) * step + step / 4) / length;
      const float b = (static_cast<float>(i) * step + step * 3 / 4) / length;
      list->AddLine({from.x + way.x * a, from.y + way.y * a}, {from.x + way.x * b, from.y + way.y * b}, color,
                    width);
    }
  };
  dashes({min.x + radius, min.y}, {max.x - radius, min.y});
  dashes({min.x + radius, max.y}, {max.x - radius, max.y});
  dashes({min.x, min.y + radius}, {min.x, max.y - radius});
  dashes({max.x, min.y + radius}, {max.x, max.y - radius});
  constexpr float quarter = std::numbers::pi_v<float> / 2;
  const ImVec2 centers[4] = {{max.x - radius, max.y - radius},
                             {min.x + radius, max.y - radius},
                             {min.x + radius, min.y + radius},
                             {max.x - radius, min.y + radius}};
  for (int corner = 0; corner < 4; ++corner) {
    const float from = quarter * static_cast<float>(corner);
    list->PathArcTo(centers[corner], radius, from + quarter * 0.2F, from + quarter * 0.8F);
    list->PathStroke(color, 0, width);
  }
}

void horizontal_line(float x, float y, float width, ImU32 color, float thickness) {
  const float height = at_least_a_pixel(thickness);
  ImGui::GetWindowDrawList()->AddRectFilled({sharp(x), sharp(y)}, {sharp(x + width), sharp(y) + height},
                                            color);
}

void vertical_line(float x, float y, float height, ImU32 color, float thickness) {
  const float width = at_least_a_pixel(thickness);
  ImGui::GetWindowDrawList()->AddRectFilled({sharp(x), sharp(y)}, {sharp(x) + width, sharp(y + height)},
                                            color);
}

void popup_shadow(const Box& box, float radius) {
  // A blur of 24 as layers whose alphas add up to the shadow's at the box's edge and fall off as a bell does.
  constexpr int layers = 12;
  const float blur = px(24);
  const Box below = box.moved(0, px(8));
  const ImU32 whole = theme().colors().shadow;
  float before = 0;
  for (int i = 0; i < layers; ++i) {
    const float out = 1.0F - static_cast<float>(i) / layers; // 1 at the rim, towards 0 inside
    const float reached = std::exp(-3.2F * out * out);
    const float alpha = reached - before;
    before = reached;
    const float grow = blur / 2 * (2 * out - 1);
    fill(below.grown(grow), with_alpha(whole, alpha), radius + std::max(0.0F, grow));
  }
}

void icon(const Box& box, Icon icon, float side, ImU32 color) {
  if (is_visible(box))
    draw_icon(*ImGui::GetWindowDrawList(), icon, box.center(), px(side), color);
}

void status_shape(const Box& box, Status status, float side, ImU32 ground) {
  if (is_visible(box))
    draw_status_shape(*ImGui::GetWindowDrawList(), status, box.center(), px(side),
                      theme().colors().status(status).ink, ground);
}

bool is_visible(const Box& box) {
  return ImGui::IsRectVisible(box.min(), box.max());
}

} // namespace truat::ui
