// Something to be done later on the page's own thread.
#pragma once

#include <cstdint>
#include <functional>

namespace truat::platform {

class Timers {
public:
  virtual ~Timers() = default;
  /// Returns a number for `cancel`, never 0.
  virtual std::uint32_t after(std::int32_t delay_milliseconds, std::function<void()> action) = 0;
  virtual void cancel(std::uint32_t timer) = 0;
};

#ifdef __EMSCRIPTEN__
[[nodiscard]] Timers& browser_timers();
#endif

} // namespace truat::platform
