#include "project/working_calendar.h"

#include "base/environment.h"
#include "doctest/doctest.h"

using namespace truat;
using namespace truat::project;

namespace {

constexpr CalendarId standard{1};

Moment at(const char* iso) {
  const auto moment = parse_iso_moment(iso);
  REQUIRE(moment.has_value());
  return *moment;
}

std::string shown(Moment moment) {
  return to_iso(moment).substr(0, 16);
}

WorkingTime office(std::vector<CalendarException> exceptions = {}, std::vector<WorkWeek> weeks = {}) {
  Calendar calendar = office_calendar(standard, "สำนักงาน");
  calendar.exceptions = std::move(exceptions);
  calendar.work_weeks = std::move(weeks);
  auto time = WorkingTime::of(std::span(&calendar, 1), standard);
  REQUIRE(time.has_value());
  return std::move(*time);
}

CalendarException day_off(CivilDate first, CivilDate last) {
  return {.name = "หยุด", .first = first, .last = last, .day = {}, .recurrence = {}};
}

/// Minute by minute: what a person with a clock would count.
Moment walked(const WorkingTime& time, Moment moment, std::int64_t minutes) {
  const auto works = [&](Moment minute) {
    for (const WorkingSpan& span : time.day(date_of(minute)))
      if (minute_of_day(minute) >= span.from && minute_of_day(minute) < span.to)
        return true;
    return false;
  };
  for (; minutes > 0; ++moment.minutes)
    minutes -= works(moment) ? 1 : 0;
  for (; minutes < 0; --moment.minutes)
    minutes += works({moment.minutes - 1}) ? 1 : 0;
  return moment;
}

WorkingDay random_day(SeededRandom& random) {
  WorkingDay day;
  for (std::uint64_t spans = random.below(4); spans > 0; --spans)
    day.push_back(
        {static_cast<std::int32_t>(random.below(1441)), static_cast<std::int32_t>(random.below(1441))});
  return day;
}

CivilDate random_date(SeededRandom& random) {
  return add_days({2023, 1, 1}, static_cast<std::int64_t>(random.below(900)));
}

WorkingTime random_time(SeededRandom& random) {
  Calendar calendar = office_calendar(standard, "");
  for (auto& day : calendar.week)
    if (random.below(3) == 0)
      day = random_day(random);
  calendar.week[3] = WorkingDay{{9 * 60, 10 * 60}};
  for (std::uint64_t count = random.below(12); count > 0; --count) {
    const CivilDate first = random_date(random);
    calendar.exceptions.push_back({.name = "",
                                   .first = first,
                                   .last = add_days(first, static_cast<std::int64_t>(random.below(20))),
                                   .day = random_day(random),
                                   .recurrence = {}});
  }
  for (std::uint64_t count = random.below(3); count > 0; --count) {
    WorkWeek week{.name = "", .first = random_date(random), .last = random_date(random), .days = {}};
    for (auto& day : week.days)
      if (random.below(2) == 0)
        day = random_day(random);
    calendar.work_weeks.push_back(week);
  }
  auto time = WorkingTime::of(std::span(&calendar, 1), standard);
  REQUIRE(time.has_value());
  return std::move(*time);
}

} // namespace

TEST_CASE("Moments: ISO forms") {
  CHECK(to_iso(at("2018-10-18T08:05:00")) == "2018-10-18T08:05:00");
  CHECK(to_iso(at("0001-01-01")) == "0001-01-01T00:00:00");
  CHECK(at("2024-02-28T24:00") == at("2024-02-29T00:00:00"));
  CHECK(at("1969-12-31T23:59").minutes == -1);
  CHECK(date_of({-1}) == CivilDate{1969, 12, 31});
  CHECK(minute_of_day({-1}) == 1439);
  bool lost = false;
  CHECK(parse_iso_moment("2024-01-01T10:00:30", &lost).has_value());
  CHECK(lost);
  CHECK(parse_iso_moment("2024-01-01T10:00:00.000", &lost).has_value());
  CHECK_FALSE(lost);
  for (const char* wrong : {"", "2024", "2024-13-01", "2024-02-30T08:00:00", "2024-01-01T25:00:00",
                            "2024-01-01T24:01:00", "2024-01-01 08:00:00", "2024-01-01T08:00:00Z",
                            "2024-01-01T8:00", "2024-01-01T08:00:0", "2024-01-01T08:00:00."})
    CHECK_MESSAGE(!parse_iso_moment(wrong).has_value(), wrong);
  CHECK(add_elapsed(at("2024-01-01"), INT64_MAX) == latest_moment());
  CHECK(add_elapsed(at("2024-01-01"), -INT64_MAX) == earliest_moment());
}

