#include "forms/template.h"

#include <algorithm>

namespace truat::forms {

const Response* ResponseSet::find(std::string_view response) const {
  const auto found = std::ranges::find(responses, response, &Response::key);
  return found == responses.end() ? nullptr : &*found;
}

std::string_view key_of(Severity severity) {
  switch (severity) {
  case Severity::minor:
    return "minor";
  case Severity::major:
    return "major";
  case Severity::critical:
    return "critical";
  }
  return "major";
}

const ResponseSet* Template::find_response_set(std::string_view set) const {
  const auto found = std::ranges::find(response_sets, set, &ResponseSet::key);
  return found == response_sets.end() ? nullptr : &*found;
}

const LegalGround* Template::find_ground(std::string_view ground) const {
  const auto found = std::ranges::find(grounds, ground, &LegalGround::key);
  return found == grounds.end() ? nullptr : &*found;
}

const Question* Template::find_question(std::string_view question) const {
  for (const Section& section : sections)
    for (const Question& candidate : section.questions)
      if (candidate.key == question)
        return &candidate;
  return nullptr;
}

const Section* Template::section_of(std::string_view question_key) const {
  for (const Section& section : sections)
    if (std::ranges::find(section.questions, question_key, &Question::key) != section.questions.end())
      return &section;
  return nullptr;
}

const ResponseSet* Template::responses_of(const Question& question) const {
  const bool chooses =
      question.type == QuestionType::choice || question.type == QuestionType::multiple_choice;
  return chooses ? find_response_set(question.response_set) : nullptr;
}

std::size_t Template::question_count() const {
  std::size_t count = 0;
  for (const Section& section : sections)
    count += section.questions.size();
  return count;
}

bool Template::suits(std::string_view purpose) const {
  return purposes.empty() || purpose.empty() || std::ranges::find(purposes, purpose) != purposes.end();
}

namespace {

enum class Fit : std::uint8_t { no, general, particular };

/// "52" stands for the whole type, "52(3)" for one part of it.
Fit type_fit(const Limit& limit, std::string_view factory_type) {
  if (limit.factory_types.empty())
    return Fit::general;
  const std::string_view whole = factory_type.substr(0, factory_type.find('('));
  for (const std::string& wanted : limit.factory_types)
    if (!factory_type.empty() && (wanted == factory_type || wanted == whole))
      return Fit::particular;
  return Fit::no;
}

Fit water_fit(const Limit& limit, const std::string& receiving_water) {
  if (limit.receiving_waters.empty())
    return Fit::general;
  const bool wanted =
      std::ranges::find(limit.receiving_waters, receiving_water) != limit.receiving_waters.end();
  return wanted ? Fit::particular : Fit::no;
}

bool holds_on(const Limit& limit, const CivilDate& day) {
  return (!limit.from || *limit.from <= day) && (!limit.until || day <= *limit.until);
}

} // namespace

const Limit* limit_in_force(const Question& question, const LimitTerms& terms) {
  const Limit* best = nullptr;
  int best_particulars = -1;
  for (const Limit& limit : question.limits) {
    const Fit type = type_fit(limit, terms.factory_type);
    const Fit water = water_fit(limit, terms.receiving_water);
    if (type == Fit::no || water == Fit::no || !holds_on(limit, terms.day))
      continue;
    const int particulars = (type == Fit::particular ? 2 : 0) + (water == Fit::particular ? 1 : 0);
    const bool younger = best != nullptr && particulars == best_particulars &&
                         limit.from.value_or(CivilDate{1, 1, 1}) > best->from.value_or(CivilDate{1, 1, 1});
    if (particulars > best_particulars || younger) {
      best = &limit;
      best_particulars = particulars;
    }
  }
  return best;
}

} // namespace truat::forms
