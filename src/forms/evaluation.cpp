#include "forms/evaluation.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::forms {
namespace {

Decimal without_trailing_zeros(Decimal decimal) {
  while (decimal.places > 0 && decimal.units % 10 == 0) {
    decimal.units /= 10;
    --decimal.places;
  }
  return decimal;
}

/// Scores and weights are small numbers of few places; what would not fit is a broken checklist, which the parser refuses.
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

/// The outcome of what was chosen: one failed response fails the question, one that passed passes it, and "not
/// applicable" counts only when nothing else was chosen.
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

/// The best that a question could have had: the greatest score of one response, of all responses together where several
/// can be chosen.
Decimal possible_score(const Question& question, const ResponseSet& set) {
  if (question.type != QuestionType::multiple_choice)
    return set.greatest_score().value_or(Decimal{});
  Decimal sum;
  for (const Response& response : set.responses)
    if (response.score && *response.score > Decimal{})
      add_to(sum, *response.score);
  return sum;
}

void judge_choice(QuestionState& state, const ResponseSet* set, const std::vector<const Response*>& chosen) {
  Decimal obtained;
  bool scored = false;
  for (const Response* response : chosen) {
    state.outcome = worse(response->outcome, state.outcome);
    if (response->score) {
      add_to(obtained, *response->score);
      scored = true;
    }
  }
  if (!scored || state.outcome == Outcome::not_applicable)
    return;
  state.score.obtained = multiply(obtained, state.question->weight);
  state.score.possible = multiply(possible_score(*state.question, *set), state.question->weight);
}

void judge_measurement(QuestionState& state, const Decimal& value) {
  if (state.limit == nullptr)
    return;
  if (state.limit->minimum && value < *state.limit->minimum)
    state.out_of_range = OutOfRange{Bound::minimum, subtract(*state.limit->minimum, value).value_or(Decimal{})};
  else if (state.limit->maximum && value > *state.limit->maximum)
    state.out_of_range = OutOfRange{Bound::maximum, subtract(value, *state.limit->maximum).value_or(Decimal{})};
  state.outcome = state.out_of_range ? Outcome::failed : Outcome::passed;
  if (state.question->score) {
    state.score.possible = multiply(*state.question->score, state.question->weight);
    if (!state.out_of_range)
      state.score.obtained = state.score.possible;
  }
}

void find_missing(QuestionState& state, const std::vector<const Response*>& chosen, bool has_note,
                  std::size_t photo_count) {
  const Question& question = *state.question;
  if (!state.answered) {
    if (question.required == Demand::required && question.type != QuestionType::unknown)
      state.missing.push_back(Missing::answer);
    return;
  }
  const auto asks = [&](Demand Response::*demand) {
    return std::ranges::any_of(chosen, [&](const Response* response) { return response->*demand == Demand::required; });
  };
  const bool skipped = state.outcome == Outcome::not_applicable;
  if (!has_note && (asks(&Response::note) || (question.note == Demand::required && !skipped)))
    state.missing.push_back(Missing::note);
  if (photo_count == 0 && (asks(&Response::photo) || (question.photo == Demand::required && !skipped)))
    state.missing.push_back(Missing::photo);
}

void count(Tally& tally, const QuestionState& state) {
  if (state.question->type != QuestionType::unknown)
    ++tally.questions;
  if (state.answered)
    ++tally.answered;
  tally.passed += state.outcome == Outcome::passed ? 1 : 0;
  tally.failed += state.outcome == Outcome::failed ? 1 : 0;
  tally.not_applicable += state.outcome == Outcome::not_applicable ? 1 : 0;
  for (const Missing missing : state.missing)
    ++(missing == Missing::answer ? tally.required_unanswered : tally.missing_evidence);
  add_to(tally.score.obtained, state.score.obtained);
  add_to(tally.score.possible, state.score.possible);
}

void count(Tally& total, const Tally& section, const Decimal& weight) {
  total.questions += section.questions;
  total.answered += section.answered;
  total.passed += section.passed;
  total.failed += section.failed;
  total.not_applicable += section.not_applicable;
  total.required_unanswered += section.required_unanswered;
  total.missing_evidence += section.missing_evidence;
  add_to(total.score.obtained, multiply(section.score.obtained, weight));
  add_to(total.score.possible, multiply(section.score.possible, weight));
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

QuestionState evaluate(const Template& checklist, const Question& question, const Answers& answers,
                       const LimitTerms& terms) {
  QuestionState state;
  state.question = &question;
  state.limit = limit_in_force(question, terms);
  const Answer& answer = answers.answer(question.key);
  state.answered = is_answered(answer);
  const ResponseSet* set = checklist.responses_of(question);
  const auto chosen = chosen_responses(set, answer);
  if (set != nullptr)
    judge_choice(state, set, chosen);
  if (const auto* measured = std::get_if<Measured>(&answer))
    judge_measurement(state, measured->value);
  find_missing(state, chosen, !answers.note(question.key).empty(), answers.photo_count(question.key));
  return state;
}

Evaluation evaluate(const Template& checklist, const Answers& answers, const LimitTerms& terms) {
  Evaluation evaluation;
  evaluation.sections.reserve(checklist.sections.size());
  for (const Section& section : checklist.sections) {
    SectionState& section_state = evaluation.sections.emplace_back();
    section_state.section = &section;
    for (const Question& question : section.questions) {
      section_state.questions.push_back(evaluate(checklist, question, answers, terms));
      count(section_state.tally, section_state.questions.back());
    }
    count(evaluation.tally, section_state.tally, section.weight);
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
