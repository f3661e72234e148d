#include "storage/store_work.h"

#include "base/contract.h"
#include "storage/store_opening.h"
#include "storage/store_packing.h"

#include <algorithm>
#include <iterator>

namespace truat::storage {

void Store::Work::append(std::vector<records::CommitLines> commits, platform::Done<void> done) {
  if (!m_opened || m_role != Role::writer) {
    const char* key = m_role == Role::follower ? "storage.follower" : "storage.read_only";
    m_parts.timers->after(0, [done = std::move(done), key] { done(failure(key)); });
    return;
  }
  if (m_restore_point) {
    if (m_restore_point->merged)
      m_restore_point.reset();
    else
      m_restore_point->merged = true;
  }
  std::ranges::move(commits, std::back_inserter(m_pending));
  m_pending_dones.push_back(std::move(done));
  if (m_writes.empty())
    write(platform::Urgency::normal);
  else
    set_phase(m_state.phase, m_state.problem);
}

/// Sends one transaction with all that waits.
void Store::Work::write(platform::Urgency urgency) {
  Write write;
  write.commits = std::exchange(m_pending, {});
  write.dones = std::exchange(m_pending_dones, {});
  write.repairs = std::exchange(m_repairs, {});
  write.after = m_planned;
  std::vector<platform::FileChange> changes = write.repairs;
  if (m_pack_to_adopt) {
    write.adopted_pack = std::exchange(m_pack_to_adopt, {});
    std::ranges::move(adopt_pack(write.after, *write.adopted_pack), std::back_inserter(changes));
  }
  std::ranges::move(place(write.after, write.commits), std::back_inserter(changes));
  issue(std::move(write), std::move(changes), urgency);
}

void Store::Work::issue(Write write, std::vector<platform::FileChange> changes, platform::Urgency urgency) {
  m_planned = write.after;
  m_writes.push_back(std::move(write));
  set_phase(Phase::saving);
  m_parts.hot->write(std::move(changes), urgency,
                     guarded([](Work& self, Result<void> outcome) { self.on_written(std::move(outcome)); }));
}

void Store::Work::on_written(Result<void> outcome) {
  expects(!m_writes.empty(), "an answer to a write");
  Write write = std::move(m_writes.front());
  m_writes.pop_front();
  if (outcome) {
    expects(m_failed_writes.empty(), "no write kept behind one that failed");
    on_write_succeeded(std::move(write));
    return;
  }
  if (!m_write_error)
    m_write_error = outcome.error();
  m_failed_writes.push_back(std::move(write));
  if (m_writes.empty())
    on_writes_failed();
}

void Store::Work::on_write_succeeded(Write write) {
  const std::uint64_t before = write.after.meta.commits - write.commits.size();
  m_durable = std::move(write.after);
  m_known_commits = m_durable.meta.commits;
  m_state.saved_at = m_parts.clock->now();
  if (m_parts.note_kept)
    m_parts.note_kept(m_known_commits);
  if (!write.commits.empty()) {
    std::string lines;
    for (const records::CommitLines& commit : write.commits)
      append_lines(lines, commit);
    post("commits", before, lines);
  }
  for (const platform::Done<void>& done : write.dones)
    done({});
  if (m_writes.empty())
    after_write();
}

void Store::Work::after_write() {
  if (!m_opened || m_role != Role::writer)
    return;
  if (m_lock_lost) {
    lose_lock();
    return;
  }
  if (!m_pending.empty() || m_pack_to_adopt) {
    write(platform::Urgency::normal);
    return;
  }
  set_phase(Phase::saved);
  hand_over_when_idle();
  pack_if_due();
}

/// Everything that failed goes back in line, in its order, and the plan goes back to what is durable.
void Store::Work::on_writes_failed() {
  const Error error = *std::exchange(m_write_error, std::nullopt);
  std::vector<records::CommitLines> commits;
  std::vector<platform::FileChange> repairs;
  std::vector<platform::Done<void>> dones;
  for (Write& write : m_failed_writes) {
    std::ranges::move(write.commits, std::back_inserter(commits));
    std::ranges::move(write.repairs, std::back_inserter(repairs));
    std::ranges::move(write.dones, std::back_inserter(dones));
    if (write.adopted_pack)
      m_pack_to_adopt = write.adopted_pack;
  }
  m_failed_writes.clear();
  m_planned = m_durable;
  m_pending.insert(m_pending.begin(), std::make_move_iterator(commits.begin()),
                   std::make_move_iterator(commits.end()));
  m_repairs.insert(m_repairs.begin(), repairs.begin(), repairs.end());
  if (m_lock_lost || error.key == "platform.overtaken") {
    m_role = Role::retired;
    set_phase(Phase::failed, Error{"storage.taken_away", {{"count", std::to_string(m_pending.size())}}, {}});
  } else {
    set_phase(Phase::failed, error);
    hand_over_when_idle();
  }
  for (const platform::Done<void>& done : dones)
    done(std::unexpected(error));
}

void Store::Work::flush_now() {
  // Also behind a transaction that has not been answered: when the page goes, nobody would send what waits.
  if (m_opened && m_role == Role::writer && m_failed_writes.empty() && !m_pending.empty())
    write(platform::Urgency::page_is_closing);
}

/// The databases were deleted while the page was open. What is in memory is all there is: it is written as a
/// new store.
void Store::Work::make_anew() {
  if (!m_parts.everything_in_memory)
    return;
  Layout layout = empty_layout(m_durable.meta.replica, m_durable.meta.created);
  layout.meta.former_replicas = m_durable.meta.former_replicas;
  m_durable = layout;
  m_planned = std::move(layout);
  m_repairs.clear();
  m_pack_to_adopt.reset();
  m_packing.reset();
  m_restore_point.reset();
  m_pending = m_parts.everything_in_memory();
  m_parts.hot->start_anew();
  write(platform::Urgency::normal);
}

void Store::Work::set_restore_point() {
  expects(m_opened && m_role == Role::writer, "a restore point of a store that is written");
  m_packing.reset();
  m_pack_to_adopt.reset();
  m_restore_point = RestorePoint{m_planned, false};
}

void Store::Work::restore(platform::Done<void> done) {
  if (!can_restore() || m_role != Role::writer || !m_pending.empty() || !m_writes.empty()) {
    m_parts.timers->after(0, [done = std::move(done)] { done(failure("storage.nothing_to_restore")); });
    return;
  }
  Write write;
  write.after = m_restore_point->layout;
  write.dones.push_back(guarded([done = std::move(done)](Work& self, Result<void> outcome) {
    if (outcome) {
      self.m_restore_point.reset();
      self.post("restarted");
      self.load();
    }
    done(outcome);
  }));
  std::vector<platform::FileChange> changes = go_back(m_planned, write.after);
  issue(std::move(write), std::move(changes), platform::Urgency::normal);
}

} // namespace truat::storage
