// What must hold of a form that was read, whatever its format: it is kept without loss, and can be filled or
// says why not.
#pragma once

#include "base/utf8.h"
#include "exchange/xform_reader.h"
#include "forms/form/definition_json.h"
#include "forms/form/filled_form.h"
#include "fuzz/support.h"

namespace truat::fuzzing {

inline void fill(forms::FormDefinition definition) {
  const auto compiled = forms::CompiledForm::compile(std::move(definition));
  if (!compiled) {
    must_be_told(compiled.error());
    return;
  }
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};
  forms::Surroundings surroundings{.clock = clock, .random = random};
  surroundings.limits = {.visits = 100'000, .text_bytes = 1 << 16};
  forms::FilledForm filled(*compiled, surroundings);
  std::size_t answered = 0;
  for (const forms::expression::NodeId node : filled.nodes()) {
    if (++answered > 100)
      break;
    if (filled.tree().is_removed(node))
      continue; // an answer before may have taken its iteration away
    if (const auto found = filled.find(filled.path_of(node)); filled.question_of(node) != 0)
      must(found == node, "a node is found by its path");
    const auto choices = filled.choices(node);
    const std::string value = choices.empty() ? "7" : choices.front().value;
    if (const auto done = filled.answer(node, value); !done)
      must_be_told(done.error());
  }
  for (const forms::AnswerProblem& problem : filled.problems())
    if (problem.message.empty())
      must_be_told(problem.phrase);
}

inline void must_be_kept_and_filled(const Result<exchange::ReadForm>& read, std::string_view input) {
  if (!read) {
    must_be_told(read.error());
    must_lie_within(read.error(), input);
    return;
  }
  must_be_told(read->warnings);
  const std::string json = forms::to_json(read->form);
  must(is_valid_utf8(json), "a form is kept as UTF-8");
  const auto again = forms::parse_form_definition(json);
  must(again.has_value() && *again == read->form, "a form that is kept reads alike");
  fill(read->form);
}

} // namespace truat::fuzzing
