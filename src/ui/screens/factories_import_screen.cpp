#include "ui/screens/factories_import_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/factories_import_state.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;
using Column = FactoryListPreview::Column;

constexpr std::string_view file_types = ".csv,.xlsx,.txt";
constexpr std::string_view leave_out = "-"; ///< key of the choice that feeds no field
constexpr float tile_height = 64;
constexpr float bad_rows_width = 400;
constexpr float match_row = 40;

std::string counted(std::size_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

std::string label_of(std::string_view field) {
  const records::FieldDescriptor* descriptor = workspace::schema().find_field(field);
  return descriptor != nullptr ? std::string(tr(descriptor->label)) : std::string(field);
}

void take_deliveries(ScreenContext& context, FactoriesImportState& state) {
  while (auto preview = context.state.inbox.take<FactoryListPreview>()) {
    const bool is_another = !state.preview || state.preview->import != preview->import;
    if (is_another)
      state = {};
    state.preview = std::move(preview);
    state.counts = {};
    for (const FactoryListPreview::Row& row : state.preview->rows) {
      state.counts.fresh += row.kind == FactoryListPreview::Row::Kind::fresh ? 1 : 0;
      state.counts.changed += row.kind == FactoryListPreview::Row::Kind::changed ? 1 : 0;
      state.counts.same += row.kind == FactoryListPreview::Row::Kind::same ? 1 : 0;
    }
    state.show(state.filter);
  }
}

void cancel(ScreenContext& context, FactoriesImportState& state) {
  if (state.preview)
    context.push(ImportCancelled{state.preview->import});
  state = {};
  context.state.routes.start({"factories", {}, {}});
}

/// Sends what the person has decided; the preview comes again.
void read_again(ScreenContext& context, const FactoryListPreview& preview) {
  ImportColumns request{.import = preview.import, .fields = {}, .settings = {}};
  for (std::size_t i = 0; i < preview.columns.size(); ++i)
    if (const Column& column = preview.columns[i]; !column.field.empty() || column.left_out)
      request.fields.emplace_back(i, column.field);
  for (const FactoryListPreview::Setting& setting : preview.settings)
    request.settings.emplace_back(setting.key, setting.chosen);
  context.push(std::move(request));
}

void feed(ScreenContext& context, FactoryListPreview& preview, std::size_t index, const std::string& key) {
  for (Column& other : preview.columns)
    if (key != leave_out && other.field == key)
      other.field.clear();
  Column& column = preview.columns[index];
  column.left_out = key == leave_out;
  column.field = column.left_out ? std::string() : key;
  read_again(context, preview);
}

std::vector<Choice> field_choices(const FactoryListPreview& preview, std::size_t index) {
  std::vector<Choice> choices{{.key = std::string(leave_out),
                               .label = std::string(tr("factories_import.leave_out")),
                               .second_line = {},
                               .status = Status::not_applicable}};
  for (const std::string& field : preview.fields) {
    Choice choice{.key = field, .label = label_of(field), .second_line = {}, .status = {}};
    for (std::size_t i = 0; i < preview.columns.size(); ++i)
      if (i != index && preview.columns[i].field == field)
        choice.second_line = tr("factories_import.fed_by", {{"column", preview.columns[i].name}});
    choices.push_back(std::move(choice));
  }
  return choices;
}

void draw_column_choice(const Box& box, ScreenContext& context, FactoryListPreview& preview,
                        std::size_t index) {
  const Column& column = preview.columns[index];
  const std::string name =
      tr("factories_import.field_of", {{"column", column.heading.empty() ? column.name : column.heading}});
  const bool is_open = column.field.empty() && !column.left_out;
  const std::string shown = column.left_out ? std::string(tr("factories_import.leave_out"))
                            : is_open       ? std::string()
                                            : label_of(column.field);
  ChoiceSpec spec{.field = {.name = name,
                            .placeholder = tr("factories_import.choose_field"),
                            .tone = is_open ? FieldTone::due : FieldTone::plain,
                            .disabled_because = read_only_reason(context)},
                  .chosen_label = shown,
                  .choices = [&preview, index] { return field_choices(preview, index); }};
  spec.chosen_status = column.left_out ? Status::not_applicable : is_open ? Status::due : Status::done;
  const ChoiceResult result = choice_field(box, "field", spec);
  if (result.chosen && !result.key.empty())
    feed(context, preview, index, result.key);
}

void draw_match_row(Box& area, ScreenContext& context, FactoryListPreview& preview, std::size_t index) {
  const Column& column = preview.columns[index];
  const IdScope scope(index);
  const std::string_view sample =
      column.sample.empty() ? std::string_view("–") : std::string_view(column.sample);
  if (area.w < px(560)) {
    Box line = area.take_top(px(32));
    text_line(line.take_left(px(20), px(space::x8)), column.name, {.color = colors().muted});
    text_line(line.take_left(line.w * 0.5F, px(space::x12)), column.heading);
    text_line(line, sample, {.color = colors().muted, .align = Align::right});
    draw_column_choice(area.take_top(theme().control_height(), px(space::x16)), context, preview, index);
    return;
  }
  Box line = area.take_top(std::max(px(match_row), theme().control_height() + px(space::x4)));
  text_line(line.take_left(px(20), px(space::x8)), column.name, {.color = colors().muted});
  const Box choice = {line.x + line.w * 0.29F, line.y, std::max(px(220), line.w * 0.37F), line.h};
  Box heading_box = line.take_left(choice.x - line.x - px(32), px(4));
  text_line(heading_box, column.heading);
  icon(line.take_left(px(20)), Icon::arrow_right, space::icon_chevron, colors().muted);
  draw_column_choice(choice.middle(is_touch() ? theme().control_height() : px(space::control_dense)), context,
                     preview, index);
  text_line({choice.right() + px(12), line.y, area.right() - choice.right() - px(12), line.h}, sample,
            {.color = colors().muted});
}

void draw_match(Box& area, ScreenContext& context, FactoriesImportState& state) {
  FactoryListPreview& preview = *state.preview;
  const auto matched = static_cast<std::size_t>(
      std::ranges::count_if(preview.columns, [](const Column& one) { return !one.field.empty(); }));
  const std::string how_many =
      tr("factories_import.matched", {{"count", counted(matched)}, {"all", counted(preview.columns.size())}});
  const Box right = section_header(area, {.title = tr("factories_import.match")});
  text_line(right, how_many, {.color = colors().muted, .align = Align::right});
  if (area.w >= px(560)) {
    const Box line = area.take_top(px(28));
    const TextSpec quiet{.role = TextRole::caption, .color = colors().muted};
    const float choice = line.x + px(28) + (line.w - px(28)) * 0.29F;
    text_line({line.x + px(28), line.y, choice - line.x - px(28), line.h},
              tr("factories_import.heading_in_file"), quiet);
    const float width = std::max(px(220), (line.w - px(28)) * 0.37F);
    text_line({choice, line.y, width, line.h}, tr("factories_import.field_here"), quiet);
    const std::string sample =
        tr("factories_import.sample_of", {{"row", std::to_string(preview.sample_row)}});
    text_line({choice + width + px(12), line.y, line.right() - choice - width - px(12), line.h}, sample,
              quiet);
  }
  for (std::size_t i = 0; i < preview.columns.size(); ++i)
    draw_match_row(area, context, preview, i);
}

/// "Windows-874 · จุลภาค · ปี พ.ศ."
std::string read_as(const FactoryListPreview& preview) {
  std::string words;
  for (const FactoryListPreview::Setting& setting : preview.settings)
    for (const FactoryListPreview::Setting::Option& option : setting.options)
      if (option.key == setting.chosen)
        words.append(words.empty() ? "" : " · ").append(tr(option.label));
  return words;
}

void draw_settings(const Box& anchor, ScreenContext& context, FactoryListPreview& preview) {
  Popover popover(
      "reading", anchor,
      {.width = 320, .side = Side::below_right, .padding = 16, .name = tr("factories_import.reading")});
  if (!popover)
    return;
  bool changed = false;
  for (FactoryListPreview::Setting& setting : preview.settings) {
    const IdScope scope(setting.key);
    const Box box = labelled(popover.body, {.label = tr(setting.label)});
    std::string shown;
    for (const auto& option : setting.options)
      if (option.key == setting.chosen)
        shown = tr(option.label);
    const auto choices = [&setting] {
      std::vector<Choice> all;
      for (const auto& option : setting.options)
        all.push_back(
            {.key = option.key, .label = std::string(tr(option.label)), .second_line = {}, .status = {}});
      return all;
    };
    const ChoiceResult result = choice_field(
        box, "setting", {.field = {.name = tr(setting.label)}, .chosen_label = shown, .choices = choices});
    if (result.chosen && result.key != setting.chosen) {
      setting.chosen = result.key;
      changed = true;
    }
  }
  if (changed)
    read_again(context, preview);
}

void draw_steps(Box& area, ScreenContext& context, FactoriesImportState& state) {
  FactoryListPreview& preview = *state.preview;
  const bool narrow = context.layout() == LayoutClass::narrow;
  Box line = area.take_top(theme().control_height(), px(space::x12));
  const auto draw_reading = [&](Box& from) {
    if (preview.settings.empty())
      return;
    const ButtonSpec change{.label = tr("factories_import.change_reading"),
                            .ground = Ground::canvas,
                            .opens_popup = true,
                            .is_open = layer_is_open("reading")};
    const Box at = from.take_right(button_width(change), px(space::x12));
    if (button(at, "change_reading", change))
      open_layer("reading");
    draw_settings(at, context, preview);
    const std::string words = tr("factories_import.read_as", {{"how", read_as(preview)}});
    text_line(from, words, {.color = colors().muted, .align = narrow ? Align::left : Align::right});
  };
  const std::array names{tr("factories_import.step_file"), tr("factories_import.step_match"),
                         tr("factories_import.step_review")};
  const int now = state.step == ImportStep::match ? 1 : 2;
  if (narrow) {
    steps(line, names, now);
    Box second = area.take_top(theme().control_height(), px(space::x12));
    draw_reading(second);
    return;
  }
  steps(line.take_left(px(480), px(space::x16)), names, now);
  draw_reading(line);
}

void draw_tiles(Box& area, FactoriesImportState& state, bool narrow) {
  struct Tile {
    ImportFilter filter;
    std::string_view id;
    std::size_t count;
    std::string_view label;
    std::optional<Status> status;
  };
  const FactoryListPreview& preview = *state.preview;
  const std::array tiles{
      Tile{ImportFilter::all, "all", preview.row_count, tr("factories_import.rows"), {}},
      Tile{ImportFilter::fresh, "fresh", state.counts.fresh, tr("factories_import.fresh"), {}},
      Tile{ImportFilter::changed, "changed", state.counts.changed, tr("factories_import.changed"), {}},
      Tile{ImportFilter::bad, "bad", preview.bad_rows.size(), tr("factories_import.bad"), Status::failed}};
  const int columns = narrow ? 2 : 4;
  Columns grid(area, columns, px(space::card_gap));
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Tile& tile = tiles[i];
    const std::string figure = counted(tile.count);
    const Box box = grid[static_cast<int>(i) % columns].take_top(px(tile_height), px(space::card_gap));
    if (count_tile(box, tile.id,
                   {.figure = figure,
                    .label = tile.label,
                    .status = tile.count > 0 ? tile.status : std::nullopt,
                    .selected = state.step == ImportStep::review && state.filter == tile.filter,
                    .is_filter = true})) {
      state.step = ImportStep::review;
      state.shows_detail = false;
      state.show(tile.filter);
    }
  }
}

