// What signatures, chains and what came before say together of a file or a store: what is proven and what is
// not.
//
// Proven is what a key that counts has signed: the chain up to that commit is what the key's holder had.
// Hashes alone prove that nothing was changed since the hashes were made, by whomever.
#pragma once

#include "exchange/truat_reader.h"
#include "workspace/keys.h"

#include <vector>

namespace truat::exchange {

/// The questions that a file's signatures ask: its heads in their order, then its seal. Whoever can answer
/// them does: `holds` natively, the browser in the page.
[[nodiscard]] std::vector<SignatureCheck> signature_checks(const TruatContent& content);
/// Whether the file may be taken, by the answers to `signature_checks` in their order. Errors:
/// `proof.head_forged`, `proof.seal_forged`.
[[nodiscard]] Result<void> refuse_forged(const TruatContent& content, const std::vector<bool>& holding);

/// Commits of a chain that are missing before others that are there: what a partial file leaves open until a
/// fuller one comes.
struct ChainGap {
  records::ReplicaId replica;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  Phrase sentence; ///< what is missing, and from whom to ask for it
  bool operator==(const ChainGap&) const = default;
};
[[nodiscard]] std::vector<ChainGap> chain_gaps(const workspace::Workspace& workspace);

/// "เครื่องหน้าเคาน์เตอร์ (สอจ.สงขลา)": what a replica's PC is called, or its id where nobody has named it.
[[nodiscard]] std::string replica_name(const workspace::Workspace& workspace,
                                       const records::ReplicaId& replica);

/// What is known of one replica's chain.
struct ChainProof {
  records::ReplicaId replica;
  std::uint64_t commits = 0; ///< that are there, every content of a forked one
  std::uint64_t last = 0;    ///< greatest sequence that is there
  bool has_gap = false;      ///< beyond what the file says to leave out
  bool is_forked = false;
  std::uint64_t left_out = 0; ///< operations whose body is not there
  std::uint64_t erased = 0;   ///< operations whose body is gone for good
  /// Up to where a key signed that the replica itself published, the one that counts before others; 0:
  /// nothing.
  std::uint64_t signed_to = 0;
  std::optional<PublicKey> key; ///< by which; the latest that was published where nothing is signed
  bool counts = false;          ///< the key is this store's own, or trusted and not revoked by then
  workspace::KeyTrust trust = workspace::KeyTrust::unknown;
  std::optional<records::ReplicaId> trusted_by;
  bool operator==(const ChainProof&) const = default;
};

struct SealProof {
  records::ReplicaId replica;
  PublicKey key;
  Instant time;
  bool holds = false;
  bool is_published = false; ///< by the replica itself
  bool counts = false;
  bool operator==(const SealProof&) const = default;
};

enum class FindingKind : std::uint8_t {
  changed,      ///< not as its own hashes say
  forged,       ///< a signature that does not hold, or by a key that the replica never published
  forked,       ///< a replica says two things under one number, or signed something else than is there
  truncated,    ///< a signed head, or what the file's maker knew, lies beyond what is there
  replayed,     ///< older than what is known from that replica
  unsigned_part ///< no key that the replica published has signed it
};
/// Whether it must not be there in a good file: all but `replayed` and `unsigned_part`.
[[nodiscard]] bool is_breach(FindingKind kind);

struct ProofFinding {
  FindingKind kind = FindingKind::changed;
  std::optional<records::ReplicaId> replica;
  Error sentence;
  bool operator==(const ProofFinding&) const = default;
};

struct Proof {
  std::vector<ChainProof> chains; ///< by replica
  std::optional<SealProof> seal;
  std::vector<ProofFinding> findings; ///< by kind, then by replica
  /// What is proven and what is not, chain by chain, and what no signature proves.
  std::vector<Phrase> sentences;
};

/// What there is to prove.
struct ProofSources {
  const workspace::Workspace* workspace = nullptr; ///< that the file or store makes
  std::vector<records::SignedHead> heads = {};
  std::vector<bool> heads_hold = {}; ///< the answer to `check_of` of each
  /// Of a file only.
  const TruatManifest* manifest = nullptr;
  std::optional<Seal> seal = std::nullopt;
  bool seal_holds = false;
  std::vector<Error> damage = {}; ///< that reading the file has met
  /// Whose trust counts (workspace/keys.h): this store's replica.
  std::optional<records::ReplicaId> own = std::nullopt;
  /// What this store knew before the file came, to tell an old file; may be null.
  const records::Log* known = nullptr;
  const records::Heads* known_heads = nullptr;
};

/// Weighs it all, in slices. It may be dropped at any time.
class ProofWork {
public:
  /// What `sources` points at must outlive the work and stay as it is.
  explicit ProofWork(ProofSources sources);

  Step run(Budget& budget);
  [[nodiscard]] Progress progress() const; ///< in commits
  /// Contract: done.
  [[nodiscard]] const Proof& result() const;

private:
  void count(std::size_t position);
  void finish();
  void look_at_damage();
  void look_at_chains();
  void look_at_heads();
  void look_at_head(const records::SignedHead& head);
  void look_at_seal();
  void look_at_knowledge();
  void look_at_age();
  void look_at_unsigned();
  void describe();
  void find(FindingKind kind, std::string_view key, const records::ReplicaId& replica, std::uint64_t sequence,
            const PublicKey* signer = nullptr);
  [[nodiscard]] const records::Log& log() const { return m_sources.workspace->ledger().log(); }
  [[nodiscard]] std::uint64_t left_out_up_to(const records::ReplicaId& replica) const;
  /// Whether nothing of the chain is missing, so that a key which is not in it was never published.
  [[nodiscard]] bool is_all_there(const ChainProof& chain) const;

  ProofSources m_sources;
  std::map<records::ReplicaId, ChainProof> m_chains;
  std::map<records::ReplicaId, workspace::ReplicaKeys> m_keys;
  std::size_t m_next = 0;
  bool m_is_done = false;
  Proof m_proof;
};

} // namespace truat::exchange
