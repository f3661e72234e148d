// Microsoft Project's XML (MSPDI), both ways. The elements of each record stand in `exchange/mspdi_fields.h`.
//
// Tasks: those with IsNull and the project's own, UID 0, are none; of UID 0 only the notes are taken, as the
// plan's. The outline comes of OutlineLevel. Resources: UID 0 without a name is none. A link counts once per
// pair and type. What a person set by hand (Manual) stands at ManualStart.
#pragma once

#include "base/result.h"
#include "exchange/plan_file.h"

#include <string>
#include <string_view>

namespace truat::exchange {

[[nodiscard]] bool is_mspdi(std::string_view bytes);

/// Errors: those of `parse_plan_xml`; `mspdi.no_project`. Warnings, each with the first place and how many
/// there are: what is kept nowhere (`plans.not_kept`), values that mean nothing (`plans.bad_value`), seconds
/// that were rounded
/// (`plans.rounded`), links to what is not there (`plans.link_left_out`).
[[nodiscard]] Result<PlanFile> read_mspdi(std::string_view bytes);

struct WrittenPlan {
  std::string bytes;
  std::vector<Warning> warnings; ///< of what the format has no place for
};
[[nodiscard]] WrittenPlan write_mspdi(const project::Plan& plan);

} // namespace truat::exchange
