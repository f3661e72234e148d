"""The parts of tools/fetch."""

import json
import shutil

from . import archives, ccache, chromium, fuzzing, nginx, npm, paths, pdftotext, toolchain
from .console import Failure, say


def table(section):
    return json.loads((paths.TOOLS / "third_party.json").read_text())[section]


def sources():
    paths.DEPS.mkdir(parents=True, exist_ok=True)
    for name, entry in table("sources").items():
        archives.fetch_source(name, entry)


def tools():
    if shutil.which("dpkg") is None and toolchain.emcc_on_path():
        say("  no dpkg here: the emcc on the PATH is used, and there is no clang-format of the pinned version")
        return
    toolchain.fetch(table("toolchain"))


def packages():
    npm.fetch()


def browser():
    chromium.fetch(table("chromium"))


def pdf_reader():
    pdftotext.fetch(table("pdftotext"))


def web_server():
    nginx.fetch(table("nginx"))


def compiler_cache():
    ccache.fetch(table("ccache"))


def fuzzer_runtime():
    fuzzing.fetch(table("fuzz"))


PARTS = {"sources": sources, "toolchain": tools, "ccache": compiler_cache, "npm": packages, "chromium": browser, "pdftotext": pdf_reader,
         "nginx": web_server, "fuzz": fuzzer_runtime}


def fetch(parts):
    for part in parts:
        if part not in PARTS:
            raise Failure(f"there is no part named {part}; the parts are {', '.join(PARTS)}.")
        say(f"Fetching {part}")
        PARTS[part]()
