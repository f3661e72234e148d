#include "exchange/csv.h"

#include "base/utf8.h"
#include "doctest/doctest.h"
#include "text/messages.h"

using namespace truat;
using namespace truat::exchange;

namespace {

std::vector<std::vector<std::string>> texts(const Table& table) {
  std::vector<std::vector<std::string>> rows(table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row)
    for (std::size_t column = 0; column < table.column_count(); ++column)
      rows[row].emplace_back(table.cell(row, column).text);
  return rows;
}

using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string_view bytes, CsvReader::Given given = {}) {
  const auto table = read_csv(std::string(bytes), given);
  REQUIRE_MESSAGE(table.has_value(), (table ? "" : table.error().key));
  return texts(*table);
}

Error read_error(std::string_view bytes, CsvReader::Given given = {}) {
  const auto table = read_csv(std::string(bytes), given);
  REQUIRE_FALSE(table.has_value());
  CHECK_MESSAGE(text::find_message(table.error().key) != nullptr, table.error().key);
  return table.error();
}

std::string as_utf16(std::string_view utf8, bool little_endian, bool mark) {
  std::string out;
  const auto unit = [&](std::uint32_t value) {
    const char high = static_cast<char>(value >> 8);
    const char low = static_cast<char>(value & 0xFF);
    out += little_endian ? low : high;
    out += little_endian ? high : low;
  };
  if (mark)
    unit(0xFEFF);
  while (!utf8.empty()) {
    const CodePoint point = decode_utf8(utf8);
    utf8.remove_prefix(static_cast<std::size_t>(point.length));
    if (point.value < 0x10000) {
      unit(point.value);
    } else {
      unit(0xD800 + ((point.value - 0x10000) >> 10));
      unit(0xDC00 + ((point.value - 0x10000) & 0x3FF));
    }
  }
  return out;
}

std::string as_windows_874(std::string_view utf8) {
  auto bytes = text::encode_windows_874(utf8);
  REQUIRE(bytes.has_value());
  return *bytes;
}

constexpr std::string_view thai_list = "เลขทะเบียน,ชื่อโรงงาน\r\n3-106-33/50รย,โรงสีข้าวปากน้ำ\r\n";
const Rows thai_rows{{"เลขทะเบียน", "ชื่อโรงงาน"}, {"3-106-33/50รย", "โรงสีข้าวปากน้ำ"}};

} // namespace

