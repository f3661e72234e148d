// The digest of a record of inspection: what is printed in its footer, kept in its signatures, and checked
// later.
//
// It is the sha-256 of the canonical JSON
//   {"checklist":HASH,"inspection":{FIELD:VALUE…},"records":[{"fields":{FIELD:VALUE…},"id":ID,"kind":KIND}…],"snapshot":{…},"truat":"inspection-1"}
// fields sorted by wire name, records by kind and id. In it: the inspection with answers and notes, its
// photos (by the hash of their bytes), samples, findings, and the snapshot of factory and team. Not in it,
// because they come after signing by their nature: state, completion, the official number, the copy's
// hand-over, the reason of a reopening, the signatures themselves, and the laboratory's part: results of
// samples, answers and notes of questions whose numbers the laboratory gives, and the findings that come of
// these.
#pragma once

#include "audit/audit.h"

namespace truat::audit {

[[nodiscard]] std::string signed_content(const Audit& audit, const RecordId& inspection);
[[nodiscard]] Hash content_digest(const Audit& audit, const RecordId& inspection);
/// Whether a change of this field changes the digest.
[[nodiscard]] bool is_signed_field(std::string_view kind, std::string_view field);
/// "9f3c 61aa 04d7 be52": the first 16 digits, as printed.
[[nodiscard]] std::string short_digest(const Hash& digest);

} // namespace truat::audit
