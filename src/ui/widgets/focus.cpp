// Where the keyboard goes: Tab from stop to stop, F6 from landmark to landmark, arrows inside a group.
#include "ui/widgets/kit_state.h"
#include "ui/widgets/scroll.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace truat::ui {

namespace {

void go_to(Kit::State& state, ImGuiID id) {
  state.focused = id;
  state.focus_visible = true;
  state.show_focused = id;
  state.want_now = true;
}

/// Of a group, the stop that stands for it: the one with the focus, else the chosen one, else the first.
const FocusStop& that_stands_for(std::span<const FocusStop> stops, const FocusStop& first, ImGuiID focused) {
  const FocusStop* chosen = nullptr;
  for (const FocusStop& stop : stops) {
    if (stop.group != first.group || stop.layer != first.layer)
      continue;
    if (stop.id == focused)
      return stop;
    if (stop.is_chosen && chosen == nullptr)
      chosen = &stop;
  }
  return chosen != nullptr ? *chosen : first;
}

/// The stops of Tab in the top layer, as indices.
std::vector<std::size_t> reachable_stops(const Kit::State& state) {
  const int top = static_cast<int>(state.layers.size());
  const std::vector<FocusStop>& stops = state.last_stops;
  std::vector<std::size_t> reachable;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const FocusStop& stop = stops[i];
    if (stop.layer != top)
      continue;
    if (stop.group == 0) {
      reachable.push_back(i);
      continue;
    }
    const bool is_first = std::ranges::none_of(
        stops.begin(), stops.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const FocusStop& before) { return before.group == stop.group && before.layer == top; });
    if (is_first)
      reachable.push_back(
          static_cast<std::size_t>(&that_stands_for(stops, stop, state.focused) - stops.data()));
  }
  return reachable;
}

bool takes_key(Kit::State& state, ImGuiKey key) {
  return ImGui::IsKeyPressed(key) && std::ranges::find(state.used_keys, key) == state.used_keys.end();
}

} // namespace

void add_stop(ImGuiID id, const Box& box, bool is_chosen) {
  Kit::State& state = running_kit();
  state.stops.push_back({id, state.drawing_layer, box, state.region, state.group, is_chosen});
}

void move_focus(int step) {
  Kit::State& state = running_kit();
  const std::vector<std::size_t> reachable = reachable_stops(state);
  if (reachable.empty())
    return;
  std::size_t next = step > 0 ? 0 : reachable.size() - 1;
  const auto here = std::ranges::find_if(reachable, [&](std::size_t i) {
    return state.last_stops[i].id == state.focused && state.focused != 0;
  });
  if (here != reachable.end()) {
    const auto at = static_cast<std::size_t>(here - reachable.begin());
    next = (at + reachable.size() + static_cast<std::size_t>(step > 0 ? 1 : reachable.size() - 1)) %
           reachable.size();
  } else if (state.focused != 0) {
    // What had the focus is gone: go on from where it stood.
    const auto after =
        std::ranges::find_if(reachable, [&](std::size_t i) { return i >= state.focused_index; });
    if (after != reachable.end())
      next = static_cast<std::size_t>(after - reachable.begin());
  }
  go_to(state, state.last_stops[reachable[next]].id);
  state.open_field = state.focused; // a field opens when Tab comes to it; other widgets take no notice
}

namespace {

struct Regions {
  std::vector<std::size_t> firsts; ///< the first stop of each, as indices
  std::optional<std::size_t> here;
};

Regions regions_of(const Kit::State& state) {
  Regions regions;
  for (const std::size_t i : reachable_stops(state)) {
    const FocusStop& stop = state.last_stops[i];
    if (regions.firsts.empty() || state.last_stops[regions.firsts.back()].region != stop.region)
      regions.firsts.push_back(i);
    if (stop.id == state.focused && state.focused != 0)
      regions.here = regions.firsts.size() - 1;
  }
  return regions;
}

} // namespace

