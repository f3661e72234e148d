// A record's history: one row for each commit, which opens to say what it changed, from what, to what.
#include "text/messages.h"
#include "text/thai_date.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/record_form.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {

namespace {

using records::HistoryEntry;

constexpr float row_height = 32;

/// The entries of one commit, which stand together.
using Group = std::span<const HistoryEntry>;

std::vector<Group> groups_of(std::span<const HistoryEntry> entries) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < entries.size();) {
    std::size_t end = i + 1;
    while (end < entries.size() && entries[end].operation.commit() == entries[i].operation.commit())
      ++end;
    groups.push_back(entries.subspan(i, end - i));
    i = end;
  }
  return groups;
}

/// What the rows of one history have in common.
struct Teller {
  const records::Schema& schema;
  const FormContext& context;
  const records::RecordId& record;

  [[nodiscard]] std::string label_of(std::string_view field) const {
    if (context.field_words)
      return context.field_words(record, field);
    const records::FieldDescriptor* descriptor = schema.find_field(field);
    return descriptor == nullptr ? std::string(field) : std::string(text::tr(descriptor->label));
  }
  [[nodiscard]] std::string words_of(const Group& group) const {
    std::string words(text::tr(group.front().label));
    if (group.size() == 1)
      return words + " · " + label_of(group.front().field);
    return words + " · " + text::tr("ui.fields_changed", {{"count", std::to_string(group.size())}});
  }
  [[nodiscard]] std::string value_words(std::string_view field, const records::Value& value) const {
    if (context.value_words)
      return context.value_words(record, field, value);
    const records::FieldDescriptor* descriptor = schema.find_field(field);
    static const records::FieldDescriptor unknown;
    return shown_value(descriptor == nullptr ? unknown : *descriptor, value, context.choices);
  }
};

/// Old text muted and struck, new text in accent on soft.
void draw_difference(Box& area, const Teller& teller, const HistoryEntry& entry, bool is_only) {
  const float indent = px(24);
  std::string before;
  for (const records::Value& value : entry.before) {
    if (!before.empty())
      before += " / ";
    before += teller.value_words(entry.field, value);
  }
  const std::string after = teller.value_words(entry.field, entry.after);
  Box row = area.take_top(px(row_height));
  (void)row.take_left(indent);
  access::item(0, access::Role::text, teller.label_of(entry.field), row, {}, before + " → " + after);
  if (!is_only) // the row above says it already
    (void)draw_line(row.take_left(std::min(px(160), row.w / 3), px(12)), teller.label_of(entry.field),
                    {.color = colors().muted});
  if (!entry.before.empty()) {
    const Box old = row.take_left(std::min(text_width(before, TextRole::body), row.w / 2), px(10));
    (void)draw_line(old, before, {.color = colors().muted});
    horizontal_line(old.x, old.center().y, old.w, colors().muted);
  }
  const float width = std::min(text_width(after, TextRole::body) + px(12), row.w);
  const Box now = row.take_left(width).middle(px(26));
  fill(now, colors().accent_soft, px(4));
  (void)draw_line(now.inset(px(6), 0), after, {.color = colors().accent});
}

void draw_group(Box& area, const Teller& teller, const Group& group, HistoryState& state) {
  const FormContext& context = teller.context;
  const HistoryEntry& first = group.front();
  const bool is_open = state.open && state.open->commit() == first.operation.commit();
  const Box row = area.take_top(px(row_height));
  const Box ground = row.inset(-px(8), 0);
  const std::string words = teller.words_of(group);
  const std::string when = text::format_date_time(local_time(first.time), text::date_style(text::language()));
  const std::string who = context.person_name ? context.person_name(first.author) : std::string();
  const Press press = press_area(ground, id_of("entry"),
                                 {.role = access::Role::list_item,
                                  .name = words,
                                  .value = access::wanted() ? when + " · " + who : std::string(),
                                  .state = {.expanded = is_open, .has_popup = true}});
  const access::Inside inside;
  if (press.pressed)
    state.open = is_open ? std::nullopt : std::optional(first.operation);
  if (is_visible(row)) {
    if (press.hovered)
      fill(ground, colors().sunken, px(space::radius_control));
    Box line = row;
    const bool narrow = row.w < px(640);
    (void)draw_line(line.take_left(px(narrow ? 96.0F : 176.0F), px(12)),
                    narrow ? text::format_date(local_time(first.time).date, text::DateForm::compact,
                                               text::date_style(text::language()))
                           : when,
                    {.color = colors().muted});
    icon(line.take_right(px(16), px(8)), is_open ? Icon::chevron_up : Icon::chevron_down, space::icon_chevron,
         colors().muted);
    const float beside = std::max(line.w / 3, line.w - text_width(words, TextRole::body) - px(12));
    (void)draw_line(line.take_right(std::min(beside, text_width(who, TextRole::body)), px(12)), who,
                    {.color = colors().muted, .align = Align::right});
    (void)draw_line(line, words);
    if (press.ring)
      focus_ring(ground, px(space::radius_control));
  }
  if (!is_open)
    return;
  for (const HistoryEntry& entry : group)
    draw_difference(area, teller, entry, group.size() == 1);
  area.skip(px(8));
}

} // namespace

void record_history(Box& area, std::string_view id, HistoryState& state, const FormContext& context,
                    const records::Schema& schema, const HistorySpec& spec) {
  const IdScope scope(id);
  const std::vector<Group> groups = groups_of(spec.entries);
  if (groups.empty())
    text_line(area.take_top(px(row_height)), text::tr("ui.no_history"), {.color = colors().muted});
  const std::size_t shown = state.show_all ? groups.size() : std::min(groups.size(), spec.shown_at_first);
  {
    const access::Part part({.role = access::Role::list, .name = text::tr("ui.history"), .box = area});
    for (std::size_t i = 0; i < shown; ++i) {
      const IdScope group_scope(records::to_string(groups[i].front().operation));
      draw_group(area, {schema, context, spec.record}, groups[i], state);
    }
  }
  if (shown == groups.size())
    return;
  area.skip(px(4));
  const std::string all = text::tr("ui.show_all_history", {{"count", std::to_string(groups.size())}});
  if (link(area.take_top(px(row_height)), "all", {.label = all}))
    state.show_all = true;
}

} // namespace truat::ui
