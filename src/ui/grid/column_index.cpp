#include "ui/grid/column_index.h"

#include "text/collation.h"
#include "text/search_folding.h"

#include <cmath>
#include <numeric>

namespace truat::ui {
namespace {

constexpr std::size_t key_piece = 32;    ///< rows between two looks at the clock
constexpr std::size_t rank_piece = 1024; ///< the same where a row costs next to nothing

} // namespace

bool ColumnIndex::comes_before(std::uint32_t left_row, std::uint32_t right_row) const {
  const Key& left = m_keys[left_row];
  const Key& right = m_keys[right_row];
  if (left.is_empty != right.is_empty)
    return right.is_empty;
  if (left.is_number != right.is_number)
    return left.is_number;
  return left.is_number ? left.number < right.number : left.text < right.text;
}

void ColumnIndex::make_keys(Budget& budget) {
  const std::size_t count = m_source->row_count();
  m_keys.reserve(count);
  const bool keeps_numbers = m_kind != CellKind::text;
  if (keeps_numbers)
    m_numbers.reserve(count);
  do {
    const std::size_t end = std::min(count, m_keys.size() + key_piece);
    for (std::size_t row = m_keys.size(); row < end; ++row) {
      const SortKey key = m_source->sort_key(row, m_column);
      m_keys.push_back({!key.number && key.text.empty(), key.number.has_value(), key.number.value_or(0),
                        key.number ? std::string() : text::collation_key(key.text)});
      if (keeps_numbers)
        m_numbers.push_back(key.number.value_or(std::nan("")));
    }
    if (m_keys.size() == count) {
      std::vector<std::uint32_t> rows(count);
      std::iota(rows.begin(), rows.end(), 0U);
      m_sort.start(std::move(rows));
      m_first_rows.reserve(count);
      m_stage = Stage::sort;
      return;
    }
  } while (!budget.is_spent());
}

void ColumnIndex::make_ranks(Budget& budget) {
  do {
    const std::size_t end = std::min(m_sorted.size(), m_at + rank_piece);
    for (; m_at < end; ++m_at) {
      const std::uint32_t row = m_sorted[m_at];
      if (m_keys[row].is_empty) {
        m_ranks[row] = empty_rank;
        continue;
      }
      if (m_at == 0 || comes_before(m_sorted[m_at - 1], row))
        m_first_rows.push_back(row);
      m_ranks[row] = static_cast<std::uint32_t>(m_first_rows.size() - 1);
    }
    if (m_at == m_sorted.size()) {
      m_stage = Stage::done;
      std::vector<Key>().swap(m_keys);
      std::vector<std::uint32_t>().swap(m_sorted);
      return;
    }
  } while (!budget.is_spent());
}

Step ColumnIndex::run(Budget& budget) {
  while (m_stage != Stage::done) {
    const Stage before = m_stage;
    if (m_stage == Stage::keys) {
      make_keys(budget);
    } else if (m_stage == Stage::sort) {
      const auto less = [this](std::uint32_t left, std::uint32_t right) { return comes_before(left, right); };
      if (m_sort.run(less, budget) == Step::done) {
        m_sorted = m_sort.take();
        m_ranks.resize(m_sorted.size());
        m_at = 0;
        m_stage = Stage::ranks;
      }
    } else {
      make_ranks(budget);
    }
    if (m_stage == before) // it stopped because the slice is over
      return Step::more;
  }
  return Step::done;
}

Step ColumnIndex::run_with_labels(Budget& budget) {
  if (run(budget) == Step::more)
    return Step::more;
  m_labels.reserve(m_first_rows.size()); // growing would move all of them in one slice
  m_folded.reserve(m_first_rows.size());
  while (m_labels.size() < m_first_rows.size()) {
    const std::size_t end = std::min(m_first_rows.size(), m_labels.size() + key_piece);
    for (std::size_t rank = m_labels.size(); rank < end; ++rank) {
      m_labels.push_back(m_source->text(m_first_rows[rank], m_column));
      m_folded.push_back(text::folded(m_labels.back(), text::ToneMarks::ignored));
    }
    if (budget.is_spent() && m_labels.size() < m_first_rows.size())
      return Step::more;
  }
  return Step::done;
}

} // namespace truat::ui
