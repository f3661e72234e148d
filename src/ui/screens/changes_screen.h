// Every change that this store knows, as a table.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader changes_header(ScreenContext& context);
void draw_changes(ScreenContext& context);

} // namespace truat::ui
