// ODK XForms.
#include "fuzz/form_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  static_cast<void>(exchange::is_xform(input));
  must_be_kept_and_filled(exchange::read_xform(input), input);
}

} // namespace truat::fuzzing