/// Why nothing can be imported; "" where it can.
std::string why_not(const ScreenContext& context, const FactoriesImportState& state) {
  if (std::string locked = forbidden_because(context, audit::Permission::import_lists); !locked.empty())
    return locked;
  for (const std::string& field : state.preview->needed_fields)
    if (std::ranges::none_of(state.preview->columns, [&](const Column& one) { return one.field == field; }))
      return tr("factories_import.needs_field", {{"field", label_of(field)}});
  if (state.counts.fresh + state.counts.changed == 0)
    return std::string(tr("factories_import.nothing_new"));
  return {};
}

void draw_foot(Box& page, ScreenContext& context, FactoriesImportState& state) {
  Box line = page_foot(page, context);
  const std::string reason = why_not(context, state);
  const std::size_t count = state.counts.fresh + state.counts.changed;
  const bool review = state.step == ImportStep::review;
  const std::string act =
      tr(review ? "factories_import.import" : "factories_import.to_review", {{"count", counted(count)}});
  if (button_right(line, "go",
                   {.label = act,
                    .kind = ButtonKind::primary,
                    .icon = review ? std::optional(Icon::download) : std::nullopt,
                    .disabled_because = reason})) {
    if (!review) {
      state.step = ImportStep::review;
      state.show(ImportFilter::all);
    } else {
      context.push(ImportConfirmed{state.preview->import});
      state = {};
      context.state.routes.start({"factories", {}, {}});
      return;
    }
  }
  if (button_right(line, "before",
                   {.label = tr(review ? "factories_import.before" : "factories_import.other_file")})) {
    if (review)
      state.step = ImportStep::match;
    else
      pick_factory_list(context);
  }
  if (quiet_button_left(line, "cancel", tr("factories_import.cancel"))) {
    cancel(context, state);
    return;
  }
  if (context.layout() == LayoutClass::narrow)
    return;
  const std::string_view note =
      reason.empty() ? tr("factories_import.nothing_changed_yet") : std::string_view(reason);
  text_line(line, note, {.color = colors().muted, .align = Align::right});
}

