#include "ui/grid/rows.h"

#include "base/contract.h"
#include "base/sort.h"
#include "text/messages.h"
#include "text/search_folding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace truat::ui {
namespace {

constexpr std::size_t fold_piece = 16;   ///< rows between two looks at the clock
constexpr std::size_t row_piece = 512;   ///< the same where a row costs next to nothing
constexpr std::size_t group_piece = 128; ///< the same where numbers are asked of the source

/// Between cells, so that a search never matches across two of them.
constexpr char cell_end = '\x1F';

std::vector<std::uint32_t> all_rows(const GridSource& source) {
  std::vector<std::uint32_t> rows(source.row_count());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

/// What the order of all rows follows: the group first, then the keys.
std::vector<SortBy> whole_sort(const GridView& view) {
  std::vector<SortBy> keys;
  if (view.group_by) {
    const SortBy* own = sort_of(view, *view.group_by);
    keys.push_back(own != nullptr ? *own : SortBy{*view.group_by, SortDirection::ascending});
  }
  for (const SortBy& sort : view.sort)
    if (view.group_by != sort.column)
      keys.push_back(sort);
  return keys;
}

bool needs_labels(const ColumnFilter& filter) {
  return !filter.contains.empty() || filter.one_of.has_value();
}

} // namespace

bool GridRows::ReadyFilter::passes(std::size_t row) const {
  const std::uint32_t rank = index->rank(row);
  if (rank == ColumnIndex::empty_rank)
    return allows_empty;
  if (filter->emptiness == ColumnFilter::Emptiness::only_empty || (!allowed.empty() && !allowed[rank]))
    return false;
  if (!filter->least && !filter->most)
    return true;
  if (!index->has_numbers())
    return false;
  const double number = index->number(row);
  return !(filter->least && number < *filter->least) && !(filter->most && number > *filter->most);
}

bool GridRows::passes(std::size_t row, std::optional<std::size_t> except) const {
  for (const ReadyFilter& filter : m_filters)
    if (except != filter.column && !filter.passes(row))
      return false;
  return m_search.empty() || m_folded[row].find(m_search) != std::string::npos;
}

void GridRows::forget_everything(const GridSource& source, std::span<const GridColumn> columns) {
  if (m_source != &source || m_language < 0) {
    m_order = all_rows(source);
    m_groups.clear();
    m_is_grouped = false;
    m_group_lines.clear();
  } else if (std::ranges::any_of(m_order, [&](std::uint32_t row) { return row >= source.row_count(); })) {
    // Rows went: the groups' places with them. A flat list of what is left stands until the new one is whole.
    std::erase_if(m_order, [&](std::uint32_t row) { return row >= source.row_count(); });
    m_groups.clear();
    m_is_grouped = false;
    m_group_lines.clear();
  }
  ++m_version;
  m_source = &source;
  m_revision = source.revision();
  m_language = static_cast<int>(text::language());
  m_kinds.clear();
  for (const GridColumn& column : columns)
    m_kinds.push_back(column.kind);
  m_indexes.clear();
  m_folded.clear();
  m_sorted.clear();
  m_is_sorted = false;
  m_filters.clear();
  m_has_values = false;
}

void GridRows::begin(const GridView& view) {
  m_view = view;
  m_stage = Stage::indexes;
  m_filters.clear();
  m_ready_filters = 0;
  m_sort_keys = whole_sort(view);
  m_sort_begun = false;
  m_has_values = false;
  m_search = text::folded(view.search, text::ToneMarks::ignored);
  if (m_search.empty())
    return;
  std::vector<std::size_t> searched = shown_columns(view).columns;
  truat::sort(searched);
  if (searched != m_folded_columns) {
    m_folded_columns = std::move(searched);
    m_folded.clear();
  }
}

ColumnIndex& GridRows::index(std::size_t column) {
  std::unique_ptr<ColumnIndex>& made = m_indexes[column];
  if (made == nullptr)
    made = std::make_unique<ColumnIndex>(*m_source, column, m_kinds[column]);
  return *made;
}

Step GridRows::make_indexes(Budget& budget) {
  m_sort_indexes.clear();
  for (const SortBy& key : m_sort_keys) {
    if (index(key.column).run(budget) == Step::more)
      return Step::more;
    m_sort_indexes.push_back(&index(key.column));
  }
  for (const ColumnFilter& filter : m_view.filters) {
    ColumnIndex& needed = index(filter.column);
    if ((needs_labels(filter) ? needed.run_with_labels(budget) : needed.run(budget)) == Step::more)
      return Step::more;
  }
  return Step::done;
}

Step GridRows::fold_rows(Budget& budget) {
  if (m_search.empty())
    return Step::done;
  const std::size_t count = m_source->row_count();
  m_folded.reserve(count); // growing would move all of them in one slice
  while (m_folded.size() < count) {
    const std::size_t end = std::min(count, m_folded.size() + fold_piece);
    for (std::size_t row = m_folded.size(); row < end; ++row) {
      std::string all;
      for (const std::size_t column : m_folded_columns) {
        all += text::folded(m_source->text(row, column), text::ToneMarks::ignored);
        all += cell_end;
      }
      m_folded.push_back(std::move(all));
    }
    if (budget.is_spent() && m_folded.size() < count)
      return Step::more;
  }
  return Step::done;
}

bool GridRows::comes_before(std::uint32_t left, std::uint32_t right) const {
  for (std::size_t i = 0; i < m_sort_keys.size(); ++i) {
    const std::uint32_t a = m_sort_indexes[i]->rank(left);
    const std::uint32_t b = m_sort_indexes[i]->rank(right);
    if (a == b)
      continue;
    // Nothing comes last both ways.
    if (a == ColumnIndex::empty_rank || b == ColumnIndex::empty_rank)
      return b == ColumnIndex::empty_rank;
    return m_sort_keys[i].direction == SortDirection::ascending ? a < b : b < a;
  }
  return false;
}

Step GridRows::sort_rows(Budget& budget) {
  if (m_is_sorted && m_sorted_by == m_sort_keys)
    return Step::done;
  if (!m_sort_begun) {
    m_sort_begun = true;
    m_is_sorted = false;
    m_sort.start(all_rows(*m_source));
  }
  if (!m_sort_keys.empty() &&
      m_sort.run([this](std::uint32_t a, std::uint32_t b) { return comes_before(a, b); }, budget) ==
          Step::more)
    return Step::more;
  m_sorted = m_sort.take();
  m_sorted_by = m_sort_keys;
  m_is_sorted = true;
  return Step::done;
}

Step GridRows::make_filters(Budget& budget) {
  while (m_ready_filters < m_view.filters.size()) {
    const ColumnFilter& filter = m_view.filters[m_ready_filters];
    if (m_filters.size() == m_ready_filters) {
      ReadyFilter ready;
      ready.column = filter.column;
      ready.index = &index(filter.column);
      ready.filter = &filter;
      ready.contains = text::folded(filter.contains, text::ToneMarks::ignored);
      if (filter.one_of)
        ready.wanted.insert(filter.one_of->begin(), filter.one_of->end());
      ready.allows_empty = filter.emptiness != ColumnFilter::Emptiness::only_filled &&
                           filter.contains.empty() && !filter.least && !filter.most &&
                           (!filter.one_of || ready.wanted.contains(""));
      m_filters.push_back(std::move(ready));
    }
    ReadyFilter& ready = m_filters.back();
    const std::size_t count = needs_labels(filter) ? ready.index->rank_count() : 0;
    while (ready.allowed.size() < count) {
      const std::size_t end = std::min(count, ready.allowed.size() + row_piece);
      for (auto rank = static_cast<std::uint32_t>(ready.allowed.size()); rank < end; ++rank)
        ready.allowed.push_back(
            (!filter.one_of || ready.wanted.contains(ready.index->label(rank))) &&
            (ready.contains.empty() || ready.index->folded(rank).find(ready.contains) != std::string::npos));
      if (budget.is_spent() && ready.allowed.size() < count)
        return Step::more;
    }
    ++m_ready_filters;
  }
  m_at = 0;
  m_new_order.clear();
  return Step::done;
}

Step GridRows::filter_rows(Budget& budget) {
  m_new_order.reserve(m_sorted.size());
  while (m_at < m_sorted.size()) {
    const std::size_t end = std::min(m_sorted.size(), m_at + row_piece);
    for (; m_at < end; ++m_at)
      if (passes(m_sorted[m_at], std::nullopt))
        m_new_order.push_back(m_sorted[m_at]);
    if (budget.is_spent() && m_at < m_sorted.size())
      return Step::more;
  }
  m_at = 0;
  m_new_groups.clear();
  return Step::done;
}

void GridRows::add_to_group(std::uint32_t row) {
  const ColumnIndex& by = *m_sort_indexes.front();
  if (m_new_groups.empty() || by.rank(row) != m_group_rank) {
    m_group_rank = by.rank(row);
    GridGroup group;
    group.begin = m_at;
    if (m_group_rank != ColumnIndex::empty_rank)
      group.label = m_source->text(row, *m_view.group_by);
    group.totals.resize(m_kinds.size());
    m_new_groups.push_back(std::move(group));
  }
  GridGroup& group = m_new_groups.back();
  ++group.count;
  for (std::size_t column = 0; column < m_kinds.size(); ++column)
    if (m_kinds[column] == CellKind::number)
      if (const std::optional<double> number = m_source->sort_key(row, column).number) {
        group.totals[column].sum += *number;
        ++group.totals[column].count;
      }
}

Step GridRows::make_groups(Budget& budget) {
  if (!m_view.group_by)
    return Step::done;
  while (m_at < m_new_order.size()) {
    const std::size_t end = std::min(m_new_order.size(), m_at + group_piece);
    for (; m_at < end; ++m_at)
      add_to_group(m_new_order[m_at]);
    if (budget.is_spent() && m_at < m_new_order.size())
      return Step::more;
  }
  return Step::done;
}

void GridRows::publish() {
  m_order.swap(m_new_order);
  m_groups.swap(m_new_groups);
  m_is_grouped = m_view.group_by.has_value();
  std::vector<std::uint32_t>().swap(m_new_order);
  m_new_groups.clear();
  place_groups();
}

Step GridRows::run(Budget& budget) {
  while (m_stage != Stage::done) {
    Step step = Step::done;
    switch (m_stage) {
    case Stage::indexes:
      step = make_indexes(budget);
      break;
    case Stage::fold:
      step = fold_rows(budget);
      break;
    case Stage::sort:
      step = sort_rows(budget);
      break;
    case Stage::filters:
      step = make_filters(budget);
      break;
    case Stage::rows:
      step = filter_rows(budget);
      break;
    case Stage::groups:
      step = make_groups(budget);
      break;
    case Stage::done:
      break;
    }
    if (step == Step::more)
      return Step::more;
    m_stage = static_cast<Stage>(static_cast<std::uint8_t>(m_stage) + 1);
    if (m_stage == Stage::done)
      publish();
  }
  return Step::done;
}

bool GridRows::update(const GridSource& source, std::span<const GridColumn> columns, const GridView& view,
                      Budget& budget) {
  const bool other_rows = m_source != &source || m_revision != source.revision() ||
                          m_language != static_cast<int>(text::language()) ||
                          m_kinds.size() != columns.size();
  if (other_rows)
    forget_everything(source, columns);
  const bool same = m_view.search == view.search && m_view.sort == view.sort &&
                    m_view.filters == view.filters && m_view.group_by == view.group_by &&
                    (view.search.empty() || m_view.looks == view.looks);
  if (other_rows || !same)
    begin(view);
  return run(budget) == Step::done;
}

std::size_t GridRows::line_count() const {
  return m_is_grouped ? m_group_lines.back() : m_order.size();
}

GridLine GridRows::line(std::size_t index) const {
  expects(index < line_count(), "a line of the grid");
  if (!m_is_grouped)
    return {std::nullopt, m_order[index]};
  const auto after = std::ranges::upper_bound(m_group_lines, index);
  const auto group = static_cast<std::size_t>(after - m_group_lines.begin()) - 1;
  const std::size_t inside = index - m_group_lines[group];
  if (inside == 0)
    return {group, 0};
  return {std::nullopt, m_order[m_groups[group].begin + inside - 1]};
}

std::optional<std::size_t> GridRows::find_line(const GridSource& source, std::uint64_t row_id) const {
  for (std::size_t place = 0; place < m_order.size(); ++place) {
    if (source.row_id(m_order[place]) != row_id)
      continue;
    if (!m_is_grouped)
      return place;
    const auto after = std::ranges::upper_bound(m_groups, place, {}, &GridGroup::begin);
    const auto group = static_cast<std::size_t>(after - m_groups.begin()) - 1;
    if (is_collapsed(group))
      return std::nullopt;
    return m_group_lines[group] + 1 + place - m_groups[group].begin;
  }
  return std::nullopt;
}

bool GridRows::is_collapsed(std::size_t group) const {
  return m_collapsed.contains(m_groups[group].label);
}

void GridRows::collapse(std::size_t group, bool collapsed) {
  if (collapsed)
    m_collapsed.insert(m_groups[group].label);
  else
    m_collapsed.erase(m_groups[group].label);
  place_groups();
}

void GridRows::collapse_all(bool collapsed) {
  m_collapsed.clear();
  if (collapsed)
    for (const GridGroup& group : m_groups)
      m_collapsed.insert(group.label);
  place_groups();
}

void GridRows::place_groups() {
  ++m_version;
  m_group_lines.clear();
  if (!m_is_grouped)
    return;
  std::size_t line = 0;
  for (std::size_t group = 0; group < m_groups.size(); ++group) {
    m_group_lines.push_back(line);
    line += 1 + (is_collapsed(group) ? 0 : m_groups[group].count);
  }
  m_group_lines.push_back(line);
}

void GridRows::forget_values() {
  m_has_values = false;
}

const std::vector<GridRows::ValueCount>* GridRows::values(std::size_t column, Budget& budget) {
  if (m_stage != Stage::done)
    return nullptr; // its filters are not ready
  if (!m_has_values || m_values.column != column) {
    m_values = {};
    m_values.column = column;
    m_has_values = true;
  }
  if (m_values.is_whole)
    return &m_values.whole;
  ColumnIndex& of = index(column);
  if (of.run_with_labels(budget) == Step::more)
    return nullptr;
  m_values.counts.resize(of.rank_count() + 1);
  const std::size_t count = m_source->row_count();
  while (m_values.at < count) {
    const std::size_t end = std::min(count, m_values.at + row_piece);
    for (; m_values.at < end; ++m_values.at)
      if (passes(m_values.at, column)) {
        const std::uint32_t rank = of.rank(m_values.at);
        ++m_values.counts[rank == ColumnIndex::empty_rank ? of.rank_count() : rank];
      }
    if (budget.is_spent() && m_values.at < count)
      return nullptr;
  }
  for (std::uint32_t rank = 0; rank < of.rank_count(); ++rank)
    if (m_values.counts[rank] > 0)
      m_values.whole.push_back({of.label(rank), of.folded(rank), m_values.counts[rank]});
  if (m_values.counts.back() > 0)
    m_values.whole.push_back({{}, {}, m_values.counts.back()});
  m_values.is_whole = true;
  return &m_values.whole;
}

} // namespace truat::ui
