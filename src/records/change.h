// A change that a verb proposes: pure data, stamped and kept by `Workspace::commit`.
#pragma once

#include "records/operation.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::records {

enum class Seen { not_recorded, recorded };

/// Whether the operation puts a value, or takes the member `value` out of a set.
enum class Edit { put, remove_member };

struct DraftOperation {
  RecordId record;
  std::string field;
  /// An empty value empties the field. Of a set, a text adds that member, and an empty value takes out what
  /// `overwrites` names, or all members.
  Value value;
  /// What the person saw when the field was opened. Absent: what stands at the time of the commit.
  std::optional<std::vector<OperationId>> overwrites;
  /// Delete, complete, lock, sign: the commit adds the record's version vector. Deleting always does.
  Seen seen = Seen::not_recorded;
  Edit edit = Edit::put;
};

/// Whether the person can take it back with Undo, or only by a counter-verb (completing, signing, issuing).
/// What was done before a change that cannot be undone cannot be undone either.
enum class Undoable { yes, no };

/// One label, one undo step.
struct Change {
  std::string label; ///< message key, "commit.…"
  std::vector<DraftOperation> operations;
  Undoable undoable = Undoable::yes;

  Change& set(const RecordId& record, std::string_view field, Value value);
  /// Creates: the field `kind` first.
  Change& create(const RecordId& record, std::string_view kind);
  /// Deletes; carries what the deleter had seen, so that a concurrent edit shows as a conflict.
  Change& remove(const RecordId& record);
  /// Sets with `Seen::recorded`: complete, lock, sign.
  Change& seal(const RecordId& record, std::string_view field, Value value);
  /// Members of a field whose merge kind is `set`.
  Change& add_member(const RecordId& record, std::string_view field, std::string_view member);
  Change& remove_member(const RecordId& record, std::string_view field, std::string_view member);
};

/// Who acts, when, and where new ids come from. Every verb takes one.
struct Context {
  RecordId actor; ///< a person; what they may do is in the records (audit/permissions.h)
  CivilDate today;
  Instant now;
  Random* random = nullptr; ///< for new record ids; never null in a verb that creates
};

} // namespace truat::records
