// All inspections: planned, going on, waiting for the laboratory, completed; and where a new one begins.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader visits_header(ScreenContext& context);
void draw_visits(ScreenContext& context);
/// How many are going on or should have begun.
[[nodiscard]] std::string visits_waiting(const ScreenContext& context);

} // namespace truat::ui
