// Networks of the project scheduling library PSPLIB (Kolisch and Sprecher 1997), single-mode files (.sm).
//
// Lines of stars part the sections: a head of "name : value" lines; PROJECT INFORMATION; PRECEDENCE RELATIONS
// (job, modes, number of successors, successors); REQUESTS/DURATIONS (job, mode, duration, request of each
// resource); RESOURCEAVAILABILITIES. Jobs become tasks with their number, a period becomes a minute of a
// calendar that never rests, a unit of a resource 10,000.
#pragma once

#include "base/result.h"
#include "exchange/plan_file.h"

#include <string_view>

namespace truat::exchange {

[[nodiscard]] bool is_psplib(std::string_view bytes);

/// The critical path's length that the file states (MPM-Time) is the plan's foreign value of that name.
/// Errors, with the line: `psplib.damaged`, `psplib.cut_off`, `psplib.more_modes`, `psplib.beyond_capacity`
/// (a job that asks for more than there is), `psplib.too_large`.
[[nodiscard]] Result<PlanFile> read_psplib(std::string_view bytes);

} // namespace truat::exchange
