#include "forms/answers.h"

#include "base/sort.h"

#include <algorithm>

namespace truat::forms {
namespace {

template <class... Visitors>
struct Overload : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overload(Visitors...) -> Overload<Visitors...>;

constexpr std::string_view not_applicable_text = "not_applicable";

std::string dynamic_field(std::string_view prefix, const QuestionInstance& place) {
  std::string field;
  field.reserve(prefix.size() + place.question.size() + place.instance.size() + 2);
  field.append(prefix).append("/").append(place.question).append("/").append(place.instance);
  return field;
}

Result<Answer> unreadable(const Question& question) {
  return failure("forms.answer_unreadable", {{"question", question.number}});
}

Choices read_choices(std::string_view text) {
  Choices choices;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0)
      choices.responses.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  truat::sort(choices.responses);
  const auto doubled = std::ranges::unique(choices.responses);
  choices.responses.erase(doubled.begin(), doubled.end());
  return choices;
}

Result<Answer> read_text(const Question& question, const std::string& text) {
  switch (question.type) {
  case QuestionType::choice:
    return Choice{text};
  case QuestionType::number:
    if (text == not_applicable_text)
      return NotApplicable{};
    if (const auto decimal = parse_decimal(text))
      return Measured{*decimal};
    break;
  case QuestionType::text:
  case QuestionType::unknown:
    return Written{text};
  case QuestionType::date:
    if (const auto date = parse_iso_date(text))
      return Dated{*date};
    break;
  case QuestionType::multiple_choice:
    return read_choices(text);
  case QuestionType::photo:
  case QuestionType::sample:
    break;
  }
  return unreadable(question);
}

Result<void> check_responses(const Template& checklist, const Question& question,
                             const std::vector<std::string>& responses) {
  const ResponseSet* set = checklist.responses_of(question);
  for (const std::string& response : responses)
    if (set == nullptr || set->find(response) == nullptr)
      return failure("forms.response_unknown", {{"question", question.number}, {"response", response}});
  return {};
}

Result<void> check_number(const Question& question, const Decimal& value) {
  if (question.least && value < *question.least)
    return failure("forms.number_too_small",
                   {{"question", question.number}, {"least", to_string(*question.least)}});
  return {};
}

std::size_t count_of(const std::map<QuestionInstance, std::size_t>& counts, std::string_view question) {
  const auto found = counts.find(QuestionInstance{std::string(question)});
  return found == counts.end() ? 0 : found->second;
}

} // namespace

std::string answer_field(const QuestionInstance& place) {
  return dynamic_field(answer_prefix, place);
}

std::string note_field(const QuestionInstance& place) {
  return dynamic_field(note_prefix, place);
}

std::optional<QuestionInstance> parse_dynamic_field(std::string_view prefix, std::string_view field) {
  if (!field.starts_with(prefix) || field.size() <= prefix.size() || field[prefix.size()] != '/')
    return std::nullopt;
  const std::string_view rest = field.substr(prefix.size() + 1);
  const std::size_t slash = rest.rfind('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == rest.size())
    return std::nullopt;
  return QuestionInstance{std::string(rest.substr(0, slash)), std::string(rest.substr(slash + 1))};
}

records::Value to_value(const Answer& answer) {
  return std::visit(Overload{
                        [](std::monostate) { return records::Value{}; },
                        [](const Choice& choice) { return records::Value{choice.response}; },
                        [](const Choices& choices) {
                          std::vector<std::string> sorted = choices.responses;
                          truat::sort(sorted);
                          const auto doubled = std::ranges::unique(sorted);
                          sorted.erase(doubled.begin(), doubled.end());
                          std::string text;
                          for (const std::string& response : sorted)
                            text += (text.empty() ? "" : " ") + response;
                          return text.empty() ? records::Value{} : records::Value{text};
                        },
                        [](const Measured& measured) { return records::to_value(measured.value); },
                        [](const Written& written) {
                          return written.text.empty() ? records::Value{} : records::Value{written.text};
                        },
                        [](const Dated& dated) { return records::to_value(dated.date); },
                        [](const NotApplicable&) { return records::Value{std::string(not_applicable_text)}; },
                    },
                    answer);
}

Result<Answer> to_answer(const Question& question, const records::Value& value) {
  if (records::is_empty(value))
    return Answer{};
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr)
    return unreadable(question);
  return read_text(question, *text);
}

Result<void> check_answer(const Template& checklist, const Question& question, const Answer& answer) {
  const auto wrong_kind = [&]() -> Result<void> {
    return failure("forms.answer_kind", {{"question", question.number}});
  };
  switch (question.type) {
  case QuestionType::choice:
    if (const auto* choice = std::get_if<Choice>(&answer))
      return check_responses(checklist, question, {choice->response});
    break;
  case QuestionType::multiple_choice:
    if (const auto* choices = std::get_if<Choices>(&answer))
      return check_responses(checklist, question, choices->responses);
    break;
  case QuestionType::number:
    if (const auto* measured = std::get_if<Measured>(&answer))
      return check_number(question, measured->value);
    if (std::holds_alternative<NotApplicable>(answer))
      return {};
    break;
  case QuestionType::text:
    if (std::holds_alternative<Written>(answer))
      return {};
    break;
  case QuestionType::date:
    if (const auto* dated = std::get_if<Dated>(&answer); dated != nullptr && exists(dated->date))
      return {};
    break;
  case QuestionType::photo:
  case QuestionType::sample:
  case QuestionType::unknown:
    return wrong_kind();
  }
  return is_answered(answer) ? wrong_kind() : Result<void>{};
}

const Answer& Answers::answer(std::string_view question) const {
  static const Answer none;
  const auto found = answers.find(QuestionInstance{std::string(question)});
  return found == answers.end() ? none : found->second;
}

std::string_view Answers::note(std::string_view question) const {
  const auto found = notes.find(QuestionInstance{std::string(question)});
  return found == notes.end() ? std::string_view() : std::string_view(found->second);
}

std::size_t Answers::photo_count(std::string_view question) const {
  return count_of(photos, question);
}

std::size_t Answers::sample_count(std::string_view question) const {
  return count_of(samples, question);
}

} // namespace truat::forms
