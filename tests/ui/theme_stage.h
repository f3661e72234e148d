// ImGui with the product's fonts and theme and nothing else on the screen, for tests of drawn text.
#pragma once

#include "support/raster.h"
#include "ui/theme/theme.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <functional>
#include <span>
#include <string_view>

namespace truat::testing {

/// The bytes of an embedded font: "truat-text-400".
[[nodiscard]] std::span<const std::byte> embedded_font(std::string_view name);
[[nodiscard]] ui::FontBytes embedded_fonts();

struct ThemeStageSpec {
  float width = 800;
  float height = 600;
  float pixel_ratio = 1;
  float scale = 1;
  ui::ColorMode mode = ui::ColorMode::light;
  ui::PointerKind pointer = ui::PointerKind::mouse;
};

class ThemeStage {
public:
  explicit ThemeStage(const ThemeStageSpec& spec = {});
  ~ThemeStage();
  ThemeStage(const ThemeStage&) = delete;
  ThemeStage& operator=(const ThemeStage&) = delete;

  /// One frame with one window over the whole display; `draw` fills it.
  void frame(const std::function<void()>& draw);
  [[nodiscard]] Picture picture() { return m_raster.draw(*ImGui::GetDrawData()); }
  void key(ImGuiKey key, const std::function<void()>& draw);

  [[nodiscard]] const ui::Fonts& fonts() const { return ui::theme().fonts; }

private:
  Raster m_raster;
  ImGuiContext* m_context = nullptr;
};

} // namespace truat::testing
