// The headings of a grid: sorted by a press, drawn wider by their edge, carried to another place, and their
// menu.
#include "text/messages.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <array>
#include <cmath>

namespace truat::ui {
namespace {

constexpr float carry_threshold = 6; ///< CSS px before a press on a heading carries it
constexpr double long_press_seconds = 0.5;

ImGuiID heading_id(std::size_t column, int part) {
  return ImGui::GetCurrentWindow()->GetID(static_cast<int>(column * 8 + static_cast<std::size_t>(part)));
}

void drag_edge(GridFrame& frame, std::size_t column, const Box& cell) {
  const ImGuiID id = heading_id(column, 1);
  const Box edge{cell.right() - px(4), cell.y, px(8), cell.h};
  const ImRect bounds(edge.min(), edge.max());
  bool hovered = false;
  bool held = false;
  if (!ImGui::ItemAdd(bounds, id, nullptr, ImGuiItemFlags_NoNav))
    return;
  (void)ImGui::ButtonBehavior(bounds, id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  if (hovered || held) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    vertical_line(cell.right() - px(1), cell.y + px(6), cell.h - px(12), colors().accent, px(2));
  }
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
    look_of(frame.state.view, column).width = 0; // by its words again
  if (!held || ImGui::GetIO().MouseDelta.x == 0)
    return;
  look_of(frame.state.view, column).width = std::max(frame.spec.columns[column].least_width,
                                                     (cell.w + ImGui::GetIO().MouseDelta.x) / theme().scale);
  want_frame_in(0);
}

/// The place among the keys, where there are several.
std::string sort_number(const GridView& view, std::size_t column) {
  const bool is_one_of_several = view.sort.size() > 1 && sort_of(view, column) != nullptr;
  return is_one_of_several ? std::to_string(sort_place(view, column)) : std::string();
}

std::string sort_words(const GridView& view, std::size_t column) {
  const std::string number = sort_number(view, column);
  return number.empty() ? number : text::tr("grid.sort_place", {{"number", number}});
}

access::Sorted sorted_as(const SortBy* sort) {
  if (sort == nullptr)
    return access::Sorted::no;
  return sort->direction == SortDirection::ascending ? access::Sorted::up : access::Sorted::down;
}

/// The arrow, with its number where several columns sort.
void draw_sort(Box& line, const GridView& view, std::size_t column, Align align) {
  const SortBy* sort = sort_of(view, column);
  if (sort == nullptr)
    return;
  const std::string number = sort_number(view, column);
  const float width = px(16) + (number.empty() ? 0 : text_width(number, TextRole::caption));
  Box mark = align == Align::right ? line.take_left(width, px(4)) : line.take_right(width, px(4));
  icon(mark.take_left(px(16)),
       sort->direction == SortDirection::ascending ? Icon::arrow_up : Icon::arrow_down, 14, colors().accent);
  if (!number.empty())
    (void)draw_line(mark, number, {.role = TextRole::caption, .color = colors().accent});
}

void draw_heading(GridFrame& frame, const Box& cell, std::size_t column, const Press& press,
                  bool has_button) {
  const GridView& view = frame.state.view;
  const GridColumn& spec = frame.spec.columns[column];
  Box line = cell.inset(px(grid_cell_padding), 0);
  if (has_button)
    (void)line.take_right(px(14));
  draw_sort(line, view, column, spec.align);
  if (filter_of(view, column) != nullptr)
    icon(spec.align == Align::right ? line.take_left(px(16), px(2)) : line.take_right(px(16), px(2)),
         Icon::funnel, 14, colors().accent);
  const bool is_marked = sort_of(view, column) != nullptr || press.hovered || view.group_by == column;
  if (!draw_line(line, spec.label,
                 {.role = TextRole::caption,
                  .color = is_marked ? colors().text : colors().muted,
                  .align = spec.align}))
    tooltip(cell, 0, spec.label);
}

/// Carrying a heading by the mouse; a finger scrolls.
void carry(GridFrame& frame, std::size_t column) {
  GridState& state = frame.state;
  const ImGuiIO& io = ImGui::GetIO();
  const bool is_mine = state.drag && state.drag->column == column;
  const bool is_held = ImGui::GetCurrentContext()->ActiveId == heading_id(column, 0);
  if (!is_mine && is_held && !pointer_is_touch() &&
      std::abs(io.MousePos.x - io.MouseClickedPos[0].x) > carry_threshold)
    state.drag = GridState::HeadingDrag{.column = column, .has_moved = true, .before = column};
}

/// Where the carried heading would stand, and its leaving there.
void draw_carried(GridFrame& frame) {
  GridState& state = frame.state;
  if (!state.drag)
    return;
  const ImGuiIO& io = ImGui::GetIO();
  state.drag->before.reset();
  float x = frame.layout.columns.back().x + frame.layout.columns.back().width;
  for (const GridLayout::Column& one : frame.layout.columns)
    if (io.MousePos.x < one.x + one.width / 2) {
      state.drag->before = one.source;
      x = one.x;
      break;
    }
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    vertical_line(x - px(1), frame.header.y + px(4), frame.header.h - px(8), colors().accent, px(3));
    const std::string& label = frame.spec.columns[state.drag->column].label;
    const Box ghost{io.MousePos.x + px(8), frame.header.y + px(4),
                    text_width(label, TextRole::caption) + px(16), frame.header.h - px(8)};
    fill(ghost, colors().accent_soft, px(space::radius_control));
    (void)draw_line(ghost.inset(px(8), 0), label, {.role = TextRole::caption});
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    return;
  }
  move_column(state.view, state.drag->column, state.drag->before);
  state.drag.reset();
  want_frame_in(0);
}

bool held_long(GridState& state, const Press& press) {
  if (!pointer_is_touch() || !press.held)
    return false;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left))
    state.held_since = now_seconds();
  const double gone = now_seconds() - state.held_since;
  if (gone < long_press_seconds) {
    want_frame_in(long_press_seconds - gone);
    return false;
  }
  ImGui::ClearActiveID(); // letting go presses nothing
  return true;
}

