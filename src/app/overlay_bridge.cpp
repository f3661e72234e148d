#include "app/overlay_bridge.h"

#include "text/messages.h"

namespace truat::app {
namespace {

constexpr const char* text_family = "Truat";

platform::OverlayKind kind_of(const ui::OverlayRequest& request) {
  if (request.lines == ui::Lines::several)
    return platform::OverlayKind::multi_line;
  switch (request.mode) {
  case ui::InputMode::decimal:
    return platform::OverlayKind::decimal;
  case ui::InputMode::integer:
    return platform::OverlayKind::integer;
  case ui::InputMode::telephone:
    return platform::OverlayKind::telephone;
  case ui::InputMode::email:
    return platform::OverlayKind::email;
  case ui::InputMode::search:
    return platform::OverlayKind::search;
  case ui::InputMode::date:
    return platform::OverlayKind::date;
  case ui::InputMode::password:
    return platform::OverlayKind::password;
  case ui::InputMode::text:
    break;
  }
  return platform::OverlayKind::line;
}

platform::OverlayAlign align_of(ui::Align align) {
  switch (align) {
  case ui::Align::center:
    return platform::OverlayAlign::centre;
  case ui::Align::right:
    return platform::OverlayAlign::right;
  case ui::Align::left:
    break;
  }
  return platform::OverlayAlign::left;
}

/// ImGui keeps colours as ABGR; CSS wants RGB.
std::uint32_t rgb(ImU32 color) {
  return ((color & 0xFFU) << 16) | (color & 0xFF00U) | ((color >> 16) & 0xFFU);
}

ui::OverlayEventKind kind_of(platform::OverlayEventKind kind) {
  switch (kind) {
  case platform::OverlayEventKind::changed:
    return ui::OverlayEventKind::changed;
  case platform::OverlayEventKind::key:
    return ui::OverlayEventKind::key;
  case platform::OverlayEventKind::cancelled:
    return ui::OverlayEventKind::escape;
  case platform::OverlayEventKind::tabbed_on:
    return ui::OverlayEventKind::tab;
  case platform::OverlayEventKind::tabbed_back:
    return ui::OverlayEventKind::shift_tab;
  case platform::OverlayEventKind::entered:
    return ui::OverlayEventKind::enter;
  case platform::OverlayEventKind::entered_back:
    return ui::OverlayEventKind::shift_enter;
  case platform::OverlayEventKind::typed:
    return ui::OverlayEventKind::typed;
  case platform::OverlayEventKind::pasted:
    return ui::OverlayEventKind::pasted;
  case platform::OverlayEventKind::committed:
    break;
  }
  return ui::OverlayEventKind::blur;
}

ImGuiKey key_of(platform::OverlayKey key) {
  switch (key) {
  case platform::OverlayKey::up:
    return ImGuiKey_UpArrow;
  case platform::OverlayKey::down:
    return ImGuiKey_DownArrow;
  case platform::OverlayKey::page_up:
    return ImGuiKey_PageUp;
  case platform::OverlayKey::page_down:
    return ImGuiKey_PageDown;
  case platform::OverlayKey::home:
    return ImGuiKey_Home;
  case platform::OverlayKey::end:
    return ImGuiKey_End;
  case platform::OverlayKey::enter:
    return ImGuiKey_Enter;
  case platform::OverlayKey::none:
    break;
  }
  return ImGuiKey_None;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

void OverlayBridge::register_fonts(const ui::FontBytes& bytes) {
  platform::register_font(text_family, 400, as_text(bytes.regular));
  platform::register_font(text_family, 600, as_text(bytes.semibold));
}

std::vector<ui::OverlayEvent> OverlayBridge::take_events() {
  std::vector<ui::OverlayEvent> events;
  for (platform::OverlayEvent& event : m_overlay.take_events())
    events.push_back({event.id, kind_of(event.kind), std::move(event.text), key_of(event.key)});
  return events;
}

void OverlayBridge::show(const ui::OverlayFrame& frame) {
  if (frame.open) {
    const ui::OverlayRequest& request = *frame.open;
    platform::OverlaySpec spec;
    spec.id = request.field;
    spec.kind = kind_of(request);
    spec.x = request.box.x;
    spec.y = request.box.y;
    spec.width = request.box.w;
    spec.height = request.box.h;
    spec.clip = platform::OverlaySpec::Clip{request.visible.x, request.visible.y, request.visible.right(),
                                            request.visible.bottom()};
    spec.text = request.text;
    spec.text_revision = request.text_revision;
    spec.padding_x = 0;
    spec.padding_y = 0;
    spec.font = text_family;
    spec.font_weight = request.style.weight == ui::FontWeight::semibold ? 600 : 400;
    spec.font_px = request.style.em_px;
    spec.line_height_px = request.style.em_px * ui::em_to_imgui_size;
    spec.text_colour = rgb(request.style.text);
    spec.placeholder_colour = rgb(request.style.muted);
    spec.caret_colour = rgb(request.style.accent);
    spec.placeholder = request.placeholder;
    spec.align = align_of(request.style.align);
    spec.max_length = request.most_characters;
    spec.spell_check =
        request.lines == ui::Lines::several ? platform::SpellCheck::yes : platform::SpellCheck::no;
    spec.label = request.label;
    spec.description = request.description;
    spec.invalid = request.invalid;
    spec.required = request.required;
    spec.active_option = request.active_option;
    spec.language = text::language() == text::Language::thai ? "th" : "en";
    spec.select_all = request.select_all;
    spec.caret_byte = request.caret_byte;
    spec.arrow_keys = request.list_keys == ui::ListKeys::as_events ? platform::ArrowKeys::as_events
                                                                   : platform::ArrowKeys::move_caret;
    m_overlay.show(spec);
  }
  m_overlay.end_frame();
  m_overlay.take_typing(frame.takes_typing && !frame.open);
}

} // namespace truat::app
