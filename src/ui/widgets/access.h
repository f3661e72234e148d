// What is on the screen, for those who do not see it: every widget states its role, name and state here.
// `app` mirrors the list as ARIA elements, and the browser's tests find widgets by role and name. Nothing is
// kept unless someone asks for it.
#pragma once

#include "ui/widgets/box.h"

#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui::access {

/// ARIA roles; `role_name` spells them.
enum class Role : std::uint8_t {
  alert,
  button,
  cell,
  checkbox,
  column_header,
  combobox,
  dialog,
  figure,
  grid,
  group,
  heading,
  image,
  link,
  list,
  list_item,
  menu,
  menu_item,
  navigation,
  option,
  progress,
  radio,
  row,
  search,
  status,
  switch_button,
  tab,
  text,
  textbox,
  tooltip,
};
[[nodiscard]] std::string_view role_name(Role role);

struct State {
  bool disabled = false;
  bool checked = false;
  bool selected = false;
  bool focused = false;
  bool expanded = false;
  bool has_popup = false;
  bool invalid = false;
  bool required = false;
  bool read_only = false;
  bool current = false; ///< the page one is on
  bool operator==(const State&) const = default;
};

struct Item {
  ImGuiID id = 0; ///< 0 for what cannot be acted on: a heading, a text
  Role role = Role::text;
  std::string name;
  std::string value;       ///< of a field; of a bar "38/42"
  std::string description; ///< the reason why it is disabled, the error of a field
  State state;
  Box box;
  bool visible = true; ///< not cut off by a scroll area
  int layer = 0;       ///< 0 the page, 1 and up what lies over it; only the top one can be acted on
  bool operator==(const Item&) const = default;
};

/// Whether the list is asked for. Widgets whose name costs something to make look here first.
[[nodiscard]] bool wanted();
/// What every widget calls. The box is cut to the running window's clip.
void item(ImGuiID id, Role role, std::string_view name, const Box& box, State state = {},
          std::string_view value = {}, std::string_view description = {});

/// For `app` and tests, between frames.
void want(bool wanted);
/// The items of the last whole frame, in the order in which they are read and focused.
[[nodiscard]] const std::vector<Item>& items();
/// In the next frame the widget behaves as pressed. Ids that are not there, or are disabled, do nothing.
void activate(ImGuiID id);
/// In the next frame the widget has the focus; a field opens.
void focus(ImGuiID id);

} // namespace truat::ui::access
