#include "ui/screens/exchange_import_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "ui/delivery.h"
#include "ui/screens/exchange_screen.h"
#include "ui/screens/exchange_size.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/passphrase.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>
#include <vector>

namespace truat::ui {
namespace {

using text::tr;
using RecordChange = records::MergePreview::RecordChange;

enum class Group : std::uint8_t { fresh, changed, conflict };
constexpr std::size_t group_count = 3;

struct ExchangeImportState {
  std::optional<TruatFilePreview> preview;
  Group group = Group::changed;
  std::array<std::vector<std::size_t>, group_count> groups; ///< of `preview->preview.records`
  std::array<std::size_t, group_count> fields{};
  std::size_t chosen = 0;
  bool shows_detail = false; ///< narrow: the record instead of the list
  PassphraseEntry passphrase;
};

constexpr float tile_height = 72;

std::string counted(std::size_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

Group group_of(const RecordChange& change) {
  return change.conflicts > 0 ? Group::conflict : change.is_new ? Group::fresh : Group::changed;
}

void show(ExchangeImportState& state, Group group) {
  state.group = group;
  state.shows_detail = false;
  const auto& shown = state.groups[static_cast<std::size_t>(group)];
  if (!shown.empty())
    state.chosen = shown.front();
}

void take_deliveries(ScreenContext& context, ExchangeImportState& state) {
  while (auto preview = context.state.inbox.take<TruatFilePreview>()) {
    state = {};
    state.preview = std::move(preview);
    const auto& records = state.preview->preview.records;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto group = static_cast<std::size_t>(group_of(records[i]));
      state.groups[group].push_back(i);
      state.fields[group] +=
          group_of(records[i]) == Group::conflict ? records[i].conflicts : records[i].fields.size();
    }
    for (const Group group : {Group::conflict, Group::fresh, Group::changed})
      if (!state.groups[static_cast<std::size_t>(group)].empty())
        show(state, group);
  }
}

std::string title_of(const ScreenContext& context, const ExchangeImportState& state,
                     const RecordChange& change) {
  const auto given = state.preview->titles.find(change.record);
  return title_words(context.workspace(), change.record, change.kind,
                     given != state.preview->titles.end() ? std::string_view(given->second)
                                                          : std::string_view());
}

std::string what_changes(const RecordChange& change) {
  std::string words = kind_words(change.kind) + " · ";
  if (change.becomes_deleted)
    return words + std::string(tr("exchange_import.becomes_deleted"));
  if (change.conflicts > 0)
    return words + tr("exchange_import.conflicting", {{"count", counted(change.conflicts)}});
  if (change.is_new)
    return words + std::string(tr("exchange_import.is_new"));
  return words + tr("exchange_import.changing", {{"count", counted(change.fields.size())}});
}

ChipSpec signature_chip(std::optional<workspace::KeyTrust> trust) {
  if (!trust)
    return {Status::not_applicable, tr("exchange_import.unsigned")};
  switch (*trust) {
  case workspace::KeyTrust::own:
  case workspace::KeyTrust::trusted:
    return {Status::done, tr("exchange_import.signed")};
  case workspace::KeyTrust::revoked:
    return {Status::failed, tr("exchange_import.signed_revoked")};
  case workspace::KeyTrust::unknown:
    break;
  }
  return {Status::due, tr("exchange_import.signed_unknown")};
}

void draw_file(Box& area, const ExchangeImportState& state, bool narrow) {
  const TruatFilePreview& preview = *state.preview;
  Card card(area);
  Box line = card.body.take_top(px(46), px(narrow ? 8 : 0));
  const Box square = line.take_left(px(40), px(space::x16)).middle(px(40));
  fill(square, colors().accent_soft, px(space::radius_control));
  icon(square, Icon::file_input, space::icon_navigation, colors().accent);
  const ChipSpec digests{preview.digests_hold ? Status::done : Status::failed,
                         tr(preview.digests_hold ? "exchange_import.unchanged" : "exchange_import.altered")};
  const ChipSpec chains{preview.chains_are_whole ? Status::done : Status::due,
                        tr(preview.chains_are_whole ? "exchange_import.whole" : "exchange_import.gaps")};
  const ChipSpec signature = signature_chip(preview.signed_by);
  const auto chips = [&](Box& from) {
    if (narrow) {
      chip_left(from, digests, px(space::x8));
      chip_left(from, chains, px(space::x8));
      if (from.w >= chip_width(signature))
        chip_left(from, signature);
    } else {
      chip_right(from, signature, px(space::x16));
      chip_right(from, chains, px(space::x16));
      chip_right(from, digests, px(space::x16));
    }
  };
  if (!narrow)
    chips(line);
  Box first = line.take_top(px(24));
  const std::string size = shown_size(preview.bytes);
  const float for_name = first.w - text_width(size, TextRole::body) - px(space::x8);
  text_line(
      first.take_left(std::min(for_name, text_width(preview.file, TextRole::body_strong)), px(space::x8)),
      preview.file, {.role = TextRole::body_strong});
  text_line(first, size, {.color = colors().muted});
  std::string from;
  const auto add = [&from](const std::string& words) {
    if (!words.empty())
      from.append(from.empty() ? "" : " · ").append(words);
  };
  if (!preview.from_person.empty())
    add(tr("exchange_import.from", {{"person", preview.from_person}}));
  add(preview.from_workstation);
  add(preview.from_office);
  if (preview.exported_at)
    add(tr("exchange_import.exported", {{"when", shown_instant(*preview.exported_at)}}));
  if (preview.first_change && preview.last_change)
    add(tr("exchange_import.period",
           {{"period", text::format_date_range(local_time(*preview.first_change).date,
                                               local_time(*preview.last_change).date,
                                               text::date_style(text::language()))}}));
  text_line(line, from, {.role = TextRole::caption, .color = colors().muted});
  if (narrow) {
    Box second = card.body.take_top(px(24));
    chips(second);
  }
}

void draw_tiles(Box& area, ExchangeImportState& state, bool narrow) {
  const int columns = narrow ? 2 : 4;
  Columns grid(area, columns, px(space::card_gap));
  struct Tile {
    Group group;
    std::string_view id;
    std::string_view label;
    std::string_view second_line;
    Icon icon;
    std::optional<Status> status;
  };
  constexpr std::array tiles{
      Tile{Group::fresh, "fresh", "exchange_import.fresh", "exchange_import.records", Icon::plus, {}},
      Tile{Group::changed,
           "changed",
           "exchange_import.changed",
           "exchange_import.records_fields",
           Icon::pen_line,
           {}},
      Tile{Group::conflict, "conflict", "exchange_import.conflict", "exchange_import.records_fields",
           Icon::git_merge, Status::due}};
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Tile& tile = tiles[i];
    const auto index = static_cast<std::size_t>(tile.group);
    const std::size_t count = state.groups[index].size();
    const std::string figure = counted(count);
    const std::string second = tr(tile.second_line, {{"fields", counted(state.fields[index])}});
    const Box box = grid[static_cast<int>(i) % columns].take_top(px(tile_height), px(space::card_gap));
    if (count_tile(box, tile.id,
                   {.figure = figure,
                    .label = tr(tile.label),
                    .second_line = second,
                    .icon = tile.icon,
                    .status = count > 0 ? tile.status : std::nullopt,
                    .selected = state.group == tile.group,
                    .is_filter = true}))
      show(state, tile.group);
  }
  const std::string known = counted(state.preview->preview.known_records);
  count_tile(grid[columns - 1].take_top(px(tile_height), px(space::card_gap)), "known",
             {.figure = known,
              .label = tr("exchange_import.known"),
              .second_line = tr("exchange_import.nothing_to_do"),
              .icon = Icon::check});
}

void draw_list(const Box& box, ScreenContext& context, ExchangeImportState& state) {
  fill(box, colors().surface, px(space::radius_card));
  const auto& shown = state.groups[static_cast<std::size_t>(state.group)];
  if (shown.empty()) {
    empty_state(box, "none", {.icon = Icon::list_checks, .title = tr("exchange_import.none_of_these")});
    return;
  }
  const bool narrow = context.layout() == LayoutClass::narrow;
  ScrollArea scroll(box, "records");
  const VirtualRows rows(scroll, shown.size(), px(list_row_height));
  const access::Part part({.role = access::Role::list, .name = tr("exchange_import.title"), .box = box});
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const RecordChange& change = state.preview->preview.records[shown[i]];
    const IdScope scope(records::to_string(change.record));
    const std::string title = title_of(context, state, change);
    const std::string second = what_changes(change);
    std::string date;
    if (!change.fields.empty()) {
      const Instant last =
          std::ranges::max(change.fields, {}, &records::MergePreview::FieldChange::time).time;
      date = list_date(local_time(last).date, context.input.today());
    }
    if (list_row(rows.row(i), "record",
                 {.title = title,
                  .second_line = second,
                  .date = date,
                  .icon = icon_of_kind(change.kind),
                  .selected = !narrow && shown[i] == state.chosen,
                  .opens = narrow})) {
      state.chosen = shown[i];
      state.shows_detail = true;
    }
  }
}

