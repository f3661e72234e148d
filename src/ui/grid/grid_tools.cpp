// What stands above a grid: the filters that are on, columns, saved views, export.
#include "text/messages.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

/// A condition that is on, and its ×.
bool condition(Box& line, std::string_view id, const std::string& words, bool& opens) {
  const float cross = px(28);
  const float width =
      std::min(text_width(words, TextRole::caption) + px(2 * 12) + cross, std::max(px(96), line.w));
  Box box = line.take_left(width, px(8)).middle(px(space::control_dense));
  const IdScope scope(id);
  fill(box, colors().accent_soft, px(space::radius_control));
  const Box end = box.take_right(cross);
  const Press open = press_area(box, id_of("open"), {.name = words});
  opens = open.pressed;
  (void)draw_line(box.inset(px(12), 0), words, {.role = TextRole::caption});
  if (open.ring)
    focus_ring(box, px(space::radius_control));
  return icon_button(
      end.centered(px(24), px(24)), "off",
      {.icon = Icon::x, .name = text::tr("grid.take_off", {{"what", words}}), .icon_side = 14});
}

/// Lines of chips: what has no room goes to the next one.
Box next_line(Box& area, Box line, float wanted) {
  return line.w >= wanted ? line : area.take_top(px(space::control));
}

void draw_columns_rows(Box& body, GridState& state, std::span<const GridColumn> columns) {
  const std::vector<ColumnLook> looks = state.view.looks;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const GridColumn& column = columns[looks[i].column];
    const IdScope scope(column.id);
    Box line = body.take_top(theme().control_height());
    const float side = line.h;
    if (icon_button(
            line.take_right(side), "down",
            {.icon = Icon::arrow_down,
             .name = text::tr("grid.move_down", {{"column", column.label}}),
             .disabled_because = i + 1 == looks.size() ? text::tr("grid.is_last") : std::string_view()}))
      step_column(state.view, looks[i].column, 1);
    if (icon_button(line.take_right(side), "up",
                    {.icon = Icon::arrow_up,
                     .name = text::tr("grid.move_up", {{"column", column.label}}),
                     .disabled_because = i == 0 ? text::tr("grid.is_first") : std::string_view()}))
      step_column(state.view, looks[i].column, -1);
    if (icon_button(line.take_right(side, px(8)), "pin",
                    {.icon = Icon::pin,
                     .name = text::tr(looks[i].is_pinned ? "grid.unpin_named" : "grid.pin_named",
                                      {{"column", column.label}}),
                     .kind = looks[i].is_pinned ? ButtonKind::secondary : ButtonKind::quiet}))
      look_of(state.view, looks[i].column).is_pinned = !looks[i].is_pinned;
    bool shown = !looks[i].is_hidden;
    const bool is_only = shown && shown_columns(state.view).columns.size() <= 1;
    if (checkbox(line, "shown", shown,
                 {.label = column.label,
                  .disabled_because = is_only ? text::tr("grid.last_column") : std::string_view()}))
      (void)hide_column(state.view, looks[i].column, !shown);
  }
}

void keep(GridState& state, const GridSpec& spec) {
  state.kept_text = to_text(state.saved, spec.columns);
  spec.requests->push(KeepGridViews{std::string(spec.kept_as), state.kept_text});
}

