// What keeps a visit from being completed, and what should be looked at before.
#pragma once

#include "audit/audit.h"
#include "audit/issue.h"

namespace truat::audit {

/// Each with the place to jump to: first what blocks, then what warns, both in the order in which a person
/// works. Blocking: required answers, notes and photos that answers ask for, an answer that cannot be read,
/// no officer in the team, times of entry or exit missing, no result chosen, a conflict, the checklist
/// missing. Warnings: samples that wait, no guide, expected signatures missing, content changed since it was
/// signed, an instrument out of calibration, a finding without remedy or deadline, not all questions
/// answered.
[[nodiscard]] std::vector<Issue> completion_issues(const Audit& audit, const RecordId& inspection);

} // namespace truat::audit
