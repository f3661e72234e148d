// What stands around every screen: rail, bottom bar, top bar, search, long work. Each cuts its place off the
// page.
#pragma once

#include "ui/navigation.h"

#include <span>

namespace truat::ui {

/// Rail of 216 or 64 at the left.
void draw_rail(Box& page, ScreenContext& context, std::span<const Screen> table, const Screen& current,
               bool wide);
/// Bar of 64 at the bottom.
void draw_bottom_bar(Box& page, ScreenContext& context, std::span<const Screen> table, const Screen& current);
/// Bar of 56 (narrow: 64) at the top. The id of the header's action that was pressed, or "".
[[nodiscard]] std::string draw_top_bar(Box& page, ScreenContext& context, const Screen& current,
                                       const PageHeader& header);
/// "บันทึกแล้ว 10:42 น.", what is not saved, who else writes. 184 wide at the right of `line`, cut off it; on a
/// phone only the mark, whose tooltip has the words.
void draw_saved_state(Box& line, ScreenContext& context);
/// A bar of this width has no room for words beside the title: a phone held upright.
[[nodiscard]] bool is_phone_bar(float width);

/// Ctrl+K: factories, visits and screens by any part of their names.
void open_quick_search(ScreenContext& context);
void draw_quick_search(ScreenContext& context, std::span<const Screen> table);
/// Offers back what was being typed when the page went away (`KeptTexts`).
void draw_kept_texts(ScreenContext& context);

/// Another version of the page waits; at the lower right, cut off `page`.
void draw_version_notice(Box& page, ScreenContext& context);
/// Long work, at the lower right.
void draw_works(const Box& page, ScreenContext& context);

/// Where a press on a screen of the navigation leads.
void start_screen(ScreenContext& context, const Screen& screen);
/// Which screen is marked in the navigation.
[[nodiscard]] const Screen& marked_screen(std::span<const Screen> table, const Screen& current);

} // namespace truat::ui
