#include "ui/widgets/grid.h"

#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr float cell_padding = 12;
constexpr float chip_column = 138;         ///< fixed, so that chips stand in a line
constexpr float most_natural = 320;        ///< design pixels; longer words are cut all the same
constexpr std::size_t rows_measured = 200; ///< for the widths of columns

/// What the words of a column take, heading and cell padding with them; of the first rows, which stand for
/// all.
float natural_width(const GridSource& source, std::size_t index, const GridColumn& column) {
  float width = text_width(column.label, TextRole::caption);
  const TextRole role = column.is_strong ? TextRole::body_strong : TextRole::body;
  for (std::size_t row = 0; row < std::min(source.row_count(), rows_measured); ++row) {
    const std::string words = source.text(row, index);
    if (!words.empty())
      width = std::max(width, column.is_chip ? chip_width({Status::active, words}) : text_width(words, role));
  }
  return std::ceil(width + px(2 * cell_padding));
}

void measure(GridState& state, const GridSource& source, std::span<const GridColumn> columns) {
  GridState::Cache& cache = state.cache;
  if (cache.natural.size() == columns.size() && cache.natural_scale == theme().scale)
    return;
  cache.natural.clear();
  cache.natural_scale = theme().scale;
  for (std::size_t i = 0; i < columns.size(); ++i)
    cache.natural.push_back(natural_width(source, i, columns[i]));
}

/// Gives `left` to the columns that lack something, each its part of it.
void share_out(std::vector<float>& widths, std::span<const float> wanted, float& left) {
  float lacking = 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    lacking += std::max(0.0F, wanted[i] - widths[i]);
  if (lacking <= 0 || left <= 0)
    return;
  const float share = std::min(1.0F, left / lacking);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const float more = std::floor(std::max(0.0F, wanted[i] - widths[i]) * share);
    widths[i] += more;
    left -= more;
  }
}

/// Where not even the words have room, the columns that grow (names) give up to two fifths of their width: a
/// name is known by its beginning, a figure, a date or a state is not.
template <class IsDrawn>
void give_up(std::vector<float>& widths, std::span<const GridColumn> columns, IsDrawn is_drawn, float& left) {
  const auto spare = [&](std::size_t i) {
    return is_drawn(i) || !columns[i].grows
               ? 0.0F
               : std::max(0.0F, widths[i] - std::max(px(columns[i].least_width), widths[i] * 0.6F));
  };
  float all = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    all += spare(i);
  if (all <= 0 || all < -left)
    return; // it scrolls sideways all the same
  const float share = -left / all;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float less = std::ceil(spare(i) * share);
    widths[i] -= less;
    left += less;
  }
}

/// First every column's words, then the widths that they ask for, then what is left to those that grow. A
/// column that a person has drawn stays as it was drawn, and a state is never cut.
std::vector<float> widths_of(const GridState& state, std::span<const GridColumn> columns, float room) {
  const auto is_drawn = [&](std::size_t i) { return i < state.widths.size() && state.widths[i] > 0; };
  std::vector<float> widths, words, asked;
  float left = room;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const GridColumn& column = columns[i];
    const float own = px(is_drawn(i) ? state.widths[i] : column.width);
    const float natural = std::min(state.cache.natural[i], px(most_natural));
    const float start = is_drawn(i) ? own : column.is_chip ? natural : std::min(own, natural);
    widths.push_back(std::max(start, px(column.least_width)));
    words.push_back(is_drawn(i) ? own : natural);
    asked.push_back(own);
    left -= widths.back();
  }
  if (left < 0)
    give_up(widths, columns, is_drawn, left);
  share_out(widths, words, left);
  share_out(widths, asked, left);
  float growing = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    growing += columns[i].grows && !is_drawn(i) ? columns[i].width : 0;
  if (left > 0 && growing > 0)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].grows && !is_drawn(i))
        widths[i] += std::floor(left * columns[i].width / growing);
  return widths;
}

/// Sorting by a heading: up, down, and back to the source's own order.
void sort_by(GridState& state, std::size_t column) {
  if (state.sorted_by != column) {
    state.sorted_by = column;
    state.direction = SortDirection::ascending;
  } else if (state.direction == SortDirection::ascending) {
    state.direction = SortDirection::descending;
  } else {
    state.sorted_by.reset();
  }
  want_frame_in(0);
}

void drag_edge(GridState& state, std::span<const GridColumn> columns, std::size_t column, const Box& cell,
               float width) {
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(static_cast<int>(1000 + column));
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
  if (!held || ImGui::GetIO().MouseDelta.x == 0)
    return;
  if (state.widths.size() < columns.size())
    state.widths.resize(columns.size(), 0);
  state.widths[column] =
      std::max(columns[column].least_width, (width + ImGui::GetIO().MouseDelta.x) / theme().scale);
  want_frame_in(0);
}

