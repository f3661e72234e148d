#!/usr/bin/env python3
"""Writes tests/data/factories-songkhla*: one factory list as CSV in UTF-8, as CSV in Windows-874, and as a workbook.

The list is what an office's own spreadsheet looks like: Thai headings, years of the Buddhist Era, Thai digits and grouped
numbers here and there. Of its 42 rows 31 are new, 6 are factories of the sample office (assets/sample) with changed
numbers, and 5 are bad, in rows counted from the heading as row 1:

    row 9   column A  3.1E+13          a number that a spreadsheet has cut off
    row 14  column D  ห้าร้อย           no number
    row 23  column E  31/02/2565       no such day
    row 27  column B  (empty)          the name is missing
    row 38  column A  20900004425586   stands in row 12 already

The workbook says the same in the ways of a spreadsheet program: shared strings, registration numbers partly as numbers,
some dates as serial days in a date format, the 3.1E+13 as a number in exponent form, empty cells left out.
"""

import csv
import datetime
import io
import pathlib
import re
import sys
import zipfile
from xml.sax.saxutils import escape

DATA = pathlib.Path(__file__).resolve().parents[1] / "data"

HEADINGS = ["เลขทะเบียนโรงงาน", "ชื่อโรงงาน", "ประเภท", "แรงม้า", "วันเริ่มประกอบ", "อำเภอ", "ชาย", "หญิง", "โทร.", "หมายเหตุ"]

