#include "text/thai_date.h"

#include "base/contract.h"
#include "text/numbers.h"

#include <array>

namespace truat::text {
namespace {

using Names = std::array<std::string_view, 12>;
constexpr Names thai_months{"มกราคม",  "กุมภาพันธ์", "มีนาคม",  "เมษายน", "พฤษภาคม",  "มิถุนายน",
                            "กรกฎาคม", "สิงหาคม",  "กันยายน", "ตุลาคม",  "พฤศจิกายน", "ธันวาคม"};
constexpr Names thai_short_months{"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                  "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};
constexpr Names english_months{"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
constexpr Names english_short_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
using Days = std::array<std::string_view, 7>;
constexpr Days thai_days{"อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"};
constexpr Days thai_short_days{"อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."};
constexpr Days english_days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr Days english_short_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::string two_digits(std::int32_t number) {
  std::string digits = std::to_string(number);
  return digits.size() < 2 ? "0" + digits : digits;
}

std::int32_t year_in(std::int32_t common_era_year, Era era) {
  return common_era_year + (era == Era::buddhist ? buddhist_offset_years : 0);
}

bool is_thai(const DateStyle& style) {
  return style.language == Language::thai;
}

/// The year with its era wherever a reader could take it for the other one.
std::string year_text(std::int32_t common_era_year, const DateStyle& style) {
  const std::string year = std::to_string(year_in(common_era_year, style.era));
  if (is_thai(style))
    return style.era == Era::buddhist ? year : "ค.ศ. " + year;
  return style.era == Era::buddhist ? year + " B.E." : year;
}

std::string official_year_text(std::int32_t common_era_year, const DateStyle& style) {
  return is_thai(style) && style.era == Era::buddhist ? "พ.ศ. " + year_text(common_era_year, style)
                                                      : year_text(common_era_year, style);
}

std::string day_and_month(const CivilDate& date, MonthForm form, const DateStyle& style) {
  return std::to_string(date.day) + " " + std::string(month_name(date.month, form, style.language));
}

std::string weekday_prefix(const CivilDate& date, const DateStyle& style) {
  const std::string name(weekday_name(weekday(date), MonthForm::full, style.language));
  return is_thai(style) ? "วัน" + name + "ที่ " : name + " ";
}

std::string written(const CivilDate& date, DateForm form, const DateStyle& style) {
  const std::int32_t year = year_in(date.year, style.era);
  switch (form) {
  case DateForm::numeric:
    return two_digits(date.day) + "/" + two_digits(date.month) + "/" + std::to_string(year);
  case DateForm::compact:
    // Two digits of a Buddhist year in an English text, or of the Common Era in a Thai one, would mislead.
    if (is_thai(style) == (style.era == Era::buddhist))
      return day_and_month(date, MonthForm::abbreviated, style) + " " + two_digits(year % 100);
    [[fallthrough]];
  case DateForm::abbreviated:
    return day_and_month(date, MonthForm::abbreviated, style) + " " + year_text(date.year, style);
  case DateForm::weekday_and_short:
    return std::string(weekday_name(weekday(date), MonthForm::abbreviated, style.language)) + " " +
           written(date, DateForm::abbreviated, style);
  case DateForm::full:
    return day_and_month(date, MonthForm::full, style) + " " + year_text(date.year, style);
  case DateForm::weekday_and_full:
    return weekday_prefix(date, style) + written(date, DateForm::full, style);
  case DateForm::official:
    return day_and_month(date, MonthForm::full, style) + " " + official_year_text(date.year, style);
  case DateForm::official_weekday:
    return weekday_prefix(date, style) + written(date, DateForm::official, style);
  }
  return {};
}

} // namespace

DateStyle date_style(Language language) {
  return {language, language == Language::thai ? Era::buddhist : Era::common, Digits::arabic};
}

std::string format_date(const CivilDate& date, DateForm form, const DateStyle& style) {
  expects(exists(date), "a date that exists");
  return in_digits(written(date, form, style), style.digits);
}

std::string format_date_range(const CivilDate& from, const CivilDate& to, const DateStyle& style) {
  expects(exists(from) && exists(to) && from <= to, "a range of dates");
  const std::string end = written(to, DateForm::abbreviated, style);
  if (from == to)
    return in_digits(end, style.digits);
  if (from.year == to.year && from.month == to.month)
    return in_digits(std::to_string(from.day) + "–" + end, style.digits);
  const std::string start = from.year == to.year ? day_and_month(from, MonthForm::abbreviated, style)
                                                 : written(from, DateForm::abbreviated, style);
  return in_digits(start + " – " + end, style.digits);
}

std::string format_month(const CivilDate& date, MonthForm form, const DateStyle& style) {
  return in_digits(std::string(month_name(date.month, form, style.language)) + " " +
                       year_text(date.year, style),
                   style.digits);
}

std::string format_time(const TimeOfDay& time, const DateStyle& style) {
  return in_digits(two_digits(time.hour) + ":" + two_digits(time.minute) + (is_thai(style) ? " น." : ""),
                   style.digits);
}

std::string format_date_time(const LocalTime& local, const DateStyle& style) {
  return format_date(local.date, DateForm::abbreviated, style) + " " + format_time(local.time, style);
}

std::string format_year(std::int32_t common_era_year, const DateStyle& style) {
  return in_digits(std::to_string(year_in(common_era_year, style.era)), style.digits);
}

std::string format_fiscal_year(FiscalYear year, const DateStyle& style) {
  const std::string text = year_text(year.buddhist_year - buddhist_offset_years, style);
  return in_digits((is_thai(style) ? "ปีงบประมาณ " : "Fiscal year ") + text, style.digits);
}

std::string format_fiscal_quarter(const CivilDate& date, const DateStyle& style) {
  const std::string quarter = std::to_string(fiscal_quarter(date));
  const std::string year = year_text(fiscal_year_of(date).buddhist_year - buddhist_offset_years, style);
  return in_digits((is_thai(style) ? "ไตรมาส " : "Q") + quarter + "/" + year, style.digits);
}

std::string_view month_name(int month, MonthForm form, Language language) {
  expects(month >= 1 && month <= 12, "month is 1 to 12");
  const bool full = form == MonthForm::full;
  const Names& names = language == Language::thai ? (full ? thai_months : thai_short_months)
                                                  : (full ? english_months : english_short_months);
  return names[static_cast<std::size_t>(month - 1)];
}

std::string_view weekday_name(int weekday, MonthForm form, Language language) {
  expects(weekday >= 0 && weekday <= 6, "weekday is 0 to 6");
  const bool full = form == MonthForm::full;
  const Days& names = language == Language::thai ? (full ? thai_days : thai_short_days)
                                                 : (full ? english_days : english_short_days);
  return names[static_cast<std::size_t>(weekday)];
}

} // namespace truat::text
