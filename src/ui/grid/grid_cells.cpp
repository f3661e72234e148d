// The lines of a grid: rows, headings of groups, what is selected; and what the pointer does there.
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {
namespace {

/// Pressed through the tree of screen readers.
bool was_activated(ImGuiID id) {
  Kit::State& kit = running_kit();
  if (id == 0 || kit.activated != id || !drawing_top_layer())
    return false;
  kit.activated = 0;
  return true;
}

std::string row_name(const GridFrame& frame, std::size_t row) {
  if (!access::wanted())
    return {};
  std::string name;
  for (const GridLayout::Column& column : frame.layout.columns) {
    const std::string cell = frame.source.text(row, column.source);
    if (cell.empty())
      continue;
    if (!name.empty())
      name += " · ";
    name += cell;
  }
  return name;
}

/// The tree may give one cell the focus; it stays the grid's, with this cell as the active one.
void say_cell(GridFrame& frame, CellPlace place, ImGuiID id, const Box& box, std::string_view words,
              bool is_selected) {
  if (running_kit().focused == id || was_activated(id)) {
    frame.state.selection.press(place);
    if (const auto row = row_of_line(frame, place.line)) {
      frame.state.selected = frame.source.row_id(*row);
      frame.result.selected = row;
    }
    focus(frame.cells);
  }
  access::item({.id = id,
                .role = access::Role::cell,
                .name = words,
                .box = box,
                .state = {.selected = is_selected},
                .details = {.column = static_cast<int>(place.column) + 1}});
}

struct LineLook {
  Box box;
  std::size_t line = 0;
  bool is_selected = false; ///< the active cell is in it
};

void draw_words(const Box& cell, const GridFrame& frame, std::size_t row, std::size_t index, bool on_soft) {
  const GridColumn& column = frame.spec.columns[index];
  const Box line = cell.inset(px(grid_cell_padding), 0);
  const std::string words = frame.source.text(row, index);
  if (column.is_chip) {
    const std::optional<Status> status = frame.source.status(row, index);
    if (status && !words.empty())
      chip(line, {*status, words, on_soft});
    return;
  }
  const TextSpec look{.role = column.is_strong ? TextRole::body_strong : TextRole::body,
                      .color = frame.source.is_muted(row, index) ? colors().muted : colors().text,
                      .align = column.align};
  if (!draw_line(line, words, look))
    tooltip(line, 0, words);
}

/// At the end of a name in the row under the pointer and in the active one: the record itself.
void draw_open_button(GridFrame& frame, Box& cell, std::size_t row, std::size_t column,
                      const LineLook& line) {
  if (!frame.spec.columns[column].is_strong || !frame.source.record(row) ||
      (!line.is_selected && (pointer_is_touch() || !line.box.contains(ImGui::GetIO().MousePos))))
    return;
  Box place = cell.take_right(px(is_touch() ? 44.0F : 30.0F));
  place = place.middle(px(is_touch() ? 44.0F : 28.0F)).moved(-px(4), 0);
  const IdScope scope(static_cast<std::size_t>(frame.source.row_id(row)));
  const Press press = press_area(place, id_of("open"),
                                 {.name = text::tr("grid.open", {{"name", frame.source.text(row, column)}}),
                                  .focusable = Focusable::no});
  fill(place,
       press.hovered      ? colors().sunken
       : line.is_selected ? colors().accent_soft
                          : colors().sunken,
       px(space::radius_control));
  icon(place, Icon::arrow_right, 16, press.hovered ? colors().accent : colors().muted);
  if (press.pressed)
    frame.result.opened = row;
}

void draw_cell(GridFrame& frame, const LineLook& line, std::size_t row, std::size_t place) {
  const GridLayout::Column& laid = frame.layout.columns[place];
  Box cell = frame.layout.cell(line.box, place);
  if (is_open_cell(frame, row, laid.source)) {
    const Box& area = frame.layout.area(laid);
    frame.open_cell = GridFrame::OpenCellPlace{cell, {area.x, frame.view.y, area.w, frame.view.h}};
    return;
  }
  if (!is_visible(cell))
    return;
  const GridSelection& selection = frame.state.selection;
  const CellPlace here{line.line, place};
  const CellRange range = selection.is_there() ? selection.range(frame.extent) : CellRange{};
  const bool in_range = selection.is_there() && range.contains(here);
  const bool is_active = selection.is_there() && selection.active() == here;
  if (in_range && !range.is_one_cell() && !is_active)
    fill(cell, colors().accent_soft);
  const Box whole = cell;
  if (access::wanted())
    say_cell(frame, here, cell_id(frame, frame.source.row_id(row), laid.source), whole,
             frame.source.text(row, laid.source), in_range);
  {
    const access::Inside inside;
    draw_open_button(frame, cell, row, laid.source, line);
  }
  {
    const access::Unsaid unsaid; // the cell has said it
    draw_words(cell, frame, row, laid.source, line.is_selected || in_range);
  }
  if (is_active)
    outline(whole.inset(px(1), px(1)),
            frame.has_focus() ? colors().accent : with_alpha(colors().accent, 0.5F), px(4),
            px(frame.has_focus() ? 2.0F : 1.0F));
}

std::string total_words(const GridGroup::Total& total, GroupTotal kind) {
  if (total.count == 0)
    return {};
  const double shown = kind == GroupTotal::sum ? total.sum : total.average();
  return text::tr(kind == GroupTotal::sum ? "grid.sum" : "grid.average", {{"number", shown_number(shown)}});
}

GroupTotal total_of(const GridView& view, std::size_t column) {
  const auto look = std::ranges::find(view.looks, column, &ColumnLook::column);
  return look == view.looks.end() ? GroupTotal::sum : look->total;
}

/// "หาดใหญ่, 12 แถว, แรงม้า รวม 1,234 เฉลี่ย 102.8".
std::string group_name(const GridFrame& frame, const GridGroup& group, std::string_view label,
                       const std::string& count) {
  std::string name = std::string(label) + ", " + count;
  for (const GridLayout::Column& column : frame.layout.columns) {
    if (column.source >= group.totals.size() || group.totals[column.source].count == 0)
      continue;
    const GridGroup::Total& total = group.totals[column.source];
    name += ", " + frame.spec.columns[column.source].label + " " + total_words(total, GroupTotal::sum) + " " +
            total_words(total, GroupTotal::average);
  }
  return name;
}

void draw_group(GridFrame& frame, const LineLook& line, std::size_t index) {
  const GridGroup& group = frame.state.rows.groups()[index];
  const bool collapsed = frame.state.rows.is_collapsed(index);
  const std::string label = group.label.empty() ? std::string(text::tr("grid.empty_value")) : group.label;
  const std::string count =
      text::tr("grid.rows", {{"count", text::format_number(static_cast<std::int64_t>(group.count))}});
  const IdScope scope(index);
  const ImGuiID id = id_of("group");
  access::item({.id = id,
                .role = access::Role::row,
                .name = group_name(frame, group, label, count),
                .box = line.box,
                .state = {.selected = line.is_selected, .expanded = !collapsed, .has_popup = true},
                .details = {.place = static_cast<int>(line.line) + 2}});
  const access::Inside inside;
  access::item(
      {.role = access::Role::cell, .name = label + ", " + count, .box = line.box, .details = {.column = 1}});
  const access::Unsaid unsaid;
  fill(line.box, colors().canvas);
  for (std::size_t place = 0; place < frame.layout.columns.size(); ++place) {
    const GridLayout::Column& column = frame.layout.columns[place];
    const Box& area = frame.layout.area(column);
    ImGui::PushClipRect({area.x, line.box.y}, {area.right(), line.box.bottom()}, true);
    const Box cell = frame.layout.cell(line.box, place).inset(px(grid_cell_padding), 0);
    if (place > 0 && column.source < group.totals.size())
      (void)draw_line(cell,
                      total_words(group.totals[column.source], total_of(frame.state.view, column.source)),
                      {.role = TextRole::caption, .color = colors().muted, .align = Align::right});
    ImGui::PopClipRect();
  }
  // The label stays in sight, and runs over columns that have no total.
  Box words{frame.view.x, line.box.y, 0, line.box.h};
  words.w = std::max(px(200), frame.layout.columns.front().width);
  for (std::size_t place = 1; place < frame.layout.columns.size(); ++place) {
    const std::size_t column = frame.layout.columns[place].source;
    if (column < group.totals.size() && group.totals[column].count > 0)
      break;
    words.w = std::max(words.w, frame.layout.columns[place].x + frame.layout.columns[place].width - words.x);
  }
  words = words.inset(px(8), 0);
  words.w = std::min(words.w, text_width(label, TextRole::body_strong) + px(160));
  fill(words, colors().canvas);
  icon(words.take_left(px(20), px(4)), collapsed ? Icon::chevron_right : Icon::chevron_down,
       space::icon_chevron, colors().muted);
  text_left(words, label, {.role = TextRole::body_strong}, px(8));
  text_left(words, count, {.role = TextRole::caption, .color = colors().muted});
  if (was_activated(id))
    frame.state.rows.collapse(index, !collapsed);
  if (line.is_selected)
    outline(line.box.inset(px(2)), frame.has_focus() ? colors().accent : colors().divider, px(4), px(2));
}

void draw_row(GridFrame& frame, const LineLook& line, std::size_t row) {
  if (access::wanted()) {
    const ImGuiID id = cell_id(frame, frame.source.row_id(row), static_cast<std::size_t>(-1));
    access::item({.id = id,
                  .role = access::Role::row,
                  .name = row_name(frame, row),
                  .box = line.box,
                  .state = {.selected = line.is_selected},
                  .details = {.place = static_cast<int>(line.line) + 2}});
    if (was_activated(id)) {
      frame.state.selection.press({line.line, 0});
      frame.state.selected = frame.source.row_id(row);
      frame.result.selected = row;
    }
  }
  const access::Inside inside;
  const Box visible{frame.view.x, line.box.y, frame.view.w, line.box.h};
  const bool is_hovered = !pointer_is_touch() && visible.contains(ImGui::GetIO().MousePos) &&
                          frame.view.contains(ImGui::GetIO().MousePos) && drawing_top_layer();
  if (line.is_selected)
    fill(visible, colors().accent_soft);
  else if (is_hovered)
    fill(visible, colors().sunken);
  for (const bool pinned : {true, false}) {
    const Box& area = pinned ? frame.layout.pinned : frame.layout.rest;
    if (area.w <= 0)
      continue;
    ImGui::PushClipRect({area.x, line.box.y}, {area.right(), line.box.bottom()}, true);
    for (std::size_t place = 0; place < frame.layout.columns.size(); ++place)
      if (frame.layout.columns[place].is_pinned == pinned)
        draw_cell(frame, line, row, place);
    ImGui::PopClipRect();
  }
  if (line.is_selected)
    fill(Box(visible).take_left(px(space::selection_edge)), colors().accent);
}

CellPlace place_at(const GridFrame& frame, const VirtualRows& rows, ImVec2 point) {
  const float y = std::clamp(point.y, frame.view.y, frame.view.bottom() - 1) - rows.row(0).y;
  const auto line = static_cast<std::size_t>(std::max(0.0F, std::floor(y / frame.row_height)));
  return {std::min(line, frame.extent.lines - 1), frame.layout.column_at(point.x)};
}

void press_line(GridFrame& frame, CellPlace place, bool twice) {
  GridState& state = frame.state;
  const GridLine line = state.rows.line(place.line);
  if (line.group) {
    state.selection.press(place);
    state.rows.collapse(*line.group, !state.rows.is_collapsed(*line.group));
    state.selected.reset();
    want_frame_in(0);
    return;
  }
  if (!twice)
    return;
  if (why_not_edited(frame.spec.editing, frame.source, line.row, frame.column(place.column)).empty())
    (void)open_cell(frame, std::nullopt);
  else
    frame.result.opened = line.row;
  selection_moved(frame);
}

/// While the pointer is held beyond the edge the lines run on beneath it.
void scroll_along(GridFrame& frame, ScrollArea& area) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  const float beyond = at.y < frame.view.y          ? at.y - frame.view.y
                       : at.y > frame.view.bottom() ? at.y - frame.view.bottom()
                                                    : 0;
  if (beyond == 0)
    return;
  area.scroll_to(std::max(0.0F, area.position() + std::clamp(beyond, -px(40), px(40))));
  want_frame_in(0);
}

} // namespace

