// Which cells of a grid are selected: one that is active, and a range from it to a corner. Places are lines
// and columns as they are shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace truat::ui {

struct CellPlace {
  std::size_t line = 0;
  std::size_t column = 0; ///< place among the shown columns
  bool operator==(const CellPlace&) const = default;
};

/// Both ends belong to it.
struct CellRange {
  std::size_t first_line = 0, last_line = 0;
  std::size_t first_column = 0, last_column = 0;
  [[nodiscard]] bool contains(CellPlace place) const {
    return place.line >= first_line && place.line <= last_line && place.column >= first_column &&
           place.column <= last_column;
  }
  [[nodiscard]] std::size_t lines() const { return last_line - first_line + 1; }
  [[nodiscard]] std::size_t columns() const { return last_column - first_column + 1; }
  [[nodiscard]] bool is_one_cell() const { return first_line == last_line && first_column == last_column; }
  bool operator==(const CellRange&) const = default;
};

/// How many lines and columns are shown; there is a selection only where both are above 0.
struct GridExtent {
  std::size_t lines = 0, columns = 0;
};

enum class CellStep : std::uint8_t {
  up,
  down,
  left,
  right,
  page_up,
  page_down,
  line_begin, ///< Home
  line_end,
  top, ///< Ctrl+Up
  bottom,
  first, ///< Ctrl+Home
  last,
};
enum class Extend : std::uint8_t { no, yes };

class GridSelection {
public:
  /// Nothing is active before the first press or key.
  [[nodiscard]] bool is_there() const { return m_is_there; }
  [[nodiscard]] CellPlace active() const { return m_active; }
  /// The end of the range that moves.
  [[nodiscard]] CellPlace corner() const { return m_corner; }
  [[nodiscard]] CellRange range(GridExtent extent) const;

  void clear() { *this = {}; }
  void press(CellPlace place, Extend extend = Extend::no);
  void select_lines(std::size_t first, std::size_t last);
  void select_column(std::size_t column, Extend extend);
  void select_all();
  /// One step of the keyboard; the first one makes the first cell active.
  void move(CellStep step, Extend extend, GridExtent extent, std::size_t page);
  /// Tab and Enter inside a range of several cells go around in it, as in a spreadsheet; else they go to the
  /// next cell, Tab from a line's end to the next line.
  enum class Walk : std::uint8_t { next, back, down, up };
  void walk(Walk walk, GridExtent extent);
  /// Lines have moved: the active cell is at this line now, and alone.
  void move_to_line(std::size_t line);
  /// Keeps inside what there is.
  void clip(GridExtent extent);

private:
  enum class Whole : std::uint8_t { cells, lines, columns, all };
  CellPlace m_active;
  CellPlace m_corner; ///< the range goes from the anchor to here
  CellPlace m_anchor;
  Whole m_whole = Whole::cells;
  bool m_is_there = false;
};

} // namespace truat::ui
