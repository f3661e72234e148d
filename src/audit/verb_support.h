// What verbs share: whether a visit is open, and how a change begins.
#pragma once

#include "audit/edit.h"

namespace truat::audit {

[[nodiscard]] Change labelled(std::string label, records::Undoable undoable = records::Undoable::yes);

enum class Act : std::uint8_t { add, edit, remove };
/// The label of a change of a whole record: "commit.add_factory".
[[nodiscard]] std::string act_label(Act act, std::string_view kind);

/// The visit that a record belongs to: itself, or what a photo, sample, finding or signature points at; null
/// for others.
[[nodiscard]] const Inspection* visit_of(const Audit& audit, const RecordId& record);

/// Whether the actor may inspect: those of `permitted`.
[[nodiscard]] Result<void> may_inspect(const Audit& audit, const Context& context);
/// Errors: `audit.no_such_record`, `audit.inspection_locked`, `audit.inspection_closed`.
[[nodiscard]] Result<const Inspection*> open_visit(const Audit& audit, const RecordId& inspection);
/// Besides: `audit.inspection_not_started`.
[[nodiscard]] Result<const Inspection*> started_visit(const Audit& audit, const RecordId& inspection);

/// The value in the form in which it is kept, or why it cannot be: the rules of `set_field`. `record` may be
/// to come.
[[nodiscard]] Result<Value> normalised_value(const Audit& audit, const RecordId& record,
                                             const records::FieldDescriptor& field, Value value);

/// A required field of the table is empty in what is to be created: `audit.field_required`.
[[nodiscard]] std::unexpected<Error> field_required(std::string_view label);
/// The record's kind; `deleted` is taken back where the record had been deleted and comes again.
void create_record(Change& change, const Audit& audit, const RecordId& record, std::string_view kind);
/// Sets the field where that changes anything.
void set_where_different(Change& change, const Audit& audit, const RecordId& record, std::string_view field,
                         Value value);

} // namespace truat::audit
