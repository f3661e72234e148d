// A colleague's `.truat.json` before it is merged: what is new, what changes and from what to what, what
// conflicts.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader exchange_import_header(ScreenContext& context);
void draw_exchange_import(ScreenContext& context);

} // namespace truat::ui