ImGuiID cell_id(const GridFrame& frame, std::uint64_t row_id, std::size_t column) {
  const std::uint64_t both[] = {row_id, column};
  return ImHashData(both, sizeof both, frame.cells);
}

void take_pointer(GridFrame& frame, ScrollArea& area, const VirtualRows& rows) {
  GridState& state = frame.state;
  const Press press = press_area(frame.view, id_of("pad"),
                                 {.focusable = Focusable::no, .under_others = true, .unlisted = true});
  const ImVec2 at = ImGui::GetIO().MousePos;
  const bool in_lines = at.y < rows.row(frame.extent.lines).y;
  if (!in_lines && !state.selects_by_pointer)
    return;
  const CellPlace place = place_at(frame, rows, at);
  const bool just_now = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  if (pointer_is_touch()) {
    if (!press.pressed)
      return;
    const bool again = state.selection.is_there() && state.selection.active() == place;
    state.selection.press(place);
    selection_moved(frame);
    focus(frame.cells);
    press_line(frame, place, again);
    return;
  }
  if (press.held && just_now) {
    state.entry_column.reset();
    state.selection.press(place, ImGui::GetIO().KeyShift ? Extend::yes : Extend::no);
    state.selects_by_pointer = true;
    running_kit().focused = frame.cells;
    selection_moved(frame);
  } else if (state.selects_by_pointer && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    if (!(state.selection.active() == place) || !state.selection.range(frame.extent).is_one_cell())
      state.selection.press(place, Extend::yes);
    scroll_along(frame, area);
  } else {
    state.selects_by_pointer = false;
  }
  if (press.pressed)
    press_line(frame, place, press.twice);
}

void draw_lines(GridFrame& frame, const VirtualRows& rows) {
  for (std::size_t i = rows.first; i < rows.last && i < frame.state.rows.line_count(); ++i) {
    const GridLine line = frame.state.rows.line(i);
    LineLook look{.box = rows.row(i), .line = i};
    look.box.x = frame.view.x;
    look.box.w = frame.view.w;
    if (line.group) {
      look.is_selected = frame.state.selection.is_there() && frame.state.selection.active().line == i;
      draw_group(frame, look, *line.group);
    } else {
      look.is_selected = frame.state.selected == frame.source.row_id(line.row);
      draw_row(frame, look, line.row);
    }
  }
  if (frame.layout.pinned.w > 0)
    vertical_line(frame.layout.pinned.right() - 1, frame.view.y, frame.view.h, colors().divider);
  draw_open_cell(frame);
}

} // namespace truat::ui
