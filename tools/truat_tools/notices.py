"""The notices of third parties whose work is in the site, as one text."""

import json
import re

from .console import Failure

PACKAGES = ("@fontsource/noto-sans", "@fontsource/noto-sans-math", "@fontsource/noto-sans-thai-looped", "@fontsource/sarabun", "lucide-static", "thai-address-universal")


def text(root, deps, toolchain):
    parts = ["Truat\n\n" + (root / "LICENSE").read_text().strip()]
    table = json.loads((root / "tools/third_party.json").read_text())["sources"]
    for name, entry in table.items():
        if entry.get("in_site", True):
            parts.append(section(name, entry["purpose"], deps / name, [entry["licence"]], entry.get("licence_ends_before")))
    for name in PACKAGES:
        folder = root / "node_modules" / name
        parts.append(section(name, "npm", folder, ["LICENSE", "LICENSE.md", "LICENSE.txt"]))
    parts.append("Emscripten's system libraries (musl, libc++, compiler-rt, dlmalloc)\n\n" + runtime(toolchain))
    return ("\n\n" + "=" * 78 + "\n\n").join(parts) + "\n"


def section(name, purpose, folder, files, ends_before=None):
    """The first of the files that is there; up to the line `ends_before`, where a source offers a choice of licences."""
    for file in files:
        if (folder / file).exists():
            licence = (folder / file).read_text(errors="replace")
            if ends_before:
                licence, found, _ = licence.partition(ends_before)
                if not found:
                    raise Failure(f"{folder / file} has no line “{ends_before}” any more; look at it and at tools/third_party.json.")
            return f"{name} ({purpose})\n\n{licence.strip().rstrip('=').strip()}"
    raise Failure(f"the licence of {name} is not in {folder}; run tools/fetch again, or name its file in tools/third_party.json.")


def runtime(toolchain):
    """Of Debian's copyright file of Emscripten, what concerns the libraries and scripts that are linked into the program."""
    for file in (toolchain.parent / "doc/emscripten/copyright", toolchain / "LICENSE"):
        if file.exists():
            paragraphs = re.split(r"\n\s*\n", file.read_text())
            break
    else:
        raise Failure(f"the licence of Emscripten is not beside {toolchain}; delete .deps/toolchain and run tools/fetch again.")
    if file.name == "LICENSE":
        return file.read_text().strip()
    kept = []
    named = set()
    for paragraph in paragraphs:
        files = re.search(r"^Files:(.*?)(?=^\w)", paragraph, re.S | re.M)
        licence = re.search(r"^License:[ \t]*(.*)", paragraph, re.M)
        if files and licence and any(path in ("*", "src/*") or path.startswith("system/lib/") for path in files.group(1).split()):
            kept.append(paragraph)
            named.update(re.split(r" and | or ", licence.group(1)))
    for paragraph in paragraphs:
        licence = re.match(r"\s*License:[ \t]*(.*)", paragraph)
        if licence and licence.group(1) in named:
            kept.append(paragraph)
    return "\n\n".join(kept)
