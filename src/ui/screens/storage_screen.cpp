#include "ui/screens/storage_screen.h"

#include "audit/factory_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/exchange_screen.h"
#include "ui/screens/exchange_size.h"
#include "ui/screens/export_reminder.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"

namespace truat::ui {
namespace {

using text::tr;

struct StorageState {
  ExchangeSize size;
  std::optional<StorageMeasured> measured;
  std::optional<std::size_t> asked_at; ///< size of the log
};

constexpr float key_width = 180;

std::string counted(std::uint64_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

void measure(ScreenContext& context, StorageState& state) {
  state.size.update(context.workspace());
  const std::size_t commits = context.workspace().ledger().log().size();
  if (state.asked_at != commits) {
    state.asked_at = commits;
    context.push(MeasureStorage{});
  }
  while (auto measured = context.state.inbox.take<StorageMeasured>())
    state.measured = std::move(*measured);
}

void row(Box& area, std::string_view key, const std::string& value) {
  key_value(area, {.key = tr(key), .value = value, .key_width = key_width});
}

void draw_promise(Box& area, ScreenContext& context, const StorageState& state) {
  Card card(area);
  section_header(card.body, {.title = tr("storage_page.safety")});
  const bool is_kept = state.measured && state.measured->is_persisted;
  if (state.measured)
    status_text(card.body.take_top(px(32)),
                {is_kept ? Status::done : Status::due,
                 tr(is_kept ? "storage_page.persisted" : "storage_page.not_persisted")});
  if (state.measured && state.measured->error)
    (void)banner(card.body, "error", {.status = Status::failed, .sentence = tr(*state.measured->error)});
  if (state.measured && state.measured->quota_bytes > 0) {
    const std::string words = tr("storage_page.quota", {{"used", shown_size(state.measured->used_bytes)},
                                                        {"quota", shown_size(state.measured->quota_bytes)}});
    row(card.body, "storage_page.used", words);
    progress_bar(card.body.take_top(px(4), px(space::x12)),
                 {.done = static_cast<float>(state.measured->used_bytes) /
                          static_cast<float>(state.measured->quota_bytes),
                  .name = tr("storage_page.used"),
                  .value = words});
  }
  paragraph(card.body, tr("settings.keeping_note"), {.color = colors().muted});
  if (is_kept)
    return;
  card.body.skip(px(space::x12));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "persist", {.label = tr("settings.persist"), .icon = Icon::hard_drive}))
    context.push(PersistStorage{});
}

void draw_contents(Box& area, const ScreenContext& context, const StorageState& state) {
  const records::Log& log = context.workspace().ledger().log();
  Card card(area);
  section_header(card.body, {.title = tr("storage_page.contents")});
  row(card.body, "storage_page.commits", counted(log.size()));
  row(card.body, "storage_page.operations", counted(log.operation_count()));
  if (state.measured)
    row(card.body, "storage_page.log_bytes", shown_size(state.measured->log_bytes));
  row(card.body, "storage_page.photos",
      tr("storage_page.photo_counts",
         {{"here", counted(state.measured ? state.measured->photos : 0)},
          {"named", counted(state.size.photos())},
          {"size", shown_size(state.size.bytes_with_photos() - state.size.bytes_without_photos())}}));
  if (!state.measured)
    return;
  row(card.body, "storage_page.drafts", counted(state.measured->drafts));
  const bool has_quarantine = state.measured->quarantined > 0;
  row(card.body, "storage_page.quarantine",
      has_quarantine
          ? tr("storage_page.quarantine_count", {{"count", counted(state.measured->quarantined)},
                                                 {"size", shown_size(state.measured->quarantined_bytes)}})
          : std::string(tr("storage_page.nothing")));
  if (has_quarantine)
    paragraph(card.body, tr("storage_page.quarantine_note"),
              {.role = TextRole::caption, .color = colors().muted});
}

void draw_export(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("storage_page.backup")});
  std::string words;
  const ChipSpec reminder = export_reminder(context, words);
  status_text(card.body.take_top(px(32), px(space::x8)), reminder);
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "export", {.label = tr("settings.export"), .icon = Icon::download}))
    context.push(ExportEverything{});
}

