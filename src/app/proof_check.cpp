#include "app/proof_check.h"

#include "platform/signing.h"

#include <utility>

namespace truat::app {
namespace {

ui::ProofReport report_of(const workspace::Workspace& workspace, const exchange::Proof& proof) {
  ui::ProofReport report;
  for (const exchange::ChainProof& chain : proof.chains)
    report.chains.push_back({.replica = chain.replica,
                             .name = exchange::replica_name(workspace, chain.replica),
                             .key = chain.key ? fingerprint(*chain.key) : std::string(),
                             .trust = chain.trust,
                             .commits = chain.commits,
                             .last = chain.last,
                             .signed_to = chain.signed_to,
                             .left_out = chain.left_out,
                             .erased = chain.erased,
                             .is_whole = !chain.has_gap && !chain.is_forked});
  for (const exchange::ProofFinding& finding : proof.findings)
    report.findings.push_back({exchange::is_breach(finding.kind), finding.sentence});
  report.sentences = proof.sentences;
  return report;
}

} // namespace

ProofCheck::ProofCheck(Session& session, Done done) : m_session(session), m_done(std::move(done)) {
  std::vector<SignatureCheck> checks;
  for (const auto& [line, head] : m_session.content().heads().all()) {
    m_heads.push_back(head);
    checks.push_back(check_of(head));
  }
  if (checks.empty())
    m_answer->held = std::vector<bool>();
  else
    platform::check_signatures(
        checks, [answer = m_answer](Result<std::vector<bool>> held) { answer->held = std::move(held); });
}

/// Anew when something was committed meanwhile: what is weighed must not change under the scales.
void ProofCheck::begin() {
  const workspace::Workspace& workspace = m_session.workspace();
  m_revision = workspace.projection().revision();
  m_work.emplace(exchange::ProofSources{.workspace = &workspace,
                                        .heads = m_heads,
                                        .heads_hold = **m_answer->held,
                                        .own = workspace.ledger().replica()});
}

LongWork::Now ProofCheck::run(Budget& budget) {
  if (!m_answer->held)
    return Now::waiting;
  if (!*m_answer->held) {
    m_done(std::unexpected(m_answer->held->error()));
    return Now::done;
  }
  if (!m_work || m_revision != m_session.workspace().projection().revision())
    begin();
  if (m_work->run(budget) == Step::more)
    return Now::more;
  m_done(report_of(m_session.workspace(), m_work->result()));
  return Now::done;
}

float ProofCheck::share() const {
  if (!m_work)
    return -1;
  const Progress progress = m_work->progress();
  return progress.total == 0 ? -1 : static_cast<float>(progress.done) / static_cast<float>(progress.total);
}

} // namespace truat::app
