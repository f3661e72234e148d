"""A Chromium for the browser tests: the machine's own, or Debian's unpacked into .deps/chromium."""

import shutil
import subprocess
from pathlib import Path

from . import debs, paths
from .console import Failure, Step
from .toolchain import TRIPLETS, launcher

FOLDER = paths.DEPS / "chromium"
# Raise it when what this file makes of the packages changes.
LAYOUT = "1"


def installed():
    for candidate in (Path("/usr/bin/chromium"), Path("/usr/bin/google-chrome")):
        if candidate.exists():
            return candidate
    return None


def fetch(table):
    if installed():
        return
    stamp_file = FOLDER / ".truat-stamp"
    request = f"{LAYOUT} {FOLDER} {table}"
    if stamp_file.exists() and stamp_file.read_text() == request:
        return
    files, _ = debs.packages("chromium", table)
    root = FOLDER / "root"
    with Step("unpacking Chromium"):
        stamp_file.unlink(missing_ok=True)
        debs.unpack(files, root)
    lib = root / "usr/lib" / TRIPLETS[debs.architecture()]
    # The same few fonts everywhere, so that screenshots are alike: DejaVu, and Loma for Thai.
    fonts = FOLDER / "fonts.conf"
    fonts.write_text(f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>{root}/usr/share/fonts</dir>'
                     f"<cachedir>{FOLDER}/font-cache</cachedir></fontconfig>\n")
    launcher(FOLDER / "chromium",
             f'export FONTCONFIG_FILE="{fonts}"\nexport LD_LIBRARY_PATH="{lib}:{lib}/pulseaudio:{root}/lib/{lib.name}"\nexec "{root}/usr/lib/chromium/chromium" "$@"')
    version = subprocess.run([FOLDER / "chromium", "--version", "--no-sandbox"], capture_output=True, text=True)
    if version.returncode != 0:
        reason = (version.stderr.strip().splitlines() or ["no reason given"])[0]
        raise Failure(f"the unpacked Chromium does not start ({reason}); install the package chromium as root and run the same command again.")
    stamp_file.write_text(request)


def executable():
    """The Chromium that the tests start."""
    found = installed() or FOLDER / "chromium"
    if not found.exists():
        raise Failure("there is no Chromium for the browser tests; run tools/fetch chromium, or install the package chromium.")
    return found
