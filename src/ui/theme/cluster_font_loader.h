// The font loader that draws a Thai cluster as one glyph.
#pragma once

#include "ui/theme/shaping_table.h"

#include <imgui.h>

#include <optional>
#include <vector>

struct ImFontLoader;

namespace truat::ui {

/// A loader for `ImFontConfig::FontLoader`, over ImGui's own stb_truetype. Glyphs stand where the font's
/// `TRth` table puts them; a font without that table draws clusters mark by mark. The base line is the font's
/// ascent rounded to device pixels, as browsers do it, so that a page's own field over the text does not make
/// it jump. U+3000 has no width and no ink.
[[nodiscard]] const ImFontLoader* cluster_font_loader();

/// Glyphs drawn together as one character.
struct DrawnCharacter {
  std::vector<PlacedGlyph> glyphs;
  int advance = 0; ///< font units
};

/// What the loader draws for a character or a cluster's private code with this source of a font; nothing
/// where the font lacks it. Contract: the source is in an atlas and has this loader.
[[nodiscard]] std::optional<DrawnCharacter> drawn_character(const ImFontConfig& source, ImWchar character);

} // namespace truat::ui
