// Cards, their headings and rows.
#include "ui/widgets/card.h"

#include "base/utf8.h"
#include "text/messages.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>

namespace truat::ui {

Card::Card(Box& area, const CardSpec& spec)
    : m_area(area), m_spec(spec), m_start(area), m_draw_list(ImGui::GetWindowDrawList()) {
  // The sheet is drawn under what stands on it, when its height is known.
  m_splitter.Split(m_draw_list, 2);
  m_splitter.SetCurrentChannel(m_draw_list, 1);
  body = area.inset(px(spec.padding_x), 0);
  body.skip(px(spec.padding_y));
  if (spec.height > 0)
    body.h = std::max(0.0F, spec.height - 2 * px(spec.padding_y));
}

Card::~Card() {
  const float height = m_spec.height > 0 ? m_spec.height : body.y - m_start.y + px(m_spec.padding_y);
  const Box sheet{m_start.x, m_start.y, m_start.w, height};
  m_splitter.SetCurrentChannel(m_draw_list, 0);
  if (is_visible(sheet)) {
    const float radius = px(space::radius_card);
    if (m_spec.edge) {
      // The ink looks out at the left alone; under the other corners it would shine through their rims.
      const float edge = px(space::selection_edge);
      ImDrawList* list = ImGui::GetWindowDrawList();
      list->PushClipRect(sheet.min(), {sheet.x + edge + radius, sheet.bottom()}, true);
      fill(sheet, colors().status(*m_spec.edge).ink, radius);
      list->PopClipRect();
      list->AddRectFilled({sheet.x + edge, sheet.y}, sheet.max(), colors().surface, radius,
                          ImDrawFlags_RoundCornersAll);
    } else {
      fill(sheet, m_spec.selected ? colors().accent_soft : colors().surface, radius);
    }
    if (m_spec.selected)
      outline(sheet, colors().accent, radius, px(2));
  }
  m_splitter.Merge(m_draw_list);
  m_area.skip(height + px(m_spec.gap));
}

Box section_header(Box& area, const SectionSpec& spec) {
  Box line = area.take_top(px(32), px(4));
  const float width = std::min(line.w, text_width(spec.title, TextRole::section));
  heading(line.take_left(width, px(12)), spec.title, {.role = TextRole::section});
  if (!spec.muted.empty())
    text_left(line, spec.muted, {.color = colors().muted}, px(12));
  return line;
}

void key_value(Box& area, const KeyValueSpec& spec) {
  const float key_width = px(spec.key_width);
  const float line = line_height(TextRole::body);
  const float value_width = std::max(px(48), area.w - key_width - (spec.status ? px(24) : 0));
  const std::string_view value = spec.value.empty() ? "–" : spec.value;
  const float height = std::max(line, text_height(value, TextRole::body, value_width)) + px(8);
  Box row = area.take_top(height).inset(0, px(4));
  access::item(0, access::Role::text, spec.key, row, {}, spec.value);
  Box key = row.take_left(key_width);
  (void)draw_line(key.take_top(line), spec.key, {.color = colors().muted});
  if (spec.status)
    status_shape(row.take_left(px(16), px(8)).take_top(line), *spec.status, 16, colors().surface);
  draw_paragraph(row, value, {.color = spec.value.empty() ? colors().muted : default_ink});
}

EmptyStatePress empty_state(const Box& box, std::string_view id, const EmptyStateSpec& spec) {
  const IdScope scope(id);
  const float width = std::min(px(420), box.w - 2 * px(space::margin_narrow));
  const float sentence =
      spec.sentence.empty() ? 0 : text_height(spec.sentence, TextRole::body, width) + px(4);
  const float title = text_height(spec.title, TextRole::section, width);
  const bool has_buttons = !spec.primary.empty() || !spec.quiet.empty();
  const float buttons = has_buttons ? theme().control_height() + px(24) : 0;
  Box block = box.centered(width, px(64) + title + sentence + buttons);
  icon(block.take_top(px(48), px(16)), spec.icon, space::icon_empty_state, colors().muted);
  paragraph(block, spec.title, {.role = TextRole::section, .align = Align::center});
  if (!spec.sentence.empty()) {
    block.skip(px(4));
    paragraph(block, spec.sentence, {.color = colors().muted, .align = Align::center});
  }
  if (!has_buttons)
    return EmptyStatePress::none;
  block.skip(px(24));
  const ButtonSpec primary{.label = spec.primary, .kind = ButtonKind::primary, .icon = spec.primary_icon};
  const ButtonSpec quiet{.label = spec.quiet, .kind = ButtonKind::quiet};
  float needed = 0;
  if (!spec.primary.empty())
    needed += button_width(primary);
  if (!spec.quiet.empty())
    needed += button_width(quiet) + (needed > 0 ? px(8) : 0);
  Box line = block.take_top(theme().control_height()).centered(needed, theme().control_height());
  EmptyStatePress press = EmptyStatePress::none;
  if (!spec.primary.empty() && button_left(line, "primary", primary))
    press = EmptyStatePress::primary;
  if (!spec.quiet.empty() && button_left(line, "quiet", quiet))
    press = EmptyStatePress::quiet;
  return press;
}

BannerPress banner(Box& area, std::string_view id, const BannerSpec& spec) {
  const IdScope scope(id);
  const StatusColors& status = colors().status(spec.status);
  const float act = spec.act.empty() ? 0 : button_width({.label = spec.act}) + px(12);
  const float cross = spec.can_close ? px(36) : 0;
  const float room = area.w - px(32 + 28) - act - cross;
  const float text = text_height(spec.sentence, TextRole::body, room);
  const float height = std::max(text + px(20), spec.act.empty() ? 0 : theme().control_height() + px(12));
  const Box sheet = area.take_top(height, px(space::card_gap));
  fill(sheet, status.soft, px(space::radius_card));
  access::item(0, access::Role::alert, spec.sentence, sheet);
  Box line = sheet.inset(px(16), 0);
  status_shape(line.take_left(px(18), px(10)), spec.status, 18, status.soft);
  BannerPress press = BannerPress::none;
  if (spec.can_close && icon_button(line.take_right(px(28), px(8)).middle(px(28)), "close",
                                    {.icon = Icon::x, .name = text::tr("ui.close")}))
    press = BannerPress::close;
  if (!spec.act.empty() && button(line.take_right(act - px(12), px(12)).middle(theme().control_height()),
                                  "act", {.label = spec.act, .kind = ButtonKind::outlined}))
    press = BannerPress::act;
  draw_paragraph(line.middle(text), spec.sentence, {.color = status.ink});
  return press;
}

void steps(const Box& box, std::span<const std::string_view> names, int current) {
  Box line = box;
  float needed = 0;
  for (const std::string_view name : names)
    needed += px(24 + 8 + 12 + 32 + 12) + text_width(name, TextRole::body_strong);
  const bool all_named = needed - px(32 + 12) <= box.w; // else only the one in hand
  for (int i = 0; i < static_cast<int>(names.size()); ++i) {
    const std::string_view name = names[static_cast<std::size_t>(i)];
    const bool is_now = i == current;
    const Box disc = line.take_left(px(24), px(8));
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled(disc.center(), px(12),
                          is_now        ? colors().accent
                          : i < current ? colors().accent_soft
                                        : colors().surface,
                          32);
    const char digit[2] = {static_cast<char>('1' + i), 0};
    if (i < current)
      icon(disc, Icon::check, space::icon_chevron, colors().accent);
    else
      (void)draw_line(disc, digit,
                      {.role = TextRole::caption,
                       .color = is_now ? colors().on_accent : colors().muted,
                       .align = Align::center});
    const TextRole role = is_now ? TextRole::body_strong : TextRole::body;
    access::item(0, access::Role::text, name, disc, {.current = is_now});
    if (is_now || all_named)
      (void)draw_line(line.take_left(text_width(name, role), px(12)), name,
                      {.role = role, .color = is_now ? default_ink : colors().muted});
    if (i + 1 < static_cast<int>(names.size())) {
      const Box thread = line.take_left(px(32), px(12));
      horizontal_line(thread.x, thread.center().y, thread.w, colors().input_border);
    }
  }
}

void event_row(Box& area, const EventSpec& spec) {
  Box row = area.take_top(px(32));
  access::item(0, access::Role::list_item, spec.words, row, {}, spec.date);
  if (!spec.date.empty())
    (void)draw_line(row.take_left(px(100), px(12)), spec.date, {.color = colors().muted});
  status_shape(row.take_left(px(16), px(12)), spec.status, 16, colors().surface);
  if (!spec.who.empty())
    (void)draw_line(row.take_right(std::min(row.w / 3, text_width(spec.who, TextRole::body)), px(12)),
                    spec.who, {.color = colors().muted, .align = Align::right});
  if (!draw_line(row, spec.words))
    text_line(row, spec.words);
}

void timeline_event(Box& area, const EventSpec& spec, bool is_last) {
  const float gap = is_last ? 0 : px(10);
  const float inner_width = area.w - px(28);
  const float words = text_height(spec.words, TextRole::body, inner_width);
  Box block = area.take_top(words + line_height(TextRole::caption) + gap);
  access::item(0, access::Role::list_item, spec.words, block, {}, spec.date);
  const float upper = line_height(TextRole::body);
  Box mark = block.take_left(px(16), px(12));
  status_shape(Box(mark).take_top(upper), spec.status, 16, colors().surface);
  if (!is_last)
    vertical_line(mark.x + mark.w / 2 - px(0.75F), mark.y + upper, mark.h - upper, colors().divider, px(2));
  draw_paragraph(block.take_top(words), spec.words);
  std::string second(spec.date);
  if (!spec.who.empty()) {
    if (!second.empty())
      second += " · ";
    second += spec.who;
  }
  (void)draw_line(block.take_top(line_height(TextRole::caption)), second,
                  {.role = TextRole::caption, .color = colors().muted});
}

void avatar(const Box& box, std::string_view initials) {
  const Box disc = box.centered(std::min(box.w, box.h), std::min(box.w, box.h));
  ImGui::GetWindowDrawList()->AddCircleFilled(disc.center(), disc.w / 2, colors().accent_soft, 40);
  (void)draw_line(disc, initials,
                  {.role = TextRole::body_strong, .color = colors().accent, .align = Align::center});
}

namespace {

/// "นางสาววรัญญา" → "วรัญญา": a title is written without a blank and is no part of the initials.
std::string_view without_title(std::string_view name) {
  constexpr std::array<std::string_view, 5> titles{"นางสาว", "น.ส.", "นาย", "นาง", "ดร."};
  for (const std::string_view title : titles) {
    if (!name.starts_with(title))
      continue;
    std::string_view rest = name.substr(title.size());
    while (rest.starts_with(' '))
      rest.remove_prefix(1);
    if (rest.empty())
      continue;
    // A vowel or mark belongs to the title's last letter: "นายิกา" has no title.
    const auto next = decode_utf8(rest).value;
    const bool goes_on = (next >= 0x0E30 && next <= 0x0E3A) || (next >= 0x0E45 && next <= 0x0E4E);
    if (!goes_on)
      return rest;
  }
  return name;
}

} // namespace

std::string initials_of(std::string_view name) {
  name = without_title(name);
  std::string initials;
  bool at_word = true;
  int letters = 0;
  while (!name.empty() && letters < 2) {
    const CodePoint point = decode_utf8(name);
    const bool leading_vowel = point.value >= 0x0E40 && point.value <= 0x0E44;
    if (point.value == ' ') {
      at_word = true;
    } else if (at_word && !leading_vowel) {
      append_utf8(initials, point.value);
      at_word = false;
      ++letters;
    }
    name.remove_prefix(static_cast<std::size_t>(point.length));
  }
  return initials;
}

} // namespace truat::ui
