#!/usr/bin/env python3
"""Checks that the tests which docs/reliability.md names are there, under these very titles."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reliability.md"


def problems():
    named = 0
    for number, line in enumerate(PAGE.read_text().splitlines(), 1):
        file = None
        for path, title in re.findall(r"`(tests/[^`]+)`|“([^”]+)”", line):
            if path:
                file = path
                if not (ROOT / file).exists():
                    yield f"line {number}: there is no {file}"
                    file = None
            elif file:
                named += 1
                if title not in (ROOT / file).read_text():
                    yield f"line {number}: {file} has no test “{title}”"
    if named < 20:
        yield f"only {named} tests were found on the page; has its form changed?"


def main():
    found = list(problems())
    for problem in found:
        print(f"docs/reliability.md, {problem}")
    return 1 if found else 0


sys.exit(main())
