#include "exchange/xlsx_reader.h"

#include "base/utf8.h"
#include "doctest/doctest.h"
#include "exchange/number_format.h"
#include "exchange/xlsx_writer.h"
#include "exchange/xml_elements.h"
#include "support/files.h"
#include "text/messages.h"

using namespace truat;
using namespace truat::exchange;

namespace {

/// A workbook as a person's spreadsheet program would write it, part by part.
struct Workbook {
  std::string sheet_data;
  std::string after_data;
  std::string shared_strings;
  std::string number_formats;
  std::string cell_formats = R"(<xf numFmtId="0"/>)";
  std::string workbook_properties;
  std::string sheets = R"(<sheet name="แผ่น1" sheetId="1" r:id="rId1"/>)";
  std::string more_relationships;
  std::vector<std::pair<std::string, std::string>> more_parts;
};

constexpr std::string_view types_of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationship(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(types_of) + std::string(type) +
         "\" Target=\"" + std::string(target) + "\"/>";
}

std::string bytes_of(const Workbook& workbook) {
  ZipWriter zip;
  zip.add("_rels/.rels", "<Relationships>" + relationship("rId1", "officeDocument", "/xl/workbook.xml") +
                             "</Relationships>");
  zip.add("xl/workbook.xml", "<workbook xmlns:r=\"x\"><workbookPr " + workbook.workbook_properties +
                                 "/><sheets>" + workbook.sheets + "</sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships>" + relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
              relationship("rId2", "styles", "styles.xml") +
              (workbook.shared_strings.empty() ? ""
                                               : relationship("rId3", "sharedStrings", "sharedStrings.xml")) +
              workbook.more_relationships + "</Relationships>");
  zip.add("xl/styles.xml", "<styleSheet><numFmts>" + workbook.number_formats + "</numFmts><cellXfs>" +
                               workbook.cell_formats + "</cellXfs></styleSheet>");
  if (!workbook.shared_strings.empty())
    zip.add("xl/sharedStrings.xml", "<sst>" + workbook.shared_strings + "</sst>");
  zip.add("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + workbook.sheet_data + "</sheetData>" +
                                          workbook.after_data + "</worksheet>");
  for (const auto& [name, content] : workbook.more_parts)
    zip.add(name, content);
  return zip.take();
}

Result<Table> read(std::string bytes, const XlsxLimits& limits = {}) {
  auto reader = XlsxReader::open(std::move(bytes), limits);
  if (!reader)
    return std::unexpected(reader.error());
  Budget budget = Budget::unlimited();
  const auto step = reader->run(budget);
  if (!step)
    return std::unexpected(step.error());
  return reader->take_table();
}

Table table_of(const Workbook& workbook) {
  auto table = read(bytes_of(workbook));
  REQUIRE_MESSAGE(table.has_value(), (table ? "" : text::tr(table.error())));
  return std::move(*table);
}

std::string key_of_error(const Result<Table>& result) {
  REQUIRE_FALSE(result.has_value());
  CHECK_MESSAGE(text::find_message(result.error().key) != nullptr, result.error().key);
  return result.error().key;
}

Cell cell(std::string_view text, CellType type) {
  return {text, type};
}

} // namespace

