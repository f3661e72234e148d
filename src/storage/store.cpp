#include "storage/store_work.h"

#include "base/contract.h"
#include "base/json.h"
#include "storage/store_opening.h"
#include "storage/store_packing.h"

#include <algorithm>
#include <charconv>

namespace truat::storage {

namespace {

constexpr std::int32_t take_over_patience_ms = 3000;

} // namespace

Store::Store(StoreParts parts, StoreListener listener)
    : m_work(std::make_shared<Work>(std::move(parts), std::move(listener))) {}
Store::~Store() = default;
void Store::open() {
  m_work->open();
}
const StoreState& Store::state() const {
  return m_work->state();
}
void Store::append(std::vector<records::CommitLines> commits, platform::Done<void> done, Append what) {
  m_work->append(std::move(commits), std::move(done), what);
}
void Store::retry() {
  m_work->retry();
}
void Store::flush_now() {
  m_work->flush_now();
}
void Store::take_over() {
  m_work->take_over();
}
void Store::drop_restore_point() {
  m_work->drop_restore_point();
}
bool Store::can_restore() const {
  return m_work->can_restore();
}
void Store::restore(platform::Done<void> done) {
  m_work->restore(std::move(done));
}
records::ReplicaId Store::renew_replica() {
  return m_work->renew_replica();
}
void Store::raw_parts(std::function<void(RawPart)> part, platform::Done<void> done) {
  m_work->raw_parts(std::move(part), std::move(done));
}

Store::Work::Work(StoreParts parts, StoreListener listener)
    : m_parts(std::move(parts)), m_listener(std::move(listener)) {
  expects(m_parts.hot && m_parts.cold && m_parts.lock && m_parts.channel && m_parts.timers && m_parts.clock &&
              m_parts.random,
          "every part of the store");
}
Store::Work::~Work() = default;

void Store::Work::open() {
  expects(m_role == Role::none && !m_opening, "a store opened once");
  m_parts.channel->listen(guarded([](Work& self, const std::string& message) { self.on_message(message); }));
  m_parts.lock->request(guarded([](Work& self, platform::LockEvent event) { self.on_lock(event); }));
}

void Store::Work::later(void (Work::*method)(), std::int32_t delay_milliseconds) {
  m_parts.timers->after(delay_milliseconds, guarded([method](Work& self) { (self.*method)(); }));
}

void Store::Work::set_phase(Phase phase, std::optional<Error> problem) {
  m_state.phase = phase;
  m_state.problem = std::move(problem);
  m_state.unsaved_commits = unsaved_commits();
  m_state.accepts_commits = m_opened && m_role == Role::writer && !m_hand_over_asked;
  notify();
}

std::size_t Store::Work::unsaved_commits() const {
  std::size_t count = m_write ? m_write->commits.size() : 0;
  for (const Batch& batch : m_waiting)
    count += batch.commits.size();
  return count;
}

void Store::Work::notify() {
  if (m_notifying)
    return;
  m_notifying = true;
  m_parts.timers->after(0, guarded([](Work& self) {
                          self.m_notifying = false;
                          if (self.m_listener.state_changed)
                            self.m_listener.state_changed(StoreState(self.m_state));
                        }));
}

void Store::Work::on_lock(platform::LockEvent event) {
  switch (event) {
  case platform::LockEvent::granted:
    if (m_take_over_timer != 0)
      m_parts.timers->cancel(std::exchange(m_take_over_timer, 0));
    if (m_role == Role::retired || m_role == Role::reader)
      return;
    m_role = Role::writer;
    m_lock_lost = false;
    load();
    return;
  case platform::LockEvent::held_elsewhere:
    if (m_role == Role::none) {
      m_role = Role::follower;
      load();
    }
    return;
  case platform::LockEvent::lost:
    lose_lock();
    return;
  case platform::LockEvent::unavailable:
    become_reader({"storage.no_lock", {}, {}});
    load();
    return;
  }
}

void Store::Work::become_reader(Error why) {
  m_role = Role::reader;
  m_state.problem = std::move(why);
}

void Store::Work::lose_lock() {
  if (m_role != Role::writer)
    return;
  m_lock_lost = true;
  if (m_write)
    return; // what was sent before the loss may still complete; its answer decides
  if (m_waiting.empty()) {
    become_follower();
    m_parts.lock->request(guarded([](Work& self, platform::LockEvent event) { self.on_lock(event); }));
    load();
    return;
  }
  m_role = Role::retired;
  set_phase(Phase::failed, Error{"storage.taken_away", {{"count", std::to_string(unsaved_commits())}}, {}});
}

void Store::Work::become_follower() {
  m_role = Role::follower;
  m_is_restorable = false;
  m_packing.reset();
  m_repairs.clear();
  set_phase(Phase::follower);
}

// Messages are one line of JSON, then, for "commits", the lines of the commits that were just saved.
void Store::Work::post(std::string_view kind, std::uint64_t first, std::string_view lines) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("first").integer(static_cast<std::int64_t>(first));
  writer.key("kind").string(kind);
  writer.end_object();
  std::string message = writer.take() + "\n";
  message += lines;
  m_parts.channel->post(message);
}

