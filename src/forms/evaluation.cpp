#include "forms/evaluation.h"

#include "base/contract.h"

#include <algorithm>
#include <utility>

namespace truat::forms {
namespace {

Decimal without_trailing_zeros(Decimal decimal) {
  while (decimal.places > 0 && decimal.units % 10 == 0) {
    decimal.units /= 10;
    --decimal.places;
  }
  return decimal;
}

/// Scores and weights are small numbers of few places; what would not fit is a broken checklist, which the
/// parser refuses.
Decimal multiply(const Decimal& score, const Decimal& weight) {
  const Decimal left = without_trailing_zeros(score);
  const Decimal right = without_trailing_zeros(weight);
  Decimal product;
  const bool overflow = __builtin_mul_overflow(left.units, right.units, &product.units);
  expects(!overflow && left.places + right.places <= 9, "a score times a weight fits a decimal");
  product.places = left.places + right.places;
  return product;
}

void add_to(Decimal& sum, const Decimal& term) {
  const auto total = add(sum, term);
  expects(total.has_value(), "a sum of scores fits a decimal");
  sum = *total;
}

/// The outcome of what was chosen: one failed response fails the question, one that passed passes it, and
/// "not applicable" counts only when nothing else was chosen.
Outcome worse(Outcome left, Outcome right) {
  const auto rank = [](Outcome outcome) {
    switch (outcome) {
    case Outcome::failed:
      return 3;
    case Outcome::passed:
      return 2;
    case Outcome::not_applicable:
      return 1;
    case Outcome::none:
      return 0;
    }
    return 0;
  };
  return rank(left) >= rank(right) ? left : right;
}

std::vector<const Response*> chosen_responses(const ResponseSet* set, const Answer& answer) {
  std::vector<const Response*> chosen;
  const auto take = [&](std::string_view key) {
    if (const Response* response = set == nullptr ? nullptr : set->find(key))
      chosen.push_back(response);
  };
  if (const auto* choice = std::get_if<Choice>(&answer))
    take(choice->response);
  if (const auto* choices = std::get_if<Choices>(&answer))
    for (const std::string& key : choices->responses)
      take(key);
  return chosen;
}

void judge_choice(QuestionState& state, const std::vector<const Response*>& chosen) {
  std::optional<Decimal> best;
  for (const Response* response : chosen) {
    state.outcome = worse(response->outcome, state.outcome);
    if (response->share && (!best || *best < *response->share))
      best = response->share;
  }
  if (!best || state.outcome == Outcome::not_applicable)
    return;
  state.score.obtained = multiply(*best, state.question->weight);
  state.score.possible = state.question->weight;
}

void judge_measurement(QuestionState& state, const Decimal& value) {
  if (state.limit == nullptr)
    return;
  if (state.limit->minimum && value < *state.limit->minimum)
    state.out_of_range =
        OutOfRange{Bound::minimum, subtract(*state.limit->minimum, value).value_or(Decimal{})};
  else if (state.limit->maximum && value > *state.limit->maximum)
    state.out_of_range =
        OutOfRange{Bound::maximum, subtract(value, *state.limit->maximum).value_or(Decimal{})};
  state.outcome = state.out_of_range ? Outcome::failed : Outcome::passed;
  state.score.possible = state.question->weight;
  if (!state.out_of_range)
    state.score.obtained = state.question->weight;
}

/// Notes and photos that an answer asks for: its responses' own demands, the question's number of photos in
/// place of theirs when it failed, and a note with every number that is out of its limit or not applicable.
void find_missing_evidence(QuestionState& state, const std::vector<const Response*>& chosen,
                           const Answer& answer, bool has_note, std::size_t photo_count) {
  bool wants_note = state.out_of_range.has_value() || std::holds_alternative<NotApplicable>(answer);
  for (const Response* response : chosen) {
    wants_note = wants_note || response->note == Demand::required;
    state.photos_wanted = std::max(state.photos_wanted, response->photos);
  }
  if (state.outcome == Outcome::failed && state.question->failed_photos)
    state.photos_wanted = *state.question->failed_photos;
  if (wants_note && !has_note)
    state.missing.push_back(Missing::note);
  if (photo_count < static_cast<std::size_t>(state.photos_wanted))
    state.missing.push_back(Missing::photo);
}

void count(Tally& tally, const QuestionState& state) {
  if (!state.asked)
    return;
  if (state.question->type != QuestionType::unknown)
    ++tally.questions;
  if (state.answered)
    ++tally.answered;
  tally.passed += state.outcome == Outcome::passed ? 1 : 0;
  tally.failed += state.outcome == Outcome::failed ? 1 : 0;
  tally.not_applicable += state.outcome == Outcome::not_applicable ? 1 : 0;
  if (!state.missing.empty())
    ++(state.answered ? tally.missing_evidence : tally.required_unanswered);
  add_to(tally.score.obtained, state.score.obtained);
  add_to(tally.score.possible, state.score.possible);
}

void count(Tally& total, const Tally& section) {
  total.questions += section.questions;
  total.answered += section.answered;
  total.passed += section.passed;
  total.failed += section.failed;
  total.not_applicable += section.not_applicable;
  total.required_unanswered += section.required_unanswered;
  total.missing_evidence += section.missing_evidence;
  add_to(total.score.obtained, section.score.obtained);
  add_to(total.score.possible, section.score.possible);
}

bool is_answered_by(const Question& question, const Answers& answers) {
  if (question.type == QuestionType::photo)
    return answers.photo_count(question.key) > 0;
  if (question.type == QuestionType::sample)
    return answers.sample_count(question.key) > 0;
  return is_answered(answers.answer(question.key));
}

bool is_asked(const Section* section, const Question& question, const Answers& answers) {
  if (section == nullptr || !section->when || section->when->question == question.key)
    return true;
  const auto* choice = std::get_if<Choice>(&answers.answer(section->when->question));
  const auto& wanted = section->when->responses;
  return choice != nullptr && std::ranges::find(wanted, choice->response) != wanted.end();
}

} // namespace

std::optional<std::int64_t> Score::permille() const {
  if (possible <= Decimal{})
    return std::nullopt;
  // One scale for both: zeros of the other's places are added to a zero of the same value.
  const auto aligned = [](const Decimal& decimal, const Decimal& other) {
    Decimal zero;
    zero.places = other.places;
    return add(decimal, zero).value_or(decimal);
  };
  const Decimal top = aligned(obtained, possible);
  const Decimal bottom = aligned(possible, obtained);
  std::int64_t scaled = 0;
  if (top.places != bottom.places || __builtin_mul_overflow(top.units, 2000, &scaled))
    return static_cast<std::int64_t>(to_double(obtained) / to_double(possible) * 1000.0 + 0.5);
  return (scaled + bottom.units) / (2 * bottom.units);
}

const QuestionState* Evaluation::find(std::string_view question) const {
  for (const SectionState& section : sections)
    for (const QuestionState& state : section.questions)
      if (state.question->key == question)
        return &state;
  return nullptr;
}

std::vector<const QuestionState*> Evaluation::incomplete() const {
  std::vector<const QuestionState*> found;
  for (const SectionState& section : sections)
    for (const QuestionState& state : section.questions)
      if (!state.missing.empty())
        found.push_back(&state);
  return found;
}

std::vector<const QuestionState*> Evaluation::failed() const {
  std::vector<const QuestionState*> found;
  for (const SectionState& section : sections)
    for (const QuestionState& state : section.questions)
      if (state.outcome == Outcome::failed)
        found.push_back(&state);
  return found;
}

namespace {

QuestionState evaluate_in(const Template& checklist, const Section* section, const Question& question,
                          const Answers& answers, const LimitTerms& terms) {
  QuestionState state;
  state.question = &question;
  state.limit = limit_in_force(question, terms);
  state.asked = is_asked(section, question, answers);
  if (!state.asked)
    return state;
  state.answered = is_answered_by(question, answers);
  if (!state.answered) {
    if (question.required == Demand::required && question.type != QuestionType::unknown)
      state.missing.push_back(question.type == QuestionType::photo ? Missing::photo : Missing::answer);
    return state;
  }
  const Answer& answer = answers.answer(question.key);
  const auto chosen = chosen_responses(checklist.responses_of(question), answer);
  judge_choice(state, chosen);
  if (const auto* measured = std::get_if<Measured>(&answer))
    judge_measurement(state, measured->value);
  if (std::holds_alternative<NotApplicable>(answer))
    state.outcome = Outcome::not_applicable;
  find_missing_evidence(state, chosen, answer, !answers.note(question.key).empty(),
                        answers.photo_count(question.key));
  return state;
}

} // namespace

QuestionState evaluate(const Template& checklist, const Question& question, const Answers& answers,
                       const LimitTerms& terms) {
  return evaluate_in(checklist, checklist.section_of(question.key), question, answers, terms);
}

Evaluation evaluate(const Template& checklist, const Answers& answers, const LimitTerms& terms) {
  Evaluation evaluation;
  evaluation.sections.reserve(checklist.sections.size());
  for (const Section& section : checklist.sections) {
    SectionState& section_state = evaluation.sections.emplace_back();
    section_state.section = &section;
    for (const Question& question : section.questions) {
      section_state.questions.push_back(evaluate_in(checklist, &section, question, answers, terms));
      count(section_state.tally, section_state.questions.back());
    }
    count(evaluation.tally, section_state.tally);
  }
  return evaluation;
}

std::string limit_text(const Limit& limit) {
  if (limit.minimum && limit.maximum)
    return to_string(*limit.minimum) + "–" + to_string(*limit.maximum);
  if (limit.maximum)
    return "≤ " + to_string(*limit.maximum);
  if (limit.minimum)
    return "≥ " + to_string(*limit.minimum);
  return {};
}

} // namespace truat::forms
