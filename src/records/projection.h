// The projection: what all known operations together say now. Rebuilt from the log at will; holds only heads.
#pragma once

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
};

struct FieldKey {
  RecordId record;
  std::string field;
  auto operator<=>(const FieldKey&) const = default;
};

class Projection {
public:
  Projection();
  ~Projection();
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;

  /// Takes one operation in any order; applying one twice changes nothing.
  void apply(const Operation& operation, std::uint64_t lamport);

  /// The winning value: the head with the greatest (lamport, replica, sequence, index); an empty Value when there is none.
  [[nodiscard]] const Value& value(const RecordId& record, std::string_view field) const;
  /// All live values, the winner first.
  [[nodiscard]] std::vector<Head> heads(const RecordId& record, std::string_view field) const;
  /// For a set: the members, sorted, of all live "add" heads.
  [[nodiscard]] std::vector<std::string> members(const RecordId& record, std::string_view field) const;
  /// The record's fields that have a value, sorted by wire name.
  [[nodiscard]] std::vector<std::string_view> fields(const RecordId& record) const;
  /// Visits every field with its winning value, sorted by wire name: visit(std::string_view field, const Value& value).
  template <class Visit> void for_each_field(const RecordId& record, Visit visit) const {
    for (const std::string_view field : fields(record))
      visit(field, value(record, field));
  }

  [[nodiscard]] bool exists(const RecordId& record) const;    ///< has a kind and is not deleted
  [[nodiscard]] bool is_deleted(const RecordId& record) const;
  [[nodiscard]] std::string_view kind(const RecordId& record) const;
  /// The existing records of a kind in order of creation; valid until the next apply.
  [[nodiscard]] std::span<const RecordId> records(std::string_view kind) const;
  /// Existing records whose reference field holds `target` (children of a parent), in order of creation.
  [[nodiscard]] std::span<const RecordId> referring(std::string_view field, const RecordId& target) const;

  /// Fields with several different live values of register or text merge.
  [[nodiscard]] std::vector<FieldKey> conflicts() const;
  [[nodiscard]] std::size_t conflict_count() const;
  [[nodiscard]] bool in_conflict(const RecordId& record, std::string_view field) const;

  /// What the record has seen, for `seen`: each replica's greatest sequence that touched it.
  [[nodiscard]] VersionVector version(const RecordId& record) const;
  /// Rises with each change; screens and caches compare it.
  [[nodiscard]] std::uint64_t revision() const;
  [[nodiscard]] std::uint64_t revision(const RecordId& record) const;
  [[nodiscard]] std::uint64_t revision_of_kind(std::string_view kind) const;
  [[nodiscard]] std::size_t operation_count() const;

private:
  struct State;
  std::unique_ptr<State> m_state;
};

} // namespace truat::records
