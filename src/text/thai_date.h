// Dates as people read them: Buddhist or Common Era, Thai or English, short or long; fiscal years; times.
#pragma once

#include "base/civil_date.h"
#include "text/language.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace truat::text {

/// How a date is written out. The examples are Thai with Buddhist years.
enum class DateForm : std::uint8_t {
  numeric,           ///< 14/11/2567
  compact,           ///< 14 พ.ย. 67, in lists where the century is plain
  abbreviated,       ///< 14 พ.ย. 2567
  weekday_and_short, ///< พฤ. 14 พ.ย. 2567
  full,              ///< 14 พฤศจิกายน 2567
  weekday_and_full,  ///< วันพฤหัสบดีที่ 14 พฤศจิกายน 2567
  official,          ///< 14 พฤศจิกายน พ.ศ. 2567, as letters and records have it
  official_weekday,  ///< วันพฤหัสบดีที่ 14 พฤศจิกายน พ.ศ. 2567
};

/// English texts default to the Common Era; where they use Buddhist years they always say B.E.
struct DateStyle {
  Language language = Language::thai;
  Era era = Era::buddhist;
  Digits digits = Digits::arabic;
  bool operator==(const DateStyle&) const = default;
};
/// Buddhist years and Arabic digits in Thai, the Common Era in English.
[[nodiscard]] DateStyle date_style(Language language);

[[nodiscard]] std::string format_date(const CivilDate& date, DateForm form, const DateStyle& style);
/// Two dates without what they share: "1–15 พ.ย. 2567", "28 พ.ย. – 3 ธ.ค. 2567". Abbreviated months. `from` ≤
/// `to`.
[[nodiscard]] std::string format_date_range(const CivilDate& from, const CivilDate& to,
                                            const DateStyle& style);
/// "พ.ย. 2567", or in full "พฤศจิกายน 2567".
enum class MonthForm : std::uint8_t { abbreviated, full };
[[nodiscard]] std::string format_month(const CivilDate& date, MonthForm form, const DateStyle& style);
/// "09:40 น.", "09:40".
[[nodiscard]] std::string format_time(const TimeOfDay& time, const DateStyle& style);
/// "14 พ.ย. 2567 09:40 น."
[[nodiscard]] std::string format_date_time(const LocalTime& local, const DateStyle& style);

/// The year's number in the style's era and digits: "2567", "๒๕๖๗", "2024".
[[nodiscard]] std::string format_year(std::int32_t common_era_year, const DateStyle& style);
/// "ปีงบประมาณ 2568", "Fiscal year 2025".
[[nodiscard]] std::string format_fiscal_year(FiscalYear year, const DateStyle& style);
/// "ไตรมาส 1/2568", "Q1/2025"; the quarter of the fiscal year.
[[nodiscard]] std::string format_fiscal_quarter(const CivilDate& date, const DateStyle& style);

/// "พฤศจิกายน", "พ.ย.", "November", "Nov". Contract: month is 1 to 12.
[[nodiscard]] std::string_view month_name(int month, MonthForm form, Language language);
/// "พฤหัสบดี", "พฤ.", "Thursday", "Thu". 0 is Sunday. Contract: weekday is 0 to 6.
[[nodiscard]] std::string_view weekday_name(int weekday, MonthForm form, Language language);

} // namespace truat::text
