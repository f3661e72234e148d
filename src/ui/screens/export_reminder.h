// When everything was last exported, and how much has come since: a reminder when it is long ago or much.
#pragma once

#include "ui/navigation.h"
#include "ui/widgets/chip.h"

#include <string>

namespace truat::ui {

/// The chip views `words`.
[[nodiscard]] ChipSpec export_reminder(const ScreenContext& context, std::string& words);

} // namespace truat::ui
