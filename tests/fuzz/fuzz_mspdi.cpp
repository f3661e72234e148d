// Microsoft Project's XML.
#include "fuzz/plan_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  static_cast<void>(exchange::is_mspdi(input));
  must_survive_writing(
      input, [](std::string_view bytes) { return exchange::read_mspdi(bytes); },
      [](const auto& plan) { return exchange::write_mspdi(plan); });
}

} // namespace truat::fuzzing
