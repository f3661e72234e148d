// Signing a record of inspection, refusing to sign before a witness, and what has changed since.
#pragma once

#include "audit/factory_verbs.h"

namespace truat::audit {

struct SignatureDraft {
  SignerRole role = SignerRole::officer;
  RecordId person;      ///< of an officer of the team; none for others
  std::string name;     ///< taken from the person where empty
  std::string position; ///< likewise
  Strokes strokes;
};
/// Keeps the picture with the digest of what was signed; the inspection's field `signed/<signature>` carries
/// what the record had seen. Whoever signs again, because the content has changed, replaces the earlier
/// signature. Not undoable: a signature is taken back by `remove_signature`. Until the record is locked.
/// Errors: `audit.no_such_record`, `audit.inspection_not_started`, `audit.inspection_locked`,
/// `audit.signature_empty`, `audit.signer_missing` (an officer who is not in the team, a name that is not
/// given), `audit.signed_already` (by this signer, the content unchanged).
[[nodiscard]] Result<Created> sign(const Audit& audit, const RecordId& inspection,
                                   const SignatureDraft& draft, const Context& context);

struct Refusal {
  std::string name; ///< who refused; the guide's name where empty
  std::string position;
  std::string reason;
  std::string witness_name; ///< required
  Strokes witness_strokes;  ///< the witness's own signature; may be empty
};
/// The operator's side will not sign: noted with a witness. Errors: as `sign`, `audit.witness_missing`.
[[nodiscard]] Result<Created> refuse_signature(const Audit& audit, const RecordId& inspection,
                                               const Refusal& refusal, const Context& context);
/// The counter-verb: the signature is deleted and stays in the history. Errors: `audit.inspection_locked`.
[[nodiscard]] Result<Change> remove_signature(const Audit& audit, const RecordId& signature,
                                              const Context& context);

/// Who is expected to sign: every officer of the team in order of their cards, then the guide. Shown as
/// "ลงนาม 1/3".
struct SigningState {
  struct Expected {
    SignerRole role = SignerRole::officer;
    RecordId person; ///< of an officer
    std::string name;
    std::string position;
    std::optional<RecordId> signature; ///< drawn or refused
    bool changed_since = false;        ///< the content is not what was signed
  };
  std::vector<Expected> expected;
  std::vector<RecordId> others; ///< witnesses and people no longer in the team
  std::size_t signed_count = 0;
  bool any_changed_since = false;
};
[[nodiscard]] SigningState signing_state(const Audit& audit, const RecordId& inspection);

/// Whether the content is no longer what this signature's digest was made of.
[[nodiscard]] bool changed_since_signed(const Audit& audit, const RecordId& signature);
/// What now stands in the inspection's signed content though this signer had not seen it: later edits, and
/// concurrent ones of other offices. (Photos, samples and findings are records of their own; for these only
/// the digest tells.)
[[nodiscard]] std::vector<records::Projection::Unseen> fields_since_signed(const Audit& audit,
                                                                           const RecordId& signature);

} // namespace truat::audit
