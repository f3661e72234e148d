#include "support/fake_disk.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::testing {

std::uint32_t FakeTimers::after(std::int32_t delay_milliseconds, std::function<void()> action) {
  m_due[++m_next] = Due{m_now + delay_milliseconds, std::move(action)};
  return m_next;
}

void FakeTimers::pass(std::int64_t milliseconds) {
  const std::int64_t end = m_now + milliseconds;
  while (true) {
    auto first = m_due.end();
    for (auto due = m_due.begin(); due != m_due.end(); ++due)
      if (due->second.at <= end && (first == m_due.end() || due->second.at < first->second.at))
        first = due;
    if (first == m_due.end())
      break;
    m_now = std::max(m_now, first->second.at);
    const auto action = std::move(first->second.action);
    m_due.erase(first);
    action();
  }
  m_now = end;
}

std::optional<FakeDisk::Plan> FakeDisk::next_fault(const std::string& step) {
  const int call = ++calls[step];
  for (auto plan = faults.begin(); plan != faults.end(); ++plan)
    if (plan->step == step && plan->call == call) {
      Plan found = *plan;
      faults.erase(plan);
      return found;
    }
  return std::nullopt;
}

void FakeHotFiles::populate(platform::Done<std::vector<platform::HotFile>> done) {
  m_tab->timers->after(1, [this, tab = m_tab, done = std::move(done)] {
    if (!tab->alive)
      return;
    if (const auto plan = tab->disk->next_fault("populate")) {
      if (plan->fault == Fault::die)
        return tab->browser->kill(*tab);
      done(failure(plan->key));
      return;
    }
    m_populated = true;
    m_guard = tab->disk->guard;
    m_own_stamps.clear();
    std::vector<platform::HotFile> files;
    for (const auto& [path, bytes] : tab->disk->hot)
      files.push_back({path, bytes});
    done(std::move(files));
  });
}

void FakeHotFiles::read_raw(platform::Done<std::vector<platform::HotFile>> done) {
  m_tab->timers->after(1, [tab = m_tab, done = std::move(done)] {
    if (!tab->alive)
      return;
    std::vector<platform::HotFile> files;
    for (const auto& [path, bytes] : tab->disk->hot)
      files.push_back({path, bytes});
    done(std::move(files));
  });
}

void FakeHotFiles::write(std::vector<platform::FileChange> changes, platform::Done<void> done) {
  expects(!m_sent.has_value(), "one write at a time");
  m_sent = Sent{std::move(changes), std::move(done)};
  m_tab->timers->after(2, [this, tab = m_tab] {
    if (tab->alive)
      complete();
  });
}

void FakeHotFiles::complete() {
  const Sent sent = std::move(*m_sent);
  m_sent.reset();
  FakeDisk& disk = *m_tab->disk;
  const auto fail = [&](std::string key) { sent.done(failure(std::move(key))); };
  if (!m_populated)
    return fail("platform.not_populated");
  const bool own = disk.guard && std::ranges::find(m_own_stamps, *disk.guard) != m_own_stamps.end();
  if (disk.guard != m_guard && !own)
    return fail(disk.guard ? "platform.overtaken" : "platform.store_gone");
  const auto plan = disk.next_fault("write");
  if (plan && plan->fault == Fault::die) {
    m_tab->browser->kill(*m_tab);
    return;
  }
  if (plan && plan->fault == Fault::refuse)
    return fail(plan->key);
  std::size_t count = sent.changes.size();
  if (plan && plan->fault == Fault::tear)
    count /= 2;
  for (std::size_t index = 0; index < count; ++index) {
    const platform::FileChange& change = sent.changes[index];
    if (change.bytes)
      disk.hot[change.path] = *change.bytes;
    else
      disk.hot.erase(change.path);
  }
  disk.guard = disk.next_stamp++;
  m_own_stamps.push_back(*disk.guard);
  m_guard = disk.guard;
  if (plan && (plan->fault == Fault::tear || plan->fault == Fault::die_after)) {
    m_tab->browser->kill(*m_tab);
    return;
  }
  if (plan && plan->fault == Fault::commit_and_lie)
    return fail(plan->key);
  sent.done({});
}

void FakeHotFiles::start_anew() {
  m_guard.reset();
  m_own_stamps.clear();
}

void FakeHotFiles::erase(platform::Done<void> done) {
  m_tab->timers->after(1, [tab = m_tab, done = std::move(done)] {
    if (!tab->alive)
      return;
    tab->disk->hot.clear();
    tab->disk->guard.reset();
    done({});
  });
}

void FakeBlobStore::answer(std::function<void()> action) {
  m_tab->timers->after(1, [tab = m_tab, action = std::move(action)] {
    if (tab->alive)
      action();
  });
}

