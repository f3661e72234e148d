#include "text/thai_date.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::text;

namespace {

constexpr CivilDate day{2024, 11, 14}; // a Thursday
constexpr DateStyle thai{Language::thai, Era::buddhist, Digits::arabic};
constexpr DateStyle thai_in_thai_digits{Language::thai, Era::buddhist, Digits::thai};
constexpr DateStyle thai_common{Language::thai, Era::common, Digits::arabic};
constexpr DateStyle english{Language::english, Era::common, Digits::arabic};
constexpr DateStyle english_buddhist{Language::english, Era::buddhist, Digits::arabic};

} // namespace

TEST_CASE("a date is written in each of its forms") {
  SUBCASE("in Thai with Buddhist years") {
    CHECK(format_date(day, DateForm::numeric, thai) == "14/11/2567");
    CHECK(format_date(day, DateForm::compact, thai) == "14 พ.ย. 67");
    CHECK(format_date(day, DateForm::abbreviated, thai) == "14 พ.ย. 2567");
    CHECK(format_date(day, DateForm::weekday_and_short, thai) == "พฤ. 14 พ.ย. 2567");
    CHECK(format_date(day, DateForm::full, thai) == "14 พฤศจิกายน 2567");
    CHECK(format_date(day, DateForm::weekday_and_full, thai) == "วันพฤหัสบดีที่ 14 พฤศจิกายน 2567");
    CHECK(format_date(day, DateForm::official, thai) == "14 พฤศจิกายน พ.ศ. 2567");
    CHECK(format_date(day, DateForm::official_weekday, thai) == "วันพฤหัสบดีที่ 14 พฤศจิกายน พ.ศ. 2567");
  }
  SUBCASE("in Thai digits") {
    CHECK(format_date(day, DateForm::official, thai_in_thai_digits) == "๑๔ พฤศจิกายน พ.ศ. ๒๕๖๗");
    CHECK(format_date({2024, 1, 5}, DateForm::numeric, thai_in_thai_digits) == "๐๕/๐๑/๒๕๖๗");
  }
  SUBCASE("an era that a reader does not expect is named") {
    CHECK(format_date(day, DateForm::abbreviated, thai_common) == "14 พ.ย. ค.ศ. 2024");
    CHECK(format_date(day, DateForm::compact, thai_common) == "14 พ.ย. ค.ศ. 2024");
    CHECK(format_date(day, DateForm::abbreviated, english_buddhist) == "14 Nov 2567 B.E.");
    CHECK(format_date(day, DateForm::compact, english_buddhist) == "14 Nov 2567 B.E.");
  }
  SUBCASE("in English") {
    CHECK(format_date(day, DateForm::numeric, english) == "14/11/2024");
    CHECK(format_date(day, DateForm::compact, english) == "14 Nov 24");
    CHECK(format_date(day, DateForm::weekday_and_short, english) == "Thu 14 Nov 2024");
    CHECK(format_date(day, DateForm::official_weekday, english) == "Thursday 14 November 2024");
  }
  SUBCASE("each language has its own custom") {
    CHECK(date_style(Language::thai) == thai);
    CHECK(date_style(Language::english) == english);
  }
}

TEST_CASE("a range does not repeat what its ends share") {
  CHECK(format_date_range({2024, 11, 1}, {2024, 11, 15}, thai) == "1–15 พ.ย. 2567");
  CHECK(format_date_range({2024, 11, 28}, {2024, 12, 3}, thai) == "28 พ.ย. – 3 ธ.ค. 2567");
  CHECK(format_date_range({2024, 10, 1}, {2025, 9, 30}, thai) == "1 ต.ค. 2567 – 30 ก.ย. 2568");
  CHECK(format_date_range(day, day, english) == "14 Nov 2024");
}

TEST_CASE("months, times and years") {
  CHECK(format_month(day, MonthForm::abbreviated, thai) == "พ.ย. 2567");
  CHECK(format_month(day, MonthForm::full, english) == "November 2024");
  CHECK(format_time({9, 5}, thai) == "09:05 น.");
  CHECK(format_time({21, 40}, english) == "21:40");
  CHECK(format_time({9, 40}, thai_in_thai_digits) == "๐๙:๔๐ น.");
  CHECK(format_date_time({day, {9, 40}}, thai) == "14 พ.ย. 2567 09:40 น.");
  CHECK(format_year(2024, thai_in_thai_digits) == "๒๕๖๗");
  CHECK(format_year(2024, english) == "2024");
}

TEST_CASE("fiscal years begin in October") {
  CHECK(format_fiscal_year(fiscal_year_of({2024, 9, 30}), thai) == "ปีงบประมาณ 2567");
  CHECK(format_fiscal_year(fiscal_year_of({2024, 10, 1}), thai) == "ปีงบประมาณ 2568");
  CHECK(format_fiscal_year(fiscal_year_of(day), english) == "Fiscal year 2025");
  CHECK(format_fiscal_year(fiscal_year_of(day), english_buddhist) == "Fiscal year 2568 B.E.");
  CHECK(format_fiscal_quarter(day, thai) == "ไตรมาส 1/2568");
  CHECK(format_fiscal_quarter({2024, 9, 30}, english) == "Q4/2024");
}

TEST_CASE("every month and day has its names") {
  CHECK(month_name(2, MonthForm::full, Language::thai) == "กุมภาพันธ์");
  CHECK(month_name(12, MonthForm::abbreviated, Language::thai) == "ธ.ค.");
  CHECK(weekday_name(0, MonthForm::full, Language::thai) == "อาทิตย์");
  CHECK(weekday_name(weekday(day), MonthForm::abbreviated, Language::thai) == "พฤ.");
  CHECK(weekday_name(6, MonthForm::full, Language::english) == "Saturday");
}