/// The PCs that the records know, and which of them are retired.
void draw_workstations(Box& area, const ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  const records::RecordId here = audit::workstation_id(workspace.ledger().replica());
  Card card(area);
  section_header(card.body, {.title = tr("storage_page.workstations")});
  for (const records::RecordId& id : workspace.projection().records(audit::workstation_kind)) {
    const audit::Workstation* one = workspace.audit().workstation(id);
    if (one == nullptr)
      continue;
    std::string name = one->name.empty() ? one->prefix : one->name + " (" + one->prefix + ")";
    if (id == here)
      name += " · " + std::string(tr("conflicts.this_pc"));
    const audit::Office* office = workspace.audit().office(one->office);
    std::string words = office == nullptr ? std::string() : office->name;
    if (one->retired_on)
      words += (words.empty() ? "" : " · ") +
               tr("storage_page.retired_on", {{"when", shown_date(one->retired_on)}});
    Box line = card.body.take_top(px(24));
    if (one->retired_on)
      chip_right(line, {Status::not_applicable, tr("storage_page.retired")}, px(space::x8));
    text_line(line, name);
    text_line(card.body.take_top(px(22), px(space::x8)), words,
              {.role = TextRole::caption, .color = colors().muted});
  }
}

/// Marks this PC, then exports, then erases: each step when the one before is done.
void draw_retiring(Box& area, ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  const records::RecordId here = audit::workstation_id(workspace.ledger().replica());
  const audit::Workstation* workstation = workspace.audit().workstation(here);
  const std::string_view locked = read_only_reason(context);
  const bool is_retired = workstation != nullptr && workstation->retired_on.has_value();
  const bool is_exported = context.input.exported_at && context.input.unexported_commits == 0;
  Card card(area);
  section_header(card.body, {.title = tr("storage_page.retire_title")});
  paragraph(card.body, tr("storage_page.retire_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  const auto line = [&card] { return card.body.take_top(theme().control_height(), px(space::x8)); };
  Box first = line();
  if (is_retired) {
    if (button_left(first, "resume", {.label = tr("storage_page.resume"), .disabled_because = locked}))
      push_change(context, audit::resume_workstation(workspace.audit(), here), Announce::with_undo);
  } else if (button_left(first, "retire", {.label = tr("storage_page.retire"), .disabled_because = locked})) {
    push_change(context, audit::retire_workstation(workspace.audit(), here, workspace.context()),
                Announce::with_undo);
  }
  Box second = line();
  if (button_left(second, "export_last",
                  {.label = tr("storage_page.export_last"),
                   .icon = Icon::download,
                   .disabled_because = is_retired ? std::string_view() : tr("storage_page.retire_first")}))
    context.push(ExportEverything{});
  Box third = line();
  const std::string_view not_yet = !is_retired    ? tr("storage_page.retire_first")
                                   : !is_exported ? tr("storage_page.export_first")
                                                  : locked;
  if (button_left(
          third, "erase",
          {.label = tr("storage_page.erase"), .kind = ButtonKind::danger, .disabled_because = not_yet}))
    open_layer("erase_store");
  if (question("erase_store", {.title = tr("storage_page.erase_title"),
                               .sentence = tr("storage_page.erase_sentence"),
                               .act = tr("storage_page.erase_all"),
                               .leave = tr("storage_page.keep"),
                               .danger = true}))
    context.push(EraseStorage{});
}

void draw_new_pc(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("storage_page.new_pc")});
  paragraph(card.body, tr("storage_page.new_pc_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "import",
                  {.label = tr("storage_page.import_old"),
                   .icon = Icon::folder_open,
                   .disabled_because = read_only_reason(context)}))
    pick_truat_file(context);
}

} // namespace

PageHeader storage_header(ScreenContext&) {
  return {.title = std::string(tr("storage_page.title")), .can_go_back = true};
}

void draw_storage(ScreenContext& context) {
  StorageState& state = context.screen_state<StorageState>();
  measure(context, state);
  PageColumn page(context.page, context, "storage",
                  context.layout() == LayoutClass::desktop ? 1120.0F : space::text_column);
  Columns columns(page.area, context.layout() == LayoutClass::desktop ? 2 : 1, px(space::card_gap));
  Box& left = columns[0];
  Box& right = columns[columns.count() - 1];
  draw_promise(left, context, state);
  draw_contents(left, context, state);
  draw_export(left, context);
  draw_workstations(right, context);
  if (context.input.is_sample)
    return; // the sample office is nobody's to move
  draw_new_pc(right, context);
  draw_retiring(right, context);
}

} // namespace truat::ui
