#include "ui/theme/theme.h"

#include "base/contract.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {
namespace {

/// An opaque colour from its usual six digits.
constexpr ImU32 rgb(std::uint32_t digits, std::uint32_t alpha = 0xFF) {
  return IM_COL32(digits >> 16U & 0xFFU, digits >> 8U & 0xFFU, digits & 0xFFU, alpha);
}

constexpr std::uint32_t forty_percent = 102, twelve_percent = 31;

constexpr Palette light{
    .canvas = rgb(0xF5F7F9),
    .surface = rgb(0xFFFFFF),
    .raised = rgb(0xFFFFFF),
    .sunken = rgb(0xEBEFF3),
    .text = rgb(0x1B2430),
    .muted = rgb(0x556070),
    .divider = rgb(0xE2E6EB),
    .input_border = rgb(0x7F8A99),
    .accent = rgb(0x0B6477),
    .accent_soft = rgb(0xDFF0F3),
    .on_accent = rgb(0xFFFFFF),
    .accent_hover = rgb(0x095667),
    .accent_active = rgb(0x074857),
    .committed = rgb(0x9DC1C9),
    .scrim = rgb(0x12171D, forty_percent),
    .shadow = rgb(0x12171D, twelve_percent),
    .statuses = {{{rgb(0x17703F), rgb(0xE1F3E8)},
                  {rgb(0x8A5200), rgb(0xFFF0D1)},
                  {rgb(0xB3261E), rgb(0xFCE6E4)},
                  {rgb(0x1F5FBF), rgb(0xE4EDFB)},
                  {rgb(0x6B3FA0), rgb(0xEFE7F8)},
                  {rgb(0x556070), rgb(0xEBEFF3)}}},
    .series = {rgb(0x0B6477), rgb(0xC2571A), rgb(0x5B5BB0), rgb(0x806600), rgb(0xB03A6F), rgb(0x4D7C0F)},
};

constexpr Palette dark{
    .canvas = rgb(0x12171D),
    .surface = rgb(0x1A2129),
    .raised = rgb(0x242D37),
    .sunken = rgb(0x242D37),
    .text = rgb(0xE8ECF1),
    .muted = rgb(0xA7B2BF),
    .divider = rgb(0x2C3641),
    .input_border = rgb(0x748191),
    .accent = rgb(0x5CC2D6),
    .accent_soft = rgb(0x123841),
    .on_accent = rgb(0x0E1A20),
    .accent_hover = rgb(0x78D0E1),
    .accent_active = rgb(0x94DDEA),
    .committed = rgb(0x35616E),
    .scrim = rgb(0x000000, forty_percent),
    .shadow = rgb(0x000000, twelve_percent),
    .statuses = {{{rgb(0x63CE93), rgb(0x15362A)},
                  {rgb(0xF0B84A), rgb(0x3D2F12)},
                  {rgb(0xFF8A80), rgb(0x43201F)},
                  {rgb(0x8AB8FF), rgb(0x1B2F4D)},
                  {rgb(0xC7A4F2), rgb(0x33254A)},
                  {rgb(0xA7B2BF), rgb(0x242D37)}}},
    .series = {rgb(0x5CC2D6), rgb(0xF0A070), rgb(0xA9A9F0), rgb(0xD6BC4A), rgb(0xEE93BB), rgb(0xA3CF5B)},
};

/// Relative luminance as WCAG 2 defines it.
float luminance(ImU32 color) {
  const auto channel = [color](int shift) {
    const float value = static_cast<float>(color >> shift & 0xFFU) / 255;
    return value <= 0.04045F ? value / 12.92F : std::pow((value + 0.055F) / 1.055F, 2.4F);
  };
  return 0.2126F * channel(IM_COL32_R_SHIFT) + 0.7152F * channel(IM_COL32_G_SHIFT) +
         0.0722F * channel(IM_COL32_B_SHIFT);
}

Theme& running() {
  static Theme theme;
  return theme;
}
bool is_set = false;

/// Colours for the few of ImGui's own parts that the product draws with: its windows, scrollbars and text.
void apply_colors(const Palette& palette, ImGuiStyle& style) {
  const auto set = [&style](ImGuiCol index, ImU32 color) {
    style.Colors[index] = ImGui::ColorConvertU32ToFloat4(color);
  };
  const ImU32 none = 0;
  // Whatever is not named below stays invisible rather than in ImGui's own blue.
  for (int index = 0; index < ImGuiCol_COUNT; ++index)
    set(index, none);
  set(ImGuiCol_Text, palette.text);
  set(ImGuiCol_TextDisabled, palette.muted);
  set(ImGuiCol_TextLink, palette.accent);
  set(ImGuiCol_TextSelectedBg, with_alpha(palette.accent, 0.25F));
  set(ImGuiCol_InputTextCursor, palette.accent);
  set(ImGuiCol_WindowBg, palette.canvas);
  set(ImGuiCol_PopupBg, palette.raised);
  set(ImGuiCol_FrameBg, palette.surface);
  set(ImGuiCol_FrameBgHovered, palette.sunken);
  set(ImGuiCol_FrameBgActive, palette.sunken);
  set(ImGuiCol_Border, palette.divider);
  set(ImGuiCol_Separator, palette.divider);
  set(ImGuiCol_ScrollbarGrab, with_alpha(palette.input_border, 0.5F));
  set(ImGuiCol_ScrollbarGrabHovered, palette.input_border);
  set(ImGuiCol_ScrollbarGrabActive, palette.input_border);
  set(ImGuiCol_CheckMark, palette.accent);
  set(ImGuiCol_Button, palette.sunken);
  set(ImGuiCol_ButtonHovered, palette.divider);
  set(ImGuiCol_ButtonActive, palette.divider);
  set(ImGuiCol_Header, palette.accent_soft);
  set(ImGuiCol_HeaderHovered, palette.sunken);
  set(ImGuiCol_HeaderActive, palette.accent_soft);
  set(ImGuiCol_TableBorderLight, palette.divider);
  set(ImGuiCol_TableBorderStrong, palette.divider);
  set(ImGuiCol_PlotHistogram, palette.accent);
  set(ImGuiCol_DragDropTarget, palette.accent);
  set(ImGuiCol_ModalWindowDimBg, palette.scrim);
}

} // namespace

