// The receipts of imports: a list, and one of them whole.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader receipts_header(ScreenContext& context);
void draw_receipts(ScreenContext& context);
/// The newest few as a card, with the way to all; nothing where there are none.
void draw_latest_receipts(Box& area, ScreenContext& context);

} // namespace truat::ui
