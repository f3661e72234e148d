#!/usr/bin/env python3
"""Makes the folder that a web server publishes: the program, the page, its policy, the notices of third parties.

Files carry a digest of their content in their names, so that any caching on the way gives one version as a whole.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from truat_tools import notices
from truat_tools.console import Failure, guarded

# Served under these very names, which the browser, the person or the operating system asks for. All others carry a
# digest.
NAMED = ("index.html", "rescue.html", "sw.js", "manifest.webmanifest", "notices.txt")
PAGES = ("index.html", "rescue.html")

# Headers for one kind of server each; a page never asks for them.
SERVER_FILES = ("_headers", ".htaccess", "web.config", "nginx.conf")


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


def release_notes(version):
    """What each release brought, the newest first; the page shows them when a version waits."""
    file = ROOT / "docs/releases.json"
    releases = json.loads(file.read_text())
    names = [one["release"] for one in releases]
    if len(set(names)) != len(names):
        raise Failure(f"{file.name} has a release twice.")
    if names[0] != version:
        raise Failure(f"the newest release in {file.name} is {names[0]}, and the project's version is {version}; they must be the same.")
    for one in releases:
        if not one["thai"] or len(one["thai"]) != len(one["english"]):
            raise Failure(f"release {one['release']} in {file.name} needs the same sentences in Thai and English.")
    return releases


def minified(script):
    """Without comments, with short names inside functions. What Emscripten writes has long ones too: a quarter of its weight."""
    terser = ROOT / "node_modules/terser/bin/terser"
    done = subprocess.run(["node", terser, script, "--ecma", "2020", "--compress", "passes=2", "--mangle"], capture_output=True)
    if done.returncode != 0:
        raise Failure(f"{script.name} could not be made smaller: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def content_of(file):
    return minified(file) if file.suffix == ".js" else file.read_bytes()


def fill(text, values):
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    if "{{" in text:
        raise Failure(f"a place in the page has no value: {text[text.index('{{'):][:40]}; see tools/make_site.py.")
    return text


def make(given):
    """The files of the site by name, and the policy they are served under."""
    csp = policy(given.program)
    releases = release_notes(given.version)
    site = {}
    names = {}

    def add(name, data):
        stem, _, ending = name.rpartition(".")
        named = name if name in NAMED or name.startswith("icon") else f"{stem}-{digest_of(data)}.{ending}"
        names[name] = named
        site[named] = data

    add("truat.wasm", (given.program / "truat.wasm").read_bytes())
    add("truat.js", minified(given.program / "truat.js"))
    add("notices.txt", notices.text(ROOT, given.deps, given.toolchain).encode())
    for file in sorted((ROOT / "shell/page").iterdir()):
        if file.name not in PAGES:
            add(file.name, content_of(file))
    for file in sorted((ROOT / "web").iterdir()):
        if file.name in SERVER_FILES:
            site[file.name] = fill(file.read_text(), {"csp": csp + "; frame-ancestors 'none'"}).encode()
        elif file.name != "sw.js":
            add(file.name, content_of(file))

    # The version is of everything that a page can meet; the pages say it themselves.
    texts = {page: (ROOT / "shell/page" / page).read_text() for page in PAGES}
    worker = (ROOT / "web/sw.js").read_text()
    parts = [text.encode() for text in (csp, json.dumps(releases), worker, *texts.values())]
    version = digest_of(b"\0".join([*parts, *(name.encode() + data for name, data in sorted(site.items()))]))
    values = {"csp": csp, **names, "version": version, "release": releases[0]["release"],
              "truat.wasm bytes": str(len(site[names["truat.wasm"]]))}
    for page, text in texts.items():
        site[page] = fill(text, values).encode()
    # 128 bits: against mistakes on the way more than enough, and digests are what cannot be compressed.
    kept = {name: hashlib.sha256(data).hexdigest()[:32] for name, data in sorted(site.items()) if name not in SERVER_FILES}
    site["sw.js"] = fill(worker, {"version": version, "files": json.dumps(kept, separators=(",", ":")),
                                  "releases": json.dumps(releases, ensure_ascii=False)}).encode()
    return site, csp


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True, help="folder of truat.js and truat.wasm")
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--deps", type=Path, required=True)
    parser.add_argument("--toolchain", type=Path, required=True)
    parser.add_argument("--version", required=True, help="of the project")
    given = parser.parse_args()

    site, csp = make(given)
    given.site.mkdir(parents=True, exist_ok=True)
    for name, data in site.items():
        target = given.site / name
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
    for file in given.site.rglob("*"):
        if file.is_file() and str(file.relative_to(given.site)) not in site:
            file.unlink()
    # Beside the site, not in it: what the tests' server sends as a header.
    (given.program / "csp.txt").write_text(csp + "; frame-ancestors 'none'")


guarded(main)
