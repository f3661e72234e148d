#include "ui/widgets/chip.h"

#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr float chip_shape = 14;
constexpr float chip_gap = 6;

float shape_side(TextRole role) {
  return role == TextRole::caption ? chip_shape : 16.0F;
}

} // namespace

float chip_width(const ChipSpec& spec) {
  return std::ceil(text_width(spec.word, TextRole::caption) +
                   px(2 * space::chip_padding + chip_shape + chip_gap));
}

void chip(const Box& box, const ChipSpec& spec) {
  const Box whole = Box(box).take_left(chip_width(spec)).middle(px(space::chip_height));
  access::item(0, access::Role::text, spec.word, whole);
  if (!is_visible(whole))
    return;
  const StatusColors& status = colors().status(spec.status);
  const ImU32 ground = spec.on_selection ? colors().surface : status.soft;
  fill(whole, ground, px(space::radius_control));
  Box line = whole.inset(px(space::chip_padding), 0);
  status_shape(line.take_left(px(chip_shape), px(chip_gap)), spec.status, chip_shape, ground);
  (void)draw_line(line, spec.word, {.role = TextRole::caption, .color = status.ink});
}

void chip_left(Box& line, const ChipSpec& spec, float gap) {
  chip(line.take_left(chip_width(spec), gap), spec);
}

void chip_right(Box& line, const ChipSpec& spec, float gap) {
  chip(line.take_right(chip_width(spec), gap), spec);
}

void status_text(const Box& box, const ChipSpec& spec, const TextRole role, Align align) {
  Box line = box;
  const float width = std::min(status_text_width(spec, role), box.w);
  if (align == Align::right)
    line = line.take_right(width);
  else if (align == Align::center)
    line = line.centered(width, line.h);
  access::item(0, access::Role::text, spec.word, line);
  status_shape(line.take_left(px(shape_side(role)), px(chip_gap)), spec.status, shape_side(role),
               colors().surface);
  (void)draw_line(line, spec.word, {.role = role, .color = colors().status(spec.status).ink});
}

float status_text_width(const ChipSpec& spec, TextRole role) {
  return std::ceil(text_width(spec.word, role) + px(shape_side(role) + chip_gap));
}

void count_badge(const Box& box, std::string_view count, Status status) {
  const float width = std::max(px(22), text_width(count, TextRole::caption) + px(14));
  const Box badge = box.centered(width, px(22));
  const StatusColors& ink = colors().status(status);
  fill(badge, ink.soft, px(space::radius_control));
  (void)draw_line(badge, count, {.role = TextRole::caption, .color = ink.ink, .align = Align::center});
}

bool filter_chip(const Box& box, std::string_view id, std::string_view label, bool on) {
  const Press press =
      press_area(box, id_of(id), {.role = access::Role::checkbox, .name = label, .state = {.checked = on}});
  const float radius = box.h / 2;
  fill(box, on ? colors().accent_soft : press.hovered ? colors().sunken : colors().surface, radius);
  outline(box, on ? colors().accent : colors().input_border, radius, px(on ? 2.0F : 1.0F));
  (void)draw_line(
      box.inset(px(4), 0), label,
      {.role = TextRole::caption, .color = on ? colors().accent : colors().text, .align = Align::center});
  if (press.ring)
    focus_ring(box, radius);
  return press.pressed;
}

float filter_chip_width(std::string_view label) {
  return std::ceil(text_width(label, TextRole::caption) + px(2 * 14));
}

} // namespace truat::ui
