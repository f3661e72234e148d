#!/usr/bin/env python3
"""Writes places.txt: the provinces, districts and subdistricts of Thailand in Thai and English, with postcodes.

    build_places.py --package node_modules/thai-address-universal --output places.txt

The names come from the npm package thai-address-universal (ISC), read through node by its public functions. Its codes are
of before the last divisions and some of its English is garbled: place-corrections.txt, beside this file, mends both.
The result is the same bytes for the same package and the same corrections.

Every first visit downloads the file, so it says nothing twice. Layout (TIS-620: a byte of 161 and above is the Thai sign
U+0E00 + byte - 160; lines end in LF; cells are separated by one TAB, no quoting, no header; empty cells at the end of a line
are left out):

    Thai part TAB English word               romanisation.py; sorted by bytes; up to an empty line
    Thai name TAB English name TAB postcode TAB code

  Thai name     after as many spaces as it has parents: none a province, one a district (อำเภอ, เขต), two a subdistrict (ตำบล,
                แขวง). Lines are in order of full codes, parents first, so that one pass with the two last parents reads it.
  English name  empty where it is that of the Thai parts, the longest from the left on, with spaces between them
  postcode      of subdistricts only, and only where it differs from the subdistrict before it *in the same district*: the
                first subdistrict of each district has one. Where a subdistrict has several, the main one is kept.
  code          the last two digits of a place's code, where they are not one more than those of the place before it under
                the same parent (01 at first). Before them stands the code of its parent.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import romanisation  # noqa: E402

CORRECTIONS = pathlib.Path(__file__).with_name("place-corrections.txt")
COUNTS = {2: 77, 4: 928, 6: 7436}

DUMP = """
const places = await import(process.argv[1]);
const read = async (english) => { await places.setEngMode(english); return places.getDatabase(); };
await places.setGeoMode(true);
const thai = (await read(false)).map((row) => ({ ...row }));
const english = (await read(true)).map((row) => ({ ...row }));
if (thai.length !== english.length) throw new Error('the Thai and English tables differ in length');
process.stdout.write(JSON.stringify(thai.map((row, at) => [
  [row.province_code, row.province, english[at].province],
  [row.district_code, row.district, english[at].district],
  [row.sub_district_code, row.sub_district, english[at].sub_district, row.postal_code]])));
"""


def read_package(package):
    """The package's rows: three lists (code, Thai, English) each, the last with a postcode."""
    entry = package / "dist" / "esm" / "index.js"
    if not entry.is_file():
        raise SystemExit(f"{entry} is missing: install thai-address-universal with npm first.")
    done = subprocess.run(
        ["node", "--input-type=module", "-e", DUMP, entry.resolve().as_uri()],
        stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise SystemExit(f"node could not read {entry}; its message is above.")
    return json.loads(done.stdout)


def read_corrections(path=CORRECTIONS):
    """(parent's code, name in the package) -> [code, Thai, English, postcode]; and the places to add."""
    mended, added = {}, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        cells = (line.split("\t") + [""] * 4)[:6]
        parent, name, rest = cells[0], cells[1], cells[2:]
        if not name:
            added.append(rest)
        elif (parent, name) in mended:
            raise SystemExit(f"{path}:{number}: {name} is mended twice.")
        else:
            mended[parent, name] = rest
    return mended, added


def build(rows, mended, added):
    """code -> (Thai, English, postcode or empty)."""
    places, unused = {}, set(mended)

    def resolve(parent, code, thai, english, postcode=""):
        fix = mended.get((parent, thai), ["", "", "", ""])
        unused.discard((parent, thai))
        code = fix[0] or code
        if code == "-":
            return None
        # The package writes Ban Sa-At in places; hyphens join syllables of one word.
        english = re.sub(r"-([A-Z])", lambda hit: "-" + hit[1].lower(), fix[2] or english)
        place = (fix[1] or thai, english, fix[3] or postcode)
        if not fix[3] and code in places and places[code] != place:
            raise SystemExit(f"{code} is both {places[code]} and {place}: correct it in {CORRECTIONS.name}.")
        places[code] = place
        return code

    for province, district, subdistrict in rows:
        parent = resolve("", *province)
        parent = resolve(parent, *district)
        resolve(parent, *subdistrict)
    for code, thai, english, postcode in added:
        if code in places:
            raise SystemExit(f"{code} is to be added, but the package has it: {places[code]}.")
        places[code] = (thai, english, postcode)
    if unused:
        raise SystemExit(f"Corrections for places the package does not have: {sorted(unused)[:5]}.")
    return places


def check(places):
    for length, count in COUNTS.items():
        found = sum(len(code) == length for code in places)
        if found != count:
            raise SystemExit(f"{found} places have codes of {length} digits; {count} were expected.")
    for code, (thai, english, postcode) in places.items():
        if len(code) > 2 and code[:-2] not in places:
            raise SystemExit(f"{code} {thai} has no parent {code[:-2]}.")
        if not re.fullmatch(r"[\u0e00-\u0e7f .-]+", thai) or not re.fullmatch(r"[A-Z][A-Za-z .'-]+", english):
            raise SystemExit(f"{code} has a name that is not a name: {thai!r}, {english!r}.")
        if bool(re.fullmatch(r"[1-9]\d{4}", postcode)) != (len(code) == 6):
            raise SystemExit(f"{code} {thai} has postcode {postcode!r}.")


def write(places):
    parts = romanisation.learn([(thai, english) for thai, english, _ in places.values()])
    lines = [f"{part}\t{word}" for part, word in parts.items()]
    lines = sorted(lines, key=tis620) + [""]
    postcode, last = None, {}
    for code in sorted(places):
        thai, english, own = places[code]
        parent, number = code[:-2], int(code[-2:])
        cells = [thai, "" if romanisation.read(thai, parts) == english else english, "", ""]
        if len(code) == 4:
            postcode = None
        elif len(code) == 6 and own != postcode:
            cells[2] = postcode = own
        if number != last.get(parent, 0) + 1:
            cells[3] = code[-2:]
        last[parent] = number
        lines.append(" " * (len(code) // 2 - 1) + "\t".join(cells).rstrip("\t"))
    return tis620("\n".join(lines) + "\n")


def tis620(text):
    return bytes(ord(sign) - 0x0E00 + 160 if ord(sign) >= 0x0E00 else ord(sign) for sign in text)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Writes the table of Thai places.")
    parser.add_argument("--package", type=pathlib.Path, required=True, help="folder of thai-address-universal")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    options = parser.parse_args(arguments)
    places = build(read_package(options.package), *read_corrections())
    check(places)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(write(places))


if __name__ == "__main__":
    sys.exit(main())
