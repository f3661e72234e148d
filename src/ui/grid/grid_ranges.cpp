// Work over the selected cells: adding them up, copying them, laying texts over them, emptying them; and the
// foot that tells of it.
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {
namespace {

constexpr std::size_t lines_a_piece = 32;   ///< between two looks at the clock
constexpr std::size_t most_pasted = 20'000; ///< cells; a change of more would hold up a frame

std::string counted(std::size_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

void add_cell(const GridFrame& frame, GridState::Summary& summary, std::size_t row, std::size_t column) {
  ++summary.cells;
  const CellKind kind = frame.spec.columns[column].kind;
  if (kind == CellKind::number) {
    if (const auto number = frame.source.sort_key(row, column).number) {
      ++summary.filled;
      ++summary.numbers;
      summary.sum += *number;
    }
  } else if (!frame.source.text(row, column).empty()) {
    ++summary.filled;
  }
}

void go_on_adding(GridFrame& frame, Budget& budget) {
  GridState& state = frame.state;
  if (!state.selection.is_there() || frame.extent.lines == 0 ||
      state.selection.range(frame.extent).is_one_cell()) {
    state.summary.reset();
    return;
  }
  const CellRange range = state.selection.range(frame.extent);
  if (!state.summary || !(state.summary->range == range) || state.summary->version != state.rows.version())
    state.summary =
        GridState::Summary{.range = range, .version = state.rows.version(), .line = range.first_line};
  GridState::Summary& summary = *state.summary;
  while (!summary.is_done) {
    const std::size_t end = std::min(range.last_line + 1, summary.line + lines_a_piece);
    for (; summary.line < end; ++summary.line)
      if (const auto row = row_of_line(frame, summary.line))
        for (std::size_t place = range.first_column; place <= range.last_column; ++place)
          add_cell(frame, summary, *row, frame.layout.columns[place].source);
    summary.is_done = summary.line > range.last_line;
    if (budget.is_spent() && !summary.is_done) {
      want_frame_in(0);
      return;
    }
  }
}

void go_on_copying(GridFrame& frame, Budget& budget) {
  GridState& state = frame.state;
  if (!state.copying)
    return;
  GridState::Copying& copying = *state.copying;
  if (copying.version != state.rows.version()) {
    state.copying.reset();
    refuse(frame, std::string(text::tr("grid.rows_changed")));
    return;
  }
  const CellRange& range = copying.range;
  while (copying.line <= range.last_line) {
    const std::size_t end = std::min(range.last_line + 1, copying.line + lines_a_piece);
    for (; copying.line < end; ++copying.line) {
      const auto row = row_of_line(frame, copying.line);
      if (!row)
        continue;
      for (std::size_t place = range.first_column; place <= range.last_column; ++place) {
        if (place > range.first_column)
          copying.text += '\t';
        const std::size_t column = frame.layout.columns[place].source;
        add_tab_cell(copying.text,
                     clipboard_text(plain_cell(frame.source, *row, column, frame.spec.columns[column].kind)));
      }
      copying.text += "\r\n";
    }
    if (budget.is_spent() && copying.line <= range.last_line) {
      want_frame_in(0);
      return;
    }
  }
  frame.spec.requests->push(CopyText{std::move(copying.text)});
  state.copying.reset();
}

PasteTarget target_of(const GridFrame& frame, CellPlace from, std::size_t most_rows) {
  PasteTarget target;
  for (std::size_t line = from.line; line < frame.extent.lines && target.rows.size() < most_rows; ++line)
    if (const auto row = row_of_line(frame, line))
      target.rows.push_back(static_cast<std::uint32_t>(*row));
  for (std::size_t place = from.column; place < frame.layout.columns.size(); ++place)
    target.columns.push_back(frame.layout.columns[place].source);
  return target;
}

/// Rows of a range, without headings of groups.
std::size_t rows_in(const GridFrame& frame, const CellRange& range) {
  if (!frame.state.rows.is_grouped())
    return range.lines();
  std::size_t rows = 0;
  for (std::size_t line = range.first_line; line <= range.last_line; ++line)
    rows += row_of_line(frame, line) ? 1 : 0;
  return rows;
}

void start(GridFrame& frame, TextBlock block, std::string_view label) {
  GridState& state = frame.state;
  state.refusal.clear();
  if (frame.spec.requests == nullptr || frame.spec.editing == nullptr)
    return refuse(frame, std::string(text::tr("ui.not_edited_here")));
  if (!frame.spec.editing->read_only_because.empty())
    return refuse(frame, std::string(frame.spec.editing->read_only_because));
  if (!state.selection.is_there())
    return refuse(frame, std::string(text::tr("grid.select_first")));
  const CellRange range = state.selection.range(frame.extent);
  // A cell into whole columns would be as many cells as there are rows: nobody wants that unseen.
  if (block.size() == 1 && rows_in(frame, range) * range.columns() > most_pasted)
    return refuse(frame, text::tr("grid.too_many", {{"most", counted(most_pasted)}}));
  block = fill_range(block, rows_in(frame, range), range.columns());
  const std::size_t lines = block.size();
  PasteWork work(std::move(block), target_of(frame, {range.first_line, range.first_column}, lines), label);
  if (work.cell_count() > most_pasted)
    return refuse(frame, text::tr("grid.too_many", {{"most", counted(most_pasted)}}));
  state.paste.emplace(std::move(work));
  state.paste_is_shown = false;
  state.paste_part = 0;
}

void commit_paste(GridFrame& frame) {
  GridState& state = frame.state;
  frame.spec.requests->push(CommitChange{state.paste->plan().change, Announce::with_undo});
  state.paste.reset();
}

void go_on_pasting(GridFrame& frame, Budget& budget) {
  GridState& state = frame.state;
  if (!state.paste || frame.spec.editing == nullptr)
    return;
  // What was checked against other records is checked again.
  if (state.paste->is_done() &&
      state.paste->plan().revision != frame.spec.editing->form.projection.revision())
    state.paste->restart();
  if (state.paste->run(*frame.spec.editing, frame.source, frame.spec.columns, budget) == Step::more) {
    want_frame_in(0);
    return;
  }
  if (state.paste_is_shown)
    return;
  const PastePlan& plan = state.paste->plan();
  // One cell is as one that is typed.
  if (plan.cells.size() == 1) {
    if (plan.changed == 1)
      return commit_paste(frame);
    refuse(frame,
           plan.refused == 1 ? plan.cells.front().refused : std::string(text::tr("grid.nothing_changes")));
    state.paste.reset();
    return;
  }
  state.paste_is_shown = true;
  open_layer("paste");
}

} // namespace

void start_copy(GridFrame& frame) {
  GridState& state = frame.state;
  if (frame.spec.requests == nullptr || !state.selection.is_there())
    return;
  state.refusal.clear();
  const CellRange range = state.selection.range(frame.extent);
  state.copying = GridState::Copying{
      .range = range, .version = state.rows.version(), .line = range.first_line, .text = {}};
}

void start_paste(GridFrame& frame, const std::string& text) {
  TextBlock block = parse_tab_text(text);
  if (block.empty())
    return refuse(frame, std::string(text::tr("grid.nothing_to_paste")));
  start(frame, std::move(block), "commit.paste_cells");
}

void start_emptying(GridFrame& frame) {
  start(frame, {{std::string()}}, "commit.empty_cells");
}

void go_on_with_cells(GridFrame& frame) {
  Budget budget = frame.state.slice();
  go_on_copying(frame, budget);
  go_on_pasting(frame, budget);
  go_on_adding(frame, budget);
}

void draw_foot(GridFrame& frame, Box foot) {
  const GridState& state = frame.state;
  horizontal_line(foot.x, foot.y, foot.w, colors().divider);
  Box line = foot.inset(px(grid_cell_padding), 0);
  std::string right;
  if (state.copying)
    right = text::tr("grid.copying");
  else if (!state.refusal.empty())
    right = state.refusal;
  else if (state.summary && state.summary->is_done) {
    const GridState::Summary& summary = *state.summary;
    right =
        text::tr("grid.selected", {{"cells", counted(summary.cells)}, {"filled", counted(summary.filled)}});
    if (summary.numbers > 0)
      right += " · " + text::tr("grid.sum", {{"number", shown_number(summary.sum)}}) + " · " +
               text::tr("grid.average",
                        {{"number", shown_number(summary.sum / static_cast<double>(summary.numbers))}});
  }
  if (!right.empty()) {
    const TextSpec look{.role = TextRole::caption,
                        .color = state.refusal.empty() || state.copying ? colors().text
                                                                        : colors().status(Status::failed).ink,
                        .align = Align::right};
    const Box words = line.take_right(std::min(text_width(right, TextRole::caption), line.w), px(16));
    (void)draw_line(words, right, look);
    access::item(id_of("selection_said"), access::Role::status, right, words);
  }
  const std::size_t all = frame.source.row_count();
  const std::size_t shown = frame.result.shown;
  const std::string count =
      shown == all ? text::tr("grid.rows", {{"count", counted(all)}})
                   : text::tr("grid.rows_of", {{"count", counted(shown)}, {"all", counted(all)}});
  if (!state.rows.is_whole())
    text_line(line, text::tr("grid.ordering", {{"count", count}}),
              {.role = TextRole::caption, .color = colors().muted});
  else
    text_line(line, count, {.role = TextRole::caption, .color = colors().muted});
}

} // namespace truat::ui
