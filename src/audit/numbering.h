// Numbers of inspections: "สข.ก-2568-0047", counted for each office, fiscal year and PC, so that PCs that are
// offline never give one twice. A visit gets its number when it starts, so that a plan that is dropped leaves
// no gap; a visit that is deleted keeps its number, which is not given again. The office's official number is
// a field of its own, typed in later.
#pragma once

#include "audit/audit.h"

namespace truat::audit {

/// What stands before the counter.
struct NumberSeries {
  std::string office; ///< the office's abbreviation; "ตร" where empty
  std::string prefix; ///< the PC's (workstation.prefix); may be empty
  bool operator==(const NumberSeries&) const = default;
};
/// What the series' numbers of the year begin with: "สข.ก-2568-".
[[nodiscard]] std::string series_start(const NumberSeries& series, FiscalYear year);
/// The counter behind such a beginning; nothing for a number of another series.
[[nodiscard]] std::optional<int> counter_of(std::string_view number, std::string_view start);
/// The next free number of a series in the fiscal year of `day`: "สข.ก-2568-0047", "สข-2568-0047" without
/// prefix.
[[nodiscard]] std::string next_inspection_number(const Audit& audit, const NumberSeries& series,
                                                 const CivilDate& day);
/// The series of a PC: its workstation's prefix and office; empty where it has no record.
[[nodiscard]] NumberSeries series_of(const Audit& audit, const records::ReplicaId& replica);
/// A prefix that no known workstation has: two Thai letters drawn from the replica's id, so that PCs which
/// have never met hardly ever take the same; `merge_issues` shows when they did.
[[nodiscard]] std::string free_prefix(const Audit& audit, const records::ReplicaId& replica);

} // namespace truat::audit
