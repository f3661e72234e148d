#include "audit/evidence_verbs.h"

#include "audit/choices.h"
#include "audit/plain_text.h"
#include "audit/verb_support.h"
#include "base/contract.h"
#include "base/sha256.h"

#include <algorithm>

namespace truat::audit {
namespace {

RecordId new_id(const Context& context) {
  expects(context.random != nullptr, "a verb that creates has a source of ids");
  return records::new_record_id(*context.random);
}

Result<void> check_question(const Audit& audit, const RecordId& inspection, const std::string& question) {
  const forms::Template* checklist = audit.checklist_of(inspection);
  if (!question.empty() && (checklist == nullptr || checklist->find_question(question) == nullptr))
    return failure("audit.no_such_question", {{"question", question}});
  return {};
}

template <class Record>
Created create(const RecordId& id, std::string_view kind, const Table<Record>& table, const Record& record,
               std::string label) {
  Created created{id, labelled(std::move(label))};
  created.change.create(id, kind);
  table.write(created.change, id, record);
  return created;
}

} // namespace

Result<Created> attach_photo(const Audit& audit, const Photo& given, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  if (const auto visit = started_visit(audit, given.inspection); !visit)
    return std::unexpected(visit.error());
  if (auto checked = check_question(audit, given.inspection, given.question); !checked)
    return std::unexpected(checked.error());
  if (!parse_hash(given.sha256) || (!given.original_sha256.empty() && !parse_hash(given.original_sha256)))
    return failure("audit.photo_hash");
  Photo photo = given;
  if (!photo.question.empty() && photo.instance.empty())
    photo.instance = forms::main_instance;
  return create(new_id(context), photo_kind, photo_table(), photo, "commit.attach_photo");
}

Result<Change> remove_photo(const Audit& audit, const RecordId& id, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Photo* photo = audit.photo(id);
  if (photo == nullptr)
    return failure("audit.no_such_record");
  if (const auto visit = open_visit(audit, photo->inspection); !visit)
    return std::unexpected(visit.error());
  Change change = labelled("commit.remove_photo");
  change.remove(id);
  return change;
}

Result<Created> add_sample(const Audit& audit, const Sample& given, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  if (const auto visit = started_visit(audit, given.inspection); !visit)
    return std::unexpected(visit.error());
  if (auto checked = check_question(audit, given.inspection, given.question); !checked)
    return std::unexpected(checked.error());
  Sample sample = given;
  sample.seal = trimmed(sample.seal);
  sample.point = trimmed(sample.point);
  if (sample.seal.empty())
    return field_required("field.sample.seal");
  if (sample.point.empty())
    return field_required("field.sample.point");
  for (const RecordId& other : audit.projection().records(sample_kind))
    if (const Sample* known = audit.sample(other);
        known != nullptr && plain_key(known->seal) == plain_key(sample.seal))
      return failure("audit.seal_taken", {{"seal", sample.seal}});
  return create(new_id(context), sample_kind, sample_table(), sample, "commit.add_sample");
}

Result<Change> record_result(const Audit& audit, const RecordId& id, const LaboratoryResult& result,
                             const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Sample* sample = audit.sample(id);
  const Inspection* visit = sample == nullptr ? nullptr : audit.inspection(sample->inspection);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  if (visit->state() != InspectionState::awaiting_laboratory)
    if (const auto open = open_visit(audit, visit->id); !open)
      return std::unexpected(open.error());
  const std::string text = trimmed(result.result);
  if (text.empty() || choice_label("sample_outcome", result.outcome).empty())
    return failure("audit.result_missing");
  Change change = labelled("commit.record_result");
  change.set(id, "sample.result", text);
  change.set(id, "sample.result_outcome", result.outcome);
  if (result.result_on)
    change.set(id, "sample.result_on", records::to_value(*result.result_on));
  if (!result.report_number.empty())
    change.set(id, "sample.report_number", trimmed(result.report_number));
  return change;
}

Result<Created> add_finding(const Audit& audit, const Finding& given, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  if (const auto visit = started_visit(audit, given.inspection); !visit)
    return std::unexpected(visit.error());
  if (trimmed(given.text).empty())
    return field_required("field.finding.text");
  Finding finding = given;
  finding.question.clear();
  finding.instance.clear();
  finding.state_key = key_of(FindingState::open);
  if (finding.severity.empty())
    finding.severity = forms::key_of(forms::Severity::major);
  return create(new_id(context), finding_kind, finding_table(), finding, "commit.add_finding");
}

Result<Change> set_finding_state(const Audit& audit, const RecordId& id, FindingState state,
                                 const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Finding* finding = audit.finding(id);
  if (finding == nullptr)
    return failure("audit.no_such_record");
  if (const auto visit = open_visit(audit, finding->inspection); !visit)
    return std::unexpected(visit.error());
  if (finding->state() == FindingState::withdrawn)
    return failure("audit.finding_withdrawn");
  expects(state == FindingState::open || state == FindingState::corrected_on_site,
          "a finding is withdrawn by withdraw_finding");
  Change change = labelled("commit.set_finding_state");
  change.set(id, "finding.state", std::string(key_of(state)));
  return change;
}

Result<Change> withdraw_finding(const Audit& audit, const RecordId& id, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Finding* finding = audit.finding(id);
  if (finding == nullptr)
    return failure("audit.no_such_record");
  if (const auto visit = open_visit(audit, finding->inspection); !visit)
    return std::unexpected(visit.error());
  if (!finding->question.empty())
    return failure("audit.finding_of_answer");
  Change change = labelled("commit.withdraw_finding");
  change.set(id, "finding.state", std::string(key_of(FindingState::withdrawn)));
  return change;
}

} // namespace truat::audit
