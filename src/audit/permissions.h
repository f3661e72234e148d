// Who may do what: roles, the one table of what each may do, and what delegations add. Every verb asks here.
//
// In a browser this guards against mistakes, not against the owner of the PC: whoever has the files can write
// what they like, and any name can be chosen at any PC. It says who should do what; the history says who did.
//
// Roles count office by office. As long as nobody of an office has one, all of its people may do everything:
// a file of another office, which has given roles, takes nothing away here. From the first role on, somebody
// without one is a reader.
#pragma once

#include "audit/audit.h"
#include "records/change.h"

#include <optional>
#include <vector>

namespace truat::audit {

using records::Context;

enum class Role : std::uint8_t { inspector, head, store, projects, auditor, reader };
[[nodiscard]] std::string_view key_of(Role role);
/// Nothing for a role of a newer version, which is kept and may do nothing here.
[[nodiscard]] std::optional<Role> role_of(std::string_view key);

/// What is guarded. Reading and exporting are not: everyone always may.
enum class Permission : std::uint8_t {
  inspect,          ///< plan, begin, answer, sign, complete a visit; its photos, samples, findings
  edit_factories,   ///< the register of factories
  import_lists,     ///< factory lists of other programs
  settle_conflicts, ///< and take deletions back; besides what the field itself asks for
  submit_requests,  ///< ask the head; change what is one's own
  close_visits,     ///< lock a visit, reopen one that was completed
  decide_requests,  ///< agree, return, note, assign
  manage_people,    ///< people, roles, offices
  delegate,         ///< hand permissions on
};
[[nodiscard]] std::string_view key_of(Permission permission);
[[nodiscard]] std::optional<Permission> permission_of(std::string_view key);

/// The table: whether a role has the permission by itself.
[[nodiscard]] bool grants(Role role, Permission permission);

/// Whether somebody of the office has a role; none asks about those who belong to no office.
[[nodiscard]] bool roles_are_given(const Audit& audit, const RecordId& office);
/// Whether the person has the permission by one of their own roles.
[[nodiscard]] bool has_by_role(const Person& person, Permission permission);
/// The delegation that gives it to the person on that day; null where none does.
[[nodiscard]] const Delegation* delegation_for(const Audit& audit, const RecordId& person,
                                               Permission permission, const CivilDate& day);
/// Under which delegation somebody acts who has no such right of their own; none: in their own right.
[[nodiscard]] RecordId acts_under(const Audit& audit, const Context& context, Permission permission);
/// Present people of the office who have the permission by role or delegation.
[[nodiscard]] std::vector<RecordId> people_permitted(const Audit& audit, const RecordId& office,
                                                     Permission permission, const CivilDate& day);
/// Heads of the office who have not left.
[[nodiscard]] std::size_t head_count(const Audit& audit, const RecordId& office);

/// Whether the actor may do it today. Where merging has left an office with roles and without a head, all of
/// its people may manage people until there is one again. Errors: `people.actor_left`, `people.actor_unknown`
/// (no person of these records, though roles are given), `people.not_permitted` naming which role may and who
/// here has it, `people.not_permitted_by_anybody`.
[[nodiscard]] Result<void> permitted(const Audit& audit, const Context& context, Permission permission);

/// What changing the field of a record asks for.
[[nodiscard]] Permission permission_for(const Audit& audit, const RecordId& record, std::string_view field);
/// The same for a record that is to come.
[[nodiscard]] Permission permission_for(std::string_view kind);
/// `permitted` for that; one's own name, position, card and telephone ask for no more than
/// `submit_requests`. Besides: `people.other_office` for people and offices of an office that has roles of
/// its own.
[[nodiscard]] Result<void> permitted_edit(const Audit& audit, const Context& context, const RecordId& record,
                                          std::string_view field);

} // namespace truat::audit
