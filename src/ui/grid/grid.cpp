#include "ui/grid/grid.h"

#include "text/messages.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/card.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {
namespace {

constexpr float foot_height = 32;
constexpr float least_for_foot = 200; ///< design pixels; a lower grid has rows instead

void read_kept_views(GridState& state, const GridSpec& spec) {
  if (state.views_are_read || spec.kept_as.empty())
    return;
  state.views_are_read = true;
  const std::string search = state.view.search; // typed before the table was first shown
  state.saved = read_saved_views(spec.kept_text, spec.columns);
  state.view = state.saved.left;
  state.view.search = search;
  state.kept_text = to_text(state.saved, spec.columns);
}

/// Columns, order and groups are kept as they are left, when nothing is being drawn any more.
void keep_views(GridState& state, const GridSpec& spec) {
  if (spec.kept_as.empty() || spec.requests == nullptr || ImGui::IsMouseDown(ImGuiMouseButton_Left))
    return;
  GridView left = without_filters(state.view);
  if (left == state.saved.left)
    return;
  state.saved.left = std::move(left);
  std::string text = to_text(state.saved, spec.columns);
  if (text == state.kept_text)
    return;
  state.kept_text = text;
  spec.requests->push(KeepGridViews{std::string(spec.kept_as), std::move(text)});
}

void update_rows(GridState& state, const GridSource& source, std::span<const GridColumn> columns) {
  complete_looks(state.view, columns);
  Budget budget = state.slice();
  if (!state.rows.update(source, columns, state.view, budget) && kit_is_running())
    want_frame_in(0);
}

/// Places of the selection hold for lines as they were: its row is looked for again.
void follow_rows(GridFrame& frame) {
  GridState& state = frame.state;
  if (state.seen_version == state.rows.version())
    return;
  state.seen_version = state.rows.version();
  if (state.selected)
    if (const auto line = state.rows.find_line(frame.source, *state.selected))
      if (!state.selection.is_there() || state.selection.active().line != *line)
        state.selection.move_to_line(*line);
  state.selection.clip(frame.extent);
}

/// Nothing at all, or nothing that the filters let through.
void draw_nothing(Box area, GridFrame& frame) {
  area = area.middle(std::min(area.h, px(120)));
  if (frame.source.row_count() == 0) {
    text_line(area.take_top(px(40)), frame.spec.nothing, {.color = colors().muted, .align = Align::center});
    return;
  }
  const std::string& search = frame.state.view.search;
  text_line(area.take_top(px(40)),
            frame.state.view.filters.empty() ? text::tr("ui.nothing_matches", {{"text", search}})
                                             : std::string(text::tr("grid.nothing_passes")),
            {.color = colors().muted, .align = Align::center});
  const ButtonSpec clear{.label = text::tr("ui.clear_filter"), .icon = Icon::funnel_x};
  if (button(area.take_top(theme().control_height()).centered(button_width(clear), theme().control_height()),
             "clear", clear)) {
    frame.state.view.clear_filters();
    frame.result.clear_filter = true;
    want_frame_in(0);
  }
}

/// How far the columns have gone, after the wheel, a finger, the bar and the keyboard.
float scroll_columns(GridFrame& frame, const Box& region) {
  ScrollArea sideways({frame.layout.rest.x, region.y, frame.layout.rest.w, region.h}, "columns",
                      {.sideways = true});
  (void)sideways.content.take_left(frame.layout.rest_width);
  return std::min(sideways.position(), std::max(0.0F, frame.layout.rest_width - frame.layout.rest.w));
}

/// Under the rows, where not all columns have room.
void draw_sideways_bar(GridFrame& frame, float scrolled) {
  const float limit = frame.layout.rest_width - frame.layout.rest.w;
  if (limit <= 0.5F)
    return;
  const Box& rest = frame.layout.rest;
  const Box track{rest.x, frame.view.bottom() - px(10), rest.w - px(12), px(10)};
  const float length = std::max(px(32), track.w * rest.w / frame.layout.rest_width);
  const float way = track.w - length;
  const Box thumb{track.x + way * (scrolled / limit), track.y, length, track.h};
  const ImGuiID id = id_of("sideways_bar");
  bool hovered = false;
  bool held = false;
  const ImRect bounds(track.min(), track.max());
  if (!ImGui::ItemAdd(bounds, id, nullptr, ImGuiItemFlags_NoNav))
    return;
  (void)ImGui::ButtonBehavior(bounds, id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  if (held && way > 0)
    frame.scroll_sideways_by += ImGui::GetIO().MouseDelta.x / way * limit;
  const float height = px(hovered || held ? 8.0F : 5.0F);
  fill({thumb.x, track.bottom() - height - px(1), thumb.w, height},
       with_alpha(colors().input_border, hovered || held ? 0.9F : 0.45F), height / 2);
}

void apply_sideways(GridFrame& frame, const Box& region) {
  if (frame.scroll_sideways_by == 0)
    return;
  ScrollArea sideways({frame.layout.rest.x, region.y, frame.layout.rest.w, region.h}, "columns",
                      {.sideways = true});
  (void)sideways.content.take_left(frame.layout.rest_width);
  const float limit = std::max(0.0F, frame.layout.rest_width - frame.layout.rest.w);
  sideways.scroll_to(std::clamp(sideways.position() + frame.scroll_sideways_by, 0.0F, limit));
}

void draw_body(GridFrame& frame) {
  ScrollArea area(frame.view, "rows_area");
  const VirtualRows rows(area, frame.extent.lines, frame.row_height);
  take_keys(frame, area, rows);
  take_pointer(frame, area, rows);
  draw_lines(frame, rows);
}

/// The cell that the keys act on, for the tree; 0 where there is none.
ImGuiID active_cell(const GridFrame& frame) {
  const GridSelection& selection = frame.state.selection;
  if (!selection.is_there() || selection.active().column >= frame.layout.columns.size())
    return 0;
  const std::optional<std::size_t> row = row_of_line(frame, selection.active().line);
  return row ? cell_id(frame, frame.source.row_id(*row),
                       frame.layout.columns[selection.active().column].source)
             : 0;
}

/// What is a grid to those who do not see it: headings and lines.
void draw_table(GridFrame& frame, const Box& box) {
  const access::Part part({.id = frame.cells,
                           .role = access::Role::grid,
                           .name = frame.spec.name,
                           .box = box,
                           .details = {.count = static_cast<int>(frame.extent.lines) + 1,
                                       .columns = static_cast<int>(frame.extent.columns),
                                       .several = true,
                                       .active = active_cell(frame)}});
  draw_headings(frame);
  if (frame.extent.lines > 0)
    draw_body(frame);
}

} // namespace

std::optional<std::size_t> row_of_line(const GridFrame& frame, std::size_t line) {
  const GridLine found = frame.state.rows.line(line);
  return found.group ? std::nullopt : std::optional<std::size_t>(found.row);
}

GridResult grid(const Box& box, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec) {
  read_kept_views(state, spec);
  Box area = box;
  grid_chips(area, id, state, source, spec);
  const IdScope scope(id);
  GridResult result;
  update_rows(state, source, spec.columns);
  GridFrame frame{.state = state, .source = source, .spec = spec, .result = result};
  result.shown = state.rows.order().size();
  fill(area, colors().surface, px(space::radius_card));
  const Box foot = area.h > px(least_for_foot) ? area.take_bottom(px(foot_height)) : Box{};
  const ShownColumns shown = shown_columns(state.view);
  state.words.measure(source, spec.columns, shown);
  frame.layout = lay_out(area, state.view, state.words, spec.columns, shown);
  frame.extent = {state.rows.line_count(), shown.columns.size()};
  frame.cells = id_of("cells");
  frame.row_height = px(is_touch() ? space::control_touch : spec.row_height);
  const Box region = area;
  const float scrolled = scroll_columns(frame, region);
  scroll_layout(frame.layout, scrolled);
  frame.header = area.take_top(px(space::control));
  frame.view = area;
  follow_rows(frame);
  draw_table(frame, box);
  if (frame.extent.lines == 0)
    draw_nothing(frame.view, frame);
  finish_unseen_cell(frame);
  go_on_with_cells(frame);
  draw_sideways_bar(frame, scrolled);
  apply_sideways(frame, region);
  if (foot.h > 0)
    draw_foot(frame, foot);
  draw_heading_layers(frame);
  draw_paste_preview(frame);
  keep_views(state, spec);
  return result;
}

std::span<const std::uint32_t> grid_order(GridState& state, const GridSource& source,
                                          std::span<const GridColumn> columns) {
  update_rows(state, source, columns);
  return state.rows.order();
}

} // namespace truat::ui
