// A sample of closed visits that someone checks again (สุ่มตรวจซ้ำ), drawn so that anyone with the same records
// and the same seed draws the same one.
//
// The rule: each visit of the population gets the SHA-256 of the UTF-8 text "<seed>/<record id>", the id as
// 26 characters; the visits with the least digests, compared as bytes, are the sample, in that order.
#pragma once

#include "audit/audit.h"

namespace truat::audit {

struct RecheckQuestion {
  CivilDate from, to;   ///< days of the visits, both belong to it
  std::string group;    ///< of the factory as it is recorded now; "" for any
  std::string district; ///< likewise
  std::size_t size = 0; ///< visits, or of a hundred
  bool is_percent = false;
  std::string seed;
  bool operator==(const RecheckQuestion&) const = default;
};

struct RecheckSample {
  std::size_t population = 0;
  std::vector<RecordId> chosen; ///< in the order of their digests
  bool operator==(const RecheckSample&) const = default;
};

/// Population: visits that are completed or locked. A percentage is rounded up. Errors:
/// `audit.recheck_period` where the period ends before it begins, `audit.recheck_size` for a size of nothing
/// or more than a hundred per cent, `audit.recheck_seed` without a seed. A sample greater than the population
/// is all of it.
[[nodiscard]] Result<RecheckSample> draw_recheck_sample(const Audit& audit, const RecheckQuestion& question);

/// By which a visit's place in the sample is found.
[[nodiscard]] Hash recheck_digest(std::string_view seed, const RecordId& visit);

} // namespace truat::audit