void move_region(int step) {
  Kit::State& state = running_kit();
  const Regions regions = regions_of(state);
  const std::size_t count = regions.firsts.size();
  if (count == 0)
    return;
  const std::size_t next =
      !regions.here ? (step > 0 ? 0 : count - 1) : (*regions.here + (step > 0 ? 1 : count - 1)) % count;
  go_to(state, state.last_stops[regions.firsts[next]].id);
}

bool Kit::has_region(int step) const {
  const Regions regions = regions_of(*m_state);
  if (!regions.here)
    return !regions.firsts.empty();
  return step > 0 ? *regions.here + 1 < regions.firsts.size() : *regions.here > 0;
}

void walk_group(int group, Walk walk) {
  Kit::State& state = running_kit();
  if (state.focused == 0 && state.list_edge_of == 0)
    return;
  std::vector<const FocusStop*> stops;
  std::ptrdiff_t here = -1;
  for (const FocusStop& stop : state.stops) {
    if (stop.group != group || stop.layer != state.drawing_layer)
      continue;
    if (stop.id == state.focused)
      here = static_cast<std::ptrdiff_t>(stops.size());
    stops.push_back(&stop);
  }
  if (stops.empty())
    return;
  const bool is_scrolled = !state.running_scrolls.empty() && !state.running_scrolls.back().sideways;
  const ImGuiID scroll = is_scrolled ? state.running_scrolls.back().id : 0;
  const auto last = static_cast<std::ptrdiff_t>(stops.size()) - 1;
  if (is_scrolled && state.list_edge_of == scroll) {
    state.list_edge_of = 0;
    go_to(state, state.list_edge_is_last ? stops.back()->id : stops.front()->id);
    return;
  }
  if (here < 0 || !drawing_top_layer() || state.editing)
    return;
  std::ptrdiff_t to = here;
  const bool both = walk == Walk::both_ways;
  if (key_pressed(ImGuiKey_DownArrow) || (both && key_pressed(ImGuiKey_RightArrow)))
    to = std::min(here + 1, last);
  if (key_pressed(ImGuiKey_UpArrow) || (both && key_pressed(ImGuiKey_LeftArrow)))
    to = std::max<std::ptrdiff_t>(here - 1, 0);
  if (key_pressed(ImGuiKey_PageDown))
    to = last;
  if (key_pressed(ImGuiKey_PageUp))
    to = 0;
  const bool to_first = key_pressed(ImGuiKey_Home);
  const bool to_last = key_pressed(ImGuiKey_End);
  if (to_first || to_last) {
    to = to_last ? last : 0;
    if (is_scrolled) {
      // Rows out of sight are not drawn: they are there when the list has been scrolled to them.
      ScrollMemory& memory = state.scrolls[scroll];
      memory.position = to_last ? std::max(0.0F, memory.content - memory.view) : 0;
      state.list_edge_of = scroll;
      state.list_edge_is_last = to_last;
      state.list_edge_frame = ImGui::GetFrameCount();
    }
  }
  if (to != here || to_first || to_last) {
    go_to(state, stops[static_cast<std::size_t>(to)]->id);
    // It is drawn already: what holds it scrolls in the next frame.
  }
}

void scroll_by_keys() {
  Kit::State& state = running_kit();
  if (state.editing || state.key_scroll == 0 || ImGui::GetIO().KeyMods != ImGuiMod_None)
    return;
  ScrollMemory& memory = state.scrolls[state.key_scroll];
  const float line = px(48);
  const float page = std::max(line, memory.view - line);
  float by = 0;
  if (takes_key(state, ImGuiKey_PageDown))
    by += page;
  if (takes_key(state, ImGuiKey_PageUp))
    by -= page;
  if (takes_key(state, ImGuiKey_DownArrow))
    by += line;
  if (takes_key(state, ImGuiKey_UpArrow))
    by -= line;
  if (takes_key(state, ImGuiKey_Home))
    by = -memory.content;
  if (takes_key(state, ImGuiKey_End))
    by = memory.content;
  if (by == 0)
    return;
  memory.position = std::clamp(memory.position + by, 0.0F, std::max(0.0F, memory.content - memory.view));
  state.want_now = true;
}

} // namespace truat::ui
