// The shapes that go with state, so that no state is told by colour alone.
#pragma once

#include "ui/theme/theme.h"

#include <imgui.h>

namespace truat::ui {

/// Draws the state's shape in a box of `side` pixels centred on `center`: a disc with a check (done), a
/// triangle with an exclamation mark (due), an octagon with a cross (failed), a half-filled disc (active), a
/// filled rounded square with a bar cut out (suspended), a dash (not applicable). `ground` shows through what
/// is cut out.
void draw_status_shape(ImDrawList& draw_list, Status status, ImVec2 center, float side, ImU32 ink,
                       ImU32 ground);

} // namespace truat::ui
