// The course of a visit: planned, started, completed, locked, reopened. (inspection.h has the states.)
#pragma once

#include "audit/factory_verbs.h"
#include "audit/numbering.h"

namespace truat::audit {

/// Puts a shipped checklist into the store as a record, before the first visit that uses it. Not undoable:
/// visits of others may come to stand on it. Nothing where the record is there already.
[[nodiscard]] std::optional<Change> install_checklist(const Audit& audit, const forms::Template& checklist);

struct VisitPlan {
  RecordId factory;
  RecordId checklist; ///< a `template` record that is installed (checklist_id)
  std::string purpose;
  std::string purpose_detail;
  std::optional<CivilDate> planned_on;
  std::vector<RecordId> team;
};
/// Errors: `audit.no_such_factory`, `audit.checklist_missing`, `audit.purpose_missing`.
[[nodiscard]] Result<Created> plan_visit(const Audit& audit, const VisitPlan& plan, const Context& context);

/// The officers are at the gate: gives the number, the day (today) and the time of entry (`context.now`,
/// Thailand). Errors: `audit.no_such_record`, `audit.visit_started` (in another state than planned).
[[nodiscard]] Result<Change> start_visit(const Audit& audit, const RecordId& inspection,
                                         const NumberSeries& series, const Context& context);
/// Plans and starts in one change.
[[nodiscard]] Result<Created> begin_visit(const Audit& audit, const VisitPlan& plan,
                                          const NumberSeries& series, const Context& context);

/// Finishes the visit. Where samples wait, `complete` refuses (`audit.samples_wait`) and `await_laboratory`
/// is the step; from there `complete` follows when the last result is in. Both freeze the snapshot and carry
/// what was seen. Completing is not undone; its counter-verb is `reopen`. Errors:
/// `audit.inspection_not_started`, `audit.inspection_closed`, `audit.incomplete` (with the number of blocking
/// issues of completion.h; one alone is the error itself), `audit.no_samples_wait`.
[[nodiscard]] Result<Change> complete(const Audit& audit, const RecordId& inspection, const Context& context);
[[nodiscard]] Result<Change> await_laboratory(const Audit& audit, const RecordId& inspection,
                                              const Context& context);
/// Whichever of the two is due: what the button "จบการตรวจ" does.
[[nodiscard]] Result<Change> finish_visit(const Audit& audit, const RecordId& inspection,
                                          const Context& context);

/// Closes the record for ever. Errors: `audit.not_completed`, `audit.not_signed` (no officer, or neither the
/// guide's signature nor a refusal), `audit.changed_since_signed`.
[[nodiscard]] Result<Change> lock(const Audit& audit, const RecordId& inspection, const Context& context);

/// The counter-verb of completing: back to work, with a reason that stays. Errors: `audit.inspection_locked`,
/// `audit.inspection_open`, `audit.reason_missing`.
[[nodiscard]] Result<Change> reopen(const Audit& audit, const RecordId& inspection, std::string_view reason,
                                    const Context& context);

} // namespace truat::audit
