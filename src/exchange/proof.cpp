#include "exchange/proof.h"

#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>

namespace truat::exchange {

using workspace::KeyTrust;

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

bool is_breach(FindingKind kind) {
  return kind != FindingKind::replayed && kind != FindingKind::unsigned_part;
}

ProofWork::ProofWork(ProofSources sources) : m_sources(std::move(sources)) {
  expects(m_sources.workspace != nullptr && m_sources.heads.size() == m_sources.heads_hold.size(),
          "a workspace, and an answer to each head");
}

Progress ProofWork::progress() const {
  return {m_next, log().size()};
}

const Proof& ProofWork::result() const {
  expects(m_is_done, "work that is done");
  return m_proof;
}

Step ProofWork::run(Budget& budget) {
  while (!m_is_done) {
    if (m_next < log().size())
      count(m_next++);
    else
      finish();
    if (budget.is_spent())
      break;
  }
  return m_is_done ? Step::done : Step::more;
}

void ProofWork::count(std::size_t position) {
  const records::CommitId id = log().id(position);
  ChainProof& chain = m_chains[id.replica];
  chain.replica = id.replica;
  ++chain.commits;
  chain.last = std::max(chain.last, id.sequence);
  for (std::size_t index = 0; index < log().operation_count(position); ++index) {
    const std::string_view line = log().operation_line(position, index);
    if (line.starts_with("{\"field\":"))
      continue;
    const auto operation = records::decode_operation(line);
    if (!operation || *operation)
      continue;
    ++(records::is_erased_line(line) ? chain.erased : chain.left_out);
  }
}

std::uint64_t ProofWork::left_out_up_to(const records::ReplicaId& replica) const {
  if (m_sources.manifest == nullptr)
    return 0;
  const auto known = m_sources.manifest->scope.known.find(replica);
  return known == m_sources.manifest->scope.known.end() ? 0 : known->second;
}

bool ProofWork::is_all_there(const ChainProof& chain) const {
  if (chain.has_gap || chain.left_out > 0 || chain.erased > 0 || left_out_up_to(chain.replica) > 0)
    return false;
  for (const records::SignedHead& head : m_sources.heads)
    if (head.statement.replica == chain.replica && head.statement.sequence > chain.last)
      return false;
  if (m_sources.manifest == nullptr)
    return true;
  const auto known = m_sources.manifest->knows.find(chain.replica);
  return known == m_sources.manifest->knows.end() || known->second.empty() ||
         known->second.back().second <= chain.last;
}

void ProofWork::find(FindingKind kind, std::string_view key, const records::ReplicaId& replica,
                     std::uint64_t sequence, const PublicKey* signer) {
  m_proof.findings.push_back(
      {kind,
       replica,
       {std::string(key),
        {{"replica", replica_name(*m_sources.workspace, replica)},
         {"sequence", std::to_string(sequence)},
         {"last", std::to_string(m_chains.contains(replica) ? m_chains.at(replica).last : 0)},
         {"key", signer == nullptr ? std::string() : fingerprint(*signer)}},
        {}}});
}

void ProofWork::finish() {
  records::Heads holding;
  for (std::size_t at = 0; at < m_sources.heads.size(); ++at)
    if (m_sources.heads_hold[at])
      holding.add(m_sources.heads[at]);
  m_keys = workspace::replica_keys(*m_sources.workspace, m_sources.own, holding);
  look_at_damage();
  look_at_chains();
  look_at_heads();
  look_at_seal();
  look_at_knowledge();
  look_at_age();
  look_at_unsigned();
  describe();
  truat::sort(m_proof.findings, [](const ProofFinding& left, const ProofFinding& right) {
    return left.kind != right.kind ? left.kind < right.kind : left.replica < right.replica;
  });
  for (auto& [replica, chain] : m_chains)
    m_proof.chains.push_back(chain);
  m_is_done = true;
}

void ProofWork::look_at_damage() {
  for (const Error& error : m_sources.damage)
    m_proof.findings.push_back({FindingKind::changed, std::nullopt, error});
}

void ProofWork::look_at_chains() {
  for (auto& [replica, chain] : m_chains) {
    const records::ChainState& state = log().chains().at(replica);
    const std::uint64_t first = state.beyond.empty() ? 0 : state.beyond.front().first;
    // A delta begins behind what its recipient has; anything else that is missing is a gap.
    const bool begins_late = state.contiguous == 0 && first - 1 <= left_out_up_to(replica);
    chain.has_gap = state.beyond.size() > (begins_late ? 1U : 0U);
    const workspace::ReplicaKeys& keys = m_keys.at(replica);
    chain.trust = keys.trust;
    chain.trusted_by = keys.judged_by;
    if (!keys.published.empty())
      chain.key = keys.published.back();
  }
  for (const records::Fork& fork : log().forks())
    if (ChainProof& chain = m_chains.at(fork.id.replica); !std::exchange(chain.is_forked, true))
      find(FindingKind::forked, "proof.forked", fork.id.replica, fork.id.sequence);
}

void ProofWork::look_at_heads() {
  for (std::size_t at = 0; at < m_sources.heads.size(); ++at) {
    const records::SignedHead& head = m_sources.heads[at];
    if (m_sources.heads_hold[at])
      look_at_head(head);
    else
      find(FindingKind::forged, "proof.head_forged", head.statement.replica, head.statement.sequence,
           &head.statement.key);
  }
}

void ProofWork::look_at_head(const records::SignedHead& head) {
  const records::HeadStatement& said = head.statement;
  const auto found = m_chains.find(said.replica);
  if (found == m_chains.end() || said.sequence > found->second.last) {
    if (said.sequence > left_out_up_to(said.replica))
      find(FindingKind::truncated, "proof.truncated", said.replica, said.sequence, &said.key);
    return;
  }
  ChainProof& chain = found->second;
  const std::vector<std::size_t> places = log().find_all(said.id());
  const workspace::ReplicaKeys& keys = m_keys.at(said.replica);
  const bool is_published = keys.has_published(said.key);
  if (!is_published && is_all_there(chain))
    return find(FindingKind::forged, "proof.unknown_key", said.replica, said.sequence, &said.key);
  if (places.empty()) { // in a gap
    if (said.sequence > left_out_up_to(said.replica))
      find(FindingKind::truncated, "proof.truncated", said.replica, said.sequence, &said.key);
    return;
  }
  if (std::ranges::none_of(places, [&](std::size_t position) {
        return records::header_hash(log().header_line(position)) == said.hash;
      }))
    return find(FindingKind::forked, "proof.signed_other", said.replica, said.sequence, &said.key);
  const bool counts = keys.counts(said.key, said.time);
  // A key that counts is worth more than any other, then the one that reaches further.
  if (!is_published || std::pair(counts, said.sequence) <= std::pair(chain.counts, chain.signed_to))
    return;
  chain.counts = counts;
  chain.signed_to = said.sequence;
  chain.key = said.key;
}

void ProofWork::look_at_seal() {
  if (!m_sources.seal)
    return;
  const SealStatement& said = m_sources.seal->statement;
  SealProof& seal = m_proof.seal.emplace(SealProof{said.replica, said.key, said.time, m_sources.seal_holds});
  const auto keys = m_keys.find(said.replica);
  seal.is_published = keys != m_keys.end() && keys->second.has_published(said.key);
  seal.counts = seal.holds && keys != m_keys.end() && keys->second.counts(said.key, said.time);
  const auto chain = m_chains.find(said.replica);
  const bool is_other = m_sources.manifest != nullptr && m_sources.manifest->replica != said.replica;
  if (!seal.holds)
    find(FindingKind::forged, "proof.seal_forged", said.replica, 0, &said.key);
  else if (is_other || (!seal.is_published && chain != m_chains.end() && is_all_there(chain->second)))
    find(FindingKind::forged, "proof.seal_unknown_key", said.replica, 0, &said.key);
}

/// The maker had more than is in the file, and the file does not say that it left that out.
void ProofWork::look_at_knowledge() {
  if (m_sources.manifest == nullptr)
    return;
  for (const auto& [replica, intervals] : m_sources.manifest->knows) {
    const std::uint64_t known = intervals.empty() ? 0 : intervals.back().second;
    const auto chain = m_chains.find(replica);
    const std::uint64_t last = chain == m_chains.end() ? 0 : chain->second.last;
    if (known > std::max(last, left_out_up_to(replica)))
      find(FindingKind::truncated, "proof.known_beyond", replica, known);
  }
}

void ProofWork::look_at_age() {
  if (m_sources.manifest == nullptr || !m_sources.manifest->replica)
    return;
  const records::ReplicaId& replica = *m_sources.manifest->replica;
  const auto chain = m_chains.find(replica);
  const std::uint64_t last =
      std::max(chain == m_chains.end() ? 0 : chain->second.last, left_out_up_to(replica));
  std::uint64_t known = 0;
  if (m_sources.known != nullptr)
    if (const auto found = m_sources.known->chains().find(replica); found != m_sources.known->chains().end())
      known = found->second.beyond.empty() ? found->second.contiguous : found->second.beyond.back().second;
  if (m_sources.known_heads != nullptr)
    for (const auto& [line, head] : m_sources.known_heads->all())
      if (head.statement.replica == replica)
        known = std::max(known, head.statement.sequence);
  if (known > last)
    find(FindingKind::replayed, "proof.replayed", replica, known);
}

void ProofWork::look_at_unsigned() {
  for (const auto& [replica, chain] : m_chains)
    if (chain.signed_to < chain.last)
      find(FindingKind::unsigned_part, "proof.unsigned_part", replica, chain.signed_to + 1);
}

void ProofWork::describe() {
  const auto say = [&](std::string_view key, const ChainProof& chain, std::uint64_t count) {
    m_proof.sentences.push_back({std::string(key),
                                 {{"replica", replica_name(*m_sources.workspace, chain.replica)},
                                  {"count", std::to_string(count)},
                                  {"last", std::to_string(chain.last)},
                                  {"key", chain.key ? fingerprint(*chain.key) : std::string()}}});
  };
  for (const auto& [replica, chain] : m_chains) {
    if (chain.signed_to == 0)
      say("proof.says_unsigned", chain, chain.last);
    else
      say(chain.counts                       ? "proof.says_proven"
          : chain.trust == KeyTrust::revoked ? "proof.says_revoked"
                                             : "proof.says_signed",
          chain, chain.signed_to);
    if (chain.left_out > 0)
      say("proof.says_left_out", chain, chain.left_out);
    if (chain.erased > 0)
      say("proof.says_erased", chain, chain.erased);
  }
  m_proof.sentences.push_back({"proof.says_limits", {}});
}

} // namespace truat::exchange
