// Verbs that hold for every kind: change a field, change a set, create, delete. What a kind forbids is asked
// of it here.
#pragma once

#include "audit/audit.h"

#include <optional>

namespace truat::audit {

using records::Change;
using records::Context;

/// What a form shows when a field is opened: the heads that an edit will overwrite.
using Overwrites = std::optional<std::vector<records::OperationId>>;

/// Whether a person may change the field now: it exists, is edited by people, its record stands and is not
/// closed. What is not part of the signed content (the official number, the copy's hand-over) can be changed
/// in every state. Errors: `audit.no_such_record`, `audit.no_such_field`, `audit.field_of_verbs`,
/// `audit.inspection_closed` (naming the state), `audit.inspection_locked`, those of `permitted_edit`
/// (permissions.h). A disabled field's tooltip is this error.
[[nodiscard]] Result<void> can_edit(const Audit& audit, const RecordId& record, std::string_view field,
                                    const Context& context);

/// One field, checked by its descriptor and its kind's own rules, emptied by an empty value. One-line texts
/// lose the white space at their ends. A registration number is brought to its normal form; a place brings
/// the places above it and its postcode along, and takes away those below that do not belong to it. Errors:
/// those of `can_edit` and `records::check_value`; `audit.field_required`, `audit.number_negative`,
/// `audit.registration_taken` (naming the factory), those of a registration number, `audit.juristic_number`
/// (13 digits), `audit.left_before_entered`, `audit.position_off_globe`, `people.last_head` (who would go to
/// another office).
[[nodiscard]] Result<Change> set_field(const Audit& audit, const RecordId& record, std::string_view field,
                                       Value value, Overwrites overwrites, const Context& context);

/// Makes the members of a set field those given: adds and removes one by one.
[[nodiscard]] Result<Change> set_members(const Audit& audit, const RecordId& record, std::string_view field,
                                         std::vector<std::string> members, const Context& context);
/// The same inside another verb's change.
void draft_members(Change& change, const records::Projection& projection, const RecordId& record,
                   std::string_view field, std::vector<std::string> members);

/// Deletes what may be deleted: a factory without visits (`audit.factory_has_visits`), a visit that is
/// planned or in progress and not signed (`audit.inspection_closed`, `audit.inspection_signed`) with all that
/// belongs to it, a photo or sample of an open visit, a person or an instrument that nothing names
/// (`audit.record_in_use`; `people.last_head`). Carries what the deleter had seen. Other kinds:
/// `audit.not_deletable`.
[[nodiscard]] Result<Change> delete_record(const Audit& audit, const RecordId& record,
                                           const Context& context);

} // namespace truat::audit
