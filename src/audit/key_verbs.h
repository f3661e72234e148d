// What is done with the keys by which PCs sign: publishing one's own, trusting and revoking another's.
#pragma once

#include "audit/edit.h"
#include "base/signature.h"

namespace truat::audit {

/// Says in this PC's own chain what key it signs with; empty where it has said so already. To be committed
/// before anything is signed: a signature by a key that is not in the chain counts as forged. Errors:
/// `keys.no_workstation` before the PC has a record.
[[nodiscard]] Result<Change> publish_key(const Audit& audit, const records::ReplicaId& replica,
                                         const PublicKey& key);
/// Says in the name of `own` that this PC's key, as it is known here, is its own: somebody has compared the
/// fingerprint. A key that it publishes later wants to be trusted anew. Errors: `keys.none_published`,
/// those of `permitted` (managing people).
[[nodiscard]] Result<Change> trust_key(const Audit& audit, const records::ReplicaId& own,
                                       const records::ReplicaId& replica, const Context& context);
/// Says that what this PC signs from now on counts for nothing. Errors: `keys.none_published`.
[[nodiscard]] Result<Change> revoke_key(const Audit& audit, const records::ReplicaId& own,
                                        const records::ReplicaId& replica, const Context& context);

} // namespace truat::audit
