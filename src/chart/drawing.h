// A scene as the list of strokes and words that the browser draws into a picture
// (shell/library_truat_pictures.js).
#pragma once

#include "chart/scene.h"

#include <string>

namespace truat::chart {

struct DrawingSpec {
  Ground ground = Ground::light;
  float margin = 16;
  float ratio = 2; ///< pixels of the picture for one of the layout
};
/// Canonical JSON: {"ground","height","marks","ratio","width"}; lengths in hundredths of the layout's pixels,
/// the ratio in hundredths, colours as "#RRGGBB". A mark is an array that begins with its kind: ["stroke",
/// colour, width, round, [dash…], [x, y, …]], ["area", colour, [x, y, …]], ["block", colour, x, y, w, h,
/// radius], ["disc", colour, x, y, radius], ["words", colour, x, y, em, weight, anchor, text].
[[nodiscard]] std::string drawing_of(const Scene& scene, const DrawingSpec& spec);

} // namespace truat::chart
