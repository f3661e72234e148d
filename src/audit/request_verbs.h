// Laying a matter before the head, and what becomes of it. (request.h has the fields.)
//
// A decision says on its field `request.state` what the record had seen, so that what changed beside it is
// told; two decisions that did not see each other are a conflict, settled as wholes (settle_verbs.h).
#pragma once

#include "audit/factory_verbs.h"
#include "audit/permissions.h"

#include <span>

namespace truat::audit {

struct RequestDraft {
  RecordId subject; ///< may be none
  std::string title;
  std::string text;
  RecordId addressee; ///< none: the head of one's office
};
/// Errors: those of `permitted`; `audit.field_required` (the title), `audit.no_such_record` (a subject that
/// is not there), `requests.addressee_cannot_decide`, `requests.waits_already` (the same matter of the same
/// record).
[[nodiscard]] Result<Created> submit_request(const Audit& audit, const RequestDraft& draft,
                                             const Context& context);

enum class RequestStep : std::uint8_t {
  agree,
  return_with_reason,
  note,
  assign,
  complete,
  withdraw,
  resubmit
};
/// Who may take a step.
enum class RequestHand : std::uint8_t {
  decider,  ///< `decide_requests`, and it is theirs to decide
  assignee, ///< or a decider
  asker
};
struct RequestTransition {
  RequestStep step;
  RequestState from;
  RequestState to;
  RequestHand hand;
  std::string_view label; ///< of the commit
};
/// All steps that there are, the one place that says so.
[[nodiscard]] std::span<const RequestTransition> request_transitions();

struct RequestWords {
  std::string note;  ///< the reason of a return, what came of an assignment
  RecordId assignee; ///< of assign
  std::optional<CivilDate> due;
  std::string title, text; ///< of resubmit; an empty title keeps both
};
/// Errors: `audit.no_such_record`, `requests.not_now` (naming the state), those of `permitted`,
/// `requests.addressed_to_another`, `requests.of_other_office`, `requests.not_yours` (of steps of the asker
/// and the assignee), `requests.reason_missing`, `requests.assignee_missing`, `requests.due_missing`.
[[nodiscard]] Result<Change> take_request_step(const Audit& audit, const RecordId& request, RequestStep step,
                                               const RequestWords& words, const Context& context);
/// Whether the step can be taken by the actor, whatever they write.
[[nodiscard]] Result<void> can_take_request_step(const Audit& audit, const RecordId& request,
                                                 RequestStep step, const Context& context);

/// The in-tray of the person of the context, in order of asking.
struct Tray {
  std::vector<RecordId> waiting;  ///< for a decision that is theirs
  std::vector<RecordId> assigned; ///< to them, not done yet
  std::vector<RecordId> asked;    ///< by them, or returned to them, and not finished
  std::vector<RecordId> finished; ///< the rest, latest first
};
[[nodiscard]] Tray tray_of(const Audit& audit, const Context& context);
/// How many wait for the person: to be decided or to be done.
[[nodiscard]] std::size_t waiting_count(const Audit& audit, const Context& context);

} // namespace truat::audit
