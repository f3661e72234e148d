#include "audit/key_verbs.h"

#include "audit/permissions.h"
#include "audit/verb_support.h"

namespace truat::audit {
namespace {

constexpr std::string_view key_field = "workstation.key";

Result<Change> judge(const Audit& audit, const records::ReplicaId& own, const records::ReplicaId& replica,
                     const Context& context, std::string label, std::string_view verdict) {
  if (auto allowed = permitted(audit, context, Permission::manage_people); !allowed)
    return std::unexpected(std::move(allowed.error()));
  const RecordId id = workstation_id(replica);
  const Workstation* workstation = audit.workstation(id);
  if (workstation == nullptr || workstation->key.empty())
    return failure("keys.none_published");
  Change change = labelled(std::move(label), records::Undoable::no);
  // With what was seen of the record: it says which keys the verdict is of.
  change.seal(id, std::string(trust_prefix) + "/" + records::to_string(own), std::string(verdict));
  return change;
}

} // namespace

Result<Change> publish_key(const Audit& audit, const records::ReplicaId& replica, const PublicKey& key) {
  const RecordId id = workstation_id(replica);
  if (audit.workstation(id) == nullptr)
    return failure("keys.no_workstation");
  Change change = labelled("commit.publish_key", records::Undoable::no);
  set_where_different(change, audit, id, key_field, to_text(key));
  return change;
}

Result<Change> trust_key(const Audit& audit, const records::ReplicaId& own, const records::ReplicaId& replica,
                         const Context& context) {
  return judge(audit, own, replica, context, "commit.trust_key", "trusted");
}

Result<Change> revoke_key(const Audit& audit, const records::ReplicaId& own,
                          const records::ReplicaId& replica, const Context& context) {
  return judge(audit, own, replica, context, "commit.revoke_key", "revoked");
}

} // namespace truat::audit
