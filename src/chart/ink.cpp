#include "chart/ink.h"

#include "base/contract.h"

#include <array>

namespace truat::chart {
namespace {

constexpr std::array<std::uint32_t, ink_count> light{
    0x1B2430, 0x556070, 0xE2E6EB, 0x7F8A99, 0xFFFFFF, 0xEBEFF3, 0x0B6477, 0xDFF0F3, 0x9DC1C9,
    0x17703F, 0x8A5200, 0xB3261E, 0x0B6477, 0xC2571A, 0x5B5BB0, 0x806600, 0xB03A6F, 0x4D7C0F};
constexpr std::array<std::uint32_t, ink_count> dark{
    0xE8ECF1, 0xA7B2BF, 0x2C3641, 0x748191, 0x1A2129, 0x242D37, 0x5CC2D6, 0x123841, 0x35616E,
    0x63CE93, 0xF0B84A, 0xFF8A80, 0x5CC2D6, 0xF0A070, 0xA9A9F0, 0xD6BC4A, 0xEE93BB, 0xA3CF5B};

constexpr std::array long_dash{8.0F, 4.0F};
constexpr std::array dotted{2.0F, 3.0F};
constexpr std::array dash_dot{9.0F, 3.0F, 2.0F, 3.0F};
constexpr std::array short_dash{4.0F, 3.0F};
constexpr std::array dash_dot_dot{12.0F, 3.0F, 2.0F, 3.0F, 2.0F, 3.0F};

} // namespace

Ink series_ink(std::size_t index) {
  expects(index < most_series, "six series at most");
  return static_cast<Ink>(static_cast<std::size_t>(Ink::series_1) + index);
}

std::uint32_t rgb(Ink ink, Ground ground) {
  return (ground == Ground::light ? light : dark)[static_cast<std::size_t>(ink)];
}

Dash series_dash(std::size_t index) {
  expects(index < most_series, "six series at most");
  return static_cast<Dash>(index);
}

std::span<const float> dash_pattern(Dash dash) {
  switch (dash) {
  case Dash::solid:
    return {};
  case Dash::long_dash:
    return long_dash;
  case Dash::dotted:
    return dotted;
  case Dash::dash_dot:
    return dash_dot;
  case Dash::short_dash:
    return short_dash;
  case Dash::dash_dot_dot:
    return dash_dot_dot;
  }
  return {};
}

} // namespace truat::chart
