#include "text/messages.h"
#include "ui/commands.h"
#include "ui/shell.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <vector>

namespace truat::ui {

namespace {

constexpr float search_width = 264;
constexpr float least_search = 180;

void draw_search_box(const Box& box, ScreenContext& context) {
  const Press press = press_area(box, id_of("search"),
                                 {.name = text::tr("ui.search_everything"), .state = {.has_popup = true}});
  if (press.pressed)
    open_quick_search(context);
  fill(box, press.hovered ? colors().divider : colors().sunken, px(space::radius_control));
  Box line = box.inset(px(12), 0);
  icon(line.take_left(px(18), px(8)), Icon::search, space::icon_button, colors().muted);
  if (!is_touch()) {
    const std::string keys = words_of(command("search").shortcut);
    const Box hint =
        line.take_right(text_width(keys, TextRole::caption) + px(12), px(8)).middle(px(24)).moved(px(4), 0);
    fill(hint, colors().surface, px(4));
    (void)draw_line(hint, keys, {.role = TextRole::caption, .color = colors().muted, .align = Align::center});
  }
  (void)draw_line(line, text::tr("ui.search_everything"), {.color = colors().muted});
  if (press.ring)
    focus_ring(box, px(space::radius_control));
}

void person_menu(ScreenContext& context, const Box& anchor) {
  if (!layer_is_open("person_menu"))
    return;
  CommandMenu items(context);
  items.add("language");
  items.add("theme.light", StartsGroup::yes);
  items.add("theme.dark");
  items.add("theme.system");
  items.add("my_settings", StartsGroup::yes);
  items.add("keys");
  items.draw("person_menu", anchor, Side::below_right);
}

void draw_person(Box& line, ScreenContext& context, bool with_chevron) {
  const Box place = line.take_right(px(with_chevron ? 52.0F : 32.0F), px(16));
  const PersonHere& person = context.input.person;
  const Press press =
      press_area(place.middle(px(36)), id_of("person"),
                 {.name = person.name.empty() ? text::tr("ui.nobody") : std::string_view(person.name),
                  .value = person.position,
                  .state = {.expanded = layer_is_open("person_menu"), .has_popup = true},
                  .tooltip = person.name});
  Box row = place;
  const Box disc = row.take_left(px(32), px(4)).middle(px(32));
  if (person.name.empty()) {
    ImGui::GetWindowDrawList()->AddCircleFilled(disc.center(), disc.w / 2, colors().sunken, 40);
    icon(disc, Icon::user, 18, colors().muted);
  } else {
    avatar(disc, initials_of(person.name));
  }
  if (with_chevron)
    icon(row.take_left(px(16)), Icon::chevron_down, space::icon_chevron, colors().muted);
  if (press.ring)
    focus_ring(disc, disc.w / 2);
  if (press.pressed)
    open_layer("person_menu");
  person_menu(context, place.middle(px(36)));
}

/// Acts of the screen, the primary at the right, and the menu of the rest.
std::string draw_actions(Box& line, const PageHeader& header, bool phone) {
  std::string pressed;
  const float height = theme().control_height();
  for (auto action = header.actions.rbegin(); action != header.actions.rend(); ++action) {
    // The title comes first: an act that has an icon makes do with it.
    const std::optional<Icon> alone = action->phone_icon ? action->phone_icon : action->icon;
    if (phone && alone) {
      if (icon_button(line.take_right(height, px(8)).middle(height), action->id,
                      {.icon = *alone,
                       .name = action->label,
                       .kind = action->kind,
                       .disabled_because = action->disabled_because}))
        pressed = action->id;
      continue;
    }
    const ButtonSpec spec{.label = action->label,
                          .kind = action->kind,
                          .icon = action->icon,
                          .disabled_because = action->disabled_because,
                          .tooltip = action->shortcut};
    if (button(line.take_right(button_width(spec), px(16)).middle(height), action->id, spec))
      pressed = action->id;
  }
  if (header.more.empty())
    return pressed;
  const Box place = line.take_right(height, px(phone ? 8.0F : 16.0F)).middle(height);
  if (icon_button(place, "more",
                  {.icon = Icon::ellipsis,
                   .name = text::tr("ui.more_acts"),
                   .opens_popup = true,
                   .is_open = layer_is_open("more_menu")}))
    open_layer("more_menu");
  std::vector<MenuItem> items;
  for (const HeaderAction& action : header.more)
    items.push_back({.id = action.id,
                     .label = action.label,
                     .icon = action.icon,
                     .shortcut = action.shortcut,
                     .disabled_because = action.disabled_because,
                     .danger = action.kind == ButtonKind::danger});
  const std::string_view chosen = menu("more_menu", place, items);
  return chosen.empty() ? pressed : std::string(chosen);
}

/// What the acts take off the line, so that the search knows when it is to make room for them.
float actions_width(const PageHeader& header) {
  float width = header.more.empty() ? 0 : theme().control_height() + px(16);
  for (const HeaderAction& action : header.actions)
    width += button_width({.label = action.label, .icon = action.icon}) + px(16);
  return width;
}

/// The one heading of the first level.
void page_title(const Box& box, std::string_view title) {
  const bool fits = draw_line(box, title, {.role = TextRole::title});
  access::item({.role = access::Role::heading, .name = title, .box = box, .details = {.level = 1}});
  if (!fits)
    tooltip(box, 0, title);
}

void draw_title(Box line, const PageHeader& header, bool below) {
  if (below && !header.subtitle.empty()) {
    Box both = line.middle(px(52));
    page_title(both.take_top(px(30)), header.title);
    text_line(both, header.subtitle, {.role = TextRole::caption, .color = colors().muted});
    return;
  }
  const float width = std::min(line.w, text_width(header.title, TextRole::title));
  page_title(line.take_left(width, px(16)), header.title);
  if (!header.subtitle.empty() && line.w > px(40))
    text_line(line.moved(0, px(1)), header.subtitle, {.color = colors().muted});
}

} // namespace

std::string draw_top_bar(Box& page, ScreenContext& context, const Screen& current, const PageHeader& header) {
  const IdScope scope("top_bar");
  const bool narrow = context.layout() == LayoutClass::narrow;
  const bool focused = current.chrome == Chrome::focused;
  const Box bar = page.take_top(px(narrow ? 64.0F : 56.0F));
  const access::Part part({.role = access::Role::banner, .name = {}, .box = bar});
  fill(bar, colors().surface);
  horizontal_line(bar.x, bar.bottom() - 1, bar.w, colors().divider);
  Box line = bar.inset(px(focused || narrow ? space::margin_narrow : space::margin), 0);
  if (header.can_go_back) {
    const float side = theme().control_height();
    const Box arrow = line.take_left(narrow ? px(32) : px(36), px(narrow ? 8.0F : 4.0F));
    if (icon_button(
            {arrow.center().x - side / 2, arrow.center().y - side / 2, side, side}, "back",
            {.icon = Icon::arrow_left, .name = text::tr("ui.back"), .icon_side = narrow ? 22.0F : 20.0F}))
      context.back();
    if (!narrow)
      (void)line.take_left(px(0));
  }
  if (!focused)
    draw_person(line, context, !narrow);
  const bool phone = is_phone_bar(bar.w);
  std::string pressed = focused ? draw_actions(line, header, phone) : std::string();
  draw_saved_state(line, context);
  if (!focused) {
    const float title = text_width(header.title, TextRole::title) + px(24);
    const float room = line.w - title - actions_width(header);
    if (room >= px(least_search) && !phone) {
      const Box place = line.take_right(std::min(px(search_width), room - px(16)), px(16));
      draw_search_box(place.middle(px(36)), context);
    } else {
      const float side = theme().control_height();
      if (icon_button(line.take_right(side, px(8)).middle(side), "search",
                      {.icon = Icon::search, .name = text::tr("ui.search_everything"), .icon_side = 20}))
        open_quick_search(context);
    }
    pressed = draw_actions(line, header, phone);
  }
  draw_title(line, header, narrow);
  return pressed;
}

} // namespace truat::ui
