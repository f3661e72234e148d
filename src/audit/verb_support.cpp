#include "audit/verb_support.h"

#include "audit/permissions.h"

namespace truat::audit {
namespace {

struct ActLabels {
  std::string_view kind;
  std::string_view add;
  std::string_view edit;
  std::string_view remove;
};
constexpr ActLabels act_labels[] = {
    {factory_kind, "commit.add_factory", "commit.edit_factory", "commit.delete_factory"},
    {inspection_kind, "commit.plan_visit", "commit.edit_inspection", "commit.delete_inspection"},
    {finding_kind, "commit.add_finding", "commit.edit_finding", "commit.withdraw_finding"},
    {photo_kind, "commit.attach_photo", "commit.edit_photo", "commit.remove_photo"},
    {sample_kind, "commit.add_sample", "commit.edit_sample", "commit.delete_sample"},
    {instrument_kind, "commit.add_instrument", "commit.edit_instrument", "commit.delete_instrument"},
    {person_kind, "commit.add_person", "commit.edit_person", "commit.delete_person"},
    {office_kind, "commit.add_office", "commit.edit_office", "commit.edit_office"},
    {workstation_kind, "commit.add_workstation", "commit.edit_workstation", "commit.edit_workstation"},
};

} // namespace

std::string act_label(Act act, std::string_view kind) {
  for (const ActLabels& labels : act_labels)
    if (labels.kind == kind)
      return std::string(act == Act::add ? labels.add : act == Act::edit ? labels.edit : labels.remove);
  return "commit.edit_field";
}

Change labelled(std::string label, records::Undoable undoable) {
  Change change;
  change.label = std::move(label);
  change.undoable = undoable;
  return change;
}

const Inspection* visit_of(const Audit& audit, const RecordId& record) {
  const std::string_view kind = audit.projection().kind(record);
  if (kind == inspection_kind)
    return audit.inspection(record);
  if (kind == photo_kind)
    if (const Photo* photo = audit.photo(record))
      return audit.inspection(photo->inspection);
  if (kind == sample_kind)
    if (const Sample* sample = audit.sample(record))
      return audit.inspection(sample->inspection);
  if (kind == finding_kind)
    if (const Finding* finding = audit.finding(record))
      return audit.inspection(finding->inspection);
  if (kind == signature_kind)
    if (const Signature* signature = audit.signature(record))
      return audit.inspection(signature->inspection);
  return nullptr;
}

Result<void> may_inspect(const Audit& audit, const Context& context) {
  return permitted(audit, context, Permission::inspect);
}

Result<const Inspection*> open_visit(const Audit& audit, const RecordId& id) {
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  if (visit->state() == InspectionState::locked)
    return failure("audit.inspection_locked");
  if (!visit->is_open())
    return failure("audit.inspection_closed", {{"state", "@choice.inspection_state." + visit->state_key}});
  return visit;
}

Result<const Inspection*> started_visit(const Audit& audit, const RecordId& id) {
  const auto visit = open_visit(audit, id);
  if (visit && (*visit)->state() == InspectionState::planned)
    return failure("audit.inspection_not_started");
  return visit;
}

std::unexpected<Error> field_required(std::string_view label) {
  return failure("audit.field_required", {{"field", "@" + std::string(label)}});
}

void create_record(Change& change, const Audit& audit, const RecordId& record, std::string_view kind) {
  change.create(record, kind);
  if (audit.projection().is_deleted(record))
    change.set(record, records::deleted_field, {});
}

void set_where_different(Change& change, const Audit& audit, const RecordId& record, std::string_view field,
                         Value value) {
  if (audit.projection().value(record, field) != value)
    change.set(record, field, std::move(value));
}

} // namespace truat::audit
