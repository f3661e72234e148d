// Indexes by sequence for one replica's chain. Chains are dense, so that a number each is enough; what lies
// far beyond the end is kept apart, so that a hostile sequence costs no memory.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace truat::records {

class SequenceTable {
public:
  static constexpr std::uint32_t none = UINT32_MAX;

  [[nodiscard]] std::uint32_t find(std::uint64_t sequence) const {
    if (sequence < m_dense.size() && m_dense[sequence] != none)
      return m_dense[sequence];
    if (m_sparse.empty())
      return none;
    const auto found = m_sparse.find(sequence);
    return found == m_sparse.end() ? none : found->second;
  }

  void insert(std::uint64_t sequence, std::uint32_t index) {
    constexpr std::uint64_t slack = 1024; // how far past its end the dense part may grow at once
    if (sequence >= m_dense.size() + slack) {
      m_sparse[sequence] = index;
      return;
    }
    if (sequence >= m_dense.size())
      m_dense.resize(sequence + 1, none);
    m_dense[sequence] = index;
  }

private:
  std::vector<std::uint32_t> m_dense;
  std::unordered_map<std::uint64_t, std::uint32_t> m_sparse;
};

} // namespace truat::records