/// At the heading's end while the pointer is over it.
bool menu_button(const Box& cell, std::size_t column, const GridColumn& spec) {
  const Box place{cell.right() - px(24), cell.y + px(4), px(22), cell.h - px(8)};
  const Press press = press_area(place, heading_id(column, 2),
                                 {.name = text::tr("grid.column_menu", {{"column", spec.label}}),
                                  .state = {.expanded = layer_is_open("heading"), .has_popup = true},
                                  .focusable = Focusable::no});
  if (press.hovered)
    fill(place, colors().sunken, px(4));
  icon(place, Icon::chevron_down, 14, colors().muted);
  return press.pressed;
}

void take_heading(GridFrame& frame, std::size_t place) {
  GridState& state = frame.state;
  const std::size_t column = frame.layout.columns[place].source;
  const GridColumn& spec = frame.spec.columns[column];
  const Box cell = frame.layout.cell(frame.header, place);
  if (!is_visible(cell))
    return;
  drag_edge(frame, column, cell);
  const std::string order = sort_words(state.view, column);
  const access::Sorted sorted = sorted_as(sort_of(state.view, column));
  const Press press = press_area(cell, heading_id(column, 0),
                                 {.role = access::Role::column_header,
                                  .name = spec.label,
                                  .value = order,
                                  .details = {.column = static_cast<int>(place) + 1, .sorted = sorted},
                                  .focusable = Focusable::no,
                                  .under_others = true});
  const access::Inside inside; // its menu's button
  const bool menu_is_open = layer_is_open("heading") && state.menu_column == column;
  const bool is_over = !pointer_is_touch() && drawing_top_layer() && cell.contains(ImGui::GetIO().MousePos);
  const bool has_button = is_over || menu_is_open; // also while the pointer is on the button itself
  draw_heading(frame, cell, column, press, has_button);
  carry(frame, column);
  const bool wants_menu = (has_button && menu_button(cell, column, spec)) || held_long(state, press) ||
                          (is_over && ImGui::IsMouseClicked(ImGuiMouseButton_Right));
  if (wants_menu) {
    open_heading_menu(frame, column);
  } else if (press.pressed && !(state.drag && state.drag->has_moved)) {
    press_sort(state.view, column, ImGui::GetIO().KeyShift ? SortPress::add : SortPress::alone);
    want_frame_in(0);
  }
}

Box heading_box(const GridFrame& frame, std::size_t column) {
  for (std::size_t place = 0; place < frame.layout.columns.size(); ++place)
    if (frame.layout.columns[place].source == column) {
      Box cell = frame.layout.cell(frame.header, place);
      const Box& area = frame.layout.area(frame.layout.columns[place]);
      cell.x = std::clamp(cell.x, area.x, std::max(area.x, area.right() - px(40)));
      return cell;
    }
  return frame.header;
}

