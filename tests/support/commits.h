// Real commits for tests that need some: a chain of one replica, made with the records layer's own encoders.
#pragma once

#include "records/operation.h"

#include <cstddef>
#include <string>
#include <vector>

namespace truat::testing {

/// Makes the commits 1, 2, 3… of one replica. The same seed makes the same bytes.
class CommitChain {
public:
  explicit CommitChain(std::uint64_t seed = 1);
  /// A commit of `operations` operations that each set a note to some text of `text_bytes` bytes.
  [[nodiscard]] records::CommitLines next(std::size_t operations = 1, std::size_t text_bytes = 20);
  [[nodiscard]] std::vector<records::CommitLines>
  next_several(std::size_t commits, std::size_t operations = 1, std::size_t text_bytes = 20);
  [[nodiscard]] records::ReplicaId replica() const { return m_replica; }

private:
  SeededRandom m_random;
  records::ReplicaId m_replica;
  records::RecordId m_author;
  std::uint64_t m_sequence = 0;
  Hash m_previous;
};

} // namespace truat::testing