TEST_CASE("Working time: an office week") {
  const WorkingTime time = office();
  // A Thursday.
  CHECK(shown(time.add(at("2018-10-18T08:00"), 480)) == "2018-10-18T17:00");
  CHECK(shown(time.add(at("2018-10-18T08:00"), 481)) == "2018-10-19T08:01");
  CHECK(shown(time.add(at("2018-10-18T17:00"), 480)) == "2018-10-19T17:00");
  CHECK(shown(time.add(at("2018-10-19T17:00"), 1)) == "2018-10-22T08:01");
  CHECK(shown(time.add(at("2018-10-18T12:30"), 60)) == "2018-10-18T14:00");
  CHECK(shown(time.subtract(at("2018-10-22T08:00"), 480)) == "2018-10-19T08:00");
  CHECK(shown(time.subtract(at("2018-10-22T09:00"), 60)) == "2018-10-22T08:00");
  CHECK(shown(time.subtract(at("2018-10-22T09:00"), 61)) == "2018-10-19T16:59");
  CHECK(shown(time.next_working(at("2018-10-19T17:00"))) == "2018-10-22T08:00");
  CHECK(shown(time.next_working(at("2018-10-20T03:00"))) == "2018-10-22T08:00");
  CHECK(shown(time.next_working(at("2018-10-19T16:59"))) == "2018-10-19T16:59");
  CHECK(shown(time.last_working(at("2018-10-22T08:00"))) == "2018-10-19T17:00");
  CHECK(shown(time.last_working(at("2018-10-19T13:00"))) == "2018-10-19T12:00");
  CHECK(time.between(at("2018-10-18T08:00"), at("2018-11-02T17:00")) == 12 * 480);
  CHECK(time.between(at("2018-11-02T17:00"), at("2018-10-18T08:00")) == -12 * 480);
  CHECK(time.add(at("2018-10-20T03:00"), 0) == at("2018-10-20T03:00"));
}

TEST_CASE("Working time: Songkran, a substitution day, another week, what a day says last") {
  WorkWeek ramadan{.name = "", .first = {2024, 3, 11}, .last = {2024, 4, 9}, .days = {}};
  ramadan.days[5] = WorkingDay{{8 * 60, 11 * 60}}; // Fridays end early
  const WorkingTime time = office({day_off({2024, 4, 12}, {2024, 4, 16}),
                                   {.name = "ทำงานชดเชย",
                                    .first = {2024, 4, 20},
                                    .last = {2024, 4, 20},
                                    .day = office_day(),
                                    .recurrence = {}},
                                   {.name = "ครึ่งวัน",
                                    .first = {2024, 4, 16},
                                    .last = {2024, 4, 16},
                                    .day = {{780, 1020}},
                                    .recurrence = {}}},
                                  {ramadan});
  CHECK(shown(time.add(at("2024-04-11T16:00"), 61)) == "2024-04-16T13:01");
  CHECK(time.between(at("2024-04-15"), at("2024-04-22")) == 240 + 3 * 480 + 480);
  CHECK(minutes_of(time.day({2024, 3, 15})) == 180);
  CHECK(minutes_of(time.day({2024, 3, 14})) == 480);
  CHECK(minutes_of(time.day({2024, 4, 19})) == 480);
}

TEST_CASE("Working time: calendars that stand on others") {
  Calendar base = office_calendar(standard, "ฐาน");
  base.exceptions = {day_off({2024, 5, 1}, {2024, 5, 1})};
  Calendar shift{.id = CalendarId{2}, .name = "กะ", .base = standard};
  shift.week[6] = WorkingDay{{0, 120}, {120, 60}, {100, 240}};
  shift.exceptions = {
      {.name = "", .first = {2024, 5, 1}, .last = {2024, 5, 1}, .day = {{0, 60}}, .recurrence = {}}};
  std::vector<Calendar> calendars{base, shift};
  const auto time = WorkingTime::of(calendars, CalendarId{2});
  REQUIRE(time.has_value());
  CHECK(minutes_of(time->day({2024, 5, 1})) == 60);
  CHECK(time->day({2024, 5, 4}) == WorkingDay{{0, 240}});
  CHECK(minutes_of(time->day({2024, 5, 2})) == 480);
  SUBCASE("in a circle are refused") {
    calendars[0].base = CalendarId{2};
    CHECK(WorkingTime::of(calendars, standard).error().key == "project.calendar_loop");
    calendars[0].base = standard;
    CHECK(WorkingTime::of(calendars, standard).error().key == "project.calendar_loop");
  }
  SUBCASE("on one that is not there are refused") {
    calendars[0].base = CalendarId{9};
    CHECK(WorkingTime::of(calendars, standard).error().key == "project.no_such_calendar");
  }
  SUBCASE("without any working time are refused") {
    calendars[0].week.fill(WorkingDay());
    CHECK(WorkingTime::of(calendars, standard).error().key == "project.calendar_never_works");
  }
  SUBCASE("that work once only end there") {
    calendars[0].week.fill(WorkingDay());
    calendars[0].exceptions = {
        {.name = "", .first = {2024, 5, 1}, .last = {2024, 5, 1}, .day = {{0, 60}}, .recurrence = {}}};
    const auto once = WorkingTime::of(calendars, standard);
    REQUIRE(once.has_value());
    CHECK(shown(once->add(at("2020-01-01"), 60)) == "2024-05-01T01:00");
    CHECK(once->add(at("2020-01-01"), 61) == latest_moment());
    CHECK(once->subtract(at("2030-01-01"), 61) == earliest_moment());
  }
}