TEST_CASE("CSV: rows and quotes as RFC 4180 has them") {
  SUBCASE("cells, an empty one, and a last row without a line break") {
    CHECK(read("a,b,c\r\n1,,3") == Rows{{"a", "b", "c"}, {"1", "", "3"}});
  }
  SUBCASE("quotes hold delimiters, line breaks and doubled quotes") {
    CHECK(read("a,b\r\n\"x,\"\"y\"\"\r\nz\",2\r\n") == Rows{{"a", "b"}, {"x,\"y\"\r\nz", "2"}});
  }
  SUBCASE("LF and CR alone end rows too") {
    CHECK(read("a,b\n1,2\n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(read("a,b\r1,2\r") == Rows{{"a", "b"}, {"1", "2"}});
  }
  SUBCASE("a quote within a cell is a letter") {
    CHECK(read("a,b\n5\" pipe,2\n")[1][0] == "5\" pipe");
  }
  SUBCASE("what follows a closing quote joins the cell, with a warning") {
    CsvReader reader("a,b\n\"x\"y,2\n");
    Budget budget = Budget::unlimited();
    REQUIRE(reader.run(budget).has_value());
    REQUIRE(reader.warnings().size() == 1);
    CHECK(reader.warnings()[0].where == "row 2, column A");
    CHECK(texts(reader.take_table())[1][0] == "xy");
  }
  SUBCASE("blanks between a closing quote and the delimiter do not count") {
    CHECK(read("a,b\n\"x\"  ,2\n")[1] == std::vector<std::string>{"x", "2"});
  }
  SUBCASE("rows are counted as a spreadsheet counts them") {
    const auto table = read_csv("a,b\n\n\"one\ntwo\",2\n3,4\n");
    REQUIRE(table.has_value());
    REQUIRE(table->row_count() == 4);
    CHECK(table->is_blank(1));
    CHECK(table->row_number(2) == 3);
    CHECK(table->row_number(3) == 4);
  }
}

TEST_CASE("CSV: the delimiter is told by content") {
  const auto delimiter = [](std::string_view bytes) {
    CsvReader reader{std::string(bytes)};
    Budget budget = Budget::unlimited();
    REQUIRE(reader.run(budget).has_value());
    return reader.dialect().delimiter;
  };
  CHECK(delimiter("a,b,c\n1,2,3\n") == ',');
  CHECK(delimiter("a;b;c\n1,5;2;3\n") == ';');
  CHECK(delimiter("a\tb\tc\n1,2\t2\t3\n") == '\t');
  CHECK(delimiter("a|b\n1|2\n") == '|');
  CHECK(delimiter("alone\n1\n2\n") == ',');
  CHECK(delimiter("name;address\n\"x;y\";\"1, 2, 3\"\n\"z\";\"4, 5, 6\"\n") == ';');
  CHECK(delimiter("sep=;\r\na;b\r\n") == ';');
  CHECK(read("sep=;\r\na;b\r\n") == Rows{{"a", "b"}});
  SUBCASE("unless it is given") {
    CHECK(read("a;b,c\n", {.encoding = {}, .delimiter = ','}) == Rows{{"a;b", "c"}});
  }
}

TEST_CASE("CSV: encodings are told by content") {
  const auto encoding = [](std::string_view bytes) {
    CsvReader reader{std::string(bytes)};
    Budget budget = Budget::unlimited();
    const auto step = reader.run(budget);
    REQUIRE_MESSAGE(step.has_value(), (step ? "" : step.error().key));
    CHECK(texts(reader.take_table()) == thai_rows);
    return reader.dialect().encoding;
  };
  CHECK(encoding(thai_list) == Encoding::utf8);
  CHECK(encoding("\xEF\xBB\xBF" + std::string(thai_list)) == Encoding::utf8);
  CHECK(encoding(as_utf16(thai_list, true, true)) == Encoding::utf16_little_endian);
  CHECK(encoding(as_utf16(thai_list, false, true)) == Encoding::utf16_big_endian);
  CHECK(encoding(as_utf16(thai_list, true, false)) == Encoding::utf16_little_endian);
  CHECK(encoding(as_utf16(thai_list, false, false)) == Encoding::utf16_big_endian);
  CHECK(encoding(as_windows_874(thai_list)) == Encoding::windows_874);

  SUBCASE("UTF-16 past the basic plane") {
    CHECK(read(as_utf16("a,\U0001F3ED\n", true, true)) == Rows{{"a", "\U0001F3ED"}});
  }
  SUBCASE("UTF-8 that was damaged is not taken for Windows-874") {
    std::string damaged(thai_list);
    damaged[damaged.find("โรงสี") + 1] = 'x';
    CHECK(read_error(damaged).key == "exchange.broken_utf8");
    damaged = std::string(thai_list).substr(0, thai_list.size() - 4);
    CHECK(read_error(damaged).key == "exchange.broken_utf8");
  }
  SUBCASE("a wrong encoding that is given by hand is refused with the byte") {
    const Error error = read_error(as_windows_874(thai_list), {.encoding = Encoding::utf8, .delimiter = {}});
    CHECK(error.key == "exchange.wrong_encoding");
    CHECK(error.where == "byte 0");
    CHECK(read_error("a,b\xFC\n", {.encoding = Encoding::windows_874, .delimiter = {}}).where == "byte 3");
    CHECK(read_error("\xFF\xFE"
                     "a\0b",
                     {})
              .key == "exchange.wrong_encoding");
    CHECK(read_error(std::string_view("\xFE\xFF\xDC\x00", 4)).key == "exchange.wrong_encoding");
  }
  SUBCASE("bytes that no text has") {
    CHECK(read_error(std::string_view("a,b\n\0\1\2\3", 8)).key == "exchange.binary");
    CHECK(read_error("\x89PNG\r\n\x1A\n\x05").key == "exchange.binary");
  }
}

TEST_CASE("CSV: broken and oversized files are refused with the place") {
  CHECK(read_error("").key == "csv.empty");
  CHECK(read_error("\xEF\xBB\xBF").key == "csv.empty");
  CHECK(read_error(" \r\n\r\n").key == "csv.empty");
  SUBCASE("a quote that is never closed") {
    const Error error = read_error("a,b\n1,2\n3,\"four\n5,6\n");
    CHECK(error.key == "csv.unclosed_quote");
    CHECK(error.where == "row 3, column B, line 3");
  }
  SUBCASE("limits") {
    const auto refused = [](std::string bytes, CsvLimits limits) {
      CsvReader reader(std::move(bytes), CsvReader::Given{}, limits);
      Budget budget = Budget::unlimited();
      const auto step = reader.run(budget);
      REQUIRE_FALSE(step.has_value());
      CHECK_MESSAGE(text::find_message(step.error().key) != nullptr, step.error().key);
      return step.error().key;
    };
    CHECK(refused("a,b\n1,2\n", {.bytes = 4}) == "csv.too_large");
    CHECK(refused("a\nb\nc\n", {.rows = 2}) == "csv.too_many_rows");
    CHECK(refused("a,b,c\n", {.columns = 2}) == "csv.too_many_columns");
    CHECK(refused("a,bbbbb\n", {.cell_bytes = 4}) == "csv.cell_too_long");
    CHECK(refused("a,\"bbbbbb\"\n", {.cell_bytes = 4}) == "csv.unclosed_quote");
  }
}

TEST_CASE("CSV: reading in slices gives the same as reading at once") {
  std::string bytes = "เลข,ชื่อ\n";
  for (int row = 0; row < 3000; ++row)
    bytes += std::to_string(row) + ",\"โรงงานที่ " + std::to_string(row) + "\"\n";
  const Rows whole = read(bytes);
  CsvReader reader(as_windows_874(bytes));
  std::size_t slices = 0;
  std::uint64_t last = 0;
  while (true) {
    Budget budget = Budget::pieces(100);
    const auto step = reader.run(budget);
    REQUIRE(step.has_value());
    ++slices;
    CHECK(reader.progress().done >= last);
    last = reader.progress().done;
    if (*step == Step::done)
      break;
  }
  CHECK(slices > 20);
  CHECK(last == reader.progress().total);
  CHECK(texts(reader.take_table()) == whole);
}

TEST_CASE("CSV: what is written opens right in a spreadsheet") {
  SUBCASE("byte order mark, commas, CRLF, quotes where needed") {
    CsvWriter writer(Formulas::as_written);
    writer.cell("ชื่อ").cell("a,b").cell("say \"x\"").cell("two\nlines").end_row();
    CHECK(writer.take() == "\xEF\xBB\xBFชื่อ,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
  }
  SUBCASE("formulas are disarmed, numbers are not") {
    CsvWriter writer(Formulas::disarmed);
    writer.cell("=1+1")
        .cell("+66 74")
        .cell("+6674")
        .cell("-5.5")
        .cell("@x")
        .cell("-")
        .cell("0-7431")
        .end_row();
    CHECK(writer.take() == "\xEF\xBB\xBF\"'=1+1\",\"'+66 74\",\"'+6674\",-5.5,\"'@x\",-,0-7431\r\n");
  }
  SUBCASE("and is read back as it was") {
    const Rows rows{{"", " blank ", "\"", "ก,ข;ค\tง"}, {"\r\n", "=x", "'", "ไม้เอก ่"}};
    CsvWriter writer(Formulas::as_written);
    for (const auto& row : rows) {
      for (const auto& cell : row)
        writer.cell(cell);
      writer.end_row();
    }
    CHECK(read(writer.take()) == rows);
  }
}

TEST_CASE("Tables: columns have a spreadsheet's names") {
  CHECK(column_name(0) == "A");
  CHECK(column_name(25) == "Z");
  CHECK(column_name(26) == "AA");
  CHECK(column_name(701) == "ZZ");
  CHECK(column_name(702) == "AAA");
}
