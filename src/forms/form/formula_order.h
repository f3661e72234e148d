// In which order a form's formulas are worked out.
#pragma once

#include "forms/form/compiled_form.h"

namespace truat::forms {

/// Gives each formula its stage: behind all that write what it reads. Formulas that wait for each other by
/// way of other iterations ("the total of the iteration before") share a stage that sweeps. Formulas that
/// wait for each other in one iteration can never be worked out: their questions are returned, in the order
/// of the form; none where all is well.
[[nodiscard]] std::vector<QuestionId> order_formulas(const std::vector<CompiledQuestion>& questions,
                                                     const expression::Outline& outline,
                                                     std::vector<Formula>& formulas);

} // namespace truat::forms
