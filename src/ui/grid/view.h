// How a person wants to see a grid: search, filters, order, groups, columns. What a saved view keeps.
#pragma once

#include "base/json.h"
#include "ui/grid/source.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace truat::ui {

enum class SortDirection : std::uint8_t { ascending, descending };
struct SortBy {
  std::size_t column = 0; ///< of the source
  SortDirection direction = SortDirection::ascending;
  bool operator==(const SortBy&) const = default;
};

/// All parts that are set must hold.
struct ColumnFilter {
  enum class Emptiness : std::uint8_t { any, only_empty, only_filled };
  std::size_t column = 0;
  std::string contains;                           ///< without regard to case, tone marks and kind of digits
  std::optional<std::vector<std::string>> one_of; ///< shown texts; "" stands for empty cells
  std::optional<double> least, most; ///< numbers, or days since the epoch; both ends belong to it
  Emptiness emptiness = Emptiness::any;
  [[nodiscard]] bool is_set() const {
    return !contains.empty() || one_of || least || most || emptiness != Emptiness::any;
  }
  bool operator==(const ColumnFilter&) const = default;
};

enum class GroupTotal : std::uint8_t { sum, average };
struct ColumnLook {
  std::size_t column = 0;
  float width = 0; ///< design pixels as the person drew it; 0: by its words
  bool is_hidden = false;
  bool is_pinned = false; ///< at the left, and stays while the others scroll sideways
  GroupTotal total = GroupTotal::sum;
  bool operator==(const ColumnLook&) const = default;
};

struct GridView {
  std::string search; ///< in all columns that are shown
  std::vector<SortBy> sort;
  std::vector<ColumnFilter> filters; ///< at most one a column, each of them set
  std::optional<std::size_t> group_by;
  std::vector<ColumnLook> looks; ///< every column once, in the person's order
  bool operator==(const GridView&) const = default;

  [[nodiscard]] bool is_filtered() const { return !search.empty() || !filters.empty(); }
  void clear_filters();
};

/// The view as it is before anyone touched it, with so many columns as there are.
[[nodiscard]] GridView plain_view(std::span<const GridColumn> columns);
/// Every column has a look: those that a build brought newly stand at the end, as they start.
void complete_looks(GridView& view, std::span<const GridColumn> columns);

/// Columns of the source that are drawn, from the left: the pinned first. `pinned` of them are pinned.
struct ShownColumns {
  std::vector<std::size_t> columns;
  std::size_t pinned = 0;
};
[[nodiscard]] ShownColumns shown_columns(const GridView& view);

[[nodiscard]] const SortBy* sort_of(const GridView& view, std::size_t column);
/// The place of the column among the sort keys, from 1; 0 if it is none of them.
[[nodiscard]] std::size_t sort_place(const GridView& view, std::size_t column);
/// A heading is pressed: the column alone, up, down, and back to the source's own order. `add`: as one more
/// key after those there are; a key that is there turns, and goes at the third press.
enum class SortPress : std::uint8_t { alone, add };
void press_sort(GridView& view, std::size_t column, SortPress press);
void set_sort(GridView& view, std::size_t column, SortDirection direction, SortPress press);

[[nodiscard]] const ColumnFilter* filter_of(const GridView& view, std::size_t column);
/// Puts the filter, or takes it away if nothing in it is set.
void set_filter(GridView& view, ColumnFilter filter);

[[nodiscard]] ColumnLook& look_of(GridView& view, std::size_t column);
/// Moves the column so that it stands before `before`; at the end where there is none.
void move_column(GridView& view, std::size_t column, std::optional<std::size_t> before);
/// So many steps to the left (below 0) or right, over columns that are hidden as well.
void step_column(GridView& view, std::size_t column, int steps);
/// The last column that is shown cannot be hidden. Whether it was done.
bool hide_column(GridView& view, std::size_t column, bool hidden);

/// For `saved_views.h`: columns by id, so that a view outlives columns that come and go. What names no column
/// here is left out.
void write_view(JsonWriter& writer, const GridView& view, std::span<const GridColumn> columns);
[[nodiscard]] GridView read_view(JsonView json, std::span<const GridColumn> columns);

} // namespace truat::ui
