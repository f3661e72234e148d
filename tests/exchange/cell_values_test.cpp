#include "exchange/cell_values.h"

#include "doctest/doctest.h"
#include "exchange/column_dates.h"
#include "exchange/thai_address.h"
#include "text/messages.h"

using namespace truat;
using namespace truat::exchange;

namespace {

Cell text_cell(std::string_view text) {
  return {text, CellType::text};
}

template <class T>
std::string reason_of(const CellResult<T>& read) {
  REQUIRE_FALSE(read.has_value());
  CHECK_MESSAGE(text::find_message(read.error().key) != nullptr, read.error().key);
  return read.error().key;
}

DateStyle style_of(std::initializer_list<std::string_view> cells) {
  DateStyleDetector detector;
  for (const std::string_view cell : cells)
    detector.add(text_cell(cell));
  return detector.style();
}

std::string date_of(std::string_view text, DateStyle style = {}) {
  const auto date = read_date_cell(text_cell(text), style);
  return date ? to_iso(*date) : reason_of(date);
}

} // namespace

TEST_CASE("Cell values: texts") {
  CHECK(plain_text_of(text_cell("  โรงสี \u200B ปากน้ำ \n")) == "โรงสี ปากน้ำ");
  CHECK(plain_text_of(text_cell("-")) == "");
  CHECK(plain_text_of(text_cell("ไม่ระบุ")) == "");
  CHECK(plain_text_of(text_cell("N/A")) == "");
  CHECK(plain_text_of(text_cell("'=SUM(A1)")) == "=SUM(A1)");
  CHECK(plain_text_of(text_cell("=\"20900031725621\"")) == "20900031725621");
  CHECK(plain_text_of(text_cell("=\" 20900031725621 \"")) == "20900031725621");
  CHECK(plain_text_of(text_cell("=\"\r\r-\r\"")) == "");
  CHECK(plain_text_of(text_cell("'ดี' มาก")) == "'ดี' มาก");
  CHECK(long_text_of(text_cell("บรรทัดหนึ่ง\r\nบรรทัดสอง \n")) == "บรรทัดหนึ่ง\nบรรทัดสอง");
}

TEST_CASE("Cell values: numbers with Thai digits, commas and units") {
  CHECK(to_string(*read_number("๔๘๐.๕๐")) == "480.50");
  CHECK(to_string(*read_number("1,498.50")) == "1498.50");
  CHECK(to_string(*read_number("68.75 แรงม้า")) == "68.75");
  CHECK(to_string(*read_number("68.75HP")) == "68.75");
  CHECK(read_whole_number("32 คน") == 32);
  CHECK(read_whole_number("32.00") == 32);
  CHECK(reason_of(read_whole_number("32.5")) == "import.not_whole");
  CHECK(reason_of(read_number("ห้าร้อย")) == "import.not_a_number");
  CHECK(reason_of(read_number("1,23,4")) == "import.not_a_number");
  CHECK(reason_of(read_number("-5")) == "import.number_negative");
  CHECK(read_digits("0-9055-62001-23-4", 13) == "0905562001234");
  CHECK(reason_of(read_digits("12", 13)) == "import.digits_wanted");
  CHECK(reason_of(read_digits("9.05E+11", 13)) == "import.spreadsheet_number");
}

TEST_CASE("Cell values: areas") {
  const auto area = [](std::string_view text, std::string_view heading) {
    const auto read = read_area(text, heading);
    return read ? to_string(*read) : reason_of(read);
  };
  CHECK(area("1,200", "พื้นที่") == "1200");
  CHECK(area("1200 ตร.ม.", "พื้นที่ (ไร่)") == "1200");
  CHECK(area("2.5", "เนื้อที่ (ไร่)") == "4000.0");
  CHECK(area("2-1-50", "เนื้อที่ (ไร่-งาน-วา)") == "3800");
  CHECK(area("2 ไร่ 1 งาน 50 ตร.ว.", "พื้นที่") == "3800");
  CHECK(area("3 ไร่", "") == "4800");
  CHECK(area("๓ ไร่ ๕๐ ตารางวา", "") == "5000");
  CHECK(area("กว้าง", "") == "import.not_an_area");
  CHECK(area("2 ไร่ 1 คืบ", "") == "import.not_an_area");
}

