// Registers of the numbers of visits: each in order, its gaps and its doubled numbers named.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader registers_header(ScreenContext& context);
void draw_registers(ScreenContext& context);

} // namespace truat::ui
