// Draws a laid-out chart with the page's own fonts and colours.
#pragma once

#include "chart/layout.h"
#include "ui/widgets/kit.h"

namespace truat::ui {

[[nodiscard]] ImU32 color_of(chart::Ink ink);
/// Widths of texts in the running fonts, at scale 1.
[[nodiscard]] chart::Measure chart_measure();
/// The scene with its upper left corner at the point, cut at its own edges.
void draw_scene(const chart::Scene& scene, ImVec2 at);
/// A line in a series' own dashes: in legends of values.
void draw_sample(ImVec2 from, float width, chart::Ink ink, chart::Dash dash);

} // namespace truat::ui
