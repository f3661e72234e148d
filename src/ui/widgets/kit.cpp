#include "ui/widgets/kit_state.h"

#include "base/contract.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

Kit::State* g_running = nullptr;

constexpr double motion_seconds = 0.12;
/// A field that is to open, or to be scrolled to, is taken up within so many frames or not at all.
constexpr int most_frames_waited = 3;

void take_overlay_events(Kit::State& state, const KitInput& input) {
  for (const OverlayEvent& event : input.overlay_events) {
    if (event.kind == OverlayEventKind::typed) {
      if (state.editing) { // the field is open, its element is not there yet
        state.editing->text += event.text;
        state.editing->changed = true;
        ++state.editing->revision;
      } else {
        state.typed += event.text;
      }
      continue;
    }
    if (event.kind == OverlayEventKind::pasted) {
      state.pasted = event.text;
      continue;
    }
    if (!state.editing || state.editing->field != event.field) {
      // The element's last words about a field that was closed by a press elsewhere.
      for (EndedField& ended : state.ended)
        if (ended.field == event.field && ended.how == Ended::finished &&
            event.kind != OverlayEventKind::escape)
          ended.text = event.text;
      continue;
    }
    Editing& editing = *state.editing;
    if (event.kind != OverlayEventKind::escape && editing.text != event.text) {
      editing.text = event.text;
      editing.changed = true;
    }
    switch (event.kind) {
    case OverlayEventKind::changed:
      break;
    case OverlayEventKind::key:
      editing.keys.push_back(event.key);
      break;
    case OverlayEventKind::typed:
    case OverlayEventKind::pasted:
      break; // taken above
    case OverlayEventKind::enter:
      end_editing(Ended::finished, LeftBy::enter);
      break;
    case OverlayEventKind::shift_enter:
      end_editing(Ended::finished, LeftBy::shift_enter);
      break;
    case OverlayEventKind::blur:
      end_editing(Ended::finished);
      break;
    case OverlayEventKind::escape:
      end_editing(Ended::cancelled);
      break;
    case OverlayEventKind::tab:
    case OverlayEventKind::shift_tab: {
      const bool back = event.kind == OverlayEventKind::shift_tab;
      const bool stays = editing.keeps_tab;
      end_editing(Ended::finished, back ? LeftBy::shift_tab : LeftBy::tab);
      if (!stays)
        move_focus(back ? -1 : 1);
      break;
    }
    }
  }
}

void take_page_keys(Kit::State& state) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool tab_is_taken = state.takes_tab != 0 && state.takes_tab == state.focused && state.layers.empty();
  state.takes_tab = 0;
  if (!state.editing && !tab_is_taken && ImGui::IsKeyPressed(ImGuiKey_Tab) && !io.KeyCtrl && !io.KeyAlt)
    move_focus(io.KeyShift ? -1 : 1);
  if (!state.editing && ImGui::IsKeyPressed(ImGuiKey_F6))
    move_region(io.KeyShift ? -1 : 1);
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    state.focus_visible = false;
    state.explained = 0;
    if (state.editing && !state.editing->box.contains(io.MousePos))
      end_editing(Ended::finished);
    state.focused = 0;
  }
}

void begin_page_window() {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport->Pos);
  ImGui::SetNextWindowSize(viewport->Size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
  ImGui::Begin("page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(3);
}

void forget_old(Kit::State& state) {
  std::erase_if(state.animations, [&](const auto& entry) { return state.now - entry.second.at > 5; });
  std::erase_if(state.ended, [](EndedField& ended) { return --ended.frames_left <= 0; });
  if (state.scrolls.size() > 400) {
    const int frame = ImGui::GetFrameCount();
    std::erase_if(state.scrolls, [&](const auto& entry) { return frame - entry.second.last_frame > 2000; });
  }
}

} // namespace

Kit::Kit() : m_state(std::make_unique<State>()) {}
Kit::~Kit() = default;
Kit::Kit(Kit&&) noexcept = default;
Kit& Kit::operator=(Kit&&) noexcept = default;

const OverlayFrame& Kit::overlay() const {
  return m_state->overlay;
}

bool Kit::wants_frame() const {
  return m_state->want_now;
}

std::optional<double> Kit::next_frame_in() const {
  if (m_state->want_now)
    return 0.0;
  if (!m_state->want_at)
    return std::nullopt;
  return std::max(0.0, *m_state->want_at - m_state->now);
}

KitFrame::KitFrame(Kit& kit, const KitInput& input) {
  expects(g_running == nullptr, "one kit frame at a time");
  Kit::State& state = kit.state();
  g_running = &state;
  state.now = input.now_seconds;
  state.overlay_is_there = input.overlay_is_there;
  state.want_now = false;
  state.want_at.reset();
  state.stops.clear();
  state.region = state.last_region = state.group = state.last_group = 0;
  state.search_field = std::exchange(state.next_search_field, 0);
  state.key_scroll = 0;
  state.ring_is_drawn = false;
  state.key_scroll_size = 0;
  state.used_keys.clear();
  state.items.clear();
  state.holders.clear();
  state.overlay = {};
  state.drawing_layer = 0;
  state.hovered_in_this_frame = false;
  state.text_hovered_in_this_frame = false;
  state.tooltip.reset();
  state.wheel_is_used = false;
  state.running_scrolls.clear();
  const access::Asked asked = access::take_asked();
  state.activated = asked.activate;
  state.access_focus = asked.focus;
  if (state.editing)
    state.editing->drawn = false;
  take_overlay_events(state, input);
  take_page_keys(state);
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    state.dragged_scroll = 0;
    state.keeps_drag = 0;
  }
  if (state.access_focus != 0) {
    state.focused = state.access_focus;
    state.focus_visible = true;
    state.show_focused = state.access_focus;
    state.open_field = state.access_focus;
  }
  trim_breaks();
  begin_layers();
  begin_page_window();
}

