// The log: every commit this store knows, in order of arrival, and the chain of each replica.
#pragma once

#include "records/operation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace truat::records {

enum class Appended {
  added,
  filled_in,     ///< the very same header; bodies that were left out are known now, or why they are not there
  known_already, ///< the very same header, nothing new
  forked,        ///< added, and the replica says something else at this sequence too
};

/// What is known of one replica: a contiguous run from 1, which acknowledges, and what lies beyond a gap.
struct ChainState {
  std::uint64_t contiguous = 0; ///< greatest sequence with all before it
  std::uint64_t complete = 0;   ///< greatest sequence with all bodies before and in it
  Hash head; ///< hash of the header at `contiguous`; of a forked one, of the content that came first
  std::vector<std::pair<std::uint64_t, std::uint64_t>> beyond; ///< inclusive intervals past the gap, rising
  bool operator==(const ChainState&) const = default;
};

/// A replica's chain that says two things at one sequence (a copied profile, a backup that went on). Both are
/// kept.
struct Fork {
  CommitId id;
  Hash first; ///< the lesser hash
  Hash second;
  bool operator==(const Fork&) const = default;
};

/// Commits that are to be appended together, as far as the checks ask about them.
class Incoming {
public:
  struct Link {
    Hash hash; ///< of the header
    std::uint64_t lamport = 0;
  };
  void add(const Commit& commit) {
    m_links.emplace(commit.header.id(), Link{commit.hash, commit.header.lamport});
  }
  /// Visits every content of the commit that is among them: visit(const Link& link).
  template <class Visit>
  void for_each(const CommitId& id, Visit visit) const {
    const auto [begin, end] = m_links.equal_range(id);
    for (auto link = begin; link != end; ++link)
      visit(link->second);
  }

private:
  std::unordered_multimap<CommitId, Link> m_links;
};

class Log {
public:
  Log();
  ~Log();
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;

  /// Whether the commit may be appended together with those it comes among, itself one of them: each link
  /// whose two ends are known, here or there, must hold and the counter rise along it
  /// (`records.chain_broken`), and no counter may run away from ours, since ours would follow it
  /// (`records.counter_runs_away`). Forks may.
  [[nodiscard]] Result<void> check(const Commit& commit, const Incoming& among) const;
  /// Contract: `check` has passed for it and all those it came among, and they are all appended.
  Appended append(const Commit& commit);
  /// Reads, checks and appends one.
  [[nodiscard]] Result<Appended> append(CommitLines lines);

  [[nodiscard]] bool knows(const CommitId& id) const;
  /// Whether this very content is known, all its bodies included.
  [[nodiscard]] bool knows(const Commit& commit) const;
  [[nodiscard]] std::size_t size() const; ///< commits
  /// By position, which is order of arrival. Made from the kept bytes at each call.
  [[nodiscard]] CommitHeader header(std::size_t position) const;
  [[nodiscard]] CommitLines lines(std::size_t position) const;
  /// Cheap parts of the header.
  [[nodiscard]] CommitId id(std::size_t position) const;
  [[nodiscard]] std::uint64_t lamport(std::size_t position) const;
  /// The lines as they are kept; valid until bodies of this commit are filled in.
  [[nodiscard]] std::string_view header_line(std::size_t position) const;
  [[nodiscard]] std::size_t operation_count(std::size_t position) const;
  [[nodiscard]] std::string_view operation_line(std::size_t position, std::size_t index) const;

  /// The position of the commit; of a forked one, that of the content that came first.
  [[nodiscard]] std::optional<std::size_t> find(const CommitId& id) const;
  /// Every content of the commit; more than one where the chain forks.
  [[nodiscard]] std::vector<std::size_t> find_all(const CommitId& id) const;
  [[nodiscard]] const std::map<ReplicaId, ChainState>& chains() const;
  [[nodiscard]] const std::vector<Fork>& forks() const;
  /// The contiguous, complete part of each chain: what another office need not send.
  [[nodiscard]] VersionVector known() const;
  /// Positions of the commits that touched a record, in order of arrival.
  [[nodiscard]] std::span<const std::uint32_t> touching(const RecordId& record) const;
  [[nodiscard]] std::size_t operation_count() const; ///< left-out ones too
  [[nodiscard]] std::uint64_t greatest_lamport() const;

private:
  struct State;
  std::unique_ptr<State> m_state;
};

} // namespace truat::records
