#include "ui/widgets/button.h"

#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <cmath>

namespace truat::ui {

namespace {

struct Look {
  ImU32 ground = 0; ///< 0: none
  ImU32 border = 0;
  ImU32 ink = 0;
  TextRole role = TextRole::body;
};

ImU32 pressed_or(const Press& press, ImU32 idle, ImU32 hover, ImU32 held) {
  return press.held ? held : press.hovered ? hover : idle;
}

/// What is a step away from `ground` under the pointer.
ImU32 hover_of_sunken() {
  return colors().divider;
}

Look look_of(ButtonKind kind, Ground ground, bool disabled, bool open, const Press& press) {
  const Palette& c = colors();
  const ImU32 rest = ground == Ground::canvas ? c.surface : c.sunken;
  if (disabled) {
    const bool filled = kind != ButtonKind::quiet && kind != ButtonKind::outlined;
    return {filled ? rest : 0, kind == ButtonKind::outlined ? c.divider : 0, c.muted,
            kind == ButtonKind::primary || kind == ButtonKind::danger ? TextRole::body_strong
                                                                      : TextRole::body};
  }
  switch (kind) {
  case ButtonKind::primary:
    return {pressed_or(press, c.accent, c.accent_hover, c.accent_active), 0, c.on_accent,
            TextRole::body_strong};
  case ButtonKind::secondary:
    return {open ? hover_of_sunken() : pressed_or(press, rest, hover_of_sunken(), hover_of_sunken()), 0,
            c.text, TextRole::body};
  case ButtonKind::outlined:
    return {pressed_or(press, c.surface, c.sunken, c.divider), c.input_border, c.text, TextRole::body};
  case ButtonKind::quiet:
    return {press.hovered || open ? c.sunken : 0, 0, c.accent, TextRole::body_strong};
  case ButtonKind::danger: {
    const ImU32 ink = c.status(Status::failed).ink;
    return {pressed_or(press, ink, with_alpha(ink, 0.9F), with_alpha(ink, 0.8F)), 0, c.on_accent,
            TextRole::body_strong};
  }
  case ButtonKind::due: {
    const StatusColors& due = c.status(Status::due);
    return {due.soft, press.hovered ? due.ink : 0, due.ink, TextRole::body_strong};
  }
  }
  return {};
}

TextRole role_of(ButtonKind kind) {
  return kind == ButtonKind::secondary || kind == ButtonKind::outlined ? TextRole::body
                                                                       : TextRole::body_strong;
}

void draw_ground(const Box& box, const Look& look) {
  const float radius = px(space::radius_control);
  if (look.ground != 0)
    fill(box, look.ground, radius);
  if (look.border != 0)
    outline(box, look.border, radius);
}

float content_width(const ButtonSpec& spec, TextRole role) {
  float width = text_width(spec.label, role);
  if (spec.icon)
    width += px(space::icon_button + 10);
  if (spec.icon_after)
    width += px(space::icon_button + 10);
  return width;
}

} // namespace

bool button(const Box& box, std::string_view id, const ButtonSpec& spec) {
  const Press press = press_area(box, id_of(id),
                                 {.name = spec.label,
                                  .state = {.expanded = spec.is_open, .has_popup = spec.opens_popup},
                                  .disabled_because = spec.disabled_because,
                                  .tooltip = spec.tooltip});
  if (!is_visible(box))
    return press.pressed;
  const Look look = look_of(spec.kind, spec.ground, !spec.disabled_because.empty(), spec.is_open, press);
  draw_ground(box, look);
  const float padding = px(spec.align == Align::left ? space::x12 : space::x8);
  Box line = box.inset(std::min(padding, box.w / 8), 0);
  const float width = std::min(content_width(spec, look.role), line.w);
  if (spec.align == Align::center)
    line = {std::round(line.x + (line.w - width) / 2), line.y, width, line.h};
  if (spec.icon)
    icon(line.take_left(px(space::icon_button), px(10)), *spec.icon, space::icon_button, look.ink);
  if (spec.icon_after)
    icon(line.take_right(px(space::icon_button), px(10)), *spec.icon_after, space::icon_button, look.ink);
  (void)draw_line(line, spec.label, {.role = look.role, .color = look.ink});
  if (press.ring)
    focus_ring(box, px(space::radius_control));
  return press.pressed;
}

float button_width(const ButtonSpec& spec) {
  return std::ceil(content_width(spec, role_of(spec.kind)) + 2 * px(space::button_padding_x));
}

bool button_left(Box& line, std::string_view id, const ButtonSpec& spec) {
  return button(line.take_left(button_width(spec), px(space::x8)).middle(theme().control_height()), id, spec);
}

bool button_right(Box& line, std::string_view id, const ButtonSpec& spec) {
  return button(line.take_right(button_width(spec), px(space::x8)).middle(theme().control_height()), id,
                spec);
}

bool icon_button(const Box& box, std::string_view id, const IconButtonSpec& spec) {
  const Press press = press_area(box, id_of(id),
                                 {.name = spec.name,
                                  .state = {.expanded = spec.is_open, .has_popup = spec.opens_popup},
                                  .disabled_because = spec.disabled_because,
                                  .tooltip = spec.name});
  if (!is_visible(box))
    return press.pressed;
  Look look = look_of(spec.kind, spec.ground, !spec.disabled_because.empty(), spec.is_open, press);
  if (spec.kind == ButtonKind::quiet)
    look.ink = press.hovered && spec.disabled_because.empty() ? colors().text : colors().muted;
  draw_ground(box, look);
  icon(box, spec.icon, spec.icon_side, look.ink);
  if (press.ring)
    focus_ring(box, px(space::radius_control));
  return press.pressed;
}

bool link(const Box& box, std::string_view id, const LinkSpec& spec) {
  const float natural = std::min(link_width(spec), box.w);
  Box line = box.middle(std::min(box.h, line_height(spec.role) + px(4)));
  if (spec.align == Align::right)
    line = line.take_right(natural);
  else if (spec.align == Align::center)
    line = line.centered(natural, line.h);
  else
    line = line.take_left(natural);
  const Press press =
      press_area(line, id_of(id),
                 {.role = access::Role::link, .name = spec.label, .disabled_because = spec.disabled_because});
  const ImU32 ink = !spec.disabled_because.empty() ? colors().muted
                    : press.hovered                ? colors().accent_hover
                                                   : colors().accent;
  const Box whole = line;
  if (spec.icon)
    icon(line.take_left(px(space::icon_button), px(8)), *spec.icon, space::icon_button, ink);
  (void)draw_line(line, spec.label, {.role = spec.role, .color = ink});
  if (press.hovered && spec.disabled_because.empty())
    horizontal_line(line.x, line.y + line.h / 2 + line_height(spec.role) * 0.32F, line.w, ink);
  if (press.ring)
    focus_ring(whole, px(4));
  return press.pressed;
}

float link_width(const LinkSpec& spec) {
  return text_width(spec.label, spec.role) + (spec.icon ? px(space::icon_button + 8) : 0);
}

} // namespace truat::ui
