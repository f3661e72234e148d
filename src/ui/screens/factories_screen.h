// Factories: the list or the table of all of them, and one in detail.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader factories_header(ScreenContext& context);
void draw_factories(ScreenContext& context);

} // namespace truat::ui
