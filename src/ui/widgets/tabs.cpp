// The strip of tabs.
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr float shape_side = 16;

float width_of(const Tab& tab) {
  float width = text_width(tab.label, TextRole::body_strong);
  if (tab.status)
    width += px(shape_side + 6);
  if (!tab.count.empty())
    width += text_width(tab.count, TextRole::caption) + px(6);
  return std::ceil(width);
}

void draw_tab(const Box& box, const Tab& tab, bool is_chosen, const Press& press) {
  Box line = box;
  const ImU32 ink = is_chosen ? colors().accent : press.hovered ? colors().text : colors().muted;
  if (tab.status)
    status_shape(line.take_left(px(shape_side), px(6)), *tab.status, shape_side, colors().surface);
  if (!tab.count.empty())
    (void)draw_line(line.take_right(text_width(tab.count, TextRole::caption), px(6)), tab.count,
                    {.role = TextRole::caption, .color = ink});
  (void)draw_line(line, tab.label,
                  {.role = is_chosen ? TextRole::body_strong : TextRole::body, .color = ink});
  if (is_chosen)
    fill({box.x, box.bottom() - px(3), box.w, px(3)}, colors().accent, px(1.5F));
  if (press.ring)
    focus_ring(box.inset(-px(4), px(8)), px(4));
}

} // namespace

bool tabs(const Box& box, std::string_view id, int& chosen, std::span<const Tab> tabs, float margin) {
  const IdScope scope(id);
  const int before = chosen;
  const auto count = static_cast<int>(tabs.size());
  float needed = 0;
  for (const Tab& tab : tabs)
    needed += width_of(tab);
  // Tabs share the room that is left; when there is none they keep a distance and the strip scrolls.
  const float gap =
      count > 1 ? std::clamp((box.w - 2 * margin - needed) / static_cast<float>(count - 1), px(20), px(32))
                : 0;
  ScrollArea strip(box, "strip", {.sideways = true});
  (void)strip.content.take_left(margin);
  const access::Part part({.role = access::Role::tab_list, .name = {}, .box = box});
  int wanted = before;
  for (int i = 0; i < count; ++i) {
    const Tab& tab = tabs[static_cast<std::size_t>(i)];
    const Box place = strip.content.take_left(width_of(tab), i + 1 < count ? gap : 0);
    const bool is_chosen = i == before;
    const Press press = press_area(place, ImGui::GetCurrentWindow()->GetID(i),
                                   {.role = access::Role::tab,
                                    .name = tab.label,
                                    .value = tab.count,
                                    .state = {.selected = is_chosen},
                                    .focusable = is_chosen ? Focusable::yes : Focusable::no});
    if (press.pressed)
      wanted = i;
    if (press.focused && key_pressed(ImGuiKey_RightArrow))
      wanted = std::min(i + 1, count - 1);
    if (press.focused && key_pressed(ImGuiKey_LeftArrow))
      wanted = std::max(i - 1, 0);
    if (is_visible(place))
      draw_tab(place, tab, is_chosen, press);
    Kit::State& state = running_kit();
    float& shown = state.numbers[ImHashStr("shown", 0, id_of("strip"))];
    if (is_chosen && shown != static_cast<float>(i + 1)) {
      shown = static_cast<float>(i + 1);
      strip.show(place);
    }
  }
  (void)strip.content.take_left(margin);
  if (wanted != before) {
    if (before >= 0 && is_focused(ImGui::GetCurrentWindow()->GetID(before)))
      focus(ImGui::GetCurrentWindow()->GetID(wanted));
    chosen = wanted;
    want_frame_in(0);
  }
  return wanted != before;
}

} // namespace truat::ui
