// Forms as a record keeps them.
#include "fuzz/form_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  auto form = forms::parse_form_definition(input);
  if (!form) {
    must_be_told(form.error());
    must_lie_within(form.error(), input);
    return;
  }
  const auto again = forms::parse_form_definition(forms::to_json(*form));
  must(again.has_value() && *again == *form, "a form that is written reads alike");
  fill(std::move(*form));
}

} // namespace truat::fuzzing
