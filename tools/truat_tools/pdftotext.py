"""A reader of PDF for the test that reads the printed record: the machine's own pdftotext, or Debian's unpacked."""

import shutil
import subprocess
from pathlib import Path

from . import debs, paths
from .console import Failure, Step
from .toolchain import TRIPLETS, launcher

FOLDER = paths.DEPS / "pdftotext"


def fetch(table):
    if shutil.which("pdftotext"):
        return
    unpack(table)


def unpack(table):
    stamp_file = FOLDER / ".truat-stamp"
    request = f"1 {FOLDER} {table}"
    if stamp_file.exists() and stamp_file.read_text() == request:
        return
    files, _ = debs.packages("pdftotext", table)
    root = FOLDER / "root"
    with Step("unpacking pdftotext"):
        stamp_file.unlink(missing_ok=True)
        debs.unpack(files, root)
    triplet = TRIPLETS[debs.architecture()]
    launcher(FOLDER / "pdftotext",
             f'export LD_LIBRARY_PATH="{root}/usr/lib/{triplet}:{root}/lib/{triplet}"\nexec "{root}/usr/bin/pdftotext" "$@"')
    version = subprocess.run([FOLDER / "pdftotext", "-v"], capture_output=True, text=True)
    if version.returncode != 0:
        reason = (version.stderr.strip().splitlines() or ["no reason given"])[0]
        raise Failure(f"the unpacked pdftotext does not start ({reason}); install the package poppler-utils as root and run the same command again.")
    stamp_file.write_text(request)


def executable():
    found = shutil.which("pdftotext")
    return Path(found) if found else FOLDER / "pdftotext"
