// Microsoft Project's XML.
#include "fuzz/plan_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  static_cast<void>(exchange::is_mspdi(input));
  const auto file = exchange::read_mspdi(input);
  must_be_told_and_sound(file, input);
  if (!file)
    return;
  must_be_writable(file->plan);
  if (!is_numbered_well(file->plan))
    return;
  // A file may leave out what follows of the rest; written once, it is all there.
  const auto written = exchange::read_mspdi(exchange::write_mspdi(file->plan).bytes);
  must(written.has_value() && written->plan.tasks.size() == file->plan.tasks.size() &&
           written->plan.links.size() == file->plan.links.size() &&
           written->plan.resources.size() == file->plan.resources.size() &&
           written->plan.assignments.size() == file->plan.assignments.size(),
       "a plan that is written has everything");
  const auto again = exchange::read_mspdi(exchange::write_mspdi(written->plan).bytes);
  must(again.has_value() && again->plan == written->plan, "a plan that is written reads alike");
}

} // namespace truat::fuzzing
