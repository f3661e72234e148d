#include "ui/widgets/media.h"

#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

void draw_no_photo(const Box& box, PhotoTexture::State state, float radius) {
  fill(box, colors().sunken, radius);
  icon(box, state == PhotoTexture::State::loading ? Icon::image : Icon::unlink,
       std::min({20.0F, box.w / 2 / theme().scale, box.h / 2 / theme().scale}), colors().muted);
}

/// The part of the picture that fills a box of this shape, in texture coordinates.
ImRect cropped(const PhotoTexture& photo, const Box& box) {
  const float wanted = box.w / std::max(1.0F, box.h);
  const float has = photo.size.x / std::max(1.0F, photo.size.y);
  if (has > wanted) {
    const float part = wanted / has;
    return {(1 - part) / 2, 0, (1 + part) / 2, 1};
  }
  const float part = has / wanted;
  return {0, (1 - part) / 2, 1, (1 + part) / 2};
}

SignaturePoint point_on_pad(const Box& box, ImVec2 at) {
  const float unit = box.w / 1000;
  const auto clamp = [](float value, int most) {
    return std::clamp(static_cast<int>(std::lround(value)), 0, most);
  };
  return {clamp((at.x - box.x) / unit, 1000), clamp((at.y - box.y) / unit, signature_height)};
}

/// A stroke as a smooth line through its points, so that a tablet's coarse ones show no corners.
void draw_stroke(const std::vector<SignaturePoint>& stroke, ImVec2 origin, float unit, ImU32 color,
                 float width) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto place = [&](const SignaturePoint& point) {
    return ImVec2{origin.x + static_cast<float>(point.x) * unit,
                  origin.y + static_cast<float>(point.y) * unit};
  };
  if (stroke.empty())
    return;
  if (stroke.size() == 1) {
    list->AddCircleFilled(place(stroke[0]), width, color, 12);
    return;
  }
  list->PathLineTo(place(stroke[0]));
  for (std::size_t i = 1; i + 1 < stroke.size(); ++i) {
    const ImVec2 here = place(stroke[i]);
    const ImVec2 next = place(stroke[i + 1]);
    list->PathBezierQuadraticCurveTo(here, {(here.x + next.x) / 2, (here.y + next.y) / 2});
  }
  list->PathLineTo(place(stroke.back()));
  list->PathStroke(color, 0, width);
}

} // namespace

bool photo_tile(const Box& box, std::string_view id, const PhotoTileSpec& spec) {
  const Press press = press_area(box, id_of(id),
                                 {.role = access::Role::image,
                                  .name = spec.name,
                                  .state = {.selected = spec.selected},
                                  .tooltip = spec.name});
  if (!is_visible(box))
    return press.pressed;
  const float radius = px(space::radius_control);
  if (spec.photo.state == PhotoTexture::State::ready) {
    const ImRect part = cropped(spec.photo, box);
    ImGui::GetWindowDrawList()->AddImageRounded(spec.photo.texture, box.min(), box.max(), part.Min, part.Max,
                                                IM_COL32_WHITE, radius);
  } else {
    draw_no_photo(box, spec.photo.state, radius);
  }
  if (press.ring || spec.selected)
    focus_ring(box, radius);
  else if (press.hovered)
    outline(box, colors().accent, radius, px(2));
  return press.pressed;
}

bool add_photo_tile(const Box& box, std::string_view id, std::string_view name,
                    std::string_view disabled_because) {
  const Press press =
      press_area(box, id_of(id), {.name = name, .disabled_because = disabled_because, .tooltip = name});
  if (!is_visible(box))
    return press.pressed;
  const float radius = px(space::radius_control);
  if (press.hovered && disabled_because.empty())
    fill(box, colors().sunken, radius);
  dashed_outline(box, disabled_because.empty() ? colors().input_border : colors().divider, radius);
  icon(box, Icon::camera, 22, colors().muted);
  if (press.ring)
    focus_ring(box, radius);
  return press.pressed;
}

void photo_view(const Box& box, const PhotoTexture& photo, std::string_view name) {
  access::item(0, access::Role::image, name, box);
  if (!is_visible(box))
    return;
  const float radius = px(space::radius_control);
  if (photo.state != PhotoTexture::State::ready) {
    draw_no_photo(box, photo.state, radius);
    return;
  }
  const float scale = std::min(box.w / std::max(1.0F, photo.size.x), box.h / std::max(1.0F, photo.size.y));
  const Box picture = box.centered(std::round(photo.size.x * scale), std::round(photo.size.y * scale));
  if (picture.w < box.w - 1 || picture.h < box.h - 1)
    fill(box, colors().sunken, radius);
  ImGui::GetWindowDrawList()->AddImageRounded(photo.texture, picture.min(), picture.max(), {0, 0}, {1, 1},
                                              IM_COL32_WHITE, radius);
}

bool signature_pad(const Box& box, std::string_view id, SignatureStrokes& strokes,
                   const SignaturePadSpec& spec) {
  Kit::State& state = running_kit();
  const ImGuiID pad = id_of(id);
  const ImRect bounds(box.min(), box.max());
  bool finished = false;
  bool hovered = false;
  bool held = false;
  access::item(pad, access::Role::image, spec.name, box, {.read_only = spec.read_only});
  if (ImGui::ItemAdd(bounds, pad, nullptr, ImGuiItemFlags_NoNav) && !spec.read_only) {
    const bool was_held = ImGui::GetActiveID() == pad;
    (void)ImGui::ButtonBehavior(bounds, pad, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
    const SignaturePoint point = point_on_pad(box, ImGui::GetIO().MousePos);
    if (held) {
      state.keeps_drag = pad; // the finger draws here and does not scroll
      if (!was_held)
        strokes.push_back({point});
      else if (!strokes.empty() && strokes.back().back() != point)
        strokes.back().push_back(point);
      want_frame_in(0);
    }
    finished = was_held && !held;
    if (hovered)
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  if (!is_visible(box))
    return finished;
  const float radius = px(space::radius_control);
  fill(box, colors().surface, radius);
  outline(box, spec.read_only ? colors().divider : colors().input_border, radius);
  const float base = box.y + box.h * 0.72F;
  horizontal_line(box.x + px(24), base, box.w - px(48), colors().divider, px(1.5F));
  if (strokes.empty() && !spec.hint.empty())
    (void)draw_line({box.x, base + px(2), box.w, line_height(TextRole::caption)}, spec.hint,
                    {.role = TextRole::caption, .color = colors().muted, .align = Align::center});
  for (const std::vector<SignaturePoint>& stroke : strokes)
    draw_stroke(stroke, box.min(), box.w / 1000, colors().series[2], px(2.2F));
  return finished;
}

void draw_signature(const Box& box, const SignatureStrokes& strokes, ImU32 color) {
  if (!is_visible(box))
    return;
  const float unit = std::min(box.w / 1000, box.h / static_cast<float>(signature_height));
  const ImVec2 origin{box.x + (box.w - 1000 * unit) / 2,
                      box.y + (box.h - static_cast<float>(signature_height) * unit) / 2};
  for (const std::vector<SignaturePoint>& stroke : strokes)
    draw_stroke(stroke, origin, unit, color, std::max(px(1.2F), 3 * unit));
}

} // namespace truat::ui
