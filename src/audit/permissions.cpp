#include "audit/permissions.h"

#include "audit/checklist.h"

#include <algorithm>
#include <array>

namespace truat::audit {
namespace {

constexpr std::array<std::string_view, 6> role_keys{"inspector", "head",    "store",
                                                    "projects",  "auditor", "reader"};
constexpr std::array<std::string_view, 9> permission_keys{
    "inspect",      "edit_factories",  "import_lists",  "settle_conflicts", "submit_requests",
    "close_visits", "decide_requests", "manage_people", "delegate"};

constexpr std::uint16_t bit(Permission permission) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(permission));
}

constexpr std::uint16_t by_inspector = bit(Permission::inspect) | bit(Permission::edit_factories) |
                                       bit(Permission::import_lists) | bit(Permission::settle_conflicts) |
                                       bit(Permission::submit_requests);
/// In the order of `Role`. Store and projects ask and are asked; their own records bring their own
/// permissions.
constexpr std::array<std::uint16_t, 6> granted{
    by_inspector, 0x1FF, bit(Permission::submit_requests), bit(Permission::submit_requests), 0, 0};

/// The role that an error names: the first of the table that may do it.
Role least_role(Permission permission) {
  return grants(Role::inspector, permission) ? Role::inspector : Role::head;
}

constexpr std::size_t most_names = 3;

std::unexpected<Error> not_permitted(const Audit& audit, const Person& actor, Permission permission,
                                     const CivilDate& day) {
  std::string names;
  std::size_t count = 0;
  for (const RecordId& id : people_permitted(audit, actor.office, permission, day)) {
    if (count++ < most_names)
      names += (names.empty() ? "" : ", ") + audit.person(id)->name;
  }
  if (count > most_names)
    names += "…";
  std::vector<Argument> arguments{{"what", "@choice.permission." + std::string(key_of(permission))},
                                  {"role", "@choice.role." + std::string(key_of(least_role(permission)))},
                                  {"people", names}};
  return std::unexpected(Error{
      names.empty() ? "people.not_permitted_by_anybody" : "people.not_permitted", std::move(arguments), {}});
}

struct KindPermission {
  std::string_view kind;
  Permission permission;
};
constexpr KindPermission kind_permissions[] = {
    {factory_kind, Permission::edit_factories}, {person_kind, Permission::manage_people},
    {office_kind, Permission::manage_people},   {workstation_kind, Permission::submit_requests},
    {delegation_kind, Permission::delegate},    {request_kind, Permission::submit_requests},
    {inspection_kind, Permission::inspect},     {finding_kind, Permission::inspect},
    {photo_kind, Permission::inspect},          {sample_kind, Permission::inspect},
    {signature_kind, Permission::inspect},      {instrument_kind, Permission::inspect},
    {checklist_kind, Permission::inspect},
};

bool is_ones_own(const Audit& audit, const Context& context, const RecordId& record, std::string_view field) {
  constexpr std::array<std::string_view, 4> own_fields{"person.name", "person.position",
                                                       "person.officer_card", "person.phone"};
  return record == context.actor && audit.projection().kind(record) == person_kind &&
         std::ranges::find(own_fields, field) != own_fields.end();
}

} // namespace

std::string_view key_of(Role role) {
  return role_keys[static_cast<std::size_t>(role)];
}

std::optional<Role> role_of(std::string_view key) {
  const auto found = std::ranges::find(role_keys, key);
  return found == role_keys.end() ? std::nullopt
                                  : std::optional(static_cast<Role>(found - role_keys.begin()));
}

std::string_view key_of(Permission permission) {
  return permission_keys[static_cast<std::size_t>(permission)];
}

std::optional<Permission> permission_of(std::string_view key) {
  const auto found = std::ranges::find(permission_keys, key);
  return found == permission_keys.end()
             ? std::nullopt
             : std::optional(static_cast<Permission>(found - permission_keys.begin()));
}

bool grants(Role role, Permission permission) {
  return (granted[static_cast<std::size_t>(role)] & bit(permission)) != 0;
}

