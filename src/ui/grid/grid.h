// The one grid for tables: any number of rows, of which only those in sight cost anything. Sorted by several
// columns, filtered by each and across, grouped with totals; its cells are walked, selected, copied, edited
// in place and pasted over as in a spreadsheet.
#pragma once

#include "ui/grid/cell_values.h"
#include "ui/grid/layout.h"
#include "ui/grid/paste.h"
#include "ui/grid/rows.h"
#include "ui/grid/saved_views.h"
#include "ui/grid/selection.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace truat::ui {

struct GridSpec {
  std::span<const GridColumn> columns;
  std::string_view name;         ///< accessible name, and that of exported files
  std::string_view nothing = {}; ///< sentence when there are no rows at all
  float row_height = space::control;
  const GridEditing* editing = nullptr; ///< null: nothing is edited here
  /// For copying, exporting, editing and keeping views; null: none of these.
  Requests* requests = nullptr;
  std::string_view kept_as = {};   ///< saved views are kept under this name; "": there are none
  std::string_view kept_text = {}; ///< what was kept, when the grid is first drawn
  CivilDate today = {};
};

/// What a grid remembers; the screen keeps it.
struct GridState {
  GridView view;
  std::optional<std::uint64_t> selected; ///< id of the active cell's row
  GridSelection selection;
  GridRows rows;
  SavedViews saved;

  /// A cell that is open, or was left with a text that cannot be read.
  struct OpenCell {
    std::uint64_t row_id = 0;
    records::RecordId record;
    std::size_t column = 0; ///< of the source
    OpenField field;
    bool was_typed_into = false; ///< the first letter opened it: the old text is gone
  };
  std::optional<OpenCell> open;

  /// A heading under the pointer that goes to another place.
  struct HeadingDrag {
    std::size_t column = 0;
    bool has_moved = false;
    std::optional<std::size_t> before;
  };
  std::optional<HeadingDrag> drag;
  bool selects_by_pointer = false;
  std::string refusal;                     ///< why the last thing was not done; in the foot
  bool shows_active = false;               ///< the active cell is to be brought into sight
  std::optional<std::size_t> entry_column; ///< Tab goes on from cell to cell, Enter back to this one
  std::size_t menu_column = 0;             ///< whose menu or filter is open
  double held_since = 0;                   ///< a finger on a heading

  /// Work over many cells, done in slices.
  struct Summary {
    CellRange range;
    std::uint64_t version = 0;
    std::size_t line = 0;
    std::size_t cells = 0, filled = 0, numbers = 0;
    double sum = 0;
    bool is_done = false;
  };
  std::optional<Summary> summary;
  struct Copying {
    CellRange range;
    std::uint64_t version = 0;
    std::size_t line = 0;
    std::string text;
  };
  std::optional<Copying> copying;
  std::optional<PasteWork> paste;
  bool paste_is_shown = false;
  int paste_part = 0; ///< all, changes, refused

  // Texts of open popovers
  std::optional<std::size_t> filter_opened; ///< column whose filter the texts are of
  std::string filter_text, least_text, most_text, value_search, view_name;
  Box chip_anchor; ///< where a filter's chip was pressed
  std::optional<CivilDate> least_date, most_date;
  std::string kept_text; ///< as last handed over or read
  bool views_are_read = false;

  ColumnWords words;
  std::uint64_t seen_version = 0; ///< of the rows, for which the selection's places hold
  /// Rows of a slice of work, for tests; else a slice is as long as a frame can spare.
  std::optional<std::size_t> slice_pieces;

  [[nodiscard]] Budget slice() const {
    return slice_pieces ? Budget::pieces(*slice_pieces) : Budget::milliseconds(6);
  }
};

struct GridResult {
  std::optional<std::size_t> selected; ///< row of the source, when the active cell moved to it in this frame
  std::optional<std::size_t> opened;   ///< by Enter or a double click where nothing is edited, Ctrl+Enter, →
  std::size_t shown = 0;               ///< rows after the filters
  bool clear_filter = false;           ///< "ล้างตัวกรอง" was pressed; the view's own are cleared already
};
GridResult grid(const Box& box, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec);

/// What `grid_tools` cuts off a line of this height.
[[nodiscard]] float grid_tools_width(const GridSpec& spec, float height);

/// Columns, views and export as buttons, cut off the line from its right end. `id` as of the grid.
void grid_tools(Box& line, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec);
/// Filters and groups that are on, each with its ×, cut off the area; nothing where there are none. A list
/// that shares the grid's rows shows them too.
void grid_chips(Box& area, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec);

/// The rows of `state` as a grid would show them, without drawing: for lists that share the grid's order.
/// After a change to a source of many rows it takes some frames, which it asks for, until the order follows.
[[nodiscard]] std::span<const std::uint32_t> grid_order(GridState& state, const GridSource& source,
                                                        std::span<const GridColumn> columns);

} // namespace truat::ui
