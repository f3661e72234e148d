// Pictures that the browser draws: its shaping of Thai, the page's fonts, PNG.
#pragma once

#include "platform/async.h"

#include <string>
#include <string_view>

namespace truat::platform {

/// The PNG file of a drawing (`chart/drawing.h`). Error: `platform.picture_not_drawn`.
void draw_png(std::string_view drawing, Done<std::string> png);

} // namespace truat::platform