LIST = """\
20900031725621|บริษัท พะวงบรรจุภัณฑ์ จำกัด|53(4)|๔๘๐.๕๐|15/03/2562|เมืองสงขลา|32|41|0-7431-0000|
20900012325614|บริษัท ควนลังยางแท่ง จำกัด|52(3)|1,498.50|01/03/2561|หาดใหญ่|86|61|0-7400-1001|เพิ่มปั๊มน้ำ 12 แรงม้า
20900040325639|บริษัท ทุ่งลานวัสดุก่อสร้าง จำกัด|58(1)|245|17/08/2563|คลองหอยโข่ง|28|6|0-7400-2003|
20900040425637|บริษัท บ้านนาคอนกรีต จำกัด|58(1)|186.50|02/09/2563|จะนะ|22|4|0-7400-2004|
20900002125508|บริษัท เลสาบห้องเย็น จำกัด|92|540|20/02/2550|อ.เมืองสงขลา|44|102|0-7400-1004|
20900040525634|โรงสีเชิงแสพานิช|9(1)|128|11/05/2554|กระแสสินธุ์|9|3|0-7400-2005|
20900040625632|บริษัท คลองหรังเฟอร์นิเจอร์ จำกัด|37|164.25|24/10/2559|นาหม่อม|41|38|0-7400-2006|
3.1E+13|บริษัท ม่วงงามกุ้งแช่แข็ง จำกัด|6(2)|620|05/01/2558|สิงหนคร|55|148|0-7400-2007|
20900015825588|บริษัท ปาดังพลาสติก จำกัด|53(5)|760.25|15/06/2558|สะเดา|54|40|0-7400-1007|
20900040825628|ห้างหุ้นส่วนจำกัด พังลาการยาง|52(1)|58|๐๑/๐๗/๒๕๖๐|สะเดา|12|5|0-7400-2008|
20900004425586|บริษัท ท่าโพธิ์ไม้อัด จำกัด|34(3)|890|19/11/2558|สะเดา|74|66|0-7400-2009|
3-34(1)-15/48สข|โรงเลื่อยจักรลำไพลพาณิชย์|34(1)|310|30/04/2548|เทพา|36|22|0-7400-2010|เลขทะเบียนเดิม
20900041025624|บริษัท รำแดงน้ำตาลโตนด จำกัด|11(1)|ห้าร้อย|08/12/2561|สิงหนคร|11|17|0-7400-2011|
20900041125622|บริษัท ชิงโคปลากะพง จำกัด|6(5)|72|14/02/2562|สิงหนคร|14|40|0-7400-2012|
20900041225620|บริษัท สนามชัยน้ำดื่ม จำกัด|20(1)|56|21/03/2562|สทิงพระ|10|14|0-7400-2013|
20900005625531|บริษัท บางเหรียงอาหารสัตว์ จำกัด|15(1)|915|05/07/2553|ควนเนียง|63|26|0-7400-1011|เปลี่ยนมอเตอร์เครื่องบด
2090 0041 3256 28|บริษัท กำแพงเพชรยางแผ่น จำกัด|๕๒(๓)|410|03/08/2562|รัตภูมิ|33|21|0-7400-2014|
20900041425626|บริษัท คูหาใต้โลหะกิจ จำกัด|64(13)|68.75|16/09/2562|รัตภูมิ|19|2|0-7400-2015|
20900041525623|อู่ควนเนียงบริการ|95(1)|54|07/10/2562|ควนเนียง|16|2|0-7400-2016|
20900041625621|บริษัท ห้วยลึกปุ๋ยอินทรีย์ จำกัด|43(1)|132|22/11/2562|ควนเนียง|18|9|0-7400-2017|
20900041725629|บริษัท บ้านหารอาหารทะเล จำกัด|6(3)|215|09/01/2563|บางกล่ำ|27|83|0-7400-2018|
20900041825637|บริษัท คลองเปียะบรรจุภัณฑ์ จำกัด|39|174|31/02/2565|จะนะ|31|29|0-7400-2019|
20900041925635|บริษัท สะพานไม้แก่นแปรรูป จำกัด|34(1)|288|28/02/2563|จะนะ|40|33|0-7400-2020|
20900013625573|บริษัท สะเดาถุงมือยาง จำกัด|52(4)|2,260|04/08/2557|สะเดา|170|296|0-7400-1023|
20900042025633|บริษัท ปลักหนูยางพารา จำกัด|52(3)|365|12/06/2563|นาทวี|26|18|0-7400-2021|
20900042125631||88(2)|4,800|01/12/2564|เทพา|38|8|0-7400-2022|
20900042225639|บริษัท ฉางไม้สับ จำกัด|34(4)|520|23/07/2563|นาทวี|24|7|0-7400-2023|
20900042325637|บริษัท คลองทรายดูดทราย จำกัด|3(4)|145|18/08/2563|นาทวี|8|1|0-7400-2024|
20900042425634|บริษัท ทุ่งพอศิลาทอง จำกัด|3(1)|1,050.75|26/10/2563|สะบ้าย้อย|37|5|0-7400-2025|
20900042525642|บริษัท ท่าบอนกุ้งแห้ง จำกัด|6(2)|64|15/01/2564|ระโนด|9|31|0-7400-2026|
20900042625640|โรงน้ำแข็งบ่อตรุ|14|118|22/02/2564|ระโนด|13|3|0-7400-2027|
20900042725648|บริษัท คลองแดนฟีด จำกัด|15(1)|340|19/03/2564|ระโนด|29|11|0-7400-2028|
20900042825646|บริษัท ทุ่งใหญ่พลาสติก จำกัด|53(1)|208|27/05/2564|หาดใหญ่|34|30|0-7400-2029|
20900042925644|บริษัท คลองอู่ตะเภาการพิมพ์ จำกัด|41(1)|62.50|30/06/2564|หาดใหญ่|15|14|0-7400-2030|
20900043025642|บริษัท น้ำน้อยเครื่องเย็น จำกัด|70|66|11/08/2564|หาดใหญ่|23|5|0-7400-2031|
20900043125640|บริษัท บ้านพรุเบเกอรี่ จำกัด|10(2)|74|06/09/2564|อำเภอหาดใหญ่|21|43|0-7400-2032|
20900004425586|บริษัท ท่าโพธิ์วีเนียร์ จำกัด|34(3)|890|19/11/2558|สะเดา|74|66|0-7400-2009|
20900043225648|บริษัท ฉลุงโลจิสติกส์ จำกัด|2(5)|95|20/10/2564|หาดใหญ่|30|12|0-7400-2033|"โกดัง 3 หลัง", มีเครื่องชั่ง
20900043325646|บริษัท ทุ่งตำเสาไบโอแก๊ส จำกัด|89|76|08/11/2564|หาดใหญ่|12|4|0-7400-2034|ผลิตก๊าซชีวภาพ\\nรอส่งแบบแปลน
20900043425654|บริษัท ดีหลวงผ้าบาติก จำกัด|22(4)|35|17/01/2565|สทิงพระ|8|49|0-7400-2035|
20900043525651|บริษัท ประกอบเกษตรภัณฑ์ จำกัด|66|72|๒๑/๐๓/๒๕๖๕|นาทวี|20|3|0-7400-2036|
20900043625659|บริษัท เขามีเกียรติน้ำแร่ จำกัด|20(4)|60|09/05/2565|สะเดา|11|16|0-7400-2037|
"""

