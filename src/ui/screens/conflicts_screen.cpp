#include "ui/screens/conflicts_screen.h"

#include "audit/settle_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <span>
#include <vector>

namespace truat::ui {
namespace {

using records::FieldKey;
using text::tr;

struct ConflictsState {
  std::vector<FieldKey> conflicts; ///< sorted by record
  std::vector<std::span<const FieldKey>> by_record;
  std::uint64_t revision = 0;
  const workspace::Workspace* workspace = nullptr;

  void update(const workspace::Workspace& from);
};

void ConflictsState::update(const workspace::Workspace& from) {
  if (workspace == &from && revision == from.projection().revision())
    return;
  workspace = &from;
  revision = from.projection().revision();
  conflicts = from.projection().conflicts();
  by_record.clear();
  for (std::size_t i = 0; i < conflicts.size();) {
    std::size_t end = i + 1;
    while (end < conflicts.size() && conflicts[end].record == conflicts[i].record)
      ++end;
    by_record.emplace_back(conflicts.data() + i, end - i);
    i = end;
  }
}

std::string title_of(const ScreenContext& context, const records::RecordId& record) {
  const workspace::Workspace& workspace = context.workspace();
  if (!workspace.projection().exists(record)) // it is deleted, and its name still says what it was
    return words_of(audit::record_name(workspace.audit(), record));
  return title_words(workspace, record, workspace.projection().kind(record));
}

void draw_list(const Box& box, ScreenContext& context, const ConflictsState& state,
               const records::RecordId& open) {
  ScrollArea scroll(box, "records");
  scroll.content.skip(px(space::x8));
  const VirtualRows rows(scroll, state.by_record.size(), px(list_row_height));
  const access::Part part({.role = access::Role::list, .name = tr("conflicts.title"), .box = box});
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const records::RecordId& record = state.by_record[i].front().record;
    const IdScope scope(records::to_string(record));
    const bool narrow = context.layout() == LayoutClass::narrow;
    const std::string title = title_of(context, record);
    const std::string second =
        kind_words(context.workspace().projection().kind(record)) + " · " +
        tr("conflicts.fields",
           {{"count", text::format_number(static_cast<std::int64_t>(state.by_record[i].size()))}});
    if (list_row(rows.row(i), "record",
                 {.title = title,
                  .second_line = second,
                  .chip = ChipSpec{Status::due, tr("conflicts.not_chosen")},
                  .selected = !narrow && record == open,
                  .opens = narrow})) {
      if (narrow)
        context.go({"conflicts", record, {}});
      else
        context.state.routes.replace({"conflicts", record, {}});
    }
  }
}

struct Alternative {
  records::Value value;
  std::string words;
  std::string who;
};

std::vector<Alternative> alternatives_of(const workspace::Workspace& workspace, const FieldKey& key) {
  std::vector<Alternative> all;
  for (const records::Head& head : workspace.projection().heads(key.record, key.field)) {
    // The same value from two PCs is one alternative, with both names.
    const auto same = std::ranges::find(all, head.value, &Alternative::value);
    const std::string who = who_and_when(workspace, head.operation);
    if (same != all.end()) {
      same->who += "\n" + who;
      continue;
    }
    all.push_back({.value = head.value,
                   .words = value_words(workspace, key.record, key.field, head.value),
                   .who = who});
  }
  if (key.field != records::deleted_field)
    return all;
  for (Alternative& one : all)
    one.words = tr(records::as_boolean(one.value).value_or(false) ? "conflicts.delete" : "conflicts.keep");
  if (std::ranges::none_of(all, [](const Alternative& one) { return records::is_empty(one.value); }))
    all.push_back({.value = {},
                   .words = std::string(tr("conflicts.keep")),
                   .who = std::string(tr("conflicts.others_edited"))});
  return all;
}

/// The value, and below it who gave it.
RadioCardSpec card_of(const Alternative& one) {
  return {.title = one.words, .lines = one.who};
}

void draw_field(Box& area, ScreenContext& context, const FieldKey& key) {
  const workspace::Workspace& workspace = context.workspace();
  const IdScope scope(key.field);
  const std::vector<Alternative> alternatives = alternatives_of(workspace, key);
  Card card(area, {.edge = Status::due});
  const std::string label = field_words(workspace, key.record, key.field);
  Box right = section_header(card.body, {.title = label});
  chip_right(right, {Status::due, tr("conflicts.not_chosen")});

  const std::string_view locked = read_only_reason(context);
  const int columns = std::min(columns_that_fit(card.body.w, px(240), px(space::x12), 3),
                               static_cast<int>(alternatives.size()));
  Columns grid(card.body, std::max(1, columns), px(space::x12));
  float height = 0;
  for (const Alternative& one : alternatives)
    height = std::max(height, radio_card_height(card_of(one), grid[0].w));
  const access::Part part({.role = access::Role::radio_group, .name = label, .box = card.body});
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const IdScope value_scope(i);
    const Alternative& one = alternatives[i];
    auto change =
        audit::settle_conflict(workspace.audit(), key.record, key.field, one.value, workspace.context());
    const std::string reason = !locked.empty() ? std::string(locked)
                               : change        ? std::string()
                                               : tr(change.error());
    const Box box = grid[static_cast<int>(i) % grid.count()].take_top(height, px(space::x8));
    RadioCardSpec spec = card_of(one);
    spec.disabled_because = reason;
    if (radio_card(box, "value", spec))
      push_change(context, std::move(change), Announce::with_undo);
  }
}

std::string_view screen_of(const workspace::Workspace& workspace, const records::RecordId& record) {
  if (workspace.audit().factory(record) != nullptr)
    return "factories";
  return workspace.audit().inspection(record) != nullptr ? "visit" : "";
}

