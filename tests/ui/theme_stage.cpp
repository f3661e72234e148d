#include "ui/theme_stage.h"

#include "text/packed_font.h"

#include <doctest/doctest.h>

namespace truat::testing {

std::span<const std::byte> embedded_font(std::string_view name) {
  const std::string_view bytes = text::truetype_font(name);
  return std::as_bytes(std::span(bytes.data(), bytes.size()));
}

ui::FontBytes embedded_fonts() {
  return {.regular = embedded_font("truat-text-400"),
          .semibold = embedded_font("truat-text-600"),
          .icons = embedded_font("truat-icons")};
}

ThemeStage::ThemeStage(const ThemeStageSpec& spec) : m_context(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(m_context);
  m_raster.attach();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {spec.width, spec.height};
  io.DisplayFramebufferScale = {spec.pixel_ratio, spec.pixel_ratio};
  io.ConfigInputTextCursorBlink = false;
  const auto fonts = ui::add_fonts(*io.Fonts, embedded_fonts());
  REQUIRE(fonts.has_value());
  ui::use_theme({.mode = spec.mode, .pointer = spec.pointer, .scale = spec.scale, .fonts = *fonts});
}

ThemeStage::~ThemeStage() {
  m_raster.detach();
  ImGui::DestroyContext(m_context);
}

void ThemeStage::frame(const std::function<void()>& draw) {
  ImGui::GetIO().DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("stage", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  draw();
  ImGui::End();
  ImGui::Render();
  for (ImTextureData* texture : *ImGui::GetDrawData()->Textures)
    m_raster.take_up(*texture);
}

void ThemeStage::key(ImGuiKey key, const std::function<void()>& draw) {
  ImGui::GetIO().AddKeyEvent(key, true);
  frame(draw);
  ImGui::GetIO().AddKeyEvent(key, false);
  frame(draw);
}

} // namespace truat::testing
