#include "ui/screens/exchange_screen.h"

#include "audit/merge_issues.h"
#include "audit/settle_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/exchange_size.h"
#include "ui/screens/export_reminder.h"
#include "ui/screens/export_scope.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/passphrase.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/receipts_screen.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace truat::ui {
namespace {

using text::tr;

struct ExchangeState {
  ExchangeSize size;
  WithPhotos photos = WithPhotos::yes;
  bool shows_scope = false;
  ExportScopeState scope;
  PassphraseEntry passphrase;
  std::unique_ptr<audit::MergeIssues> search; ///< while it goes on
  std::uint64_t searched_at = 0;
  const workspace::Workspace* searched_in = nullptr;
  std::vector<audit::Issue> issues; ///< of the last search that came to its end
};

constexpr int search_slice_ms = 8;
constexpr std::size_t most_issues_shown = 50; ///< mended ones make room for the rest

std::string counted(std::size_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

std::string_view export_problem(const ExchangeState& state) {
  const std::string_view of_scope = scope_problem(state.scope);
  return of_scope.empty() ? passphrase_problem(state.passphrase) : of_scope;
}

void draw_export(Box& area, ScreenContext& context, ExchangeState& state) {
  const audit::Audit& audit = context.workspace().audit();
  Card card(area);
  section_header(card.body, {.title = tr("exchange.export")});
  paragraph(card.body, tr("exchange.export_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  const std::string contents =
      tr("exchange.contents", {{"factories", counted(audit.factories().size())},
                               {"visits", counted(audit.inspections().size())},
                               {"commits", counted(context.workspace().ledger().log().size())}});
  key_value(card.body, {.key = tr("exchange.contains"), .value = contents});
  card.body.skip(px(space::x8));

  const bool is_empty = context.workspace().ledger().log().size() == 0;
  const auto choice = [&](WithPhotos photos, std::string_view id, std::string_view title,
                          const std::string& lines) {
    const RadioCardSpec spec{.title = title, .lines = lines, .chosen = state.photos == photos};
    if (radio_card(card.body.take_top(radio_card_height(spec, card.body.w), px(space::x8)), id, spec))
      state.photos = photos;
  };
  if (state.size.photos() > 0) {
    const access::Part part(
        {.role = access::Role::radio_group, .name = tr("exchange.contains"), .box = card.body});
    const std::string with =
        tr("exchange.with_photos_note",
           {{"count", counted(state.size.photos())}, {"size", shown_size(state.size.bytes_with_photos())}});
    const std::string without =
        tr("exchange.without_photos_note", {{"size", shown_size(state.size.bytes_without_photos())}});
    choice(WithPhotos::yes, "with_photos", tr("exchange.with_photos"), with);
    choice(WithPhotos::no, "without_photos", tr("exchange.without_photos"), without);
  } else if (!is_empty) {
    const std::string size =
        tr("exchange.size_note", {{"size", shown_size(state.size.bytes_without_photos())}});
    key_value(card.body, {.key = tr("exchange.size"), .value = size});
  }
  card.body.skip(px(space::x8));
  if (state.shows_scope) {
    draw_export_scope(card.body, context, state.scope);
  } else {
    const LinkSpec more{.label = tr("export_scope.more"), .icon = Icon::chevron_right};
    Box line = card.body.take_top(theme().control_height());
    if (link(line.take_left(link_width(more)), "more", more))
      state.shows_scope = true;
  }
  passphrase_fields(card.body, state.passphrase);

  const bool is_protected = state.passphrase.is_wanted;
  const std::string_view reason = context.input.viewed != nullptr ? tr("viewing.read_only")
                                  : is_empty                      ? tr("exchange.nothing_yet")
                                                                  : export_problem(state);
  const auto send = [&](ExportTo to) {
    context.push(ExportEverything{state.photos, take_passphrase(state.passphrase), to,
                                  chosen_scope(state.scope, state.photos),
                                  state.scope.only_new ? OnlyNew::yes : OnlyNew::no});
  };
  Box line = card.body.take_top(theme().control_height(), px(space::x8));
  if (button_left(line, "export",
                  {.label = tr("exchange.export_act"),
                   .kind = ButtonKind::primary,
                   .icon = Icon::download,
                   .disabled_because = reason}))
    send(ExportTo::downloads);
  if (context.input.can_share_files &&
      button_left(line, "share", {.label = tr("exchange.share"), .disabled_because = reason}))
    send(ExportTo::share);
  std::string words;
  const ChipSpec reminder = export_reminder(context, words);
  if (const Box beside = line.inset(px(space::x8), 0); beside.w > status_text_width(reminder))
    status_text(beside, reminder);
  else
    status_text(card.body.take_top(px(32)), reminder, TextRole::caption);
  paragraph(card.body, tr(is_protected ? "exchange.protected_note" : "exchange.personal_note"),
            {.role = TextRole::caption, .color = colors().muted});
}

void draw_import(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("exchange.import")});
  paragraph(card.body, tr("exchange.import_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  const std::string_view locked = read_only_reason(context);
  if (!is_touch()) {
    const Box place = card.body.take_top(px(96), px(space::x12));
    dashed_outline(place, colors().input_border, px(space::radius_card));
    Box both = place.middle(px(58));
    icon(both.take_top(px(28), px(4)), Icon::file_down, 24, colors().muted);
    text_line(both, tr("exchange.drop"), {.color = colors().muted, .align = Align::center});
  }
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "pick",
                  {.label = tr("exchange.pick"), .icon = Icon::folder_open, .disabled_because = locked}))
    pick_truat_file(context);
  const ButtonSpec view{.label = tr("viewing.open"), .icon = Icon::eye, .disabled_because = locked};
  if (button_width(view) > line.w) {
    card.body.skip(px(space::x8));
    line = card.body.take_top(theme().control_height());
  }
  if (button_left(line, "view", view))
    context.push(
        PickFiles{.purpose = FilePurpose::viewed_file, .accept = ".json,.txt", .record = {}, .field = {}});
  if (!context.input.can_restore)
    return;
  card.body.skip(px(space::x12));
  if (banner(card.body, "restore",
             {.status = Status::active,
              .sentence = tr("exchange.restore_note"),
              .act = tr("exchange.restore")}) == BannerPress::act)
    context.push(RestoreBeforeImport{});
}

void draw_conflicts(Box& area, ScreenContext& context) {
  const std::size_t count = context.workspace().projection().conflict_count();
  Card card(area);
  section_header(card.body, {.title = tr("exchange.conflicts")});
  if (count == 0) {
    status_text(card.body.take_top(px(32)), {Status::done, tr("exchange.no_conflicts")});
    return;
  }
  const std::string words = tr("exchange.conflict_count", {{"count", counted(count)}});
  status_text(card.body.take_top(px(32), px(space::x8)), {Status::due, words});
  paragraph(card.body, tr("exchange.conflicts_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "to_conflicts", {.label = tr("exchange.to_conflicts"), .icon = Icon::git_merge}))
    context.go({"conflicts", {}, {}});
}

void draw_proof_link(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("proof_screen.title")});
  paragraph(card.body, tr("proof_screen.open_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "to_proof", {.label = tr("proof_screen.open"), .icon = Icon::list_checks}))
    context.go({"proof", {}, {}});
}

/// Searches anew after each change, a slice in each frame; what was found before stands until it is done.
void search_issues(ScreenContext& context, ExchangeState& state) {
  const workspace::Workspace& workspace = context.workspace();
  const std::uint64_t revision = workspace.projection().revision();
  if (state.searched_in != &workspace || state.searched_at != revision) {
    if (state.searched_in != &workspace)
      state.issues.clear();
    state.searched_in = &workspace;
    state.searched_at = revision;
    state.search = std::make_unique<audit::MergeIssues>(workspace.audit());
  }
  if (!state.search)
    return;
  Budget budget = Budget::milliseconds(search_slice_ms);
  if (state.search->run(budget) == Step::done) {
    state.issues = state.search->take();
    state.search.reset();
  }
  want_frame_in(0);
}

void draw_issue(Box& area, ScreenContext& context, const audit::Issue& issue) {
  const workspace::Workspace& workspace = context.workspace();
  const std::string sentence = tr(issue.phrase);
  const std::string locked = forbidden_because(context, audit::Permission::settle_conflicts);
  if (workspace.projection().is_deleted(issue.record)) {
    const std::string title = words_of(audit::record_name(workspace.audit(), issue.record));
    paragraph(area, title + ": " + sentence);
    Box line = area.take_top(theme().control_height(), px(space::x8));
    if (button_left(line, "restore", {.label = tr("exchange.restore_record"), .disabled_because = locked}))
      push_change(context, audit::restore_record(workspace.audit(), issue.record, workspace.context()),
                  Announce::with_undo);
    return;
  }
  const std::string title = title_words(workspace, issue.record, workspace.projection().kind(issue.record));
  if (list_row(area.take_top(px(list_row_height)), "issue",
               {.title = title, .second_line = sentence, .opens = true}))
    open_record(context, issue.record);
}

void draw_issues(Box& area, ScreenContext& context, ExchangeState& state) {
  search_issues(context, state);
  if (state.issues.empty())
    return;
  Card card(area);
  section_header(card.body, {.title = tr("exchange.issues"), .muted = tr("exchange.issues_note")});
  const access::Part part({.role = access::Role::list, .name = tr("exchange.issues"), .box = card.body});
  const std::size_t shown = std::min(state.issues.size(), most_issues_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const IdScope scope(i);
    draw_issue(card.body, context, state.issues[i]);
  }
  if (shown < state.issues.size())
    paragraph(card.body, tr("exchange.more_issues", {{"count", counted(state.issues.size() - shown)}}),
              {.color = colors().muted});
}

} // namespace

PageHeader exchange_header(ScreenContext&) {
  return {.title = std::string(tr("ui.nav_exchange"))};
}

void draw_exchange(ScreenContext& context) {
  ExchangeState& state = context.screen_state<ExchangeState>();
  state.size.update(context.workspace());
  PageColumn page(context.page, context, "exchange",
                  context.layout() == LayoutClass::desktop ? 1120.0F : 0.0F);
  if (context.layout() != LayoutClass::desktop) {
    draw_export(page.area, context, state);
    draw_import(page.area, context);
    draw_conflicts(page.area, context);
    draw_proof_link(page.area, context);
    draw_issues(page.area, context, state);
    draw_latest_receipts(page.area, context);
    return;
  }
  Columns columns(page.area, 2, px(space::card_gap));
  draw_export(columns[0], context, state);
  draw_import(columns[1], context);
  draw_conflicts(columns[1], context);
  draw_proof_link(columns[1], context);
  draw_issues(columns[1], context, state);
  draw_latest_receipts(columns[0], context);
}

std::string exchange_waiting(const ScreenContext& context) {
  const std::size_t count = context.workspace().projection().conflict_count();
  return count == 0 ? std::string() : counted(count);
}

void pick_truat_file(ScreenContext& context) {
  context.push(
      PickFiles{.purpose = FilePurpose::truat_file, .accept = ".json,.txt", .record = {}, .field = {}});
}

} // namespace truat::ui
