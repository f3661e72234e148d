// Settling a conflict: one of the values that several people gave a field without seeing each other comes to
// stand.
#pragma once

#include "audit/edit.h"

#include <span>

namespace truat::audit {

/// `chosen`, one of the field's live values, overwrites all of them; the others stay in the history. An
/// answer brings its finding along, as `answer_question` does. Of the field `deleted`, `true` deletes again,
/// knowing what the others did, and an empty value keeps the record. A visit that is closed or locked stays
/// so: only the field is settled, the history says that it was done after closing, and where the choice is
/// not what was signed, the signatures say that the record has changed since. Of a request the whole decision
/// to which the value belongs comes to stand. Errors: `audit.no_conflict`, also for what is no live value of
/// a closed visit; those of `permitted` for settling and for what the field itself asks for; those of
/// `set_field`, `answer_question` or `write_note`.
[[nodiscard]] Result<Change> settle_conflict(const Audit& audit, const RecordId& record,
                                             std::string_view field, const Value& chosen,
                                             const Context& context);

/// All of these at once, each by the value that this PC gave; fields to which it gave none, and those that
/// cannot be settled, stay open. Errors: `audit.no_conflict` where nothing is left, those of `permitted`.
[[nodiscard]] Result<Change> settle_all(const Audit& audit, std::span<const records::FieldKey> keys,
                                        const records::ReplicaId& replica, const Context& context);

/// Takes a deletion back, with the parts that were deleted together with the record: it was deleted while
/// others added to it. Errors: `audit.no_such_record` where it is not deleted, those of `permitted` as of
/// settling.
[[nodiscard]] Result<Change> restore_record(const Audit& audit, const RecordId& record,
                                            const Context& context);

} // namespace truat::audit
