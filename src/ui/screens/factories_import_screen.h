// The import of a factory list: which file, which column feeds which field, what would come of it, and the
// act.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader factories_import_header(ScreenContext& context);
void draw_factories_import(ScreenContext& context);

/// Asks for a factory list; what is in it comes to this screen.
void pick_factory_list(ScreenContext& context);

} // namespace truat::ui
