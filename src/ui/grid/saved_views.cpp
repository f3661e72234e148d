#include "ui/grid/saved_views.h"

#include "text/collation.h"

#include <algorithm>

namespace truat::ui {

void SavedViews::save(std::string name, GridView view) {
  remove(name);
  const auto after =
      std::ranges::find_if(views, [&](const SavedView& one) { return text::sorts_before(name, one.name); });
  views.insert(after, {std::move(name), std::move(view)});
}

void SavedViews::remove(std::string_view name) {
  std::erase_if(views, [&](const SavedView& one) { return one.name == name; });
}

const SavedView* SavedViews::find(std::string_view name) const {
  const auto found = std::ranges::find(views, name, &SavedView::name);
  return found == views.end() ? nullptr : &*found;
}

GridView without_filters(GridView view) {
  view.clear_filters();
  return view;
}

std::string to_text(const SavedViews& views, std::span<const GridColumn> columns) {
  JsonWriter writer;
  writer.begin_object().key("left");
  write_view(writer, without_filters(views.left), columns);
  writer.key("views").begin_array();
  for (const SavedView& one : views.views) {
    writer.begin_object().key("name").string(one.name).key("view");
    write_view(writer, one.view, columns);
    writer.end_object();
  }
  writer.end_array().end_object();
  return writer.take();
}

SavedViews read_saved_views(std::string_view text, std::span<const GridColumn> columns) {
  SavedViews views{.views = {}, .left = plain_view(columns)};
  const Result<JsonDocument> document = parse_json(text);
  if (!document)
    return views;
  if (const JsonView left = document->root()["left"]; left.is_object())
    views.left = without_filters(read_view(left, columns));
  document->root()["views"].for_each_element([&](JsonView one) {
    const auto name = one["name"].string();
    if (name && !name->empty())
      views.save(std::string(*name), read_view(one["view"], columns));
  });
  return views;
}

} // namespace truat::ui
