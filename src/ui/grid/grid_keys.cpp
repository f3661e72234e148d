// The keyboard in a grid: as in a spreadsheet where both have the key, as ARIA's grid where that says more.
#include "text/messages.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <array>
#include <cmath>

namespace truat::ui {
namespace {

struct KeyStep {
  ImGuiKey key;
  CellStep plain, with_ctrl;
};
constexpr std::array steps{KeyStep{ImGuiKey_UpArrow, CellStep::up, CellStep::top},
                           KeyStep{ImGuiKey_DownArrow, CellStep::down, CellStep::bottom},
                           KeyStep{ImGuiKey_LeftArrow, CellStep::left, CellStep::line_begin},
                           KeyStep{ImGuiKey_RightArrow, CellStep::right, CellStep::line_end},
                           KeyStep{ImGuiKey_PageUp, CellStep::page_up, CellStep::page_up},
                           KeyStep{ImGuiKey_PageDown, CellStep::page_down, CellStep::page_down},
                           KeyStep{ImGuiKey_Home, CellStep::line_begin, CellStep::first},
                           KeyStep{ImGuiKey_End, CellStep::line_end, CellStep::last}};

bool walk(GridFrame& frame) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyAlt)
    return false;
  GridState& state = frame.state;
  const auto page = static_cast<std::size_t>(std::max(1.0F, std::floor(frame.view.h / frame.row_height) - 1));
  for (const KeyStep& step : steps)
    if (key_pressed(step.key)) {
      state.entry_column.reset();
      state.selection.move(io.KeyCtrl ? step.with_ctrl : step.plain, io.KeyShift ? Extend::yes : Extend::no,
                           frame.extent, page);
      return true;
    }
  return false;
}

/// On the heading of a group: → opens it, ← closes it, Enter and Space turn it.
bool turn_group(GridFrame& frame) {
  GridState& state = frame.state;
  if (!state.selection.is_there())
    return false;
  const GridLine line = state.rows.line(state.selection.active().line);
  if (!line.group)
    return false;
  const bool collapsed = state.rows.is_collapsed(*line.group);
  const bool turn =
      key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter) || key_pressed(ImGuiKey_Space);
  const bool open = collapsed && key_pressed(ImGuiKey_RightArrow);
  const bool close = !collapsed && key_pressed(ImGuiKey_LeftArrow);
  if (turn || open || close)
    state.rows.collapse(*line.group, !collapsed);
  return turn || open || close;
}

/// After an edit Tab goes on from cell to cell, and Enter back to where that began.
bool go_on_entering(GridFrame& frame) {
  GridState& state = frame.state;
  if (!state.entry_column)
    return false;
  const ImGuiIO& io = ImGui::GetIO();
  if (!io.KeyCtrl && !io.KeyAlt && key_pressed(ImGuiKey_Tab)) {
    state.selection.walk(io.KeyShift ? GridSelection::Walk::back : GridSelection::Walk::next, frame.extent);
    return true;
  }
  return false;
}

bool select_more(GridFrame& frame) {
  GridSelection& selection = frame.state.selection;
  if (key_chord(ImGuiMod_Ctrl | ImGuiKey_A))
    selection.select_all();
  else if (selection.is_there() && key_chord(ImGuiMod_Ctrl | ImGuiKey_Space))
    selection.select_column(selection.active().column, Extend::no);
  else if (selection.is_there() && key_chord(ImGuiMod_Shift | ImGuiKey_Space))
    selection.select_lines(selection.range(frame.extent).first_line, selection.range(frame.extent).last_line);
  else
    return false;
  return true;
}

void act_on_active(GridFrame& frame) {
  GridState& state = frame.state;
  const CellPlace active = state.selection.active();
  const std::optional<std::size_t> row = row_of_line(frame, active.line);
  if (!row)
    return;
  const bool with_ctrl = ImGui::GetIO().KeyCtrl;
  if (key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter)) {
    const bool is_edited =
        why_not_edited(frame.spec.editing, frame.source, *row, frame.column(active.column)).empty();
    if (with_ctrl || !is_edited)
      frame.result.opened = row;
    else
      (void)open_cell(frame, std::nullopt);
  } else if (key_pressed(ImGuiKey_F2)) {
    (void)open_cell(frame, std::nullopt);
  } else if (key_pressed(ImGuiKey_Delete) || key_pressed(ImGuiKey_Backspace)) {
    start_emptying(frame);
  }
}

