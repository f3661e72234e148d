#include "ui/widgets/choice_controls.h"

#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr float box_side = 20;
constexpr int most_title_lines = 12; ///< of a card; a long value is seen whole

/// Label and second line beside a control.
void draw_label(Box line, const ToggleSpec& spec) {
  const ImU32 ink = spec.disabled_because.empty() ? colors().text : colors().muted;
  if (spec.second_line.empty()) {
    (void)draw_line(line, spec.label, {.color = ink});
    return;
  }
  const float upper = line_height(TextRole::body);
  Box both = line.middle(upper + line_height(TextRole::caption));
  (void)draw_line(both.take_top(upper), spec.label, {.color = ink});
  (void)draw_line(both, spec.second_line, {.role = TextRole::caption, .color = colors().muted});
}

void draw_check(const Box& box, bool on, bool mixed, bool disabled, bool hovered) {
  const float radius = px(4);
  if (!on && !mixed) {
    fill(box, hovered ? colors().sunken : colors().surface, radius);
    outline(box, disabled ? colors().divider : colors().input_border, radius, px(1.5F));
    return;
  }
  fill(box, disabled ? colors().divider : hovered ? colors().accent_hover : colors().accent, radius);
  icon(box, mixed ? Icon::minus : Icon::check, 16, disabled ? colors().muted : colors().on_accent);
}

void draw_radio(const Box& box, bool on, bool disabled) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 center = box.center();
  const float radius = px(10);
  const ImU32 ink = disabled ? colors().divider : on ? colors().accent : colors().input_border;
  list->AddCircleFilled(center, radius, colors().surface, 32);
  list->AddCircle(center, radius - px(0.75F), ink, 32, px(on ? 2.0F : 1.5F));
  if (on)
    list->AddCircleFilled(center, px(5), ink, 24);
}

/// Soft ground and a 2 px border when chosen, else the input border.
/// `edge`: of what is not chosen.
void draw_card(const Box& box, bool chosen, bool disabled, const Press& press, ImU32 edge) {
  const float radius = px(space::radius_card);
  fill(box,
       chosen                       ? colors().accent_soft
       : press.hovered && !disabled ? colors().sunken
                                    : colors().surface,
       radius);
  outline(box,
          disabled ? colors().divider
          : chosen ? colors().accent
                   : edge,
          radius, px(chosen ? 2.0F : 1.0F));
  if (press.ring)
    focus_ring(box, radius);
}

} // namespace

bool checkbox(const Box& box, std::string_view id, bool& on, const ToggleSpec& spec) {
  const Press press = press_area(box, id_of(id),
                                 {.role = access::Role::checkbox,
                                  .name = spec.label,
                                  .state = {.checked = on},
                                  .disabled_because = spec.disabled_because});
  if (press.pressed)
    on = !on;
  if (is_visible(box)) {
    Box line = box;
    const Box square = line.take_left(px(box_side), px(10)).middle(px(box_side));
    draw_check(square, on, spec.mixed, !spec.disabled_because.empty(), press.hovered);
    draw_label(line, spec);
    if (press.ring)
      focus_ring(square, px(4));
  }
  return press.pressed;
}

float checkbox_width(const ToggleSpec& spec) {
  return px(box_side + 10) + text_width(spec.label, TextRole::body);
}

bool toggle(const Box& box, std::string_view id, bool& on, const ToggleSpec& spec) {
  const ImGuiID item = id_of(id);
  const Press press = press_area(box, item,
                                 {.role = access::Role::switch_button,
                                  .name = spec.label,
                                  .state = {.checked = on},
                                  .disabled_because = spec.disabled_because});
  if (press.pressed)
    on = !on;
  const float moved = animate(item, on);
  if (is_visible(box)) {
    const bool disabled = !spec.disabled_because.empty();
    Box line = box;
    const Box track = line.take_right(px(40), px(16)).middle(px(22));
    fill(track, disabled ? colors().divider : on ? colors().accent : colors().input_border, track.h / 2);
    const float radius = track.h / 2 - px(3);
    const ImVec2 knob{track.x + track.h / 2 + (track.w - track.h) * moved, track.y + track.h / 2};
    ImGui::GetWindowDrawList()->AddCircleFilled(knob, radius, on ? colors().on_accent : colors().surface, 24);
    draw_label(line, spec);
    if (press.ring)
      focus_ring(track, track.h / 2);
  }
  return press.pressed;
}

