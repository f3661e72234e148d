#include "text/typed_date.h"

#include "doctest/doctest.h"

#include "text/thai_date.h"

using namespace truat;
using namespace truat::text;

namespace {

struct Case {
  std::string_view typed;
  CivilDate date;
};

std::string key_of_error(std::string_view typed) {
  const auto result = parse_typed_date(typed);
  return result ? "read as " + to_iso(*result) : result.error().key;
}

} // namespace

TEST_CASE("a date is read however it is typed") {
  for (const Case& c : {
           Case{"15/03/2562", {2019, 3, 15}},
           Case{"15/3/62", {2019, 3, 15}},
           Case{"15-3-2562", {2019, 3, 15}},
           Case{"15.3.2562", {2019, 3, 15}},
           Case{"15 3 2562", {2019, 3, 15}},
           Case{" 15 / 03 / 2562 ", {2019, 3, 15}},
           Case{"๑๕/๐๓/๒๕๖๒", {2019, 3, 15}},
           Case{"15/03/2019", {2019, 3, 15}},
           Case{"2019-03-15", {2019, 3, 15}},
           Case{"2562-03-15", {2019, 3, 15}},
           Case{"2019/3/15", {2019, 3, 15}},
           Case{"15032562", {2019, 3, 15}},
           Case{"25620315", {2019, 3, 15}},
           Case{"20190315", {2019, 3, 15}},
           Case{"31122562", {2019, 12, 31}},
           Case{"15 มี.ค. 62", {2019, 3, 15}},
           Case{"15 มี.ค.62", {2019, 3, 15}},
           Case{"15มี.ค.2562", {2019, 3, 15}},
           Case{"15 มีค 62", {2019, 3, 15}},
           Case{"15 มีนาคม 2562", {2019, 3, 15}},
           Case{"15 มีนา 62", {2019, 3, 15}},
           Case{"15-มี.ค.-62", {2019, 3, 15}},
           Case{"๑๕ มีนาคม พ.ศ. ๒๕๖๒", {2019, 3, 15}},
           Case{"15 มีนาคม ค.ศ. 2019", {2019, 3, 15}},
           Case{"วันที่ 15 เดือนมีนาคม พ.ศ. 2562", {2019, 3, 15}},
           Case{"วันศุกร์ที่ 15 มีนาคม พ.ศ. 2562", {2019, 3, 15}},
           Case{"ศ. 15 มี.ค. 2562", {2019, 3, 15}},
           Case{"15 Mar 2019", {2019, 3, 15}},
           Case{"15-Mar-19", {2019, 3, 15}},
           Case{"Friday, 15 March 2019", {2019, 3, 15}},
           Case{"15 march 2562 B.E.", {2019, 3, 15}},
           Case{"1 Sept. 2024", {2024, 9, 1}},
           Case{"29/2/2567", {2024, 2, 29}},
       }) {
    CAPTURE(c.typed);
    const auto result = parse_typed_date(c.typed);
    REQUIRE(result.has_value());
    CHECK(to_iso(*result) == to_iso(c.date));
  }
}

TEST_CASE("whatever the product writes it also reads") {
  for (const DateStyle& style : {date_style(Language::thai), date_style(Language::english),
                                 DateStyle{Language::thai, Era::buddhist, Digits::thai},
                                 DateStyle{Language::thai, Era::common, Digits::arabic},
                                 DateStyle{Language::english, Era::buddhist, Digits::arabic}})
    for (int form = 0; form <= static_cast<int>(DateForm::official_weekday); ++form)
      for (CivilDate date{2024, 1, 28}; date < CivilDate{2025, 1, 28}; date = add_days(date, 13)) {
        const std::string written = format_date(date, static_cast<DateForm>(form), style);
        const auto read = parse_typed_date(written);
        CAPTURE(written);
        CHECK(read.has_value());
        if (read)
          CHECK(to_iso(*read) == to_iso(date));
      }
}

TEST_CASE("a day that the calendar lacks is refused by name") {
  for (const std::string_view typed :
       {"31/02/2567", "29/2/2566", "31 เม.ย. 2567", "0/1/2567", "15/13/2567", "2024-02-30", "3/15/2024"}) {
    CAPTURE(typed);
    CHECK(key_of_error(typed) == "date.no_such_day");
  }
}

TEST_CASE("what is no date is refused") {
  for (const std::string_view typed :
       {"", "abc", "15", "15/03", "15 มี.ค.", "15/03/256", "15/03/2562x", "15/มี.ค", "115/03/2562", "1503256",
        "15 xyz 2562", "วันนี้", "/3/2562", "15//2562", "2562-03", "15/03/2562 09:40"}) {
    CAPTURE(typed);
    CHECK(key_of_error(typed) == "date.unreadable");
  }
  const auto failed = parse_typed_date("abc");
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().arguments == std::vector<Argument>{{"text", "abc"}});
}

TEST_CASE("with a calendar at hand, days near today need fewer words") {
  const CivilDate today{2024, 12, 31};
  CHECK(parse_typed_date("วันนี้", today) == CivilDate{2024, 12, 31});
  CHECK(parse_typed_date("พรุ่งนี้", today) == CivilDate{2025, 1, 1});
  CHECK(parse_typed_date("เมื่อวาน", today) == CivilDate{2024, 12, 30});
  CHECK(parse_typed_date("Tomorrow", today) == CivilDate{2025, 1, 1});
  CHECK(parse_typed_date("15/3", today) == CivilDate{2024, 3, 15});
  CHECK(parse_typed_date("15 มี.ค.", today) == CivilDate{2024, 3, 15});
  CHECK_FALSE(parse_typed_date("31/2", today).has_value());
}

TEST_CASE("a time is read however it is typed") {
  for (const std::string_view typed : {"9:40", "09.40", "0940", "09:40 น.", "๐๙.๔๐ น.", "09:40น."}) {
    CAPTURE(typed);
    CHECK(parse_typed_time(typed) == TimeOfDay{9, 40});
  }
  for (const std::string_view typed : {"", "940", "24:00", "9:60", "9", "x"}) {
    CAPTURE(typed);
    CHECK_FALSE(parse_typed_time(typed).has_value());
  }
}
