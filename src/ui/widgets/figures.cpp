// Figures and bars.
#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

/// A sheet that is pressed as a whole, or not at all.
Press sheet(const Box& box, std::string_view id, std::string_view name, std::string_view value,
            bool pressable, bool selected) {
  Press press;
  if (pressable)
    press = press_area(box, id_of(id), {.name = name, .value = value, .state = {.selected = selected}});
  else
    access::item(0, access::Role::group, name, box, {}, value);
  const float radius = px(space::radius_card);
  fill(box, selected ? colors().accent_soft : press.hovered ? colors().sunken : colors().surface, radius);
  if (selected)
    outline(box, colors().accent, radius, px(2));
  if (press.ring)
    focus_ring(box, radius);
  return press;
}

} // namespace

bool figure_tile(const Box& box, std::string_view id, const FigureSpec& spec) {
  const std::string value =
      access::wanted() ? std::string(spec.figure) + " " + std::string(spec.unit) : std::string();
  const Press press = sheet(box, id, spec.caption, value, spec.opens, false);
  if (!is_visible(box))
    return press.pressed;
  Box inside = box.inset(px(20), px(8));
  (void)draw_line(inside.take_top(line_height(TextRole::body)), spec.caption, {.color = colors().muted});
  Box line = inside.take_top(line_height(TextRole::figure));
  (void)draw_line(line.take_left(std::min(line.w, text_width(spec.figure, TextRole::figure)), px(8)),
                  spec.figure, {.role = TextRole::figure});
  if (!spec.unit.empty()) // on the figure's own base line
    (void)draw_line(line.moved(0, line.h * 0.1F), spec.unit, {.color = colors().muted});
  if (spec.change.empty())
    return press.pressed;
  const Box change = inside.take_top(line_height(TextRole::caption));
  if (spec.status)
    status_text(change, {*spec.status, spec.change}, TextRole::caption);
  else
    (void)draw_line(change, spec.change, {.role = TextRole::caption, .color = colors().muted});
  return press.pressed;
}

bool count_tile(const Box& box, std::string_view id, const CountTileSpec& spec) {
  const Press press = sheet(box, id, spec.label, spec.figure, spec.is_filter, spec.selected);
  if (!is_visible(box))
    return press.pressed;
  const bool tight = box.w < px(220);
  Box line = box.inset(px(tight ? 12.0F : 20.0F), 0);
  if (spec.icon && !tight)
    icon(line.take_left(px(20), px(14)), *spec.icon, space::icon_navigation,
         spec.selected ? colors().accent
         : spec.status ? colors().status(*spec.status).ink
                       : colors().muted);
  const bool is_zero = spec.figure == "0";
  const ImU32 ink = is_zero                                         ? colors().muted
                    : spec.status && *spec.status == Status::failed ? colors().status(*spec.status).ink
                                                                    : colors().text;
  const float width = std::min(line.w, text_width(spec.figure, TextRole::figure));
  (void)draw_line(line.take_left(width, px(12)), spec.figure, {.role = TextRole::figure, .color = ink});
  Box both = line;
  if (!spec.second_line.empty())
    both = line.middle(line_height(TextRole::body_strong) + line_height(TextRole::caption));
  Box first = spec.second_line.empty() ? both : both.take_top(line_height(TextRole::body_strong));
  if (tight && spec.second_line.empty() && text_width(spec.label, TextRole::body) > first.w)
    draw_paragraph(first.middle(std::min(first.h, 2 * line_height(TextRole::caption))), spec.label,
                   {.role = TextRole::caption,
                    .color = spec.status && !is_zero ? colors().status(*spec.status).ink : colors().muted,
                    .most_lines = 2});
  else if (spec.status && !is_zero && !spec.icon)
    status_text(first, {*spec.status, spec.label}, TextRole::body);
  else
    (void)draw_line(first, spec.label,
                    {.role = spec.second_line.empty() ? TextRole::body : TextRole::body_strong,
                     .color = spec.second_line.empty() ? colors().muted : default_ink});
  if (!spec.second_line.empty())
    (void)draw_line(both, spec.second_line, {.role = TextRole::caption, .color = colors().muted});
  return press.pressed;
}

void progress_bar(const Box& box, const BarSpec& spec) {
  const Box track = box.middle(px(spec.height));
  if (!spec.name.empty())
    access::item(0, access::Role::progress, spec.name, box, {}, spec.value);
  if (!is_visible(box))
    return;
  const float done = std::clamp(spec.done, 0.0F, 1.0F);
  const float radius = track.h / 2;
  const bool whole = done >= 1;
  fill(track, whole && spec.complete_is_soft ? colors().accent_soft : colors().sunken, radius);
  if (done > 0 && !(whole && spec.complete_is_soft))
    fill(Box(track).take_left(std::max(track.h, std::round(track.w * done))), colors().accent, radius);
}

bool work_progress(Box& area, std::string_view id, const WorkSpec& spec) {
  const IdScope scope(id);
  Box line = area.take_top(theme().control_height());
  const bool stopped =
      spec.can_stop && button_right(line, "stop", {.label = text::tr("ui.stop"), .icon = Icon::circle_stop});
  if (!spec.how_far.empty())
    text_right(line, spec.how_far, {.color = colors().muted}, px(12));
  text_line(line, spec.sentence);
  const Box bar = area.take_top(px(12));
  access::item(0, access::Role::progress, spec.sentence, bar, {}, spec.how_far);
  if (spec.done >= 0) {
    progress_bar(bar, {.done = spec.done, .height = 6});
    return stopped;
  }
  // How long it takes is not known: a piece wanders to and fro.
  const Box track = bar.middle(px(6));
  fill(track, colors().sunken, track.h / 2);
  const auto phase = static_cast<float>(std::fmod(now_seconds(), 2.4) / 2.4);
  const float way = phase < 0.5F ? phase * 2 : 2 - phase * 2;
  fill({track.x + (track.w * 0.7F) * way, track.y, track.w * 0.3F, track.h}, colors().accent, track.h / 2);
  want_frame_in(0.05);
  return stopped;
}

void bullet_bar(const Box& box, const BulletSpec& spec) {
  if (!spec.name.empty())
    access::item(0, access::Role::progress, spec.name, box, {}, spec.value);
  if (!is_visible(box))
    return;
  const float radius = px(2);
  fill(box, colors().sunken, radius);
  const float done = std::clamp(spec.done, 0.0F, 1.0F);
  const float both = std::clamp(spec.done + spec.committed, 0.0F, 1.0F);
  if (both > done)
    fill(Box(box).take_left(std::round(box.w * both)), colors().committed, radius);
  if (done > 0)
    fill(Box(box).take_left(std::round(box.w * done)), colors().accent, radius);
  if (spec.target) {
    const float at = box.x + std::round(box.w * std::clamp(*spec.target, 0.0F, 1.0F));
    vertical_line(at - px(1.5F), box.y - px(4), box.h + px(8), colors().text, px(3));
  }
}

} // namespace truat::ui