const Palette& palette(ColorMode mode) {
  return mode == ColorMode::light ? light : dark;
}

float contrast_ratio(ImU32 a, ImU32 b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05F) / (darker + 0.05F);
}

ImU32 with_alpha(ImU32 color, float alpha) {
  expects(alpha >= 0 && alpha <= 1, "alpha is 0 to 1");
  const auto before = static_cast<float>(color >> IM_COL32_A_SHIFT & 0xFFU);
  const auto after = static_cast<ImU32>(std::lround(before * alpha));
  return (color & ~IM_COL32_A_MASK) | after << IM_COL32_A_SHIFT;
}

TextStyle text_style(TextRole role, PointerKind pointer) {
  const float body = pointer == PointerKind::touch ? 16.25F : 15;
  switch (role) {
  case TextRole::caption:
    return {FontWeight::regular, 13.75F};
  case TextRole::body:
    return {FontWeight::regular, body};
  case TextRole::body_strong:
    return {FontWeight::semibold, body};
  case TextRole::section:
    return {FontWeight::semibold, 17.5F};
  case TextRole::title:
    return {FontWeight::semibold, 21.25F};
  case TextRole::figure:
    return {FontWeight::semibold, 30};
  case TextRole::presenting:
    return {FontWeight::semibold, 40};
  }
  return {};
}

float Theme::px(float design_pixels) const {
  return std::round(design_pixels * scale);
}

float Theme::control_height() const {
  return px(pointer == PointerKind::touch ? space::control_touch : space::control);
}

const Theme& theme() {
  expects(is_set, "use_theme before the first frame");
  return running();
}

void use_theme(const Theme& theme) {
  expects(theme.scale >= 0.8F && theme.scale <= 2, "the user's scale is 0.8 to 2");
  running() = theme;
  is_set = true;
  apply_style(theme, ImGui::GetStyle());
}

void apply_style(const Theme& theme, ImGuiStyle& style) {
  const auto size = [&theme](float x, float y) { return ImVec2(theme.px(x), theme.px(y)); };
  style = ImGuiStyle();
  style.FontSizeBase = text_style(TextRole::body, theme.pointer).imgui_size();
  style.FontScaleMain = theme.scale;
  style.WindowPadding = size(space::margin, 20);
  style.FramePadding = size(space::input_padding_x, space::input_padding_y);
  style.ItemSpacing = size(space::x8, space::x8);
  style.ItemInnerSpacing = size(space::x8, space::x8);
  style.CellPadding = size(space::x12, 6);
  style.TouchExtraPadding = ImVec2(0, 0);
  style.IndentSpacing = theme.px(20);
  style.ScrollbarSize = theme.px(10);
  style.ScrollbarRounding = theme.px(5);
  style.GrabMinSize = theme.px(24);
  style.WindowRounding = 0;
  style.ChildRounding = theme.px(space::radius_card);
  style.PopupRounding = theme.px(space::radius_card);
  style.FrameRounding = theme.px(space::radius_control);
  style.GrabRounding = theme.px(space::radius_control);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 0;
  style.FrameBorderSize = 0;
  style.SeparatorTextBorderSize = 0;
  style.HoverStationaryDelay = 0.15F;
  style.HoverDelayShort = 0.4F;
  style.HoverDelayNormal = 0.4F;
  // Not told by fading: muted text and the reason say it.
  style.DisabledAlpha = 1;
  apply_colors(theme.colors(), style);
}

TextScope::TextScope(TextRole role) {
  const TextStyle style = text_style(role, theme().pointer);
  ImGui::PushFont(theme().fonts.text(style.weight), style.imgui_size());
}

TextScope::TextScope(TextRole role, ImU32 color) : TextScope(role) {
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  m_colored = true;
}

TextScope::~TextScope() {
  if (m_colored)
    ImGui::PopStyleColor();
  ImGui::PopFont();
}

} // namespace truat::ui
