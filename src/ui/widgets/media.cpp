#include "ui/widgets/media.h"

#include "text/messages.h"
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

namespace {

/// The pen that the keys move: where it is, and whether it writes. Kept as long as the pad is drawn.
struct KeyPen {
  float& x;
  float& y;
  float& is_down;
};

KeyPen key_pen(ImGuiID pad) {
  std::unordered_map<ImGuiID, float>& numbers = running_kit().numbers;
  float& x = numbers.try_emplace(ImHashStr("pen_x", 0, pad), 200.0F).first->second;
  float& y = numbers.try_emplace(ImHashStr("pen_y", 0, pad), signature_height * 0.6F).first->second;
  float& is_down = numbers.try_emplace(ImHashStr("pen_down", 0, pad), 0.0F).first->second;
  return {x, y, is_down};
}

/// Arrows move the pen, Space and Enter put it down and lift it, Backspace takes the last stroke away.
bool write_by_keys(KeyPen pen, SignatureStrokes& strokes, bool toggles) {
  constexpr float step = 25; // of 1000
  const ImVec2 before{pen.x, pen.y};
  const auto here = [&pen] { return SignaturePoint{static_cast<int>(pen.x), static_cast<int>(pen.y)}; };
  if (key_pressed(ImGuiKey_LeftArrow))
    pen.x -= step;
  if (key_pressed(ImGuiKey_RightArrow))
    pen.x += step;
  if (key_pressed(ImGuiKey_UpArrow))
    pen.y -= step;
  if (key_pressed(ImGuiKey_DownArrow))
    pen.y += step;
  pen.x = std::clamp(pen.x, 0.0F, 1000.0F);
  pen.y = std::clamp(pen.y, 0.0F, static_cast<float>(signature_height));
  const bool moved = pen.x != before.x || pen.y != before.y;
  const bool is_down = pen.is_down != 0;
  if (is_down && moved && !strokes.empty())
    strokes.back().push_back(here());
  if (key_pressed(ImGuiKey_Backspace) && !strokes.empty()) {
    strokes.pop_back();
    pen.is_down = 0;
  } else if (toggles) {
    pen.is_down = is_down ? 0.0F : 1.0F;
    if (!is_down)
      strokes.push_back({here()});
  }
  if (moved || toggles)
    want_frame_in(0);
  return toggles && is_down;
}

} // namespace

bool signature_pad(const Box& box, std::string_view id, SignatureStrokes& strokes,
                   const SignaturePadSpec& spec) {
  Kit::State& state = running_kit();
  const ImGuiID pad = id_of(id);
  bool finished = false;
  if (spec.read_only) {
    access::item(0, access::Role::image, spec.name, box);
  } else {
    const KeyPen pen = key_pen(pad);
    const bool was_held = ImGui::GetActiveID() == pad;
    const std::string_view how = text::tr(pen.is_down != 0 ? "ui.pen_is_down" : "ui.pen_is_up");
    const Press press =
        press_area(box, pad, {.name = spec.name, .value = how, .tooltip = how, .keys = PressKeys::none});
    const SignaturePoint point = point_on_pad(box, ImGui::GetIO().MousePos);
    if (press.held) {
      state.keeps_drag = pad; // the finger draws here and does not scroll
      pen.is_down = 0;
      if (!was_held)
        strokes.push_back({point});
      else if (!strokes.empty() && strokes.back().back() != point)
        strokes.back().push_back(point);
      want_frame_in(0);
    }
    finished = was_held && ImGui::GetActiveID() != pad;
    const bool by_pointer = was_held || press.held;
    const bool toggles = (press.pressed && !by_pointer) ||
                         (press.focused && (key_pressed(ImGuiKey_Space) || key_pressed(ImGuiKey_Enter)));
    if (press.focused || toggles)
      finished = write_by_keys(pen, strokes, toggles) || finished;
    if (press.ring)
      focus_ring(box, px(space::radius_control));
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
  if (!spec.read_only && is_focused(pad) && focus_is_visible()) {
    const KeyPen pen = key_pen(pad);
    const ImVec2 at{box.x + pen.x * box.w / 1000, box.y + pen.y * box.w / 1000};
    ImGui::GetWindowDrawList()->AddCircle(at, px(7), colors().accent, 24, px(2));
    if (pen.is_down != 0)
      ImGui::GetWindowDrawList()->AddCircleFilled(at, px(3), colors().accent, 16);
  }
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
