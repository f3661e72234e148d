// The stack of layers: opening, closing, focus, and the windows they are drawn in.
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace truat::ui {

namespace {

constexpr double tooltip_delay = 0.4;

std::size_t depth_of(const Kit::State& state, ImGuiID id) {
  for (std::size_t i = 0; i < state.layers.size(); ++i)
    if (state.layers[i].id == id)
      return i;
  return state.layers.size();
}

void close_from(Kit::State& state, std::size_t depth) {
  if (depth >= state.layers.size())
    return;
  state.focused = state.layers[depth].focus_before;
  state.focus_visible = state.layers[depth].ring_before;
  state.layers.resize(depth);
  state.want_now = true;
}

/// A press outside of a popover closes it; so does one on its anchor, which must not open it again.
void take_outside_presses(Kit::State& state) {
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left))
    return;
  const ImVec2 at = ImGui::GetIO().MousePos;
  while (!state.layers.empty()) {
    const Layer& top = state.layers.back();
    if (!top.closes_on_outside_press || top.box.contains(at))
      return;
    const bool on_anchor = top.anchor.contains(at);
    if (on_anchor)
      state.closed_by_anchor = top.id;
    close_from(state, state.layers.size() - 1);
    if (on_anchor)
      return;
  }
}

} // namespace

void begin_layers() {
  Kit::State& state = running_kit();
  if (!state.layers.empty() && !state.editing && ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    state.used_keys.push_back(ImGuiKey_Escape);
    close_from(state, state.layers.size() - 1);
  }
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left) && !ImGui::IsMouseReleased(ImGuiMouseButton_Left))
    state.closed_by_anchor = 0;
  take_outside_presses(state);
  for (Layer& layer : state.layers)
    ++layer.frames_unseen;
}

void end_layers() {
  Kit::State& state = running_kit();
  for (std::size_t i = 0; i < state.layers.size(); ++i) {
    Layer& layer = state.layers[i];
    if (layer.frames_unseen > 1) {
      close_from(state, i);
      return;
    }
    if (!layer.focus_goes_in || layer.content_height == 0)
      continue;
    const auto first = std::ranges::find_if(
        state.stops, [&](const FocusStop& stop) { return stop.layer == static_cast<int>(i) + 1; });
    if (first == state.stops.end())
      continue;
    layer.focus_goes_in = false;
    const bool inside = std::ranges::any_of(state.stops, [&](const FocusStop& stop) {
      return stop.layer == static_cast<int>(i) + 1 && stop.id == state.focused;
    });
    if (!inside)
      state.focused = first->id;
    state.want_now = true;
  }
}

Layer* find_layer(ImGuiID id) {
  Kit::State& state = running_kit();
  const std::size_t depth = depth_of(state, id);
  return depth < state.layers.size() ? &state.layers[depth] : nullptr;
}

void open_layer_by_id(ImGuiID id) {
  Kit::State& state = running_kit();
  if (find_layer(id) != nullptr || state.closed_by_anchor == id)
    return;
  close_from(state, static_cast<std::size_t>(state.drawing_layer));
  Layer layer;
  layer.id = id;
  layer.focus_before = state.focused;
  layer.ring_before = state.focus_visible;
  layer.opened_at = state.now;
  state.layers.push_back(std::move(layer));
  state.want_now = true;
}

void close_layer_by_id(ImGuiID id) {
  Kit::State& state = running_kit();
  close_from(state, depth_of(state, id));
}

void open_layer(std::string_view id) {
  open_layer_by_id(id_of(id));
}

void close_layer(std::string_view id) {
  close_layer_by_id(id_of(id));
}

bool layer_is_open(std::string_view id) {
  return find_layer(id_of(id)) != nullptr;
}

void close_all_layers() {
  close_from(running_kit(), 0);
}

bool any_layer_is_open() {
  return !running_kit().layers.empty();
}