bool segmented(const Box& box, std::string_view id, int& chosen, std::span<const Segment> segments,
               std::string_view name) {
  const IdScope scope(id);
  const access::Part part({.role = access::Role::radio_group, .name = name, .box = box});
  fill(box, colors().sunken, px(space::radius_control));
  const bool dark = theme().mode == ColorMode::dark; // where no ground is much lighter than another
  const int before = chosen;
  const auto count = static_cast<int>(segments.size());
  Box inside = box.inset(px(2));
  Columns columns(inside, count, 0);
  std::vector<ImGuiID> ids;
  for (int i = 0; i < count; ++i)
    ids.push_back(ImGui::GetCurrentWindow()->GetID(i));
  for (int i = 0; i < count; ++i) {
    const Segment& segment = segments[static_cast<std::size_t>(i)];
    const bool is_chosen = i == before;
    // One stop for Tab: the chosen one; the arrows go on from there.
    const Press press = press_area(columns[i], ids[static_cast<std::size_t>(i)],
                                   {.role = access::Role::radio,
                                    .name = segment.label,
                                    .state = {.checked = is_chosen},
                                    .focusable = is_chosen || before < 0 ? Focusable::yes : Focusable::no});
    if (press.pressed)
      chosen = i;
    if (press.focused && (key_pressed(ImGuiKey_RightArrow) || key_pressed(ImGuiKey_DownArrow)))
      chosen = std::min(i + 1, count - 1);
    if (press.focused && (key_pressed(ImGuiKey_LeftArrow) || key_pressed(ImGuiKey_UpArrow)))
      chosen = std::max(i - 1, 0);
    if (is_chosen)
      fill(columns[i], dark ? colors().accent_soft : colors().surface, px(5));
    Box line = columns[i].inset(px(4), 0);
    const TextRole role = is_chosen ? TextRole::body_strong : TextRole::body;
    const ImU32 ink = is_chosen && dark            ? colors().accent
                      : is_chosen || press.hovered ? colors().text
                                                   : colors().muted;
    if (segment.icon) {
      const float words = text_width(segment.label, TextRole::body_strong);
      const float width = text_width(segment.label, role) + px(space::icon_button + 8);
      // The words say more than the shape: it goes where both have no room.
      if (words + px(space::icon_button + 8) <= line.w) {
        line = line.centered(std::min(width, line.w), line.h);
        icon(line.take_left(px(space::icon_button), px(8)), *segment.icon, space::icon_button, ink);
      }
    }
    (void)draw_line(line, segment.label, {.role = role, .color = ink, .align = Align::center});
    if (press.ring)
      focus_ring(columns[i], px(5));
  }
  if (chosen != before && before >= 0 && is_focused(ids[static_cast<std::size_t>(before)]))
    focus(ids[static_cast<std::size_t>(chosen)]);
  return chosen != before;
}

float segmented_width(std::span<const Segment> segments) {
  float widest = px(64);
  for (const Segment& segment : segments)
    widest = std::max(widest, text_width(segment.label, TextRole::body_strong) + px(32) +
                                  (segment.icon ? px(space::icon_button + 8) : 0));
  return std::ceil(widest) * static_cast<float>(segments.size()) + px(4);
}

