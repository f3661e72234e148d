// What the parts of a grid's drawing share within one frame. Only the grid's own files include this.
#pragma once

#include "ui/grid/grid.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/scroll.h"

namespace truat::ui {

inline constexpr float grid_cell_padding = 12;

struct GridFrame {
  GridState& state;
  const GridSource& source;
  const GridSpec& spec;
  GridResult& result;
  GridLayout layout;
  GridExtent extent;
  ImGuiID cells = 0; ///< the cells as one stop for Tab
  Box header;
  Box view; ///< of the lines
  float row_height = 0;
  float scroll_sideways_by = 0; ///< wanted: the active cell is out of sight
  struct OpenCellPlace {
    Box cell, area;
  };
  std::optional<OpenCellPlace> open_cell; ///< in sight; drawn after the lines, over them

  [[nodiscard]] const GridColumn& column(std::size_t place) const {
    return spec.columns[layout.columns[place].source];
  }
  [[nodiscard]] bool has_focus() const { return is_focused(cells); }
};

/// The row of a line; nothing for a group's heading.
[[nodiscard]] std::optional<std::size_t> row_of_line(const GridFrame& frame, std::size_t line);
/// Of a cell in the tree, the same while the grid is drawn; `column` of the source.
[[nodiscard]] ImGuiID cell_id(const GridFrame& frame, std::uint64_t row_id, std::size_t column);
/// The active cell has moved: its row is the selected one.
void selection_moved(GridFrame& frame);
/// Brings the cell into sight.
void show_cell(GridFrame& frame, ScrollArea& area, const VirtualRows& rows, CellPlace place);
/// Says in the foot why something was not done, until something else is.
void refuse(GridFrame& frame, std::string why);

void draw_headings(GridFrame& frame);
void draw_heading_layers(GridFrame& frame);
void open_heading_menu(GridFrame& frame, std::size_t column);

void draw_lines(GridFrame& frame, const VirtualRows& rows);
void take_pointer(GridFrame& frame, ScrollArea& area, const VirtualRows& rows);
void take_keys(GridFrame& frame, ScrollArea& area, const VirtualRows& rows);

/// Opens the active cell; `typed` stands instead of its text. Says why not where it cannot be.
bool open_cell(GridFrame& frame, std::optional<std::string> typed);
[[nodiscard]] bool is_open_cell(const GridFrame& frame, std::size_t row, std::size_t column);
void draw_open_cell(GridFrame& frame);
/// A cell that is open and was scrolled away is finished.
void finish_unseen_cell(GridFrame& frame);

void start_copy(GridFrame& frame);
void start_paste(GridFrame& frame, const std::string& text);
void start_emptying(GridFrame& frame);
/// The slices of copying, pasting and adding up.
void go_on_with_cells(GridFrame& frame);
void draw_paste_preview(GridFrame& frame);
void draw_foot(GridFrame& frame, Box foot);

void draw_filter_popover(GridState& state, const GridSource& source, const GridSpec& spec, const Box& anchor);
/// "แรงม้า 50 – 100".
[[nodiscard]] std::string filter_words(const ColumnFilter& filter, const GridColumn& column);
void draw_columns_panel(GridState& state, const GridSpec& spec);

} // namespace truat::ui
