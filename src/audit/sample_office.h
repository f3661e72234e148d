// The sample office (สอจ.สงขลา, all of it invented) as commits of a ledger of its own: for the sample
// workspace and `truat demo`.
#pragma once

#include "audit/audit.h"
#include "records/ledger.h"

namespace truat::audit {

struct SampleOptions {
  std::uint64_t seed = 1;               ///< the same seed and day give the same bytes
  CivilDate today;                      ///< every visit is dated relative to it
  std::optional<std::size_t> factories; ///< none: all of the file
};

/// `json` is assets/sample/office.json, whose README explains it; its photos are those of
/// sample_photos.h, kept by the sha-256 of their bytes. Fills a ledger that is empty, in the order in
/// which things would have happened: its clock is set as it goes. The ledger must have been made with
/// `clock`. Errors name the place in the file.
[[nodiscard]] Result<void> fill_sample_office(records::Ledger& ledger, FixedClock& clock,
                                              const Reference& reference, std::string_view json,
                                              const SampleOptions& options);

} // namespace truat::audit
