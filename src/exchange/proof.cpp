#include "exchange/proof.h"

#include "base/contract.h"

namespace truat::exchange {

std::vector<SignatureCheck> signature_checks(const TruatContent& content) {
  std::vector<SignatureCheck> checks;
  for (const records::SignedHead& head : content.heads)
    checks.push_back(check_of(head));
  if (content.seal)
    checks.push_back(check_of(*content.seal));
  return checks;
}

Result<void> refuse_forged(const TruatContent& content, const std::vector<bool>& holding) {
  expects(holding.size() == content.heads.size() + (content.seal ? 1 : 0), "an answer to each question");
  for (std::size_t at = 0; at < content.heads.size(); ++at)
    if (const records::HeadStatement& said = content.heads[at].statement; !holding[at])
      return failure("proof.head_forged", {{"replica", to_string(said.replica)},
                                           {"sequence", std::to_string(said.sequence)},
                                           {"key", fingerprint(said.key)}});
  if (content.seal && !holding.back())
    return failure("proof.seal_forged", {{"key", fingerprint(content.seal->statement.key)}});
  return {};
}

std::string replica_name(const workspace::Workspace& workspace, const records::ReplicaId& replica) {
  const audit::Workstation* station = workspace.audit().workstation(audit::workstation_id(replica));
  if (station == nullptr)
    return to_string(replica);
  const audit::Office* office = workspace.audit().office(station->office);
  std::string name = station->name.empty() ? station->prefix : station->name;
  if (name.empty())
    name = to_string(replica);
  return office == nullptr ? name : name + " (" + office->name + ")";
}

std::vector<ChainGap> chain_gaps(const workspace::Workspace& workspace) {
  std::vector<ChainGap> gaps;
  for (const auto& [replica, chain] : workspace.ledger().log().chains()) {
    std::uint64_t before = chain.contiguous;
    for (const auto& [first, last] : chain.beyond) {
      const std::uint64_t missing = before + 1;
      gaps.push_back({replica,
                      missing,
                      first - 1,
                      {"proof.gap",
                       {{"replica", replica_name(workspace, replica)},
                        {"first", std::to_string(missing)},
                        {"last", std::to_string(first - 1)}}}});
      before = last;
    }
  }
  return gaps;
}

} // namespace truat::exchange
