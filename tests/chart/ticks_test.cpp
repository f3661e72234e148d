#include "chart/ticks.h"

#include "chart/quantity.h"
#include "text/messages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace truat;
using namespace truat::chart;

namespace {

float six_a_letter(std::string_view text) {
  return 6.0F * static_cast<float>(text.size());
}
const text::DateStyle thai = text::date_style(text::Language::thai);
const text::DateStyle english = text::date_style(text::Language::english);

std::vector<std::string> labels_of(const DateTicks& ticks) {
  std::vector<std::string> labels;
  for (const DateTick& tick : ticks.ticks)
    labels.push_back(tick.label);
  return labels;
}
using Labels = std::vector<std::string>;

} // namespace

TEST_CASE("ticks are round") {
  SUBCASE("a step of 1, 2, 2.5 or 5") {
    CHECK(nice_ticks(0, 97, 5).at == std::vector<double>{0, 20, 40, 60, 80, 100});
    CHECK(nice_ticks(0, 11, 5).step == 2.5);
    CHECK(nice_ticks(0, 0.3, 6).step == doctest::Approx(0.05));
    CHECK(nice_ticks(0, 0.3, 6).places == 2);
  }
  SUBCASE("whole things have no halves") {
    CHECK(nice_ticks(0, 11, 5, Whole::yes).step == 5);
    CHECK(nice_ticks(0, 2, 10, Whole::yes).step == 1);
    CHECK(nice_ticks(0, 0, 4, Whole::yes).at == std::vector<double>{0, 1});
  }
  SUBCASE("below zero") {
    CHECK(nice_ticks(-7, 12, 5).at == std::vector<double>{-10, -5, 0, 5, 10, 15});
    CHECK(nice_ticks(-9, -3, 4).low == -10);
    for (const double tick : nice_ticks(-1, 1, 4).at)
      CHECK_FALSE((tick == 0 && std::signbit(tick)));
  }
  SUBCASE("equal values get room, towards zero") {
    const Ticks ticks = nice_ticks(7, 7, 4);
    CHECK(ticks.low <= 0);
    CHECK(ticks.high >= 7);
    CHECK(nice_ticks(-7, -7, 4).high == 0);
  }
  SUBCASE("tiny and huge values end") {
    CHECK(nice_ticks(1e-12, 3e-12, 4).at.size() >= 2);
    CHECK(nice_ticks(0, 1e300, 4).at.size() >= 2);
    CHECK(nice_ticks(-std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), 4).at.size() >=
          2);
    CHECK(nice_ticks(1e15, 1e15 + 0.001, 4).at.size() < 12);
    CHECK(nice_ticks(std::numeric_limits<double>::denorm_min(), 2e-320, 4).at.size() >= 1);
  }
  SUBCASE("always hold the values, in about as many steps as asked for") {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> mantissa(-10, 10);
    std::uniform_int_distribution<int> exponent(-9, 9);
    for (int i = 0; i < 2000; ++i) {
      double low = mantissa(random) * std::pow(10, exponent(random));
      double high = mantissa(random) * std::pow(10, exponent(random));
      if (low > high)
        std::swap(low, high);
      const int most = 1 + i % 9;
      const Ticks ticks = nice_ticks(low, high, most);
      const double slack = ticks.step * 1e-6;
      CHECK(ticks.low <= low + slack);
      CHECK(ticks.high >= high - slack);
      // An axis about zero needs a step on either side of it.
      CHECK(ticks.at.size() <= static_cast<std::size_t>(std::max(most, 2)) + 1);
      for (std::size_t k = 1; k < ticks.at.size(); ++k)
        CHECK(ticks.at[k] > ticks.at[k - 1]);
    }
  }
}

