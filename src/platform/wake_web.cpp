#include "platform/wake.h"

#include "platform/browser.h"

#include <utility>

namespace truat::platform {
namespace {

std::function<void()>& sleeper() {
  static std::function<void()> to_wake;
  return to_wake;
}

} // namespace

void on_wake(std::function<void()> wake) {
  sleeper() = std::move(wake);
}

void wake() {
  if (sleeper())
    sleeper()();
}

} // namespace truat::platform
