// Icons: a subset of lucide, named in assets/icons/icons.txt and drawn from the icon font.
#pragma once

#include "ui/theme/icon_list.h" // made by the build from assets/icons/icons.txt: enum class Icon

#include <imgui.h>

#include <string_view>

namespace truat::ui {

/// Draws the icon with its box of `side` pixels (layout pixels, already scaled) centred on `center`. The
/// stroke is 1.8 of 24 units, 2.1 at 16 pixels and below. Uses the fonts of the running theme.
void draw_icon(ImDrawList& draw_list, Icon icon, ImVec2 center, float side, ImU32 color);

/// The icon's name as in icons.txt: "clipboard_check". For tests and the tree of screen readers.
[[nodiscard]] std::string_view name_of(Icon icon);

} // namespace truat::ui
