// The store: the log of one workspace in this browser, in a format that stays; who may write it, and whether
// it is saved.
//
// Where things are (design: storage-and-merge). Paths of the hot mount:
//   meta                what belongs to the store, written with every commit (store_format.h)
//   tail                the newest commits, rewritten whole at each one
//   segments/<number>   sealed at 64 KB or more
//   quarantine/<name>   bytes that did not check out, never deleted
// The cold database: packs of segments ("pack/<first>-<last>", deflated), "pending/<name>" (what a closing
// page could not wait to see saved), "quarantine/<name>", "receipt/<number>" (receipts.h). The formats of
// meta, tail, segments and packs are stated in store_format.h and frozen by tests/data/golden/store-1.
#pragma once

#include "base/environment.h"
#include "platform/blob_store.h"
#include "platform/hot_files.h"
#include "platform/timers.h"
#include "platform/writer_lock.h"
#include "records/operation.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::storage {

/// One of the stores on this PC: its own databases, lock and channel. The main one is "truat", the sample
/// office "truat-sample".
struct WorkspaceName {
  std::string name = "truat";
  [[nodiscard]] std::string hot_mount() const { return "/" + name + "/hot"; }
  [[nodiscard]] std::string cold_database() const { return name + "-cold"; }
  [[nodiscard]] std::string photo_database() const { return name + "-photos"; }
  [[nodiscard]] std::string draft_database() const { return name + "-drafts"; }
  [[nodiscard]] std::string lock() const { return name + "-writer"; }
  [[nodiscard]] std::string channel() const { return name + "-tabs"; }
  bool operator==(const WorkspaceName&) const = default;
};

enum class Phase {
  opening,   ///< `progress`
  ready,     ///< open, nothing written yet in this session
  saving,    ///< a transaction is under way
  saved,     ///< everything handed over is durable, since `saved_at`
  failed,    ///< `problem`: not saved, or could not be opened; `retry`, or export what is in memory
  read_only, ///< `problem` says why (a newer format, no lock on this address)
  follower,  ///< another tab writes; this one shows what that one saves, and may `take_over`
};

struct StoreState {
  Phase phase = Phase::opening;
  double progress = 0; ///< 0 to 1, while opening
  Instant saved_at;    ///< of the last complete
  std::size_t unsaved_commits = 0;
  std::optional<Error> problem;
  /// Whether this tab may commit now: commits are kept in memory and tried again even while saving fails.
  bool accepts_commits = false;
  /// Joining old segments into packs failed; nothing is lost by it, the store only grows in files.
  std::optional<Error> packing_problem;
  bool operator==(const StoreState&) const = default;
};

/// What opening found that the person must be told. None of it stops the work.
struct OpeningReport {
  bool is_new = false;      ///< nothing was there
  bool was_renamed = false; ///< the replica is not the first that wrote here
  /// `storage.gone_though_kept_before`: nothing is there, though this browser had kept commits.
  /// `storage.went_back`: there are fewer than it had once kept (an old copy of a profile).
  std::optional<Error> loss;
  std::vector<Error> damaged; ///< parts put into quarantine; `where` is their path
  std::size_t commits = 0;
  std::size_t recovered = 0; ///< of them, left by a page that closed before they were saved
  double milliseconds = 0;
  bool operator==(const OpeningReport&) const = default;
};

/// Where the store reports to. All of it on the page's thread, never from inside a call to the store.
struct StoreListener {
  /// Begin with an empty ledger of this replica, as which the tab's own commits are made. At start, and again
  /// after a take-over or a restore, or when a follower has missed something: then all commits come anew.
  std::function<void(records::ReplicaId)> begin;
  /// Commits of the store in order of arrival, in batches: all of them at start, then, in a follower, what
  /// the writer saves.
  std::function<void(std::vector<records::CommitLines>)> commits_arrived;
  std::function<void(const OpeningReport&)> opened;
  std::function<void(const StoreState&)> state_changed;
};

/// What the store stands on. All outlive it.
struct StoreParts {
  platform::HotFiles* hot = nullptr;
  platform::BlobStore* cold = nullptr;
  platform::WriterLock* lock = nullptr;
  platform::TabChannel* channel = nullptr;
  platform::Timers* timers = nullptr;
  Clock* clock = nullptr;
  Random* random = nullptr;
  /// Reads and writes how many commits this browser has kept, outside the databases; absent in tests that
  /// don't ask.
  std::function<std::uint64_t()> kept_before;
  std::function<void(std::uint64_t)> note_kept;
  /// Every commit in memory, in order of arrival: for making the store anew after its databases were deleted.
  std::function<std::vector<records::CommitLines>()> everything_in_memory;
};

/// An entry of the store as it is, for rescue and for formats of newer versions: exported byte for byte.
struct RawPart {
  std::string path; ///< "hot/meta", "cold/pack/1-64"
  std::string bytes;
};

/// What is appended: the tab's own commits, or a merged file's, which `restore` can take back.
enum class Append { own, merge };

class Store {
public:
  Store(StoreParts parts, StoreListener listener);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Asks for the lock, reads everything, checks every hash, hands over the commits. Once. Its errors are in
  /// the state: those of HotFiles and BlobStore, `storage.too_new`, `storage.newer_writer`,
  /// `storage.no_lock`.
  void open();
  [[nodiscard]] const StoreState& state() const;

  /// Keeps commits of this tab, all or none of one call; `done` at the transaction's complete, or with the
  /// error of the first attempt (the commits stay in line and are tried again). Calls while a transaction is
  /// under way go together in the next, but a merge has one of its own. Errors: those of HotFiles::write,
  /// `storage.read_only`, `storage.follower`.
  void append(std::vector<records::CommitLines> commits, platform::Done<void> done,
              Append what = Append::own);

  /// Tries again what failed: the write, the opening, or making anew a store whose databases were deleted.
  void retry();

  /// On visibilitychange and pagehide: hands what is not saved yet to the browser within the call, apart from
  /// the transaction under way, so that it is found at the next opening whatever becomes of that one.
  void flush_now();

  /// In a follower: asks the writing tab to save and hand over, and takes the lock from a tab that does not
  /// answer in 3 s.
  void take_over();

  /// Whether the newest commits are a merge's and nothing waits to be saved: then `restore` takes the merge
  /// back, until another append follows or the point is dropped (at an export, after which the merge is known
  /// elsewhere).
  [[nodiscard]] bool can_restore() const;
  void drop_restore_point();
  /// Goes back to before the merge; `done` when that is durable. Then everything comes anew, from `begin`
  /// on. Errors: `storage.nothing_to_restore`, and those of a write.
  void restore(platform::Done<void> done);

  /// Where another store writes under this one's name: the tab's own commits are made as the replica that is
  /// answered, which is kept with or before the next of them, and nothing else changes. Contract: the state
  /// accepts commits.
  [[nodiscard]] records::ReplicaId renew_replica();

  /// Every entry, read when asked for, as it is in the databases.
  void raw_parts(std::function<void(RawPart)> part, platform::Done<void> done);

private:
  class Work;
  std::shared_ptr<Work> m_work;
};

/// Deletes a workspace's log, cold parts, photos and drafts. The caller has closed its store.
void erase_workspace(platform::HotFiles& hot, std::vector<platform::BlobStore*> databases,
                     platform::Done<void> done);

} // namespace truat::storage
