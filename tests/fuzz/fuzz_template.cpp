// Checklists, which come with another office's file.
#include "base/utf8.h"
#include "forms/answers.h"
#include "forms/template.h"
#include "fuzz/support.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  const auto checklist = forms::parse_template(input);
  if (!checklist) {
    must_be_told(checklist.error());
    must_lie_within(checklist.error(), input);
    return;
  }
  must(sha256(checklist->content) == checklist->content_hash, "the hash is of the content");
  const auto again = forms::parse_template(checklist->content);
  must(again.has_value() && again->content == checklist->content && again->sections == checklist->sections &&
           again->response_sets == checklist->response_sets && again->grounds == checklist->grounds,
       "the content reads as the same checklist");
  std::size_t questions = 0;
  for (const forms::Section& section : checklist->sections)
    for (const forms::Question& question : section.questions) {
      ++questions;
      must(checklist->find_question(question.key) == &question, "a question's key is its own");
      must(checklist->section_of(question.key) == &section, "a question knows its section");
      static_cast<void>(forms::limit_in_force(question, {.day = {2026, 2, 13}, .factory_type = "52(3)"}));
      const forms::ResponseSet* responses = checklist->responses_of(question);
      must(responses != nullptr || question.type != forms::QuestionType::choice,
           "a choice has its responses");
      for (const char* value : {"9.6", "a b", "2026-02-13", "not_applicable"}) {
        const auto answer = forms::to_answer(question, records::Value(std::string(value)));
        if (!answer) {
          must_be_told(answer.error());
          continue;
        }
        if (const auto fits = forms::check_answer(*checklist, question, *answer); !fits)
          must_be_told(fits.error());
        const auto same = forms::to_answer(question, forms::to_value(*answer));
        must(same.has_value() && *same == *answer, "an answer that is kept reads alike");
      }
    }
  must(checklist->question_count() == questions, "every question is counted");
}

} // namespace truat::fuzzing
