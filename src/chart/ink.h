// What a mark of a chart is drawn in: tokens of the design language, and their values for those that draw
// outside the page (SVG, PNG). A test of `ui` holds them against the theme.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace truat::chart {

enum class Ink : std::uint8_t {
  text,
  muted,
  divider, ///< grid lines
  border,  ///< axes, lines that lead to a label
  surface, ///< the sheet behind the chart
  sunken,  ///< tracks
  accent,
  accent_soft,
  committed,
  done,
  due,
  failed,
  series_1,
  series_2,
  series_3,
  series_4,
  series_5,
  series_6,
};
inline constexpr std::size_t ink_count = 18;
/// At most six series: more cannot be told apart.
inline constexpr std::size_t most_series = 6;
/// Contract: index < most_series.
[[nodiscard]] Ink series_ink(std::size_t index);

enum class Ground : std::uint8_t { light, dark };
/// 0xRRGGBB.
[[nodiscard]] std::uint32_t rgb(Ink ink, Ground ground);

/// Series differ by their dashes too, so that none is told by colour alone.
enum class Dash : std::uint8_t { solid, long_dash, dotted, dash_dot, short_dash, dash_dot_dot };
/// Contract: index < most_series.
[[nodiscard]] Dash series_dash(std::size_t index);
/// Lengths of line and gap in turns, for a line 2 wide; empty for a solid one.
[[nodiscard]] std::span<const float> dash_pattern(Dash dash);

} // namespace truat::chart
