#include "platform/timers.h"
#include "platform/web_calls.h"
#include "platform/writer_lock.h"

extern "C" {
// shell/library_truat_tabs.js
int truat_lock_open(const char* name);
void truat_lock_request(int lock, std::uint32_t ticket);
void truat_lock_steal(int lock);
void truat_lock_release(int lock);
int truat_channel_open(const char* name, std::uint32_t ticket);
void truat_channel_post(int channel, const char* bytes, int length);
void truat_channel_close(int channel);
void truat_timer_start(std::uint32_t ticket, int delay_milliseconds);
void truat_timer_cancel(std::uint32_t ticket);
}

namespace truat::platform {

namespace {

LockEvent event_of(const std::string& word) {
  if (word == "granted")
    return LockEvent::granted;
  if (word == "held_elsewhere")
    return LockEvent::held_elsewhere;
  return word == "lost" ? LockEvent::lost : LockEvent::unavailable;
}

class WebLock final : public WriterLock {
public:
  explicit WebLock(const std::string& name) : m_lock(truat_lock_open(name.c_str())) {}
  ~WebLock() override { release(); }
  WebLock(const WebLock&) = delete;
  WebLock& operator=(const WebLock&) = delete;

  void request(std::function<void(LockEvent)> on_event) override {
    forget_ticket(m_ticket);
    m_ticket = expect_events(
        [on_event = std::move(on_event)](const Reply& reply) { on_event(event_of(reply.parts.at(0))); });
    truat_lock_request(m_lock, m_ticket);
  }
  void steal() override { truat_lock_steal(m_lock); }
  void release() override { truat_lock_release(m_lock); }

private:
  int m_lock;
  std::uint32_t m_ticket = 0;
};

class BroadcastTabs final : public TabChannel {
public:
  explicit BroadcastTabs(const std::string& name)
      : m_ticket(expect_events([this](Reply reply) {
          if (m_on_message)
            m_on_message(std::move(reply.parts.at(0)));
        })),
        m_channel(truat_channel_open(name.c_str(), m_ticket)) {}
  ~BroadcastTabs() override {
    truat_channel_close(m_channel);
    forget_ticket(m_ticket);
  }
  BroadcastTabs(const BroadcastTabs&) = delete;
  BroadcastTabs& operator=(const BroadcastTabs&) = delete;

  void listen(std::function<void(std::string message)> on_message) override {
    m_on_message = std::move(on_message);
  }
  void post(std::string_view message) override {
    truat_channel_post(m_channel, message.data(), static_cast<int>(message.size()));
  }

private:
  std::function<void(std::string)> m_on_message;
  std::uint32_t m_ticket;
  int m_channel;
};

class BrowserTimers final : public Timers {
public:
  std::uint32_t after(std::int32_t delay_milliseconds, std::function<void()> action) override {
    const std::uint32_t ticket = expect_reply([action = std::move(action)](const Reply&) { action(); });
    truat_timer_start(ticket, delay_milliseconds);
    return ticket;
  }
  void cancel(std::uint32_t timer) override {
    forget_ticket(timer);
    truat_timer_cancel(timer);
  }
};

} // namespace

std::unique_ptr<WriterLock> open_writer_lock(const std::string& name) {
  return std::make_unique<WebLock>(name);
}
std::unique_ptr<TabChannel> open_tab_channel(const std::string& name) {
  return std::make_unique<BroadcastTabs>(name);
}

Timers& browser_timers() {
  static BrowserTimers timers;
  return timers;
}

} // namespace truat::platform
