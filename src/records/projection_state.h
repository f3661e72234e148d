// What the projection keeps: heads by record and field, everything interned, and the indexes made from them.
// Private to `projection.cpp`.
#pragma once

#include "records/projection.h"
#include "records/sequence_table.h"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace truat::records {

using Index = std::uint32_t; ///< into one of the tables below
inline constexpr Index no_index = UINT32_MAX;
inline constexpr Index kind_index = 0; ///< the fields that every record has are interned first
inline constexpr Index deleted_index = 1;

/// A commit as the order of heads needs it, and which of its operations have been applied.
struct CommitEntry {
  Index replica = 0;
  Index other_content = no_index; ///< the same id with another lamport, where the chain forks
  std::uint64_t sequence = 0;
  std::uint64_t lamport = 0;
  std::uint64_t applied = 0; ///< bits of the first 64 operations; more are in `State::m_applied_beyond`
};

struct LiveValue {
  Index commit = no_index; ///< none: a vacant cell, only while an operation is applied
  std::uint32_t index = 0;
  Index seen = 0; ///< in `State::seen`; 0 for none
  Value value;
};

struct Cell {
  LiveValue winner;
  Index field = 0;
  Index others = 0; ///< in `State::m_others`; 0 for none
};

struct Touch {
  Index replica = 0;
  std::uint64_t sequence = 0;
};

struct RecordState {
  RecordId id;
  std::vector<Cell> cells; ///< sorted by field index
  std::vector<Touch> touched;
  std::uint64_t revision = 0;
  Index kind = no_index;
  bool exists = false;
  LiveValue creation; ///< the first live head of `kind`, without the value
};

/// Existing records in order of creation, kept so lazily: what is added in order costs nothing, anything else
/// is sorted when asked for.
struct OrderedRecords {
  std::vector<Index> records;
  std::vector<RecordId> ids;
  bool in_order = true;
};

struct FieldEntry {
  std::string name;
  MergeKind merge = MergeKind::register_value;
  bool is_reference = false;
};

/// An operation that overwrites another, which has not arrived.
struct Claim {
  Index record = 0;
  Index field = 0;
  std::uint64_t lamport = 0; ///< the least of those that overwrite it
};

struct PairHash {
  std::size_t operator()(const std::pair<Index, Index>& pair) const noexcept {
    std::uint64_t bits = (std::uint64_t{pair.first} << 32U) | pair.second;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    return static_cast<std::size_t>(bits ^ (bits >> 27U));
  }
};

struct Projection::State {
  explicit State(const Schema& schema);

  // Tables
  [[nodiscard]] Index find_record(const RecordId& id) const;
  [[nodiscard]] Index find_field(std::string_view name) const;
  [[nodiscard]] Index find_replica(const ReplicaId& id) const;
  [[nodiscard]] const Cell* find_cell(Index record, Index field) const;
  Index intern_record(const RecordId& id);
  Index intern_field(std::string_view name);
  Index intern_replica(const ReplicaId& id);
  Index intern_commit(const OperationId& id, std::uint64_t lamport);

  // Heads
  void apply(const Operation& operation, std::uint64_t lamport);
  void overwrite(Index record, Index field, Cell& cell, const OperationId& id, std::uint64_t lamport);
  void remove_heads(Cell& cell, const OperationId& id);
  void add_head(Cell& cell, LiveValue head);
  Index keep_seen(const VersionVector& vector);
  void forget(const LiveValue& head);
  [[nodiscard]] bool is_forked(const CommitId& id) const { return !forked.empty() && forked.contains(id); }
  bool mark_applied(const Operation& operation, Index commit);
  [[nodiscard]] bool has_applied(const OperationId& id) const;
  /// Whether a known operation overwrites this one; the claim is settled then.
  bool settle_claim(const OperationId& id, Index record, Index field);
  void claim(const OperationId& id, const Claim& claim);
  [[nodiscard]] OperationId id_of(const LiveValue& head) const;
  [[nodiscard]] bool is_after(const LiveValue& left, const LiveValue& right) const;
  template <class Visit>
  void for_each_head(const Cell& cell, Visit visit) const {
    visit(cell.winner);
    for (const LiveValue& head : others[cell.others])
      visit(head);
  }
  [[nodiscard]] std::vector<Head> heads_of(const Cell& cell) const;

  // Indexes
  void touch(RecordState& record, Index replica, std::uint64_t sequence);
  void refresh_existence(Index record);
  void refresh_conflict(Index record, const Cell& cell);
  void refresh_deletion_conflict(Index record);
  [[nodiscard]] bool has_conflict(const Cell& cell) const;
  [[nodiscard]] bool is_deleted(const RecordState& record) const;
  [[nodiscard]] std::vector<Index> targets(const Cell& cell);
  void link(Index record, Index field, const std::vector<Index>& targets);
  void unlink(Index field, const std::vector<Index>& targets);
  void add_to(OrderedRecords& list, Index record);
  [[nodiscard]] bool is_created_after(Index left, Index right) const;
  template <class Holds>
  std::span<const RecordId> in_order(OrderedRecords& list, Holds holds);
  std::span<const RecordId> records_of_kind(std::string_view kind);
  std::span<const RecordId> referring_to(std::string_view field, const RecordId& target);
  [[nodiscard]] bool is_shown_conflict(Index record, Index field) const;

  const Schema* schema;
  std::vector<ReplicaId> replicas;
  std::unordered_map<ReplicaId, Index> replica_indexes;
  std::vector<SequenceTable> commits_of_replica;
  std::vector<CommitEntry> commits;
  std::unordered_map<Index, std::vector<std::uint64_t>> applied_beyond;
  std::deque<FieldEntry> fields; ///< a deque, so that names stay where they are
  std::unordered_map<std::string_view, Index> field_indexes;
  std::deque<RecordState> records; ///< a deque, so that a record stays where it is while others are interned
  std::unordered_map<RecordId, Index> record_indexes;
  std::deque<std::string> kinds;
  std::unordered_map<std::string_view, Index> kind_indexes;

  std::vector<std::vector<LiveValue>> others; ///< heads beside the winner; [0] stays empty
  std::vector<Index> free_others;
  std::vector<VersionVector> seen; ///< what live heads carry; [0] stays empty
  std::vector<Index> free_seen;
  std::unordered_map<OperationId, std::vector<Claim>> claims;
  std::unordered_set<CommitId> forked;
  std::set<std::pair<OperationId, std::string>>
      forked_applied; ///< with the salt, which no two contents share

  std::vector<OrderedRecords> by_kind;
  std::vector<std::uint64_t> kind_revisions;
  std::unordered_map<std::pair<Index, Index>, OrderedRecords, PairHash> by_reference; ///< by field and target
  std::unordered_set<std::pair<Index, Index>, PairHash> conflicts;                    ///< by record and field
  std::unordered_set<Index> deletion_conflicts;
  std::uint64_t revision = 0;
  std::size_t operation_count = 0;
  std::vector<FieldKey> shown_conflicts; ///< as of `shown_at`
  std::uint64_t shown_at = UINT64_MAX;
};

} // namespace truat::records
