// The in-tray (แฟ้มเสนอ): what waits for the person here, what they asked, and what was decided.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader requests_header(ScreenContext& context);
void draw_requests(ScreenContext& context);
/// How many wait for the person here, to be decided or to be done.
[[nodiscard]] std::string requests_waiting(const ScreenContext& context);

} // namespace truat::ui
