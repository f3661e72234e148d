// What two PCs changed without seeing each other: both values side by side, and the choice.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader conflicts_header(ScreenContext& context);
void draw_conflicts(ScreenContext& context);

} // namespace truat::ui
