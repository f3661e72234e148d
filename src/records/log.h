// The log: every commit this store knows, in order of arrival, and the chain of each replica.
#pragma once

#include "records/operation.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace truat::records {

enum class Appended {
  added,
  known_already, ///< the very same header; a body that was left out before is filled in now
};

/// What is known of one replica: a contiguous run from 1, which acknowledges, and what lies beyond a gap.
struct ChainState {
  std::uint64_t contiguous = 0; ///< greatest sequence with all before it
  Hash head;                    ///< hash of the header at `contiguous`
  std::vector<std::pair<std::uint64_t, std::uint64_t>> beyond; ///< inclusive intervals past the gap
};

/// A replica's chain that says two things at one sequence. Both headers are kept.
struct Fork {
  CommitId id;
  Hash first;
  Hash second;
};

class Log {
public:
  Log();
  ~Log();
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;

  /// Checks the commit (`check_commit`) and, where its predecessor is known, the link to it. A header that contradicts a
  /// known one of the same id is an error that names the replica and sequence (`records.fork`).
  [[nodiscard]] Result<Appended> append(CommitLines lines);

  [[nodiscard]] bool knows(const CommitId& id) const;
  [[nodiscard]] std::size_t size() const;                     ///< commits
  [[nodiscard]] const CommitHeader& header(std::size_t position) const; ///< in order of arrival
  [[nodiscard]] const CommitLines& lines(std::size_t position) const;
  [[nodiscard]] std::optional<std::size_t> find(const CommitId& id) const;
  [[nodiscard]] const std::map<ReplicaId, ChainState>& chains() const;
  /// The contiguous part of each chain.
  [[nodiscard]] VersionVector known() const;
  /// Positions of the commits that touched a record, in order of arrival.
  [[nodiscard]] std::span<const std::uint32_t> touching(const RecordId& record) const;

private:
  struct State;
  std::unique_ptr<State> m_state;
};

} // namespace truat::records
