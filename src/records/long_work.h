// Long work on a ledger, in slices: merging the store's log or a file's, telling beforehand what that would
// do, committing a change of thousands of operations. `Ledger` does the same at once by running these to
// their end.
#pragma once

#include "base/budget.h"
#include "records/ledger.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace truat::records {

/// Reads, checks and takes commits, all or nothing: first everything is read and checked, then everything is
/// taken. It may be dropped at any time until `is_taking`; from then on it must run to its end. Between its
/// slices the ledger may take this person's commits, but no other merge. A file's commits come into the
/// outbox together, when the work is done.
class MergeWork {
public:
  /// The ledger must outlive the work.
  MergeWork(Ledger& ledger, std::vector<CommitLines> commits, Ledger::Source source);

  /// One slice. `Step::done` when the result is there.
  Step run(Budget& budget);
  [[nodiscard]] Progress progress() const { return m_progress; } ///< in commits, each read, checked and taken
  [[nodiscard]] bool is_taking() const { return m_stage == Stage::take; }
  /// Contract: done. What failed is told by the first commit that could not be read or does not fit; nothing
  /// was taken.
  [[nodiscard]] const Result<MergeReceipt>& result() const;

private:
  enum class Stage { read, check, take, done };
  void fail(Error error);
  void read_next();
  void check_next();
  void take_next();
  void go_on();

  Ledger* m_ledger;
  Ledger::Source m_source;
  std::vector<CommitLines> m_lines;
  std::vector<Commit> m_commits;
  Incoming m_incoming;
  std::vector<CommitLines> m_taken; ///< for the outbox
  std::size_t m_next = 0;
  Stage m_stage = Stage::read;
  Progress m_progress;
  Result<MergeReceipt> m_result;
};

/// Tells what merging would do, by trying the commits on a copy of the records they touch. It may be dropped
/// at any time. Between its slices the ledger may change: the answer is then as of some time in between.
class PreviewWork {
public:
  /// Ledger and commits must outlive the work.
  PreviewWork(const Ledger& ledger, const std::vector<CommitLines>& commits);
  PreviewWork(const Ledger& ledger, std::vector<CommitLines>&& commits) = delete;

  Step run(Budget& budget);
  [[nodiscard]] Progress progress() const { return m_progress; } ///< in commits, each read, checked and tried
  /// Contract: done. Errors as merging would have them.
  [[nodiscard]] const Result<MergePreview>& result() const;

private:
  enum class Stage { read, check, copy, apply, compare, done };
  void fail(Error error);
  void do_next();
  void read_next();
  void check_next();
  void note(const Commit& commit);
  void sort_records();
  void copy_next();
  void apply_next();
  void compare_next();
  [[nodiscard]] std::size_t size_of(Stage stage) const;
  [[nodiscard]] bool forks(const Commit& commit) const;

  const Ledger* m_ledger;
  const std::vector<CommitLines>* m_lines;
  std::vector<Commit> m_commits;
  Incoming m_incoming;
  std::unordered_map<CommitId, const Commit*> m_first;   ///< content of each id in the file
  std::vector<const Commit*> m_fresh;                    ///< what the log does not know
  std::unordered_map<RecordId, std::uint64_t> m_touched; ///< with the newest change; 0 where nothing is new
  std::vector<RecordId> m_records;                       ///< with something new, newest first
  Projection m_trial;
  std::size_t m_next = 0;
  Stage m_stage = Stage::read;
  Progress m_progress;
  Result<MergePreview> m_result;
};

/// Commits one change. It may be dropped at any time until `is_taking`; from then on it must run to its end,
/// and nothing else may be committed. What is committed between earlier slices is taken into account.
class CommitWork {
public:
  /// The ledger must outlive the work.
  CommitWork(Ledger& ledger, Change change, const RecordId& author);

  Step run(Budget& budget);
  [[nodiscard]] Progress progress() const {
    return m_progress;
  } ///< in operations, each drawn up, encoded and applied
  [[nodiscard]] bool is_taking() const { return m_stage == Stage::take; }
  /// Contract: done. Errors as `Ledger::commit` has them; nothing was changed then.
  [[nodiscard]] const Result<CommitId>& result() const;

private:
  enum class Stage { choose, draw_up, encode, take, done };
  void fail(Error error);
  void begin(Stage stage);
  void go_on();
  void choose_next();
  void draw_up_next();
  void encode_next();
  void take_all();
  void apply_next();
  [[nodiscard]] std::size_t size_of(Stage stage) const;

  Ledger* m_ledger;
  Change m_change;
  RecordId m_author;
  std::vector<const DraftOperation*> m_chosen; ///< without those that a later one of the change replaces
  std::unordered_map<std::string, std::size_t> m_places;
  std::unordered_set<std::string>
      m_emptied; ///< sets out of which the change takes members by their operations
  std::vector<Operation> m_operations;
  std::vector<UndoField> m_replaced;
  Commit m_commit;
  std::size_t m_next = 0;
  Stage m_stage = Stage::choose;
  Progress m_progress;
  Result<CommitId> m_result;
};

} // namespace truat::records
