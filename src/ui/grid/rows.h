// Which rows a grid shows, in which order, under which groups: made in slices, so that no frame waits for it.
// What was shown stays until the new order is whole.
#pragma once

#include "ui/grid/column_index.h"
#include "ui/grid/view.h"

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace truat::ui {

/// Rows with the same value in the column that the view groups by.
struct GridGroup {
  std::string label;                ///< "" for empty cells
  std::size_t begin = 0, count = 0; ///< of the order
  /// Of each column of the source that holds numbers; cells with a number in it.
  struct Total {
    double sum = 0;
    std::size_t count = 0;
    [[nodiscard]] double average() const { return count == 0 ? 0 : sum / static_cast<double>(count); }
  };
  std::vector<Total> totals; ///< by column of the source; zeroes for columns of text
};

/// A line on the screen: a row, or the heading of a group.
struct GridLine {
  std::optional<std::size_t> group; ///< it is this group's heading
  std::uint32_t row = 0;            ///< of the source, if it is no heading
};

class GridRows {
public:
  GridRows() = default;
  GridRows(const GridRows&) = delete;
  GridRows& operator=(const GridRows&) = delete;

  /// One slice. Whether what is shown is what `view` asks for. Columns and source are those of the last call
  /// or others: it notices.
  bool update(const GridSource& source, std::span<const GridColumn> columns, const GridView& view,
              Budget& budget);

  /// Rows of the source, filtered and in order; those of collapsed groups too.
  [[nodiscard]] std::span<const std::uint32_t> order() const { return m_order; }
  [[nodiscard]] std::span<const GridGroup> groups() const { return m_groups; }
  [[nodiscard]] bool is_grouped() const { return m_is_grouped; }
  [[nodiscard]] bool is_whole() const { return m_stage == Stage::done; }
  /// Another number whenever lines have another place.
  [[nodiscard]] std::uint64_t version() const { return m_version; }

  [[nodiscard]] std::size_t line_count() const;
  [[nodiscard]] GridLine line(std::size_t index) const;
  /// The line of the row with this id; looks at every row.
  [[nodiscard]] std::optional<std::size_t> find_line(const GridSource& source, std::uint64_t row_id) const;
  [[nodiscard]] bool is_collapsed(std::size_t group) const;
  void collapse(std::size_t group, bool collapsed);
  void collapse_all(bool collapsed);

  /// The values of a column among the rows that all other filters leave, in order, with how many there are;
  /// the empty last. Made in slices of its own: nothing until they are whole.
  struct ValueCount {
    std::string label;
    std::string folded; ///< as a search reads it
    std::size_t count = 0;
  };
  [[nodiscard]] const std::vector<ValueCount>* values(std::size_t column, Budget& budget);
  void forget_values();

private:
  enum class Stage : std::uint8_t { indexes, fold, sort, filters, rows, groups, done };
  /// A filter made ready to be asked row by row.
  struct ReadyFilter {
    std::size_t column = 0;
    const ColumnIndex* index = nullptr;
    const ColumnFilter* filter = nullptr;
    std::vector<bool> allowed; ///< by rank; empty: every rank
    bool allows_empty = true;
    std::set<std::string, std::less<>> wanted; ///< of `one_of`
    std::string contains;
    [[nodiscard]] bool passes(std::size_t row) const;
  };
  struct Values {
    std::size_t column = 0;
    std::size_t at = 0;
    std::vector<std::size_t> counts; ///< by rank, the empty last
    std::vector<ValueCount> whole;
    bool is_whole = false;
  };

  void forget_everything(const GridSource& source, std::span<const GridColumn> columns);
  void begin(const GridView& view);
  [[nodiscard]] Step run(Budget& budget);
  [[nodiscard]] Step make_indexes(Budget& budget);
  [[nodiscard]] Step fold_rows(Budget& budget);
  [[nodiscard]] Step sort_rows(Budget& budget);
  [[nodiscard]] Step make_filters(Budget& budget);
  [[nodiscard]] Step filter_rows(Budget& budget);
  [[nodiscard]] Step make_groups(Budget& budget);
  void publish();
  void place_groups();
  [[nodiscard]] ColumnIndex& index(std::size_t column);
  [[nodiscard]] bool comes_before(std::uint32_t left, std::uint32_t right) const;
  [[nodiscard]] bool passes(std::size_t row, std::optional<std::size_t> except) const;
  void add_to_group(std::uint32_t row);

  const GridSource* m_source = nullptr;
  std::vector<CellKind> m_kinds;
  std::uint64_t m_revision = 0;
  int m_language = -1;
  GridView m_view; ///< that is being made, or was
  Stage m_stage = Stage::done;

  // Kept while the rows are the same
  std::map<std::size_t, std::unique_ptr<ColumnIndex>> m_indexes;
  std::vector<std::string> m_folded; ///< what the search reads, row by row; the first so many
  std::vector<std::size_t> m_folded_columns;
  std::vector<std::uint32_t> m_sorted; ///< all rows
  std::vector<SortBy> m_sorted_by;     ///< group and keys that `m_sorted` follows
  bool m_is_sorted = false;

  // Being made
  std::vector<const ColumnIndex*> m_sort_indexes;
  std::vector<SortBy> m_sort_keys;
  SlicedSort m_sort;
  bool m_sort_begun = false;
  std::vector<ReadyFilter> m_filters;
  std::size_t m_ready_filters = 0;
  std::size_t m_at = 0;
  std::string m_search;
  std::vector<std::uint32_t> m_new_order;
  std::vector<GridGroup> m_new_groups;
  std::uint32_t m_group_rank = 0;
  Values m_values;
  bool m_has_values = false;

  // Shown
  std::uint64_t m_version = 0;
  std::vector<std::uint32_t> m_order;
  std::vector<GridGroup> m_groups;
  bool m_is_grouped = false;
  std::vector<std::size_t> m_group_lines;         ///< line of each group's heading, and one more: the end
  std::set<std::string, std::less<>> m_collapsed; ///< by label
};

} // namespace truat::ui
