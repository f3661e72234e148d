"""The table of places that assets/reference/build_places.py makes of the npm package."""

import importlib.util
import os
import pathlib
import tempfile
import unittest

import content

SCRIPT = content.ASSETS / "reference" / "build_places.py"
PACKAGE = "thai-address-universal"


def find_package():
    """The installed package's folder: from TRUAT_NODE_MODULES, or where npm puts it in this project."""
    roots = [os.environ.get("TRUAT_NODE_MODULES"), content.ROOT / "tools" / "node_modules", content.ROOT / "node_modules"]
    for root in roots:
        if root and (pathlib.Path(root) / PACKAGE / "package.json").is_file():
            return pathlib.Path(root) / PACKAGE
    return None


def load_script():
    spec = importlib.util.spec_from_file_location("build_places", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_places(data):
    """The reader as its layout says: code -> (Thai, English, postcode or empty)."""
    text = "".join(chr(byte - 160 + 0x0E00) if byte >= 161 else chr(byte) for byte in data)
    head, _, body = text.partition("\n\n")
    parts = dict(line.split("\t") for line in head.splitlines())
    longest = max(map(len, parts))
    places, path, postcode = {}, ["", "", ""], ""
    for line in body.splitlines():
        depth = len(line) - len(line.lstrip(" "))
        thai, english, own, number = (line.lstrip(" ").split("\t") + [""] * 3)[:4]
        path[depth] = number or f"{int(path[depth] or 0) + 1:02}"
        path[depth + 1:] = [""] * (2 - depth)
        if depth == 1:
            postcode = ""
        postcode = own or postcode
        words, at = [], 0
        while not english and at < len(thai):
            end = next(end for end in range(min(len(thai), at + longest), at, -1) if thai[at:end] in parts)
            words.append(parts[thai[at:end]])
            at = end
        places["".join(path)] = (thai, english or " ".join(words), postcode if depth == 2 else "")
    return places


class Corrections(unittest.TestCase):
    """What can be checked without the package."""

    def test_every_line_mends_adds_or_leaves_out_one_place(self):
        mended, added = load_script().read_corrections()
        self.assertGreater(len(mended), 1000)
        for (parent, name), (code, thai, english, postcode) in mended.items():
            with self.subTest(f"{parent} {name}"):
                self.assertRegex(parent, r"^(\d\d){0,2}$")
                self.assertTrue(code or thai or english or postcode)
                if code not in ("", "-"):
                    self.assertEqual(code[:-2], parent)
        for code, thai, english, postcode in added:
            self.assertRegex(code, r"^\d{6}$")
            self.assertEqual(content.text_faults({"th": thai, "en": english}), [])
            self.assertRegex(postcode, r"^\d{5}$")

    def test_a_correction_the_package_does_not_have_is_refused(self):
        script = load_script()
        with self.assertRaises(SystemExit):
            script.build([], {("10", "ไม่มี"): ["1099", "", "", ""]}, [])

    def test_two_places_with_one_code_are_refused(self):
        script = load_script()
        row = [["10", "ก", "A"], ["1001", "ข", "B"]]
        with self.assertRaises(SystemExit):
            script.build([row + [["100101", "ค", "C", "10200"]], row + [["100101", "ง", "D", "10200"]]], {}, [])


class Places(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        package = find_package()
        if package is None:
            raise unittest.SkipTest(f"npm package {PACKAGE} is not installed (set TRUAT_NODE_MODULES)")
        cls.script = load_script()
        with tempfile.TemporaryDirectory() as folder:
            output = pathlib.Path(folder) / "places.txt"
            cls.script.main(["--package", str(package), "--output", str(output)])
            cls.data = output.read_bytes()
            cls.script.main(["--package", str(package), "--output", str(output)])
            cls.again = output.read_bytes()
        cls.places = read_places(cls.data)

    def test_all_of_thailand_is_there(self):
        lengths = [len(code) for code in self.places]
        self.assertEqual([lengths.count(n) for n in (2, 4, 6)], [77, 928, 7436])

    def test_the_same_input_gives_the_same_bytes(self):
        self.assertEqual(self.data, self.again)

    def test_reading_gives_back_what_was_written(self):
        mended, added = self.script.read_corrections()
        package = find_package()
        self.assertEqual(self.places, self.script.build(self.script.read_package(package), mended, added))

    def test_songkhla_has_its_16_districts(self):
        districts = [thai for code, (thai, _, _) in sorted(self.places.items()) if len(code) == 4 and code[:2] == "90"]
        self.assertEqual(districts, ["เมืองสงขลา", "สทิงพระ", "จะนะ", "นาทวี", "เทพา", "สะบ้าย้อย", "ระโนด", "กระแสสินธุ์",
                                     "รัตภูมิ", "สะเดา", "หาดใหญ่", "นาหม่อม", "ควนเนียง", "บางกล่ำ", "สิงหนคร", "คลองหอยโข่ง"])

    def test_places_known_by_code(self):
        cases = {
            "10": ("กรุงเทพมหานคร", "Bangkok", ""),
            "38": ("บึงกาฬ", "Bueng Kan", ""),
            "900101": ("บ่อยาง", "Bo Yang", "90000"),
            "901102": ("ควนลัง", "Khuan Lang", "90110"),
            "101801": ("สมเด็จเจ้าพระยา", "Somdet Chao Phraya", "10600"),
            "104604": ("ทรายกองดิน", "Sai Kong Din", "10510"),
            "901501": ("ชิงโค", "Ching Kho", "90280"),
        }
        for code, place in cases.items():
            with self.subTest(code):
                self.assertEqual(self.places[code], place)

    def test_names_are_clean(self):
        for code, (thai, english, _) in self.places.items():
            faults = content.thai_faults(thai) + content.english_faults(english)
            if faults:
                self.fail(f"{code} {thai} {english}: {faults}")

    def test_the_file_is_small(self):
        self.assertLess(len(self.data), 140_000)


if __name__ == "__main__":
    unittest.main()
