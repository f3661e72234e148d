// What pasting would do, cell by cell, before it is done.
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using Outcome = PastedCell::Outcome;

constexpr float row_height = 48;
constexpr float rows_in_sight = 6.5F; ///< the last one is cut, so that scrolling is seen

std::string counted(std::size_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

std::vector<std::size_t> shown_cells(const PastePlan& plan, int part) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    const Outcome outcome = plan.cells[i].outcome;
    if (part == 0 || (part == 1 && outcome == Outcome::changes) || (part == 2 && outcome == Outcome::refused))
      shown.push_back(i);
  }
  return shown;
}

/// Old struck and muted, new in accent on soft; what is refused in red, with the reason below.
void draw_values(Box line, const PastedCell& cell) {
  const auto or_dash = [](const std::string& text) { return text.empty() ? std::string("–") : text; };
  if (cell.outcome == Outcome::same) {
    (void)draw_line(line, or_dash(cell.before), {.color = colors().muted});
    return;
  }
  if (cell.outcome == Outcome::refused) {
    Box both = line.middle(line_height(TextRole::body) + line_height(TextRole::caption));
    (void)draw_line(both.take_top(line_height(TextRole::body)), or_dash(cell.after));
    if (!draw_line(both, cell.refused,
                   {.role = TextRole::caption, .color = colors().status(Status::failed).ink}))
      tooltip(both, 0, cell.refused);
    return;
  }
  const std::string before = or_dash(cell.before);
  const std::string after = or_dash(cell.after);
  Box old = line.take_left(std::min(line.w * 0.42F, text_width(before, TextRole::body)), px(8));
  (void)draw_line(old, before, {.color = colors().muted});
  if (!cell.before.empty())
    horizontal_line(old.x, old.center().y + px(1), old.w, colors().muted);
  icon(line.take_left(px(16), px(8)), Icon::arrow_right, 14, colors().muted);
  const float width = std::min(line.w, text_width(after, TextRole::body) + px(12));
  const Box fresh = Box(line).take_left(width).middle(line_height(TextRole::body));
  fill(fresh, colors().accent_soft, px(4));
  (void)draw_line(fresh.inset(px(6), 0), after, {.color = colors().accent});
}

std::string spoken(const PastedCell& cell) {
  const auto or_dash = [](const std::string& text) { return text.empty() ? std::string("–") : text; };
  switch (cell.outcome) {
  case Outcome::changes:
    return or_dash(cell.before) + " → " + or_dash(cell.after);
  case Outcome::refused:
    return or_dash(cell.after) + ": " + cell.refused;
  case Outcome::same:
    break;
  }
  return text::tr("grid.paste_same_value", {{"value", or_dash(cell.before)}});
}

void draw_cell_row(const Box& box, const PastedCell& cell) {
  access::item(0, access::Role::list_item, cell.row + " · " + cell.column, box, {}, spoken(cell));
  if (!is_visible(box))
    return;
  Box line = box;
  const Status status = cell.outcome == Outcome::refused   ? Status::failed
                        : cell.outcome == Outcome::changes ? Status::active
                                                           : Status::not_applicable;
  status_shape(line.take_left(px(16), px(12)), status, 16, colors().raised);
  Box names = line.take_left(line.w * 0.42F, px(16));
  names = names.middle(line_height(TextRole::body) + line_height(TextRole::caption));
  if (!draw_line(Box(names).take_top(line_height(TextRole::body)), cell.row.empty() ? "–" : cell.row))
    tooltip(names, 0, cell.row);
  names.skip(line_height(TextRole::body));
  (void)draw_line(names, cell.column, {.role = TextRole::caption, .color = colors().muted});
  draw_values(line, cell);
  horizontal_line(box.x, box.bottom() - 1, box.w, colors().divider);
}

void draw_plan(Box& body, GridState& state, const PastePlan& plan) {
  const std::string all = text::tr("grid.paste_all", {{"count", counted(plan.cells.size())}});
  const std::string changes = text::tr("grid.paste_changes", {{"count", counted(plan.changed)}});
  const std::string refused = text::tr("grid.paste_refused", {{"count", counted(plan.refused)}});
  const std::array parts{Segment{all, {}}, Segment{changes, {}}, Segment{refused, {}}};
  Box line = body.take_top(theme().control_height(), px(12));
  segmented(line.take_left(std::min(line.w, segmented_width(parts))), "parts", state.paste_part, parts,
            text::tr("grid.paste_title"));
  const std::vector<std::size_t> shown = shown_cells(plan, state.paste_part);
  if (shown.empty()) {
    text_line(body.take_top(px(row_height)), text::tr("grid.paste_none"), {.color = colors().muted});
    return;
  }
  const float height = std::min(static_cast<float>(shown.size()), rows_in_sight) * px(row_height);
  ScrollArea area(body.take_top(std::round(height)), "cells");
  const VirtualRows rows(area, shown.size(), px(row_height));
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    Box row = rows.row(i);
    (void)row.take_right(px(12)); // the bar's
    draw_cell_row(row, plan.cells[shown[i]]);
  }
}

} // namespace

void draw_paste_preview(GridFrame& frame) {
  GridState& state = frame.state;
  if (!state.paste || !state.paste_is_shown)
    return;
  bool accepted = false;
  bool left = !layer_is_open("paste"); // Esc
  {
    Dialog dialog("paste", {.title = text::tr("grid.paste_title"), .width = DialogWidth::large});
    if (dialog && state.paste->is_done()) {
      const PastePlan& plan = state.paste->plan();
      draw_plan(dialog.body, state, plan);
      Box footer = dialog.footer();
      const std::string act = text::tr("grid.paste_act", {{"count", counted(plan.changed)}});
      accepted = button_right(
          footer, "accept",
          {.label = act,
           .kind = ButtonKind::primary,
           .disabled_because = plan.changed == 0 ? text::tr("grid.nothing_changes") : std::string_view()});
      left = left || button_right(footer, "leave", {.label = text::tr("grid.paste_leave")});
      if (accepted || left)
        dialog.close();
    }
  }
  if (accepted)
    frame.spec.requests->push(CommitChange{state.paste->plan().change, Announce::with_undo});
  if (accepted || left) {
    state.paste.reset();
    state.paste_is_shown = false;
    focus(frame.cells);
  }
}

} // namespace truat::ui
