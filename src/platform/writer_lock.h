// One writer among the tabs of this browser (a Web Lock), and the channel by which tabs tell each other.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace truat::platform {

enum class LockEvent {
  granted,        ///< this tab writes
  held_elsewhere, ///< another tab writes; this one stands in the queue and is granted when that one closes
  lost,           ///< another tab took the lock away
  unavailable,    ///< this browser or address has no Web Locks (not https, not localhost)
};

class WriterLock {
public:
  virtual ~WriterLock() = default;
  /// Asks for the lock; `on_event` is called for each change from then on.
  virtual void request(std::function<void(LockEvent)> on_event) = 0;
  /// Takes the lock at once, whoever holds it; that tab gets `lost`.
  virtual void steal() = 0;
  /// Lets the lock go and stands in no queue.
  virtual void release() = 0;
};

/// Messages among the tabs of one workspace; a tab does not hear itself.
class TabChannel {
public:
  virtual ~TabChannel() = default;
  virtual void listen(std::function<void(std::string message)> on_message) = 0;
  virtual void post(std::string_view message) = 0;
};

#ifdef __EMSCRIPTEN__
[[nodiscard]] std::unique_ptr<WriterLock> open_writer_lock(const std::string& name);
[[nodiscard]] std::unique_ptr<TabChannel> open_tab_channel(const std::string& name);
#endif

} // namespace truat::platform
