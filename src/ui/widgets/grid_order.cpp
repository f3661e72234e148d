// Which rows a grid shows, and in which order.
#include "text/collation.h"
#include "text/messages.h"
#include "text/search_folding.h"
#include "ui/widgets/grid.h"

#include <algorithm>
#include <numeric>

namespace truat::ui {

namespace {

/// Between cells, so that a search never matches across two of them.
constexpr char cell_end = '\x1F';

void fold_rows(GridState::Cache& cache, const GridSource& source, std::size_t column_count) {
  if (cache.folded.size() == source.row_count())
    return;
  cache.folded.clear();
  for (std::size_t row = 0; row < source.row_count(); ++row) {
    std::string all;
    for (std::size_t column = 0; column < column_count; ++column) {
      all += text::folded(source.text(row, column), text::ToneMarks::ignored);
      all += cell_end;
    }
    cache.folded.push_back(std::move(all));
  }
}

void filter_rows(GridState& state, const GridSource& source, std::size_t column_count) {
  GridState::Cache& cache = state.cache;
  const std::string wanted = text::folded(state.filter, text::ToneMarks::ignored);
  cache.order.resize(source.row_count());
  std::iota(cache.order.begin(), cache.order.end(), 0U);
  if (wanted.empty())
    return;
  fold_rows(cache, source, column_count);
  std::erase_if(cache.order,
                [&](std::uint32_t row) { return cache.folded[row].find(wanted) == std::string::npos; });
}

struct Key {
  std::uint32_t row = 0;
  bool empty = false;
  bool is_number = false;
  double number = 0;
  std::string text;
};

void sort_rows(GridState& state, const GridSource& source) {
  GridState::Cache& cache = state.cache;
  if (!state.sorted_by)
    return;
  std::vector<Key> keys;
  keys.reserve(cache.order.size());
  for (const std::uint32_t row : cache.order) {
    const SortKey key = source.sort_key(row, *state.sorted_by);
    keys.push_back({row, !key.number && key.text.empty(), key.number.has_value(), key.number.value_or(0),
                    key.number ? std::string() : text::collation_key(key.text)});
  }
  const bool down = state.direction == SortDirection::descending;
  std::ranges::stable_sort(keys, [&](const Key& left, const Key& right) {
    if (left.empty != right.empty)
      return right.empty;
    const Key& a = down ? right : left;
    const Key& b = down ? left : right;
    if (a.is_number != b.is_number)
      return a.is_number;
    return a.is_number ? a.number < b.number : a.text < b.text;
  });
  for (std::size_t i = 0; i < keys.size(); ++i)
    cache.order[i] = keys[i].row;
}

} // namespace

std::span<const std::uint32_t> grid_order(GridState& state, const GridSource& source,
                                          std::size_t column_count) {
  GridState::Cache& cache = state.cache;
  const int language = static_cast<int>(text::language());
  const bool same_rows =
      cache.source == &source && cache.revision == source.revision() && cache.language == language;
  if (!same_rows) {
    cache.folded.clear();
    cache.natural.clear();
  }
  const bool same = same_rows && cache.filter == state.filter && cache.sorted_by == state.sorted_by &&
                    cache.direction == state.direction;
  if (!same) {
    filter_rows(state, source, column_count);
    sort_rows(state, source);
    cache.source = &source;
    cache.revision = source.revision();
    cache.language = language;
    cache.filter = state.filter;
    cache.sorted_by = state.sorted_by;
    cache.direction = state.direction;
  }
  return cache.order;
}

} // namespace truat::ui
