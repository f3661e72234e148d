// The factory and the team as they were when a visit was completed, so that a locked record never changes
// with them.
#pragma once

#include "audit/audit.h"

namespace truat::audit {

/// Of each record only what the record of inspection prints; the rest of the struct is empty.
struct Snapshot {
  Factory factory;
  std::vector<Person> team;            ///< in order of officer card, then name
  std::vector<Instrument> instruments; ///< in order of name and serial number
  std::string office_name;             ///< of the first officer's office
  bool operator==(const Snapshot&) const = default;
};
/// As things stand now.
[[nodiscard]] Snapshot current_snapshot(const Audit& audit, const RecordId& inspection);
/// The one that was kept at completion, else as things stand now.
[[nodiscard]] Snapshot snapshot_of(const Audit& audit, const RecordId& inspection);
/// {"factory":RECORD,"instruments":[RECORD…],"office_name":…,"team":[RECORD…]}, a record
/// {"fields":{FIELD:VALUE…},"id":ID}.
[[nodiscard]] records::Structure to_structure(const Snapshot& snapshot);
[[nodiscard]] std::optional<Snapshot> as_snapshot(const records::Structure& structure);

} // namespace truat::audit
