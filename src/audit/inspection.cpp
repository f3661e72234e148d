#include "audit/inspection.h"

#include "audit/binding_definitions.h"
#include "forms/answers.h"

namespace truat::audit {
namespace {

using records::EditedBy;
using records::FieldType;
using records::MergeKind;
using records::PersonalData;
using records::Required;

constexpr std::string_view plan = "section.inspection_plan";
constexpr std::string_view visit = "section.inspection_visit";
constexpr std::string_view outcome = "section.inspection_outcome";

constexpr std::pair<InspectionState, std::string_view> states[] = {
    {InspectionState::planned, "planned"},
    {InspectionState::in_progress, "in_progress"},
    {InspectionState::awaiting_laboratory, "awaiting_laboratory"},
    {InspectionState::completed, "completed"},
    {InspectionState::locked, "locked"},
};

std::vector<BoundField<Inspection>> plan_fields() {
  return {
      {{.wire = "inspection.number",
        .label = "field.inspection.number",
        .edited_by = EditedBy::verbs,
        .section = plan},
       &Inspection::number},
      {{.wire = "inspection.official_number", .label = "field.inspection.official_number", .section = plan},
       &Inspection::official_number},
      {{.wire = "inspection.factory",
        .type = FieldType::reference,
        .label = "field.inspection.factory",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "factory",
        .section = plan},
       &Inspection::factory},
      {{.wire = "inspection.template",
        .type = FieldType::reference,
        .label = "field.inspection.template",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "template",
        .section = plan},
       &Inspection::checklist},
      {{.wire = "inspection.checklist",
        .label = "field.inspection.checklist",
        .edited_by = EditedBy::verbs,
        .section = plan},
       &Inspection::checklist_key},
      {{.wire = "inspection.checklist_version",
        .type = FieldType::integer,
        .label = "field.inspection.checklist_version",
        .edited_by = EditedBy::verbs,
        .section = plan},
       &Inspection::checklist_version},
      {{.wire = "inspection.purpose",
        .type = FieldType::choice,
        .label = "field.inspection.purpose",
        .required = Required::yes,
        .choices = "purpose",
        .section = plan},
       &Inspection::purpose},
      {{.wire = "inspection.purpose_detail", .label = "field.inspection.purpose_detail", .section = plan},
       &Inspection::purpose_detail},
      {{.wire = "inspection.planned_on",
        .type = FieldType::date,
        .label = "field.inspection.planned_on",
        .section = plan},
       &Inspection::planned_on},
  };
}

std::vector<BoundField<Inspection>> visit_fields() {
  return {
      {{.wire = "inspection.visited_on",
        .type = FieldType::date,
        .label = "field.inspection.visited_on",
        .section = visit},
       &Inspection::visited_on},
      {{.wire = "inspection.entered_at",
        .type = FieldType::time,
        .label = "field.inspection.entered_at",
        .section = visit},
       &Inspection::entered_at},
      {{.wire = "inspection.left_at",
        .type = FieldType::time,
        .label = "field.inspection.left_at",
        .section = visit},
       &Inspection::left_at},
      {{.wire = "inspection.team",
        .type = FieldType::reference,
        .merge = MergeKind::set,
        .label = "field.inspection.team",
        .choices = "person",
        .section = visit},
       &Inspection::team},
      {{.wire = "inspection.instruments",
        .type = FieldType::reference,
        .merge = MergeKind::set,
        .label = "field.inspection.instruments",
        .choices = "instrument",
        .section = visit},
       &Inspection::instruments},
      {{.wire = "inspection.guide_name",
        .label = "field.inspection.guide_name",
        .personal = PersonalData::yes,
        .section = visit},
       &Inspection::guide_name},
      {{.wire = "inspection.guide_position", .label = "field.inspection.guide_position", .section = visit},
       &Inspection::guide_position},
      {{.wire = "inspection.receiving_water",
        .type = FieldType::choice,
        .label = "field.inspection.receiving_water",
        .choices = "receiving_water",
        .section = visit},
       &Inspection::receiving_water},
      {{.wire = "inspection.position",
        .type = FieldType::structure,
        .label = "field.inspection.position",
        .section = visit},
       &Inspection::position},
  };
}

std::vector<BoundField<Inspection>> outcome_fields() {
  return {
      {{.wire = "inspection.result",
        .type = FieldType::choice,
        .label = "field.inspection.result",
        .choices = "inspection_result",
        .section = outcome},
       &Inspection::result},
      {{.wire = "inspection.opinion",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.inspection.opinion",
        .section = outcome},
       &Inspection::opinion},
      {{.wire = "inspection.operator_statement",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.inspection.operator_statement",
        .section = outcome},
       &Inspection::operator_statement},
      {{.wire = "inspection.copy_left",
        .type = FieldType::boolean,
        .label = "field.inspection.copy_left",
        .section = outcome},
       &Inspection::copy_left},
      {{.wire = "inspection.state",
        .type = FieldType::choice,
        .label = "field.inspection.state",
        .edited_by = EditedBy::verbs,
        .choices = "inspection_state",
        .section = outcome},
       &Inspection::state_key},
      {{.wire = "inspection.completed_at",
        .type = FieldType::instant,
        .label = "field.inspection.completed_at",
        .edited_by = EditedBy::verbs,
        .section = outcome},
       &Inspection::completed_at},
      {{.wire = "inspection.reopen_reason",
        .type = FieldType::long_text,
        .label = "field.inspection.reopen_reason",
        .edited_by = EditedBy::verbs,
        .section = outcome},
       &Inspection::reopen_reason},
      {{.wire = "inspection.snapshot",
        .type = FieldType::structure,
        .label = "field.inspection.snapshot",
        .personal = PersonalData::yes,
        .edited_by = EditedBy::verbs},
       &Inspection::snapshot},
  };
}

constexpr records::FieldDescriptor dynamic_fields[] = {
    {.wire = forms::answer_prefix,
     .type = FieldType::long_text,
     .label = "field.answer",
     .edited_by = EditedBy::verbs},
    {.wire = forms::note_prefix,
     .type = FieldType::long_text,
     .merge = MergeKind::text,
     .label = "field.note",
     .edited_by = EditedBy::verbs},
    {.wire = signed_prefix, .label = "field.signed", .edited_by = EditedBy::verbs},
};

} // namespace

std::string_view key_of(InspectionState state) {
  for (const auto& [known, key] : states)
    if (known == state)
      return key;
  return "unknown";
}

InspectionState inspection_state(std::string_view key) {
  for (const auto& [state, known] : states)
    if (known == key)
      return state;
  return InspectionState::unknown;
}

bool Inspection::is_open() const {
  return state() == InspectionState::planned || state() == InspectionState::in_progress;
}

const Table<Inspection>& inspection_table() {
  static const Table<Inspection> table = [] {
    std::vector<BoundField<Inspection>> fields;
    for (auto part : {plan_fields(), visit_fields(), outcome_fields()})
      fields.insert(fields.end(), part.begin(), part.end());
    return Table<Inspection>(std::move(fields));
  }();
  return table;
}

std::span<const records::FieldDescriptor> inspection_dynamic_fields() {
  return dynamic_fields;
}

template class Table<Inspection>;

} // namespace truat::audit
