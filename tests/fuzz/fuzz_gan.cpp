// GanttProject's files.
#include "fuzz/plan_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  static_cast<void>(exchange::is_gan(input));
  must_survive_writing(
      input, [](std::string_view bytes) { return exchange::read_gan(bytes); },
      [](const auto& plan) { return exchange::write_gan(plan); });
}

} // namespace truat::fuzzing
