// The screens that there are. One row of the table in navigation.cpp brings a screen into rail, bottom bar,
// search and address.
#pragma once

#include "ui/theme/icons.h"
#include "ui/ui_state.h"
#include "ui/widgets/button.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

/// Groups of the rail, in its order; `foot` stands at its lower end.
enum class NavigationGroup : std::uint8_t { home, inspect, projects, stock, meetings, reports, foot };

/// What stands around a screen.
enum class Chrome : std::uint8_t {
  full,    ///< rail or bottom bar, top bar
  focused, ///< one job at a time: rail 64, no bottom bar; top bar with ←
  none,    ///< the whole page: first start
};

/// An act in the top bar.
struct HeaderAction {
  std::string id;
  std::string label;
  ButtonKind kind = ButtonKind::primary;
  std::optional<Icon> icon;
  std::string disabled_because;
  std::optional<Icon> phone_icon = {}; ///< stands for the label on a phone; without one, `icon` does
  std::string shortcut = {};           ///< its keys, in words
};
/// What a screen puts into the top bar.
struct PageHeader {
  std::string title;
  std::string subtitle; ///< muted, after the title; below it where narrow
  bool can_go_back = false;
  std::vector<HeaderAction> actions; ///< at the right, the primary last
  std::vector<HeaderAction> more;    ///< in the menu ⋯
};

/// What a screen draws with.
class ScreenContext {
public:
  ScreenContext(UiState& state_, const UiInput& input_, Requests& requests_)
      : state(state_), input(input_), requests(requests_) {}
  UiState& state;
  const UiInput& input;
  Requests& requests;
  Box page;          ///< below the top bar, beside the rail, above the bottom bar
  PageHeader header; ///< what the screen has put into the top bar
  float left_column =
      0; ///< width of the screen's list of pages or records at the left: messages stand beside it
  std::string pressed_action; ///< id of the header's action pressed in this frame

  /// Contract: the store is open.
  [[nodiscard]] const workspace::Workspace& workspace() const;
  [[nodiscard]] LayoutClass layout() const { return state.layout; }
  [[nodiscard]] const Route& route() const { return state.routes.current(); }
  void go(Route route) { state.routes.go(std::move(route)); }
  void back() { state.routes.back(); }
  void push(Request request) { requests.push(std::move(request)); }
  template <class T>
  T& screen_state() {
    return state.screens.of<T>();
  }
};

struct Screen {
  std::string_view id;    ///< of the route: "factories"
  std::string_view title; ///< message key
  Icon icon{};
  NavigationGroup group = NavigationGroup::home;
  PageHeader (*header)(ScreenContext&) = nullptr;
  void (*draw)(ScreenContext&) = nullptr;
  Chrome chrome = Chrome::full;
  bool in_navigation = true;
  std::string_view under =
      {}; ///< the screen that is marked in the rail while this one is shown, if not in navigation
  std::string_view short_title =
      {}; ///< message key for the bottom bar; without one the screen is under "เพิ่มเติม"
  /// What waits there: "7"; "" for nothing. In the foot it is shown as due.
  std::string (*waiting)(const ScreenContext&) = nullptr;
};

[[nodiscard]] std::span<const Screen> screens();
[[nodiscard]] const Screen* find_screen(std::span<const Screen> table, std::string_view id);
[[nodiscard]] std::string_view group_title(NavigationGroup group); ///< message key
[[nodiscard]] Icon group_icon(NavigationGroup group);

} // namespace truat::ui