void begin_layer_window(Layer& layer, const Box& window) {
  Kit::State& state = running_kit();
  layer.frames_unseen = 0;
  state.outside.push_back({state.drawing_layer, std::move(state.running_scrolls),
                           std::exchange(state.holders, {}), std::exchange(state.region, ++state.last_region),
                           std::exchange(state.group, 0)});
  state.running_scrolls.clear();
  state.drawing_layer = static_cast<int>(depth_of(state, layer.id)) + 1;
  char name[32];
  std::snprintf(name, sizeof name, "layer/%08x", layer.id);
  ImGui::SetNextWindowPos(window.min());
  ImGui::SetNextWindowSize({std::max(1.0F, window.w), std::max(1.0F, window.h)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::PopStyleVar(3);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

void end_layer_window() {
  Kit::State& state = running_kit();
  ImGui::End();
  state.drawing_layer = state.outside.back().layer;
  state.running_scrolls = std::move(state.outside.back().scrolls);
  state.holders = std::move(state.outside.back().holders);
  state.region = state.outside.back().region;
  state.group = state.outside.back().group;
  state.outside.pop_back();
}

float opening(const Layer& layer) {
  const auto gone = static_cast<float>((now_seconds() - layer.opened_at) / 0.12);
  if (gone < 1)
    want_frame_in(0);
  const float t = std::clamp(gone, 0.0F, 1.0F);
  return 1 - (1 - t) * (1 - t);
}

void tooltip(const Box& box, ImGuiID id, std::string_view sentence) {
  Kit::State& state = running_kit();
  if (!drawing_top_layer() && id != 0)
    return;
  bool wanted = false;
  if (id == 0) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    if (pointer_is_touch() || !ImGui::IsMouseHoveringRect(box.min(), box.max()) || !box.contains(at) ||
        !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem))
      return;
    const ImGuiID place = ImHashData(&box, sizeof box);
    if (state.hovered_text != place) {
      state.hovered_text = place;
      state.hovered_text_since = state.now;
    }
    state.text_hovered_in_this_frame = true;
    wanted = state.now - state.hovered_text_since >= tooltip_delay;
    if (!wanted)
      want_frame_in(tooltip_delay - (state.now - state.hovered_text_since));
  } else if (state.hovered == id && state.hovered_in_this_frame) {
    wanted = state.now - state.hovered_since >= tooltip_delay;
    if (!wanted)
      want_frame_in(tooltip_delay - (state.now - state.hovered_since));
  } else if (state.focused == id && state.focus_visible && state.focused_before == id) {
    wanted = state.now - state.focused_since >= tooltip_delay;
    if (!wanted)
      want_frame_in(tooltip_delay - (state.now - state.focused_since));
  } else if (state.explained == id && state.now < state.explained_until) {
    wanted = true;
    want_frame_in(state.explained_until - state.now);
  }
  if (wanted && !ImGui::IsMouseDown(ImGuiMouseButton_Left))
    state.tooltip = TooltipWanted{box, std::string(sentence)};
}

void draw_tooltip() {
  Kit::State& state = running_kit();
  if (!state.tooltip)
    return;
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport->Pos);
  ImGui::SetNextWindowSize(viewport->Size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("tooltip", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::PopStyleVar();
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const std::string& sentence = state.tooltip->sentence;
  const float most = px(320);
  const float natural = text_width(sentence, TextRole::caption);
  const float width = std::min(most, natural + 1);
  const float height = text_height(sentence, TextRole::caption, width);
  const float pad_x = px(12);
  const float pad_y = px(6);
  Box box{state.tooltip->box.x, state.tooltip->box.bottom() + px(6), width + 2 * pad_x, height + 2 * pad_y};
  if (box.bottom() > viewport->Size.y - px(4))
    box.y = state.tooltip->box.y - box.h - px(6);
  box.x = std::clamp(box.x, px(4), std::max(px(4), viewport->Size.x - box.w - px(4)));
  box.y = std::max(box.y, px(4));
  popup_shadow(box, px(space::radius_control));
  fill(box, colors().raised, px(space::radius_control));
  outline(box, colors().divider, px(space::radius_control));
  draw_paragraph(box.inset(pad_x, pad_y), sentence, {.role = TextRole::caption});
  access::item(0, access::Role::tooltip, sentence, box);
  ImGui::End();
}

} // namespace truat::ui
