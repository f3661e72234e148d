// The projection: what all known operations together say now. Rebuilt from the log at will; holds only heads.
//
// An operation is a head until a known operation of the same record and field names it in `overwrites`. Since
// that does not depend on the order of arrival, the same operations give the same projection on every PC.
#pragma once

#include "records/field.h"
#include "records/operation.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace truat::records {

/// A live value of a field: one that no known operation overwrites.
struct Head {
  OperationId operation;
  std::uint64_t lamport = 0;
  Value value;
  VersionVector seen; ///< on delete, complete, lock, sign
  bool operator==(const Head&) const = default;
};

struct FieldKey {
  RecordId record;
  std::string field;
  auto operator<=>(const FieldKey&) const = default;
};

class Projection {
public:
  /// The schema says how fields merge and which are references; it must outlive the projection.
  explicit Projection(const Schema& schema);
  ~Projection();
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;

  /// Takes one operation in any order; applying one twice changes nothing. The operation comes from a checked
  /// commit.
  void apply(const Operation& operation, std::uint64_t lamport);
  /// From now on the commit's id stands for several contents (`Log::forks`): operations of one id are told
  /// apart by their values, and what overwrites that id overwrites them all. What the log has that touches
  /// the same records must be given to `note_overwrites` before the second content is applied.
  void mark_forked(const CommitId& commit);
  void note_overwrites(const Operation& operation);

  /// The winning value: the head with the greatest (lamport, replica, sequence, index); an empty Value when
  /// there is none.
  [[nodiscard]] const Value& value(const RecordId& record, std::string_view field) const;
  /// All live values, the winner first.
  [[nodiscard]] std::vector<Head> heads(const RecordId& record, std::string_view field) const;
  /// For a set: the members, sorted, of all live "add" heads.
  [[nodiscard]] std::vector<std::string> members(const RecordId& record, std::string_view field) const;
  /// The record's fields that have a value, sorted by wire name; valid as long as the projection.
  [[nodiscard]] std::vector<std::string_view> fields(const RecordId& record) const;
  /// Visits every field that has a value with its winner, sorted by wire name: visit(std::string_view field,
  /// const Value&).
  template <class Visit>
  void for_each_field(const RecordId& record, Visit visit) const {
    for (const std::string_view field : fields(record))
      visit(field, value(record, field));
  }

  [[nodiscard]] bool exists(const RecordId& record) const; ///< has a kind and is not deleted
  [[nodiscard]] bool is_deleted(const RecordId& record) const;
  [[nodiscard]] std::string_view kind(const RecordId& record) const;
  /// The existing records of a kind in order of creation; valid until the next apply.
  [[nodiscard]] std::span<const RecordId> records(std::string_view kind) const;
  /// Existing records whose reference field holds `target` (children of a parent), in order of creation;
  /// valid until the next apply. Of a set of references each member counts. Only fields of type `reference`
  /// are indexed.
  [[nodiscard]] std::span<const RecordId> referring(std::string_view field, const RecordId& target) const;

  /// Fields of existing records with several different live values of register or text merge, an emptied one
  /// among them; and the field `deleted` of a record that others changed without knowing of its deletion.
  /// Sorted.
  [[nodiscard]] std::vector<FieldKey> conflicts() const;
  [[nodiscard]] std::size_t conflict_count() const;
  [[nodiscard]] bool in_conflict(const RecordId& record, std::string_view field) const;

  /// A live value that `seen` does not have.
  struct Unseen {
    std::string field;
    Head head;
  };
  /// What now stands in the record though whoever carried `seen` did not know it: "changed since signed".
  /// Sorted by field.
  [[nodiscard]] std::vector<Unseen> changed_since(const RecordId& record, const VersionVector& seen) const;

  /// Each replica's greatest sequence that touched the record.
  [[nodiscard]] VersionVector version(const RecordId& record) const;
  /// Rises with each change; screens and caches compare it.
  [[nodiscard]] std::uint64_t revision() const;
  [[nodiscard]] std::uint64_t revision(const RecordId& record) const;
  [[nodiscard]] std::uint64_t revision_of_kind(std::string_view kind) const;
  [[nodiscard]] std::size_t operation_count() const; ///< applied
  /// Every record that any operation named, existing or not, in order of arrival.
  [[nodiscard]] std::vector<RecordId> all_records() const;

  /// A projection of these records alone, on which operations that are new to this one can be tried.
  [[nodiscard]] Projection extract(std::span<const RecordId> records) const;
  /// The same in steps: the empty beginning, and one record more of it.
  [[nodiscard]] Projection begin_extract() const;
  void copy_record(const Projection& from, const RecordId& record);
  /// The least lamport of those operations that overwrite `id` though it has not arrived yet; nothing for a
  /// forked one.
  [[nodiscard]] std::optional<std::uint64_t> awaited_by(const OperationId& id) const;

private:
  struct State;
  std::unique_ptr<State> m_state;
};

} // namespace truat::records
