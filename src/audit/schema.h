// The kinds of records of the audit side, for `records::Schema`.
#pragma once

#include "records/field.h"

#include <vector>

namespace truat::audit {

/// factory, inspection, finding, photo, sample, signature, instrument, person, office, workstation, template,
/// delegation, request.
[[nodiscard]] std::vector<records::RecordKind> record_kinds();
/// A schema of these kinds alone, for looking up the descriptors of the audit side.
[[nodiscard]] const records::Schema& audit_schema();

} // namespace truat::audit
