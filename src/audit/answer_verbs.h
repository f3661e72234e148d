// Answering: what a visit's questions get, and the findings that failed answers make.
#pragma once

#include "audit/edit.h"

namespace truat::audit {

/// Keeps the answer and, in the same change, the finding that goes with it: made when the answer fails,
/// brought up to date while nobody has edited it by hand, withdrawn when the answer no longer fails, opened
/// again when it fails once more. `std::monostate` takes the answer back. A number that the laboratory gives
/// can be answered while the visit waits for it. Errors: those of `can_edit`, `audit.inspection_not_started`,
/// `audit.checklist_missing`, `audit.no_such_question`, those of `forms::check_answer`.
[[nodiscard]] Result<Change> answer_question(const Audit& audit, const RecordId& inspection,
                                             const forms::QuestionInstance& place,
                                             const forms::Answer& answer, Overwrites overwrites,
                                             const Context& context);

/// The question's note; a finding whose text nobody edited takes it up. Empty takes the note back. Errors as
/// above.
[[nodiscard]] Result<Change> write_note(const Audit& audit, const RecordId& inspection,
                                        const forms::QuestionInstance& place, std::string_view text,
                                        Overwrites overwrites, const Context& context);

/// "คัดลอกจากครั้งก่อน": the answers of the visit before for the questions of one section that are not answered
/// yet and were not failed then. Errors: as above, `audit.no_previous_visit`, `audit.nothing_to_copy`.
[[nodiscard]] Result<Change> copy_previous_answers(const Audit& audit, const RecordId& inspection,
                                                   std::string_view section, const Context& context);

/// The text that a failed answer gives its finding: the note, else the question's own words with the measured
/// value and the limit. In Thai, the language of the record.
[[nodiscard]] std::string derived_finding_text(const forms::QuestionState& state, const forms::Answer& answer,
                                               std::string_view note);

} // namespace truat::audit
