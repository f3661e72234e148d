#include "platform/system.h"

#include "base/contract.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace truat::platform {

namespace {

class WallClock final : public Clock {
public:
  [[nodiscard]] Instant now() override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
  }
};

/// The kernel's, or in the browser crypto.getRandomValues, to which Emscripten maps the same call.
class SystemRandom final : public Random {
public:
  void fill(std::span<std::byte> bytes) override {
    constexpr std::size_t most_at_once = 256;
    while (!bytes.empty()) {
      const std::size_t count = std::min(bytes.size(), most_at_once);
      expects(getentropy(bytes.data(), count) == 0, "random bytes from the system");
      bytes = bytes.subspan(count);
    }
  }
};

} // namespace

Clock& system_clock() {
  static WallClock clock;
  return clock;
}

Random& system_random() {
  static SystemRandom random;
  return random;
}

double monotonic_milliseconds() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(since_start).count();
}

} // namespace truat::platform
