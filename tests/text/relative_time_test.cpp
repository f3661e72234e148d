#include "text/relative_time.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::text;

namespace {
constexpr CivilDate today{2024, 11, 14};
}

TEST_CASE("a deadline says how far it is") {
  CHECK(format_days_left(today, {2024, 11, 27}, Language::thai) == "เหลือ 13 วัน");
  CHECK(format_days_left(today, {2024, 11, 15}, Language::thai) == "ครบกำหนดพรุ่งนี้");
  CHECK(format_days_left(today, today, Language::thai) == "ครบกำหนดวันนี้");
  CHECK(format_days_left(today, {2024, 11, 12}, Language::thai) == "เกิน 2 วัน");
  CHECK(format_days_left(today, {2024, 11, 12}, Language::thai, Digits::thai) == "เกิน ๒ วัน");
  CHECK(format_days_left(today, {2024, 11, 27}, Language::english) == "13 days left");
  CHECK(format_days_left(today, {2024, 11, 15}, Language::english) == "due tomorrow");
  CHECK(format_days_left(today, today, Language::english) == "due today");
  CHECK(format_days_left(today, {2024, 11, 13}, Language::english) == "1 day overdue");
}

TEST_CASE("a day near today has a name") {
  CHECK(format_relative_day(today, today, Language::thai) == "วันนี้");
  CHECK(format_relative_day(today, {2024, 11, 13}, Language::thai) == "เมื่อวาน");
  CHECK(format_relative_day(today, {2024, 11, 15}, Language::english) == "tomorrow");
  CHECK(format_relative_day(today, {2024, 11, 11}, Language::thai) == "3 วันก่อน");
  CHECK(format_relative_day(today, {2024, 11, 11}, Language::english) == "3 days ago");
  CHECK(format_relative_day(today, {2025, 11, 14}, Language::thai) == "อีก 365 วัน");
  CHECK(format_relative_day(today, {2024, 11, 17}, Language::english) == "in 3 days");
}

TEST_CASE("spans of hours and minutes") {
  CHECK(format_minutes(0, Language::thai) == "0 นาที");
  CHECK(format_minutes(45, Language::thai) == "45 นาที");
  CHECK(format_minutes(60, Language::thai) == "1 ชม.");
  CHECK(format_minutes(80, Language::thai) == "1 ชม. 20 นาที");
  CHECK(format_minutes(-80, Language::english) == "−1 h 20 min");
  CHECK(format_days(1, Language::english) == "1 day");
  CHECK(format_days(1234, Language::thai) == "1,234 วัน");
}
