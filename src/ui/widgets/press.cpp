// The common part of everything that can be pressed.
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <algorithm>

namespace truat::ui {

namespace {

void register_stop(Kit::State& state, ImGuiID id, const Box& box, const access::State& said) {
  add_stop(id, box, said.selected || said.checked || said.current);
  if (state.show_focused == id && state.focused == id) {
    state.show_focused = 0;
    show_in_scroll_areas(box);
  }
}

/// A press by mouse or touch. What was pressed has the focus, without a ring.
void take_pointer(Kit::State& state, const ImRect& bounds, ImGuiID id, const PressSpec& spec, Press& press) {
  const bool disabled = !spec.disabled_because.empty();
  bool hovered = false;
  bool held = false;
  ImGuiButtonFlags flags = ImGuiButtonFlags_NoNavFocus;
  if (spec.under_others)
    flags |= ImGuiButtonFlags_AllowOverlap;
  const bool pressed = ImGui::ButtonBehavior(bounds, id, &hovered, &held, flags);
  if (ImGui::IsItemActive() && ImGui::GetCurrentContext()->ActiveIdIsJustActivated &&
      spec.focusable == Focusable::yes)
    state.focused = id;
  if (pressed && disabled) {
    // A disabled widget answers a touch with its reason.
    state.explained = id;
    state.explained_until = state.now + 4;
  }
  press.hovered = hovered && !(pointer_is_touch() && !held);
  press.held = held && hovered && !disabled;
  press.pressed = pressed && !disabled;
  press.twice = press.pressed && ImGui::GetIO().MouseClickedLastCount[0] >= 2;
  if (press.hovered) {
    state.hovered_in_this_frame = true;
    if (state.hovered != id) {
      state.hovered = id;
      state.hovered_since = state.now;
    }
    if (!disabled)
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
}

void take_keys(Kit::State& state, ImGuiID id, const PressSpec& spec, Press& press) {
  press.focused = state.focused == id;
  press.ring = press.focused && state.focus_visible;
  const bool disabled = !spec.disabled_because.empty();
  if (state.activated == id) {
    state.activated = 0;
    if (drawing_top_layer() && !disabled) {
      press.pressed = true;
      state.focused = id;
    }
  }
  if (press.focused && !disabled && spec.keys == PressKeys::enter_and_space &&
      (key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter) || key_pressed(ImGuiKey_Space)))
    press.pressed = true;
}

} // namespace

Press press_area(const Box& box, ImGuiID id, const PressSpec& spec) {
  Kit::State& state = running_kit();
  Press press;
  if (spec.focusable == Focusable::yes)
    register_stop(state, id, box, spec.state);
  const ImRect bounds(box.min(), box.max());
  if (ImGui::ItemAdd(bounds, id, nullptr, ImGuiItemFlags_NoNav))
    take_pointer(state, bounds, id, spec, press);
  take_keys(state, id, spec, press);
  if (press.pressed)
    state.want_now = true;
  if (!spec.unlisted) {
    access::State said = spec.state;
    said.disabled = said.disabled || !spec.disabled_because.empty();
    access::item({.id = id,
                  .role = spec.role,
                  .name = spec.name,
                  .box = box,
                  .state = said,
                  .value = spec.value,
                  .description = spec.disabled_because.empty() ? spec.described : spec.disabled_because,
                  .details = spec.details});
  }
  const std::string_view sentence = spec.disabled_because.empty() ? spec.tooltip : spec.disabled_because;
  if (!sentence.empty())
    tooltip(box, id, sentence);
  return press;
}

void focus_ring(const Box& box, float radius) {
  if (box.w <= 0)
    return;
  running_kit().ring_is_drawn = true;
  const float gap = px(space::focus_ring_gap);
  const float width = px(space::focus_ring);
  const Box ring = box.grown(gap + width);
  outline(ring, colors().accent, radius + gap + width, width);
}

} // namespace truat::ui
