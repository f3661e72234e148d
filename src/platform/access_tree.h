// The page's elements for those who do not see the canvas, and for browser tests: a tree of ARIA elements
// that lies over it without catching the pointer. Web only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace truat::platform {

/// What someone did to an element of the tree.
struct AccessEvent {
  enum class Kind : std::uint8_t { activated, focused };
  Kind kind = Kind::activated;
  std::uint32_t id = 0;
};

/// Whether the tree is asked for: by `tree=1` in the page's address, by the switch at the top of the page
/// that only a screen reader or the Tab key finds, or by the setting of a visit before.
[[nodiscard]] bool access_tree_wanted();

/// Replaces the tree. `json` is what `ui/widgets/aria.h` makes: an array of elements in reading order.
/// Elements that stay the same keep their DOM nodes, so that a screen reader does not lose its place.
void show_access_tree(std::string_view json);
[[nodiscard]] std::vector<AccessEvent> take_access_events();

} // namespace truat::platform
