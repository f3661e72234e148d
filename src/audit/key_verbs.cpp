#include "audit/key_verbs.h"

#include "audit/verb_support.h"

namespace truat::audit {
namespace {

constexpr std::string_view key_field = "workstation.key";

Result<Change> judge(const Audit& audit, const records::ReplicaId& own, const records::ReplicaId& replica,
                     std::string label, std::string_view verdict) {
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

Result<Change> trust_key(const Audit& audit, const records::ReplicaId& own,
                         const records::ReplicaId& replica) {
  return judge(audit, own, replica, "commit.trust_key", "trusted");
}

Result<Change> revoke_key(const Audit& audit, const records::ReplicaId& own,
                          const records::ReplicaId& replica) {
  return judge(audit, own, replica, "commit.revoke_key", "revoked");
}

} // namespace truat::audit
