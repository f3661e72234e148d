#include "ui/widgets/list.h"

#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {

bool list_row(const Box& box, std::string_view id, const ListRowSpec& spec) {
  std::string value;
  if (access::wanted()) {
    value = spec.second_line;
    if (spec.chip)
      value.append(" · ").append(spec.chip->word);
  }
  const Press press = press_area(box, id_of(id),
                                 {.role = access::Role::list_item,
                                  .name = spec.title.empty() ? std::string_view("–") : spec.title,
                                  .value = value,
                                  .state = {.selected = spec.selected}});
  if (!is_visible(box))
    return press.pressed;
  const access::Unsaid unsaid;
  if (spec.selected)
    fill(box, colors().accent_soft);
  else if (press.hovered || press.held)
    fill(box, colors().sunken);
  if (spec.selected)
    fill(Box(box).take_left(px(space::selection_edge)), colors().accent);
  Box inside = box.inset(px(16), 0);
  if (spec.icon) {
    const Box square = inside.take_left(px(40), px(12)).middle(px(40));
    fill(square, spec.selected ? colors().surface : colors().canvas, px(space::radius_control));
    icon(square, *spec.icon, space::icon_navigation, spec.selected ? colors().accent : colors().muted);
  }
  if (spec.opens)
    icon(inside.take_right(px(16), px(8)), Icon::chevron_right, space::icon_chevron, colors().muted);
  Box both = inside.middle(px(50));
  Box upper = both.take_top(px(24), px(2));
  Box lower = both;
  if (!spec.date.empty())
    (void)draw_line(upper.take_right(text_width(spec.date, TextRole::caption), px(12)), spec.date,
                    {.role = TextRole::caption, .color = colors().muted});
  if (spec.chip) {
    ChipSpec shown = *spec.chip;
    shown.on_selection = spec.selected;
    chip_right(lower, shown, px(12));
  }
  if (!draw_line(upper, spec.title, {.role = TextRole::body_strong}))
    tooltip(upper, id_of(id), spec.title);
  (void)draw_line(lower, spec.second_line, {.role = TextRole::caption, .color = colors().muted});
  if (press.ring)
    focus_ring(box.inset(px(4)), px(space::radius_control));
  return press.pressed;
}

bool small_row(const Box& box, std::string_view id, const SmallRowSpec& spec) {
  const Press press = press_area(
      box, id_of(id),
      {.role = spec.role, .name = spec.label, .value = spec.right, .state = {.selected = spec.selected}});
  if (!is_visible(box))
    return press.pressed;
  const access::Unsaid unsaid;
  const float radius = px(space::radius_control);
  if (spec.selected)
    fill(box, colors().accent_soft, radius);
  else if (press.hovered || press.held)
    fill(box, colors().sunken, radius);
  if (spec.selected) // between the rounded corners
    fill({box.x, box.y + radius, px(space::selection_edge), box.h - 2 * radius}, colors().accent);
  Box line = box.inset(px(12), 0);
  (void)line.take_left(px(spec.indent));
  const ImU32 ink = spec.selected ? colors().accent : colors().text;
  if (spec.icon)
    icon(line.take_left(px(space::icon_navigation), px(12)), *spec.icon, space::icon_navigation,
         spec.selected ? colors().accent : colors().muted);
  if (spec.opens)
    icon(line.take_right(px(16), px(8)), Icon::chevron_right, space::icon_chevron, colors().muted);
  if (!spec.right.empty() && spec.right_status) {
    const ChipSpec words{*spec.right_status, spec.right};
    status_text(line.take_right(status_text_width(words, TextRole::caption), px(12)), words,
                TextRole::caption);
  } else if (!spec.right.empty()) {
    (void)draw_line(line.take_right(text_width(spec.right, TextRole::caption), px(12)), spec.right,
                    {.role = TextRole::caption, .color = spec.selected ? colors().accent : colors().muted});
  }
  (void)draw_line(line, spec.label,
                  {.role = spec.selected ? TextRole::body_strong : TextRole::body, .color = ink});
  if (press.ring)
    focus_ring(box, radius);
  return press.pressed;
}

void list_caption(Box& area, std::string_view caption) {
  Box line = area.take_top(px(36)).inset(px(16), 0);
  line.skip(px(8));
  heading(line, caption, {.role = TextRole::caption, .color = colors().muted});
}

} // namespace truat::ui
