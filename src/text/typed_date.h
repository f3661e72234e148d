// Dates and times as people type them or as their spreadsheets have them.
#pragma once

#include "base/civil_date.h"
#include "base/result.h"

#include <optional>
#include <string_view>

namespace truat::text {

/// Reads "15/03/2562", "15-3-62", "15 มี.ค. 62", "๑๕ มีนาคม พ.ศ. ๒๕๖๒", "วันศุกร์ที่ 15 มีนาคม 2562", "15 Mar 2019",
/// "2019-03-15", "25620315"; and, where `today` is given, "วันนี้", "พรุ่งนี้", "เมื่อวาน" and "15/3" of this year.
///
/// Day, month, year in this order, or year first in ISO's. Years of 2300 and more are Buddhist, unless ค.ศ.
/// says otherwise; so are years of two digits ("62" is 2562), except after an English month ("15 Mar 19" is
/// 2019).
///
/// Errors: `date.unreadable` (argument `text`), `date.no_such_day` (`text`) for 31/02 and month 13.
[[nodiscard]] Result<CivilDate> parse_typed_date(std::string_view text,
                                                 std::optional<CivilDate> today = std::nullopt);

/// Reads "9:40", "09.40", "0940", "09:40 น.", "๐๙.๔๐ น.". Error: `time.unreadable` (argument `text`).
[[nodiscard]] Result<TimeOfDay> parse_typed_time(std::string_view text);

} // namespace truat::text
