#!/usr/bin/env python3
"""Compares the message keys that the sources name with the tables of src/text/messages.

A key that is named and stands in no table would be shown as it is; a key that stands in a table and is named nowhere is
a sentence that nobody reads. Keys are named as whole string literals ("area.some_key"), also in assets and descriptors;
those that are put together at run time are told by their prefix in COMPOSED.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE_LINE = re.compile(r'\{\s*"((?:[^"\\]|\\.)+)"\s*,')
LITERAL = re.compile(r'"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"')
CALL = re.compile(r'(?:\btr\(|\bfailure\(|\bError\{|\bPhrase\{)\s*"((?:[^"\\]|\\.)+)"')
# Keys made of a fixed part and a wire name, a choice's key or a kind.
COMPOSED = ("field.", "kind.", "choice.", "section.", "language.", "role.")


def main() -> int:
    tables = {}
    problems = []
    for path in sorted((ROOT / "src/text/messages").glob("*.inc")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = TABLE_LINE.search(line)
            if found:
                if found.group(1) in tables:
                    problems.append(f"{path.relative_to(ROOT)}:{number}: {found.group(1)} stands in {tables[found.group(1)]} too")
                tables[found.group(1)] = f"{path.relative_to(ROOT)}:{number}"
    areas = {key.split(".")[0] for key in tables}
    named, literals = {}, set()
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix not in (".cpp", ".h"):
            continue
        text = path.read_text(encoding="utf-8")
        literals.update(LITERAL.findall(text))
        for found in CALL.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            named.setdefault(found.group(1), f"{path.relative_to(ROOT)}:{line}")
    for key, where in sorted(named.items()):
        if key not in tables and not key.endswith("."):
            problems.append(f"{where}: {key} stands in no table of src/text/messages")
    for key, where in sorted(tables.items()):
        if key not in literals and not key.startswith(COMPOSED):
            problems.append(f"{where}: {key} is named nowhere in src/")
    for problem in problems:
        print(problem)
    print(f"{len(tables)} messages in {len(areas)} areas, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
