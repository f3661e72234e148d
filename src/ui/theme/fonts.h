// The fonts that the page draws with: three files fetched at start, whose bytes the overlay's FontFace
// shares.
#pragma once

#include "base/result.h"

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace truat::ui {

enum class FontWeight : std::uint8_t { regular, semibold };

/// ImGui's size is ascent + descent; the text fonts are built with 1.12 em and 0.48 em.
inline constexpr float em_to_imgui_size = 1.6F;

/// The files `truat-text-400.ttf`, `truat-text-600.ttf` and `truat-icons.ttf` of the site. They must outlive
/// the atlas.
struct FontBytes {
  std::span<const std::byte> regular;
  std::span<const std::byte> semibold;
  std::span<const std::byte> icons;
};

/// Fonts owned by ImGui's atlas. Icons are a font of their own, whose ImGui size is the icon's side in
/// pixels.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
  ImFont* icons = nullptr;

  [[nodiscard]] ImFont* text(FontWeight weight) const {
    return weight == FontWeight::regular ? regular : semibold;
  }
};

/// Adds the fonts to the atlas, with the loader that draws Thai clusters. The atlas stays dynamic: glyphs are
/// baked when first drawn, at device pixels. Fails with `fonts.unreadable` (argument `file`) and leaves the
/// atlas as it was.
[[nodiscard]] Result<Fonts> add_fonts(ImFontAtlas& atlas, const FontBytes& bytes);

/// Bakes the commonest Thai clusters ahead of their first frame, a few at a time, so that no frame is late.
class ClusterWarmUp {
public:
  /// One (font, ImGui size, pixel ratio) to be warmed, most wanted first.
  struct Target {
    ImFont* font = nullptr;
    float imgui_size = 0;
    float pixel_ratio = 1;
  };
  explicit ClusterWarmUp(std::vector<Target> targets);

  /// Bakes up to `count` clusters more (about 43 µs each). Between frames only. Returns whether any are left.
  bool step(int count);

private:
  std::vector<Target> m_targets;
  std::size_t m_target = 0;
  std::size_t m_at = 0; ///< in the list of common clusters
};

/// Frees bakes of sizes that no frame has used for `unused_frames`, once there are more than one scale needs
/// (24): as after a change of scale. Between frames only.
void drop_unused_bakes(ImFontAtlas& atlas, int unused_frames = 120);

} // namespace truat::ui
