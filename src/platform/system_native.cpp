#include "platform/system.h"

#include "base/contract.h"

#include <sys/random.h>

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

class KernelRandom final : public Random {
public:
  void fill(std::span<std::byte> bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
      expects(count > 0, "random bytes from the kernel");
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
  }
};

} // namespace

Clock& system_clock() {
  static WallClock clock;
  return clock;
}

Random& system_random() {
  static KernelRandom random;
  return random;
}

double monotonic_milliseconds() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(since_start).count();
}

} // namespace truat::platform
