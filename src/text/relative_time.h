// Days left, days overdue, days ago, and spans of hours and minutes.
#pragma once

#include "base/civil_date.h"
#include "text/language.h"

#include <cstdint>
#include <string>

namespace truat::text {

/// How far a deadline is: "เหลือ 13 วัน", "ครบกำหนดพรุ่งนี้", "ครบกำหนดวันนี้", "เกิน 2 วัน".
[[nodiscard]] std::string format_days_left(const CivilDate& today, const CivilDate& due, Language language,
                                           Digits digits = Digits::arabic);
/// When something was or will be: "วันนี้", "เมื่อวาน", "3 วันก่อน", "พรุ่งนี้", "อีก 3 วัน".
[[nodiscard]] std::string format_relative_day(const CivilDate& today, const CivilDate& day, Language language,
                                              Digits digits = Digits::arabic);
/// "5 วัน", "1 day".
[[nodiscard]] std::string format_days(std::int64_t days, Language language, Digits digits = Digits::arabic);
/// "1 ชม. 20 นาที", "45 นาที", "2 ชม."; negative spans begin with −.
[[nodiscard]] std::string format_minutes(std::int64_t minutes, Language language,
                                         Digits digits = Digits::arabic);

} // namespace truat::text
