#include "audit/settle_verbs.h"

#include "audit/answer_verbs.h"
#include "audit/permissions.h"
#include "audit/schema.h"
#include "audit/verb_support.h"
#include "base/sort.h"

#include <algorithm>

namespace truat::audit {
namespace {

using forms::QuestionInstance;

Result<Change> settle_answer(const Audit& audit, const RecordId& record, const QuestionInstance& place,
                             const Value& chosen, Overwrites overwrites, const Context& context) {
  const forms::Template* checklist = audit.checklist_of(record);
  if (checklist == nullptr)
    return failure("audit.checklist_missing");
  const forms::Question* question = checklist->find_question(place.question);
  if (question == nullptr)
    return failure("audit.no_such_question");
  if (records::is_empty(chosen))
    return answer_question(audit, record, place, {}, std::move(overwrites), context);
  const auto answer = forms::to_answer(*question, chosen);
  if (!answer)
    return std::unexpected(answer.error());
  return answer_question(audit, record, place, *answer, std::move(overwrites), context);
}

constexpr std::string_view part_fields[] = {"photo.inspection", "sample.inspection", "finding.inspection",
                                            "signature.inspection"};

/// The parts of a record that were deleted in the commit that deleted it.
std::vector<RecordId> deleted_together(const records::Projection& projection, const RecordId& record) {
  std::vector<records::CommitId> commits;
  for (const records::Head& head : projection.heads(record, records::deleted_field))
    commits.push_back(head.operation.commit());
  std::vector<RecordId> parts;
  for (const RecordId& other : projection.all_records()) {
    if (other == record || !projection.is_deleted(other))
      continue;
    const bool is_part = std::ranges::any_of(part_fields, [&](std::string_view field) {
      return records::as_reference(projection.value(other, field)) == record;
    });
    const auto heads = projection.heads(other, records::deleted_field);
    if (is_part && std::ranges::any_of(heads, [&](const records::Head& head) {
          return std::ranges::find(commits, head.operation.commit()) != commits.end();
        }))
      parts.push_back(other);
  }
  return parts;
}

/// The parts that went with the record come back with it.
Change bring_back(const Audit& audit, const RecordId& record) {
  Change change;
  change.set(record, records::deleted_field, {});
  for (const RecordId& part : deleted_together(audit.projection(), record))
    change.set(part, records::deleted_field, {});
  return change;
}

Result<Change> settle_deletion(const Audit& audit, const RecordId& record, const Value& chosen) {
  Change change;
  if (records::as_boolean(chosen).value_or(false)) {
    change.remove(record);
    for (const std::string_view field : part_fields)
      for (const RecordId& part : audit.projection().referring(field, record))
        change.remove(part);
    return change;
  }
  return bring_back(audit, record);
}

/// The field alone: what only verbs write (a state, a snapshot), and all of a visit that is closed.
Change settle_directly(const RecordId& record, std::string_view field, const Value& chosen,
                       Overwrites overwrites) {
  Change change;
  change.set(record, field, chosen);
  change.operations.back().overwrites = std::move(overwrites);
  return change;
}

/// A decision as a whole: of each of its fields what whoever made it had seen or written, instead of all that
/// stands there. The seal on the state says what that was.
Change settle_decision(const records::Projection& projection, const RecordId& record, std::string_view field,
                       const Value& chosen) {
  const auto states = projection.heads(record, "request.state");
  const auto values = projection.heads(record, field);
  const auto value = std::ranges::find(values, chosen, &records::Head::value);
  const auto decision = std::ranges::find_if(states, [&](const records::Head& state) {
    return value != values.end() && records::covers(state.seen, value->operation);
  });
  Change change;
  for (const records::FieldDescriptor& descriptor : request_table().descriptors()) {
    if (!is_decision_field(descriptor.wire))
      continue;
    const auto heads = projection.heads(record, descriptor.wire);
    if (heads.empty() || (decision == states.end() && descriptor.wire != field))
      continue;
    const auto kept = std::ranges::find_if(heads, [&](const records::Head& head) {
      return decision == states.end() ? head.value == chosen
                                      : records::covers(decision->seen, head.operation);
    });
    change.set(record, descriptor.wire, kept == heads.end() ? Value{} : kept->value);
    std::vector<records::OperationId> overwrites;
    for (const records::Head& head : heads)
      overwrites.push_back(head.operation);
    truat::sort(overwrites);
    change.operations.back().overwrites = std::move(overwrites);
    if (descriptor.wire == "request.state")
      change.operations.back().seen = records::Seen::recorded;
  }
  return change;
}

/// What the field itself asks for, besides `settle_conflicts`.
Permission permission_to_settle(const Audit& audit, const RecordId& record, std::string_view field) {
  if (audit.projection().kind(record) == request_kind && is_decision_field(field))
    return Permission::decide_requests;
  return field == "inspection.state" ? Permission::close_visits : permission_for(audit, record, field);
}

Result<void> may_settle(const Audit& audit, const RecordId& record, std::string_view field,
                        const Context& context) {
  if (auto allowed = permitted(audit, context, Permission::settle_conflicts); !allowed)
    return allowed;
  if (auto allowed = permitted(audit, context, permission_to_settle(audit, record, field)); !allowed)
    return allowed;
  return permitted_edit(audit, context, record, field);
}

bool is_edited_by_people(const Audit& audit, const RecordId& record, std::string_view field) {
  const records::RecordKind* kind = audit_schema().find_kind(audit.projection().kind(record));
  if (kind == nullptr)
    return false;
  const auto found = std::ranges::find(kind->fields, field, &records::FieldDescriptor::wire);
  return found != kind->fields.end() && found->edited_by == records::EditedBy::people;
}

} // namespace

Result<Change> settle_conflict(const Audit& audit, const RecordId& record, std::string_view field,
                               const Value& chosen, const Context& context) {
  const records::Projection& projection = audit.projection();
  if (!projection.in_conflict(record, field))
    return failure("audit.no_conflict");
  if (auto allowed = may_settle(audit, record, field, context); !allowed)
    return std::unexpected(allowed.error());
  const std::vector<records::Head> heads = projection.heads(record, field);
  std::vector<records::OperationId> overwrites;
  for (const records::Head& head : heads)
    overwrites.push_back(head.operation);
  truat::sort(overwrites);

  const Inspection* visit = visit_of(audit, record);
  const bool is_closed = visit != nullptr && !visit->is_open();
  Result<Change> change;
  if (field == records::deleted_field) {
    change = settle_deletion(audit, record, chosen);
  } else if (is_closed) {
    if (std::ranges::find(heads, chosen, &records::Head::value) == heads.end())
      return failure("audit.no_conflict"); // nothing new comes into a visit in this way
    change = settle_directly(record, field, chosen, std::move(overwrites));
  } else if (const auto place = forms::parse_dynamic_field(forms::answer_prefix, field)) {
    change = settle_answer(audit, record, *place, chosen, std::move(overwrites), context);
  } else if (const auto noted = forms::parse_dynamic_field(forms::note_prefix, field)) {
    change = write_note(audit, record, *noted, records::as_text(chosen), std::move(overwrites), context);
  } else if (projection.kind(record) == request_kind && is_decision_field(field)) {
    change = settle_decision(projection, record, field, chosen);
  } else if (is_edited_by_people(audit, record, field)) {
    change = set_field(audit, record, field, chosen, std::move(overwrites), context);
  } else {
    change = settle_directly(record, field, chosen, std::move(overwrites));
  }
  if (change)
    change->label = is_closed ? "commit.settle_closed" : "commit.settle_conflict";
  return change;
}

Result<Change> settle_all(const Audit& audit, std::span<const records::FieldKey> keys,
                          const records::ReplicaId& replica, const Context& context) {
  if (auto allowed = permitted(audit, context, Permission::settle_conflicts); !allowed)
    return std::unexpected(allowed.error());
  Change all = labelled("commit.settle_conflict");
  for (const records::FieldKey& key : keys) {
    const auto heads = audit.projection().heads(key.record, key.field);
    const auto given = std::ranges::find_if(
        heads, [&replica](const records::Head& head) { return head.operation.replica == replica; });
    if (given == heads.end())
      continue;
    auto one = settle_conflict(audit, key.record, key.field, given->value, context);
    if (!one)
      continue;
    if (one->label == "commit.settle_closed")
      all.label = one->label;
    all.operations.insert(all.operations.end(), std::make_move_iterator(one->operations.begin()),
                          std::make_move_iterator(one->operations.end()));
  }
  if (all.operations.empty())
    return failure("audit.no_conflict");
  return all;
}

Result<Change> restore_record(const Audit& audit, const RecordId& record, const Context& context) {
  if (!audit.projection().is_deleted(record))
    return failure("audit.no_such_record");
  if (auto allowed = may_settle(audit, record, records::deleted_field, context); !allowed)
    return std::unexpected(allowed.error());
  Change change = bring_back(audit, record);
  change.label = "commit.restore_record";
  return change;
}

} // namespace truat::audit
