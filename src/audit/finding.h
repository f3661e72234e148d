// A finding (ข้อบกพร่อง): what a visit found wrong, on what ground, and what is to be done by when.
//
// A failed answer makes a finding by itself; its id comes of inspection and question, so that two officers
// who answer the same question on two PCs make one. When the answer is mended the finding is withdrawn, not
// deleted: the history keeps it.
#pragma once

#include "audit/binding.h"
#include "forms/answers.h"

namespace truat::audit {

inline constexpr std::string_view finding_kind = "finding";

enum class FindingState : std::uint8_t { open, corrected_on_site, withdrawn, unknown };
[[nodiscard]] std::string_view key_of(FindingState state);
[[nodiscard]] FindingState finding_state(std::string_view key);

struct Finding {
  RecordId id;
  RecordId inspection;                  ///< finding.inspection
  std::string question;                 ///< finding.question: key, empty: written by hand
  std::string instance;                 ///< finding.instance
  std::string text;                     ///< finding.text
  std::string ground;                   ///< finding.ground: the rule broken
  std::string severity;                 ///< finding.severity: key of `severity`
  std::string remedy;                   ///< finding.remedy: what to do
  std::optional<std::int64_t> due_days; ///< finding.due_days: counted from receipt
  std::string state_key;                ///< finding.state
  [[nodiscard]] FindingState state() const { return finding_state(state_key); }
  [[nodiscard]] forms::QuestionInstance place() const { return {question, instance}; }
  bool operator==(const Finding&) const = default;
};

[[nodiscard]] const Table<Finding>& finding_table();
/// The id of the finding that a failed answer makes.
[[nodiscard]] RecordId finding_id(const RecordId& inspection, const forms::QuestionInstance& place);

} // namespace truat::audit
