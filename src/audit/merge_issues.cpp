#include "audit/merge_issues.h"

#include "audit/completion.h"
#include "audit/factory_verbs.h"
#include "audit/permissions.h"
#include "audit/plain_text.h"
#include "audit/registration_number.h"

#include <algorithm>

namespace truat::audit {
namespace {

/// Kinds whose records belong to a visit, and the field that says to which.
struct PartKind {
  std::string_view kind;
  std::string_view field;
};
constexpr PartKind part_kinds[] = {{photo_kind, "photo.inspection"},
                                   {sample_kind, "sample.inspection"},
                                   {finding_kind, "finding.inspection"},
                                   {signature_kind, "signature.inspection"}};

} // namespace

MergeIssues::MergeIssues(const Audit& audit) : m_audit(&audit) {
  const auto take = [this](std::span<const RecordId> records) {
    m_records.insert(m_records.end(), records.begin(), records.end());
  };
  take(audit.inspections());
  take(audit.factories());
  take(audit.people());
  take(audit.projection().records(workstation_kind));
  take(audit.offices());
  take(audit.delegations());
  take(audit.requests());
  for (const PartKind& part : part_kinds)
    take(audit.projection().records(part.kind));
}

Step MergeIssues::run(Budget& budget) {
  while (m_at < m_records.size()) {
    look_at(m_records[m_at++]);
    if (m_at == m_records.size())
      report_doubled();
    if (budget.is_spent() && m_at < m_records.size())
      return Step::more;
  }
  return Step::done;
}

void MergeIssues::look_at(const RecordId& record) {
  if (const Inspection* visit = m_audit->inspection(record)) {
    look_at(*visit);
  } else if (const Factory* factory = m_audit->factory(record)) {
    look_at(*factory);
  } else if (const Person* person = m_audit->person(record)) {
    if (!person->name.empty())
      m_names[records::to_string(person->office) + plain_key(person->name)].push_back(record);
  } else if (const Workstation* workstation = m_audit->workstation(record)) {
    if (!workstation->prefix.empty())
      m_prefixes[records::to_string(workstation->office) + workstation->prefix].push_back(record);
  } else if (const Office* office = m_audit->office(record)) {
    look_at(*office);
  } else if (const Delegation* delegation = m_audit->delegation(record)) {
    look_at(*delegation);
  } else if (const Request* request = m_audit->request(record)) {
    look_at(*request);
  } else {
    look_for_parts_of_deleted(record, m_audit->projection().kind(record));
  }
}

void MergeIssues::look_at(const Inspection& visit) {
  if (!visit.number.empty())
    m_numbers[visit.number].push_back(visit.id);
  if (!visit.official_number.empty())
    m_official_numbers[visit.official_number].push_back(visit.id);
  if (!visit.factory.is_none() && m_audit->projection().is_deleted(visit.factory))
    report("audit.factory_gone", {}, visit.id, "inspection.factory");
  for (const RecordId& person : visit.team)
    if (m_audit->projection().is_deleted(person))
      report("audit.officer_gone", {}, visit.id, "inspection.team");
  if (visit.entered_at && visit.left_at && *visit.left_at < *visit.entered_at)
    report("audit.left_before_entered",
           {{"entered", to_iso(*visit.entered_at)}, {"left", to_iso(*visit.left_at)}}, visit.id,
           "inspection.left_at");
  if (!visit.is_open() && visit.state() != InspectionState::unknown) {
    const auto missing =
        std::ranges::count(completion_issues(*m_audit, visit.id), Gravity::blocking, &Issue::gravity);
    if (missing > 0)
      report("audit.finished_incomplete", {{"count", std::to_string(missing)}}, visit.id);
  }
  look_at_findings(visit);
}

void MergeIssues::look_at_findings(const Inspection& visit) {
  if (m_audit->checklist_of(visit.id) == nullptr)
    return;
  const forms::Evaluation& evaluation = m_audit->evaluation(visit.id);
  for (const forms::QuestionState* state : evaluation.failed()) {
    const Finding* finding = m_audit->finding(finding_id(visit.id, {.question = state->question->key}));
    if (finding == nullptr || finding->state() == FindingState::withdrawn)
      report("audit.finding_lost", {{"question", state->question->number}}, visit.id, {},
             state->question->key);
  }
  for (const RecordId& id : m_audit->findings_of(visit.id)) {
    const Finding& finding = *m_audit->finding(id);
    const forms::QuestionState* state =
        finding.question.empty() ? nullptr : evaluation.find(finding.question);
    if (state != nullptr && state->outcome != forms::Outcome::failed)
      report("audit.finding_unfounded", {{"question", state->question->number}}, visit.id, {},
             finding.question);
  }
}

void MergeIssues::look_at(const Factory& factory) {
  if (!factory.registration_number.empty())
    m_registrations[registration_key(factory.registration_number)].push_back(factory.id);
  for (Issue& issue : factory_issues(*m_audit, factory.id))
    if (issue.phrase.key == "audit.place_elsewhere")
      m_issues.push_back(std::move(issue));
}

void MergeIssues::look_at(const Office& office) {
  if (roles_are_given(*m_audit, office.id) && head_count(*m_audit, office.id) == 0)
    report("audit.no_head", {}, office.id);
}

void MergeIssues::look_at(const Delegation& delegation) {
  const Person* receiver = m_audit->person(delegation.receiver);
  const bool has_left = receiver == nullptr || receiver->left_on;
  const auto& last = delegation.ended_on ? delegation.ended_on : delegation.ends_on;
  if (has_left && (!last || (receiver != nullptr && *receiver->left_on < *last)))
    report("audit.delegate_left", {{"number", delegation.paper_number}}, delegation.id);
}

void MergeIssues::look_at(const Request& request) {
  const records::Projection& projection = m_audit->projection();
  const std::vector<Argument> title{{"title", request.title}};
  const RequestState state = request.state();
  const bool is_open = state == RequestState::submitted || state == RequestState::assigned;
  if (is_open && !request.subject.is_none() && projection.is_deleted(request.subject))
    report("audit.request_subject_gone", title, request.id);
  for (const std::string_view field : {"request.state", "request.decided_by", "request.assignee"})
    if (projection.in_conflict(request.id, field)) {
      report("audit.request_decided_twice", title, request.id, field);
      return;
    }
  if (request.decided_by.is_none())
    return;
  const auto heads = projection.heads(request.id, "request.state");
  const auto was_seen = [](const records::Projection::Unseen& unseen) {
    return unseen.field != "request.title" && unseen.field != "request.text" &&
           unseen.field != "request.subject";
  };
  if (state != RequestState::submitted && state != RequestState::withdrawn && !heads.empty() &&
      !heads.front().seen.empty()) {
    auto unseen = projection.changed_since(request.id, heads.front().seen);
    std::erase_if(unseen, was_seen);
    if (!unseen.empty())
      report("audit.request_changed_since", title, request.id, unseen.front().field);
  }
  if (request.delegation.is_none() || !request.decided_on)
    return;
  const Delegation* delegation = m_audit->delegation(request.delegation);
  // What was decided on the day on which it was taken back was decided before.
  const bool held = delegation != nullptr && delegation->starts_on &&
                    *delegation->starts_on <= *request.decided_on &&
                    (!delegation->ends_on || *request.decided_on <= *delegation->ends_on) &&
                    (!delegation->ended_on || *request.decided_on <= *delegation->ended_on);
  if (!held)
    report("audit.request_without_delegation", title, request.id, "request.delegation");
}

void MergeIssues::look_for_parts_of_deleted(const RecordId& part, std::string_view kind) {
  const auto* const found = std::ranges::find(part_kinds, kind, &PartKind::kind);
  if (found == std::end(part_kinds))
    return;
  const auto visit = records::as_reference(m_audit->projection().value(part, found->field));
  if (visit && m_audit->projection().is_deleted(*visit))
    ++m_left_behind[*visit];
}

void MergeIssues::report_doubled() {
  const auto each = [this](const Holders& holders, std::string_view key, std::string_view field,
                           auto&& argument) {
    for (const auto& [name, records] : holders)
      if (records.size() > 1)
        for (const RecordId& record : records)
          report(std::string(key), argument(name, records), record, field);
  };
  const auto number = [](const std::string& name, const std::vector<RecordId>& records) {
    return std::vector<Argument>{{"number", name}, {"count", std::to_string(records.size())}};
  };
  each(m_numbers, "audit.number_doubled", "inspection.number", number);
  each(m_official_numbers, "audit.number_doubled", "inspection.official_number", number);
  each(m_registrations, "audit.registration_doubled", "factory.registration_number", number);
  each(m_prefixes, "audit.prefix_taken", "workstation.prefix",
       [this](const std::string&, const std::vector<RecordId>& records) {
         return std::vector<Argument>{{"prefix", m_audit->workstation(records.front())->prefix}};
       });
  each(m_names, "audit.officer_doubled", "person.name",
       [this](const std::string&, const std::vector<RecordId>& records) {
         return std::vector<Argument>{{"name", m_audit->person(records.front())->name}};
       });
  for (const auto& [visit, count] : m_left_behind)
    report("audit.visit_deleted_with_parts", {{"count", std::to_string(count)}}, visit);
}

void MergeIssues::report(std::string key, std::vector<Argument> arguments, const RecordId& record,
                         std::string_view field, std::string_view question) {
  m_issues.push_back({.gravity = Gravity::warning,
                      .phrase = {std::move(key), std::move(arguments)},
                      .record = record,
                      .field = std::string(field),
                      .question = std::string(question)});
}

std::vector<Issue> merge_issues(const Audit& audit) {
  MergeIssues search(audit);
  Budget budget = Budget::unlimited();
  while (search.run(budget) == Step::more) {
  }
  return search.take();
}

} // namespace truat::audit
