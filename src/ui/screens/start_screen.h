// The first start: who works here, at which office, and with what to begin.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader start_header(ScreenContext& context);
void draw_start(ScreenContext& context);

} // namespace truat::ui
