// Parts of pages that several screens have: the scrolled column, the foot with the acts, differences of
// values.
#pragma once

#include "ui/navigation.h"
#include "ui/widgets/scroll.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace truat::ui {

[[nodiscard]] float page_margin(const ScreenContext& context);

/// A scrolled page: cut `area` from its top. It is inside the margins and never wider than `most_width`.
class PageColumn {
public:
  /// `most_width` in design pixels; 0: as wide as the page.
  PageColumn(const Box& page, ScreenContext& context, std::string_view id, float most_width = 0);
  ~PageColumn();
  PageColumn(const PageColumn&) = delete;
  PageColumn& operator=(const PageColumn&) = delete;
  Box area;

private:
  ScrollArea m_scroll;
  float m_top = 0;
};

/// The strip for the acts at the page's lower end, cut off it: 56 high, 72 where narrow. Gives the line
/// inside.
[[nodiscard]] Box page_foot(Box& page, const ScreenContext& context);

/// A quiet button at the beginning of a line: its words, not its padding, stand at the margin.
[[nodiscard]] bool quiet_button_left(Box& line, std::string_view id, std::string_view label,
                                     std::optional<Icon> icon = {});

/// A value as it stands and as it would be.
struct Difference {
  std::string label;
  std::string before; ///< "–" for nothing
  std::string after;
  std::string note; ///< when, or ""
};
struct DifferenceHeadings {
  std::string_view label, before, after, note;
};
/// Rows of differences under headings; where narrow, label above and values below. Old text muted and struck,
/// new text in accent on soft.
void difference_table(Box& area, std::span<const Difference> differences, const DifferenceHeadings& headings);

} // namespace truat::ui
