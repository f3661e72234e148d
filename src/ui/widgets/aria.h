// The statements of `access.h` as ARIA elements, ready to be put into a page: which element, which
// attributes, which text, what inside of what.
#pragma once

#include "ui/widgets/access.h"

#include <span>
#include <string>

namespace truat::ui::access {

/// A JSON array in reading order. Only the uppermost layer is in it: under a dialog the page cannot be acted
/// on. An element is an object of
///   "a" attributes, by name; "b" box [x, y, w, h] in CSS px; "c" how much of it is hidden at its edges [top,
///   right, bottom, left], absent if nothing is; "f" true: has the focus; "i" id of the widget, absent if
///   there is none; "p" index of the element that it is inside of, absent at the top; "r" role,
///   absent for plain text; "s" true: Tab stops here; "t" text content.
[[nodiscard]] std::string aria_tree(std::span<const Item> items);

} // namespace truat::ui::access