void Store::Work::on_message(const std::string& message) {
  const std::size_t line_end = message.find('\n');
  const auto head = parse_json(std::string_view(message).substr(0, line_end));
  if (line_end == std::string::npos || !head)
    return; // a tab of another version; its commits are read from the store when this one is loaded again
  const auto kind = head->root()["kind"].string().value_or("");
  const auto first = head->root()["first"].integer().value_or(0);
  if (m_role == Role::writer) {
    if (kind == "hand_over") {
      m_hand_over_asked = true;
      hand_over_when_idle();
    }
    return;
  }
  if (m_role != Role::follower)
    return;
  if (kind == "commits") {
    on_commits_message(static_cast<std::uint64_t>(first), std::string_view(message).substr(line_end + 1));
  } else if (kind == "restarted") {
    load();
  } else if (kind == "handed_over" && m_take_over_timer != 0) {
    m_parts.timers->cancel(std::exchange(m_take_over_timer, 0));
    m_parts.lock->steal();
  } else if (kind == "refused" && m_take_over_timer != 0) {
    m_parts.timers->cancel(std::exchange(m_take_over_timer, 0));
    set_phase(m_state.phase, Error{"storage.other_tab_unsaved", {}, {}});
  }
}

void Store::Work::on_commits_message(std::uint64_t first, std::string_view lines) {
  if (m_opening) {
    m_heard.emplace_back(first, lines);
    return;
  }
  auto commits = read_commit_lines(lines);
  if (!commits || first > m_known_commits) { // something was missed, as by a tab that was asleep
    load();
    return;
  }
  const std::uint64_t known = m_known_commits - first;
  if (known >= commits->size())
    return;
  commits->erase(commits->begin(), commits->begin() + static_cast<std::ptrdiff_t>(known));
  m_known_commits += commits->size();
  m_listener.commits_arrived(std::move(*commits));
}

void Store::Work::take_over() {
  if (m_role != Role::follower || m_take_over_timer != 0)
    return;
  set_phase(m_state.phase);
  m_take_over_timer = m_parts.timers->after(take_over_patience_ms, guarded([](Work& self) {
                                              self.m_take_over_timer = 0;
                                              self.m_parts.lock->steal();
                                            }));
  post("hand_over");
}

void Store::Work::hand_over_when_idle() {
  if (!m_hand_over_asked || m_role != Role::writer)
    return;
  if (m_state.phase == Phase::failed) {
    m_hand_over_asked = false;
    post("refused");
    return;
  }
  set_phase(m_state.phase);
  if (!is_idle() || m_opening)
    return;
  m_hand_over_asked = false;
  become_follower();
  post("handed_over");
  m_parts.lock->release();
  m_parts.lock->request(guarded([](Work& self, platform::LockEvent event) { self.on_lock(event); }));
}

void Store::Work::retry() {
  if (m_state.phase != Phase::failed || m_role == Role::retired)
    return;
  if (!m_opened) {
    load();
  } else if (m_state.problem && m_state.problem->key == "platform.store_gone") {
    make_anew();
  } else if (!m_write) {
    write();
  }
}

namespace {

/// Reads the cold database's entries one after the other, so that they are never all in memory.
struct RawReading : std::enable_shared_from_this<RawReading> {
  platform::BlobStore* cold = nullptr;
  std::function<void(RawPart)> part;
  platform::Done<void> done;
  std::vector<std::string> keys;
  std::size_t at = 0;

  void next() {
    if (at == keys.size()) {
      done({});
      return;
    }
    cold->get(keys[at], [self = shared_from_this()](Result<std::optional<std::string>> bytes) {
      if (!bytes) {
        self->done(std::unexpected(bytes.error()));
        return;
      }
      if (*bytes)
        self->part({"cold/" + self->keys[self->at], std::move(**bytes)});
      ++self->at;
      self->next();
    });
  }
};

} // namespace

void Store::Work::raw_parts(std::function<void(RawPart)> part, platform::Done<void> done) {
  auto reading = std::make_shared<RawReading>();
  reading->cold = m_parts.cold;
  reading->part = std::move(part);
  reading->done = std::move(done);
  m_parts.hot->read_raw([reading](Result<std::vector<platform::HotFile>> files) {
    if (!files) {
      reading->done(std::unexpected(files.error()));
      return;
    }
    for (platform::HotFile& file : *files)
      reading->part({"hot/" + file.path, std::move(file.bytes)});
    reading->cold->keys([reading](Result<std::vector<std::string>> keys) {
      if (!keys) {
        reading->done(std::unexpected(keys.error()));
        return;
      }
      reading->keys = std::move(*keys);
      reading->next();
    });
  });
}

namespace {

struct Erasing : std::enable_shared_from_this<Erasing> {
  std::vector<platform::BlobStore*> databases;
  platform::Done<void> done;
  std::size_t at = 0;

  void next(const Result<void>& outcome) {
    if (!outcome || at == databases.size()) {
      done(outcome);
      return;
    }
    databases[at++]->erase([self = shared_from_this()](Result<void> erased) { self->next(erased); });
  }
};

} // namespace

void erase_workspace(platform::HotFiles& hot, std::vector<platform::BlobStore*> databases,
                     platform::Done<void> done) {
  auto erasing = std::make_shared<Erasing>();
  erasing->databases = std::move(databases);
  erasing->done = std::move(done);
  hot.erase([erasing](Result<void> outcome) { erasing->next(outcome); });
}

} // namespace truat::storage