std::vector<Difference> differences_of(const ScreenContext& context, const RecordChange& change) {
  const workspace::Workspace& workspace = context.workspace();
  std::vector<Difference> differences;
  for (const records::MergePreview::FieldChange& field : change.fields) {
    if (is_technical_field(workspace, change.record, field.field))
      continue;
    differences.push_back({.label = field_words(workspace, change.record, field.field),
                           .before = value_words(workspace, change.record, field.field, field.before),
                           .after = value_words(workspace, change.record, field.field, field.after),
                           .note = shown_instant(field.time)});
  }
  return differences;
}

/// The screen that shows a record of this kind here; "" for those that are shown inside others.
std::string_view screen_of(std::string_view kind) {
  if (kind == audit::factory_kind)
    return "factories";
  return kind == audit::inspection_kind ? "visit" : "";
}

void draw_detail(const Box& box, ScreenContext& context, ExchangeImportState& state) {
  fill(box, colors().surface, px(space::radius_card));
  const TruatFilePreview& preview = *state.preview;
  const auto& shown = state.groups[static_cast<std::size_t>(state.group)];
  if (shown.empty() || state.chosen >= preview.preview.records.size())
    return;
  const RecordChange& change = preview.preview.records[state.chosen];
  const IdScope scope(records::to_string(change.record));
  Box inside = box;
  if (preview.missing_photos > 0) {
    const std::string note =
        tr("exchange_import.photos_missing", {{"count", counted(preview.missing_photos)}});
    Box foot = inside.take_bottom(text_height(note, TextRole::caption, inside.w - px(72)) + px(24))
                   .inset(px(20), px(12));
    icon(foot.take_left(px(18), px(10)), Icon::image, space::icon_button, colors().muted);
    paragraph(foot, note, {.role = TextRole::caption, .color = colors().muted});
  }
  ScrollArea scroll(inside, "detail", {.padding_bottom = px(space::x16)});
  scroll.content.skip(px(space::x16));
  Box area = scroll.content.inset(px(space::card_padding), 0);
  const float top = area.y;
  Box line = area.take_top(px(32));
  const LinkSpec open{.label = tr("exchange_import.open"), .icon = Icon::external_link};
  if (const std::string_view screen = screen_of(change.kind); !change.is_new && !screen.empty())
    if (link(line.take_right(link_width(open), px(space::x12)), "open", open))
      context.go({std::string(screen), change.record, {}});
  heading(line, title_of(context, state, change));
  const std::string detail = context.workspace().title(change.record).detail;
  text_line(area.take_top(px(24), px(space::x8)), detail.empty() ? what_changes(change) : detail,
            {.role = TextRole::caption, .color = colors().muted});
  if (change.conflicts > 0)
    banner(area, "conflict", {.status = Status::due, .sentence = tr("exchange_import.conflict_note")});
  const std::vector<Difference> differences = differences_of(context, change);
  if (differences.empty())
    paragraph(area, tr("exchange_import.technical_only"), {.color = colors().muted});
  else
    difference_table(area, differences,
                     {.label = tr("difference.field"),
                      .before = tr("difference.before"),
                      .after = tr("difference.after"),
                      .note = tr("difference.changed_at")});
  scroll.content.skip(area.y - top);
}

