// Commits and operations: the one form in which anything ever changes, and their bytes.
//
// A commit is a header line and its operations' lines, each canonical JSON (RFC 8785) on one line. Header:
//   {"author":RECORD,"count":N,"label":KEY,"lamport":N,"previous":HASH,"replica":REPLICA,"root":HASH,"sequence":N,"time":INSTANT}
// Operation:
//   {"field":WIRE,"id":"replica.sequence.index","overwrites":[ID…],"record":RECORD,"salt":22 CHARACTERS,"value":VALUE}
//   with "seen":{REPLICA:SEQUENCE…} on delete, complete, lock and sign.
// An operation whose body was left out or erased:
//   {"id":"replica.sequence.index","leaf":HASH}
// `previous` is the sha-256 of the replica's header line before (64 zeros for the first). `root` is the RFC 6962 Merkle
// tree hash over the operations' lines (leaf = sha-256(0x00, line), node = sha-256(0x01, left, right)). Keys that a newer
// version adds are part of the line, so they are hashed, kept and exported though this version does not read them.
#pragma once

#include "records/value.h"

#include <map>
#include <string>
#include <vector>

namespace truat::records {

/// For each replica, the greatest sequence that was known.
using VersionVector = std::map<ReplicaId, std::uint64_t>;

struct CommitHeader {
  ReplicaId replica;
  std::uint64_t sequence = 0;  ///< from 1, without gaps
  Hash previous;
  std::uint64_t lamport = 0;   ///< greater than every lamport the replica had seen; breaks ties
  Instant time;                ///< shown, never relied on
  RecordId author;             ///< a person
  std::string label;           ///< message key of what was done ("commit.edit_factory")
  std::uint32_t count = 0;     ///< operations
  Hash root;
  bool operator==(const CommitHeader&) const = default;
  [[nodiscard]] CommitId id() const { return {replica, sequence}; }
};

struct Operation {
  OperationId id;
  RecordId record;
  std::string field;                     ///< wire name or dynamic field
  Value value;
  std::vector<OperationId> overwrites;   ///< sorted; what the person saw when the field was opened
  VersionVector seen;                    ///< what the record had seen; only on delete, complete, lock, sign
  std::string salt;                      ///< 128 random bits, so that an erased value cannot be guessed from its hash
  bool operator==(const Operation&) const = default;
};

/// A commit as bytes: what is hashed, stored, exported.
struct CommitLines {
  std::string header;                  ///< no line break inside or after
  std::vector<std::string> operations; ///< whole lines, or left-out lines
  bool operator==(const CommitLines&) const = default;
};

[[nodiscard]] std::string encode(const CommitHeader& header);
[[nodiscard]] std::string encode(const Operation& operation);
[[nodiscard]] Result<CommitHeader> decode_header(std::string_view line);
/// Nothing for a left-out body.
[[nodiscard]] Result<std::optional<Operation>> decode_operation(std::string_view line);

[[nodiscard]] Hash leaf_hash(std::string_view operation_line);    ///< of a left-out line: the hash it states
[[nodiscard]] Hash merkle_root(const std::vector<std::string>& operation_lines);
[[nodiscard]] Hash header_hash(std::string_view header_line);

/// Whether the lines are canonical, the ids belong to the header, the count and the root agree. Chains are the log's matter.
[[nodiscard]] Result<void> check_commit(const CommitLines& lines);

} // namespace truat::records
