#include "audit/finding.h"

#include "audit/binding_definitions.h"

namespace truat::audit {
namespace {

using records::EditedBy;
using records::FieldType;
using records::MergeKind;
using records::Required;

constexpr std::string_view section = "section.finding";

constexpr std::pair<FindingState, std::string_view> states[] = {
    {FindingState::open, "open"},
    {FindingState::corrected_on_site, "corrected_on_site"},
    {FindingState::withdrawn, "withdrawn"},
};

} // namespace

std::string_view key_of(FindingState state) {
  for (const auto& [known, key] : states)
    if (known == state)
      return key;
  return "unknown";
}

FindingState finding_state(std::string_view key) {
  for (const auto& [state, known] : states)
    if (known == key)
      return state;
  return FindingState::unknown;
}

const Table<Finding>& finding_table() {
  static const Table<Finding> table({
      {{.wire = "finding.inspection",
        .type = FieldType::reference,
        .label = "field.finding.inspection",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "inspection",
        .section = section},
       &Finding::inspection},
      {{.wire = "finding.question",
        .label = "field.finding.question",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Finding::question},
      {{.wire = "finding.instance",
        .label = "field.finding.instance",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Finding::instance},
      {{.wire = "finding.text",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.finding.text",
        .required = Required::yes,
        .section = section},
       &Finding::text},
      {{.wire = "finding.ground",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.finding.ground",
        .section = section},
       &Finding::ground},
      {{.wire = "finding.severity",
        .type = FieldType::choice,
        .label = "field.finding.severity",
        .choices = "severity",
        .section = section},
       &Finding::severity},
      {{.wire = "finding.remedy",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.finding.remedy",
        .section = section},
       &Finding::remedy},
      {{.wire = "finding.due_days",
        .type = FieldType::integer,
        .label = "field.finding.due_days",
        .unit = "unit.days",
        .section = section},
       &Finding::due_days},
      {{.wire = "finding.state",
        .type = FieldType::choice,
        .label = "field.finding.state",
        .edited_by = EditedBy::verbs,
        .choices = "finding_state",
        .section = section},
       &Finding::state_key},
  });
  return table;
}

RecordId finding_id(const RecordId& inspection, const forms::QuestionInstance& place) {
  return records::natural_record_id(finding_kind, records::to_string(inspection) + "/" + place.question +
                                                      "/" + place.instance);
}

template class Table<Finding>;

} // namespace truat::audit
