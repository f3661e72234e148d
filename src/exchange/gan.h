// GanttProject's files (.gan), both ways.
//
// Grammar: <project> with <description>, <calendars> (the week and single <date>s), <tasks> (nested; <depend>
// names the successor: type 1 start-start, 2 finish-start, 3 finish-finish, 4 start-finish, `difference` in
// days), <resources>, <allocations>, <vacations>, <previous> (baselines), <roles>. Time there has whole days
// only: a day is 8:00 to 17:00 less noon here, a rate by the day an eighth by the hour. A vacation's `end` is
// the day after it. Attributes that mean nothing here are kept as foreign values "gan:<name>" and written
// again.
#pragma once

#include "exchange/mspdi.h"

namespace truat::exchange {

[[nodiscard]] bool is_gan(std::string_view bytes);

/// Errors: those of `parse_plan_xml`; `gan.no_project`. Warnings as of `read_mspdi`.
[[nodiscard]] Result<PlanFile> read_gan(std::string_view bytes);

/// Parts of days are rounded to whole ones, with a warning.
[[nodiscard]] WrittenPlan write_gan(const project::Plan& plan);

/// The names of GanttProject's priorities, by its own order.
inline constexpr std::int32_t gan_priorities[] = {300, 500, 700, 100, 900};

} // namespace truat::exchange
