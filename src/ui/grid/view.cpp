#include "ui/grid/view.h"

#include "base/decimal.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {
namespace {

std::optional<std::size_t> find_column(std::span<const GridColumn> columns, std::string_view id) {
  const auto found = std::ranges::find(columns, id, &GridColumn::id);
  return found == columns.end() ? std::nullopt : std::optional<std::size_t>(found - columns.begin());
}

/// Canonical JSON has no fractions: limits are kept as texts, exact to six places.
std::string number_text(double number) {
  Decimal decimal{std::llround(number * 1e6), 6};
  while (decimal.places > 0 && decimal.units % 10 == 0) {
    decimal.units /= 10;
    --decimal.places;
  }
  return to_string(decimal);
}

std::optional<double> read_number(JsonView json) {
  const auto text = json.string();
  const auto decimal = text ? parse_decimal(*text) : std::nullopt;
  return decimal ? std::optional(to_double(*decimal)) : std::nullopt;
}

constexpr std::string_view emptiness_names[] = {"any", "only_empty", "only_filled"};

void write_filter(JsonWriter& writer, const ColumnFilter& filter, std::span<const GridColumn> columns) {
  writer.begin_object().key("column").string(columns[filter.column].id);
  if (!filter.contains.empty())
    writer.key("contains").string(filter.contains);
  if (filter.emptiness != ColumnFilter::Emptiness::any)
    writer.key("emptiness").string(emptiness_names[static_cast<std::size_t>(filter.emptiness)]);
  if (filter.least)
    writer.key("least").string(number_text(*filter.least));
  if (filter.most)
    writer.key("most").string(number_text(*filter.most));
  if (filter.one_of) {
    writer.key("one_of").begin_array();
    for (const std::string& value : *filter.one_of)
      writer.string(value);
    writer.end_array();
  }
  writer.end_object();
}

ColumnFilter read_filter(JsonView json) {
  ColumnFilter filter;
  filter.contains = json["contains"].string().value_or("");
  filter.least = read_number(json["least"]);
  filter.most = read_number(json["most"]);
  for (std::size_t i = 0; i < std::size(emptiness_names); ++i)
    if (json["emptiness"].string() == emptiness_names[i])
      filter.emptiness = static_cast<ColumnFilter::Emptiness>(i);
  if (const JsonView values = json["one_of"]; values.is_array()) {
    filter.one_of.emplace();
    values.for_each_element([&](JsonView value) {
      if (const auto text = value.string())
        filter.one_of->emplace_back(*text);
    });
  }
  return filter;
}

} // namespace

void GridView::clear_filters() {
  search.clear();
  filters.clear();
}

GridView plain_view(std::span<const GridColumn> columns) {
  GridView view;
  complete_looks(view, columns);
  return view;
}

void complete_looks(GridView& view, std::span<const GridColumn> columns) {
  std::erase_if(view.looks, [&](const ColumnLook& look) { return look.column >= columns.size(); });
  if (view.looks.size() == columns.size())
    return;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (std::ranges::find(view.looks, i, &ColumnLook::column) == view.looks.end())
      view.looks.push_back({.column = i, .is_hidden = columns[i].starts_hidden});
}

ShownColumns shown_columns(const GridView& view) {
  ShownColumns shown;
  for (const bool pinned : {true, false})
    for (const ColumnLook& look : view.looks)
      if (!look.is_hidden && look.is_pinned == pinned) {
        shown.columns.push_back(look.column);
        shown.pinned += pinned ? 1 : 0;
      }
  return shown;
}

const SortBy* sort_of(const GridView& view, std::size_t column) {
  const auto found = std::ranges::find(view.sort, column, &SortBy::column);
  return found == view.sort.end() ? nullptr : &*found;
}

std::size_t sort_place(const GridView& view, std::size_t column) {
  const SortBy* sort = sort_of(view, column);
  return sort == nullptr ? 0 : static_cast<std::size_t>(sort - view.sort.data()) + 1;
}

void press_sort(GridView& view, std::size_t column, SortPress press) {
  const SortBy* now = sort_of(view, column);
  const bool counts = now != nullptr && (press == SortPress::add || view.sort.size() == 1);
  if (!counts) {
    set_sort(view, column, SortDirection::ascending, press);
  } else if (now->direction == SortDirection::ascending) {
    set_sort(view, column, SortDirection::descending, press);
  } else {
    std::erase_if(view.sort, [&](const SortBy& sort) { return sort.column == column; });
  }
}

void set_sort(GridView& view, std::size_t column, SortDirection direction, SortPress press) {
  if (press == SortPress::alone) {
    view.sort = {{column, direction}};
    return;
  }
  const auto found = std::ranges::find(view.sort, column, &SortBy::column);
  if (found != view.sort.end())
    found->direction = direction;
  else
    view.sort.push_back({column, direction});
}

