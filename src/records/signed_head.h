// Signed heads: what the holder of a key says to have had of a replica's chain, and when.
//
// A line, canonical JSON (RFC 8785), all keys required:
//
//   {"hash":HASH,"key":KEY,"replica":REPLICA,"sequence":N,"signature":SIGNATURE,"time":INSTANT}
//
// It says: at that time this key's holder had a chain of the replica whose header at `sequence` has this
// hash. Since every header has the hash of the one before, that holds the whole chain up to there. KEY and
// SIGNATURE are base 64 (base/signature.h). Signed are the bytes "truat-head\n" and the line without
// "signature"; keys that a newer version adds are part of both and travel on.
#pragma once

#include "base/signature.h"
#include "records/log.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace truat::records {

struct HeadStatement {
  Hash hash; ///< of the header at `sequence`
  PublicKey key;
  ReplicaId replica;
  std::uint64_t sequence = 0;
  Instant time;
  bool operator==(const HeadStatement&) const = default;
  [[nodiscard]] CommitId id() const { return {replica, sequence}; }
};

struct SignedHead {
  HeadStatement statement;
  Signature signature;
  std::string line;
  bool operator==(const SignedHead& other) const { return line == other.line; }
};

/// The bytes that are signed.
[[nodiscard]] std::string signed_bytes(const HeadStatement& statement);
[[nodiscard]] SignedHead with_signature(const HeadStatement& statement, const Signature& signature);
/// Errors: those of `parse_json`; `records.bad_head`, naming the key; `records.not_canonical`;
/// `records.line_too_long`. Whether the signature holds is another question.
[[nodiscard]] Result<SignedHead> decode_head(std::string_view line);
[[nodiscard]] SignatureCheck check_of(const SignedHead& head);

/// The heads that a store knows. Joining is commutative, associative and idempotent: whatever is dropped is
/// said by another head that stays.
class Heads {
public:
  /// Contract: the signature holds. Otherwise a forgery could stand in for what it says to follow.
  void add(SignedHead head);
  void join(const Heads& other);
  /// Drops what another head of the same key implies: one of a commit that descends in this log from its own,
  /// or a later one of the same commit. A head of a commit that the log does not have stays (so a truncated
  /// chain is seen), those on both branches of a fork stay, and so does one with keys that this version does
  /// not read.
  void settle(const Log& log);

  /// By rising line.
  [[nodiscard]] const std::map<std::string, SignedHead, std::less<>>& all() const { return m_heads; }
  [[nodiscard]] bool empty() const { return m_heads.empty(); }
  bool operator==(const Heads&) const = default;

private:
  std::map<std::string, SignedHead, std::less<>> m_heads; ///< by line
};

/// What a replica's own key would now say of its own chain, up to where it is whole; nothing while it is
/// empty.
[[nodiscard]] std::optional<HeadStatement> own_head(const Log& log, const ReplicaId& replica,
                                                    const PublicKey& key, Instant time);

} // namespace truat::records
