// Verbs that hold for every kind: change a field, change a set, create, delete. What a kind forbids is asked of it here.
#pragma once

#include "audit/audit.h"

#include <optional>

namespace truat::audit {

using records::Change;
using records::Context;


/// What a form shows when a field is opened: the heads that an edit will overwrite.
using Overwrites = std::optional<std::vector<records::OperationId>>;

/// Whether a person may change the field now: it exists, is edited by people, its record stands and is not closed.
/// Errors: `audit.no_such_record`, `audit.no_such_field`, `audit.field_of_verbs`, `audit.inspection_closed` (naming the
/// state), `audit.inspection_locked`. A disabled field's tooltip is this error.
[[nodiscard]] Result<void> can_edit(const Audit& audit, const RecordId& record, std::string_view field);

/// One field, checked by its descriptor and its kind's own rules: a registration number is brought to its normal form and
/// may not be another factory's (`audit.registration_taken`), a juristic number has 13 digits (`audit.juristic_number`), a
/// date of exit is not before entry (`audit.left_before_entered`), a coordinate lies on the globe.
/// An empty value empties the field unless it is required (`audit.field_required`).
[[nodiscard]] Result<Change> set_field(const Audit& audit, const RecordId& record, std::string_view field, Value value,
                                       Overwrites overwrites, const Context& context);

/// Makes the members of a set field those given: adds and removes one by one.
[[nodiscard]] Result<Change> set_members(const Audit& audit, const RecordId& record, std::string_view field,
                                         std::vector<std::string> members, const Context& context);
/// The same inside another verb's change.
void draft_members(Change& change, const records::Projection& projection, const RecordId& record, std::string_view field,
                   std::vector<std::string> members);
/// Adds one member; what others added meanwhile stays.
void add_member(Change& change, const RecordId& record, std::string_view field, std::string member);

/// Deletes what may be deleted: a factory without visits (`audit.factory_has_visits`), a visit that is planned or in
/// progress and not signed (`audit.inspection_not_draft`, `audit.inspection_signed`) with all that belongs to it, a photo,
/// sample or instrument of an open visit. Carries what the deleter had seen.
[[nodiscard]] Result<Change> delete_record(const Audit& audit, const RecordId& record, const Context& context);

} // namespace truat::audit
