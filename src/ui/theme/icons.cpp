#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace truat::ui {
namespace {

/// The greatest side, before the user's scale, at which a stroke of 1.8 would be too thin.
constexpr float small_side = 16;

const IconEntry* entry_of(Icon icon) {
  const auto found = std::ranges::lower_bound(icon_entries, icon, {}, &IconEntry::icon);
  return found != std::end(icon_entries) && found->icon == icon ? &*found : nullptr;
}

} // namespace

void draw_icon(ImDrawList& draw_list, Icon icon, ImVec2 center, float side, ImU32 color) {
  const float whole_side = std::max(1.0F, std::round(side));
  const IconEntry* entry = entry_of(icon);
  const bool small =
      entry != nullptr && entry->has_small_form && whole_side <= std::round(small_side * theme().scale);
  const auto code = static_cast<ImWchar>(static_cast<unsigned>(icon) + (small ? small_icon_codes_after : 0U));
  ImFont* font = theme().fonts.icons;
  // A font that is never pushed does not learn of the device's pixels by itself.
  font->CurrentRasterizerDensity = ImGui::GetCurrentContext()->FontRasterizerDensity;
  const ImVec2 corner(std::round(center.x - whole_side / 2), std::round(center.y - whole_side / 2));
  font->RenderChar(&draw_list, whole_side, corner, color, code);
}

std::string_view name_of(Icon icon) {
  const IconEntry* entry = entry_of(icon);
  return entry == nullptr ? std::string_view{} : entry->name;
}

} // namespace truat::ui