void draw_heading(const Box& cell, const GridColumn& column, bool sorted, SortDirection direction,
                  const Press& press) {
  Box line = cell.inset(px(cell_padding), 0);
  const ImU32 ink = sorted || press.hovered ? colors().text : colors().muted;
  const TextSpec look{.role = TextRole::caption, .color = ink, .align = column.align};
  if (sorted) {
    const Box arrow =
        column.align == Align::right ? line.take_left(px(16), px(4)) : line.take_right(px(16), px(4));
    icon(arrow, direction == SortDirection::ascending ? Icon::arrow_up : Icon::arrow_down, 14,
         colors().accent);
  }
  (void)draw_line(line, column.label, look);
  if (press.ring)
    focus_ring(cell.inset(px(3)), px(4));
}

void draw_headings(const Box& header, GridState& state, std::span<const GridColumn> columns,
                   std::span<const float> widths) {
  fill(header, colors().surface);
  Box line = header;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Box cell = line.take_left(widths[i]);
    const bool sorted = state.sorted_by == i;
    drag_edge(state, columns, i, cell, widths[i]);
    const std::string_view order = !sorted                                       ? std::string_view()
                                   : state.direction == SortDirection::ascending ? "ascending"
                                                                                 : "descending";
    const Press press =
        press_area(cell, ImGui::GetCurrentWindow()->GetID(static_cast<int>(i)),
                   {.role = access::Role::column_header, .name = columns[i].label, .value = order});
    if (press.pressed)
      sort_by(state, i);
    draw_heading(cell, columns[i], sorted, state.direction, press);
  }
  horizontal_line(header.x, header.bottom() - 1, header.w, colors().divider);
}

void draw_cell(const Box& cell, const GridSource& source, std::size_t row, std::size_t index,
               const GridColumn& column, bool selected) {
  Box line = cell.inset(px(cell_padding), 0);
  const std::string words = source.text(row, index);
  if (column.is_chip) {
    const std::optional<Status> status = source.status(row, index);
    if (status && !words.empty())
      chip(line, {*status, words, selected});
    return;
  }
  const ImU32 ink = source.is_muted(row, index) ? colors().muted : colors().text;
  const TextSpec look{
      .role = column.is_strong ? TextRole::body_strong : TextRole::body, .color = ink, .align = column.align};
  if (!draw_line(line, words, look))
    tooltip(line, 0, words);
  access::item(0, access::Role::cell, words, cell, {}, column.label);
}

std::string row_name(const GridSource& source, std::size_t row, std::size_t columns) {
  if (!access::wanted())
    return {};
  std::string name;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string cell = source.text(row, i);
    if (cell.empty())
      continue;
    if (!name.empty())
      name += " · ";
    name += cell;
  }
  return name;
}

struct RowKeys {
  std::ptrdiff_t move = 0;
  bool first = false, last = false, open = false;
};

RowKeys read_keys(float page_rows) {
  RowKeys keys;
  if (key_pressed(ImGuiKey_DownArrow))
    keys.move = 1;
  if (key_pressed(ImGuiKey_UpArrow))
    keys.move = -1;
  if (key_pressed(ImGuiKey_PageDown))
    keys.move = static_cast<std::ptrdiff_t>(page_rows);
  if (key_pressed(ImGuiKey_PageUp))
    keys.move = -static_cast<std::ptrdiff_t>(page_rows);
  keys.first = key_pressed(ImGuiKey_Home);
  keys.last = key_pressed(ImGuiKey_End);
  keys.open = key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter);
  return keys;
}

/// Where the selected row stands among those shown, or -1. Selecting by id outlives sorting.
std::ptrdiff_t place_of_selected(const GridState& state, const GridSource& source) {
  if (!state.selected)
    return -1;
  const auto& order = state.cache.order;
  for (std::size_t i = 0; i < order.size(); ++i)
    if (source.row_id(order[i]) == *state.selected)
      return static_cast<std::ptrdiff_t>(i);
  return -1;
}

/// One stop for Tab: the rows as a whole. Arrows go through them.
void walk_rows(const Box& view, ScrollArea& area, const VirtualRows& rows, float row_height, GridState& state,
               const GridSource& source, std::string_view name, GridResult& result) {
  const ImGuiID id = id_of("rows");
  Kit::State& kit = running_kit();
  kit.stops.push_back({id, kit.drawing_layer, view});
  access::item(id, access::Role::grid, name, view, {}, std::to_string(state.cache.order.size()));
  if (kit.open_field == id)
    kit.open_field = 0;
  if (kit.show_focused == id)
    kit.show_focused = 0;
  if (!is_focused(id) || state.cache.order.empty())
    return;
  const RowKeys keys = read_keys(std::max(1.0F, std::floor(view.h / row_height) - 1));
  const std::ptrdiff_t before = place_of_selected(state, source);
  const auto last = static_cast<std::ptrdiff_t>(state.cache.order.size()) - 1;
  std::ptrdiff_t at = before;
  if (keys.move != 0)
    at = before < 0 ? 0 : std::clamp<std::ptrdiff_t>(before + keys.move, 0, last);
  if (keys.first)
    at = 0;
  if (keys.last)
    at = last;
  if (at != before && at >= 0) {
    const std::size_t row = state.cache.order[static_cast<std::size_t>(at)];
    state.selected = source.row_id(row);
    result.selected = row;
    area.show(rows.row(static_cast<std::size_t>(at)));
    want_frame_in(0);
  }
  if (keys.open && at >= 0)
    result.opened = state.cache.order[static_cast<std::size_t>(at)];
  if (focus_is_visible())
    focus_ring(view.inset(px(4)), px(4));
}

