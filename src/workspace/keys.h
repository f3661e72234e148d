// Whose signatures count here: the keys that replicas published, and which of them this office trusts.
//
// A key is a replica's own if that replica wrote it in its own chain. Trust is a word in the records
// (audit/key_verbs.h); it counts if it is this store's own, or that of a replica that is trusted, works for
// this office, and signed it. So whom another office trusts is no matter here. What is said later counts
// over what was said before, and revoking from then on: what a replica said or signed before it stays.
#pragma once

#include "records/signed_head.h"
#include "workspace/workspace.h"

#include <cstdint>

namespace truat::workspace {

enum class KeyTrust : std::uint8_t { unknown, own, trusted, revoked };

struct ReplicaKeys {
  std::vector<PublicKey> published; ///< by the replica itself, in order
  KeyTrust trust = KeyTrust::unknown;
  std::vector<PublicKey> trusted;              ///< of `published`; all of this store's own
  std::optional<records::ReplicaId> judged_by; ///< who trusted or revoked
  std::optional<Instant> revoked_at;
  bool operator==(const ReplicaKeys&) const = default;

  [[nodiscard]] bool has_published(const PublicKey& key) const;
  /// Whether what the key signed at that time counts.
  [[nodiscard]] bool counts(const PublicKey& key, Instant signed_at) const;
};

/// `heads` are those whose signatures hold. Without `own` nobody's word counts.
[[nodiscard]] std::map<records::ReplicaId, ReplicaKeys>
replica_keys(const Workspace& workspace, const std::optional<records::ReplicaId>& own,
             const records::Heads& heads);

} // namespace truat::workspace
