#!/usr/bin/env python3
"""Makes the folder that a web server publishes: the program, the page, its policy, the notices of third parties.

Files carry a digest of their content in their names, so that any caching on the way gives one version as a whole.
"""

import argparse
import base64
import hashlib
import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from truat_tools import notices
from truat_tools.console import Failure, guarded

# Served as they are, by these very names.
UNNAMED = ("index.html", "sw.js", "manifest.webmanifest", "icon.svg")

# Headers for one kind of server each; a page never asks for them.
SERVER_FILES = ("_headers", ".htaccess", "web.config")


def digest_of(data):
    return hashlib.sha256(data).hexdigest()[:12]


def policy(program):
    """The content security policy; it allows the one constant stylesheet of printed papers, by its digest."""
    sheet = program / "generated/inspection.css"
    styles = ["'self'", "'sha256-" + base64.b64encode(hashlib.sha256(sheet.read_bytes()).digest()).decode() + "'"]
    return "; ".join([
        "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src " + " ".join(styles), "img-src 'self' blob: data:",
        "font-src 'self' data:", "connect-src 'self'", "frame-src 'self' blob:", "worker-src 'self'", "manifest-src 'self'",
        "base-uri 'none'", "form-action 'none'",
    ])


def fill(text, values):
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    if "{{" in text:
        raise Failure(f"a place in the page has no value: {text[text.index('{{'):][:40]}; see tools/make_site.py.")
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True, help="folder of truat.js and truat.wasm")
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--deps", type=Path, required=True)
    parser.add_argument("--toolchain", type=Path, required=True)
    given = parser.parse_args()

    csp = policy(given.program)
    site = {}
    names = {}

    def add(name, data):
        stem, _, ending = name.rpartition(".")
        named = name if name in UNNAMED else f"{stem}-{digest_of(data)}.{ending}"
        names[name] = named
        site[named] = data

    add("truat.wasm", (given.program / "truat.wasm").read_bytes())
    add("truat.js", (given.program / "truat.js").read_bytes())
    for file in ("loader.js", "page.css"):
        add(file, (ROOT / "shell/page" / file).read_bytes())
    site["notices.txt"] = notices.text(ROOT, given.deps, given.toolchain).encode()
    for file in sorted((ROOT / "web").rglob("*")):
        if file.is_file() and file.name != "sw.js":
            name = str(file.relative_to(ROOT / "web"))
            site[name] = fill(file.read_text(), {"csp": csp}).encode() if name in SERVER_FILES else file.read_bytes()

    page = fill((ROOT / "shell/page/index.html").read_text(), {
        "csp": csp, **names, "truat.wasm bytes": str(len(site[names["truat.wasm"]]))})
    site["index.html"] = page.encode()
    version = digest_of(b"".join(name.encode() + data for name, data in sorted(site.items())))
    offline = ["./"] + [name for name in sorted(site) if name not in ("index.html", *SERVER_FILES)]
    site["sw.js"] = fill((ROOT / "web/sw.js").read_text(), {"version": version, "files": json.dumps(offline)}).encode()

    given.site.mkdir(parents=True, exist_ok=True)
    for name, data in site.items():
        target = given.site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
    for file in given.site.rglob("*"):
        if file.is_file() and str(file.relative_to(given.site)) not in site:
            file.unlink()
    # Beside the site, not in it: what the tests' server sends as a header.
    (given.program / "csp.txt").write_text(csp)


guarded(main)