void draw_saved_rows(Popover& popover, GridState& state, const GridSpec& spec) {
  std::optional<std::string> removed;
  std::optional<access::Part> list;
  if (!state.saved.views.empty())
    list.emplace(
        access::Statement{.role = access::Role::list, .name = text::tr("grid.views"), .box = popover.body});
  for (const SavedView& one : state.saved.views) {
    const IdScope scope(one.name);
    Box line = popover.body.take_top(theme().control_height());
    const access::Part row({.role = access::Role::list_item, .name = one.name, .box = line});
    if (icon_button(line.take_right(line.h), "remove",
                    {.icon = Icon::trash_2, .name = text::tr("grid.view_remove", {{"name", one.name}})}))
      removed = one.name;
    const bool is_on = one.view == state.view;
    const Press press = press_area(line, id_of("use"), {.name = one.name, .state = {.selected = is_on}});
    if (press.hovered || press.ring)
      fill(line, theme().mode == ColorMode::dark ? colors().divider : colors().sunken,
           px(space::radius_control));
    Box words = line.inset(px(12), 0);
    if (is_on)
      icon(words.take_right(px(18), px(8)), Icon::check, space::icon_button, colors().accent);
    (void)draw_line(words, one.name);
    if (press.pressed) {
      state.view = one.view;
      popover.close();
    }
  }
  if (removed) {
    state.saved.remove(*removed);
    keep(state, spec);
  }
}

void draw_views(const Box& anchor, GridState& state, const GridSpec& spec) {
  Popover popover("views", anchor,
                  {.width = 320, .side = Side::below_right, .padding = 12, .name = text::tr("grid.views")});
  if (!popover)
    return;
  if (state.saved.views.empty())
    paragraph(popover.body, text::tr("grid.no_views"), {.role = TextRole::caption, .color = colors().muted});
  draw_saved_rows(popover, state, spec);
  popover.body.skip(px(12));
  const Box name = labelled(popover.body, {.label = text::tr("grid.view_name")});
  text_field(name, "name", state.view_name, {.name = text::tr("grid.view_name"), .most_characters = 60});
  Box line = popover.body.take_top(theme().control_height());
  if (button_right(line, "save",
                   {.label = text::tr("grid.view_save"),
                    .kind = ButtonKind::primary,
                    .disabled_because =
                        state.view_name.empty() ? text::tr("grid.view_needs_name") : std::string_view()})) {
    state.saved.save(std::exchange(state.view_name, {}), state.view);
    keep(state, spec);
    popover.close();
  }
  if (button_right(line, "plain", {.label = text::tr("grid.view_plain")})) {
    state.view = plain_view(spec.columns);
    popover.close();
  }
}

/// What is shown, in its order; of groups all rows, also those that are folded away.
ExportTable table_of(const GridState& state, const GridSource& source, const GridSpec& spec,
                     TableFormat format) {
  const std::vector<std::size_t> shown = shown_columns(state.view).columns;
  ExportTable table{
      .name = std::string(spec.name), .format = format, .headings = {}, .row_count = 0, .cells = {}};
  std::vector<CellKind> kinds;
  for (const std::size_t column : shown) {
    table.headings.push_back(spec.columns[column].label);
    kinds.push_back(spec.columns[column].kind);
  }
  const std::span<const std::uint32_t> order = state.rows.order();
  table.row_count = order.size();
  table.cells = [rows = std::vector<std::uint32_t>(order.begin(), order.end()), shown, kinds,
                 from = source.shared_from_this(), revision = source.revision(),
                 language = text::language()](std::size_t at) -> std::optional<std::vector<TableCell>> {
    if (from->revision() != revision || text::language() != language)
      return std::nullopt;
    std::vector<TableCell> cells;
    cells.reserve(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i)
      cells.push_back(plain_cell(*from, rows[at], shown[i], kinds[i]));
    return cells;
  };
  return table;
}

void draw_export(const Box& anchor, const GridState& state, const GridSource& source, const GridSpec& spec) {
  const std::array items{
      MenuItem{.id = "xlsx", .label = text::tr("grid.export_xlsx"), .icon = Icon::file_spreadsheet},
      MenuItem{.id = "csv", .label = text::tr("grid.export_csv"), .icon = Icon::file_text}};
  const std::string_view chosen = menu("export", anchor, items);
  if (!chosen.empty())
    spec.requests->push(
        table_of(state, source, spec, chosen == "csv" ? TableFormat::csv : TableFormat::xlsx));
}

} // namespace

