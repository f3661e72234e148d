#include "audit/completion.h"

#include "audit/signing_verbs.h"

#include <algorithm>

namespace truat::audit {
namespace {

class Check {
public:
  Check(const Audit& audit, const Inspection& visit) : m_audit(audit), m_visit(visit) {}

  std::vector<Issue> run() {
    check_visit();
    check_answers();
    check_conflicts();
    check_findings();
    check_outcome();
    check_samples();
    check_instruments();
    check_signatures();
    std::ranges::stable_partition(m_issues,
                                  [](const Issue& issue) { return issue.gravity == Gravity::blocking; });
    return std::move(m_issues);
  }

private:
  void add(Gravity gravity, std::string key, std::vector<Argument> arguments = {},
           const RecordId& record = {}, std::string_view field = {}, std::string_view question = {}) {
    m_issues.push_back({.gravity = gravity,
                        .phrase = {std::move(key), std::move(arguments)},
                        .record = record.is_none() ? m_visit.id : record,
                        .field = std::string(field),
                        .question = std::string(question)});
  }
  void missing(std::string_view field) {
    add(Gravity::blocking, "audit.field_missing", {{"field", "@field." + std::string(field)}}, {}, field);
  }

  void check_visit() {
    if (m_visit.team.empty())
      add(Gravity::blocking, "audit.team_missing", {}, {}, "inspection.team");
    if (!m_visit.visited_on)
      missing("inspection.visited_on");
    if (!m_visit.entered_at)
      missing("inspection.entered_at");
    if (!m_visit.left_at)
      missing("inspection.left_at");
    if (m_visit.guide_name.empty())
      add(Gravity::warning, "audit.guide_missing", {}, {}, "inspection.guide_name");
  }

  void check_answers() {
    if (m_audit.checklist_of(m_visit.id) == nullptr) {
      add(Gravity::blocking, "audit.checklist_missing", {}, {}, "inspection.template");
      return;
    }
    const forms::Evaluation& evaluation = m_audit.evaluation(m_visit.id);
    for (const forms::QuestionState* state : evaluation.incomplete())
      for (const forms::Missing what : state->missing)
        add(Gravity::blocking, std::string(key_of(what)), {{"question", state->question->number}}, {}, {},
            state->question->key);
    for (const std::string& field : m_audit.unreadable_answers(m_visit.id)) {
      const auto place = forms::parse_dynamic_field(forms::answer_prefix, field);
      add(Gravity::blocking, "audit.answer_unreadable", {{"question", place ? place->question : field}}, {},
          field, place ? place->question : std::string());
    }
    const std::size_t open = evaluation.tally.questions - evaluation.tally.answered;
    if (open > evaluation.tally.required_unanswered)
      add(Gravity::warning, "audit.questions_open",
          {{"count", std::to_string(open - evaluation.tally.required_unanswered)}});
  }

  static std::string_view key_of(forms::Missing what) {
    switch (what) {
    case forms::Missing::answer:
      return "audit.answer_missing";
    case forms::Missing::note:
      return "audit.note_missing";
    case forms::Missing::photo:
      return "audit.photo_missing";
    }
    return "audit.answer_missing";
  }

  void check_conflicts() {
    const records::Projection& projection = m_audit.projection();
    for (const std::string_view field : projection.fields(m_visit.id))
      if (projection.in_conflict(m_visit.id, field)) {
        const auto place = forms::parse_dynamic_field(field.substr(0, field.find('/')), field);
        add(Gravity::blocking, "audit.field_in_conflict", {{"field", "@field." + label_of(field)}}, {}, field,
            place ? place->question : std::string());
      }
    for (const RecordId& finding : m_audit.findings_of(m_visit.id))
      for (const std::string_view field : projection.fields(finding))
        if (projection.in_conflict(finding, field))
          add(Gravity::blocking, "audit.field_in_conflict", {{"field", "@field." + std::string(field)}},
              finding, field, m_audit.finding(finding)->question);
  }
  static std::string label_of(std::string_view field) {
    return std::string(field.substr(0, field.find('/')));
  }

  void check_findings() {
    for (const RecordId& id : m_audit.findings_of(m_visit.id)) {
      const Finding& finding = *m_audit.finding(id);
      if (finding.state() != FindingState::open)
        continue;
      if (finding.remedy.empty())
        add(Gravity::warning, "audit.remedy_missing", {{"finding", finding.text}}, id, "finding.remedy",
            finding.question);
      if (!finding.due_days)
        add(Gravity::warning, "audit.due_days_missing", {{"finding", finding.text}}, id, "finding.due_days",
            finding.question);
    }
  }

  void check_outcome() {
    if (m_visit.result.empty())
      missing("inspection.result");
  }

  void check_samples() {
    for (const RecordId& id : m_audit.samples_of(m_visit.id))
      if (const Sample* sample = m_audit.sample(id); sample != nullptr && sample->waits())
        add(Gravity::warning, "audit.sample_waits", {{"seal", sample->seal}}, id, "sample.result",
            sample->question);
  }

  void check_instruments() {
    const CivilDate day = m_visit.day().value_or(CivilDate{});
    for (const RecordId& id : m_visit.instruments)
      if (const Instrument* used = m_audit.instrument(id); used != nullptr && used->calibrated(day) == false)
        add(Gravity::warning, "audit.instrument_not_calibrated", {{"instrument", used->name}}, id,
            "instrument.calibration_due");
  }

  void check_signatures() {
    const SigningState signing = signing_state(m_audit, m_visit.id);
    if (signing.signed_count < signing.expected.size())
      add(Gravity::warning, "audit.signatures_missing",
          {{"count", std::to_string(signing.expected.size() - signing.signed_count)}});
    if (signing.any_changed_since)
      add(Gravity::warning, "audit.changed_since_signed");
  }

  const Audit& m_audit;
  const Inspection& m_visit;
  std::vector<Issue> m_issues;
};

} // namespace

std::vector<Issue> completion_issues(const Audit& audit, const RecordId& id) {
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return {};
  return Check(audit, *visit).run();
}

} // namespace truat::audit
