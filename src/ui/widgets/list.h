// Rows of lists: the 64 high row of list-and-detail, and smaller rows that open something.
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/chip.h"

#include <optional>
#include <string_view>

namespace truat::ui {

inline constexpr float list_row_height = 64;

struct ListRowSpec {
  std::string_view title;
  std::string_view second_line = {};
  std::string_view date = {};
  std::optional<ChipSpec> chip = {};
  std::optional<Icon> icon = {}; ///< in a square of 40 at the left
  bool selected = false;         ///< soft ground, 3 px edge
  bool opens = false;            ///< chevron at the right
};
/// Whether it was pressed.
bool list_row(const Box& box, std::string_view id, const ListRowSpec& spec);

/// A row of 36 or 40 in a menu-like list: icon, word, figure at the right.
struct SmallRowSpec {
  std::string_view label;
  std::optional<Icon> icon = {};
  std::string_view right = {};
  std::optional<Status> right_status = {};
  bool selected = false;
  bool opens = false;
  float indent = 0;
  access::Role role = access::Role::list_item; ///< or a tab, where it shows another page beside it
};
bool small_row(const Box& box, std::string_view id, const SmallRowSpec& spec);

/// A small caption that starts a group of rows ("แก้แล้ววันนี้"), 32 high, cut off `area`.
void list_caption(Box& area, std::string_view caption);

} // namespace truat::ui
