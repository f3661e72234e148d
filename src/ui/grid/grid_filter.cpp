// The filter of a column, at its heading.
#include "text/messages.h"
#include "text/numbers.h"
#include "text/search_folding.h"
#include "text/thai_date.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace truat::ui {
namespace {

using Emptiness = ColumnFilter::Emptiness;

constexpr float values_in_sight = 6.5F; ///< the last one is cut, so that scrolling is seen

std::string date_words(double day) {
  return text::format_date(date_of_days(std::llround(day)), text::DateForm::compact,
                           text::date_style(text::language()));
}

ColumnFilter filter_now(const GridState& state, std::size_t column) {
  const ColumnFilter* filter = filter_of(state.view, column);
  return filter != nullptr ? *filter : ColumnFilter{.column = column};
}

void read_texts(GridState& state, const ColumnFilter& filter) {
  const auto text_of = [](const std::optional<double>& number) {
    return number ? shown_number(*number, 6) : std::string();
  };
  const auto date_of = [](const std::optional<double>& day) {
    return day ? std::optional(date_of_days(std::llround(*day))) : std::nullopt;
  };
  state.filter_opened = filter.column;
  state.filter_text = filter.contains;
  state.least_text = text_of(filter.least);
  state.most_text = text_of(filter.most);
  state.least_date = date_of(filter.least);
  state.most_date = date_of(filter.most);
}

void draw_number_range(Box& body, GridState& state, ColumnFilter& filter) {
  Columns columns(body, 2, px(12));
  const auto field = [](Box& area, std::string_view id, std::string_view label, std::string& text,
                        std::optional<double>& limit) {
    const Box box = labelled(area, {.label = text::tr(label)});
    const NumberResult result =
        number_field(box, id, text, {.field = {.name = text::tr(label), .align = Align::right}});
    if (result.changed || result.finished)
      limit = result.value ? std::optional(to_double(*result.value)) : std::nullopt;
  };
  field(columns[0], "least", "grid.at_least", state.least_text, filter.least);
  field(columns[1], "most", "grid.at_most", state.most_text, filter.most);
}

void draw_date_range(Box& body, GridState& state, const CivilDate& today, ColumnFilter& filter) {
  const auto field = [&](std::string_view id, std::string_view label, std::optional<CivilDate>& date,
                         std::optional<double>& limit) {
    const Box box = labelled(body, {.label = text::tr(label)});
    const DateResult result = date_field(box, id, date, {.field = {.name = text::tr(label)}, .today = today});
    if (result.finished)
      limit = date ? std::optional(static_cast<double>(days_since_epoch(*date))) : std::nullopt;
  };
  field("first_day", "grid.from_day", state.least_date, filter.least);
  field("last_day", "grid.to_day", state.most_date, filter.most);
}

bool is_chosen(const ColumnFilter& filter, const std::string& label) {
  return !filter.one_of || std::ranges::find(*filter.one_of, label) != filter.one_of->end();
}

/// The first value that is taken away leaves all the others; the last one that is put back leaves no filter.
void choose_value(ColumnFilter& filter, const std::vector<GridRows::ValueCount>& values,
                  const std::string& label, bool chosen) {
  if (!filter.one_of) {
    filter.one_of.emplace();
    for (const GridRows::ValueCount& value : values)
      filter.one_of->push_back(value.label);
  }
  std::erase(*filter.one_of, label);
  if (chosen)
    filter.one_of->push_back(label);
  const bool all = std::ranges::all_of(
      values, [&](const GridRows::ValueCount& value) { return is_chosen(filter, value.label); });
  if (all)
    filter.one_of.reset();
}

void draw_value(Box line, ColumnFilter& filter, const std::vector<GridRows::ValueCount>& values,
                const GridRows::ValueCount& value, std::size_t index) {
  const std::string count = text::format_number(static_cast<std::int64_t>(value.count));
  (void)line.take_right(px(12)); // the bar's
  (void)draw_line(line.take_right(text_width(count, TextRole::caption), px(8)), count,
                  {.role = TextRole::caption, .color = colors().muted});
  bool on = is_chosen(filter, value.label);
  const IdScope scope(index);
  const std::string label = value.label.empty() ? std::string(text::tr("grid.empty_value")) : value.label;
  if (checkbox(line, "value", on, {.label = label}))
    choose_value(filter, values, value.label, on);
}

void draw_values(Box& body, GridState& state, ColumnFilter& filter) {
  Budget budget = state.slice();
  const std::vector<GridRows::ValueCount>* values = state.rows.values(filter.column, budget);
  if (values == nullptr) {
    text_line(body.take_top(px(space::control)), text::tr("grid.counting"), {.color = colors().muted});
    want_frame_in(0);
    return;
  }
  const std::string wanted = text::folded(state.filter_text, text::ToneMarks::ignored);
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < values->size(); ++i)
    if (wanted.empty() || (*values)[i].folded.find(wanted) != std::string::npos)
      shown.push_back(i);
  Box line = body.take_top(theme().control_height());
  if (button_left(line, "all", {.label = text::tr("grid.choose_all"), .kind = ButtonKind::quiet}))
    filter.one_of.reset();
  if (button_left(line, "none", {.label = text::tr("grid.choose_none"), .kind = ButtonKind::quiet}))
    filter.one_of.emplace();
  const float height = px(space::control);
  const float most = std::min(static_cast<float>(std::max<std::size_t>(shown.size(), 1)), values_in_sight);
  ScrollArea area(body.take_top(std::round(most * height), px(12)), "values");
  if (shown.empty()) {
    text_line(area.content.take_top(height), text::tr("ui.no_choice_found"), {.color = colors().muted});
    return;
  }
  const VirtualRows rows(area, shown.size(), height);
  for (std::size_t i = rows.first; i < rows.last; ++i)
    draw_value(rows.row(i), filter, *values, (*values)[shown[i]], shown[i]);
}

