// Where the columns of a grid stand: the pinned at the left, the others behind them, scrolled sideways.
#pragma once

#include "ui/grid/view.h"
#include "ui/widgets/box.h"

#include <span>
#include <vector>

namespace truat::ui {

/// Widths in layout pixels of the words in the first rows, heading and padding with them; they stand for all.
class ColumnWords {
public:
  /// Anew when rows, language or scale are others.
  void measure(const GridSource& source, std::span<const GridColumn> columns, const ShownColumns& shown);
  [[nodiscard]] float width(std::size_t column) const { return m_widths[column]; }

private:
  std::vector<float> m_widths; ///< by column of the source; 0: not asked for yet
  float m_scale = 0;
  std::uint64_t m_revision = 0;
  int m_language = -1;
};

struct GridLayout {
  struct Column {
    std::size_t source = 0; ///< column of the source
    float x = 0;            ///< on the page, scrolled
    float width = 0;
    bool is_pinned = false;
  };
  std::vector<Column> columns; ///< from the left, the pinned first
  Box pinned;                  ///< no wider than two thirds of the whole
  Box rest;
  float width = 0;      ///< of all columns
  float rest_width = 0; ///< of those that are not pinned
  [[nodiscard]] const Box& area(const Column& column) const { return column.is_pinned ? pinned : rest; }
  [[nodiscard]] Box cell(const Box& line, std::size_t place) const {
    return {columns[place].x, line.y, columns[place].width, line.h};
  }
  /// The column under the pointer; the nearest one for places beside them.
  [[nodiscard]] std::size_t column_at(float x) const;
};
/// `scrolled`: how far the columns that are not pinned have gone to the left.
[[nodiscard]] GridLayout lay_out(const Box& box, const GridView& view, const ColumnWords& words,
                                 std::span<const GridColumn> columns, const ShownColumns& shown);
void scroll_layout(GridLayout& layout, float scrolled);

} // namespace truat::ui
