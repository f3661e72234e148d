"""A reader of PDF for the test that reads the printed record: the machine's own pdftotext, or Debian's unpacked."""

import shutil
from pathlib import Path

from . import debs, paths


def fetch(table):
    if not shutil.which("pdftotext"):
        unpack(table)


def unpack(table):
    debs.program("pdftotext", table, install, package="poppler-utils", check=["-v"])


def install(folder, root, lib):
    debs.launcher(folder / "pdftotext", f'export LD_LIBRARY_PATH="{lib}:{root}/lib/{lib.name}"\nexec "{root}/usr/bin/pdftotext" "$@"')


def executable():
    found = shutil.which("pdftotext")
    return Path(found) if found else paths.DEPS / "pdftotext" / "pdftotext"
