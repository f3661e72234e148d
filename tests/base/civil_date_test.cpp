#include "base/civil_date.h"

#include <doctest/doctest.h>

using namespace truat;

TEST_CASE("civil_date: days and calendars") {
  SUBCASE("every day of 800 years goes there and back, and follows the day before") {
    CivilDate previous = date_of_days(days_since_epoch({1599, 12, 31}));
    for (std::int64_t day = days_since_epoch({1600, 1, 1}); day <= days_since_epoch({2400, 12, 31}); ++day) {
      const CivilDate date = date_of_days(day);
      REQUIRE(days_since_epoch(date) == day);
      REQUIRE(exists(date));
      REQUIRE(previous < date);
      previous = date;
    }
  }
  SUBCASE("known days") {
    CHECK(days_since_epoch({1970, 1, 1}) == 0);
    CHECK(days_since_epoch({2026, 11, 22}) == 20'779);
    CHECK(weekday({2026, 11, 22}) == 0);
    CHECK(weekday({1970, 1, 1}) == 4);
    CHECK(weekday({1969, 12, 31}) == 3);
  }
  SUBCASE("days that do not exist") {
    CHECK_FALSE(exists({2022, 2, 31}));
    CHECK_FALSE(exists({2100, 2, 29}));
    CHECK(exists({2000, 2, 29}));
    CHECK_FALSE(exists({0, 1, 1}));
    CHECK_FALSE(exists({10000, 1, 1}));
    CHECK_FALSE(exists({2022, 13, 1}));
  }
  SUBCASE("months later, the day clipped to the month") {
    CHECK(add_months({2024, 1, 31}, 1) == CivilDate{2024, 2, 29});
    CHECK(add_months({2024, 1, 31}, -2) == CivilDate{2023, 11, 30});
    CHECK(add_months({2024, 12, 15}, 1) == CivilDate{2025, 1, 15});
    CHECK(add_days({2024, 2, 28}, 2) == CivilDate{2024, 3, 1});
    CHECK(days_between({2024, 2, 1}, {2024, 3, 1}) == 29);
  }
}

TEST_CASE("civil_date: the kept forms") {
  SUBCASE("a date") {
    CHECK(to_iso(CivilDate{987, 6, 5}) == "0987-06-05");
    CHECK(parse_iso_date("2026-11-22") == CivilDate{2026, 11, 22});
    for (const char* wrong :
         {"", "2026-11-2", "2026-11-31", "2026/11/22", "2026-1a-22", "02026-11-2", "2026-11-22 "})
      CHECK_FALSE(parse_iso_date(wrong).has_value());
  }
  SUBCASE("a time") {
    CHECK(to_iso(TimeOfDay{9, 5}) == "09:05");
    CHECK(parse_iso_time("9:40") == TimeOfDay{9, 40});
    CHECK(parse_iso_time("09.40") == TimeOfDay{9, 40});
    for (const char* wrong : {"", "24:00", "9:60", "940", "9:4", "009:40", ":40"})
      CHECK_FALSE(parse_iso_time(wrong).has_value());
  }
  SUBCASE("an instant") {
    CHECK(to_iso(Instant{0}) == "1970-01-01T00:00:00.000Z");
    CHECK(to_iso(Instant{-1}) == "1969-12-31T23:59:59.999Z");
    CHECK(parse_iso_instant("2026-11-22T18:07:55.123Z") == Instant{20'779LL * 86'400'000 + 65'275'123});
    CHECK(to_iso(*parse_iso_instant("2026-11-22T18:07:55.123Z")) == "2026-11-22T18:07:55.123Z");
    for (const char* wrong :
         {"", "2026-11-22T18:07:55Z", "2026-11-22T25:07:55.123Z", "2026-02-31T18:07:55.123Z"})
      CHECK_FALSE(parse_iso_instant(wrong).has_value());
  }
}

TEST_CASE("civil_date: local time and the fiscal year") {
  SUBCASE("Thailand is seven hours ahead") {
    const LocalTime local = local_time(*parse_iso_instant("2026-11-22T18:07:55.123Z"));
    CHECK(local.date == CivilDate{2026, 11, 23});
    CHECK(local.time == TimeOfDay{1, 7});
  }
  SUBCASE("FY 2566 runs from 1 October 2565 to 30 September 2566 B.E.") {
    CHECK(first_day({2566}) == CivilDate{2022, 10, 1});
    CHECK(last_day({2566}) == CivilDate{2023, 9, 30});
    CHECK(fiscal_year_of({2022, 9, 30}) == FiscalYear{2565});
    CHECK(fiscal_year_of({2022, 10, 1}) == FiscalYear{2566});
    CHECK(fiscal_quarter({2022, 10, 1}) == 1);
    CHECK(fiscal_quarter({2022, 12, 31}) == 1);
    CHECK(fiscal_quarter({2023, 1, 1}) == 2);
    CHECK(fiscal_quarter({2023, 9, 30}) == 4);
  }
}
