#include "ui/stage.h"

#include "text/messages.h"
#include "text/packed_font.h"
#include "ui/theme/theme.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace truat::testing {

namespace {

std::span<const std::byte> font_bytes(std::string_view name) {
  const std::string_view bytes = text::truetype_font(name);
  return std::as_bytes(std::span(bytes.data(), bytes.size()));
}

} // namespace

Stage::Stage(const StageSpec& spec, Draw draw) : m_spec(spec), m_draw(std::move(draw)) {
  m_context = ImGui::CreateContext();
  ImGui::SetCurrentContext(m_context);
  m_raster.attach();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {spec.width, spec.height};
  io.DisplayFramebufferScale = {spec.pixel_ratio, spec.pixel_ratio};
  io.ConfigDebugHighlightIdConflicts = false;
  const auto fonts = ui::add_fonts(*io.Fonts, {.regular = font_bytes("truat-text-400"),
                                               .semibold = font_bytes("truat-text-600"),
                                               .icons = font_bytes("truat-icons")});
  REQUIRE(fonts.has_value());
  ui::use_theme({.mode = spec.mode, .pointer = spec.pointer, .scale = spec.scale, .fonts = *fonts});
  text::set_language(spec.language);
  ui::access::want(true);
  io.AddMousePosEvent(-1000, -1000);
}

Stage::~Stage() {
  ui::access::want(false);
  text::set_language(text::Language::thai);
  m_raster.detach();
  ImGui::DestroyContext(m_context);
}

void Stage::frame(double seconds) {
  m_now += seconds;
  ImGui::GetIO().DeltaTime = static_cast<float>(seconds);
  ImGui::NewFrame();
  if (m_draw)
    m_draw();
  ImGui::Render();
  // Whatever is drawn on a stage can be used by those who do not see it.
  for (const std::string& fault : ui::access::faults())
    FAIL_CHECK(fault);
  // Textures must be taken up each frame, as ImGui counts on it.
  if (ImGui::GetDrawData()->Textures != nullptr)
    for (ImTextureData* texture : *ImGui::GetDrawData()->Textures)
      if (texture->Status != ImTextureStatus_OK)
        m_raster.take_up(*texture);
}

void Stage::settle(const ui::Kit& kit, int most) {
  int frames = 0;
  do
    frame(0.03);
  while (kit.wants_frame() && ++frames < most);
}

Picture Stage::picture() {
  return m_raster.draw(*ImGui::GetDrawData());
}

void Stage::move_to(ImVec2 point) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(m_spec.pointer == ui::PointerKind::touch ? ImGuiMouseSource_TouchScreen
                                                                  : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(point.x, point.y);
  frame();
  frame();
}

void Stage::press(ImVec2 point) {
  ImGuiIO& io = ImGui::GetIO();
  move_to(point);
  io.AddMouseButtonEvent(0, true);
  frame();
  frame();
  io.AddMouseButtonEvent(0, false);
  frame();
  frame();
}

void Stage::press(const ui::access::Item& item) {
  press(item.box.center());
}

void Stage::drag(ImVec2 from, ImVec2 to) {
  ImGuiIO& io = ImGui::GetIO();
  move_to(from);
  io.AddMouseButtonEvent(0, true);
  frame();
  constexpr int steps = 6;
  for (int i = 1; i <= steps; ++i) {
    const float part = static_cast<float>(i) / steps;
    io.AddMousePosEvent(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
    frame();
  }
  io.AddMouseButtonEvent(0, false);
  frame();
  frame();
}

void Stage::wheel(ImVec2 at, float notches) {
  move_to(at);
  ImGui::GetIO().AddMouseWheelEvent(0, notches);
  frame();
  frame();
}

void Stage::key(ImGuiKey key, ImGuiKeyChord modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  for (const ImGuiKey modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt})
    if ((modifiers & modifier) != 0)
      io.AddKeyEvent(modifier, true);
  io.AddKeyEvent(key, true);
  frame();
  frame();
  io.AddKeyEvent(key, false);
  for (const ImGuiKey modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt})
    if ((modifiers & modifier) != 0)
      io.AddKeyEvent(modifier, false);
  frame();
  frame();
}

void Stage::hold(ImGuiKey key, double seconds) {
  constexpr double frame_seconds = 0.016;
  ImGui::GetIO().AddKeyEvent(key, true);
  for (double held = 0; held < seconds; held += frame_seconds)
    frame(frame_seconds);
  ImGui::GetIO().AddKeyEvent(key, false);
  frame();
  frame();
}

const ui::access::Item& Stage::find(ui::access::Role role, std::string_view name) const {
  const std::vector<ui::access::Item>& items = ui::access::items();
  const auto found = std::ranges::find_if(
      items, [&](const ui::access::Item& item) { return item.role == role && item.name == name; });
  if (found == items.end()) {
    std::string all;
    for (const ui::access::Item& item : items)
      if (item.role == role)
        all += "\n  " + item.name;
    FAIL("no ", ui::access::role_name(role), " named ", name, "; there are:", all);
  }
  return *found;
}

bool Stage::shows(ui::access::Role role, std::string_view name) const {
  return std::ranges::any_of(ui::access::items(), [&](const ui::access::Item& item) {
    return item.role == role && item.name == name && item.visible;
  });
}

std::vector<ui::access::Item> Stage::all(ui::access::Role role) const {
  std::vector<ui::access::Item> found;
  for (const ui::access::Item& item : ui::access::items())
    if (item.role == role)
      found.push_back(item);
  return found;
}

WidgetStage::WidgetStage(DrawWidgets draw_, const StageSpec& spec)
    : draw(std::move(draw_)), stage(spec, [this, spec] {
        const ui::KitFrame frame(kit, {.now_seconds = stage.now(),
                                       .overlay_is_there = true,
                                       .overlay_events = std::exchange(events, {})});
        draw({0, 0, spec.width, spec.height});
      }) {
  stage.frame();
  stage.frame();
}

void WidgetStage::type(std::string text) {
  REQUIRE(kit.overlay().open.has_value());
  events.push_back({kit.overlay().open->field, ui::OverlayEventKind::changed, std::move(text)});
  stage.frame();
}

void WidgetStage::send(ui::OverlayEventKind kind) {
  REQUIRE(kit.overlay().open.has_value());
  // The element's text, as the last event left it.
  std::string text = kit.overlay().open->text;
  events.push_back({kit.overlay().open->field, kind, std::move(text)});
  stage.frame();
  stage.frame();
}

void WidgetStage::fill(ui::access::Role role, std::string_view name, std::string text) {
  stage.press(stage.find(role, name));
  type(std::move(text));
  send(ui::OverlayEventKind::blur);
}

} // namespace truat::testing
