// The store's inside: roles, opening, writing, packing. Only src/storage includes it.
#pragma once

#include "storage/layout.h"
#include "storage/store.h"

#include <map>
#include <span>

namespace truat::storage {

class Store::Work : public std::enable_shared_from_this<Work> {
public:
  Work(StoreParts parts, StoreListener listener);
  ~Work();
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  void open();
  [[nodiscard]] const StoreState& state() const { return m_state; }
  void append(std::vector<records::CommitLines> commits, platform::Done<void> done, Append what);
  void retry();
  void flush_now();
  void take_over();
  void drop_restore_point();
  [[nodiscard]] bool can_restore() const {
    return m_is_restorable && m_role == Role::writer && !m_write && m_waiting.empty();
  }
  void restore(platform::Done<void> done);
  [[nodiscard]] records::ReplicaId renew_replica();
  void raw_parts(std::function<void(RawPart)> part, platform::Done<void> done);

private:
  enum class Role {
    none, ///< the lock has not answered
    writer,
    follower,
    reader,  ///< never writes: a newer format, no lock here
    retired, ///< was the writer, lost that with commits that are not saved
  };

  struct Source; // a part to be read at opening
  struct Opening;
  struct Packing;
  /// A transaction under way, and what is true once it is complete.
  struct Write {
    Layout after;
    std::vector<records::CommitLines> commits;
    std::vector<platform::Done<void>> dones;
    std::vector<platform::FileChange> repairs; ///< quarantined bytes and what else goes along
    std::optional<Part> adopted_pack;
    Append what = Append::own;
  };
  /// Commits that wait for a transaction.
  struct Batch {
    std::vector<records::CommitLines> commits;
    std::vector<platform::Done<void>> dones;
    Append what = Append::own;
  };

  // store.cpp: roles and tabs
  void on_lock(platform::LockEvent event);
  void on_message(const std::string& message);
  void on_commits_message(std::uint64_t first, std::string_view lines);
  void post(std::string_view kind, std::uint64_t first = 0, std::string_view lines = {});
  void hand_over_when_idle();
  void become_follower();
  void become_reader(Error why);
  void lose_lock();
  void set_phase(Phase phase, std::optional<Error> problem = std::nullopt);
  void notify();
  [[nodiscard]] bool is_idle() const { return !m_write && m_waiting.empty() && m_repairs.empty(); }
  [[nodiscard]] std::size_t unsaved_commits() const;
  /// A callback that does nothing once the store is gone.
  template <class Method>
  auto guarded(Method method) {
    return [weak = weak_from_this(), method = std::move(method)](auto&&... arguments) {
      if (const auto self = weak.lock())
        method(*self, std::forward<decltype(arguments)>(arguments)...);
    };
  }
  void later(void (Work::*method)(), std::int32_t delay_milliseconds = 0);

  // store_opening.cpp
  [[nodiscard]] std::string quarantine_path(std::string_view path) const;
  void load();
  void on_populated(Result<std::vector<platform::HotFile>> files);
  [[nodiscard]] bool read_meta(const std::string& bytes);
  void on_cold_keys(const Result<std::vector<std::string>>& keys);
  void list_known_parts();
  [[nodiscard]] bool list_parts_by_name(const std::vector<std::string>& cold_keys);
  void read_parts();
  void on_cold_part(const Result<std::optional<std::string>>& bytes);
  void read_pack(Source source, const std::string& stored);
  void read_journal(const Source& source, const std::optional<std::string>& bytes);
  void read_hot_part(Source source);
  void take_segments(const Source& source, std::span<const std::string_view> segments);
  void part_damaged(const Source& source, std::string_view bytes);
  void part_missing(const Source& source);
  [[nodiscard]] bool note_problem(const Error& error, const std::string& path);
  void fail_opening(Error error);

  // store_settling.cpp
  void keep_what_is_vouched_for();
  void take_in_pending();
  void all_parts_read();
  void settle_layout();
  void deliver();
  void finish_opening();

  // store_writing.cpp
  void write();
  void issue(Write write, std::vector<platform::FileChange> changes);
  void on_written(const Result<void>& outcome);
  void on_write_succeeded(Write write);
  void on_write_failed(Write write, const Error& error);
  void drop_journals();
  void make_anew();
  void after_write();

  // store_packing.cpp
  void pack_if_due();
  void deflate_slice();
  void on_pack_put(Result<void> outcome);
  void on_pack_back(Result<std::optional<std::string>> bytes);
  void pack_failed(Error error);

  StoreParts m_parts;
  StoreListener m_listener;
  StoreState m_state;
  bool m_notifying = false;
  Role m_role = Role::none;
  bool m_opened = false;

  std::unique_ptr<Opening> m_opening; ///< while phase is opening
  std::uint64_t m_generation = 0;     ///< of openings; answers to an older one are ignored
  int m_reload_tries = 0;
  std::vector<std::pair<std::uint64_t, std::string>> m_heard; ///< commits that came while opening
  std::uint64_t m_known_commits = 0;                          ///< of the store, delivered to the listener

  Layout m_durable;                                ///< as of the last complete
  Layout m_planned;                                ///< as of the last transaction sent
  std::optional<Write> m_write;                    ///< the transaction under way
  std::optional<records::ReplicaId> m_new_replica; ///< to be kept with the next write
  std::vector<Batch> m_waiting;                    ///< in order, none without commits
  std::vector<platform::FileChange> m_repairs;     ///< go along with the next write
  std::optional<Part> m_pack_to_adopt;
  bool m_is_restorable = false; ///< `before_merge(m_durable)` is there, and has not been dropped
  std::unique_ptr<Packing> m_packing;
  std::string m_journal; ///< key under which this tab leaves what a closing page cannot wait for
  std::vector<std::string> m_journals; ///< keys whose commits are in line or saved: to be removed
  bool m_packing_paused = false;       ///< for a while after it failed

  std::uint32_t m_take_over_timer = 0; ///< not 0: this tab has asked
  bool m_hand_over_asked = false;
  bool m_lock_lost = false;
};

} // namespace truat::storage
