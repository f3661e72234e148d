#include "audit/registration_number.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;

TEST_CASE("Registration numbers are read as people write them") {
  struct Case {
    const char* typed;
    RegistrationForm form;
    const char* kept;
  };
  const Case cases[] = {
      {"20900004325649", RegistrationForm::new_form, "20900004325649"},
      {" 2 090 00043 2564 9 ", RegistrationForm::new_form, "20900004325649"},
      {"2-09-00004-3256-49", RegistrationForm::new_form, "20900004325649"},
      {"2–09—00004‑3256−49", RegistrationForm::new_form, "20900004325649"},
      {"๒๐๙๐๐๐๐๔๓๒๕๖๔๙", RegistrationForm::new_form, "20900004325649"},
      {"\xEF\xBB\xBF"
       "20900004325649\xE2\x80\x8B",
       RegistrationForm::new_form, "20900004325649"},
      {"20900004325640", RegistrationForm::new_form, "20900004325640"}, // never refused on the last digit
      {"99990000000000", RegistrationForm::new_form, "99990000000000"}, // nor on any other
      {"3-106-33/50รย", RegistrationForm::old_form, "3-106-33/50รย"},
      {"๓-๑๐๖-๓๓/๕๐รย", RegistrationForm::old_form, "3-106-33/50รย"},
      {"3 - 106 - 33/50 รย", RegistrationForm::old_form, "3-106-33/50รย"},
      {"3-28(1)-119/32", RegistrationForm::old_form, "3-28(1)-119/32"},
      {"จ3-64(13)-5/49สข", RegistrationForm::old_form, "จ3-64(13)-5/49สข"},
      {"น.42(1)-4/2540-ญอน.", RegistrationForm::old_form, "น.42(1)-4/2540-ญอน."},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.typed));
    const auto number = parse_registration_number(one.typed);
    REQUIRE(number.has_value());
    CHECK(*number == RegistrationNumber{one.form, one.kept});
  }
}

TEST_CASE("What is no registration number is refused with the reason") {
  struct Case {
    const char* typed;
    const char* key;
  };
  const Case cases[] = {
      {"", "audit.registration_empty"},
      {" \t ", "audit.registration_empty"},
      {"2.09E+13", "audit.registration_spreadsheet"},
      {"3.1E+13", "audit.registration_spreadsheet"},
      {"2.0900004325649e13", "audit.registration_spreadsheet"},
      {"2,09E+13", "audit.registration_spreadsheet"},
      {"2090000432564", "audit.registration_form"},
      {"209000043256490", "audit.registration_form"},
      {"2090000432564X", "audit.registration_form"},
      {"ไม่มี", "audit.registration_form"},
      {"-", "audit.registration_form"},
      {"3-106", "audit.registration_form"},
      {"13/2/2569", "audit.registration_form"},
      {"3-106-33/50รยรยรยรยรยรยรย", "audit.registration_form"},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.typed));
    const auto number = parse_registration_number(one.typed);
    REQUIRE_FALSE(number.has_value());
    CHECK(number.error().key == one.key);
  }
}

TEST_CASE("A number has one key in every spelling") {
  CHECK(registration_key("2-09-00004-3256-49") == registration_key("๒๐๙๐๐๐๐๔๓๒๕๖๔๙"));
  CHECK(registration_key("3-106-33/50รย") == registration_key("3 106 33/50 รย"));
  CHECK(registration_key("3-106-33/50รย") != registration_key("3-106-33/51รย"));
  CHECK(registration_key("ABC-1") == registration_key("abc 1"));
}

TEST_CASE("A new number's parts") {
  const auto parts = registration_parts(*parse_registration_number("72050000125401"));
  REQUIRE(parts.has_value());
  CHECK(*parts ==
        RegistrationParts{
            .issuer = 7, .place = 2, .province = 5, .serial = 1, .buddhist_year = 2540, .last_digit = 1});
  CHECK_FALSE(registration_parts(*parse_registration_number("3-106-33/50รย")).has_value());
}