void take_typed(GridFrame& frame) {
  Kit::State& kit = running_kit();
  if (!kit.typed.empty()) {
    std::string typed = std::exchange(kit.typed, {});
    if (frame.state.selection.is_there() && row_of_line(frame, frame.state.selection.active().line))
      (void)open_cell(frame, std::move(typed));
  }
  if (kit.pasted) {
    const std::string text = std::move(*std::exchange(kit.pasted, std::nullopt));
    start_paste(frame, text);
  }
}

void take_commands(GridFrame& frame) {
  GridState& state = frame.state;
  const ImGuiIO& io = ImGui::GetIO();
  if (key_chord(ImGuiMod_Ctrl | ImGuiKey_C))
    start_copy(frame);
  if (state.selection.is_there() &&
      (key_pressed(ImGuiKey_Menu) || (io.KeyAlt && key_pressed(ImGuiKey_DownArrow))))
    open_heading_menu(frame, frame.layout.columns[state.selection.active().column].source);
  if (key_pressed(ImGuiKey_Escape)) {
    state.entry_column.reset();
    if (state.selection.is_there())
      state.selection.press(state.selection.active());
  }
}

} // namespace

void selection_moved(GridFrame& frame) {
  GridState& state = frame.state;
  if (!state.selection.is_there())
    return;
  const CellPlace active = state.selection.active();
  const std::optional<std::size_t> row = row_of_line(frame, active.line);
  const std::optional<std::uint64_t> id =
      row ? std::optional(frame.source.row_id(*row)) : std::optional<std::uint64_t>();
  if (state.selected != id) {
    state.selected = id;
    if (row)
      frame.result.selected = row;
  }
  want_frame_in(0);
}

void show_cell(GridFrame& frame, ScrollArea& area, const VirtualRows& rows, CellPlace place) {
  area.show(rows.row(place.line));
  const GridLayout::Column& column = frame.layout.columns[place.column];
  const Box& rest = frame.layout.rest;
  if (column.is_pinned)
    return;
  if (column.x < rest.x)
    frame.scroll_sideways_by = column.x - rest.x;
  else if (column.x + column.width > rest.right())
    frame.scroll_sideways_by = std::min(column.x + column.width - rest.right(), column.x - rest.x);
}

void take_keys(GridFrame& frame, ScrollArea& area, const VirtualRows& rows) {
  Kit::State& kit = running_kit();
  GridState& state = frame.state;
  add_stop(frame.cells, frame.view);
  if (kit.open_field == frame.cells)
    kit.open_field = 0;
  if (kit.show_focused == frame.cells)
    kit.show_focused = 0;
  if (std::exchange(state.shows_active, false) && state.selection.is_there())
    show_cell(frame, area, rows, state.selection.active());
  if (!frame.has_focus() || !drawing_top_layer())
    return;
  if (focus_is_visible() && !state.selection.is_there())
    focus_ring(frame.view.inset(px(4)), px(4));
  if (kit.editing || state.open)
    return;
  if (frame.spec.requests != nullptr)
    take_typing();
  if (state.entry_column)
    kit.takes_tab = frame.cells;
  const GridSelection before = state.selection;
  const bool moved = turn_group(frame) || go_on_entering(frame) || select_more(frame) || walk(frame);
  if (moved) {
    state.selection.clip({state.rows.line_count(), frame.extent.columns});
    selection_moved(frame);
    const bool corner_moved = !(before.corner() == state.selection.corner());
    show_cell(frame, area, rows, corner_moved ? state.selection.corner() : state.selection.active());
    return;
  }
  take_commands(frame);
  if (state.selection.is_there())
    act_on_active(frame);
  if (frame.spec.requests != nullptr && !state.open)
    take_typed(frame);
  if (state.open)
    show_cell(frame, area, rows, state.selection.active()); // to be typed into, it must be seen
}

} // namespace truat::ui
