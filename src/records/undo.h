// Undo and redo of this session's commits, as plans of new operations. Nothing is ever taken out of the log.
//
// The plan of an undo overwrites exactly what the commit wrote and puts again what it had overwritten. Each
// operation so written *stands for* an earlier one, so that undoing and redoing several commits in turn finds
// its way: what matters is not which operation is the head, but which one it stands for.
#pragma once

#include "records/change.h"
#include "records/projection.h"

#include <expected>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace truat::records {

struct UndoStep {
  std::string label;
  CommitId commit;
  bool operator==(const UndoStep&) const = default;
};

/// The operations that undo or redo, with their `overwrites` given, to be written as they are and in this
/// order.
struct UndoPlan {
  std::vector<DraftOperation> operations;
  std::vector<OperationId>
      stands_for; ///< of each operation; sequence 0 where it stands for "nothing was here"
};

/// A field where something later stands, so that undo or redo would take back what someone else did.
struct Overtaken {
  RecordId record;
  std::string field;
  std::optional<OperationId> by; ///< what stands there now
};

/// What an operation of the session wrote and what it replaced.
struct UndoField {
  OperationId operation;
  RecordId record;
  std::string field;
  Value after;
  Seen seen = Seen::not_recorded;
  std::vector<Head> before; ///< live values that it overwrote, the winner first
};

class UndoStack {
public:
  explicit UndoStack(const Schema& schema) : m_schema(&schema) {}

  /// A commit of this session, before it is applied: what it writes and what that replaces. Forgets what
  /// could be redone; one that cannot be undone forgets all.
  void push(UndoStep step, Undoable undoable, std::vector<UndoField> fields);
  [[nodiscard]] std::optional<UndoStep> next_undo() const;
  [[nodiscard]] std::optional<UndoStep> next_redo() const;

  /// How to take back the last commit, or do it again. Contract: there is one.
  [[nodiscard]] std::expected<UndoPlan, Overtaken> plan_undo(const Projection& projection) const;
  [[nodiscard]] std::expected<UndoPlan, Overtaken> plan_redo(const Projection& projection) const;
  /// The plan has been written as `commit`.
  void undone(const UndoPlan& plan, const CommitId& commit);
  void redone(const UndoPlan& plan, const CommitId& commit);
  void clear();

private:
  struct Entry {
    UndoStep step;
    std::vector<UndoField> fields; ///< of records that existed before
    std::vector<RecordId> created;
    std::vector<OperationId> deletions; ///< that took the created records back, while undone
  };
  [[nodiscard]] OperationId origin(const OperationId& id) const;
  void note(const UndoPlan& plan, const CommitId& commit);

  const Schema* m_schema;
  std::vector<Entry> m_undo;
  std::vector<Entry> m_redo;
  std::unordered_map<OperationId, OperationId> m_stands_for;
};

} // namespace truat::records
