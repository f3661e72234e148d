#include "platform/system.h"

#include "doctest/doctest.h"

#include <algorithm>
#include <array>

namespace truat {

TEST_CASE("the machine's own clock and chance") {
  SUBCASE("the clock is past the day this was written") {
    CHECK(platform::system_clock().now().milliseconds > 1'763'000'000'000);
  }
  SUBCASE("steady time does not go backwards") {
    const double first = platform::monotonic_milliseconds();
    CHECK(platform::monotonic_milliseconds() >= first);
  }
  SUBCASE("random bytes fill all of a large span and do not repeat") {
    std::array<std::byte, 100'000> one{};
    std::array<std::byte, 100'000> other{};
    platform::system_random().fill(one);
    platform::system_random().fill(other);
    CHECK(one != other);
    // 390 of each value on average: a byte value that never comes in 100,000 would be a wonder.
    for (int value = 0; value < 256; ++value)
      CHECK(std::ranges::count(one, static_cast<std::byte>(value)) > 200);
    CHECK(std::ranges::count(std::span(one).last(1000), std::byte{0}) < 100);
  }
}

} // namespace truat