bool radio_card(const Box& box, std::string_view id, const RadioCardSpec& spec) {
  const Press press = press_area(box, id_of(id),
                                 {.role = access::Role::radio,
                                  .name = spec.title,
                                  .value = spec.lines,
                                  .state = {.checked = spec.chosen},
                                  .disabled_because = spec.disabled_because});
  if (!is_visible(box))
    return press.pressed;
  const bool disabled = !spec.disabled_because.empty();
  draw_card(box, spec.chosen, disabled, press, colors().input_border);
  Box inside = box.inset(px(16), px(16));
  Box circle = inside.take_left(px(box_side), px(12));
  const float title = text_height(spec.title, TextRole::body_strong, inside.w, most_title_lines);
  draw_radio(circle.take_top(line_height(TextRole::body_strong)), spec.chosen, disabled);
  draw_paragraph(inside.take_top(title), spec.title,
                 {.role = TextRole::body_strong,
                  .color = disabled ? colors().muted : colors().text,
                  .most_lines = most_title_lines});
  if (!spec.lines.empty())
    draw_paragraph(inside, spec.lines, {.color = spec.chosen ? colors().text : colors().muted});
  return press.pressed;
}

float radio_card_height(const RadioCardSpec& spec, float width) {
  const float inside = width - px(32 + box_side + 12);
  const float lines = spec.lines.empty() ? 0 : text_height(spec.lines, TextRole::body, inside);
  return px(32) + text_height(spec.title, TextRole::body_strong, inside, most_title_lines) + lines;
}

bool radio_row(const Box& box, std::string_view id, const RadioRowSpec& spec) {
  std::string value;
  if (access::wanted()) {
    value = spec.muted;
    if (spec.chip)
      value.append(value.empty() ? "" : " · ").append(spec.chip->word);
  }
  const Press press = press_area(box, id_of(id),
                                 {.role = access::Role::radio,
                                  .name = spec.label,
                                  .value = value,
                                  .state = {.checked = spec.chosen},
                                  .disabled_because = spec.disabled_because});
  if (!is_visible(box))
    return press.pressed;
  const bool disabled = !spec.disabled_because.empty();
  // The circle says that it can be chosen; many rows with strong edges would be a cage.
  draw_card(box, spec.chosen, disabled, press, colors().divider);
  const access::Unsaid unsaid;
  Box line = box.inset(px(14), 0);
  draw_radio(line.take_left(px(box_side), px(12)), spec.chosen, disabled);
  if (spec.chip)
    chip_right(line, *spec.chip, px(8));
  const float width = std::min(line.w, text_width(spec.label, TextRole::body));
  (void)draw_line(line.take_left(width, px(6)), spec.label,
                  {.color = disabled ? colors().muted : colors().text});
  if (!spec.muted.empty())
    (void)draw_line(line, spec.muted, {.color = colors().muted});
  return press.pressed;
}

namespace {

constexpr float answer_padding = 14;

/// Whether a word has no room beside its shape, as on a phone: then all of them stand below, the same way.
bool is_upright(std::span<const Answer> answers, const Box& one) {
  if (one.h < px(52))
    return false;
  const float room = one.w - px(2 * answer_padding + 18 + 8);
  return std::ranges::all_of(answers, [](const Answer& answer) { return answer.status.has_value(); }) &&
         std::ranges::any_of(answers, [&](const Answer& answer) {
           return text_width(answer.label, TextRole::body_strong) > room;
         });
}

void draw_upright_answer(const Box& box, const Answer& answer, bool is_chosen, const StatusColors& status,
                         ImU32 ink) {
  const float shape = px(20);
  Box both = box.middle(shape + px(2) + line_height(TextRole::caption));
  draw_status_shape(*ImGui::GetWindowDrawList(), *answer.status, both.take_top(shape, px(2)).center(),
                    px(18.0F), is_chosen ? status.ink : colors().muted,
                    is_chosen ? status.soft : colors().surface);
  (void)draw_line(both.inset(px(2), 0), answer.label,
                  {.role = TextRole::caption, .color = ink, .align = Align::center});
}

} // namespace

