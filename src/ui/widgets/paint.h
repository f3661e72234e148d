// Shapes that widgets are made of. Boxes are put on whole device pixels, so that edges are sharp at every
// ratio.
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/status_shapes.h"
#include "ui/widgets/box.h"

#include <optional>

namespace truat::ui {

void fill(const Box& box, ImU32 color, float radius = 0);
/// A border inside the box.
void outline(const Box& box, ImU32 color, float radius, float thickness = 1);
void dashed_outline(const Box& box, ImU32 color, float radius);
/// A line of one device pixel or more: dividers.
void horizontal_line(float x, float y, float width, ImU32 color, float thickness = 1);
void vertical_line(float x, float y, float height, ImU32 color, float thickness = 1);
/// 0/8/24 at 12 %, under popups only.
void popup_shadow(const Box& box, float radius);
/// In the middle of the box; `side` in design pixels.
void icon(const Box& box, Icon icon, float side, ImU32 color);
void status_shape(const Box& box, Status status, float side, ImU32 ground);
/// Whether any of the box can be seen: work on what is not can be left out.
[[nodiscard]] bool is_visible(const Box& box);

} // namespace truat::ui
