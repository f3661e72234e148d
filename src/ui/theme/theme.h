// The design language as values: colours, type scale, spacing, and the theme that every widget draws with.
#pragma once

#include "ui/theme/fonts.h"

#include <imgui.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace truat::ui {

enum class ColorMode : std::uint8_t { light, dark };
enum class PointerKind : std::uint8_t { mouse, touch };

/// Ink on its own soft ground. Text contrast is at least 4.5 on `soft`, `surface` and `canvas`.
struct StatusColors {
  ImU32 ink = 0;
  ImU32 soft = 0;
  bool operator==(const StatusColors&) const = default;
};

/// The six states that have a colour. Shape and word always go with them (`status_shapes.h`).
enum class Status : std::uint8_t { done, due, failed, active, suspended, not_applicable };
inline constexpr std::size_t status_count = 6;

/// Every colour of the product. Nothing outside the theme names a colour of its own.
struct Palette {
  ImU32 canvas = 0;  ///< the page behind everything
  ImU32 surface = 0; ///< cards, lists, the rail
  ImU32 raised = 0;  ///< popups, dialogs, toasts
  ImU32 sunken = 0;  ///< hover, secondary buttons, tracks of bars
  ImU32 text = 0;
  ImU32 muted = 0;
  ImU32 divider = 0;
  ImU32 input_border = 0;
  ImU32 accent = 0;
  ImU32 accent_soft = 0;
  ImU32 on_accent = 0;
  ImU32 accent_hover = 0;  ///< the primary button under the pointer
  ImU32 accent_active = 0; ///< the primary button held down
  ImU32 committed = 0;     ///< remaining or committed money in bars: accent at 40 %
  ImU32 scrim = 0;         ///< behind dialogs, 40 %
  ImU32 shadow = 0;        ///< 12 %, under popups only
  std::array<StatusColors, status_count> statuses{};
  std::array<ImU32, 6> series{}; ///< chart series, labelled directly; dashes differ

  [[nodiscard]] const StatusColors& status(Status status) const {
    return statuses[static_cast<std::size_t>(status)];
  }
  bool operator==(const Palette&) const = default;
};

[[nodiscard]] const Palette& palette(ColorMode mode);
/// The WCAG 2 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] float contrast_ratio(ImU32 a, ImU32 b);
/// The colour with its alpha multiplied by `alpha` (0 to 1).
[[nodiscard]] ImU32 with_alpha(ImU32 color, float alpha);

/// Space, before the user's scale; multiply with `Theme::px`.
namespace space {
inline constexpr float x4 = 4, x8 = 8, x12 = 12, x16 = 16, x24 = 24, x32 = 32, x48 = 48;
inline constexpr float control = 36, control_dense = 32, control_touch = 48;
inline constexpr float card_padding = 20, card_gap = 12, dashboard_gap = 16;
inline constexpr float margin = 24, margin_narrow = 16;
inline constexpr float button_padding_x = 16, button_padding_y = 6, input_padding_x = 12, input_padding_y = 6;
inline constexpr float radius_control = 6, radius_card = 8, radius_dialog = 12;
inline constexpr float text_column = 680; ///< running text is never wider
inline constexpr float icon_navigation = 20, icon_button = 18, icon_chevron = 16, icon_empty_state = 48;
inline constexpr float chip_height = 24, chip_padding = 8;
inline constexpr float focus_ring = 2, focus_ring_gap = 2, selection_edge = 3;
} // namespace space

/// What a text is, not how it looks.
enum class TextRole : std::uint8_t { caption, body, body_strong, section, title, figure, presenting };

struct TextStyle {
  FontWeight weight = FontWeight::regular;
  float em = 15; ///< pixels, before the user's scale
  [[nodiscard]] float imgui_size() const { return em * em_to_imgui_size; }
  bool operator==(const TextStyle&) const = default;
};
/// The type scale. With touch, body and body_strong are 16.25 instead of 15.
[[nodiscard]] TextStyle text_style(TextRole role, PointerKind pointer = PointerKind::mouse);

/// What is drawn with in this frame. `scale` is the user's own, 0.8 to 2; the device's pixel ratio is ImGui's
/// `DisplayFramebufferScale` and never appears in a layout.
struct Theme {
  ColorMode mode = ColorMode::light;
  PointerKind pointer = PointerKind::mouse;
  float scale = 1;
  Fonts fonts;

  [[nodiscard]] const Palette& colors() const { return palette(mode); }
  /// A design measure in layout pixels, whole at every scale.
  [[nodiscard]] float px(float design_pixels) const;
  [[nodiscard]] float control_height() const;
};

/// The theme of the running frame. Contract: `use_theme` came first.
[[nodiscard]] const Theme& theme();
/// Makes `theme` the running one and writes it to ImGui's style. Between frames only. Contract: scale is 0.8
/// to 2.
void use_theme(const Theme& theme);
/// Fills ImGui's style from the theme: paddings, radii, colours, the font scale. `use_theme` calls it on the
/// running style.
void apply_style(const Theme& theme, ImGuiStyle& style);

/// Text of one role while in scope.
class TextScope {
public:
  explicit TextScope(TextRole role);
  TextScope(TextRole role, ImU32 color);
  ~TextScope();
  TextScope(const TextScope&) = delete;
  TextScope& operator=(const TextScope&) = delete;

private:
  bool m_colored = false;
};

} // namespace truat::ui
