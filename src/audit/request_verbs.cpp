#include "audit/request_verbs.h"

#include "audit/plain_text.h"
#include "audit/verb_support.h"
#include "base/contract.h"

#include <algorithm>

namespace truat::audit {
namespace {

using Hand = RequestHand;
using State = RequestState;
using Step = RequestStep;

constexpr RequestTransition transitions[] = {
    {Step::agree, State::submitted, State::agreed, Hand::decider, "commit.agree_request"},
    {Step::return_with_reason, State::submitted, State::returned, Hand::decider, "commit.return_request"},
    {Step::note, State::submitted, State::noted, Hand::decider, "commit.note_request"},
    {Step::assign, State::submitted, State::assigned, Hand::decider, "commit.assign_request"},
    {Step::assign, State::agreed, State::assigned, Hand::decider, "commit.assign_request"},
    {Step::assign, State::assigned, State::assigned, Hand::decider, "commit.assign_request"},
    {Step::complete, State::assigned, State::done, Hand::assignee, "commit.complete_request"},
    {Step::withdraw, State::submitted, State::withdrawn, Hand::asker, "commit.withdraw_request"},
    {Step::withdraw, State::returned, State::withdrawn, Hand::asker, "commit.withdraw_request"},
    {Step::resubmit, State::returned, State::submitted, Hand::asker, "commit.resubmit_request"},
    {Step::resubmit, State::withdrawn, State::submitted, Hand::asker, "commit.resubmit_request"},
};

const RequestTransition* transition(Step step, State from) {
  const auto* const found = std::ranges::find_if(
      transitions, [&](const RequestTransition& one) { return one.step == step && one.from == from; });
  return found == std::end(transitions) ? nullptr : found;
}

RecordId office_of(const Audit& audit, const RecordId& id) {
  const Person* person = audit.person(id);
  return person == nullptr ? RecordId{} : person->office;
}

/// Whether the request is the actor's to decide, once they may decide at all: it is addressed to them, or to
/// the head of their office; a head may decide for others of the office, and who acts for the addressee.
Result<void> is_theirs(const Audit& audit, const Request& request, const Context& context) {
  const Person* actor = audit.person(context.actor);
  if (actor == nullptr || request.addressee == context.actor)
    return {};
  if (office_of(audit, request.asked_by) != actor->office)
    return failure("requests.of_other_office");
  if (request.addressee.is_none() || has_by_role(*actor, Permission::decide_requests))
    return {};
  const Delegation* delegation = delegation_for(audit, actor->id, Permission::decide_requests, context.today);
  if (delegation == nullptr ||
      (delegation->giver != request.addressee && delegation->basis() != DelegationBasis::acting))
    return failure("requests.addressed_to_another", {{"name", audit.person(request.addressee) == nullptr
                                                                  ? std::string()
                                                                  : audit.person(request.addressee)->name}});
  return {};
}

Result<void> can_decide(const Audit& audit, const Request& request, const Context& context) {
  if (auto allowed = permitted(audit, context, Permission::decide_requests); !allowed)
    return allowed;
  return is_theirs(audit, request, context);
}

Result<void> has_hand(const Audit& audit, const Request& request, Hand hand, const Context& context) {
  if (hand == Hand::decider)
    return can_decide(audit, request, context);
  if (auto allowed = permitted(audit, context, Permission::submit_requests); !allowed)
    return allowed;
  const RecordId& whose = hand == Hand::asker ? request.asked_by : request.assignee;
  if (whose == context.actor || (hand == Hand::assignee && can_decide(audit, request, context)))
    return {};
  const Person* person = audit.person(whose);
  return failure("requests.not_yours", {{"name", person == nullptr ? std::string() : person->name}});
}

Value text_value(const std::string& text) {
  const std::string kept = trimmed(text);
  return kept.empty() ? Value{} : Value{kept};
}

void draft_decision(Change& change, const Audit& audit, const RecordId& id, const RequestWords& words,
                    const Context& context) {
  const RecordId delegation = acts_under(audit, context, Permission::decide_requests);
  change.set(id, "request.decision_note", text_value(words.note));
  change.set(id, "request.decided_by", records::to_value(context.actor));
  change.set(id, "request.decided_on", records::to_value(context.today));
  change.set(id, "request.delegation", delegation.is_none() ? Value{} : records::to_value(delegation));
}

Result<void> check_words(const Audit& audit, Step step, const RequestWords& words, const Context& context) {
  if (step == Step::return_with_reason && trimmed(words.note).empty())
    return failure("requests.reason_missing");
  if (step != Step::assign)
    return {};
  const Person* assignee = audit.person(words.assignee);
  if (assignee == nullptr || !assignee->is_here(context.today))
    return failure("requests.assignee_missing");
  if (!words.due)
    return failure("requests.due_missing");
  return {};
}

} // namespace

std::span<const RequestTransition> request_transitions() {
  return transitions;
}

Result<Created> submit_request(const Audit& audit, const RequestDraft& draft, const Context& context) {
  expects(context.random != nullptr, "a verb that creates has a source of ids");
  if (auto allowed = permitted(audit, context, Permission::submit_requests); !allowed)
    return std::unexpected(allowed.error());
  Request request{.id = records::new_record_id(*context.random),
                  .subject = draft.subject,
                  .title = trimmed(draft.title),
                  .text = trimmed(draft.text),
                  .asked_by = context.actor,
                  .asked_on = context.today,
                  .addressee = draft.addressee,
                  .state_key = {},
                  .decision_note = {},
                  .decided_by = {},
                  .decided_on = {},
                  .delegation = {},
                  .assignee = {},
                  .due = {},
                  .done_on = {},
                  .done_note = {}};
  if (request.title.empty())
    return field_required("field.request.title");
  if (!request.subject.is_none() && !audit.projection().exists(request.subject))
    return failure("audit.no_such_record");
  if (!request.addressee.is_none()) {
    Context theirs = context;
    theirs.actor = request.addressee;
    if (audit.person(request.addressee) == nullptr || !permitted(audit, theirs, Permission::decide_requests))
      return failure("requests.addressee_cannot_decide");
  }
  if (!request.subject.is_none())
    for (const RecordId& other : audit.projection().referring("request.subject", request.subject))
      if (const Request* known = audit.request(other); known != nullptr &&
                                                       known->state() == State::submitted &&
                                                       plain_key(known->title) == plain_key(request.title))
        return failure("requests.waits_already");
  Created created{request.id, labelled("commit.submit_request")};
  created.change.create(request.id, request_kind);
  request_table().write(created.change, request.id, request);
  created.change.seal(request.id, "request.state", std::string(key_of(State::submitted)));
  return created;
}

Result<void> can_take_request_step(const Audit& audit, const RecordId& id, Step step,
                                   const Context& context) {
  const Request* request = audit.request(id);
  if (request == nullptr)
    return failure("audit.no_such_record");
  const RequestTransition* way = transition(step, request->state());
  if (way == nullptr)
    return failure("requests.not_now", {{"state", "@choice.request_state." + request->state_key}});
  return has_hand(audit, *request, way->hand, context);
}

Result<Change> take_request_step(const Audit& audit, const RecordId& id, Step step, const RequestWords& words,
                                 const Context& context) {
  if (auto allowed = can_take_request_step(audit, id, step, context); !allowed)
    return std::unexpected(allowed.error());
  if (auto checked = check_words(audit, step, words, context); !checked)
    return std::unexpected(checked.error());
  const RequestTransition& way = *transition(step, audit.request(id)->state());
  Change change = labelled(std::string(way.label));
  // An assignment of what is assigned already leaves the state; the seal says again what was seen.
  change.seal(id, "request.state", std::string(key_of(way.to)));
  if (way.hand == Hand::decider)
    draft_decision(change, audit, id, words, context);
  if (step == Step::assign) {
    change.set(id, "request.assignee", records::to_value(words.assignee));
    change.set(id, "request.due", records::to_value(*words.due));
  } else if (step == Step::complete) {
    change.set(id, "request.done_on", records::to_value(context.today));
    change.set(id, "request.done_note", text_value(words.note));
  } else if (step == Step::resubmit && !trimmed(words.title).empty()) {
    change.set(id, "request.title", trimmed(words.title));
    change.set(id, "request.text", text_value(words.text));
  }
  return change;
}

Tray tray_of(const Audit& audit, const Context& context) {
  Tray tray;
  const bool decides = permitted(audit, context, Permission::decide_requests).has_value();
  for (const RecordId& id : audit.requests()) {
    const Request* request = audit.request(id);
    if (request == nullptr)
      continue;
    const State state = request->state();
    if (state == State::submitted && decides && is_theirs(audit, *request, context))
      tray.waiting.push_back(id);
    else if (state == State::assigned && request->assignee == context.actor)
      tray.assigned.push_back(id);
    else if (request->asked_by == context.actor &&
             (state == State::submitted || state == State::returned || state == State::assigned))
      tray.asked.push_back(id);
    else
      tray.finished.push_back(id);
  }
  std::ranges::reverse(tray.finished);
  return tray;
}

std::size_t waiting_count(const Audit& audit, const Context& context) {
  const Tray tray = tray_of(audit, context);
  return tray.waiting.size() + tray.assigned.size();
}

} // namespace truat::audit