BAD_ROWS = {9: "A", 14: "D", 23: "E", 27: "B", 38: "A"}


def rows():
    """The 42 rows as text, without the heading."""
    return [[cell.replace("\\n", "\n") for cell in line.split("|")] for line in LIST.splitlines()]


def as_csv(line_end):
    output = io.StringIO()
    writer = csv.writer(output, lineterminator=line_end)
    writer.writerow(HEADINGS)
    writer.writerows(rows())
    return output.getvalue()


def date_serial(text):
    """Days since 1899-12-30 of a date like 15/03/2562, as spreadsheets count; None for what is no such date."""
    match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text, re.ASCII)
    if match is None:
        return None
    try:
        day = datetime.date(int(match[3]) - 543, int(match[2]), int(match[1]))
    except ValueError:
        return None
    return (day - datetime.date(1899, 12, 30)).days


def cell(reference, text, strings, row):
    """One cell as a spreadsheet program writes it; every third row has its date as a day, every second its number as such."""
    column = reference[0]
    if text == "":
        return ""
    if text == "3.1E+13":
        return f'<c r="{reference}"><v>3.1E+13</v></c>'
    if column == "E" and row % 3 == 0 and date_serial(text) is not None:
        return f'<c r="{reference}" s="1"><v>{date_serial(text)}</v></c>'
    if column == "A" and row % 2 == 0 and re.fullmatch(r"\d{14}", text, re.ASCII):
        return f'<c r="{reference}" s="2"><v>{text}</v></c>'
    if column in "DGH" and re.fullmatch(r"[\d,]+(\.\d+)?", text, re.ASCII):
        return f'<c r="{reference}"><v>{text.replace(",", "")}</v></c>'
    return f'<c r="{reference}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'


def as_workbook():
    """The bytes of an .xlsx: a zip with the fewest parts that spreadsheet programs open."""
    strings, lines = {}, []
    for number, row in enumerate([HEADINGS, *rows()], 1):
        cells = "".join(cell(f"{'ABCDEFGHIJ'[at]}{number}", text, strings, number) for at, text in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    shared = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="โรงงานสงขลา" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml":
            f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml":
            f'<sst xmlns="{main}" uniqueCount="{len(strings)}">{shared}</sst>',
        "xl/worksheets/sheet1.xml":
            f'<worksheet xmlns="{main}"><dimension ref="A1:J{len(lines)}"/><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, head + text)
    return output.getvalue()


def files():
    return {"factories-songkhla.csv": as_csv("\n").encode("utf-8"),
            "factories-songkhla-windows-874.csv": as_csv("\r\n").encode("cp874"),
            "factories-songkhla.xlsx": as_workbook()}


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    for name, data in files().items():
        (DATA / name).write_bytes(data)
    sys.exit(0)
