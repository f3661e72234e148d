"""The parts of tools/fetch."""

import json

from . import archives, chromium, npm, paths, toolchain


def table(section):
    return json.loads((paths.TOOLS / "third_party.json").read_text())[section]


def sources():
    paths.DEPS.mkdir(parents=True, exist_ok=True)
    for name, entry in table("sources").items():
        archives.fetch_source(name, entry)


def tools():
    toolchain.fetch(table("toolchain"))


def packages():
    npm.fetch()


def browser():
    chromium.fetch(table("chromium"))


PARTS = {"sources": sources, "toolchain": tools, "npm": packages, "chromium": browser}