const ColumnFilter* filter_of(const GridView& view, std::size_t column) {
  const auto found = std::ranges::find(view.filters, column, &ColumnFilter::column);
  return found == view.filters.end() ? nullptr : &*found;
}

void set_filter(GridView& view, ColumnFilter filter) {
  const auto found = std::ranges::find(view.filters, filter.column, &ColumnFilter::column);
  if (!filter.is_set()) {
    if (found != view.filters.end())
      view.filters.erase(found);
  } else if (found != view.filters.end()) {
    *found = std::move(filter);
  } else {
    view.filters.push_back(std::move(filter));
  }
}

ColumnLook& look_of(GridView& view, std::size_t column) {
  const auto found = std::ranges::find(view.looks, column, &ColumnLook::column);
  if (found != view.looks.end())
    return *found;
  return view.looks.emplace_back(ColumnLook{.column = column});
}

void move_column(GridView& view, std::size_t column, std::optional<std::size_t> before) {
  if (before == column)
    return;
  const ColumnLook look = look_of(view, column);
  std::erase_if(view.looks, [&](const ColumnLook& one) { return one.column == column; });
  auto at = view.looks.end();
  if (before)
    at = std::ranges::find(view.looks, *before, &ColumnLook::column);
  view.looks.insert(at, look);
}

void step_column(GridView& view, std::size_t column, int steps) {
  const auto found = std::ranges::find(view.looks, column, &ColumnLook::column);
  if (found == view.looks.end())
    return;
  const auto at = found - view.looks.begin();
  const auto to = std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(view.looks) - 1);
  const ColumnLook look = *found;
  view.looks.erase(found);
  view.looks.insert(view.looks.begin() + to, look);
}

bool hide_column(GridView& view, std::size_t column, bool hidden) {
  const auto shown =
      std::ranges::count_if(view.looks, [](const ColumnLook& look) { return !look.is_hidden; });
  ColumnLook& look = look_of(view, column);
  if (hidden && !look.is_hidden && shown <= 1)
    return false;
  look.is_hidden = hidden;
  return true;
}

void write_view(JsonWriter& writer, const GridView& view, std::span<const GridColumn> columns) {
  writer.begin_object().key("columns").begin_array();
  for (const ColumnLook& look : view.looks) {
    writer.begin_object();
    if (look.total == GroupTotal::average)
      writer.key("average").boolean(true);
    writer.key("column").string(columns[look.column].id);
    if (look.is_hidden)
      writer.key("hidden").boolean(true);
    if (look.is_pinned)
      writer.key("pinned").boolean(true);
    if (look.width > 0)
      writer.key("width").integer(std::lround(look.width));
    writer.end_object();
  }
  writer.end_array().key("filters").begin_array();
  for (const ColumnFilter& filter : view.filters)
    write_filter(writer, filter, columns);
  writer.end_array();
  if (view.group_by)
    writer.key("group_by").string(columns[*view.group_by].id);
  writer.key("search").string(view.search).key("sort").begin_array();
  for (const SortBy& sort : view.sort)
    writer.begin_object()
        .key("column")
        .string(columns[sort.column].id)
        .key("down")
        .boolean(sort.direction == SortDirection::descending)
        .end_object();
  writer.end_array().end_object();
}

GridView read_view(JsonView json, std::span<const GridColumn> columns) {
  GridView view;
  const auto column_in = [&](JsonView part) { return find_column(columns, part.string().value_or("")); };
  json["columns"].for_each_element([&](JsonView part) {
    const auto column = column_in(part["column"]);
    if (!column || std::ranges::find(view.looks, *column, &ColumnLook::column) != view.looks.end())
      return;
    view.looks.push_back(
        {.column = *column,
         .width = static_cast<float>(std::clamp<std::int64_t>(part["width"].integer().value_or(0), 0, 2000)),
         .is_hidden = part["hidden"].boolean().value_or(false),
         .is_pinned = part["pinned"].boolean().value_or(false),
         .total = part["average"].boolean().value_or(false) ? GroupTotal::average : GroupTotal::sum});
  });
  json["filters"].for_each_element([&](JsonView part) {
    if (const auto column = column_in(part["column"])) {
      ColumnFilter filter = read_filter(part);
      filter.column = *column;
      set_filter(view, std::move(filter));
    }
  });
  view.group_by = column_in(json["group_by"]);
  view.search = json["search"].string().value_or("");
  json["sort"].for_each_element([&](JsonView part) {
    if (const auto column = column_in(part["column"]); column && sort_of(view, *column) == nullptr)
      view.sort.push_back({*column, part["down"].boolean().value_or(false) ? SortDirection::descending
                                                                           : SortDirection::ascending});
  });
  complete_looks(view, columns);
  if (shown_columns(view).columns.empty() && !view.looks.empty())
    view.looks.front().is_hidden = false;
  return view;
}

} // namespace truat::ui
