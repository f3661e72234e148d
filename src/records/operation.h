// Commits and operations: the one form in which anything ever changes, and their bytes.
//
// A commit is a header line and its operations' lines, each canonical JSON (RFC 8785) on one line, UTF-8,
// with nothing around it. The lines are what is hashed, kept, exported and later signed, so they are never
// written anew from what was read: keys that a newer version adds are part of the line and travel on, though
// this version does not read them.
//
// A header line, all keys required:
//
//   {"author":RECORD,"count":N,"label":KEY,"lamport":N,"previous":HASH,
//    "replica":REPLICA,"root":HASH,"sequence":N,"time":INSTANT}
//
// - author: the person; count: the commit's operations, one or more; label: message key of what was done
// - lamport: greater than every one the replica had seen
// - previous: sha-256 of the replica's header line before; 64 zeros at sequence 1
// - root: the RFC 6962 Merkle tree hash over the operations' lines. A leaf is sha-256(0x00, line), a node
//   sha-256(0x01, left, right), with the greatest power of two of leaves on the left
// - sequence: from 1, without gaps
// - time: "2026-11-22T18:07:55.123Z", shown and never relied on
//
// An operation's line; "overwrites" and "seen" are left out when empty:
//
//   {"field":WIRE,"id":ID,"overwrites":[ID...],"record":RECORD,
//    "salt":SALT,"seen":{REPLICA:SEQUENCE...},"value":VALUE}
//
// - field: wire name or dynamic field, printable ASCII without space, at most 200 bytes
// - id: "replica.sequence.index", the commit's id and the place in it, counted from 0
// - overwrites: what the person saw when the field was opened, by rising id; counts only for operations of
//   the same record and field
// - salt: 22 characters of base64url, 128 random bits, so that nobody guesses a left-out value by its hash
// - seen: on delete, complete, lock, sign. For each replica the greatest sequence, this very commit's too, up
//   to which its operations on the record were known without a gap
// - value: null (emptied), true, false, an integer within 2^53 - 1 of zero, a text, or an object or array of
//   such
//
// An operation whose body was left out (a selective export) or erased (personal data) is a line without
// "field" that states the leaf, so that the root still verifies. "erased" says that the body is gone for
// good, and since when. It is not in the root, nor are keys that a newer version adds; of two such lines for
// one operation all keys are kept, of two values for one key the greater text:
//
//   {"erased":INSTANT,"id":ID,"leaf":HASH}
//
// RECORD and REPLICA are 26 and 16 characters (`ids.h`), HASH is 64 lower-case hexadecimal digits, integers
// are within 0 to 2^53 - 1, a label is printable ASCII. A line is at most 1 MiB. A header line begins with
// {"author": and no operation's line does, in later versions too. What comes later comes beside the lines
// (signatures of heads) or as new keys. The golden file `tests/data/golden/operations-1.txt` holds all this.
#pragma once

#include "records/value.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::records {

/// For each replica, the greatest sequence that was known.
using VersionVector = std::map<ReplicaId, std::uint64_t>;
/// Whether the vector has the operation's commit.
[[nodiscard]] bool covers(const VersionVector& vector, const OperationId& id);

struct CommitHeader {
  ReplicaId replica;
  std::uint64_t sequence = 0; ///< from 1, without gaps
  Hash previous;
  std::uint64_t lamport = 0; ///< greater than every lamport the replica had seen; breaks ties
  Instant time;              ///< shown, never relied on
  RecordId author;           ///< a person
  std::string label;         ///< message key of what was done ("commit.edit_factory")
  std::uint32_t count = 0;   ///< operations
  Hash root;
  bool operator==(const CommitHeader&) const = default;
  [[nodiscard]] CommitId id() const { return {replica, sequence}; }
};

struct Operation {
  OperationId id;
  RecordId record;
  std::string field; ///< wire name or dynamic field
  Value value;
  std::vector<OperationId> overwrites; ///< sorted; what the person saw when the field was opened
  VersionVector seen;                  ///< what the record had seen; only on delete, complete, lock, sign
  std::string salt;                    ///< `new_salt`
  bool operator==(const Operation&) const = default;
};

inline constexpr std::size_t longest_line = std::size_t{1} << 20U; ///< bytes
inline constexpr std::size_t longest_field_name = 200;             ///< bytes

/// A commit as bytes: what is hashed, stored, exported.
struct CommitLines {
  std::string header;                  ///< no line break inside or after
  std::vector<std::string> operations; ///< whole lines, or left-out lines
  bool operator==(const CommitLines&) const = default;
};

/// A commit that was read from its lines and found to agree with itself.
struct Commit {
  CommitLines lines;
  CommitHeader header;
  Hash hash;                                        ///< of the header line
  std::vector<std::optional<Operation>> operations; ///< nothing where the body was left out
};

[[nodiscard]] std::string new_salt(Random& random);
/// Whether a text can be a field's wire name: printable ASCII without space, not empty, not too long.
[[nodiscard]] bool is_field_name(std::string_view text);

[[nodiscard]] std::string encode(const CommitHeader& header);
[[nodiscard]] std::string encode(const Operation& operation);
/// The line that stands for an operation's body that is left out.
[[nodiscard]] std::string left_out_line(std::string_view operation_line);

/// Whether a line that decodes has no body because it was erased, not merely left out.
[[nodiscard]] bool is_erased_line(std::string_view operation_line);
/// Two lines without body for one operation as one, the same in any order. Contract: such lines.
[[nodiscard]] std::string joined_left_out(std::string_view line, std::string_view other);

/// Errors: those of `parse_json`; `records.bad_header` and `records.bad_operation`, naming the key that is
/// missing or not as it must be; `records.not_canonical`; `records.line_too_long`.
[[nodiscard]] Result<CommitHeader> decode_header(std::string_view line);
/// Nothing for a left-out body.
[[nodiscard]] Result<std::optional<Operation>> decode_operation(std::string_view line);

/// Contract of these three: the lines decode.
[[nodiscard]] Hash leaf_hash(std::string_view operation_line); ///< of a left-out line: the hash it states
[[nodiscard]] Hash merkle_root(const std::vector<std::string>& operation_lines);
[[nodiscard]] Hash header_hash(std::string_view header_line);

/// Reads the lines and checks that they are canonical and belong together: ids, count and root agree with the
/// header. Chains are the log's matter. Errors: those of decoding, `records.wrong_count`,
/// `records.wrong_operation_id`, `records.wrong_root`, each with the commit in `where`.
[[nodiscard]] Result<Commit> read_commit(CommitLines lines);
[[nodiscard]] Result<void> check_commit(const CommitLines& lines);

} // namespace truat::records
