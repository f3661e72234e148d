// Settings: who works here, language and looks, and what this browser keeps.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader settings_header(ScreenContext& context);
void draw_settings(ScreenContext& context);

} // namespace truat::ui
