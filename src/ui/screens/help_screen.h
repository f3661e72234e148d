// Built-in help: how the first things are done, what is kept where, the keys, the version and third-party
// notices.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader help_header(ScreenContext& context);
void draw_help(ScreenContext& context);

} // namespace truat::ui
