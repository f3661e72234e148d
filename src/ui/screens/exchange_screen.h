// What goes out of this PC and comes in: everything as one file, files of colleagues, and what they disagree
// about.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader exchange_header(ScreenContext& context);
void draw_exchange(ScreenContext& context);
/// The number of fields in conflict.
[[nodiscard]] std::string exchange_waiting(const ScreenContext& context);

/// Asks for a `.truat.json`; what is in it comes to the screen exchange_import.
void pick_truat_file(ScreenContext& context);

} // namespace truat::ui
