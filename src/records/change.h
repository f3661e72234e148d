// A change that a verb proposes: pure data, stamped and kept by `Workspace::commit`.
#pragma once

#include "records/operation.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::records {

enum class Seen { not_recorded, recorded };

struct DraftOperation {
  RecordId record;
  std::string field;
  Value value;
  /// What the person saw when the field was opened. Absent: what stands at the time of the commit.
  std::optional<std::vector<OperationId>> overwrites;
  /// Delete, complete, lock, sign: the commit adds the record's version vector.
  Seen seen = Seen::not_recorded;
};

/// Whether the person can take it back with Undo, or only by a counter-verb (completing, signing, issuing).
enum class Undoable { yes, no };

/// One label, one undo step.
struct Change {
  std::string label; ///< message key, "commit.…"
  std::vector<DraftOperation> operations;
  Undoable undoable = Undoable::yes;

  Change& set(const RecordId& record, std::string_view field, Value value);
  /// Creates: the field `kind` first.
  Change& create(const RecordId& record, std::string_view kind);
};

/// Who acts, when, and where new ids come from. Every verb takes one.
struct Context {
  RecordId actor;            ///< a person
  std::string role;          ///< key of the role ("inspector")
  CivilDate today;
  Instant now;
  Random* random = nullptr;  ///< for new record ids; never null in a verb that creates
};

} // namespace truat::records