void draw_row(const Box& box, std::size_t row, GridState& state, const GridSource& source,
              const GridSpec& spec, std::span<const float> widths, GridResult& result) {
  const std::uint64_t row_id = source.row_id(row);
  const bool selected = state.selected == row_id;
  const IdScope scope(static_cast<std::size_t>(row_id));
  const Press press = press_area(box, id_of("row"),
                                 {.role = access::Role::row,
                                  .name = row_name(source, row, spec.columns.size()),
                                  .state = {.selected = selected},
                                  .focusable = Focusable::no});
  if (selected)
    fill(box, colors().accent_soft);
  else if (press.hovered)
    fill(box, colors().sunken);
  if (selected)
    fill(Box(box).take_left(px(space::selection_edge)), colors().accent);
  Box line = box;
  for (std::size_t i = 0; i < spec.columns.size(); ++i)
    draw_cell(line.take_left(widths[i]), source, row, i, spec.columns[i], selected);
  if (!press.pressed)
    return;
  if (!selected)
    result.selected = row;
  state.selected = row_id;
  if (press.twice || pointer_is_touch())
    result.opened = row;
}

/// Nothing at all, or nothing that the filter lets through.
void draw_nothing(Box area, const GridState& state, const GridSource& source, const GridSpec& spec,
                  GridResult& result) {
  area = area.middle(std::min(area.h, px(120)));
  if (source.row_count() == 0) {
    text_line(area.take_top(px(40)), spec.nothing, {.color = colors().muted, .align = Align::center});
    return;
  }
  text_line(area.take_top(px(40)), text::tr("ui.nothing_matches", {{"text", state.filter}}),
            {.color = colors().muted, .align = Align::center});
  const ButtonSpec clear{.label = text::tr("ui.clear_filter"), .icon = Icon::funnel_x};
  result.clear_filter =
      button(area.take_top(theme().control_height()).centered(button_width(clear), theme().control_height()),
             "clear", clear);
}

} // namespace

std::optional<Status> GridSource::status(std::size_t, std::size_t) const {
  return std::nullopt;
}

bool GridSource::is_muted(std::size_t, std::size_t) const {
  return false;
}

GridColumn column_of(const records::FieldDescriptor& field) {
  GridColumn column;
  column.id = field.wire;
  column.label = text::tr(field.label);
  switch (field.type) {
  case records::FieldType::integer:
  case records::FieldType::decimal:
    column.align = Align::right;
    column.width = 112;
    break;
  case records::FieldType::date:
  case records::FieldType::time:
    column.align = Align::right;
    column.width = 120;
    break;
  case records::FieldType::instant:
    column.align = Align::right;
    column.width = 168;
    break;
  case records::FieldType::boolean:
    column.width = 88;
    break;
  case records::FieldType::choice:
    column.width = chip_column;
    break;
  default:
    column.width = 200;
    column.grows = true;
  }
  // A heading is never cut by its own column.
  column.width = std::max(column.width,
                          std::min(220.0F, text_width(column.label, TextRole::caption) / theme().scale + 44));
  return column;
}

GridResult grid(const Box& box, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec) {
  const IdScope scope(id);
  GridResult result;
  const std::span<const std::uint32_t> order = grid_order(state, source, spec.columns.size());
  result.shown = order.size();
  fill(box, colors().surface, px(space::radius_card));
  measure(state, source, spec.columns);
  const std::vector<float> widths = widths_of(state, spec.columns, box.w);
  float all = 0;
  for (const float width : widths)
    all += width;
  // Narrow windows scroll sideways, headings and rows together.
  ScrollArea sideways(box, "columns", {.sideways = true});
  Box table{sideways.content.x, box.y, std::max(all, box.w), box.h};
  (void)sideways.content.take_left(table.w);
  const float row_height = px(is_touch() ? space::control_touch : spec.row_height);
  draw_headings(table.take_top(px(space::control)), state, spec.columns, widths);
  if (order.empty()) {
    draw_nothing({box.x, table.y, box.w, table.h}, state, source, spec, result);
    return result;
  }
  const Box view{box.x, table.y, box.w, table.h};
  ScrollArea area(view, "rows_area");
  const VirtualRows rows(area, order.size(), row_height);
  walk_rows(view, area, rows, row_height, state, source, spec.name, result);
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    Box row = rows.row(i);
    row.x = table.x;
    row.w = table.w;
    draw_row(row, order[i], state, source, spec, widths, result);
  }
  if (result.selected && !result.opened)
    running_kit().focused = id_of("rows");
  return result;
}

} // namespace truat::ui