void FakeBlobStore::get(const std::string& key, platform::Done<std::optional<std::string>> done) {
  answer([this, key, done = std::move(done)] {
    if (const auto plan = m_tab->disk->next_fault("get")) {
      if (plan->fault == Fault::die)
        return m_tab->browser->kill(*m_tab);
      done(failure(plan->key));
      return;
    }
    const auto& entries = m_tab->disk->databases[m_database];
    const auto found = entries.find(key);
    done(found == entries.end() ? std::nullopt : std::optional(found->second));
  });
}

void FakeBlobStore::put(std::vector<platform::BlobChange> changes, platform::Urgency,
                        platform::Done<void> done) {
  answer([this, changes = std::move(changes), done = std::move(done)] {
    const auto plan = m_tab->disk->next_fault("put");
    if (plan && plan->fault == Fault::die) {
      m_tab->browser->kill(*m_tab);
      return;
    }
    if (plan && plan->fault == Fault::refuse) {
      done(failure(plan->key));
      return;
    }
    auto& entries = m_tab->disk->databases[m_database];
    for (const platform::BlobChange& change : changes)
      if (change.bytes)
        entries[change.key] = plan && plan->fault == Fault::tear
                                  ? change.bytes->substr(0, change.bytes->size() / 2)
                                  : *change.bytes;
      else
        entries.erase(change.key);
    if (plan && plan->fault == Fault::die_after) {
      m_tab->browser->kill(*m_tab);
      return;
    }
    done({});
  });
}

void FakeBlobStore::keys(platform::Done<std::vector<std::string>> done) {
  answer([this, done = std::move(done)] {
    if (const auto plan = m_tab->disk->next_fault("keys")) {
      if (plan->fault == Fault::die)
        return m_tab->browser->kill(*m_tab);
      done(failure(plan->key));
      return;
    }
    std::vector<std::string> keys;
    for (const auto& [key, bytes] : m_tab->disk->databases[m_database])
      keys.push_back(key);
    done(std::move(keys));
  });
}

void FakeBlobStore::erase(platform::Done<void> done) {
  answer([this, done = std::move(done)] {
    m_tab->disk->databases.erase(m_database);
    done({});
  });
}

std::shared_ptr<FakeTab> FakeBrowser::new_tab() {
  auto tab = std::make_shared<FakeTab>();
  tab->browser = this;
  tab->disk = &disk;
  tab->timers = &timers;
  return tab;
}

void FakeBrowser::kill(FakeTab& tab) {
  tab.alive = false;
  std::erase_if(m_queue, [&](FakeLock* lock) { return lock->m_tab.get() == &tab; });
  if (m_holder != nullptr && m_holder->m_tab.get() == &tab) {
    m_holder = nullptr;
    grant_next();
  }
}

void FakeBrowser::grant_next() {
  if (m_holder != nullptr || m_queue.empty())
    return;
  m_holder = m_queue.front();
  m_queue.pop_front();
  m_holder->tell(platform::LockEvent::granted);
}

void FakeLock::tell(platform::LockEvent event) {
  m_tab->timers->after(1, [tab = m_tab, on_event = m_on_event, event] {
    if (tab->alive)
      on_event(event);
  });
}

void FakeLock::request(std::function<void(platform::LockEvent)> on_event) {
  m_on_event = std::move(on_event);
  FakeBrowser& browser = *m_tab->browser;
  if (!browser.has_locks) {
    tell(platform::LockEvent::unavailable);
    return;
  }
  if (browser.m_holder != nullptr)
    tell(platform::LockEvent::held_elsewhere);
  browser.m_queue.push_back(this);
  browser.grant_next();
}

void FakeLock::steal() {
  FakeBrowser& browser = *m_tab->browser;
  std::erase(browser.m_queue, this);
  if (browser.m_holder != nullptr && browser.m_holder != this)
    browser.m_holder->tell(platform::LockEvent::lost);
  browser.m_holder = this;
  tell(platform::LockEvent::granted);
}

void FakeLock::release() {
  FakeBrowser& browser = *m_tab->browser;
  std::erase(browser.m_queue, this);
  if (browser.m_holder == this) {
    browser.m_holder = nullptr;
    browser.grant_next();
  }
}

FakeChannel::FakeChannel(std::shared_ptr<FakeTab> tab) : m_tab(std::move(tab)) {
  m_tab->browser->m_channels.push_back(this);
}

FakeChannel::~FakeChannel() {
  std::erase(m_tab->browser->m_channels, this);
}

void FakeChannel::post(std::string_view message) {
  for (FakeChannel* other : m_tab->browser->m_channels) {
    if (other == this || other->deaf || !other->m_tab->alive || !other->m_on_message)
      continue;
    m_tab->timers->after(1,
                         [tab = other->m_tab, on_message = other->m_on_message, text = std::string(message)] {
                           if (tab->alive)
                             on_message(text);
                         });
  }
}

} // namespace truat::testing
