#include "ui/widgets/scroll.h"

#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr float wheel_step = 96;    // design pixels a notch
constexpr float drag_threshold = 8; // CSS px before a touch is a drag
constexpr float bar_width = 10;
constexpr float least_thumb = 32;

float& along(ImVec2& point, bool sideways) {
  return sideways ? point.x : point.y;
}

float limit_of(const ScrollMemory& memory) {
  return std::max(0.0F, memory.content - memory.view);
}

struct Thumb {
  Box track;
  Box thumb;
};

Thumb thumb_of(const Box& view, const ScrollMemory& memory) {
  Box rest = view;
  const Box track = rest.take_right(px(bar_width)).inset(0, px(2));
  const float length = std::max(std::min(px(least_thumb), track.h), track.h * memory.view / memory.content);
  const float way = track.h - length;
  const float at = limit_of(memory) > 0 ? memory.position / limit_of(memory) : 0;
  return {track, {track.x, track.y + way * at, track.w, length}};
}

/// The bar comes before the content, so that it gets the pointer where rows lie beneath it.
void take_bar(const Box& view, ImGuiID id, ScrollMemory& memory) {
  const Thumb bar = thumb_of(view, memory);
  const ImGuiID bar_id = ImHashStr("bar", 0, id);
  const ImRect bounds(bar.track.min(), bar.track.max());
  bool hovered = false;
  bool held = false;
  if (!ImGui::ItemAdd(bounds, bar_id, nullptr, ImGuiItemFlags_NoNav))
    return;
  (void)ImGui::ButtonBehavior(bounds, bar_id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  memory.hovered_bar = hovered || held;
  const ImGuiIO& io = ImGui::GetIO();
  const float way = bar.track.h - bar.thumb.h;
  if (!held || way <= 0)
    return;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    if (!bar.thumb.contains(io.MousePos)) // a press beside the thumb brings it there
      memory.position = (io.MousePos.y - bar.track.y - bar.thumb.h / 2) / way * limit_of(memory);
    memory.drag_from = memory.position;
  } else {
    memory.position = memory.drag_from + (io.MousePos.y - io.MouseClickedPos[0].y) / way * limit_of(memory);
  }
  running_kit().want_now = true;
}

void draw_bar(const Box& view, const ScrollMemory& memory) {
  const Thumb bar = thumb_of(view, memory);
  const float width = px(memory.hovered_bar ? 8.0F : 5.0F);
  const Box thumb{bar.track.right() - width - px(1), bar.thumb.y, width, bar.thumb.h};
  fill(thumb, with_alpha(colors().input_border, memory.hovered_bar ? 0.9F : 0.45F), width / 2);
}

bool may_drag(const Kit::State& state, const Box& view) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!pointer_is_touch() || !ImGui::IsMouseDown(ImGuiMouseButton_Left) || state.keeps_drag != 0)
    return false;
  return view.contains(io.MouseClickedPos[0]) &&
         ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
}

void take_touch(Kit::State& state, ImGuiID id, const Box& view, bool sideways, ScrollMemory& memory) {
  ImGuiIO& io = ImGui::GetIO();
  if (state.dragged_scroll == id) {
    memory.position -= along(io.MouseDelta, sideways);
    state.want_now = true;
    return;
  }
  if (state.dragged_scroll != 0 || limit_of(memory) <= 0 || !may_drag(state, view))
    return;
  const ImVec2 moved{io.MousePos.x - io.MouseClickedPos[0].x, io.MousePos.y - io.MouseClickedPos[0].y};
  const float mine = std::abs(sideways ? moved.x : moved.y);
  const float other = std::abs(sideways ? moved.y : moved.x);
  if (mine < drag_threshold || mine < other)
    return;
  state.dragged_scroll = id;
  ImGui::ClearActiveID(); // the finger is scrolling, so it presses nothing
  memory.position -= sideways ? moved.x : moved.y;
  state.want_now = true;
}

void take_wheel(Kit::State& state, const Box& view, bool sideways, ScrollMemory& memory) {
  const ImGuiIO& io = ImGui::GetIO();
  if (state.wheel_is_used || limit_of(memory) <= 0 || !view.contains(io.MousePos))
    return;
  const float turned =
      sideways ? (io.MouseWheelH != 0 ? io.MouseWheelH : (io.KeyShift ? io.MouseWheel : 0)) : io.MouseWheel;
  if (turned == 0 || io.KeyCtrl || !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem))
    return;
  const float wanted = std::clamp(memory.position - turned * px(wheel_step), 0.0F, limit_of(memory));
  if (wanted == memory.position)
    return; // at its end: the area around takes the wheel
  memory.position = wanted;
  state.wheel_is_used = true;
  state.want_now = true;
}

} // namespace