void draw_unreadable(ScreenContext& context, FactoriesImportState& state) {
  PageColumn page(context.page, context, "unreadable", space::text_column);
  Card card(page.area);
  section_header(card.body, {.title = tr("factories_import.unreadable")});
  paragraph(card.body, tr(*state.preview->error));
  card.body.skip(px(space::x16));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "other", {.label = tr("factories_import.other_file"), .kind = ButtonKind::primary}))
    pick_factory_list(context);
  if (!state.preview->settings.empty()) {
    const Box at = Box(line).take_left(button_width({.label = tr("factories_import.change_reading")}));
    if (button_left(line, "change_reading",
                    {.label = tr("factories_import.change_reading"),
                     .opens_popup = true,
                     .is_open = layer_is_open("reading")}))
      open_layer("reading");
    draw_settings(at, context, *state.preview);
  }
  if (quiet_button_left(line, "cancel", tr("factories_import.cancel")))
    cancel(context, state);
}

void draw_warnings(Box& area, const FactoryListPreview& preview) {
  if (preview.warnings.empty())
    return;
  const Warning& first = preview.warnings.front();
  std::string sentence = tr(first.phrase) + (first.where.empty() ? "" : " (" + first.where + ")");
  if (preview.warnings.size() > 1)
    sentence += " " + tr("factories_import.more_warnings", {{"count", counted(preview.warnings.size() - 1)}});
  banner(area, "warnings", {.status = Status::due, .sentence = sentence});
}

