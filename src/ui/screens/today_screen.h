// Home: how the year stands and what is to be done today.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader today_header(ScreenContext& context);
void draw_today(ScreenContext& context);

} // namespace truat::ui