void leave(ScreenContext& context, ExchangeImportState& state) {
  state = {};
  context.state.routes.start({"exchange", {}, {}});
}

void draw_foot(Box& page, ScreenContext& context, ExchangeImportState& state) {
  Box line = page_foot(page, context);
  const records::MergePreview& preview = state.preview->preview;
  const std::size_t count = preview.records.size();
  std::string reason(read_only_reason(context));
  if (reason.empty() && preview.new_commits == 0 && state.preview->photos == 0)
    reason = tr("exchange_import.nothing_new");
  const std::string act = count > 0 ? tr("exchange_import.import", {{"count", counted(count)}})
                                    : std::string(tr("exchange_import.import_history"));
  const std::uint64_t import = state.preview->import;
  if (button_right(
          line, "import",
          {.label = act, .kind = ButtonKind::primary, .icon = Icon::download, .disabled_because = reason})) {
    context.push(ImportConfirmed{import});
    leave(context, state);
    return;
  }
  if (button_right(line, "leave", {.label = tr("exchange_import.leave"), .kind = ButtonKind::outlined})) {
    context.push(ImportCancelled{import});
    leave(context, state);
    return;
  }
  const ButtonSpec view{.label = tr("viewing.open"), .icon = Icon::eye};
  if (button_width(view) <= line.w && button_right(line, "view", view))
    context.push(ViewFile{import});
  if (context.layout() == LayoutClass::narrow)
    return;
  icon(line.take_left(px(20), px(space::x12)), Icon::archive_restore, space::icon_navigation,
       colors().accent);
  std::string words(reason.empty() ? tr("exchange_import.kept_before") : std::string_view(reason));
  const std::size_t conflicts = state.groups[static_cast<std::size_t>(Group::conflict)].size();
  if (reason.empty() && conflicts > 0)
    words += " · " + tr("exchange_import.both_kept", {{"count", counted(conflicts)}});
  text_line(line, words);
}

