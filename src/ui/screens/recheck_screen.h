// A sample of closed visits to check again, which anyone can draw again from the same records and seed.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader recheck_header(ScreenContext& context);
void draw_recheck(ScreenContext& context);

} // namespace truat::ui
