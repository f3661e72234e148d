// State in words: a shape and a word, on soft ground or alone; counts.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <string_view>

namespace truat::ui {

struct ChipSpec {
  Status status = Status::active;
  std::string_view word;
  bool on_selection = false; ///< the row is selected: surface instead of soft
};
[[nodiscard]] float chip_width(const ChipSpec& spec);
/// 24 high, at the left of the box, in its vertical middle.
void chip(const Box& box, const ChipSpec& spec);
/// Natural width, cut off the line.
void chip_left(Box& line, const ChipSpec& spec, float gap = 0);
void chip_right(Box& line, const ChipSpec& spec, float gap = 0);
/// Shape and word in the state's ink, without ground; `strong` for what must be done.
void status_text(const Box& box, const ChipSpec& spec, const TextRole role = TextRole::body,
                 Align align = Align::left);
[[nodiscard]] float status_text_width(const ChipSpec& spec, TextRole role = TextRole::body);
/// A number on soft ground ("2"), as at the rail's exchange.
void count_badge(const Box& box, std::string_view count, Status status);
/// A filter that can be switched or taken off.
bool filter_chip(const Box& box, std::string_view id, std::string_view label, bool on);
[[nodiscard]] float filter_chip_width(std::string_view label);

} // namespace truat::ui