bool roles_are_given(const Audit& audit, const RecordId& office) {
  return std::ranges::any_of(audit.role_holders(),
                             [&](const RecordId& id) { return audit.person(id)->office == office; });
}

bool has_by_role(const Person& person, Permission permission) {
  return std::ranges::any_of(person.roles, [permission](const std::string& key) {
    const auto role = role_of(key);
    return role && grants(*role, permission);
  });
}

const Delegation* delegation_for(const Audit& audit, const RecordId& person, Permission permission,
                                 const CivilDate& day) {
  for (const RecordId& id : audit.projection().referring("delegation.receiver", person)) {
    const Delegation* delegation = audit.delegation(id);
    if (delegation == nullptr || !delegation->in_force(day))
      continue;
    const bool is_named =
        std::ranges::find(delegation->permissions, key_of(permission)) != delegation->permissions.end();
    if (delegation->basis() == DelegationBasis::acting || is_named)
      return delegation;
  }
  return nullptr;
}

RecordId acts_under(const Audit& audit, const Context& context, Permission permission) {
  const Person* actor = audit.person(context.actor);
  if (actor == nullptr || has_by_role(*actor, permission))
    return {};
  const Delegation* delegation = delegation_for(audit, actor->id, permission, context.today);
  return delegation == nullptr ? RecordId{} : delegation->id;
}

std::vector<RecordId> people_permitted(const Audit& audit, const RecordId& office, Permission permission,
                                       const CivilDate& day) {
  std::vector<RecordId> found;
  for (const RecordId& id : audit.people()) {
    const Person* person = audit.person(id);
    if (person != nullptr && person->office == office && person->is_here(day) &&
        (has_by_role(*person, permission) || delegation_for(audit, id, permission, day) != nullptr))
      found.push_back(id);
  }
  return found;
}

std::size_t head_count(const Audit& audit, const RecordId& office) {
  return static_cast<std::size_t>(std::ranges::count_if(audit.role_holders(), [&](const RecordId& id) {
    const Person& person = *audit.person(id);
    return person.office == office && !person.left_on &&
           std::ranges::find(person.roles, key_of(Role::head)) != person.roles.end();
  }));
}

Result<void> permitted(const Audit& audit, const Context& context, Permission permission) {
  const Person* actor = audit.person(context.actor);
  if (actor == nullptr)
    return audit.role_holders().empty() ? Result<void>{} : failure("people.actor_unknown");
  if (!actor->is_here(context.today))
    return failure("people.actor_left", {{"name", actor->name}});
  if (has_by_role(*actor, permission) || !roles_are_given(audit, actor->office) ||
      delegation_for(audit, actor->id, permission, context.today) != nullptr)
    return {};
  if (permission == Permission::manage_people && head_count(audit, actor->office) == 0)
    return {};
  return not_permitted(audit, *actor, permission, context.today);
}

Permission permission_for(std::string_view kind) {
  const auto* const found = std::ranges::find(kind_permissions, kind, &KindPermission::kind);
  return found == std::end(kind_permissions) ? Permission::inspect : found->permission;
}

Permission permission_for(const Audit& audit, const RecordId& record, std::string_view field) {
  if (field == "request.decided_by" || field == "request.decision_note")
    return Permission::decide_requests;
  return permission_for(audit.projection().kind(record));
}

Result<void> permitted_edit(const Audit& audit, const Context& context, const RecordId& record,
                            std::string_view field) {
  const Permission permission = is_ones_own(audit, context, record, field)
                                    ? Permission::submit_requests
                                    : permission_for(audit, record, field);
  if (auto allowed = permitted(audit, context, permission); !allowed)
    return allowed;
  const Person* actor = audit.person(context.actor);
  if (permission != Permission::manage_people || actor == nullptr)
    return {};
  const Person* person = audit.person(record);
  const RecordId& office = person != nullptr ? person->office : record;
  if (office != actor->office && roles_are_given(audit, office))
    return failure("people.other_office");
  return {};
}

} // namespace truat::audit
