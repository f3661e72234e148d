// The ledger: log, projection and undo held together. The only place where a change becomes commits.
#pragma once

#include "records/change.h"
#include "records/log.h"
#include "records/projection.h"
#include "records/undo.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::records {

/// What importing the commits would do, record by record; made by trying them on a copy of what they touch.
struct MergePreview {
  struct FieldChange {
    std::string field;
    Value before; ///< of a set: the member taken out
    Value after;  ///< of a set: the member added
    Instant time;
    RecordId author;
    bool operator==(const FieldChange&) const = default;
  };
  struct RecordChange {
    RecordId record;
    std::string kind;
    std::vector<FieldChange> fields;
    std::size_t conflicts = 0; ///< fields that would be in conflict and are not now
    bool is_new = false;
    bool becomes_deleted = false;
    bool operator==(const RecordChange&) const = default;
  };
  std::vector<RecordChange> records; ///< new, changed or conflicting, newest change first
  std::size_t new_records = 0;
  std::size_t changed_records = 0;
  std::size_t records_in_conflict = 0;
  std::size_t known_records = 0; ///< named in the file, nothing new about them
  std::size_t new_commits = 0;
  std::size_t known_commits = 0;
  std::size_t new_operations = 0;
  std::size_t new_forks = 0;
  bool operator==(const MergePreview&) const = default;
};

/// What a merge did.
struct MergeReceipt {
  std::vector<CommitId>
      new_commits; ///< added, or filled in with bodies that had been left out; in order of arrival
  std::size_t known_commits = 0;
  std::size_t new_operations = 0;
  std::size_t new_forks = 0;
  bool operator==(const MergeReceipt&) const = default;
};

class Ledger {
public:
  /// The schema, clock and random source must outlive the ledger.
  Ledger(ReplicaId replica, const Schema& schema, Clock& clock, Random& random);

  [[nodiscard]] const Projection& projection() const { return m_projection; }
  [[nodiscard]] const Log& log() const { return m_log; }
  [[nodiscard]] const Schema& schema() const { return *m_schema; }
  [[nodiscard]] ReplicaId replica() const { return m_replica; }

  /// Stamps, appends, projects. The commit waits in the outbox for the store. Operations that would change
  /// nothing are dropped first, and of several on one register the last counts. Errors:
  /// `records.empty_change` when nothing is left; `records.wrong_value…` for a value that its field cannot
  /// hold; `records.value_too_long`; `records.own_chain_broken` when another store writes under this
  /// replica's name (`continue_as`).
  [[nodiscard]] Result<CommitId> commit(const Change& change, const RecordId& author);

  /// Commits of the store, of a shipped log or of a file: checked, all or nothing. New ones wait in the
  /// outbox too, unless they came from the store. Errors: those of `read_commit` and `Log::check`;
  /// `records.overwrites_later` for an operation that claims to overwrite what was made after it.
  enum class Source { store, file };
  [[nodiscard]] Result<MergeReceipt> merge(std::vector<CommitLines> commits, Source source);
  [[nodiscard]] Result<MergePreview> preview(const std::vector<CommitLines>& commits) const;

  /// Takes back the last undoable commit of this session by new operations; refuses where a later operation
  /// stands
  /// (`records.undo_overtaken`, naming the person's id in `person` and the field's label in `field`). A
  /// record that the commit created is deleted; the fields' earlier values, several where they were in
  /// conflict, stand again. Redo likewise; a new commit forgets what could be redone. Errors besides:
  /// `records.nothing_to_undo`, `records.nothing_to_redo`.
  [[nodiscard]] Result<CommitId> undo(const RecordId& author);
  [[nodiscard]] Result<CommitId> redo(const RecordId& author);
  [[nodiscard]] std::optional<UndoStep> next_undo() const;
  [[nodiscard]] std::optional<UndoStep> next_redo() const;

  /// Commits not yet handed to the store, in order; handing them over empties the outbox.
  [[nodiscard]] std::vector<CommitLines> take_outbox();

  /// Whether this replica's own chain is whole, so that it can go on: no gap, no fork.
  [[nodiscard]] bool own_chain_is_sound() const;
  /// Goes on as another replica, fresh from `new_replica_id`. The store keeps the new name before the next
  /// commit.
  void continue_as(ReplicaId replica);

private:
  friend class MergeWork;
  friend class PreviewWork;
  friend class CommitWork;
  // Drawing up what a draft comes to
  [[nodiscard]] bool changes_nothing(const DraftOperation& draft) const;
  [[nodiscard]] Operation operation_of(const DraftOperation& draft) const;
  [[nodiscard]] std::vector<OperationId> overwritten_by(const DraftOperation& draft) const;
  [[nodiscard]] UndoField replaced_by(const Operation& operation) const;
  // Own commits. Contract: the own chain is sound.
  [[nodiscard]] Commit begin_commit(std::string_view label, const RecordId& author) const;
  [[nodiscard]] Result<void> add_operation(Commit& commit, Operation operation);
  void finish_commit(Commit& commit) const;
  [[nodiscard]] bool is_next(const Commit& commit) const;
  void append_own(const Commit& commit);
  [[nodiscard]] Result<CommitId> write_plan(std::string_view label, const UndoPlan& plan,
                                            const RecordId& author);
  [[nodiscard]] std::unexpected<Error> overtaken(const Overtaken& by) const;
  // Others' commits
  /// Whether the commit fits to what is known and to those it comes among; nothing is changed.
  [[nodiscard]] Result<void> check(const Commit& commit, const Incoming& among) const;
  /// Tells the projection that a commit's id has come to stand for several contents, and who overwrites it.
  void announce_fork(Projection& projection, const Commit& commit) const;
  Appended take(const Commit& commit);
  /// The commit as the log has it: with bodies that were known before, where it filled in others.
  [[nodiscard]] CommitLines lines_of(const Commit& commit) const;

  ReplicaId m_replica;
  const Schema* m_schema;
  Clock* m_clock;
  Random* m_random;
  Log m_log;
  Projection m_projection;
  UndoStack m_undo_stack;
  std::vector<CommitLines> m_outbox;
};

} // namespace truat::records