TEST_CASE("figures of an axis") {
  text::Language before = text::language();
  text::set_language(text::Language::thai);
  const Quantity money{Quantity::Kind::money, {}, 0};
  SUBCASE("money in millions, thousands or baht of it") {
    CHECK(axis_unit(money, 250'000'000'00).name == "ล้านบาท");
    CHECK(axis_unit(money, 25'000'00).name == "พันบาท");
    CHECK(axis_unit(money, 900'00).name == "บาท");
    CHECK(value_words(money, 2'326'500'00) == "2,326,500.00 บาท");
    CHECK(plain_number(money, 2'326'500'50) == "2326500.50");
  }
  SUBCASE("percent and its points") {
    const Quantity percent{Quantity::Kind::percent, {}, 1};
    CHECK(value_words(percent, 12.5) == "12.5 %");
    CHECK(difference_words(percent, -2.8) == "2.8 จุด");
  }
  SUBCASE("a count's mean has a place") {
    const Quantity count{Quantity::Kind::count, "แห่ง", 0};
    CHECK(value_words(count, 14) == "14 แห่ง");
    CHECK(value_words(count, 14.25) == "14.3 แห่ง");
  }
  SUBCASE("the proper minus, and powers where digits would be endless") {
    CHECK(number_words(-1234.5, 1) == "−1,234.5");
    CHECK(number_words(1.2e21, 0) == "1.2×10^21");
    CHECK(number_words(-0.001, 1) == "0.0");
  }
  text::set_language(before);
}

TEST_CASE("the axis of dates") {
  SUBCASE("months of a fiscal year, under its Buddhist year") {
    const DateTicks ticks = date_ticks({2023, 10, 1}, {2024, 9, 30}, 900, six_a_letter, english);
    CHECK(labels_of(ticks) ==
          Labels{"Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"});
    REQUIRE(ticks.bands.size() == 1);
    CHECK(ticks.bands[0].label == text::format_fiscal_year({2567}, english));
    CHECK(date_ticks({2023, 10, 1}, {2024, 9, 30}, 2000, six_a_letter, thai).bands[0].label ==
          "ปีงบประมาณ 2567");
  }
  SUBCASE("across a fiscal year's end the bands meet at 1 October") {
    const DateTicks ticks = date_ticks({2024, 7, 15}, {2024, 12, 20}, 900, six_a_letter, thai);
    REQUIRE(ticks.bands.size() == 2);
    CHECK(ticks.bands[0].to == CivilDate{2024, 10, 1});
    CHECK(ticks.bands[1].from == CivilDate{2024, 10, 1});
    CHECK(ticks.bands[1].label == "ปีงบประมาณ 2568");
  }
  SUBCASE("fiscal quarters where months have no room") {
    const DateTicks ticks = date_ticks({2023, 10, 1}, {2024, 9, 30}, 200, six_a_letter, english);
    CHECK(labels_of(ticks) == Labels{"Q1", "Q2", "Q3", "Q4"});
    CHECK(ticks.ticks[1].at == CivilDate{2024, 1, 1});
  }
  SUBCASE("fiscal years have the name of the year they end in") {
    const DateTicks ticks = date_ticks({2015, 1, 1}, {2024, 12, 31}, 400, six_a_letter, thai);
    REQUIRE_FALSE(ticks.ticks.empty());
    CHECK(ticks.ticks.front().at == CivilDate{2015, 10, 1});
    CHECK(ticks.ticks.front().label == "2559");
  }
  SUBCASE("days under their months, Mondays where days have no room") {
    CHECK(labels_of(date_ticks({2024, 11, 28}, {2024, 12, 3}, 400, six_a_letter, thai)) ==
          Labels{"28", "29", "30", "1", "2", "3"});
    const DateTicks weeks = date_ticks({2024, 11, 1}, {2024, 12, 15}, 200, six_a_letter, thai);
    for (const DateTick& tick : weeks.ticks)
      CHECK(weekday(tick.at) == 1);
    CHECK(weeks.bands[0].label == "พ.ย. 2567");
  }
  SUBCASE("one day, and a century, have ticks") {
    CHECK(date_ticks({2024, 11, 14}, {2024, 11, 14}, 300, six_a_letter, thai).ticks.size() == 1);
    CHECK(date_ticks({1925, 1, 1}, {2024, 12, 31}, 300, six_a_letter, thai).ticks.size() >= 2);
  }
  SUBCASE("labels never meet, whatever the span and the room") {
    std::mt19937 random(9);
    for (int i = 0; i < 400; ++i) {
      const CivilDate from = add_days({1990, 1, 1}, static_cast<std::int64_t>(random() % 14000));
      const CivilDate to = add_days(from, static_cast<std::int64_t>(random() % (i % 2 == 0 ? 60 : 9000)));
      const float width = 60 + static_cast<float>(random() % 1200);
      const DateTicks ticks = date_ticks(from, to, width, six_a_letter, thai);
      const float days = std::max(1.0F, static_cast<float>(days_between(from, to)));
      float end = -1e9F;
      for (const DateTick& tick : ticks.ticks) {
        CHECK(tick.at >= from);
        CHECK(tick.at <= to);
        const float at = static_cast<float>(days_between(from, tick.at)) / days * width;
        CHECK(at - six_a_letter(tick.label) / 2 >= end);
        end = at + six_a_letter(tick.label) / 2;
      }
      for (std::size_t k = 1; k < ticks.bands.size(); ++k)
        CHECK(ticks.bands[k].from == ticks.bands[k - 1].to);
    }
  }
}

TEST_CASE("labels of months in slots") {
  const auto named = [](const std::vector<SlotLabel>& all) {
    Labels labels;
    for (const SlotLabel& one : all)
      labels.push_back(one.label + " " + std::to_string(one.from) + "+" + std::to_string(one.count));
    return labels;
  };
  SUBCASE("each month, each quarter, each year, over what is shown of it") {
    CHECK(named(month_labels({2023, 10, 1}, 3, 40, six_a_letter, english).labels) ==
          Labels{"Oct 0+1", "Nov 1+1", "Dec 2+1"});
    CHECK(named(month_labels({2023, 9, 1}, 5, 10, six_a_letter, english).labels) ==
          Labels{"Q4 0+1", "Q1 1+3", "Q2 4+1"});
    CHECK(named(month_labels({2023, 9, 1}, 3, 4, six_a_letter, thai).labels) ==
          Labels{"2566 0+1", "2567 1+2"});
  }
  SUBCASE("under their fiscal years") {
    CHECK(named(month_labels({2023, 8, 1}, 4, 100, six_a_letter, thai).years) ==
          Labels{"ปีงบประมาณ 2566 0+2", "ปีงบประมาณ 2567 2+2"});
    CHECK(month_labels({2023, 8, 1}, 40, 1, six_a_letter, thai).years.empty());
  }
  SUBCASE("no months, no labels") {
    CHECK(month_labels({2023, 8, 1}, 0, 40, six_a_letter, thai).labels.empty());
  }
}
