// Visits per month against the plan, as the home screen's chart.
#pragma once

#include "chart/chart.h"
#include "workspace/workspace.h"

namespace truat::ui {

/// Eight months back to three ahead: visits that are over, stacked by what they found, and how many were
/// planned for the month. No series where no visit falls into these months. Words in the current language.
[[nodiscard]] chart::Chart visits_chart(const workspace::Workspace& workspace, const CivilDate& today);

} // namespace truat::ui