KitFrame::~KitFrame() {
  Kit::State& state = *g_running;
  ImGui::End();
  if (state.editing && !state.editing->drawn) {
    // Its screen is gone. What was typed stands in the caller's own text, and in the draft that is kept of
    // it.
    state.editing.reset();
    state.want_now = true;
  }
  scroll_by_keys();
  if (ImGui::GetFrameCount() - state.list_edge_frame > most_frames_waited)
    state.list_edge_of = 0;
  end_layers();
  draw_tooltip();
  if (!state.overlay.takes_typing) {
    state.typed.clear();
    state.pasted.reset();
  }
  if (!state.hovered_in_this_frame)
    state.hovered = 0;
  if (!state.text_hovered_in_this_frame)
    state.hovered_text = 0;
  if (state.focused != state.focused_before) {
    state.focused_before = state.focused;
    state.focused_since = state.now;
  }
  for (std::size_t i = 0; i < state.stops.size(); ++i)
    if (state.stops[i].id == state.focused)
      state.focused_index = i;
  state.last_stops = state.stops;
  if (state.open_field != 0 || state.show_focused != 0) {
    const ImGuiID waiting = state.open_field != 0 ? state.open_field : state.show_focused;
    const bool is_there =
        std::ranges::any_of(state.stops, [&](const FocusStop& stop) { return stop.id == waiting; });
    // A button is no field and a page that fits scrolls nothing: what nobody takes up must not keep the page
    // awake.
    if (is_there && ++state.frames_waited <= most_frames_waited)
      state.want_now = true;
    else
      state.open_field = state.show_focused = 0;
  } else {
    state.frames_waited = 0;
  }
  access::keep(state.items, state.stops);
  forget_old(state);
  g_running = nullptr;
}

Kit::State& running_kit() {
  expects(g_running != nullptr, "widgets are drawn inside a KitFrame");
  return *g_running;
}

bool kit_is_running() {
  return g_running != nullptr;
}

IdScope::IdScope(std::string_view name) {
  ImGui::PushID(name.data(), name.data() + name.size());
}
IdScope::IdScope(std::size_t index) {
  ImGui::PushID(reinterpret_cast<const void*>(index + 1));
}
IdScope::~IdScope() {
  ImGui::PopID();
}

ImGuiID id_of(std::string_view name) {
  return ImGui::GetCurrentWindow()->GetID(name.data(), name.data() + name.size());
}

bool is_focused(ImGuiID id) {
  return running_kit().focused == id;
}

void focus(ImGuiID id) {
  Kit::State& state = running_kit();
  state.focused = id;
  state.show_focused = id;
  state.want_now = true;
}

bool focus_is_visible() {
  return running_kit().focus_visible;
}

float animate(ImGuiID id, bool on) {
  Kit::State& state = running_kit();
  const float target = on ? 1.0F : 0.0F;
  const auto [found, is_new] = state.animations.try_emplace(id, Animation{target, state.now});
  Animation& animation = found->second;
  if (!is_new && animation.value != target) {
    const auto step = static_cast<float>(std::min(0.05, state.now - animation.at) / motion_seconds);
    animation.value = target > animation.value ? std::min(target, animation.value + step)
                                               : std::max(target, animation.value - step);
    if (animation.value != target)
      state.want_now = true;
  }
  animation.at = state.now;
  return animation.value;
}

void want_frame_in(double seconds) {
  Kit::State& state = running_kit();
  if (seconds <= 0) {
    state.want_now = true;
    return;
  }
  const double at = state.now + seconds;
  state.want_at = state.want_at ? std::min(*state.want_at, at) : at;
}

double now_seconds() {
  return running_kit().now;
}

bool pointer_is_touch() {
  return ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen;
}

bool drawing_top_layer() {
  const Kit::State& state = running_kit();
  return state.drawing_layer == static_cast<int>(state.layers.size());
}

namespace {

/// Keys that walk or take away go on while they are held; held any longer, one that answers or opens would
/// undo itself again and again.
bool repeats(ImGuiKey key) {
  return (key >= ImGuiKey_LeftArrow && key <= ImGuiKey_End) || key == ImGuiKey_Tab ||
         key == ImGuiKey_Backspace || key == ImGuiKey_Delete;
}

} // namespace

bool key_pressed(ImGuiKey key) {
  Kit::State& state = running_kit();
  if (state.editing || !drawing_top_layer() || !ImGui::IsKeyPressed(key, repeats(key)))
    return false;
  if (std::ranges::find(state.used_keys, key) != state.used_keys.end())
    return false;
  state.used_keys.push_back(key);
  return true;
}

bool key_chord(ImGuiKeyChord chord) {
  Kit::State& state = running_kit();
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  if (state.editing || !ImGui::IsKeyPressed(key, false) ||
      (ImGui::GetIO().KeyMods & ImGuiMod_Mask_) != (chord & ImGuiMod_Mask_))
    return false;
  if (std::ranges::find(state.used_keys, key) != state.used_keys.end())
    return false;
  state.used_keys.push_back(key);
  return true;
}

bool letter_keys_are_free() {
  const Kit::State& state = running_kit();
  return !state.editing && state.layers.empty() && ImGui::GetIO().KeyMods == ImGuiMod_None &&
         !state.overlay.takes_typing;
}

void take_typing() {
  running_kit().overlay.takes_typing = true;
}

} // namespace truat::ui
