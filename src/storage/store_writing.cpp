#include "storage/store_work.h"

#include "base/contract.h"
#include "storage/store_opening.h"
#include "storage/store_packing.h"

#include <algorithm>
#include <iterator>

namespace truat::storage {

void Store::Work::append(std::vector<records::CommitLines> commits, platform::Done<void> done, Append what) {
  if (!m_opened || m_role != Role::writer) {
    const char* key = m_role == Role::follower ? "storage.follower" : "storage.read_only";
    m_parts.timers->after(0, [done = std::move(done), key] { done(failure(key)); });
    return;
  }
  if (commits.empty()) { // a file of photos alone brings none, and takes no earlier merge's place
    m_parts.timers->after(0, [done = std::move(done)] { done({}); });
    return;
  }
  m_waiting.push_back({std::move(commits), {std::move(done)}, what});
  if (!m_write)
    write();
  else
    set_phase(m_state.phase, m_state.problem);
}

/// Sends one transaction with all that waits, up to a merge; a merge goes alone, so that it is the merge and
/// nothing of the person's own that can be taken back.
void Store::Work::write() {
  Write write;
  write.repairs = std::exchange(m_repairs, {});
  write.after = m_planned;
  auto end = std::ranges::find(m_waiting, Append::merge, &Batch::what);
  if (end == m_waiting.begin() && end != m_waiting.end()) {
    ++end;
    write.what = Append::merge;
    // What is to be restored must stay where it is.
    m_packing.reset();
    m_pack_to_adopt.reset();
  }
  for (auto batch = m_waiting.begin(); batch != end; ++batch) {
    std::ranges::move(batch->commits, std::back_inserter(write.commits));
    std::ranges::move(batch->dones, std::back_inserter(write.dones));
  }
  m_waiting.erase(m_waiting.begin(), end);
  std::vector<platform::FileChange> changes = write.repairs;
  if (m_pack_to_adopt) {
    write.adopted_pack = std::exchange(m_pack_to_adopt, {});
    std::ranges::move(adopt_pack(write.after, *write.adopted_pack), std::back_inserter(changes));
  }
  Meta& meta = write.after.meta;
  if (m_new_replica && meta.replica != *m_new_replica)
    meta.former_replicas.push_back(std::exchange(meta.replica, *m_new_replica));
  if (write.what == Append::merge)
    meta.restore = RestorePoint{meta.commits + write.commits.size(), meta.tail};
  else if (!write.commits.empty() || !m_is_restorable)
    meta.restore.reset();
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
  if (!write.commits.empty())
    m_is_restorable = write.what == Append::merge && before_merge(m_durable).has_value();
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
  // The next opening must know it too, whatever else there is to write.
  const bool is_dropped = m_durable.meta.restore && !m_is_restorable;
  const bool is_renamed = m_new_replica && m_durable.meta.replica != *m_new_replica;
  if (!m_waiting.empty() || m_pack_to_adopt || is_dropped || is_renamed) {
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
  if (!write.commits.empty())
    m_waiting.insert(m_waiting.begin(), Batch{std::move(write.commits), {}, write.what});
  m_repairs.insert(m_repairs.begin(), write.repairs.begin(), write.repairs.end());
  if (write.adopted_pack)
    m_pack_to_adopt = write.adopted_pack;
  if (m_lock_lost || error.key == "platform.overtaken") {
    m_role = Role::retired;
    set_phase(Phase::failed, Error{"storage.taken_away", {{"count", std::to_string(unsaved_commits())}}, {}});
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
  if (!m_opened || m_role != Role::writer || m_lock_lost || unsaved_commits() == 0)
    return;
  std::string bytes = pending_head();
  if (m_write)
    for (const records::CommitLines& commit : m_write->commits)
      append_lines(bytes, commit);
  for (const Batch& batch : m_waiting)
    for (const records::CommitLines& commit : batch.commits)
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
  m_is_restorable = false;
  Batch all{m_parts.everything_in_memory(), {}};
  for (Batch& batch : m_waiting)
    std::ranges::move(batch.dones, std::back_inserter(all.dones));
  m_waiting.clear();
  m_waiting.push_back(std::move(all));
  m_parts.hot->start_anew();
  write();
}

records::ReplicaId Store::Work::renew_replica() {
  expects(m_opened && m_role == Role::writer, "a store that is written");
  m_new_replica = records::new_replica_id(*m_parts.random);
  if (!m_write)
    write();
  return *m_new_replica;
}

void Store::Work::drop_restore_point() {
  m_is_restorable = false;
  // A merge that is on its way was exported too.
  if (m_write)
    m_write->what = Append::own;
  for (Batch& batch : m_waiting)
    batch.what = Append::own;
  if (!m_write && m_durable.meta.restore && m_opened && m_role == Role::writer)
    write();
}

void Store::Work::restore(platform::Done<void> done) {
  if (!can_restore()) {
    m_parts.timers->after(0, [done = std::move(done)] { done(failure("storage.nothing_to_restore")); });
    return;
  }
  Write write;
  write.after = *before_merge(m_durable);
  std::vector<platform::FileChange> changes = go_back(m_planned, write.after);
  write.dones.push_back(
      guarded([done = std::move(done), before = write.after](Work& self, Result<void> outcome) {
        if (outcome) {
          self.post("restarted");
          self.load();
        } else {
          // The browser may have kept it and not said so: the next write puts back what that took away.
          std::ranges::move(go_back(before, self.m_durable), std::back_inserter(self.m_repairs));
        }
        done(outcome);
      }));
  issue(std::move(write), std::move(changes));
}

} // namespace truat::storage
