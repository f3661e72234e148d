// Who works here: people and their roles, delegations, and who is at this PC.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader people_header(ScreenContext& context);
void draw_people_screen(ScreenContext& context);

} // namespace truat::ui