void draw_text_filter(Box& body, GridState& state, ColumnFilter& filter) {
  const Box box = labelled(body, {.label = text::tr("grid.contains")});
  const FieldResult result = text_field(box, "contains", state.filter_text,
                                        {.name = text::tr("grid.contains"),
                                         .mode = InputMode::search,
                                         .icon = Icon::search,
                                         .can_clear = true});
  if (result.changed || result.finished)
    filter.contains = state.filter_text;
  draw_values(body, state, filter);
}

void draw_emptiness(Box& body, ColumnFilter& filter) {
  const std::array parts{Segment{text::tr("grid.empty_any"), {}}, Segment{text::tr("grid.empty_filled"), {}},
                         Segment{text::tr("grid.empty_only"), {}}};
  constexpr std::array meanings{Emptiness::any, Emptiness::only_filled, Emptiness::only_empty};
  int chosen = static_cast<int>(std::ranges::find(meanings, filter.emptiness) - meanings.begin());
  if (segmented(body.take_top(theme().control_height(), px(12)), "emptiness", chosen, parts,
                text::tr("grid.empty_cells")))
    filter.emptiness = meanings[static_cast<std::size_t>(chosen)];
}

} // namespace

std::string filter_words(const ColumnFilter& filter, const GridColumn& column) {
  std::vector<std::string> parts;
  if (!filter.contains.empty())
    parts.push_back("“" + filter.contains + "”");
  if (filter.one_of) {
    const std::size_t count = filter.one_of->size();
    const bool is_word = count == 1 && !filter.one_of->front().empty();
    parts.push_back(is_word ? filter.one_of->front()
                            : text::tr("grid.values", {{"count", std::to_string(count)}}));
  }
  const auto limit = [&](double number) {
    return column.kind == CellKind::date ? date_words(number) : shown_number(number, 6);
  };
  if (filter.least && filter.most)
    parts.push_back(limit(*filter.least) + " – " + limit(*filter.most));
  else if (filter.least)
    parts.push_back("≥ " + limit(*filter.least));
  else if (filter.most)
    parts.push_back("≤ " + limit(*filter.most));
  if (filter.emptiness != Emptiness::any)
    parts.emplace_back(
        text::tr(filter.emptiness == Emptiness::only_empty ? "grid.empty_only" : "grid.empty_filled"));
  std::string words = column.label + ":";
  for (const std::string& part : parts)
    words += (words.ends_with(':') ? " " : ", ") + part;
  return words;
}

void draw_filter_popover(GridState& state, const GridSource&, const GridSpec& spec, const Box& anchor) {
  if (!layer_is_open("filter"))
    return;
  const std::size_t column = state.menu_column;
  const GridColumn& heading = spec.columns[column];
  const ColumnFilter before = filter_now(state, column);
  if (state.filter_opened != column)
    read_texts(state, before);
  const std::string name = text::tr("grid.filter_of", {{"column", heading.label}});
  Popover popover("filter", anchor, {.width = 320, .most_height = 520, .padding = 16, .name = name});
  if (!popover)
    return;
  ColumnFilter filter = before;
  text_line(popover.body.take_top(px(28), px(8)), heading.label, {.role = TextRole::body_strong});
  if (heading.kind == CellKind::number)
    draw_number_range(popover.body, state, filter);
  else if (heading.kind == CellKind::date)
    draw_date_range(popover.body, state, spec.today, filter);
  else
    draw_text_filter(popover.body, state, filter);
  draw_emptiness(popover.body, filter);
  Box foot = popover.body.take_top(theme().control_height());
  if (button_right(foot, "done", {.label = text::tr("grid.filter_done"), .kind = ButtonKind::primary}))
    popover.close();
  if (button_right(foot, "clear",
                   {.label = text::tr("grid.filter_clear"),
                    .disabled_because = before.is_set() ? std::string_view() : text::tr("grid.no_filter")})) {
    filter = {.column = column};
    read_texts(state, filter);
  }
  if (!(filter == before)) {
    set_filter(state.view, std::move(filter));
    want_frame_in(0);
  }
}

} // namespace truat::ui