TEST_CASE("XLSX: cells are what a person reads off them") {
  SUBCASE("strings: shared, inline, rich, with blanks and control characters") {
    const Table table = table_of(
        {.sheet_data =
             R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
             R"(<c r="C1" t="inlineStr"><is><t>ตรง</t></is></c><c r="D1" t="str"><f>A1</f><v>ผล</v></c></row>)",
         .shared_strings =
             R"(<si><t xml:space="preserve"> โรงสี </t></si>)"
             R"(<si><r><t>ก</t></r><r><rPr/><t>ข_x000A_ค</t></r><rPh sb="0" eb="1"><t>อ่าน</t></rPh></si>)"});
    CHECK(table.name == "แผ่น1");
    CHECK(table.cell(0, 0) == cell(" โรงสี ", CellType::text));
    CHECK(table.cell(0, 1) == cell("กข\nค", CellType::text));
    CHECK(table.cell(0, 2) == cell("ตรง", CellType::text));
    CHECK(table.cell(0, 3) == cell("ผล", CellType::text));
  }
  SUBCASE("booleans, errors, and a formula whose value was not kept") {
    const Table table = table_of({.sheet_data = R"(<row r="1"><c t="b"><v>1</v></c><c t="b"><v>0</v></c>)"
                                                R"(<c t="e"><v>#N/A</v></c><c><f>SUM(A1)</f></c></row>)"});
    CHECK(table.cell(0, 0) == cell("TRUE", CellType::boolean));
    CHECK(table.cell(0, 1) == cell("FALSE", CellType::boolean));
    CHECK(table.cell(0, 2) == cell("#N/A", CellType::error));
    CHECK(table.cell(0, 3) == cell("=SUM(A1)", CellType::error));
  }
  SUBCASE("numbers by their format") {
    const Table table =
        table_of({.sheet_data = R"(<row r="1"><c><v>480.5</v></c><c s="1"><v>201</v></c>)"
                                R"(<c s="2"><v>43539</v></c><c s="3"><v>43539.402777777781</v></c></row>)",
                  .number_formats = R"(<numFmt numFmtId="164" formatCode="00000"/>)"
                                    R"(<numFmt numFmtId="165" formatCode="[$-41E]d mmm bbbb"/>)",
                  .cell_formats = R"(<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>)"
                                  R"(<xf numFmtId="22"/>)"});
    CHECK(table.cell(0, 0) == cell("480.5", CellType::number));
    CHECK(table.cell(0, 1) == cell("00201", CellType::number));
    CHECK(table.cell(0, 2) == cell("2019-03-15", CellType::date));
    CHECK(table.cell(0, 3) == cell("2019-03-15 09:40", CellType::date_time));
  }
  SUBCASE("ISO dates, as a strict workbook has them") {
    const Table table =
        table_of({.sheet_data = R"(<row r="1"><c t="d"><v>2019-03-15T00:00:00</v></c></row>)"});
    CHECK(table.cell(0, 0) == cell("2019-03-15", CellType::date));
  }
  SUBCASE("the date system of 1904") {
    const Table table = table_of({.sheet_data = R"(<row r="1"><c s="1"><v>42077</v></c></row>)",
                                  .cell_formats = R"(<xf numFmtId="0"/><xf numFmtId="14"/>)",
                                  .workbook_properties = R"(date1904="1")"});
    CHECK(table.cell(0, 0) == cell("2019-03-15", CellType::date));
  }
  SUBCASE("cells that are left out, and rows that are left out") {
    const Table table =
        table_of({.sheet_data = R"(<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c>)"
                                R"(<c r="Z2" s="0"/></row><row r="5"><c r="A5"><v>3</v></c></row>)"});
    REQUIRE(table.row_count() == 2);
    CHECK(table.row_number(0) == 2);
    CHECK(table.row_number(1) == 5);
    CHECK(table.column_count() == 4);
    CHECK(table.cell(0, 0).type == CellType::empty);
    CHECK(table.cell(0, 1).text == "1");
    CHECK(table.cell(0, 3).text == "2");
    CHECK(table.find_row(3) == 1);
  }
  SUBCASE("a cell merged downwards repeats, sideways it does not") {
    const Table table = table_of(
        {.sheet_data = R"(<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>1</v></c></row>)"
                       R"(<row r="2"><c r="B2"><v>2</v></c></row>)"
                       R"(<row r="3"><c r="A3"/><c r="B3"><v>3</v></c></row>)"
                       R"(<row r="4"><c r="B4"><v>4</v></c></row>)",
         .after_data = R"(<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B4:C4"/></mergeCells>)"});
    CHECK(table.cell(1, 0).text == "7");
    CHECK(table.cell(2, 0).text == "7");
    CHECK(table.cell(3, 0).type == CellType::empty);
    CHECK(table.cell(3, 2).type == CellType::empty);
  }
}

TEST_CASE("XLSX: number formats") {
  using Shows = NumberFormat::Shows;
  const auto shows = [](std::string_view code) { return classify_format(code).shows; };
  CHECK(shows("General") == Shows::number);
  CHECK(shows("#,##0.00") == Shows::number);
  CHECK(shows("0.00E+00") == Shows::number);
  CHECK(shows("\"day\" 0") == Shows::number);
  CHECK(shows("0\\d") == Shows::number);
  CHECK(shows("[Red]0;[Blue]-0") == Shows::number);
  CHECK(shows("_(* #,##0_);_(* \\(#,##0\\)") == Shows::number);
  CHECK(shows("dd/mm/yyyy") == Shows::date);
  CHECK(shows("mmm-yy") == Shows::date);
  CHECK(shows("mmmm") == Shows::date);
  CHECK(shows("[$-107041E]d mmmm bbbb") == Shows::date);
  CHECK(shows("[$-D07041E]ว ดดด ปป") == Shows::date);
  CHECK(shows("hh:mm") == Shows::time);
  CHECK(shows("mm:ss") == Shows::time);
  CHECK(shows("[h]:mm") == Shows::time);
  CHECK(shows("d/m/yy h:mm") == Shows::date_time);
  CHECK(shows("yyyy-mm-dd;@") == Shows::date);
  CHECK(classify_format("00000").least_digits == 5);
  CHECK(classify_format("0").least_digits == 0);
  CHECK(builtin_format(14).shows == Shows::date);
  CHECK(builtin_format(71).shows == Shows::date);
  CHECK(builtin_format(77).shows == Shows::date_time);
  CHECK(builtin_format(1).shows == Shows::number);
}

TEST_CASE("XLSX: numbers as texts") {
  const auto plain = [](std::string_view written) {
    const FormattedNumber number = format_number(written, {}, DateSystem::from_1900);
    CHECK(number.type == CellType::number);
    return number.text;
  };
  CHECK(plain("0") == "0");
  CHECK(plain("-12") == "-12");
  CHECK(plain("1245.5") == "1245.5");
  CHECK(plain("1.1000000000000001") == "1.1");
  CHECK(plain("0.30000000000000004") == "0.3");
  CHECK(plain("1E-3") == "0.001");
  SUBCASE("long numbers keep their digits where these are there, and their exponent where they are not") {
    CHECK(plain("20900031725621") == "20900031725621");
    CHECK(plain("2.0900031725621E+13") == "20900031725621");
    CHECK(plain("3.1E+13") == "3.1E+13");
    CHECK(plain("3.1E13") == "3.1E13");
    CHECK(plain("2.5E+5") == "250000");
    CHECK(plain("12345678901234567890") == "12345678901234567890");
    CHECK(plain("1E+300") == "1E+300");
  }
  SUBCASE("what is no number is an error") {
    for (const std::string_view written : {"", "abc", "1,5", "0x10", "nan", "inf", "1e999", "--1"})
      CHECK(format_number(written, {}, DateSystem::from_1900).type == CellType::error);
  }
  SUBCASE("dates: the day that never was, and days no calendar has") {
    const NumberFormat date{NumberFormat::Shows::date, 0};
    const auto shown = [&](std::string_view written) {
      return format_number(written, date, DateSystem::from_1900).text;
    };
    CHECK(shown("1") == "1900-01-01");
    CHECK(shown("59") == "1900-02-28");
    CHECK(shown("60") == "60");
    CHECK(shown("61") == "1900-03-01");
    CHECK(shown("2958465") == "9999-12-31");
    CHECK(shown("2958466") == "2958466");
    CHECK(shown("-1") == "-1");
    CHECK(format_number("0.40277777777777779", {NumberFormat::Shows::time, 0}, DateSystem::from_1900).text ==
          "09:40");
    CHECK(format_number("0.99999999", {NumberFormat::Shows::date_time, 0}, DateSystem::from_1904).text ==
          "1904-01-02 00:00");
  }
}

TEST_CASE("XLSX: sheets can be chosen") {
  Workbook workbook{
      .sheet_data = R"(<row><c><v>1</v></c></row>)",
      .sheets = R"(<sheet name="ซ่อน" state="hidden" sheetId="1" r:id="rId1"/>)"
                R"(<sheet name="แสดง" sheetId="2" r:id="rId9"/>)",
      .more_relationships = relationship("rId9", "worksheet", "../xl/worksheets/other.xml"),
      .more_parts = {{"xl/worksheets/other.xml",
                      "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"}}};
  auto reader = XlsxReader::open(bytes_of(workbook));
  REQUIRE(reader.has_value());
  REQUIRE(reader->sheets().size() == 2);
  CHECK(reader->chosen() == 1);
  Budget budget = Budget::unlimited();
  REQUIRE(reader->run(budget).has_value());
  CHECK(reader->take_table().cell(0, 0).text == "2");
  reader->choose(0);
  REQUIRE(reader->run(budget).has_value());
  CHECK(reader->take_table().cell(0, 0).text == "1");
}

TEST_CASE("XLSX: a large sheet is read in slices") {
  XlsxWriter writer("ใหญ่");
  for (int row = 0; row < 5000; ++row)
    writer.text("โรงงานที่ " + std::to_string(row)).number(std::to_string(row)).end_row();
  const std::string bytes = writer.take();
  auto reader = XlsxReader::open(bytes);
  REQUIRE(reader.has_value());
  std::size_t slices = 0;
  while (true) {
    Budget budget = Budget::pieces(1);
    const auto step = reader->run(budget);
    REQUIRE(step.has_value());
    ++slices;
    if (*step == Step::done)
      break;
    CHECK(reader->progress().done <= reader->progress().total);
  }
  CHECK(slices > 3);
  CHECK(reader->progress().done == reader->progress().total);
  const Table table = reader->take_table();
  REQUIRE(table.row_count() == 5000);
  CHECK(table.cell(4999, 0).text == "โรงงานที่ 4999");
  CHECK(table.cell(4999, 1).text == "4999");
}

TEST_CASE("XLSX: what is written is read back") {
  XlsxWriter writer("โรงงาน: สงขลา/2567");
  writer.text("เลขทะเบียน").text("วันที่").text("แรงม้า").end_row();
  writer.text("20900031725621").date({2019, 3, 15}).number("1245.50").end_row();
  writer.text(" <&\"> _x0041_ \v").date({1899, 1, 1}).empty().end_row();
  const auto table = read(writer.take());
  REQUIRE(table.has_value());
  CHECK(table->name == "โรงงาน  สงขลา 2567");
  CHECK(table->cell(0, 0).text == "เลขทะเบียน");
  CHECK(table->cell(1, 0) == cell("20900031725621", CellType::text));
  CHECK(table->cell(1, 1) == cell("2019-03-15", CellType::date));
  CHECK(table->cell(1, 2) == cell("1245.5", CellType::number));
  CHECK(table->cell(2, 0) == cell(" <&\"> _x0041_ \v", CellType::text));
  CHECK(table->cell(2, 1) == cell("1899-01-01", CellType::text));
}

TEST_CASE("XLSX: files that are none say how to make one") {
  const auto key = [](std::string bytes) { return key_of_error(read(std::move(bytes))); };
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  CHECK(is_compound_file(compound));
  CHECK(key(compound) == "xlsx.old_xls");
  std::string wide;
  for (const char letter : std::string_view("EncryptedPackage"))
    wide += {letter, '\0'};
  CHECK(key(compound + wide) == "xlsx.encrypted");
  ZipWriter open_document;
  open_document.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  open_document.add("content.xml", "<x/>");
  CHECK(key(open_document.take()) == "xlsx.open_document");
  ZipWriter other;
  other.add("word/document.xml", "<x/>");
  CHECK(key(other.take()) == "xlsx.not_a_workbook");
  ZipWriter binary;
  binary.add("_rels/.rels", "<Relationships>" + relationship("rId1", "officeDocument", "xl/workbook.bin") +
                                "</Relationships>");
  CHECK(key(binary.take()) == "xlsx.binary_workbook");
  CHECK(key("") == "zip.cut_off");
  CHECK(key("a,b\n1,2\n") == "zip.cut_off");
}

TEST_CASE("XLSX: what is no UTF-8 is shown as such and goes no further") {
  Workbook workbook;
  workbook.sheets = "<sheet name=\"a\xFF&#xD800;\" sheetId=\"1\" r:id=\"rId1\"/>";
  workbook.sheet_data = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>b\xC0\xAF</t></is></c>"
                        "<c r=\"B1\" t=\"str\"><v>&#xDC00;ก</v></c></row>";
  const Table table = table_of(workbook);
  CHECK(is_valid_utf8(table.name));
  CHECK(table.name.starts_with("a\xEF\xBF\xBD"));
  CHECK(table.cell(0, 0).text == "b\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(is_valid_utf8(table.cell(0, 1).text));
  CHECK(table.cell(0, 1).text.ends_with("ก"));
}

TEST_CASE("XLSX: damaged and hostile workbooks are refused") {
  SUBCASE("a part's name that climbs a hundred thousand times, and one that is no text") {
    std::string target;
    for (int step = 0; step < 100'000; ++step)
      target += "a/../";
    for (const std::string& name : {target + "x\xCC.xml", std::string("\xCC.xml")}) {
      ZipWriter zip;
      zip.add("_rels/.rels",
              "<Relationships>" + relationship("rId1", "officeDocument", name) + "</Relationships>");
      const auto table = read(zip.take());
      REQUIRE_FALSE(table.has_value());
      CHECK(table.error().key == "xlsx.not_a_workbook");
      for (const Argument& argument : table.error().arguments)
        CHECK(is_valid_utf8(argument.value));
    }
  }
  const auto key = [](const Workbook& workbook, const XlsxLimits& limits = {}) {
    return key_of_error(read(bytes_of(workbook), limits));
  };
  CHECK(key({.sheet_data = R"(<row r="1"><c t="s"><v>0</v></c></row>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="1"><c r="B1"/><c r="A2"><v>1</v></c></row>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>1</v></c></row>)"}) ==
        "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="2"/><row r="1"/>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="99999999999"/>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="1"><c t="z"><v>1</v></c></row>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="1"><c><v>1</w></c></row>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row r="1"><c>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = "", .after_data = R"(<mergeCell ref="A1:??"/>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row><c r="ZZZ1"><v>1</v></c></row>)"}) == "xlsx.damaged");
  CHECK(key({.sheet_data = R"(<row><c r="XFD1"><v>1</v></c></row>)"}) == "xlsx.too_many_columns");
  SUBCASE("a DOCTYPE, the way of entity bombs") {
    CHECK(key({.sheet_data = R"(<!DOCTYPE x [<!ENTITY a "b">]>)"}) == "xlsx.damaged");
  }
  SUBCASE("limits on rows, cells and their size") {
    const Workbook workbook{.sheet_data =
                                R"(<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)"};
    CHECK(key(workbook, {.rows = 1}) == "xlsx.too_large");
    CHECK(key(workbook, {.cells = 2}) == "xlsx.too_large");
    CHECK(key(workbook, {.text_bytes = 1}) == "xlsx.too_large");
    CHECK(key(workbook, {.part_bytes = 10}) == "zip.too_large");
    CHECK(key({.sheet_data =
                   "<row><c t=\"inlineStr\"><is><t>" + std::string(300000, 'x') + "</t></is></c></row>"},
              {.row_bytes = 1000}) == "xlsx.damaged");
  }
  SUBCASE("a merge over the whole sheet repeats no more than there is") {
    const Table table = table_of(
        {.sheet_data =
             R"(<row r="1"><c><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>)",
         .after_data = R"(<mergeCell ref="A1:XFD1048576"/>)"});
    CHECK(table.cell(1, 0).text == "1");
  }
}

TEST_CASE("XLSX: a workbook cut anywhere or with a flipped bit never crashes") {
  XlsxWriter writer("s");
  writer.text("a").number("1").end_row();
  const std::string bytes = writer.take();
  for (std::size_t length = 0; length < bytes.size(); length += 3)
    CHECK_FALSE(read(bytes.substr(0, length)).has_value());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    const auto table = read(std::move(flipped));
    if (!table)
      CHECK_MESSAGE(text::find_message(table.error().key) != nullptr, table.error().key);
  }
}

TEST_CASE("XLSX: workbooks of real programs") {
  auto of_libreoffice = testing::read_source_file("../shared/data/xlsform/all-question-types.xlsx");
  auto of_old_excel =
      testing::read_source_file("../shared/data/xlsform/ifrc-distribution-site-assessment.xlsx");
  if (!of_libreoffice || !of_old_excel) {
    testing::skip_test("shared material xlsform/ is not beside the checkout");
    return;
  }
  auto reader = XlsxReader::open(std::move(*of_libreoffice));
  if (!reader)
    FAIL(text::tr(reader.error()));
  CHECK(reader->sheets().size() == 5);
  CHECK(reader->sheets()[0].name == "survey");
  Budget budget = Budget::unlimited();
  const auto step = reader->run(budget);
  if (!step)
    FAIL(text::tr(step.error()));
  const Table table = reader->take_table();
  CHECK(table.row_count() > 50);
  CHECK(table.cell(0, 0).text == "type");
  SUBCASE("an old .xls under a new name is told by content") {
    CHECK(key_of_error(read(std::move(*of_old_excel))) == "xlsx.old_xls");
  }
}

TEST_CASE("XML elements come whole out of any pieces") {
  const std::string text =
      "<?xml version=\"1.0\"?><a><!-- <row> --><x:row n=\"a>b\"><c><![CDATA[</row>]]></c></x:row>"
      "<row/><other><row>2</row></other></a>";
  const std::vector<std::string> expected{"<x:row n=\"a>b\"><c><![CDATA[</row>]]></c></x:row>", "<row/>",
                                          "<row>2</row>"};
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    CAPTURE(piece);
    XmlElements elements({"row"}, 1000);
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      elements.feed(std::string_view(text).substr(at, piece));
      while (true) {
        const auto element = elements.next();
        REQUIRE(element.has_value());
        if (!*element)
          break;
        found.emplace_back(**element);
      }
    }
    CHECK(found == expected);
    CHECK(elements.is_complete());
  }
}

TEST_CASE("a workbook is packed in slices as it is at once") {
  const auto written = [] {
    XlsxWriter writer("แถว");
    for (int row = 0; row < 20'000; ++row)
      writer.text("โรงงาน " + std::to_string(row * 7919 % 10'007)).number(std::to_string(row)).end_row();
    return writer;
  };
  XlsxWriter sliced = written();
  int slices = 1;
  for (Budget budget = Budget::pieces(1); sliced.pack(budget) == Step::more; budget = Budget::pieces(1))
    ++slices;
  CHECK(slices > 5);
  XlsxWriter whole = written();
  CHECK(sliced.take() == whole.take());
}
