#include "exchange/xlsx_writer.h"

#include "base/utf8.h"
#include "exchange/table.h"
#include "exchange/zip.h"

#include <algorithm>

namespace truat::exchange {
namespace {

constexpr std::string_view declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                         "\n";
constexpr std::size_t widest = 60;

/// Styles by index: 0 plain, 1 heading, 2 date, 3 text.
constexpr std::string_view styles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>)"
    R"(<fonts count="2"><font><sz val="11"/><name val="Tahoma"/></font><font><b/><sz val="11"/><name val="Tahoma"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>)"
    R"(<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>)"
    R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)"
    R"(</Types>)";

constexpr std::string_view package_relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>)"
    R"(</Relationships>)";

constexpr std::string_view workbook_relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";

/// For text and attributes alike. Control characters that XML cannot hold are written as "_x000B_".
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char letter = text[index];
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '&')
      out += "&amp;";
    else if (letter == '<')
      out += "&lt;";
    else if (letter == '>')
      out += "&gt;";
    else if (letter == '"')
      out += "&quot;";
    else if (byte < 0x20 && letter != '\n' && letter != '\t') {
      constexpr std::string_view digits = "0123456789ABCDEF";
      out += "_x00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
      out += '_';
    } else if (letter == '_' && text.substr(index).starts_with("_x")) {
      out += "_x005F_";
    } else {
      out += letter;
    }
  }
  return out;
}

/// Sheets' names are at most 31 characters and lack these.
std::string sheet_name_of(std::string_view name) {
  std::string out;
  for (std::size_t count = 0; count < 31 && !name.empty(); ++count) {
    const CodePoint point = decode_utf8(name);
    name.remove_prefix(static_cast<std::size_t>(point.length));
    append_utf8(out, std::u32string_view(U"[]:*?/\\").find(point.value) == std::u32string_view::npos
                         ? point.value
                         : U' ');
  }
  return out.empty() ? "Sheet1" : out;
}

} // namespace

namespace {

constexpr std::size_t pack_piece = std::size_t{1} << 16; ///< bytes deflated between two looks at the clock

} // namespace

XlsxWriter::XlsxWriter(std::string sheet_name) : m_sheet_name(sheet_name_of(sheet_name)) {}

void XlsxWriter::note_width(std::string_view text) {
  if (m_widths.size() < m_column)
    m_widths.resize(m_column);
  std::size_t letters = 0;
  for (const char letter : text)
    letters += (static_cast<unsigned char>(letter) & 0xC0) != 0x80;
  m_widths[m_column - 1] =
      std::clamp(letters + 2, m_widths[m_column - 1], std::max(m_widths[m_column - 1], widest));
}

void XlsxWriter::open_cell(std::string_view attributes) {
  if (m_column == 0)
    m_rows += "<row r=\"" + std::to_string(m_row) + "\">";
  m_rows += "<c r=\"" + column_name(m_column) + std::to_string(m_row) + "\"";
  m_rows += attributes;
  m_rows += '>';
  ++m_column;
}

XlsxWriter& XlsxWriter::text(std::string_view text) {
  if (text.empty())
    return empty();
  open_cell(m_row == 1 ? R"( s="1" t="inlineStr")" : R"( s="3" t="inlineStr")");
  m_rows += "<is><t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>";
  note_width(text);
  return *this;
}

XlsxWriter& XlsxWriter::number(std::string_view digits) {
  if (digits.empty())
    return empty();
  open_cell("");
  m_rows += "<v>" + std::string(digits) + "</v></c>";
  note_width(digits);
  return *this;
}

XlsxWriter& XlsxWriter::date(const CivilDate& date) {
  if (date < CivilDate{1900, 3, 1})
    return text(to_iso(date));
  open_cell(R"( s="2")");
  m_rows += "<v>" + std::to_string(days_between({1899, 12, 30}, date)) + "</v></c>";
  note_width("2019-03-15");
  return *this;
}

XlsxWriter& XlsxWriter::empty() {
  if (m_column == 0)
    m_rows += "<row r=\"" + std::to_string(m_row) + "\">";
  ++m_column;
  return *this;
}

XlsxWriter& XlsxWriter::end_row() {
  if (m_column == 0)
    m_rows += "<row r=\"" + std::to_string(m_row) + "\">";
  m_rows += "</row>";
  ++m_row;
  m_column = 0;
  return *this;
}

std::string XlsxWriter::sheet_begin() const {
  std::string columns;
  for (std::size_t index = 0; index < m_widths.size(); ++index)
    if (m_widths[index] > 0)
      columns += "<col min=\"" + std::to_string(index + 1) + "\" max=\"" + std::to_string(index + 1) +
                 "\" width=\"" + std::to_string(m_widths[index]) + "\" customWidth=\"1\"/>";
  std::string sheet =
      std::string(declaration) +
      R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>)"
      R"(<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" )"
      R"(state="frozen"/></sheetView></sheetViews>)";
  if (!columns.empty())
    sheet += "<cols>" + columns + "</cols>";
  return sheet + "<sheetData>";
}

Step XlsxWriter::pack(Budget& budget) {
  if (!m_packed) {
    m_packed.emplace();
    m_packed->add(sheet_begin());
  }
  while (m_packed_bytes < m_rows.size()) {
    const std::string_view piece = std::string_view(m_rows).substr(m_packed_bytes, pack_piece);
    m_packed->add(piece);
    m_packed_bytes += piece.size();
    if (budget.is_spent() && m_packed_bytes < m_rows.size())
      return Step::more;
  }
  return Step::done;
}

std::string XlsxWriter::take() {
  Budget budget = Budget::unlimited();
  (void)pack(budget);
  m_packed->add("</sheetData></worksheet>");
  const std::string head(declaration);
  ZipWriter zip;
  zip.add("[Content_Types].xml", head + std::string(content_types));
  zip.add("_rels/.rels", head + std::string(package_relationships));
  zip.add(
      "xl/workbook.xml",
      head +
          R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
          R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=")" +
          escaped(m_sheet_name) + R"(" sheetId="1" r:id="rId1"/></sheets></workbook>)");
  zip.add("xl/_rels/workbook.xml.rels", head + std::string(workbook_relationships));
  zip.add("xl/styles.xml", head + std::string(styles));
  zip.add_deflated("xl/worksheets/sheet1.xml", *m_packed);
  return zip.take();
}

} // namespace truat::exchange
