// Who works here: roles, leaving and coming back, delegations. (Adding a person is in factory_verbs.h.)
#pragma once

#include "audit/factory_verbs.h"
#include "audit/permissions.h"

namespace truat::audit {

/// Makes the person's roles those given. Whoever gives the first roles of an office makes somebody its head,
/// and the last head stays. Errors: those of `permitted_edit`, `audit.no_such_record`, `people.has_left`,
/// `people.no_such_role`, `people.head_first`, `people.last_head`.
[[nodiscard]] Result<Change> set_roles(const Audit& audit, const RecordId& person,
                                       const std::vector<std::string>& roles, const Context& context);

/// From that day on the person no longer works here: neither offered as the one at a PC nor for a team. What
/// they did stays theirs. Errors: as above; `people.has_left`, `people.leaves_oneself`, `people.last_head`.
[[nodiscard]] Result<Change> person_leaves(const Audit& audit, const RecordId& person, const CivilDate& day,
                                           const Context& context);
/// Errors: as above, `people.has_not_left`.
[[nodiscard]] Result<Change> person_returns(const Audit& audit, const RecordId& person,
                                            const Context& context);

/// Of acting the permissions are not read: the whole position is handed over. Errors: those of `permitted`;
/// `people.receiver_missing` (nobody, or who has left), `people.other_office`, `people.giver_missing`
/// (neither person nor position), `people.delegates_to_oneself`, `people.basis_missing`,
/// `people.permissions_missing` (none, or unknown ones), `people.not_delegable` (the right to delegate
/// itself), `audit.field_required` (the day of beginning, the paper's number), `people.ends_before_start`.
[[nodiscard]] Result<Created> add_delegation(const Audit& audit, const Delegation& delegation,
                                             const Context& context);
/// It holds no more from today. Errors: `audit.no_such_record`, `people.delegation_ended`.
[[nodiscard]] Result<Change> end_delegation(const Audit& audit, const RecordId& delegation,
                                            const Context& context);

/// Why the person may not stop being a head of their office, by role, leaving, moving or deletion:
/// `people.last_head`.
[[nodiscard]] Result<void> can_lose_head(const Audit& audit, const RecordId& person);

} // namespace truat::audit
