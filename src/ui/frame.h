// One frame of the product: navigation, top bar, the current screen, what lies over it.
#pragma once

#include "ui/navigation.h"
#include "ui/ui_state.h"

#include <span>

namespace truat::ui {

/// Draws the frame into the running ImGui context, between NewFrame and Render. `use_theme` came before
/// NewFrame. After it, `state.kit.overlay()` says what the overlay shows and `state.kit.wants_frame()`
/// whether to draw again at once.
void draw_frame(UiState& state, const UiInput& input, Requests& requests);
/// With another table of screens, for tests.
void draw_frame(UiState& state, const UiInput& input, Requests& requests, std::span<const Screen> table);

} // namespace truat::ui