TEST_CASE("Cell values: choices") {
  const auto choice = [](std::string_view list, std::string_view text) {
    const auto read = read_choice(list, text);
    return read ? *read : reason_of(read);
  };
  CHECK(choice("factory_group", "จำพวกที่ ๓") == "3");
  CHECK(choice("factory_group", "Group 2") == "2");
  CHECK(choice("factory_group", "1") == "1");
  CHECK(choice("factory_group", "4") == "import.not_a_choice");
  CHECK(choice("factory_status", "ประกอบกิจการ") == "operating");
  CHECK(choice("factory_status", "แจ้งประกอบแล้ว") == "operating");
  CHECK(choice("factory_status", "closed") == "closed");
  CHECK(choice("factory_status", "เลิกกิจการ") == "closed");
  CHECK(choice("supervising_body", "อบต.คลองแห") == "local_authority");
  CHECK(choice("supervising_body", "สอจ.สงขลา") == "provincial_office");
  CHECK(choice("supervising_body", "กรมโรงงานอุตสาหกรรม") == "department");
}

TEST_CASE("Column dates: a column tells how its dates are meant") {
  CHECK(style_of({"15/03/2562", "1/2/2563"}) == DateStyle{DateOrder::day_first, text::Era::buddhist});
  CHECK(style_of({"15/03/2019", "1/2/20"}) == DateStyle{DateOrder::day_first, text::Era::common});
  CHECK(style_of({"03/15/2019", "1/2/2020"}) == DateStyle{DateOrder::month_first, text::Era::common});
  CHECK(style_of({"03/15/2019", "15/3/2020"}).order == DateOrder::day_first);
  CHECK(style_of({}) == DateStyle{});
}

TEST_CASE("Column dates: cells") {
  CHECK(date_of("15/03/2562") == "2019-03-15");
  CHECK(date_of("๑๕/๓/๒๕๖๒") == "2019-03-15");
  CHECK(date_of("15-3-62") == "2019-03-15");
  CHECK(date_of("15.3.2019") == "2019-03-15");
  CHECK(date_of("15/3/2562 0:00:00") == "2019-03-15");
  CHECK(date_of("15 มี.ค. 2562") == "2019-03-15");
  CHECK(date_of("2019-03-15") == "2019-03-15");
  CHECK(date_of("03/15/2019", {DateOrder::month_first, text::Era::common}) == "2019-03-15");
  CHECK(date_of("15/3/19", {DateOrder::day_first, text::Era::common}) == "2019-03-15");
  CHECK(date_of("31/02/2565") == "import.no_such_day");
  CHECK(date_of("30/13/2565") == "import.no_such_day");
  CHECK(date_of("เมื่อไร") == "import.not_a_date");
  CHECK(date_of("1/1/1700") == "import.year_unlikely");
  SUBCASE("cells that a spreadsheet keeps as dates") {
    CHECK(read_date_cell({"2019-03-15", CellType::date}, {}) == CivilDate{2019, 3, 15});
    CHECK(read_date_cell({"2562-03-15", CellType::date}, {}) == CivilDate{2019, 3, 15});
    CHECK(read_date_cell({"2019-03-15 09:40", CellType::date_time}, {}) == CivilDate{2019, 3, 15});
  }
}

TEST_CASE("Thai addresses in one line") {
  CHECK(parse_thai_address("99/1 หมู่ที่ 3 ซ.5 ถ.กาญจนวนิช ต.คอหงส์ อ.หาดใหญ่ จ.สงขลา 90110") ==
        ThaiAddress{.number = "99/1",
                    .village = "3",
                    .lane = "5",
                    .road = "กาญจนวนิช",
                    .subdistrict = "คอหงส์",
                    .district = "หาดใหญ่",
                    .province = "สงขลา",
                    .postcode = "90110"});
  CHECK(parse_thai_address("เลขที่ ๒๗ ม.๑ ตำบลพะวง อำเภอเมืองสงขลา จังหวัดสงขลา") ==
        ThaiAddress{.number = "27",
                    .village = "1",
                    .lane = "",
                    .road = "",
                    .subdistrict = "พะวง",
                    .district = "เมืองสงขลา",
                    .province = "สงขลา",
                    .postcode = ""});
  CHECK(parse_thai_address("55 ซอยสุขุมวิท 21 แขวงคลองเตยเหนือ เขตวัฒนา กรุงเทพมหานคร 10110 โทร. 02-000-0000") ==
        ThaiAddress{.number = "55",
                    .village = "",
                    .lane = "สุขุมวิท 21",
                    .road = "",
                    .subdistrict = "คลองเตยเหนือ",
                    .district = "วัฒนา",
                    .province = "กรุงเทพมหานคร",
                    .postcode = "10110"});
  CHECK(parse_thai_address("ริมคลอง").number == "ริมคลอง");
  CHECK(parse_thai_address("") == ThaiAddress{});
  CHECK(parse_thai_address("เขตอุตสาหกรรมฉลุง อ.หาดใหญ่").district == "หาดใหญ่");
}