void draw_wide(Box page, ScreenContext& context, FactoriesImportState& state) {
  Box inside = page.inset(page_margin(context), px(space::x16));
  draw_steps(inside, context, state);
  draw_tiles(inside, state, false);
  draw_warnings(inside, *state.preview);
  if (state.step == ImportStep::review) {
    draw_import_review(inside, context, state);
    return;
  }
  if (!state.preview->bad_rows.empty()) {
    const float width = context.layout() == LayoutClass::desktop ? bad_rows_width : 300;
    draw_bad_rows(inside.take_right(px(width), px(space::card_gap)), context, state);
  }
  fill(inside, colors().surface, px(space::radius_card));
  ScrollArea scroll(inside.inset(0, px(4)), "match", {.padding_bottom = px(space::x12)});
  scroll.content.skip(px(space::x12));
  Box body = scroll.content.inset(px(space::card_padding), 0);
  const float top = body.y;
  draw_match(body, context, state);
  scroll.content.skip(body.y - top);
}

void draw_narrow(const Box& box, ScreenContext& context, FactoriesImportState& state) {
  if (state.step == ImportStep::review) {
    Box inside = box.inset(page_margin(context), px(space::x16));
    if (!state.shows_detail) {
      draw_tiles(inside, state, true);
    }
    draw_import_review(inside, context, state);
    return;
  }
  PageColumn page(box, context, "match");
  draw_steps(page.area, context, state);
  draw_tiles(page.area, state, true);
  draw_warnings(page.area, *state.preview);
  {
    Card card(page.area);
    draw_match(card.body, context, state);
  }
  draw_all_bad_rows(page.area, context, state);
}

} // namespace

void FactoriesImportState::show(ImportFilter wanted) {
  using Kind = FactoryListPreview::Row::Kind;
  filter = wanted;
  shown.clear();
  chosen = 0;
  if (!preview || wanted == ImportFilter::bad)
    return;
  for (std::size_t i = 0; i < preview->rows.size(); ++i) {
    const Kind kind = preview->rows[i].kind;
    if (wanted == ImportFilter::all || (wanted == ImportFilter::fresh && kind == Kind::fresh) ||
        (wanted == ImportFilter::changed && kind == Kind::changed))
      shown.push_back(i);
  }
  if (!shown.empty())
    chosen = shown.front();
}

void pick_factory_list(ScreenContext& context) {
  context.push(PickFiles{
      .purpose = FilePurpose::factory_list, .accept = std::string(file_types), .record = {}, .field = {}});
}

PageHeader factories_import_header(ScreenContext& context) {
  const FactoriesImportState& state = context.screen_state<FactoriesImportState>();
  return {.title = std::string(tr("factories_import.title")),
          .subtitle = state.preview ? state.preview->file : std::string(),
          .can_go_back = context.layout() == LayoutClass::narrow};
}

void draw_factories_import(ScreenContext& context) {
  FactoriesImportState& state = context.screen_state<FactoriesImportState>();
  take_deliveries(context, state);
  if (!state.preview) {
    if (empty_state(context.page, "no_file",
                    {.icon = Icon::file_spreadsheet,
                     .title = tr("factories_import.no_file"),
                     .sentence = tr("factories_import.no_file_note"),
                     .primary = tr("factories_import.pick"),
                     .primary_icon = Icon::folder_open}) == EmptyStatePress::primary)
      pick_factory_list(context);
    return;
  }
  if (state.preview->error) {
    draw_unreadable(context, state);
    return;
  }
  Box page = context.page;
  draw_foot(page, context, state);
  if (!state.preview) // given up, or confirmed, in this frame
    return;
  if (context.layout() == LayoutClass::narrow)
    draw_narrow(page, context, state);
  else
    draw_wide(page, context, state);
}

} // namespace truat::ui