TEST_CASE("Exceptions that fall again") {
  using Kind = Recurrence::Kind;
  const auto dates = [](Recurrence recurrence, CivilDate first, CivilDate last) {
    std::string text;
    for (const DayRange& range :
         days_of({.name = "", .first = first, .last = last, .day = {}, .recurrence = recurrence}))
      text += (text.empty() ? "" : " ") + to_iso(date_of_days(range.first)) +
              (range.last != range.first ? ".." + to_iso(date_of_days(range.last)) : "");
    return text;
  };
  CHECK(dates({.kind = Kind::every_day}, {2024, 4, 13}, {2024, 4, 15}) == "2024-04-13..2024-04-15");
  CHECK(dates({.kind = Kind::every_days, .period = 3}, {2024, 4, 13}, {2024, 4, 19}) ==
        "2024-04-13 2024-04-16 2024-04-19");
  CHECK(dates({.kind = Kind::weekly, .period = 2, .weekdays = 2 | 4}, {2024, 4, 2}, {2024, 4, 16}) ==
        "2024-04-02 2024-04-15..2024-04-16");
  CHECK(dates({.kind = Kind::monthly_date, .month_day = 31}, {2024, 1, 1}, {2024, 5, 31}) ==
        "2024-01-31 2024-03-31 2024-05-31");
  CHECK(dates({.kind = Kind::monthly_position, .period = 2, .position = 5, .position_day = 5}, {2024, 1, 1},
              {2024, 5, 31}) == "2024-01-26 2024-03-29 2024-05-31");
  CHECK(dates({.kind = Kind::yearly_date, .month = 2, .month_day = 29}, {2020, 1, 1}, {2028, 12, 31}) ==
        "2020-02-29 2024-02-29 2028-02-29");
  CHECK(dates({.kind = Kind::yearly_position, .month = 10, .position = 2, .position_day = 8}, {2023, 1, 1},
              {2024, 12, 31}) == "2023-10-03 2024-10-02");
  CHECK(dates({.kind = Kind::every_day}, {2024, 4, 16}, {2024, 4, 15}).empty());
  CHECK(dates({.kind = Kind::weekly, .period = -5, .weekdays = 1}, {2024, 4, 1}, {2024, 4, 14}) ==
        "2024-04-07 2024-04-14");
  CHECK(days_of({.name = "",
                 .first = {1, 1, 1},
                 .last = {9999, 12, 31},
                 .day = {},
                 .recurrence = {.kind = Kind::monthly_date}})
            .size() == 9999 * 12);
}

TEST_CASE("Working time: adding, subtracting and measuring agree on any calendar") {
  SeededRandom random(6);
  for (int round = 0; round < 400; ++round) {
    const WorkingTime time = random_time(random);
    for (int question = 0; question < 20; ++question) {
      const Moment moment{moment_of(random_date(random)).minutes +
                          static_cast<std::int64_t>(random.below(1440))};
      const auto minutes = static_cast<std::int64_t>(random.below(question % 4 == 0 ? 200'000 : 2'000));
      const Moment later = time.add(moment, minutes);
      CHECK(time.between(moment, later) == minutes);
      CHECK(time.between(time.subtract(moment, minutes), moment) == minutes);
      const Moment working = time.next_working(moment);
      CHECK(time.is_working(working));
      CHECK(time.between(moment, working) == 0);
      CHECK(time.subtract(time.add(working, minutes), minutes) == working);
      const Moment ended = time.last_working(moment);
      CHECK(time.add(time.subtract(ended, minutes), minutes) == ended);
      CHECK(time.between(moment, later) + time.between(later, working) == time.between(moment, working));
    }
  }
}

TEST_CASE("Working time: the same as walking minute by minute") {
  SeededRandom random(7);
  for (int round = 0; round < 60; ++round) {
    const WorkingTime time = random_time(random);
    const Moment moment{moment_of(random_date(random)).minutes +
                        static_cast<std::int64_t>(random.below(1440))};
    const auto minutes = static_cast<std::int64_t>(random.below(700)) + 1;
    CHECK(time.add(moment, minutes) == walked(time, moment, minutes));
    CHECK(time.subtract(moment, minutes) == walked(time, moment, -minutes));
  }
}

TEST_CASE("Working time: no question goes past the ends of time") {
  const WorkingTime time = office();
  for (const std::int64_t far : {INT64_MAX, INT64_MAX / 2, std::int64_t{1} << 40})
    CHECK(time.add(at("2024-01-01"), far) == latest_moment());
  for (const std::int64_t far : {INT64_MIN + 1, INT64_MIN / 2, -(std::int64_t{1} << 40)})
    CHECK(time.add(at("2024-01-01"), far) == earliest_moment());
  CHECK(time.worked({INT64_MAX}) == time.worked(latest_moment()));
  CHECK(time.worked({INT64_MIN}) == 0);
  CHECK(WorkingTime().between(at("2024-01-01"), at("2024-01-02")) == 1440);
}
