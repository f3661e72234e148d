// The font loader that draws a Thai cluster as one glyph.
#pragma once

#include <imgui.h>

struct ImFontLoader;

namespace truat::ui {

/// A loader for `ImFontConfig::FontLoader`, over ImGui's own stb_truetype. Glyphs stand where the font's
/// `TRth` table puts them; a font without that table draws clusters mark by mark. The base line is the font's
/// ascent rounded to device pixels, as browsers do it, so that a page's own field over the text does not make
/// it jump. U+3000 has no width and no ink.
[[nodiscard]] const ImFontLoader* cluster_font_loader();

} // namespace truat::ui