std::vector<MenuItem> menu_items(const GridView& view, std::size_t column, const GridColumn& spec) {
  const SortBy* sort = sort_of(view, column);
  const bool up = sort != nullptr && sort->direction == SortDirection::ascending;
  const bool down = sort != nullptr && sort->direction == SortDirection::descending;
  std::vector<MenuItem> items{
      {.id = "up", .label = text::tr("grid.sort_up"), .icon = Icon::arrow_up, .checked = up},
      {.id = "down", .label = text::tr("grid.sort_down"), .icon = Icon::arrow_down, .checked = down}};
  if (!view.sort.empty() && sort == nullptr)
    items.push_back({.id = "add", .label = text::tr("grid.sort_add"), .icon = Icon::arrow_up_down});
  if (sort != nullptr)
    items.push_back({.id = "unsort", .label = text::tr("grid.sort_not"), .icon = Icon::x});
  items.push_back({.id = "filter",
                   .label = text::tr("grid.filter"),
                   .icon = Icon::funnel,
                   .checked = filter_of(view, column) != nullptr,
                   .starts_group = true});
  items.push_back({.id = "group",
                   .label = text::tr(view.group_by == column ? "grid.ungroup" : "grid.group"),
                   .icon = Icon::list_tree});
  if (spec.kind == CellKind::number && view.group_by) {
    const auto look = std::ranges::find(view.looks, column, &ColumnLook::column);
    const bool average = look != view.looks.end() && look->total == GroupTotal::average;
    items.push_back({.id = "total",
                     .label = text::tr(average ? "grid.total_sum" : "grid.total_average"),
                     .icon = Icon::scale});
  }
  const auto look = std::ranges::find(view.looks, column, &ColumnLook::column);
  const bool pinned = look != view.looks.end() && look->is_pinned;
  items.push_back({.id = "pin",
                   .label = text::tr(pinned ? "grid.unpin" : "grid.pin"),
                   .icon = Icon::pin,
                   .starts_group = true});
  items.push_back({.id = "hide",
                   .label = text::tr("grid.hide"),
                   .icon = Icon::eye_off,
                   .disabled_because = shown_columns(view).columns.size() <= 1 ? text::tr("grid.last_column")
                                                                               : std::string_view()});
  items.push_back({.id = "select", .label = text::tr("grid.select_column"), .icon = Icon::square_check});
  items.push_back({.id = "columns", .label = text::tr("grid.columns"), .icon = Icon::columns_3});
  return items;
}

void select_whole_column(GridFrame& frame, std::size_t column) {
  for (std::size_t place = 0; place < frame.layout.columns.size(); ++place)
    if (frame.layout.columns[place].source == column)
      frame.state.selection.select_column(place, Extend::no);
  focus(frame.cells);
}

void carry_out(GridFrame& frame, std::string_view chosen, std::size_t column) {
  GridView& view = frame.state.view;
  if (chosen == "up" || chosen == "down") {
    const bool is_key = sort_of(view, column) != nullptr;
    set_sort(view, column, chosen == "up" ? SortDirection::ascending : SortDirection::descending,
             is_key ? SortPress::add : SortPress::alone);
  } else if (chosen == "add") {
    set_sort(view, column, SortDirection::ascending, SortPress::add);
  } else if (chosen == "unsort") {
    std::erase_if(view.sort, [&](const SortBy& sort) { return sort.column == column; });
  } else if (chosen == "filter") {
    frame.state.filter_opened.reset();
    open_layer("filter");
  } else if (chosen == "group") {
    view.group_by = view.group_by == column ? std::nullopt : std::optional(column);
    frame.state.rows.collapse_all(false);
  } else if (chosen == "total") {
    GroupTotal& total = look_of(view, column).total;
    total = total == GroupTotal::sum ? GroupTotal::average : GroupTotal::sum;
  } else if (chosen == "pin") {
    look_of(view, column).is_pinned = !look_of(view, column).is_pinned;
  } else if (chosen == "hide") {
    (void)hide_column(view, column, true);
  } else if (chosen == "select") {
    select_whole_column(frame, column);
  } else if (chosen == "columns") {
    open_layer("columns_panel");
  }
  want_frame_in(0);
}

} // namespace

void open_heading_menu(GridFrame& frame, std::size_t column) {
  frame.state.menu_column = column;
  open_layer("heading");
}

void draw_headings(GridFrame& frame) {
  fill(frame.header, colors().surface);
  const access::Part part(
      {.role = access::Role::row, .name = {}, .box = frame.header, .details = {.place = 1}});
  const std::size_t count = frame.layout.columns.size();
  for (const bool pinned : {true, false}) {
    const Box& area = pinned ? frame.layout.pinned : frame.layout.rest;
    const Box clip{area.x, frame.header.y, area.w, frame.header.h};
    ImGui::PushClipRect(clip.min(), clip.max(), true);
    for (std::size_t place = 0; place < count; ++place)
      if (frame.layout.columns[place].is_pinned == pinned)
        take_heading(frame, place);
    ImGui::PopClipRect();
  }
  if (frame.layout.pinned.w > 0)
    vertical_line(frame.layout.pinned.right() - 1, frame.header.y, frame.header.h, colors().divider);
  horizontal_line(frame.header.x, frame.header.bottom() - 1, frame.header.w, colors().divider);
  draw_carried(frame);
}

void draw_heading_layers(GridFrame& frame) {
  const std::size_t column = frame.state.menu_column;
  if (column >= frame.spec.columns.size())
    return;
  const Box anchor = heading_box(frame, column);
  if (layer_is_open("heading")) {
    const std::vector<MenuItem> items = menu_items(frame.state.view, column, frame.spec.columns[column]);
    const std::string chosen(menu("heading", anchor, items, Side::below_left));
    if (!chosen.empty())
      carry_out(frame, chosen, column);
  }
  draw_filter_popover(frame.state, frame.source, frame.spec, anchor);
}

} // namespace truat::ui
