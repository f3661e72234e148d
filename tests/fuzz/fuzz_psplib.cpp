// Networks of the project scheduling library.
#include "exchange/psplib_reader.h"
#include "fuzz/plan_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  static_cast<void>(exchange::is_psplib(input));
  const auto file = exchange::read_psplib(input);
  must_be_told_and_sound(file, input);
  if (file)
    must_be_writable(file->plan);
}

} // namespace truat::fuzzing
