#include "base/decimal.h"
#include "base/utf8.h"

#include <doctest/doctest.h>

using namespace truat;

TEST_CASE("decimal: what is typed is what is kept") {
  for (const char* text : {"0", "9.60", "-0.5", "1486.50", "999999999999999999", "0.000000001"})
    CHECK(to_string(*parse_decimal(text)) == text);
  for (const char* wrong :
       {"", "-", ".", ".5", "5.", "1e3", "1,000", "1 000", "๕", "0.0000000001", "1234567890123456789"})
    CHECK_FALSE(parse_decimal(wrong).has_value());
}

TEST_CASE("decimal: compared and subtracted by value") {
  CHECK(*parse_decimal("9.6") == *parse_decimal("9.60"));
  CHECK(*parse_decimal("9.6") > *parse_decimal("9.0"));
  CHECK(*parse_decimal("-1") < *parse_decimal("0.001"));
  CHECK(to_string(*subtract(*parse_decimal("9.6"), *parse_decimal("9.00"))) == "0.60");
  CHECK(to_string(*add(*parse_decimal("0.1"), *parse_decimal("0.2"))) == "0.3");
  CHECK_FALSE(add(*parse_decimal("999999999999999999"), *parse_decimal("1")).has_value());
  CHECK(to_double(*parse_decimal("-2.5")) == -2.5);
}

TEST_CASE("utf8: the front of a text ends between code points") {
  CHECK(front_of("ตรวจ", 12) == "ตรวจ");
  CHECK(front_of("ตรวจ", 11) == "ตรว");
  CHECK(front_of("ตรวจ", 9) == "ตรว");
  CHECK(front_of("ตรวจ", 2).empty());
  CHECK(front_of("a\xF0\x9F\x98\x80", 4) == "a");
  CHECK(front_of("abc", 2) == "ab");
}

TEST_CASE("utf8: only well-formed text is text") {
  CHECK(is_valid_utf8("ตรวจ abc \xF0\x9F\x98\x80"));
  for (const char* wrong :
       {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\xB8", "a\xFF"})
    CHECK_FALSE(is_valid_utf8(wrong));
  CHECK(find_invalid_utf8("ab\xFFz") == 2);
  SUBCASE("code points go there and back") {
    for (const char32_t point : {U'a', U'\u00E9', U'ต', U'\uFFFD', U'\U0010FFFF'}) {
      std::string text;
      append_utf8(text, point);
      const CodePoint decoded = decode_utf8(text);
      CHECK(decoded.value == point);
      CHECK(decoded.length == static_cast<int>(text.size()));
    }
  }
}