void draw_columns_panel(GridState& state, const GridSpec& spec) {
  if (Drawer drawer("columns_panel", {.title = text::tr("grid.columns")}); drawer) {
    paragraph(drawer.body, text::tr("grid.columns_note"),
              {.role = TextRole::caption, .color = colors().muted});
    drawer.body.skip(px(8));
    draw_columns_rows(drawer.body, state, spec.columns);
  }
}

float grid_tools_width(const GridSpec& spec, float height) {
  const bool has_views = spec.requests != nullptr && !spec.kept_as.empty();
  const int count = 1 + (spec.requests != nullptr ? 1 : 0) + (has_views ? 1 : 0);
  return static_cast<float>(count) * (height + px(8));
}

void grid_tools(Box& line, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec) {
  complete_looks(state.view, spec.columns);
  const IdScope scope(id);
  const auto place = [&line](std::string_view name, Icon symbol, std::string_view words,
                             std::string_view disabled = {}) {
    const Box box = line.take_right(line.h, px(8));
    if (icon_button(box, std::string(name) + "_tool",
                    {.icon = symbol,
                     .name = words,
                     .kind = ButtonKind::secondary,
                     .disabled_because = disabled,
                     .opens_popup = true,
                     .is_open = layer_is_open(name)}))
      layer_is_open(name) ? close_layer(name) : open_layer(name);
    return box;
  };
  if (spec.requests != nullptr) {
    const Box box =
        place("export", Icon::download, text::tr("grid.export"),
              state.rows.order().empty() ? text::tr("grid.nothing_to_export") : std::string_view());
    draw_export(box, state, source, spec);
  }
  if (spec.requests != nullptr && !spec.kept_as.empty()) {
    const Box box = place("views", Icon::bookmark, text::tr("grid.views"));
    draw_views(box, state, spec);
  }
  (void)place("columns_panel", Icon::columns_3, text::tr("grid.columns"));
  draw_columns_panel(state, spec);
}

void grid_chips(Box& area, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec) {
  const GridView& view = state.view;
  if (view.filters.empty() && !view.group_by)
    return;
  const IdScope scope(id);
  const IdScope inner("chips");
  Box line = area.take_top(px(space::control));
  std::optional<std::size_t> off;
  bool ungroups = false;
  for (const ColumnFilter& filter : view.filters) {
    const std::string words = filter_words(filter, spec.columns[filter.column]);
    line = next_line(area, line, text_width(words, TextRole::caption) + px(60));
    bool opens = false;
    const Box before = line;
    if (condition(line, spec.columns[filter.column].id, words, opens))
      off = filter.column;
    if (opens) {
      state.menu_column = filter.column;
      state.chip_anchor = {before.x, before.y, px(40), before.h};
      state.filter_opened.reset();
      open_layer("filter");
    }
  }
  if (view.group_by) {
    const std::string words = text::tr("grid.grouped_by", {{"column", spec.columns[*view.group_by].label}});
    line = next_line(area, line, text_width(words, TextRole::caption) + px(60));
    bool turns = false;
    ungroups = condition(line, "group", words, turns);
    if (turns) { // all groups open, or all closed
      const std::span<const GridGroup> groups = state.rows.groups();
      bool any_open = false;
      for (std::size_t i = 0; i < groups.size() && !any_open; ++i)
        any_open = !state.rows.is_collapsed(i);
      state.rows.collapse_all(any_open);
    }
  }
  if (view.filters.size() > 1) {
    const ButtonSpec clear{.label = text::tr("ui.clear_filter"), .kind = ButtonKind::quiet};
    line = next_line(area, line, button_width(clear));
    if (button_left(line, "clear_all", clear))
      state.view.clear_filters();
  }
  if (off)
    set_filter(state.view, {.column = *off});
  if (ungroups)
    state.view.group_by.reset();
  area.skip(px(8));
  draw_filter_popover(state, source, spec, state.chip_anchor);
}

} // namespace truat::ui
