// What an import leaves behind: what came with which file, from whom, and whether it was taken back. Of this
// PC, not of the office's records.
#pragma once

#include "base/environment.h"
#include "base/sha256.h"
#include "records/ids.h"

#include <cstdint>
#include <optional>
#include <string>

namespace truat::records {

struct ImportReceipt {
  enum class State : std::uint8_t {
    begun,   ///< confirmed; the page closed before it was written down that all of it is kept
    taken,   ///< all of it is kept
    restored ///< taken, and taken back later
  };
  std::uint64_t number = 0; ///< from 1, given when it is kept
  State state = State::begun;
  Instant imported_at;
  std::optional<Instant> restored_at;
  RecordId imported_by; ///< a person
  std::string file;
  std::uint64_t bytes = 0;
  Hash manifest; ///< the digest that the file's manifest states of itself, and so of every byte of the file
  // Who made it, as far as the file says
  std::string person, office, workstation;
  std::optional<ReplicaId> replica;
  std::optional<Instant> exported_at;
  std::optional<Instant> first_change, last_change; ///< of what was new
  /// Counted before it was taken: commits that were new and known, records that were new, changed, in
  /// conflict, known, and photos of the file.
  std::uint64_t new_commits = 0, known_commits = 0;
  std::uint64_t new_records = 0, changed_records = 0, records_in_conflict = 0, known_records = 0;
  std::uint64_t photos = 0;
  /// One of the new commits: where the log has it, a receipt that was only begun came to its end.
  std::optional<CommitId> witness;
  bool operator==(const ImportReceipt&) const = default;
};

} // namespace truat::records