ScrollArea::ScrollArea(const Box& view, std::string_view id, const ScrollSpec& spec)
    : m_view(view), m_id(id_of(id)), m_spec(spec) {
  Kit::State& state = running_kit();
  ScrollMemory& memory = state.scrolls[m_id];
  memory.view = spec.sideways ? view.w : view.h;
  memory.last_frame = ImGui::GetFrameCount();
  memory.hovered_bar = false;
  if (!spec.sideways && limit_of(memory) > 0)
    take_bar(view, m_id, memory);
  memory.position = std::round(std::clamp(memory.position, 0.0F, limit_of(memory)));
  if (spec.ground != 0)
    fill(view, spec.ground);
  ImGui::PushClipRect(view.min(), view.max(), true);
  content = view;
  if (spec.sideways) {
    content.x -= memory.position;
    content.w = endless;
    m_start = content.x;
  } else {
    content.y -= memory.position;
    content.h = endless;
    m_start = content.y;
  }
  state.running_scrolls.push_back({m_id, view, spec.sideways});
}

ScrollArea::~ScrollArea() {
  Kit::State& state = running_kit();
  ScrollMemory& memory = state.scrolls[m_id];
  const float end = m_spec.sideways ? content.x : content.y;
  const float height = end - m_start + m_spec.padding_bottom;
  if (std::abs(height - memory.content) > 0.5F)
    state.want_now = true;
  memory.content = height;
  ImGui::PopClipRect();
  take_wheel(state, m_view, m_spec.sideways, memory);
  take_touch(state, m_id, m_view, m_spec.sideways, memory);
  if (!m_spec.sideways && limit_of(memory) > 0) {
    draw_bar(m_view, memory);
    // Of several, the keys scroll the one that holds the focus, else the largest.
    const bool holds_focus = std::ranges::any_of(state.stops, [&](const FocusStop& stop) {
      return stop.id == state.focused && state.focused != 0 && m_view.contains(stop.box.center());
    });
    const float size = holds_focus ? FLT_MAX : m_view.w * m_view.h;
    if (drawing_top_layer() && size > state.key_scroll_size) {
      state.key_scroll = m_id;
      state.key_scroll_size = size;
    }
  }
  state.running_scrolls.pop_back();
}

float ScrollArea::position() const {
  return running_kit().scrolls[m_id].position;
}

void ScrollArea::scroll_to(float position) {
  Kit::State& state = running_kit();
  ScrollMemory& memory = state.scrolls[m_id];
  if (memory.position == position)
    return;
  memory.position = position;
  state.want_now = true;
}

void ScrollArea::show(const Box& box) {
  show_in_scroll_areas(box);
}

void show_in_scroll_areas(const Box& box, ShowAt at) {
  Kit::State& state = running_kit();
  Box wanted = box;
  for (auto area = state.running_scrolls.rbegin(); area != state.running_scrolls.rend(); ++area) {
    ScrollMemory& memory = state.scrolls[area->id];
    const bool sideways = area->sideways;
    const float begin = sideways ? wanted.x : wanted.y;
    const float end = sideways ? wanted.right() : wanted.bottom();
    const float view_begin = sideways ? area->view.x : area->view.y;
    const float view_end = sideways ? area->view.right() : area->view.bottom();
    const float margin = std::min(px(24), (view_end - view_begin) / 4);
    float by = 0;
    if (at == ShowAt::upper_third && !sideways)
      by = begin - view_begin - (view_end - view_begin) / 6;
    else if (begin < view_begin + margin)
      by = begin - view_begin - margin;
    else if (end > view_end - margin)
      by = std::min(end - view_end + margin, begin - view_begin - margin);
    if (by == 0)
      continue;
    memory.position = std::max(0.0F, memory.position + by);
    // The content may be new: its height is known after this frame, and the next one keeps the position
    // inside it.
    memory.content = std::max(memory.content, memory.position + memory.view);
    state.want_now = true;
    wanted = sideways ? wanted.moved(-by, 0) : wanted.moved(0, -by);
  }
}

VirtualRows::VirtualRows(ScrollArea& area, std::size_t count, float row_height) : m_height(row_height) {
  m_all = area.content.take_top(row_height * static_cast<float>(count));
  const float above = std::max(0.0F, area.view().y - m_all.y);
  const float below = std::max(0.0F, area.view().bottom() - m_all.y);
  first = std::min(count, static_cast<std::size_t>(above / row_height));
  last = std::min(count, static_cast<std::size_t>(std::ceil(below / row_height)));
}

Box VirtualRows::row(std::size_t index) const {
  return {m_all.x, m_all.y + m_height * static_cast<float>(index), m_all.w, m_height};
}

} // namespace truat::ui
