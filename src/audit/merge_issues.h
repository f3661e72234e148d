// What merging can leave that no verb would have allowed: each office kept the rules with what it knew, and
// together the records break one. It is shown to be mended, and never mended silently.
#pragma once

#include "audit/audit.h"
#include "audit/issue.h"
#include "base/budget.h"

#include <map>

namespace truat::audit {

/// The search for all of it, in slices. It stands still while it searches: whoever runs it starts anew after
/// the projection has changed.
///
/// Looked for: numbers of visits, registration numbers, prefixes of PCs and names of officers that were given
/// twice; visits to a factory that is deleted, or by an officer who is; photos, samples, findings and
/// signatures of a visit that is deleted; times and places that contradict each other; visits that are
/// finished and have something missing; failed answers without a finding, and findings whose answer does not
/// fail; offices that have given roles and have no head; delegations to who has left; requests that were
/// decided twice, changed unseen by their decider, decided under a delegation that did not hold, or whose
/// subject is deleted.
class MergeIssues {
public:
  explicit MergeIssues(const Audit& audit);
  [[nodiscard]] Step run(Budget& budget);
  /// What has been found so far, by what it is about.
  [[nodiscard]] const std::vector<Issue>& issues() const { return m_issues; }
  [[nodiscard]] std::vector<Issue> take() { return std::move(m_issues); }

private:
  using Holders = std::map<std::string, std::vector<RecordId>>;

  void look_at(const RecordId& record);
  void look_at(const Inspection& visit);
  void look_at(const Factory& factory);
  void look_at(const Office& office);
  void look_at(const Delegation& delegation);
  void look_at(const Request& request);
  void look_at_findings(const Inspection& visit);
  void look_for_parts_of_deleted(const RecordId& part, std::string_view kind);
  void report_doubled();
  void report(std::string key, std::vector<Argument> arguments, const RecordId& record,
              std::string_view field = {}, std::string_view question = {});

  const Audit* m_audit;
  std::vector<RecordId> m_records;
  std::size_t m_at = 0;
  Holders m_numbers;
  Holders m_official_numbers;
  Holders m_registrations;
  Holders m_prefixes;
  Holders m_names;
  std::map<RecordId, std::size_t> m_left_behind; ///< deleted visit -> parts that are not
  std::vector<Issue> m_issues;
};

/// All of it at once, for the command.
[[nodiscard]] std::vector<Issue> merge_issues(const Audit& audit);

} // namespace truat::audit
