// A record's history: who changed what, when, from what, to what.
#pragma once

#include "records/log.h"
#include "records/projection.h"

#include <string>
#include <vector>

namespace truat::records {

struct HistoryEntry {
  OperationId operation;
  Instant time;
  RecordId author;
  std::string label; ///< the commit's message key
  std::string field;
  std::vector<Value>
      before;  ///< the values it overwrote, emptied ones left out; several when it settled a conflict
  Value after; ///< empty where it emptied the field, or took `before` out of a set
  bool current = false; ///< stands now
};

/// The record's entries, newest first (by lamport, then replica, sequence, index).
[[nodiscard]] std::vector<HistoryEntry> history_of(const Log& log, const Projection& projection,
                                                   const RecordId& record);

} // namespace truat::records
