// The views of one grid that a person has given a name, and how they left the columns.
//
// They are kept on this device for the person, not as records: a view is one person's habit at one size of
// screen. As records, each drawn column would be a commit in the office's log, travel in every exported file
// and stand in everybody's history.
#pragma once

#include "ui/grid/view.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

struct SavedView {
  std::string name;
  GridView view;
  bool operator==(const SavedView&) const = default;
};

struct SavedViews {
  std::vector<SavedView> views; ///< by name, in dictionary order
  /// Columns, order and groups as they were left; search and filters are not kept, or rows would be missing
  /// at the next start without anyone having asked for it.
  GridView left;
  bool operator==(const SavedViews&) const = default;

  /// Adds the view, or puts it in the place of the one of this name.
  void save(std::string name, GridView view);
  void remove(std::string_view name);
  [[nodiscard]] const SavedView* find(std::string_view name) const;
};

[[nodiscard]] std::string to_text(const SavedViews& views, std::span<const GridColumn> columns);
/// What cannot be read is as if nothing had been kept.
[[nodiscard]] SavedViews read_saved_views(std::string_view text, std::span<const GridColumn> columns);
/// The part of a view that is kept although nobody saved it.
[[nodiscard]] GridView without_filters(GridView view);

} // namespace truat::ui