namespace {

/// The keys 1, 2, 3 are shown where no word is cut for them.
bool has_room_for_hints(std::span<const Answer> answers, const Box& one) {
  const float room = one.w - px(2 * answer_padding + 22 + 8);
  return std::ranges::all_of(answers, [&](const Answer& answer) {
    return text_width(answer.label, TextRole::body_strong) + (answer.status ? px(18 + 8) : 0) <= room;
  });
}

} // namespace

bool answer_buttons(const Box& box, std::string_view id, int& chosen, std::span<const Answer> answers,
                    const AnswersSpec& spec) {
  const IdScope scope(id);
  const access::Part part({.role = access::Role::radio_group, .name = spec.name, .box = box});
  const int before = chosen;
  const bool disabled = !spec.disabled_because.empty();
  Box row = box;
  Columns columns(row, static_cast<int>(answers.size()), px(is_touch() ? 12.0F : 8.0F));
  const bool upright = is_upright(answers, columns[0]);
  const bool hints = !is_touch() && !disabled && has_room_for_hints(answers, columns[0]);
  for (int i = 0; i < columns.count(); ++i) {
    const Answer& answer = answers[static_cast<std::size_t>(i)];
    const bool is_chosen = i == before;
    const Press press = press_area(columns[i], ImGui::GetCurrentWindow()->GetID(i),
                                   {.role = access::Role::radio,
                                    .name = answer.label,
                                    .state = {.checked = is_chosen},
                                    .disabled_because = spec.disabled_because});
    const auto digit = static_cast<ImGuiKey>(ImGuiKey_1 + i);
    const bool by_key = i < 9 && !disabled && (spec.keys == NumberKeys::taken || press.focused) &&
                        letter_keys_are_free() && key_pressed(digit);
    if (press.pressed || by_key)
      chosen = is_chosen ? -1 : i;
    if (!is_visible(columns[i]))
      continue;
    const StatusColors status =
        answer.status ? colors().status(*answer.status) : StatusColors{colors().accent, colors().accent_soft};
    const float radius = px(space::radius_control);
    fill(columns[i],
         is_chosen                    ? status.soft
         : press.hovered && !disabled ? colors().sunken
                                      : colors().surface,
         radius);
    outline(columns[i],
            is_chosen  ? status.ink
            : disabled ? colors().divider
                       : colors().input_border,
            radius, px(is_chosen ? 2.0F : 1.0F));
    const TextRole role = is_chosen ? TextRole::body_strong : TextRole::body;
    const ImU32 ink = is_chosen ? status.ink : disabled ? colors().muted : colors().text;
    Box line = columns[i].inset(px(answer_padding), 0);
    if (hints && i < 9) {
      const Box hint = line.take_right(px(22), px(8)).middle(px(22)).moved(px(4), 0);
      const char text[2] = {static_cast<char>('1' + i), 0};
      if (!is_chosen)
        fill(hint, colors().sunken, px(4));
      (void)draw_line(hint, text,
                      {.role = TextRole::caption,
                       .color = is_chosen ? status.ink : colors().muted,
                       .align = Align::center});
    }
    const float width = text_width(answer.label, role) + (answer.status ? px(18 + 8) : 0);
    if (upright) {
      draw_upright_answer(columns[i], answer, is_chosen, status, ink);
      if (press.ring)
        focus_ring(columns[i], radius);
      continue;
    }
    if (is_touch())
      line = line.centered(std::min(line.w, width), line.h);
    if (answer.status) {
      const Box shape = line.take_left(px(18), px(8));
      draw_status_shape(*ImGui::GetWindowDrawList(), *answer.status, shape.center(),
                        px(is_touch() ? 20.0F : 17.0F), is_chosen ? status.ink : colors().muted,
                        is_chosen ? status.soft : colors().surface);
    }
    (void)draw_line(line, answer.label, {.role = role, .color = ink});
    if (press.ring)
      focus_ring(columns[i], radius);
  }
  if (chosen != before)
    want_frame_in(0);
  return chosen != before;
}

} // namespace truat::ui