/// The PCs that gave values to these fields.
std::vector<records::ReplicaId> sources_of(const workspace::Workspace& workspace,
                                           std::span<const FieldKey> keys) {
  std::vector<records::ReplicaId> sources;
  for (const FieldKey& key : keys)
    for (const records::Head& head : workspace.projection().heads(key.record, key.field))
      if (std::ranges::find(sources, head.operation.replica) == sources.end())
        sources.push_back(head.operation.replica);
  return sources;
}

std::string source_words(const workspace::Workspace& workspace, const records::ReplicaId& replica) {
  if (replica == workspace.ledger().replica())
    return std::string(tr("conflicts.this_pc"));
  const audit::Workstation* place = workspace.audit().workstation(audit::workstation_id(replica));
  return place != nullptr && !place->name.empty() ? place->name : records::to_string(replica).substr(0, 6);
}

/// Many at once: all fields of this record, or of all records, by the values of one PC.
void draw_settle_all(Box& line, ScreenContext& context, std::span<const FieldKey> keys,
                     std::span<const FieldKey> all) {
  const workspace::Workspace& workspace = context.workspace();
  const std::string reason = forbidden_because(context, audit::Permission::settle_conflicts);
  const ButtonSpec spec{.label = tr("conflicts.many"),
                        .icon_after = Icon::chevron_down,
                        .disabled_because = reason,
                        .ground = Ground::canvas,
                        .opens_popup = true,
                        .is_open = layer_is_open("many")};
  const Box place = line.take_right(std::min(line.w, button_width(spec)), px(space::x8));
  if (button(place, "many", spec))
    open_layer("many");
  if (!layer_is_open("many"))
    return;
  struct Choice {
    std::span<const FieldKey> keys;
    records::ReplicaId source;
    std::string id;
    std::string label;
  };
  std::vector<Choice> choices;
  for (const auto& [of, words] :
       {std::pair{keys, "conflicts.many_here"}, std::pair{all, "conflicts.many_all"}})
    if (words != std::string_view("conflicts.many_all") || all.size() > keys.size())
      for (const records::ReplicaId& source : sources_of(workspace, of))
        choices.push_back({of, source, words + records::to_string(source),
                           tr(words, {{"source", source_words(workspace, source)}})});
  std::vector<MenuItem> items;
  for (const Choice& choice : choices)
    items.push_back({.id = choice.id, .label = choice.label});
  const std::string_view chosen = menu("many", place, items);
  for (const Choice& choice : choices)
    if (choice.id == chosen)
      push_change(context,
                  audit::settle_all(workspace.audit(), choice.keys, choice.source, workspace.context()),
                  Announce::with_undo);
}

void draw_record(const Box& box, ScreenContext& context, std::span<const FieldKey> keys,
                 std::span<const FieldKey> all) {
  const records::RecordId& record = keys.front().record;
  const IdScope scope(records::to_string(record));
  PageColumn page(box, context, "record");
  const std::string title = title_of(context, record);
  const bool phone = page.area.w < px(480);
  if (phone) {
    const float height = text_height(title, TextRole::title, page.area.w);
    const Box lines = page.area.take_top(height, px(space::x8));
    access::item({.role = access::Role::heading, .name = title, .box = lines, .details = {.level = 2}});
    draw_paragraph(lines, title, {.role = TextRole::title});
  }
  Box line = page.area.take_top(theme().control_height(), px(space::x4));
  const std::string_view screen = screen_of(context.workspace(), record);
  if (!screen.empty() &&
      button_right(
          line, "open",
          {.label = tr("exchange_import.open"), .icon = Icon::external_link, .ground = Ground::canvas}))
    context.go({std::string(screen), record, {}});
  if (all.size() > 1)
    draw_settle_all(line, context, keys, all);
  if (!phone)
    heading(line, title, {.role = TextRole::title});
  paragraph(page.area, tr("conflicts.note"), {.color = colors().muted});
  page.area.skip(px(space::x12));
  for (const FieldKey& key : keys)
    draw_field(page.area, context, key);
}

} // namespace

PageHeader conflicts_header(ScreenContext& context) {
  return {.title = std::string(tr("conflicts.title")),
          .subtitle = std::string(tr("ui.nav_exchange")),
          .can_go_back = context.layout() == LayoutClass::narrow};
}

void draw_conflicts(ScreenContext& context) {
  ConflictsState& state = context.screen_state<ConflictsState>();
  state.update(context.workspace());
  if (state.by_record.empty()) {
    if (empty_state(context.page, "none",
                    {.icon = Icon::circle_check,
                     .title = tr("exchange.no_conflicts"),
                     .sentence = tr("conflicts.none_note"),
                     .quiet = tr("conflicts.to_exchange")}) == EmptyStatePress::quiet)
      context.state.routes.start({"exchange", {}, {}});
    return;
  }
  const records::RecordId open = context.route().record;
  auto chosen = std::ranges::find_if(state.by_record,
                                     [&open](const auto& keys) { return keys.front().record == open; });
  if (context.layout() == LayoutClass::narrow) {
    if (chosen == state.by_record.end()) {
      fill(context.page, colors().surface);
      draw_list(context.page, context, state, open);
    } else {
      draw_record(context.page, context, *chosen, state.conflicts);
    }
    return;
  }
  if (chosen == state.by_record.end())
    chosen = state.by_record.begin();
  Box page = context.page;
  const Box list = page.take_left(px(context.layout() == LayoutClass::desktop ? 384 : 320));
  fill(list, colors().surface);
  vertical_line(list.right() - 1, list.y, list.h, colors().divider);
  draw_list(list, context, state, chosen->front().record);
  draw_record(page, context, *chosen, state.conflicts);
}

} // namespace truat::ui
