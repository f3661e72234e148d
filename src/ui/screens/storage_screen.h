// What this browser keeps, how safely, and how a PC is taken into use or out of it.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader storage_header(ScreenContext& context);
void draw_storage(ScreenContext& context);

} // namespace truat::ui
