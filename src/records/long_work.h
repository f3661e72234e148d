// Reading many commits into a ledger, in slices: the store's log at start, or a file's.
#pragma once

#include "base/budget.h"
#include "records/ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::records {

/// Reads, checks and takes commits, all or nothing: first everything is read and checked, then everything is
/// taken. It may be dropped at any time until `is_taking`; from then on it must run to its end. Between its
/// slices the ledger may take this person's commits, but no other merge.
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
  void go_on_after(Stage stage);

  Ledger* m_ledger;
  Ledger::Source m_source;
  std::vector<CommitLines> m_lines;
  std::vector<Commit> m_commits;
  Incoming m_incoming;
  std::size_t m_next = 0;
  Stage m_stage = Stage::read;
  Progress m_progress;
  Result<MergeReceipt> m_result;
};

} // namespace truat::records
