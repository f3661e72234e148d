// Which rows a grid shows, and in which order.
#include "text/collation.h"
#include "text/messages.h"
#include "text/search_folding.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/kit_state.h"

#include <algorithm>
#include <numeric>

namespace truat::ui {

namespace {

/// Between cells, so that a search never matches across two of them.
constexpr char cell_end = '\x1F';

using OrderKey = GridState::OrderKey;

/// Folds the next slice of rows. Whether all are folded.
bool fold_rows(GridState::Cache& cache, const GridSource& source, std::size_t column_count) {
  const std::size_t end = std::min(source.row_count(), cache.folded.size() + rows_in_a_slice);
  for (std::size_t row = cache.folded.size(); row < end; ++row) {
    std::string all;
    for (std::size_t column = 0; column < column_count; ++column) {
      all += text::folded(source.text(row, column), text::ToneMarks::ignored);
      all += cell_end;
    }
    cache.folded.push_back(std::move(all));
  }
  return end == source.row_count();
}

/// Makes the keys of the next slice of rows. Whether all are there.
bool make_keys(GridState::Cache& cache, const GridSource& source, std::size_t column) {
  if (cache.keys_of != column) {
    cache.keys_of = column;
    cache.keys.clear();
    cache.sorted.clear();
  }
  const std::size_t end = std::min(source.row_count(), cache.keys.size() + rows_in_a_slice);
  for (std::size_t row = cache.keys.size(); row < end; ++row) {
    const SortKey key = source.sort_key(row, column);
    cache.keys.push_back({!key.number && key.text.empty(), key.number.has_value(), key.number.value_or(0),
                          key.number ? std::string() : text::collation_key(key.text)});
  }
  return end == source.row_count();
}

std::vector<std::uint32_t> all_rows(const GridSource& source) {
  std::vector<std::uint32_t> rows(source.row_count());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

void sort_rows(GridState::Cache& cache, const GridSource& source, SortDirection direction) {
  cache.sorted = all_rows(source);
  const bool down = direction == SortDirection::descending;
  std::ranges::stable_sort(cache.sorted, [&](std::uint32_t left_row, std::uint32_t right_row) {
    const OrderKey& left = cache.keys[left_row];
    const OrderKey& right = cache.keys[right_row];
    if (left.empty != right.empty)
      return right.empty;
    const OrderKey& a = down ? right : left;
    const OrderKey& b = down ? left : right;
    if (a.is_number != b.is_number)
      return a.is_number;
    return a.is_number ? a.number < b.number : a.text < b.text;
  });
}

/// What was made of other rows, or in another language, is forgotten; what is shown stays for now, as far as
/// its rows exist.
void forget(GridState::Cache& cache, const GridSource& source, int language) {
  if (cache.source != &source || cache.language < 0)
    cache.order = all_rows(source);
  std::erase_if(cache.order, [&](std::uint32_t row) { return row >= source.row_count(); });
  cache.folded.clear();
  cache.natural.clear();
  cache.keys.clear();
  cache.keys_of.reset();
  cache.sorted.clear();
  cache.source = &source;
  cache.revision = source.revision();
  cache.language = language;
  cache.is_whole = false;
}

} // namespace

std::span<const std::uint32_t> grid_order(GridState& state, const GridSource& source,
                                          std::size_t column_count) {
  GridState::Cache& cache = state.cache;
  const int language = static_cast<int>(text::language());
  if (cache.source != &source || cache.revision != source.revision() || cache.language != language)
    forget(cache, source, language);
  if (cache.direction != state.direction)
    cache.sorted.clear();
  if (cache.is_whole && cache.filter == state.filter && cache.sorted_by == state.sorted_by &&
      cache.direction == state.direction)
    return cache.order;
  cache.filter = state.filter;
  cache.sorted_by = state.sorted_by;
  cache.direction = state.direction;
  const std::string wanted = text::folded(state.filter, text::ToneMarks::ignored);
  // One kind of work a frame: each slice is as much as a frame may take.
  cache.is_whole = !state.sorted_by || make_keys(cache, source, *state.sorted_by);
  if (cache.is_whole && !wanted.empty())
    cache.is_whole = fold_rows(cache, source, column_count);
  if (!cache.is_whole) {
    if (kit_is_running())
      want_frame_in(0);
    return cache.order;
  }
  if (state.sorted_by && cache.sorted.size() != source.row_count())
    sort_rows(cache, source, state.direction);
  cache.order = state.sorted_by ? cache.sorted : all_rows(source);
  if (!wanted.empty())
    std::erase_if(cache.order,
                  [&](std::uint32_t row) { return cache.folded[row].find(wanted) == std::string::npos; });
  return cache.order;
}

} // namespace truat::ui
