// An in-memory browser for the store: databases, tabs, locks and time, with a fault at whatever step a test
// names.
#pragma once

#include "platform/blob_store.h"
#include "platform/hot_files.h"
#include "platform/timers.h"
#include "platform/writer_lock.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::testing {

/// Time that passes only when a test says so.
class FakeTimers final : public platform::Timers {
public:
  std::uint32_t after(std::int32_t delay_milliseconds, std::function<void()> action) override;
  void cancel(std::uint32_t timer) override { m_due.erase(timer); }
  /// Runs what is due within `milliseconds`, in order of time; what it starts too.
  void pass(std::int64_t milliseconds);
  /// Everything that is due at once, again and again until nothing is.
  void settle() { pass(0); }

private:
  struct Due {
    std::int64_t at = 0;
    std::function<void()> action;
  };
  std::map<std::uint32_t, Due> m_due;
  std::uint32_t m_next = 0;
  std::int64_t m_now = 0;
};

enum class Fault {
  refuse,         ///< the transaction aborts, with `Plan::key`
  commit_and_lie, ///< it is kept, but the answer is an error: the connection went after the commit
  tear,           ///< half of the changes are kept, and the tab dies
  die,            ///< the tab dies before anything is kept
  die_after,      ///< the tab dies when it is kept, before the answer
};

/// What survives a tab: the databases of one browser profile.
struct FakeDisk {
  std::map<std::string, std::string> hot;
  std::optional<std::uint64_t> guard; ///< stamp of the last write; nothing while there is no database
  std::map<std::string, std::map<std::string, std::string>> databases;
  std::uint64_t next_stamp = 1;
  std::uint64_t kept_count = 0; ///< the note outside the databases

  struct Plan {
    std::string step; ///< "populate", "write", "get", "put", "keys"
    int call = 1;     ///< the Nth from now
    Fault fault = Fault::refuse;
    std::string key = "platform.write_failed";
  };
  std::vector<Plan> faults;
  std::map<std::string, int> calls;
  /// The fault planned for this call of the step, if any.
  std::optional<Plan> next_fault(const std::string& step);
};

class FakeBrowser;

/// One tab: everything it has asked for is dropped when it dies.
struct FakeTab {
  FakeBrowser* browser = nullptr;
  FakeDisk* disk = nullptr;
  FakeTimers* timers = nullptr;
  bool alive = true;
};

class FakeHotFiles final : public platform::HotFiles {
public:
  explicit FakeHotFiles(std::shared_ptr<FakeTab> tab) : m_tab(std::move(tab)) {}
  void populate(platform::Done<std::vector<platform::HotFile>> done) override;
  void read_raw(platform::Done<std::vector<platform::HotFile>> done) override;
  void write(std::vector<platform::FileChange> changes, platform::Done<void> done) override;
  void start_anew() override;
  void erase(platform::Done<void> done) override;

private:
  struct Sent {
    std::vector<platform::FileChange> changes;
    platform::Done<void> done;
  };
  void complete();
  std::shared_ptr<FakeTab> m_tab;
  bool m_populated = false;
  std::optional<std::uint64_t> m_guard;
  std::vector<std::uint64_t> m_own_stamps;
  std::optional<Sent> m_sent;
};

class FakeBlobStore final : public platform::BlobStore {
public:
  FakeBlobStore(std::shared_ptr<FakeTab> tab, std::string database)
      : m_tab(std::move(tab)), m_database(std::move(database)) {}
  void get(const std::string& key, platform::Done<std::optional<std::string>> done) override;
  void put(std::vector<platform::BlobChange> changes, platform::Urgency urgency,
           platform::Done<void> done) override;
  void keys(platform::Done<std::vector<std::string>> done) override;
  void erase(platform::Done<void> done) override;

private:
  void answer(std::function<void()> action);
  std::shared_ptr<FakeTab> m_tab;
  std::string m_database;
};

class FakeLock;
class FakeChannel;

/// The tabs of one browser: its one lock, its channel.
class FakeBrowser {
public:
  FakeTimers timers;
  FakeDisk disk;
  bool has_locks = true;
  [[nodiscard]] std::shared_ptr<FakeTab> new_tab();
  /// As SIGKILL or closing: what it sent and was not answered is gone, its lock goes to the next in the
  /// queue.
  void kill(FakeTab& tab);

private:
  friend FakeLock;
  friend FakeChannel;
  void grant_next();
  FakeLock* m_holder = nullptr;
  std::deque<FakeLock*> m_queue;
  std::vector<FakeChannel*> m_channels;
};

class FakeLock final : public platform::WriterLock {
public:
  explicit FakeLock(std::shared_ptr<FakeTab> tab) : m_tab(std::move(tab)) {}
  ~FakeLock() override { release(); }
  void request(std::function<void(platform::LockEvent)> on_event) override;
  void steal() override;
  void release() override;

private:
  friend FakeBrowser;
  void tell(platform::LockEvent event);
  std::shared_ptr<FakeTab> m_tab;
  std::function<void(platform::LockEvent)> m_on_event;
};

class FakeChannel final : public platform::TabChannel {
public:
  explicit FakeChannel(std::shared_ptr<FakeTab> tab);
  ~FakeChannel() override;
  void listen(std::function<void(std::string message)> on_message) override {
    m_on_message = std::move(on_message);
  }
  void post(std::string_view message) override;
  bool deaf = false; ///< as a tab the browser has put to sleep

private:
  std::shared_ptr<FakeTab> m_tab;
  std::function<void(std::string)> m_on_message;
};

} // namespace truat::testing
