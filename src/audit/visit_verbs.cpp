#include "audit/visit_verbs.h"

#include "audit/choices.h"
#include "audit/completion.h"
#include "audit/permissions.h"
#include "audit/signing_verbs.h"
#include "audit/snapshot.h"
#include "audit/verb_support.h"
#include "base/contract.h"

namespace truat::audit {
namespace {

Result<void> check_plan(const Audit& audit, const VisitPlan& plan) {
  if (audit.factory(plan.factory) == nullptr)
    return failure("audit.no_such_factory");
  if (audit.checklist(plan.checklist) == nullptr)
    return failure("audit.checklist_missing");
  if (choice_label("purpose", plan.purpose).empty())
    return failure("audit.purpose_missing");
  return {};
}

Created draft_visit(const Audit& audit, const VisitPlan& plan, const Context& context) {
  expects(context.random != nullptr, "a verb that creates has a source of ids");
  const forms::Template& checklist = *audit.checklist(plan.checklist);
  Inspection visit;
  visit.id = records::new_record_id(*context.random);
  visit.factory = plan.factory;
  visit.checklist = plan.checklist;
  visit.checklist_key = checklist.key;
  visit.checklist_version = checklist.version;
  visit.purpose = plan.purpose;
  visit.purpose_detail = plan.purpose_detail;
  visit.planned_on = plan.planned_on;
  visit.team = plan.team;
  visit.state_key = key_of(InspectionState::planned);
  Created created{visit.id, {}};
  created.change.create(visit.id, inspection_kind);
  inspection_table().write(created.change, visit.id, visit);
  return created;
}

void draft_start(Change& change, const Audit& audit, const RecordId& id, const NumberSeries& series,
                 const Context& context) {
  change.set(id, "inspection.number", next_inspection_number(audit, series, context.today));
  change.set(id, "inspection.visited_on", records::to_value(context.today));
  change.set(id, "inspection.entered_at", records::to_value(local_time(context.now).time));
  change.set(id, "inspection.state", std::string(key_of(InspectionState::in_progress)));
}

/// What both ways to finish ask: nothing blocks.
Result<void> check_complete(const Audit& audit, const RecordId& id) {
  std::size_t blocking = 0;
  const Issue* first = nullptr;
  const auto issues = completion_issues(audit, id);
  for (const Issue& issue : issues)
    if (issue.gravity == Gravity::blocking && blocking++ == 0)
      first = &issue;
  if (first == nullptr)
    return {};
  if (blocking == 1)
    return std::unexpected(Error{first->phrase.key, first->phrase.arguments, {}});
  return failure("audit.incomplete", {{"count", std::to_string(blocking)}});
}

Change finish(const Audit& audit, const RecordId& id, InspectionState state, std::string label,
              const Context& context) {
  Change change = labelled(std::move(label), records::Undoable::no);
  change.seal(id, "inspection.state", std::string(key_of(state)));
  if (state == InspectionState::completed)
    change.set(id, "inspection.completed_at", records::to_value(context.now));
  // A visit that comes back from the laboratory keeps the snapshot of the day it was finished on site.
  if (audit.inspection(id)->is_open())
    change.set(id, "inspection.snapshot", to_structure(current_snapshot(audit, id)));
  return change;
}

bool samples_wait(const Audit& audit, const RecordId& id) {
  for (const RecordId& known : audit.samples_of(id))
    if (const Sample* sample = audit.sample(known); sample != nullptr && sample->waits())
      return true;
  return false;
}

} // namespace

std::optional<Change> install_checklist(const Audit& audit, const forms::Template& checklist) {
  const RecordId id = checklist_id(checklist);
  if (audit.projection().exists(id))
    return std::nullopt;
  ChecklistRecord record;
  record.id = id;
  record.key = checklist.key;
  record.version = checklist.version;
  record.title_thai = checklist.title.thai;
  record.title_english = checklist.title.english;
  record.content = {checklist.content};
  Change change = labelled("commit.install_checklist", records::Undoable::no);
  create_record(change, audit, id, checklist_kind);
  checklist_table().write(change, id, record);
  return change;
}

Result<Created> plan_visit(const Audit& audit, const VisitPlan& plan, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  if (auto checked = check_plan(audit, plan); !checked)
    return std::unexpected(checked.error());
  Created created = draft_visit(audit, plan, context);
  created.change.label = "commit.plan_visit";
  return created;
}

Result<Change> start_visit(const Audit& audit, const RecordId& id, const NumberSeries& series,
                           const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  if (visit->state() != InspectionState::planned)
    return failure("audit.visit_started", {{"state", "@choice.inspection_state." + visit->state_key}});
  if (audit.checklist(visit->checklist) == nullptr)
    return failure("audit.checklist_missing");
  Change change = labelled("commit.start_visit");
  draft_start(change, audit, id, series, context);
  return change;
}

Result<Created> begin_visit(const Audit& audit, const VisitPlan& plan, const NumberSeries& series,
                            const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  if (auto checked = check_plan(audit, plan); !checked)
    return std::unexpected(checked.error());
  Created created = draft_visit(audit, plan, context);
  created.change.label = "commit.start_visit";
  draft_start(created.change, audit, created.id, series, context);
  return created;
}

Result<Change> complete(const Audit& audit, const RecordId& id, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  const bool from_laboratory = visit->state() == InspectionState::awaiting_laboratory;
  if (!from_laboratory)
    if (const auto started = started_visit(audit, id); !started)
      return std::unexpected(started.error());
  if (auto checked = check_complete(audit, id); !checked)
    return std::unexpected(checked.error());
  if (samples_wait(audit, id))
    return failure("audit.samples_wait");
  return finish(audit, id, InspectionState::completed, "commit.complete", context);
}

Result<Change> await_laboratory(const Audit& audit, const RecordId& id, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  if (const auto started = started_visit(audit, id); !started)
    return std::unexpected(started.error());
  if (auto checked = check_complete(audit, id); !checked)
    return std::unexpected(checked.error());
  if (!samples_wait(audit, id))
    return failure("audit.no_samples_wait");
  return finish(audit, id, InspectionState::awaiting_laboratory, "commit.await_laboratory", context);
}

Result<Change> finish_visit(const Audit& audit, const RecordId& id, const Context& context) {
  return samples_wait(audit, id) ? await_laboratory(audit, id, context) : complete(audit, id, context);
}

Result<Change> lock(const Audit& audit, const RecordId& id, const Context& context) {
  if (auto allowed = permitted(audit, context, Permission::close_visits); !allowed)
    return std::unexpected(allowed.error());
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  if (visit->state() == InspectionState::locked)
    return failure("audit.inspection_locked");
  if (visit->state() != InspectionState::completed)
    return failure("audit.not_completed");
  const SigningState signing = signing_state(audit, id);
  bool officer = false;
  bool operator_side = false;
  for (const SigningState::Expected& expected : signing.expected) {
    officer = officer || (expected.role == SignerRole::officer && expected.signature.has_value());
    operator_side = operator_side || (expected.role == SignerRole::guide && expected.signature.has_value());
  }
  if (!officer || !operator_side)
    return failure("audit.not_signed");
  if (signing.any_changed_since)
    return failure("audit.changed_since_signed");
  Change change = labelled("commit.lock", records::Undoable::no);
  change.seal(id, "inspection.state", std::string(key_of(InspectionState::locked)));
  return change;
}

Result<Change> reopen(const Audit& audit, const RecordId& id, std::string_view reason,
                      const Context& context) {
  if (auto allowed = permitted(audit, context, Permission::close_visits); !allowed)
    return std::unexpected(allowed.error());
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  if (visit->state() == InspectionState::locked)
    return failure("audit.inspection_locked");
  if (visit->is_open())
    return failure("audit.inspection_open");
  if (reason.empty())
    return failure("audit.reason_missing");
  Change change = labelled("commit.reopen", records::Undoable::no);
  change.seal(id, "inspection.state", std::string(key_of(InspectionState::in_progress)));
  change.set(id, "inspection.reopen_reason", std::string(reason));
  change.set(id, "inspection.completed_at", {});
  return change;
}

} // namespace truat::audit
