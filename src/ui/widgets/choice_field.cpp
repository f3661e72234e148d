#include "ui/widgets/choice_field.h"

#include "text/messages.h"
#include "text/search_folding.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr std::size_t searched_from = 9; ///< choices
constexpr float rows_in_sight = 8.5F;    ///< the last row is cut, so that scrolling is seen

void search(ChoiceList& list) {
  const text::FoldedQuery query(list.search, text::ToneMarks::ignored);
  list.matches.clear();
  for (std::size_t i = 0; i < list.choices.size(); ++i)
    if (query.is_in(list.choices[i].label) || query.is_in(list.choices[i].second_line))
      list.matches.push_back(i);
  list.searched = list.search;
  list.at = list.matches.empty() ? -1 : 0;
}

void open_list(ImGuiID field, const ChoiceSpec& spec) {
  ChoiceList& list = running_kit().choice_list;
  list = {};
  list.field = field;
  list.choices = spec.choices ? spec.choices() : std::vector<Choice>();
  if (spec.can_be_empty)
    list.choices.insert(list.choices.begin(), Choice{{}, std::string(text::tr("ui.choose_nothing")), {}, {}});
  search(list);
  for (std::size_t i = 0; i < list.choices.size(); ++i)
    if (!spec.chosen_label.empty() && list.choices[i].label == spec.chosen_label) {
      list.at = static_cast<std::ptrdiff_t>(i);
      list.show_at = true;
    }
}

void move_in_list(ChoiceList& list, ImGuiKey key) {
  const auto count = static_cast<std::ptrdiff_t>(list.matches.size());
  if (count == 0)
    return;
  std::ptrdiff_t at = list.at;
  switch (key) {
  case ImGuiKey_DownArrow:
    at += 1;
    break;
  case ImGuiKey_UpArrow:
    at -= 1;
    break;
  case ImGuiKey_PageDown:
    at += 8;
    break;
  case ImGuiKey_PageUp:
    at -= 8;
    break;
  case ImGuiKey_Home:
    at = 0;
    break;
  case ImGuiKey_End:
    at = count - 1;
    break;
  default:
    return;
  }
  list.at = std::clamp<std::ptrdiff_t>(at, 0, count - 1);
  list.show_at = true;
  want_frame_in(0);
}

ImGuiID option_id(std::ptrdiff_t index) {
  return index < 0 ? 0 : ImGui::GetCurrentWindow()->GetID(static_cast<int>(index));
}

bool draw_choice(const Box& row, const Choice& choice, bool is_at, bool is_chosen, std::size_t index) {
  const Press press = press_area(row, option_id(static_cast<std::ptrdiff_t>(index)),
                                 {.role = access::Role::option,
                                  .name = choice.label,
                                  .value = choice.second_line,
                                  .state = {.selected = is_chosen},
                                  .details = {.place = static_cast<int>(index) + 1},
                                  .focusable = Focusable::no});
  if (!is_visible(row))
    return press.pressed;
  if (is_at || press.hovered)
    fill(row,
         is_chosen                         ? colors().accent_soft
         : theme().mode == ColorMode::dark ? colors().divider
                                           : colors().sunken,
         px(space::radius_control));
  else if (is_chosen)
    fill(row, colors().accent_soft, px(space::radius_control));
  Box line = row.inset(px(12), 0);
  if (is_chosen)
    icon(line.take_right(px(18), px(8)), Icon::check, space::icon_button, colors().accent);
  if (choice.status)
    status_shape(line.take_left(px(16), px(8)), *choice.status, 16, colors().raised);
  const ImU32 ink = choice.key.empty() ? colors().muted : is_chosen ? colors().accent : colors().text;
  const TextRole role = is_chosen ? TextRole::body_strong : TextRole::body;
  if (choice.second_line.empty()) {
    (void)draw_line(line, choice.label, {.role = role, .color = ink});
    return press.pressed;
  }
  Box both = line.middle(line_height(TextRole::body) + line_height(TextRole::caption));
  (void)draw_line(both.take_top(line_height(TextRole::body)), choice.label, {.role = role, .color = ink});
  (void)draw_line(both, choice.second_line, {.role = TextRole::caption, .color = colors().muted});
  return press.pressed;
}

/// The tree may give one option the focus: it is the one that Enter picks, and the keys stay with the list,
/// or with the field that searches it.
void follow_focus(ChoiceList& list, const VirtualRows& rows, ImGuiID keys, bool is_searched) {
  for (std::size_t i = rows.first; i < rows.last; ++i)
    if (running_kit().access_focus == option_id(static_cast<std::ptrdiff_t>(i))) {
      list.at = static_cast<std::ptrdiff_t>(i);
      list.show_at = true;
      if (is_searched)
        open_field(keys);
      else
        focus(keys);
    }
}

