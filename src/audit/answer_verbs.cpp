#include "audit/answer_verbs.h"

#include "audit/verb_support.h"

#include <algorithm>

namespace truat::audit {
namespace {

/// A visit under way, its checklist, and what has been said in it so far.
struct Work {
  const Inspection* visit = nullptr;
  const forms::Template* checklist = nullptr;
  forms::Answers before;
  forms::Answers after;
};

/// Whether the question's number may still come though the visit is finished on site.
bool is_awaited(const Audit& audit, const RecordId& inspection, std::string_view question_key) {
  const Inspection* visit = audit.inspection(inspection);
  if (visit == nullptr || visit->state() != InspectionState::awaiting_laboratory)
    return false;
  const forms::Template* checklist = audit.checklist_of(inspection);
  const forms::Question* question = checklist == nullptr ? nullptr : checklist->find_question(question_key);
  return question != nullptr && question->type == forms::QuestionType::number &&
         question->source == forms::NumberSource::laboratory;
}

Result<Work> begin(const Audit& audit, const RecordId& inspection, std::string_view question_key) {
  if (!is_awaited(audit, inspection, question_key))
    if (const auto started = started_visit(audit, inspection); !started)
      return std::unexpected(started.error());
  Work work;
  work.visit = audit.inspection(inspection);
  work.checklist = audit.checklist_of(inspection);
  if (work.checklist == nullptr)
    return failure("audit.checklist_missing");
  work.before = audit.answers(inspection);
  work.after = work.before;
  return work;
}

std::string citations(const forms::Question& question) {
  std::string text;
  for (const forms::LegalGround& ground : question.grounds)
    text += (text.empty() ? "" : "; ") + ground.citation.thai;
  return text;
}

/// The rule of the limit that was broken goes before the question's own grounds.
std::string ground_text(const forms::Template& checklist, const forms::QuestionState& state) {
  if (state.out_of_range)
    if (const forms::LegalGround* ground = checklist.find_ground(state.limit->ground))
      return ground->citation.thai;
  return citations(*state.question);
}

Finding derived_finding(const Work& work, const forms::QuestionState& state,
                        const forms::QuestionInstance& place) {
  const forms::Question& question = *state.question;
  Finding finding;
  finding.id = finding_id(work.visit->id, place);
  finding.inspection = work.visit->id;
  finding.question = place.question;
  finding.instance = place.instance;
  finding.text = derived_finding_text(state, work.after.answer(question.key), work.after.note(question.key));
  finding.ground = ground_text(*work.checklist, state);
  finding.severity = forms::key_of(question.severity.value_or(forms::Severity::major));
  finding.remedy = question.remedy.thai;
  finding.due_days = question.due_days;
  finding.state_key = key_of(FindingState::open);
  return finding;
}

/// Makes the finding of a failed answer, or brings one back that was withdrawn or deleted.
void draft_failed(Change& change, const Audit& audit, const Work& work, const forms::QuestionState& state,
                  const forms::QuestionState& state_before) {
  const forms::QuestionInstance place{state.question->key};
  const Finding derived = derived_finding(work, state, place);
  const Finding* known = audit.finding(derived.id);
  if (known == nullptr) {
    create_record(change, audit, derived.id, finding_kind);
    Change values;
    finding_table().write(values, derived.id, derived);
    for (records::DraftOperation& operation : values.operations)
      set_where_different(change, audit, derived.id, operation.field, std::move(operation.value));
    return;
  }
  const std::string_view key = state.question->key;
  const std::string text_before =
      derived_finding_text(state_before, work.before.answer(key), work.before.note(key));
  const bool withdrawn = known->state() == FindingState::withdrawn;
  if (withdrawn)
    change.set(derived.id, "finding.state", derived.state_key);
  // Words that a person wrote stay; what came of the answer follows it.
  const bool text_is_derived = known->text == text_before || withdrawn;
  if (text_is_derived)
    set_where_different(change, audit, derived.id, "finding.text", derived.text);
}

void draft_findings(Change& change, const Audit& audit, const Work& work) {
  const forms::LimitTerms terms = audit.limit_terms(work.visit->id);
  const forms::Evaluation before = forms::evaluate(*work.checklist, work.before, terms);
  const forms::Evaluation after = forms::evaluate(*work.checklist, work.after, terms);
  for (const forms::SectionState& section : after.sections)
    for (const forms::QuestionState& state : section.questions) {
      if (state.outcome == forms::Outcome::failed) {
        draft_failed(change, audit, work, state, *before.find(state.question->key));
        continue;
      }
      const RecordId id = finding_id(work.visit->id, {state.question->key});
      const Finding* known = audit.finding(id);
      if (known != nullptr && known->state() != FindingState::withdrawn)
        change.set(id, "finding.state", std::string(key_of(FindingState::withdrawn)));
    }
}

Result<const forms::Question*> find_question(const Work& work, const forms::QuestionInstance& place) {
  const forms::Question* question = work.checklist->find_question(place.question);
  if (question == nullptr)
    return failure("audit.no_such_question", {{"question", place.question}});
  return question;
}

void put(forms::Answers& answers, const forms::QuestionInstance& place, const forms::Answer& answer) {
  if (forms::is_answered(answer))
    answers.answers.insert_or_assign(place, answer);
  else
    answers.answers.erase(place);
}

bool may_be_copied(const forms::QuestionState& before, const forms::QuestionState& now) {
  using forms::QuestionType;
  const QuestionType type = now.question->type;
  const bool carries_over = type == QuestionType::choice || type == QuestionType::multiple_choice ||
                            type == QuestionType::text || type == QuestionType::date;
  return carries_over && before.answered && !now.answered && before.outcome != forms::Outcome::failed;
}

} // namespace

std::string derived_finding_text(const forms::QuestionState& state, const forms::Answer& answer,
                                 std::string_view note) {
  if (!note.empty())
    return std::string(note);
  const forms::Question& question = *state.question;
  std::string text = question.text.thai;
  if (const auto* measured = std::get_if<forms::Measured>(&answer)) {
    const std::string unit = question.unit.thai.empty() ? "" : " " + question.unit.thai;
    text += ": " + to_string(measured->value) + unit;
    if (state.limit != nullptr)
      text += " (" + forms::limit_text(*state.limit) + unit + ")";
  }
  return text;
}

Result<Change> answer_question(const Audit& audit, const RecordId& inspection,
                               const forms::QuestionInstance& place, const forms::Answer& answer,
                               Overwrites overwrites, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  auto work = begin(audit, inspection, place.question);
  if (!work)
    return std::unexpected(work.error());
  const auto question = find_question(*work, place);
  if (!question)
    return std::unexpected(question.error());
  if (auto checked = forms::check_answer(*work->checklist, **question, answer); !checked)
    return std::unexpected(checked.error());
  put(work->after, place, answer);
  Change change = labelled("commit.answer");
  change.set(inspection, forms::answer_field(place), forms::to_value(answer));
  change.operations.back().overwrites = std::move(overwrites);
  draft_findings(change, audit, *work);
  return change;
}

Result<Change> write_note(const Audit& audit, const RecordId& inspection,
                          const forms::QuestionInstance& place, std::string_view text, Overwrites overwrites,
                          const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  auto work = begin(audit, inspection, place.question);
  if (!work)
    return std::unexpected(work.error());
  if (const auto question = find_question(*work, place); !question)
    return std::unexpected(question.error());
  if (text.empty())
    work->after.notes.erase(place);
  else
    work->after.notes.insert_or_assign(place, std::string(text));
  Change change = labelled("commit.write_note");
  change.set(inspection, forms::note_field(place), text.empty() ? Value{} : Value{std::string(text)});
  change.operations.back().overwrites = std::move(overwrites);
  draft_findings(change, audit, *work);
  return change;
}

Result<Change> copy_previous_answers(const Audit& audit, const RecordId& inspection, std::string_view section,
                                     const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  auto work = begin(audit, inspection, {});
  if (!work)
    return std::unexpected(work.error());
  const auto previous = audit.previous_inspection(inspection);
  if (!previous)
    return failure("audit.no_previous_visit");
  const forms::Answers then = audit.answers(*previous);
  const forms::Evaluation evaluation_then =
      forms::evaluate(*work->checklist, then, audit.limit_terms(*previous));
  const forms::Evaluation evaluation_now = audit.evaluation(inspection);
  Change change = labelled("commit.copy_previous_answers");
  for (const forms::SectionState& now : evaluation_now.sections) {
    if (now.section->key != section)
      continue;
    for (const forms::QuestionState& state : now.questions) {
      const forms::QuestionInstance place{state.question->key};
      const forms::Answer& answer = then.answer(place.question);
      if (!may_be_copied(*evaluation_then.find(place.question), state) ||
          !forms::check_answer(*work->checklist, *state.question, answer))
        continue;
      change.set(inspection, forms::answer_field(place), forms::to_value(answer));
      put(work->after, place, answer);
    }
  }
  if (change.operations.empty())
    return failure("audit.nothing_to_copy");
  draft_findings(change, audit, *work);
  return change;
}

} // namespace truat::audit
