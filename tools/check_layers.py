#!/usr/bin/env python3
"""Compares every #include of src/ with the table of folders in ARCHITECTURE.md.

A folder may include itself and what its row names. Code for the browser (`__EMSCRIPTEN__`, EM_JS, emscripten.h) may
stand in platform/ and app/ only.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from truat_tools.console import Failure, guarded, say

BROWSER = re.compile(r"__EMSCRIPTEN__|\bEM_JS\b|\bEM_ASM\b|EMSCRIPTEN_KEEPALIVE|<emscripten")
BROWSER_FOLDERS = {"platform", "app"}


def table():
    """The folders a folder may include, by the rows of the table with the column "May include"."""
    file = ROOT / "ARCHITECTURE.md"
    if not file.exists():
        raise Failure("ARCHITECTURE.md is missing, and with it the table of what may include what.")
    rows = {}
    column = None
    for line in file.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            column = None
        elif "May include" in cells and "Folder" in cells:
            column = cells.index("May include")
        elif column is not None and not set(line) <= set("|-: "):
            allowed = cells[column]
            rows[cells[0].strip("`/ ")] = None if allowed == "all" else {word.strip("`/ ") for word in allowed.split(",")} - {"–", "-", ""}
    if not rows:
        raise Failure("ARCHITECTURE.md has no table with the columns Folder and May include.")
    return rows


def breaches(rows):
    found = []
    for file in sorted((ROOT / "src").rglob("*")):
        if file.suffix not in (".h", ".cpp", ".inc"):
            continue
        name = file.relative_to(ROOT)
        folder = name.parts[1]
        if folder not in rows:
            found.append(f"{name}: the folder {folder} has no row in ARCHITECTURE.md")
            continue
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
            if folder not in BROWSER_FOLDERS and BROWSER.search(line.split("//")[0]):
                found.append(f"{name}:{number}: code for the browser belongs in platform/ or app/")
            included = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if not included:
                continue
            other = included.group(1).split("/")[0]
            if "/" not in included.group(1):
                if not (file.parent / included.group(1)).exists():
                    found.append(f'{name}:{number}: "{included.group(1)}" is not written relative to src/')
            elif other not in rows:
                found.append(f"{name}:{number}: {other} is no folder of src/")
            elif other != folder and rows[folder] is not None and other not in rows[folder]:
                found.append(f"{name}:{number}: {folder} may not include {other}")
    return found


def main():
    rows = table()
    for row, allowed in rows.items():
        for unknown in (allowed or set()) - set(rows):
            raise Failure(f"in ARCHITECTURE.md, {row} may include {unknown}, which is no folder.")
    found = breaches(rows)
    for breach in found:
        say(breach)
    if found:
        raise Failure(f"{len(found)} includes do not keep to the table in ARCHITECTURE.md; change the code, or the table with its reason.")


guarded(main)
