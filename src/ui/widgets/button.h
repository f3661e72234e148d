// Buttons and links. A disabled button is muted and its tooltip says why.
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/kit.h"

#include <optional>
#include <string_view>

namespace truat::ui {

enum class ButtonKind : std::uint8_t {
  primary,   ///< one on a screen
  secondary, ///< sunken, no border; on canvas `Ground::canvas`
  outlined,  ///< input border; answers and alternatives of equal weight
  quiet,     ///< text in accent, no fill
  danger,    ///< what destroys, in a dialog
  due,       ///< soft amber: something is still open ("ยังไม่ตอบ 4")
};
/// What lies behind, since sunken on canvas would be lost.
enum class Ground : std::uint8_t { surface, canvas };

struct ButtonSpec {
  std::string_view label;
  ButtonKind kind = ButtonKind::secondary;
  std::optional<Icon> icon = {};
  std::optional<Icon> icon_after = {};
  std::string_view disabled_because = {};
  std::string_view tooltip = {};
  Ground ground = Ground::surface;
  bool opens_popup = false;
  bool is_open = false;
  Align align = Align::center;
};
/// Whether it was pressed. `button_width` is what its label needs; the height is the box's.
bool button(const Box& box, std::string_view id, const ButtonSpec& spec);
[[nodiscard]] float button_width(const ButtonSpec& spec);
/// A button of its natural width and the control's height, cut off the line, centred on it.
bool button_left(Box& line, std::string_view id, const ButtonSpec& spec);
bool button_right(Box& line, std::string_view id, const ButtonSpec& spec);

struct IconButtonSpec {
  Icon icon{};
  std::string_view name;               ///< for the tooltip and screen readers
  ButtonKind kind = ButtonKind::quiet; ///< quiet: muted icon, sunken under the pointer
  std::string_view disabled_because = {};
  Ground ground = Ground::surface;
  float icon_side = space::icon_button;
  bool opens_popup = false;
  bool is_open = false;
};
bool icon_button(const Box& box, std::string_view id, const IconButtonSpec& spec);

struct LinkSpec {
  std::string_view label;
  std::optional<Icon> icon = {};
  TextRole role = TextRole::body;
  Align align = Align::left;
  std::string_view disabled_because = {};
};
bool link(const Box& box, std::string_view id, const LinkSpec& spec);
[[nodiscard]] float link_width(const LinkSpec& spec);

} // namespace truat::ui
