#include "text/numbers.h"

#include "doctest/doctest.h"

#include <limits>

using namespace truat;
using namespace truat::text;

TEST_CASE("numbers have commas between thousands") {
  CHECK(format_number(0) == "0");
  CHECK(format_number(999) == "999");
  CHECK(format_number(1000) == "1,000");
  CHECK(format_number(-1234567) == "−1,234,567");
  CHECK(format_number(1234567, Digits::thai) == "๑,๒๓๔,๕๖๗");
  CHECK(format_number(std::numeric_limits<std::int64_t>::min()) == "−9,223,372,036,854,775,808");
}

TEST_CASE("decimals show the places they were typed with, or those asked for") {
  CHECK(format_decimal({148650, 2}) == "1,486.50");
  CHECK(format_decimal({-5, 1}) == "−0.5");
  CHECK(format_decimal({96, 1}, 2) == "9.60");
  CHECK(format_decimal({9, 0}, 2) == "9.00");
  CHECK(format_decimal({1235, 3}, 2) == "1.24");
  CHECK(format_decimal({-1235, 3}, 2) == "−1.24");
  CHECK(format_decimal({1234, 3}, 2) == "1.23");
  CHECK(format_decimal({995, 1}, 0) == "100");
  CHECK(format_permille(184) == "18.4\u00A0%");
  CHECK(format_permille(1000, Digits::thai) == "๑๐๐.๐\u00A0%");
}

TEST_CASE("money is baht with satang") {
  CHECK(format_baht({123450}, Satangs::always) == "1,234.50");
  CHECK(format_baht({123400}, Satangs::when_any) == "1,234");
  CHECK(format_baht({123401}, Satangs::when_any) == "1,234.01");
  CHECK(format_baht({-5}, Satangs::always) == "−0.05");
  CHECK(format_million_baht({123'456'700}) == "1.23");
  CHECK(format_million_baht({-123'500'000}) == "−1.24");
  CHECK(format_million_baht({1'234'567'890'00}) == "1,234.57");
}

TEST_CASE("sums are spelled as official papers have them") {
  CHECK(spell_baht({0}) == "ศูนย์บาทถ้วน");
  CHECK(spell_baht({100}) == "หนึ่งบาทถ้วน");
  CHECK(spell_baht({1100}) == "สิบเอ็ดบาทถ้วน");
  CHECK(spell_baht({2100}) == "ยี่สิบเอ็ดบาทถ้วน");
  CHECK(spell_baht({10100}) == "หนึ่งร้อยเอ็ดบาทถ้วน");
  CHECK(spell_baht({123450}) == "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์");
  CHECK(spell_baht({100'000'100}) == "หนึ่งล้านเอ็ดบาทถ้วน");
  CHECK(spell_baht({1'250'000'000}) == "สิบสองล้านห้าแสนบาทถ้วน");
  CHECK(spell_baht({25}) == "ยี่สิบห้าสตางค์");
  CHECK(spell_baht({-150}) == "ลบหนึ่งบาทห้าสิบสตางค์");
  CHECK(spell_baht({std::numeric_limits<std::int64_t>::min()}).starts_with("ลบเก้าหมื่นสองพัน"));
}

TEST_CASE("a typed number is taken as it was meant, or not at all") {
  SUBCASE("what people type") {
    CHECK(parse_typed_decimal(" 1,234.50 ") == Decimal{123450, 2});
    CHECK(parse_typed_decimal("๑,๒๓๔.๕๐")->places == 2);
    CHECK(parse_typed_decimal("−5") == Decimal{-5, 0});
    CHECK(parse_typed_decimal("-1,000") == Decimal{-1000, 0});
    CHECK(parse_typed_decimal("7.4") == Decimal{74, 1});
  }
  SUBCASE("commas must stand between thousands") {
    for (const std::string_view wrong :
         {"1,23", "12,34.5", "1234,567", "1,234567", ",123", "1,234,", "1.234,5", "1,2345", "-,123"}) {
      CAPTURE(wrong);
      CHECK_FALSE(parse_typed_decimal(wrong).has_value());
    }
  }
  SUBCASE("what is no number") {
    for (const std::string_view wrong : {"", "abc", "1e5", "1.2.3", "0x10", "12 34", "."}) {
      CAPTURE(wrong);
      CHECK_FALSE(parse_typed_decimal(wrong).has_value());
    }
  }
  SUBCASE("sums of money have at most two places") {
    CHECK(parse_typed_baht("1,234.50 บาท") == Satang{123450});
    CHECK(parse_typed_baht("฿ 25") == Satang{2500});
    CHECK(parse_typed_baht("0.5") == Satang{50});
    CHECK_FALSE(parse_typed_baht("0.505").has_value());
    CHECK_FALSE(parse_typed_baht("999999999999999999").has_value());
  }
}

TEST_CASE("digits change their script and nothing else does") {
  CHECK(to_thai_digits("ม.37 (2)") == "ม.๓๗ (๒)");
  CHECK(to_arabic_digits("ม.๓๗ (๒)") == "ม.37 (2)");
  CHECK(to_arabic_digits("\xE0\xB9") == "\xE0\xB9");
}
