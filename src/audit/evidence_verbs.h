// Photos, samples and findings written by hand: what is added to a visit beside its answers.
#pragma once

#include "audit/factory_verbs.h"

namespace truat::audit {

/// `photo.inspection` says where; its `id` is not read. The bytes must be in the photo database before the
/// change is committed. Errors: those of `can_edit`, `audit.photo_hash`, `audit.no_such_question`.
[[nodiscard]] Result<Created> attach_photo(const Audit& audit, const Photo& photo, const Context& context);
/// The bytes stay: history may show them. Errors: those of `can_edit`.
[[nodiscard]] Result<Change> remove_photo(const Audit& audit, const RecordId& photo, const Context& context);

/// Errors: those of `can_edit`, `audit.field_required` (seal, point), `audit.seal_taken`.
[[nodiscard]] Result<Created> add_sample(const Audit& audit, const Sample& sample, const Context& context);

struct LaboratoryResult {
  std::string result;  ///< "BOD 45 mg/l"
  std::string outcome; ///< key of `sample_outcome`
  std::optional<CivilDate> result_on;
  std::string report_number;
};
/// Also while the visit waits for the laboratory. Errors: `audit.no_such_record`, `audit.inspection_closed`,
/// `audit.result_missing`.
[[nodiscard]] Result<Change> record_result(const Audit& audit, const RecordId& sample,
                                           const LaboratoryResult& result, const Context& context);

/// A finding that no question asked for. Errors: those of `can_edit`, `audit.field_required` (text).
[[nodiscard]] Result<Created> add_finding(const Audit& audit, const Finding& finding, const Context& context);
/// Mended before the officers left; or open again. Errors: those of `can_edit`, `audit.finding_withdrawn`.
[[nodiscard]] Result<Change> set_finding_state(const Audit& audit, const RecordId& finding,
                                               FindingState state, const Context& context);
/// A hand-written finding is withdrawn; one that an answer made is withdrawn by mending the answer
/// (`audit.finding_of_answer`).
[[nodiscard]] Result<Change> withdraw_finding(const Audit& audit, const RecordId& finding,
                                              const Context& context);

} // namespace truat::audit
