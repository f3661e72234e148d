// The checklists that this build ships: sections, questions, how they are answered, their limits and legal
// grounds.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader checklists_header(ScreenContext& context);
void draw_checklists(ScreenContext& context);

} // namespace truat::ui
