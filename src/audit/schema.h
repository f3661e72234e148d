// The kinds of records of the audit side, for `records::Schema`.
#pragma once

#include "records/field.h"

#include <vector>

namespace truat::audit {

/// factory, inspection, finding, photo, sample, signature, instrument, person, office, workstation, template.
[[nodiscard]] std::vector<records::RecordKind> record_kinds();

} // namespace truat::audit
