"""A Chromium for the browser tests: the machine's own, or Debian's unpacked into .deps/chromium."""

from pathlib import Path

from . import debs, paths
from .console import Failure

FOLDER = paths.DEPS / "chromium"
# Raise it when what this file makes of the packages changes.
LAYOUT = "1"


def installed():
    for candidate in (Path("/usr/bin/chromium"), Path("/usr/bin/google-chrome")):
        if candidate.exists():
            return candidate
    return None


def fetch(table):
    if not installed():
        debs.program("chromium", table, install, package="chromium", check=["--version", "--no-sandbox"], layout=LAYOUT)


def install(folder, root, lib):
    # The same few fonts everywhere, so that screenshots are alike: DejaVu, and Loma for Thai.
    fonts = folder / "fonts.conf"
    fonts.write_text(f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>{root}/usr/share/fonts</dir>'
                     f"<cachedir>{folder}/font-cache</cachedir></fontconfig>\n")
    debs.launcher(folder / "chromium",
                  f'export FONTCONFIG_FILE="{fonts}"\nexport LD_LIBRARY_PATH="{lib}:{lib}/pulseaudio:{root}/lib/{lib.name}"\nexec "{root}/usr/lib/chromium/chromium" "$@"')


def executable():
    """The Chromium that the tests start."""
    found = installed() or FOLDER / "chromium"
    if not found.exists():
        raise Failure("there is no Chromium for the browser tests; run tools/fetch chromium, or install the package chromium.")
    return found
