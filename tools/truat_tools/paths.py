"""Where things are: the checkout, its .deps folder, and the cache of downloads shared between checkouts."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / "tools"
DEPS = Path(os.environ.get("TRUAT_DEPS") or ROOT / ".deps").resolve()
BUILD = ROOT / "build"
TOOLCHAIN = DEPS / "toolchain"


def cache():
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("TRUAT_CACHE") or Path(base) / "truat")
