// The ledger: log, projection and undo held together. The only place where a change becomes commits.
#pragma once

#include "records/change.h"
#include "records/log.h"
#include "records/projection.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::records {

/// What importing the commits would do, record by record; made by trying them on a copy of what they touch.
struct MergePreview {
  struct FieldChange {
    std::string field;
    Value before;
    Value after;
    Instant time;
    RecordId author;
  };
  struct RecordChange {
    RecordId record;
    std::string kind;
    std::vector<FieldChange> fields;
    std::size_t conflicts = 0; ///< fields that would be in conflict and are not now
    bool is_new = false;
    bool becomes_deleted = false;
  };
  std::vector<RecordChange> records; ///< new, changed or conflicting, newest change first
  std::size_t new_records = 0;
  std::size_t changed_records = 0;
  std::size_t records_in_conflict = 0;
  std::size_t known_records = 0;     ///< named in the file, nothing new about them
  std::size_t new_commits = 0;
  std::size_t known_commits = 0;
};

struct UndoStep {
  std::string label;
  CommitId commit;
};

class Ledger {
public:
  Ledger(ReplicaId replica, Clock& clock, Random& random);

  [[nodiscard]] const Projection& projection() const { return m_projection; }
  [[nodiscard]] const Log& log() const { return m_log; }
  [[nodiscard]] ReplicaId replica() const { return m_replica; }

  /// Stamps, appends, projects. The commit waits in the outbox for the store. An empty change is an error
  /// (`records.empty_change`); operations that would change nothing are dropped first.
  [[nodiscard]] Result<CommitId> commit(const Change& change, const RecordId& author);

  /// Commits of the store, of a shipped log or of a file: checked, all or nothing. Returns how many were new; these wait
  /// in the outbox too unless they came from the store.
  enum class Source { store, file };
  [[nodiscard]] Result<std::size_t> merge(std::vector<CommitLines> commits, Source source);
  [[nodiscard]] Result<MergePreview> preview(const std::vector<CommitLines>& commits) const;

  /// Takes back the last undoable commit of this session by new operations; refuses where a later operation stands
  /// (`records.undo_overtaken`, naming who). Redo likewise.
  [[nodiscard]] Result<CommitId> undo(const RecordId& author);
  [[nodiscard]] Result<CommitId> redo(const RecordId& author);
  [[nodiscard]] std::optional<UndoStep> next_undo() const;
  [[nodiscard]] std::optional<UndoStep> next_redo() const;

  /// Commits not yet handed to the store, in order; handing them over empties the outbox.
  [[nodiscard]] std::vector<CommitLines> take_outbox();

private:
  struct Inverse; // what a commit of this session replaced
  ReplicaId m_replica;
  Clock* m_clock;
  Random* m_random;
  Log m_log;
  Projection m_projection;
  std::uint64_t m_lamport = 0;
  std::vector<CommitLines> m_outbox;
  std::vector<Inverse> m_undo;
  std::vector<Inverse> m_redo;
};

} // namespace truat::records
