// A stable sort that can stop after every few hundred rows and go on in the next frame.
#pragma once

#include "base/budget.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace truat::ui {

class SlicedSort {
public:
  void start(std::vector<std::uint32_t> rows) {
    m_rows = std::move(rows);
    m_merged.resize(m_rows.size());
    m_run = 0;
    m_at = 0;
    m_begun = false;
  }

  /// One slice. `less` is the same order each time.
  template <class Less>
  [[nodiscard]] Step run(Less less, Budget& budget) {
    while (!is_sorted()) {
      if (m_run == 0)
        sort_first_run(less);
      else
        merge_piece(less);
      if (budget.is_spent() && !is_sorted())
        return Step::more;
    }
    return Step::done;
  }
  /// Contract: sorted.
  [[nodiscard]] std::vector<std::uint32_t> take() { return std::move(m_rows); }

private:
  static constexpr std::size_t first_run = 256;
  static constexpr std::size_t piece = 512; ///< rows merged between two looks at the clock

  [[nodiscard]] bool is_sorted() const { return m_run != 0 && m_run >= m_rows.size(); }

  template <class Less>
  void sort_first_run(Less less) {
    const auto begin = m_rows.begin() + static_cast<std::ptrdiff_t>(m_at);
    const std::size_t count = std::min(first_run, m_rows.size() - m_at);
    std::stable_sort(begin, begin + static_cast<std::ptrdiff_t>(count), less);
    m_at += count;
    if (m_at >= m_rows.size()) {
      m_run = first_run;
      m_at = 0;
    }
  }

  template <class Less>
  void merge_piece(Less less) {
    const std::size_t size = m_rows.size();
    const std::size_t middle = std::min(m_at + m_run, size);
    const std::size_t end = std::min(m_at + 2 * m_run, size);
    if (!m_begun) {
      m_left = m_at;
      m_right = middle;
      m_out = m_at;
      m_begun = true;
    }
    for (std::size_t left = piece; left > 0 && m_out < end; --left) {
      const bool from_right = m_left >= middle || (m_right < end && less(m_rows[m_right], m_rows[m_left]));
      m_merged[m_out++] = m_rows[from_right ? m_right++ : m_left++];
    }
    if (m_out < end)
      return;
    m_begun = false;
    m_at = end;
    if (m_at >= size) {
      m_rows.swap(m_merged);
      m_run *= 2;
      m_at = 0;
    }
  }

  std::vector<std::uint32_t> m_rows, m_merged;
  std::size_t m_run = 0; ///< length of sorted runs; 0 while they are being made
  std::size_t m_at = 0;
  std::size_t m_left = 0, m_right = 0, m_out = 0;
  bool m_begun = false;
};

} // namespace truat::ui
