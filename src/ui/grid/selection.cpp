#include "ui/grid/selection.h"

#include <algorithm>

namespace truat::ui {
namespace {

CellPlace stepped(CellPlace from, CellStep step, GridExtent extent, std::size_t page) {
  const std::size_t last_line = extent.lines - 1;
  const std::size_t last_column = extent.columns - 1;
  switch (step) {
  case CellStep::up:
    from.line -= from.line > 0 ? 1 : 0;
    break;
  case CellStep::down:
    from.line = std::min(from.line + 1, last_line);
    break;
  case CellStep::left:
    from.column -= from.column > 0 ? 1 : 0;
    break;
  case CellStep::right:
    from.column = std::min(from.column + 1, last_column);
    break;
  case CellStep::page_up:
    from.line -= std::min(from.line, page);
    break;
  case CellStep::page_down:
    from.line = std::min(from.line + page, last_line);
    break;
  case CellStep::line_begin:
    from.column = 0;
    break;
  case CellStep::line_end:
    from.column = last_column;
    break;
  case CellStep::top:
    from.line = 0;
    break;
  case CellStep::bottom:
    from.line = last_line;
    break;
  case CellStep::first:
    from = {0, 0};
    break;
  case CellStep::last:
    from = {last_line, last_column};
    break;
  }
  return from;
}

} // namespace

CellRange GridSelection::range(GridExtent extent) const {
  CellRange range{std::min(m_anchor.line, m_corner.line), std::max(m_anchor.line, m_corner.line),
                  std::min(m_anchor.column, m_corner.column), std::max(m_anchor.column, m_corner.column)};
  if (m_whole == Whole::lines || m_whole == Whole::all) {
    range.first_column = 0;
    range.last_column = extent.columns - 1;
  }
  if (m_whole == Whole::columns || m_whole == Whole::all) {
    range.first_line = 0;
    range.last_line = extent.lines - 1;
  }
  return range;
}

void GridSelection::press(CellPlace place, Extend extend) {
  if (extend == Extend::yes && m_is_there) {
    m_corner = place;
    m_whole = Whole::cells;
    return;
  }
  m_active = m_anchor = m_corner = place;
  m_whole = Whole::cells;
  m_is_there = true;
}

void GridSelection::select_lines(std::size_t first, std::size_t last) {
  m_anchor.line = first;
  m_corner.line = last;
  m_active = {first, m_is_there ? m_active.column : 0};
  m_whole = Whole::lines;
  m_is_there = true;
}

void GridSelection::select_column(std::size_t column, Extend extend) {
  if (extend == Extend::no || !m_is_there || m_whole != Whole::columns) {
    m_anchor = m_active = {0, column};
    m_is_there = true;
  }
  m_corner = {m_anchor.line, column};
  m_whole = Whole::columns;
}

void GridSelection::select_all() {
  m_whole = Whole::all;
  m_is_there = true;
}

void GridSelection::move(CellStep step, Extend extend, GridExtent extent, std::size_t page) {
  if (extent.lines == 0 || extent.columns == 0)
    return;
  if (!m_is_there) {
    const bool to_end = step == CellStep::bottom || step == CellStep::last;
    press(to_end ? stepped({0, 0}, step, extent, page) : CellPlace{0, 0});
    return;
  }
  if (extend == Extend::no) {
    press(stepped(m_active, step, extent, page));
    return;
  }
  // From whole rows on, sideways steps narrow to cells; up and down keep them whole.
  const bool sideways = step == CellStep::left || step == CellStep::right;
  if (m_whole == Whole::all || (m_whole == Whole::lines && sideways) ||
      (m_whole == Whole::columns && !sideways)) {
    m_whole = Whole::cells;
    m_anchor = m_corner = m_active;
  }
  m_corner = stepped(m_corner, step, extent, page);
}

void GridSelection::walk(Walk walk, GridExtent extent) {
  if (!m_is_there || extent.lines == 0 || extent.columns == 0)
    return;
  CellRange area = range(extent);
  const bool inside = !area.is_one_cell();
  if (!inside && (walk == Walk::down || walk == Walk::up)) {
    press(stepped(m_active, walk == Walk::down ? CellStep::down : CellStep::up, extent, 1));
    return;
  }
  if (!inside)
    area = {0, extent.lines - 1, 0, extent.columns - 1};
  const bool by_column = walk == Walk::down || walk == Walk::up;
  const std::size_t across = by_column ? area.lines() : area.columns();
  const std::size_t count = area.lines() * area.columns();
  std::size_t at = by_column
                       ? (m_active.column - area.first_column) * across + (m_active.line - area.first_line)
                       : (m_active.line - area.first_line) * across + (m_active.column - area.first_column);
  const bool forward = walk == Walk::next || walk == Walk::down;
  if (!inside && (forward ? at + 1 == count : at == 0))
    return; // the grid's own corners
  at = (at + (forward ? 1 : count - 1)) % count;
  const CellPlace to = by_column ? CellPlace{area.first_line + at % across, area.first_column + at / across}
                                 : CellPlace{area.first_line + at / across, area.first_column + at % across};
  if (inside)
    m_active = to;
  else
    press(to);
}

void GridSelection::move_to_line(std::size_t line) {
  press({line, m_active.column});
}

void GridSelection::clip(GridExtent extent) {
  if (!m_is_there)
    return;
  if (extent.lines == 0 || extent.columns == 0) {
    clear();
    return;
  }
  for (CellPlace* place : {&m_active, &m_anchor, &m_corner}) {
    place->line = std::min(place->line, extent.lines - 1);
    place->column = std::min(place->column, extent.columns - 1);
  }
}

} // namespace truat::ui
