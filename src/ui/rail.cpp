// The navigation: rail and bottom bar.
#include "text/messages.h"
#include "ui/commands.h"
#include "ui/shell.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <vector>

namespace truat::ui {

namespace {

constexpr NavigationGroup rail_groups[] = {NavigationGroup::home,     NavigationGroup::inspect,
                                           NavigationGroup::projects, NavigationGroup::stock,
                                           NavigationGroup::meetings, NavigationGroup::reports};

std::vector<const Screen*> screens_of(std::span<const Screen> table, NavigationGroup group) {
  std::vector<const Screen*> screens;
  for (const Screen& screen : table)
    if (screen.group == group && screen.in_navigation)
      screens.push_back(&screen);
  return screens;
}

std::string waiting_at(const ScreenContext& context, const Screen& screen) {
  return screen.waiting != nullptr ? screen.waiting(context) : std::string();
}

void draw_logo(const Box& box) {
  fill(box, colors().accent, px(space::radius_card));
  icon(box, Icon::check, 18, colors().on_accent);
}

void office_menu(ScreenContext& context, const Box& anchor, Side side) {
  if (!layer_is_open("office"))
    return;
  CommandMenu items(context);
  items.add(context.input.is_sample ? "leave_sample" : "open_sample");
  items.add("office_settings");
  items.draw("office", anchor, side);
}

std::string office_line(const UiInput& input) {
  std::string line = input.office;
  if (input.is_sample)
    line += std::string(line.empty() ? "" : " · ") + std::string(text::tr("ui.sample"));
  return line;
}

void draw_office(Box head, ScreenContext& context) {
  const Box ground = head.inset(px(8), px(6));
  const std::string line = office_line(context.input);
  const Press press = press_area(ground, id_of("office_button"),
                                 {.name = text::tr("ui.office_menu"),
                                  .value = line,
                                  .state = {.expanded = layer_is_open("office"), .has_popup = true}});
  if (press.pressed)
    open_layer("office");
  if (press.hovered)
    fill(ground, colors().sunken, px(space::radius_control));
  Box row = head;
  (void)row.take_left(px(16));
  draw_logo(row.take_left(px(32), px(10)).middle(px(32)));
  (void)row.take_right(px(8));
  icon(row.take_right(px(16), px(4)), Icon::chevron_down, space::icon_chevron, colors().muted);
  Box both = row.middle(px(38));
  if (line.empty()) {
    (void)draw_line(both, "Truat", {.role = TextRole::body_strong});
  } else {
    (void)draw_line(both.take_top(px(18)), "Truat", {.role = TextRole::body_strong});
    (void)draw_line(both, line, {.role = TextRole::caption, .color = colors().muted});
  }
  if (press.ring)
    focus_ring(ground, px(space::radius_control));
  office_menu(context, ground, Side::below_left);
}

struct RailRow {
  std::string_view label;
  std::optional<Icon> icon = {};
  std::string waiting = {};
  bool waiting_is_due = false;
  bool current = false; ///< the screen one is on
  bool open = false;    ///< a group whose screens are shown
  bool is_group = false;
};

bool draw_row(const Box& place, ImGuiID id, const RailRow& row) {
  const Box ground = place.inset(px(8), 0);
  const Press press =
      press_area(ground, id,
                 {.role = row.is_group ? access::Role::button : access::Role::link,
                  .name = row.label,
                  .value = row.waiting,
                  .state = {.expanded = row.open, .has_popup = row.is_group, .current = row.current}});
  const float radius = px(space::radius_control);
  if (row.current)
    fill(ground, colors().accent_soft, radius);
  else if (press.hovered)
    fill(ground, colors().sunken, radius);
  if (row.current)
    fill(Box(ground).take_left(px(space::selection_edge)), colors().accent, px(1.5F));
  Box line = place;
  (void)line.take_left(px(18));
  const bool strong = row.current || row.open;
  const Box icon_place = line.take_left(px(20), px(12));
  if (row.icon)
    icon(icon_place, *row.icon, space::icon_navigation, strong ? colors().accent : colors().muted);
  (void)line.take_right(px(16));
  if (row.is_group)
    icon(line.take_right(px(16), px(4)), row.open ? Icon::chevron_down : Icon::chevron_right,
         space::icon_chevron, colors().muted);
  if (!row.waiting.empty() && row.waiting_is_due)
    count_badge(line.take_right(px(24), px(4)), row.waiting, Status::due);
  else if (!row.waiting.empty())
    (void)draw_line(line.take_right(text_width(row.waiting, TextRole::caption) + px(4), px(4)), row.waiting,
                    {.role = TextRole::caption, .color = row.current ? colors().accent : colors().muted});
  (void)draw_line(line, row.label,
                  {.role = strong ? TextRole::body_strong : TextRole::body,
                   .color = row.current ? colors().accent : colors().text});
  if (press.ring)
    focus_ring(ground, radius);
  return press.pressed;
}

void draw_group(Box& column, ScreenContext& context, NavigationGroup group,
                std::span<const Screen* const> screens, const Screen& marked) {
  const std::string_view title = group_title(group);
  if (screens.size() == 1) {
    // A group of one is that one.
    const Screen& only = *screens.front();
    if (draw_row(column.take_top(px(36), px(4)), id_of(only.id),
                 {.label = text::tr(only.title),
                  .icon = only.icon,
                  .waiting = waiting_at(context, only),
                  .current = &only == &marked}))
      start_screen(context, only);
    return;
  }
  std::string& opened = context.state.shell.open_group;
  const bool holds_current = std::ranges::find(screens, &marked) != screens.end();
  const bool open = opened == title || (opened.empty() && holds_current);
  if (draw_row(column.take_top(px(36), px(4)), id_of(title),
               {.label = text::tr(title), .icon = group_icon(group), .open = open, .is_group = true})) {
    opened = open ? "none" : std::string(title);
    if (!open)
      start_screen(context, *screens.front());
  }
  if (!open)
    return;
  for (const Screen* screen : screens)
    if (draw_row(column.take_top(px(36)), id_of(screen->id),
                 {.label = text::tr(screen->title),
                  .waiting = waiting_at(context, *screen),
                  .current = screen == &marked}))
      start_screen(context, *screen);
  column.skip(px(8));
}

bool draw_icon_row(const Box& place, ImGuiID id, std::string_view name, Icon symbol, bool current, bool opens,
                   std::string_view waiting) {
  const Box ground = place.inset(px(8), 0);
  const Press press = press_area(ground, id,
                                 {.role = opens ? access::Role::button : access::Role::link,
                                  .name = name,
                                  .value = waiting,
                                  .state = {.has_popup = opens, .current = current},
                                  .tooltip = name});
  const float radius = px(space::radius_control);
  if (current || press.hovered)
    fill(ground, current ? colors().accent_soft : colors().sunken, radius);
  if (current)
    fill(Box(ground).take_left(px(space::selection_edge)), colors().accent, px(1.5F));
  icon(place, symbol, space::icon_navigation, current ? colors().accent : colors().muted);
  if (!waiting.empty()) {
    const Box badge = Box(ground).take_right(px(22)).take_top(px(18)).moved(px(5), -px(6));
    count_badge(badge, waiting, Status::due);
  }
  if (press.ring)
    focus_ring(ground, radius);
  return press.pressed;
}

void draw_group_icon(Box& column, ScreenContext& context, NavigationGroup group,
                     std::span<const Screen* const> screens, const Screen& marked) {
  const bool current = std::ranges::find(screens, &marked) != screens.end();
  const Box place = column.take_top(px(48));
  const bool several = screens.size() > 1;
  const std::string_view name = text::tr(several ? group_title(group) : screens.front()->title);
  const Icon symbol = several ? group_icon(group) : screens.front()->icon;
  const IdScope scope(group_title(group));
  if (draw_icon_row(place, id_of("group"), name, symbol, current, several, {})) {
    if (several)
      open_layer("screens");
    else
      start_screen(context, *screens.front());
  }
  if (!several)
    return;
  std::vector<MenuItem> items;
  for (const Screen* screen : screens)
    items.push_back({.id = screen->id,
                     .label = text::tr(screen->title),
                     .icon = screen->icon,
                     .checked = screen == &marked,
                     .is_choice = true});
  const std::string_view chosen = menu("screens", place, items, Side::right_of);
  for (const Screen* screen : screens)
    if (screen->id == chosen)
      start_screen(context, *screen);
}

} // namespace

const Screen& marked_screen(std::span<const Screen> table, const Screen& current) {
  if (current.in_navigation || current.under.empty())
    return current;
  const Screen* above = find_screen(table, current.under);
  return above != nullptr ? *above : current;
}

void start_screen(ScreenContext& context, const Screen& screen) {
  context.state.shell.open_group.clear();
  context.state.routes.start({std::string(screen.id), {}, {}});
  want_frame_in(0);
}

void draw_rail(Box& page, ScreenContext& context, std::span<const Screen> table, const Screen& current,
               bool wide) {
  const IdScope scope("rail");
  const Box rail = page.take_left(px(wide ? 216.0F : 64.0F));
  const access::Part part({.role = access::Role::navigation, .name = text::tr("ui.navigation"), .box = rail});
  fill(rail, colors().surface);
  vertical_line(rail.right() - 1, rail.y, rail.h, colors().divider);
  const Screen& marked = marked_screen(table, current);
  Box column = rail;
  Box head = column.take_top(px(56), px(8));
  if (wide) {
    draw_office(head, context);
  } else {
    const Box logo = head.centered(px(32), px(32));
    const Press press = press_area(logo, id_of("office_button"),
                                   {.name = text::tr("ui.office_menu"),
                                    .state = {.has_popup = true},
                                    .tooltip = office_line(context.input)});
    draw_logo(logo);
    if (press.ring)
      focus_ring(logo, px(space::radius_card));
    if (press.pressed)
      open_layer("office");
    office_menu(context, logo, Side::right_of);
  }
  const std::vector<const Screen*> foot = screens_of(table, NavigationGroup::foot);
  const float pitch = px(wide ? 40.0F : 48.0F);
  (void)column.take_bottom(px(wide ? 12.0F : 12.0F));
  Box lower = column.take_bottom(pitch * static_cast<float>(foot.size()));
  for (const NavigationGroup group : rail_groups) {
    const std::vector<const Screen*> screens = screens_of(table, group);
    if (screens.empty())
      continue;
    if (wide)
      draw_group(column, context, group, screens, marked);
    else
      draw_group_icon(column, context, group, screens, marked);
  }
  for (const Screen* screen : foot) {
    const Box place = lower.take_top(pitch);
    const std::string waiting = waiting_at(context, *screen);
    const bool pressed = wide ? draw_row(place.middle(px(36)), id_of(screen->id),
                                         {.label = text::tr(screen->title),
                                          .icon = screen->icon,
                                          .waiting = waiting,
                                          .waiting_is_due = true,
                                          .current = screen == &marked})
                              : draw_icon_row(place, id_of(screen->id), text::tr(screen->title), screen->icon,
                                              screen == &marked, false, waiting);
    if (pressed)
      start_screen(context, *screen);
  }
}

void draw_bottom_bar(Box& page, ScreenContext& context, std::span<const Screen> table,
                     const Screen& current) {
  const IdScope scope("bottom_bar");
  const Box bar = page.take_bottom(px(64));
  const access::Part part({.role = access::Role::navigation, .name = text::tr("ui.navigation"), .box = bar});
  fill(bar, colors().surface);
  horizontal_line(bar.x, bar.y, bar.w, colors().divider);
  const Screen& marked = marked_screen(table, current);
  std::vector<const Screen*> first;
  std::vector<const Screen*> others;
  for (const Screen& screen : table)
    if (screen.in_navigation)
      (!screen.short_title.empty() && first.size() < 4 ? first : others).push_back(&screen);
  Box row = bar;
  Columns columns(row, static_cast<int>(first.size()) + 1, 0);
  const auto draw = [](const Box& place, std::string_view id, std::string_view name, Icon symbol,
                       bool is_current, bool opens) {
    const Press press = press_area(place, id_of(id),
                                   {.role = opens ? access::Role::button : access::Role::link,
                                    .name = name,
                                    .state = {.has_popup = opens, .current = is_current}});
    Box both = place.middle(px(48));
    if (press.held)
      fill(place.inset(px(4)), colors().sunken, px(space::radius_card));
    const ImU32 ink = is_current ? colors().accent : colors().muted;
    if (is_current)
      fill(Box(both).take_top(px(26)).centered(px(56), px(26)), colors().accent_soft, px(13));
    icon(both.take_top(px(26)), symbol, space::icon_navigation, ink);
    (void)draw_line(both, name, {.role = TextRole::caption, .color = ink, .align = Align::center});
    if (press.ring)
      focus_ring(place.inset(px(6)), px(space::radius_control));
    return press.pressed;
  };
  for (int i = 0; i < static_cast<int>(first.size()); ++i) {
    const Screen& screen = *first[static_cast<std::size_t>(i)];
    if (draw(columns[i], screen.id, text::tr(screen.short_title), screen.icon, &screen == &marked, false))
      start_screen(context, screen);
  }
  const Box more = columns[static_cast<int>(first.size())];
  const bool in_others = std::ranges::find(others, &marked) != others.end();
  if (draw(more, "more", text::tr("ui.more"), Icon::menu, in_others, true))
    open_layer("others");
  std::vector<MenuItem> items;
  for (const Screen* screen : others)
    items.push_back({.id = screen->id,
                     .label = text::tr(screen->title),
                     .icon = screen->icon,
                     .checked = screen == &marked,
                     .is_choice = true});
  const std::string_view chosen = menu("others", more.inset(px(8), 0), items, Side::below_right);
  for (const Screen* screen : others)
    if (screen->id == chosen)
      start_screen(context, *screen);
}

} // namespace truat::ui
