// Menus: popovers of items that are walked with the arrows.
#include "text/messages.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {

namespace {

float natural_width(std::span<const MenuItem> items) {
  float widest = px(160);
  for (const MenuItem& item : items) {
    float width = text_width(item.label, TextRole::body) + px(48 + 16);
    if (!item.shortcut.empty())
      width += text_width(item.shortcut, TextRole::caption) + px(24);
    widest = std::max(widest, width);
  }
  return std::min(widest, px(400));
}

/// Whether it was chosen.
bool draw_item(Box row, ImGuiID id, const MenuItem& item, bool has_icons) {
  const Press press =
      press_area(row, id,
                 {.role = item.is_choice ? access::Role::menu_item_radio : access::Role::menu_item,
                  .name = item.label,
                  .value = item.shortcut,
                  .state = {.checked = item.checked},
                  .disabled_because = item.disabled_because});
  const bool is_disabled = !item.disabled_because.empty();
  if (press.hovered || press.ring)
    fill(row, theme().mode == ColorMode::dark ? colors().divider : colors().sunken,
         px(space::radius_control));
  Box line = row.inset(px(12), 0);
  const ImU32 ink = is_disabled   ? colors().muted
                    : item.danger ? colors().status(Status::failed).ink
                                  : colors().text;
  if (has_icons) {
    const Box place = line.take_left(px(space::icon_button), px(12));
    if (item.icon)
      icon(place, *item.icon, space::icon_button, is_disabled || !item.danger ? colors().muted : ink);
  }
  if (item.checked)
    icon(line.take_right(px(space::icon_button), px(8)), Icon::check, space::icon_button, colors().accent);
  if (!item.shortcut.empty())
    draw_line(line.take_right(text_width(item.shortcut, TextRole::caption), px(16)), item.shortcut,
              {.role = TextRole::caption, .color = colors().muted});
  (void)draw_line(line, item.label, {.color = ink});
  return press.pressed;
}

void walk(std::span<const ImGuiID> ids) {
  const auto here = std::ranges::find_if(ids, [](ImGuiID id) { return is_focused(id); });
  const auto count = static_cast<std::ptrdiff_t>(ids.size());
  std::ptrdiff_t at = here == ids.end() ? -1 : here - ids.begin();
  const std::ptrdiff_t before = at;
  if (key_pressed(ImGuiKey_DownArrow))
    at = (at + 1) % count;
  if (key_pressed(ImGuiKey_UpArrow))
    at = (std::max<std::ptrdiff_t>(at, 0) + count - 1) % count;
  if (key_pressed(ImGuiKey_Home))
    at = 0;
  if (key_pressed(ImGuiKey_End))
    at = count - 1;
  if (at != before && at >= 0) {
    running_kit().focus_visible = true;
    focus(ids[static_cast<std::size_t>(at)]);
  }
}

} // namespace

std::string_view menu(std::string_view id, const Box& anchor, std::span<const MenuItem> items, Side side) {
  if (!layer_is_open(id))
    return {};
  std::string_view chosen;
  {
    Popover popover(id, anchor,
                    {.width = natural_width(items) / theme().scale,
                     .most_height = 480,
                     .side = side,
                     .name = text::tr("ui.menu"),
                     .role = access::Role::menu});
    if (!popover || items.empty())
      return {};
    const bool has_icons =
        std::ranges::any_of(items, [](const MenuItem& item) { return item.icon.has_value(); });
    std::vector<ImGuiID> ids;
    for (const MenuItem& item : items) {
      if (item.starts_group && !ids.empty()) {
        const Box gap = popover.body.take_top(px(9));
        horizontal_line(gap.x, gap.y + px(4), gap.w, colors().divider);
      }
      ids.push_back(id_of(item.id));
      if (draw_item(popover.body.take_top(theme().control_height()), ids.back(), item, has_icons))
        chosen = item.id;
    }
    walk(ids);
  }
  if (!chosen.empty())
    close_layer(id);
  return chosen;
}

} // namespace truat::ui
