// A form definition as canonical JSON, without loss: how a form is kept in a record.
//   {"actions":[…],"choices":[…],"data":[…],"format":"truat-form","id":…,"nodes":[…],…,"version":1}
// Groups stand flat, each node with its depth, because a form may nest deeper than JSON may here. What is
// empty is left out. Maps are lists of pairs.
#pragma once

#include "base/json.h"
#include "forms/form/definition.h"

namespace truat::forms {

/// Canonical; valid UTF-8 is the caller's contract.
[[nodiscard]] std::string to_json(const FormDefinition& form);
/// Errors: those of base/json.h; `forms.form_json` for JSON that is no form.
[[nodiscard]] Result<FormDefinition> parse_form_definition(std::string_view json);

} // namespace truat::forms