void draw_unreadable(ScreenContext& context, ExchangeImportState& state) {
  PageColumn page(context.page, context, "unreadable", space::text_column);
  Card card(page.area);
  section_header(card.body, {.title = tr("exchange_import.unreadable"), .muted = state.preview->file});
  paragraph(card.body, tr(*state.preview->error));
  card.body.skip(px(space::x8));
  paragraph(card.body, tr("exchange_import.nothing_changed"), {.color = colors().muted});
  card.body.skip(px(space::x16));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "other", {.label = tr("exchange_import.other_file"), .kind = ButtonKind::primary}))
    pick_truat_file(context);
  const std::uint64_t import = state.preview->import;
  if (quiet_button_left(line, "leave", tr("exchange_import.leave"))) {
    context.push(ImportCancelled{import});
    leave(context, state);
  }
}

void draw_locked(ScreenContext& context, ExchangeImportState& state) {
  PageColumn page(context.page, context, "locked", space::text_column);
  Card card(page.area);
  section_header(card.body, {.title = tr("locked.asks"), .muted = state.preview->file});
  paragraph(card.body, tr("locked.asks_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  const std::string error = state.preview->error ? tr(*state.preview->error) : std::string();
  const bool is_entered = passphrase_field(card.body, state.passphrase, error);
  Box line = card.body.take_top(theme().control_height());
  const std::string_view reason =
      state.passphrase.first.empty() ? tr("locked.type_first") : std::string_view();
  const bool is_pressed = button_left(
      line, "open", {.label = tr("locked.open"), .kind = ButtonKind::primary, .disabled_because = reason});
  const std::uint64_t import = state.preview->import;
  if ((is_entered && reason.empty()) || is_pressed)
    context.push(UnlockFile{import, state.passphrase.first});
  if (quiet_button_left(line, "leave", tr("exchange_import.leave"))) {
    context.push(ImportCancelled{import});
    leave(context, state);
  }
}

void draw_preview(Box page, ScreenContext& context, ExchangeImportState& state) {
  const bool narrow = context.layout() == LayoutClass::narrow;
  Box inside = page.inset(page_margin(context), px(space::x16));
  if (narrow && state.shows_detail) {
    Box line = inside.take_top(theme().control_height(), px(space::x8));
    if (quiet_button_left(line, "to_list", tr("factories_import.to_list"), Icon::arrow_left))
      state.shows_detail = false;
    draw_detail(inside, context, state);
    return;
  }
  draw_file(inside, state, narrow);
  if (state.preview->preview.new_forks > 0)
    banner(inside, "forks", {.status = Status::due, .sentence = tr("exchange_import.forks")});
  draw_tiles(inside, state, narrow);
  if (narrow) {
    draw_list(inside, context, state);
    return;
  }
  const float width = context.layout() == LayoutClass::desktop ? 384 : 320;
  draw_list(inside.take_left(px(width), px(space::card_gap)), context, state);
  draw_detail(inside, context, state);
}

} // namespace

PageHeader exchange_import_header(ScreenContext& context) {
  return {.title = std::string(tr("exchange_import.title")),
          .subtitle = std::string(tr("ui.nav_exchange")),
          .can_go_back = context.layout() == LayoutClass::narrow};
}

void draw_exchange_import(ScreenContext& context) {
  ExchangeImportState& state = context.screen_state<ExchangeImportState>();
  take_deliveries(context, state);
  if (!state.preview) {
    if (empty_state(context.page, "no_file",
                    {.icon = Icon::file_input,
                     .title = tr("factories_import.no_file"),
                     .sentence = tr("exchange.import_note"),
                     .primary = tr("exchange.pick"),
                     .primary_icon = Icon::folder_open}) == EmptyStatePress::primary)
      pick_truat_file(context);
    return;
  }
  if (state.preview->locked) {
    draw_locked(context, state);
    return;
  }
  if (state.preview->error) {
    draw_unreadable(context, state);
    return;
  }
  Box page = context.page;
  draw_foot(page, context, state);
  if (state.preview)
    draw_preview(page, context, state);
}

} // namespace truat::ui
