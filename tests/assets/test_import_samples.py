"""The factory lists in tests/data: what build_import_samples.py writes, and as bad in five rows as it says."""

import csv
import io
import re
import unittest
import xml.etree.ElementTree as xml
import zipfile

import build_import_samples as samples
import content

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def read_workbook(data):
    """row number -> column letter -> text of the cell, numbers as they are written in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = ["".join(text.itertext()) for text in xml.fromstring(archive.read("xl/sharedStrings.xml"))]
        sheet = xml.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    table = {}
    for row in sheet.iter(f"{MAIN}row"):
        cells = table.setdefault(int(row.get("r")), {})
        for cell in row:
            value = cell.find(f"{MAIN}v").text
            cells[cell.get("r")[0]] = strings[int(value)] if cell.get("t") == "s" else value
    return table


class ImportSamples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = samples.rows()
        cls.good = {number: row for number, row in enumerate(cls.rows, 2) if number not in samples.BAD_ROWS}

    def test_the_committed_files_say_what_the_script_writes(self):
        for name, data in samples.files().items():
            committed = (samples.DATA / name).read_bytes()
            with self.subTest(name):
                if name.endswith(".xlsx"):  # another zlib may pack the same parts otherwise
                    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(io.BytesIO(committed)) as kept:
                        self.assertEqual(made.namelist(), kept.namelist())
                        for part in made.namelist():
                            self.assertEqual(made.read(part), kept.read(part), part)
                else:
                    self.assertEqual(committed, data)

    def test_there_are_42_rows_of_ten_columns(self):
        self.assertEqual(len(self.rows), 42)
        self.assertEqual({len(row) for row in self.rows}, {len(samples.HEADINGS)})

    def test_both_encodings_hold_the_same_table(self):
        tables = [list(csv.reader(io.StringIO((samples.DATA / name).read_bytes().decode(encoding), newline="")))
                  for name, encoding in (("factories-songkhla.csv", "utf-8"), ("factories-songkhla-windows-874.csv", "cp874"))]
        self.assertEqual(tables[0], tables[1])
        self.assertEqual(tables[0], [samples.HEADINGS, *self.rows])
        with self.assertRaises(UnicodeDecodeError):
            (samples.DATA / "factories-songkhla-windows-874.csv").read_bytes().decode("utf-8")

    def test_the_five_bad_cells_are_where_they_are_said_to_be(self):
        cell = {number: self.rows[number - 2]["ABCDEFGHIJ".index(column)] for number, column in samples.BAD_ROWS.items()}
        self.assertEqual(cell, {9: "3.1E+13", 14: "ห้าร้อย", 23: "31/02/2565", 27: "", 38: "20900004425586"})
        self.assertEqual(self.rows[12 - 2][0], cell[38])

    def test_the_good_rows_are_good(self):
        types = {kind["number"]: kind for kind in content.load("reference/factory-types.json")["types"]}
        seen = set()
        for number, row in self.good.items():
            with self.subTest(f"row {number}"):
                registration = row[0].replace(" ", "")
                self.assertRegex(registration, r"^(\d{14}|\d-[\d()]+-\d+/\d\dสข)$")
                self.assertNotIn(registration, seen)
                seen.add(registration)
                self.assertEqual(content.thai_faults(row[1]), [])
                self.assertNotIn("heading", types[row[2].translate(ARABIC)])
                self.assertRegex(row[3].translate(ARABIC), r"^\d{1,3}(,?\d{3})*(\.\d+)?$")
                self.assertIsNotNone(samples.date_serial(row[4].translate(ARABIC)))
                self.assertTrue(row[6].isdigit() and row[7].isdigit())

    def test_six_are_in_the_sample_office_and_31_are_new(self):
        known = {factory["registration_number"]: factory["name"] for factory in content.load("sample/office.json")["factories"]}
        existing = [row for row in self.good.values() if row[0] in known]
        self.assertEqual((len(existing), len(self.good) - len(existing)), (6, 31))
        for row in existing:
            self.assertEqual(row[1], known[row[0]])

    def test_the_workbook_says_the_same(self):
        table = read_workbook((samples.DATA / "factories-songkhla.xlsx").read_bytes())
        self.assertEqual([table[1][column] for column in "ABCDEFGHIJ"], samples.HEADINGS)
        self.assertEqual(sorted(table), list(range(1, 44)))
        for number, row in enumerate(self.rows, 2):
            for column, text in zip("ABCDEFGHIJ", row):
                with self.subTest(f"{column}{number}"):
                    found = table[number].get(column, "")
                    serial = samples.date_serial(text)
                    if column == "E" and serial is not None and found == str(serial):
                        continue
                    if column in "DGH" and re.fullmatch(r"[\d,.]+", text, re.ASCII):
                        text = text.replace(",", "")
                    self.assertEqual(found, text)


if __name__ == "__main__":
    unittest.main()
