// Identities. They are opaque: nothing is read out of them, and no two offices ever make the same one by
// chance.
#pragma once

#include "base/environment.h"
#include "base/sha256.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace truat::records {

/// 128 bits; written as 26 characters of Crockford's base 32, lower case.
struct RecordId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RecordId&) const = default;
  [[nodiscard]] bool is_none() const { return *this == RecordId{}; }
};
[[nodiscard]] std::string to_string(const RecordId& id);
[[nodiscard]] std::optional<RecordId> parse_record_id(std::string_view text);
[[nodiscard]] RecordId new_record_id(Random& random);
/// The id of what has a natural key: the first 128 bits of sha-256(kind, 0x1F, key). Two PCs that import one
/// list make the same ids. `key` is normalised by the caller.
[[nodiscard]] RecordId natural_record_id(std::string_view kind, std::string_view key);

/// 80 bits, one for each store on each PC; written as 16 characters of the same base 32.
struct ReplicaId {
  std::array<std::uint8_t, 10> bytes{};
  auto operator<=>(const ReplicaId&) const = default;
};
[[nodiscard]] std::string to_string(const ReplicaId& id);
[[nodiscard]] std::optional<ReplicaId> parse_replica_id(std::string_view text);
[[nodiscard]] ReplicaId new_replica_id(Random& random);
/// The fixed replica whose shipped log holds the built-in checklists and lists.
[[nodiscard]] ReplicaId builtin_replica();

/// The commit a replica made as its `sequence`-th, counted from 1.
struct CommitId {
  ReplicaId replica;
  std::uint64_t sequence = 0;
  auto operator<=>(const CommitId&) const = default;
};
/// The `index`-th operation of a commit, counted from 0. Written "replica.sequence.index".
struct OperationId {
  ReplicaId replica;
  std::uint64_t sequence = 0;
  std::uint32_t index = 0;
  auto operator<=>(const OperationId&) const = default;
  [[nodiscard]] CommitId commit() const { return {replica, sequence}; }
};
[[nodiscard]] std::string to_string(const OperationId& id);
[[nodiscard]] std::optional<OperationId> parse_operation_id(std::string_view text);

/// The greatest sequence, lamport counter and whole number: 2^53 - 1, so that every JSON reader has it
/// exactly.
inline constexpr std::uint64_t greatest_count = 9'007'199'254'740'991;

} // namespace truat::records

template <>
struct std::hash<truat::records::RecordId> {
  std::size_t operator()(const truat::records::RecordId& id) const noexcept;
};
template <>
struct std::hash<truat::records::ReplicaId> {
  std::size_t operator()(const truat::records::ReplicaId& id) const noexcept;
};
template <>
struct std::hash<truat::records::CommitId> {
  std::size_t operator()(const truat::records::CommitId& id) const noexcept;
};
template <>
struct std::hash<truat::records::OperationId> {
  std::size_t operator()(const truat::records::OperationId& id) const noexcept;
};
