#include "audit/people_verbs.h"

#include "audit/plain_text.h"
#include "audit/verb_support.h"
#include "base/contract.h"

#include <algorithm>

namespace truat::audit {
namespace {

bool is_head(const Person& person) {
  return std::ranges::find(person.roles, key_of(Role::head)) != person.roles.end();
}

/// The person, where the actor may manage them.
Result<const Person*> managed(const Audit& audit, const RecordId& id, const Context& context) {
  const Person* person = audit.person(id);
  if (person == nullptr)
    return failure("audit.no_such_record");
  if (auto allowed = permitted_edit(audit, context, id, "person.roles"); !allowed)
    return std::unexpected(allowed.error());
  return person;
}

Result<void> check_delegation(const Audit& audit, const Delegation& delegation, const Context& context) {
  if (auto allowed = permitted(audit, context, Permission::delegate); !allowed)
    return allowed;
  const Person* receiver = audit.person(delegation.receiver);
  if (receiver == nullptr || !receiver->is_here(context.today))
    return failure("people.receiver_missing");
  if (const Person* actor = audit.person(context.actor);
      actor != nullptr && actor->office != receiver->office && roles_are_given(audit, receiver->office))
    return failure("people.other_office");
  if (audit.person(delegation.giver) == nullptr && delegation.position.empty())
    return failure("people.giver_missing");
  if (delegation.giver == delegation.receiver)
    return failure("people.delegates_to_oneself");
  if (delegation.basis() == DelegationBasis::unknown)
    return failure("people.basis_missing");
  if (!delegation.starts_on)
    return field_required("field.delegation.starts_on");
  if (delegation.ends_on && *delegation.ends_on < *delegation.starts_on)
    return failure("people.ends_before_start");
  if (delegation.paper_number.empty())
    return field_required("field.delegation.paper_number");
  if (delegation.basis() == DelegationBasis::acting)
    return {};
  if (delegation.permissions.empty())
    return failure("people.permissions_missing");
  for (const std::string& key : delegation.permissions) {
    const auto permission = permission_of(key);
    if (!permission)
      return failure("people.permissions_missing");
    // Who was given a right hands it on only where the law says so, and that is acting.
    if (*permission == Permission::delegate)
      return failure("people.not_delegable");
  }
  return {};
}

} // namespace

Result<void> can_lose_head(const Audit& audit, const RecordId& id) {
  const Person* person = audit.person(id);
  if (person != nullptr && is_head(*person) && !person->left_on && head_count(audit, person->office) == 1)
    return failure("people.last_head", {{"name", person->name}});
  return {};
}

Result<Change> set_roles(const Audit& audit, const RecordId& id, const std::vector<std::string>& roles,
                         const Context& context) {
  const auto person = managed(audit, id, context);
  if (!person)
    return std::unexpected(person.error());
  if (!(*person)->is_here(context.today))
    return failure("people.has_left", {{"name", (*person)->name}});
  for (const std::string& key : roles) {
    const std::vector<std::string>& before = (*person)->roles;
    if (!role_of(key) && std::ranges::find(before, key) == before.end())
      return failure("people.no_such_role");
  }
  const bool becomes_head = std::ranges::find(roles, key_of(Role::head)) != roles.end();
  if (!becomes_head && !roles.empty() && !roles_are_given(audit, (*person)->office))
    return failure("people.head_first");
  if (!becomes_head)
    if (auto free = can_lose_head(audit, id); !free)
      return std::unexpected(free.error());
  Change change = labelled("commit.set_roles");
  draft_members(change, audit.projection(), id, "person.roles", roles);
  return change;
}

Result<Change> person_leaves(const Audit& audit, const RecordId& id, const CivilDate& day,
                             const Context& context) {
  const auto person = managed(audit, id, context);
  if (!person)
    return std::unexpected(person.error());
  if ((*person)->left_on)
    return failure("people.has_left", {{"name", (*person)->name}});
  if (id == context.actor)
    return failure("people.leaves_oneself");
  if (auto free = can_lose_head(audit, id); !free)
    return std::unexpected(free.error());
  Change change = labelled("commit.person_leaves");
  change.set(id, "person.left_on", records::to_value(day));
  return change;
}

Result<Change> person_returns(const Audit& audit, const RecordId& id, const Context& context) {
  const auto person = managed(audit, id, context);
  if (!person)
    return std::unexpected(person.error());
  if (!(*person)->left_on)
    return failure("people.has_not_left", {{"name", (*person)->name}});
  Change change = labelled("commit.person_returns");
  change.set(id, "person.left_on", {});
  return change;
}

Result<Created> add_delegation(const Audit& audit, const Delegation& given, const Context& context) {
  expects(context.random != nullptr, "a verb that creates has a source of ids");
  Delegation delegation = given;
  delegation.position = trimmed(delegation.position);
  delegation.paper_number = trimmed(delegation.paper_number);
  delegation.ended_on.reset();
  if (auto checked = check_delegation(audit, delegation, context); !checked)
    return std::unexpected(checked.error());
  if (delegation.basis() == DelegationBasis::acting)
    delegation.permissions.clear();
  delegation.id = records::new_record_id(*context.random);
  Created created{delegation.id, labelled("commit.add_delegation")};
  created.change.create(delegation.id, delegation_kind);
  delegation_table().write(created.change, delegation.id, delegation);
  return created;
}

Result<Change> end_delegation(const Audit& audit, const RecordId& id, const Context& context) {
  const Delegation* delegation = audit.delegation(id);
  if (delegation == nullptr)
    return failure("audit.no_such_record");
  if (auto allowed = permitted(audit, context, Permission::delegate); !allowed)
    return std::unexpected(allowed.error());
  if (delegation->ended_on || (delegation->ends_on && *delegation->ends_on < context.today))
    return failure("people.delegation_ended");
  Change change = labelled("commit.end_delegation");
  change.set(id, "delegation.ended_on", records::to_value(context.today));
  return change;
}

} // namespace truat::audit
