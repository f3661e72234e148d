// What signatures, chains and what came before say together of a file or a store: what is proven and what is
// not.
#pragma once

#include "exchange/truat_reader.h"

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

} // namespace truat::exchange