/// The list below the field; what was picked.
std::optional<Choice> draw_list(Popover& popover, ChoiceList& list, const ChoiceSpec& spec) {
  Box& body = popover.body;
  bool enter = false;
  const bool is_searched = list.choices.size() >= searched_from;
  const ImGuiID keys = id_of(is_searched ? "search" : "options");
  if (is_searched) {
    const Box place = body.take_top(theme().control_height(), px(8));
    if (list.searched.empty() && list.search.empty() && !running_kit().editing && !pointer_is_touch())
      open_field(keys);
    const ListField typed = list_field(place, keys, list.search,
                                       {.name = text::tr("ui.search_choices"),
                                        .placeholder = text::tr("ui.search_choices"),
                                        .mode = InputMode::search,
                                        .icon = Icon::search,
                                        .list_keys = true,
                                        .active_option = option_id(list.at)});
    if (typed.result.changed)
      search(list);
    for (const ImGuiKey key : typed.keys) {
      enter = enter || key == ImGuiKey_Enter;
      move_in_list(list, key);
    }
    if (typed.result.cancelled)
      popover.close();
  }
  for (const ImGuiKey key : {ImGuiKey_DownArrow, ImGuiKey_UpArrow, ImGuiKey_PageDown, ImGuiKey_PageUp,
                             ImGuiKey_Home, ImGuiKey_End})
    if (key_pressed(key))
      move_in_list(list, key);
  enter = enter || key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter);
  if (list.matches.empty()) {
    text_line(body.take_top(px(space::control)), text::tr("ui.no_choice_found"), {.color = colors().muted});
    return std::nullopt;
  }
  const bool two_lines =
      std::ranges::any_of(list.choices, [](const Choice& c) { return !c.second_line.empty(); });
  const float row_height = two_lines ? px(56) : theme().control_height();
  const float height = std::min(static_cast<float>(list.matches.size()), rows_in_sight) * row_height;
  std::optional<Choice> picked;
  ScrollArea area(body.take_top(std::round(height)), "rows");
  const VirtualRows rows(area, list.matches.size(), row_height);
  if (list.at >= 0 && list.show_at) {
    list.show_at = false;
    area.show(rows.row(static_cast<std::size_t>(list.at)));
  }
  follow_focus(list, rows, keys, is_searched);
  if (!is_searched)
    add_stop(keys, area.view());
  const access::Part part({.id = is_searched ? 0 : keys,
                           .role = access::Role::list_box,
                           .name = spec.field.name,
                           .box = area.view(),
                           .details = {.count = static_cast<int>(list.matches.size()),
                                       .active = is_searched ? 0 : option_id(list.at)}});
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const Choice& choice = list.choices[list.matches[i]];
    const bool is_chosen = !choice.key.empty() && choice.label == spec.chosen_label;
    if (static_cast<std::ptrdiff_t>(i) == list.at && is_focused(keys) && running_kit().focus_visible)
      focus_ring(rows.row(i).inset(px(4)), px(space::radius_control));
    if (draw_choice(rows.row(i), choice, static_cast<std::ptrdiff_t>(i) == list.at, is_chosen, i) ||
        (enter && static_cast<std::ptrdiff_t>(i) == list.at))
      picked = choice;
  }
  return picked;
}

void draw_closed(const Box& box, const ChoiceSpec& spec, const Press& press, bool is_open) {
  TextFieldSpec look = spec.field;
  draw_field_frame(box, look, is_open, press.hovered, press.ring);
  Box line = box.inset(px(space::input_padding_x), 0);
  const bool disabled = !look.disabled_because.empty();
  icon(line.take_right(px(16), px(8)), Icon::chevron_down, space::icon_chevron, colors().muted);
  if (spec.chosen_status)
    status_shape(line.take_left(px(16), px(8)), *spec.chosen_status, 16, colors().surface);
  if (spec.chosen_label.empty())
    (void)draw_line(
        line, look.placeholder,
        {.color = look.tone == FieldTone::due ? colors().status(Status::due).ink : colors().muted});
  else
    (void)draw_line(line, spec.chosen_label, {.color = disabled ? colors().muted : colors().text});
}

} // namespace

ChoiceResult choice_field(const Box& box, std::string_view id, const ChoiceSpec& spec) {
  const ImGuiID field = id_of(id);
  const IdScope scope(id);
  ChoiceResult result;
  const bool was_open = layer_is_open("list");
  const Press press = press_area(box, field,
                                 {.role = access::Role::combobox,
                                  .name = spec.field.name,
                                  .value = spec.chosen_label,
                                  .state = {.expanded = was_open,
                                            .has_popup = true,
                                            .invalid = spec.field.tone == FieldTone::failed,
                                            .required = spec.field.required},
                                  .disabled_because = spec.field.disabled_because});
  if (press.pressed && was_open)
    close_layer("list");
  const bool asked =
      (press.pressed && !was_open) || (spec.opens_at_once && !was_open) ||
      (press.focused && !was_open && spec.field.disabled_because.empty() && key_pressed(ImGuiKey_DownArrow));
  if (asked) {
    open_list(field, spec);
    open_layer("list");
    result.opened = layer_is_open("list");
  }
  if (is_visible(box))
    draw_closed(box, spec, press, was_open);
  ChoiceList& list = running_kit().choice_list;
  result.is_open = layer_is_open("list") && list.field == field;
  if (!result.is_open)
    return result;
  std::optional<Choice> picked;
  {
    const float width =
        std::max(box.w / theme().scale, list.choices.size() >= searched_from ? 320.0F : 200.0F);
    Popover popover("list", box, {.width = width, .most_height = 480, .name = spec.field.name});
    if (popover)
      picked = draw_list(popover, list, spec);
  }
  if (picked) {
    close_layer("list");
    result.chosen = true;
    result.key = picked->key;
  }
  return result;
}

} // namespace truat::ui
