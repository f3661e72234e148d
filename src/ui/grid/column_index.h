// One column of all rows, put in order once: each row has a rank, and rows with the same value have the same.
// Sorting, filtering and grouping then compare whole numbers.
#pragma once

#include "ui/grid/sliced_sort.h"
#include "ui/grid/source.h"

#include <limits>
#include <vector>

namespace truat::ui {

class ColumnIndex {
public:
  static constexpr std::uint32_t empty_rank = std::numeric_limits<std::uint32_t>::max();

  ColumnIndex(const GridSource& source, std::size_t column, CellKind kind)
      : m_source(&source), m_column(column), m_kind(kind) {}

  /// One slice of making it. Afterwards it says `done` at once.
  [[nodiscard]] Step run(Budget& budget);
  /// The labels too, which filters compare.
  [[nodiscard]] Step run_with_labels(Budget& budget);

  // Contract of all below: done.
  [[nodiscard]] std::uint32_t rank(std::size_t row) const { return m_ranks[row]; }
  [[nodiscard]] std::size_t rank_count() const { return m_first_rows.size(); }
  /// A row that has this rank.
  [[nodiscard]] std::uint32_t row_of(std::uint32_t rank) const { return m_first_rows[rank]; }
  /// Of number and date columns; not a number for an empty cell.
  [[nodiscard]] double number(std::size_t row) const { return m_numbers[row]; }
  [[nodiscard]] bool has_numbers() const { return !m_numbers.empty(); }
  /// Contract: with labels. As shown, and as a search reads it.
  [[nodiscard]] const std::string& label(std::uint32_t rank) const { return m_labels[rank]; }
  [[nodiscard]] const std::string& folded(std::uint32_t rank) const { return m_folded[rank]; }

private:
  struct Key {
    bool is_empty = false;
    bool is_number = false;
    double number = 0;
    std::string text; ///< collation key
  };
  enum class Stage : std::uint8_t { keys, sort, ranks, done };
  [[nodiscard]] bool comes_before(std::uint32_t left, std::uint32_t right) const;
  void make_keys(Budget& budget);
  void make_ranks(Budget& budget);

  const GridSource* m_source;
  std::size_t m_column;
  CellKind m_kind;
  Stage m_stage = Stage::keys;
  std::vector<Key> m_keys;
  SlicedSort m_sort;
  std::vector<std::uint32_t> m_sorted;
  std::size_t m_at = 0;
  std::vector<std::uint32_t> m_ranks, m_first_rows;
  std::vector<double> m_numbers;
  std::vector<std::string> m_labels, m_folded;
};

} // namespace truat::ui
