#include "app/session.h"

#include "base/contract.h"
#include "platform/browser.h"

#include <charconv>
#include <utility>

namespace truat::app {
namespace {

std::uint64_t read_count(const std::optional<std::string>& text) {
  std::uint64_t count = 0;
  if (text)
    std::from_chars(text->data(), text->data() + text->size(), count);
  return count;
}

} // namespace

Session::Session(storage::WorkspaceName name, SessionEvents events)
    : m_name(std::move(name)), m_events(std::move(events)),
      m_hot(platform::open_hot_files(m_name.hot_mount())),
      m_cold(platform::open_blob_store(m_name.cold_database())),
      m_draft_blobs(platform::open_blob_store(m_name.draft_database())),
      m_photos(platform::open_photo_store(m_name.photo_database())),
      m_lock(platform::open_writer_lock(m_name.lock())),
      m_channel(platform::open_tab_channel(m_name.channel())), m_preferences(platform::open_preferences()),
      m_textures(*m_photos), m_drafts(*m_draft_blobs, platform::browser_timers(), platform::system_clock()),
      m_receipts(*m_cold), m_content(*m_cold, [this](Error error) { m_events.broken(std::move(error)); }),
      m_store(parts(), listener()) {}

Session::~Session() = default;

storage::StoreParts Session::parts() {
  return {
      .hot = m_hot.get(),
      .cold = m_cold.get(),
      .lock = m_lock.get(),
      .channel = m_channel.get(),
      .timers = &platform::browser_timers(),
      .clock = &platform::system_clock(),
      .random = &platform::system_random(),
      .kept_before = [this] { return read_count(m_preferences->get(kept_key())); },
      .note_kept = [this](std::uint64_t commits) { m_preferences->set(kept_key(), std::to_string(commits)); },
      .everything_in_memory = [this] { return everything(); }};
}

storage::StoreListener Session::listener() {
  return {.begin =
              [this](records::ReplicaId replica) {
                m_is_open = false;
                m_workspace = std::make_unique<workspace::Workspace>(replica, platform::system_clock(),
                                                                     platform::system_random());
                m_events.began();
              },
          .commits_arrived =
              [this](std::vector<records::CommitLines> commits) {
                expects(m_workspace != nullptr, "the replica is known before the first commits");
                if (auto merged = m_workspace->merge(std::move(commits), records::Ledger::Source::store);
                    !merged)
                  m_events.broken(std::move(merged.error()));
                m_events.changed();
              },
          .opened =
              [this](const storage::OpeningReport& report) {
                m_is_open = true;
                if (report.was_renamed)
                  m_workspace->note_renamed();
                m_events.opened(report);
                rename_if_forked();
                if (std::exchange(m_forgets_heads, false))
                  m_content.forget_unknown(m_workspace->ledger().log());
                else
                  m_content.load();
                m_events.changed();
              },
          .state_changed = [this](const storage::StoreState&) { m_events.changed(); }};
}

void Session::open() {
  m_store.open();
}

workspace::Workspace& Session::workspace() {
  expects(m_workspace != nullptr, "an open session");
  return *m_workspace;
}

platform::KeyName Session::key_name() {
  return {m_name.name, records::to_string(workspace().ledger().replica())};
}

Result<void> Session::can_commit() const {
  const storage::StoreState& state = m_store.state();
  if (state.accepts_commits)
    return {};
  if (state.problem)
    return std::unexpected(*state.problem);
  return failure(state.phase == storage::Phase::follower ? "storage.follower" : "storage.read_only");
}

Result<void> Session::begin_commit() {
  auto allowed = can_commit();
  if (allowed)
    rename_if_forked();
  return allowed;
}

Result<void> Session::commit(const records::Change& change) {
  if (auto allowed = begin_commit(); !allowed)
    return allowed;
  if (auto committed = workspace().commit(change); !committed)
    return std::unexpected(std::move(committed.error()));
  keep();
  return {};
}

Result<void> Session::undo() {
  if (auto allowed = begin_commit(); !allowed)
    return allowed;
  if (auto undone = workspace().undo(); !undone)
    return std::unexpected(std::move(undone.error()));
  keep();
  return {};
}

Result<void> Session::redo() {
  if (auto allowed = begin_commit(); !allowed)
    return allowed;
  if (auto redone = workspace().redo(); !redone)
    return std::unexpected(std::move(redone.error()));
  keep();
  return {};
}

/// A copied profile's file, or one of before a restore, says otherwise what this PC has said.
void Session::rename_if_forked() {
  if (!m_store.state().accepts_commits || workspace().own_chain_is_sound())
    return;
  workspace().continue_as(m_store.renew_replica());
  m_events.renamed();
}

void Session::keep(platform::Done<void> done, storage::Append what) {
  auto commits = workspace().take_outbox();
  if (commits.empty()) {
    if (done)
      done({});
    return;
  }
  // A failure shows in the store's state until it is cured, so nobody else need be told of it here.
  m_store.append(std::move(commits), done ? std::move(done) : [](const Result<void>&) {}, what);
  rename_if_forked(); // told with the import, not at some later edit
}

std::vector<records::CommitLines> Session::everything() const {
  std::vector<records::CommitLines> commits;
  if (m_workspace == nullptr)
    return commits;
  const records::Log& log = m_workspace->ledger().log();
  commits.reserve(log.size());
  for (std::size_t position = 0; position < log.size(); ++position)
    commits.push_back(log.lines(position));
  return commits;
}

void Session::flush() {
  m_store.flush_now();
  m_drafts.flush(platform::Urgency::page_is_closing);
}

void Session::forget_kept_commits() {
  m_preferences->remove(kept_key());
}

void Session::erase(platform::Done<void> done) {
  m_photos->erase([this, done = std::move(done)](Result<void> erased) {
    if (!erased) {
      done(std::move(erased));
      return;
    }
    // What was signed holds by the public half, which the records have.
    platform::forget_keys(m_name.name, [this, done](Result<void> forgotten) {
      if (forgotten)
        storage::erase_workspace(*m_hot, {m_cold.get(), m_draft_blobs.get()}, done);
      else
        done(std::move(forgotten));
    });
  });
}

} // namespace truat::app
