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
  if (!m_write)
    write();
  else
    set_phase(m_state.phase, m_state.problem);
}

/// Sends one transaction with all that waits.
void Store::Work::write() {
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
  issue(std::move(write), std::move(changes));
}

void Store::Work::issue(Write write, std::vector<platform::FileChange> changes) {
  expects(!m_write.has_value(), "one write at a time");
  m_planned = write.after;
  m_write = std::move(write);
  set_phase(Phase::saving);
  m_parts.hot->write(std::move(changes),
                     guarded([](Work& self, const Result<void>& outcome) { self.on_written(outcome); }));
}

void Store::Work::on_written(const Result<void>& outcome) {
  expects(m_write.has_value(), "an answer to a write");
  Write write = std::move(*m_write);
  m_write.reset();
  if (outcome)
    on_write_succeeded(std::move(write));
  else
    on_write_failed(std::move(write), outcome.error());
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
  if (!m_write)
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
    write();
    return;
  }
  set_phase(Phase::saved);
  drop_journals();
  hand_over_when_idle();
  pack_if_due();
}

/// What failed goes back to the front of the line, and the plan goes back to what is durable.
void Store::Work::on_write_failed(Write write, const Error& error) {
  m_planned = m_durable;
  m_pending.insert(m_pending.begin(), std::make_move_iterator(write.commits.begin()),
                   std::make_move_iterator(write.commits.end()));
  m_repairs.insert(m_repairs.begin(), write.repairs.begin(), write.repairs.end());
  if (write.adopted_pack)
    m_pack_to_adopt = write.adopted_pack;
  if (m_lock_lost || error.key == "platform.overtaken") {
    m_role = Role::retired;
    set_phase(Phase::failed, Error{"storage.taken_away", {{"count", std::to_string(m_pending.size())}}, {}});
  } else {
    set_phase(Phase::failed, error);
    hand_over_when_idle();
  }
  for (const platform::Done<void>& done : write.dones)
    done(std::unexpected(error));
}

/// A closing page gets no more answers, and a transaction that waits for one dies with it. What is not saved
/// yet goes into an entry of its own, in a database where nothing else is under way; who opens the store next
/// takes it into the tail.
void Store::Work::flush_now() {
  if (!m_opened || m_role != Role::writer || m_lock_lost ||
      ((!m_write || m_write->commits.empty()) && m_pending.empty()))
    return;
  std::string bytes = pending_head();
  if (m_write)
    for (const records::CommitLines& commit : m_write->commits)
      append_lines(bytes, commit);
  for (const records::CommitLines& commit : m_pending)
    append_lines(bytes, commit);
  if (m_journal.empty())
    m_journal = "pending/" + to_string(records::new_record_id(*m_parts.random));
  if (std::ranges::find(m_journals, m_journal) == m_journals.end())
    m_journals.push_back(m_journal);
  // Should it fail, the page still says that the commits are not saved, for as long as there is a page.
  m_parts.cold->put({{m_journal, std::move(bytes)}}, platform::Urgency::page_is_closing,
                    [](const Result<void>&) {});
}

/// Everything is saved: the entries that closing pages left have served.
void Store::Work::drop_journals() {
  if (m_journals.empty())
    return;
  std::vector<platform::BlobChange> changes;
  for (std::string& key : std::exchange(m_journals, {}))
    changes.push_back({std::move(key), std::nullopt});
  // One that stays is read at the next opening, found to be known, and dropped then.
  m_parts.cold->put(std::move(changes), platform::Urgency::normal, [](const Result<void>&) {});
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
  write();
}

void Store::Work::set_restore_point() {
  expects(m_opened && m_role == Role::writer, "a restore point of a store that is written");
  m_packing.reset();
  m_pack_to_adopt.reset();
  m_restore_point = RestorePoint{m_planned, false};
}

void Store::Work::restore(platform::Done<void> done) {
  if (!can_restore() || m_role != Role::writer || !m_pending.empty() || m_write) {
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
  issue(std::move(write), std::move(changes));
}

} // namespace truat::storage
