"""Where fonts, icons and the shaper come from."""
import os
import shutil

from fontTools.ttLib import TTFont

from .failure import Failure

THAI, LATIN, SIGNS, MATH, PAPER = (
    "noto-sans-thai-looped", "noto-sans-thai-looped", "noto-sans", "noto-sans-math", "sarabun")


class Packages:
    """The npm packages of the project."""

    def __init__(self, folder):
        self.folder = folder

    def file(self, path):
        full = self.folder / path
        if not full.exists():
            raise Failure(f"{path} is not in {self.folder}; run tools/fetch npm.")
        return full

    def font(self, family, subset, weight):
        """One file of a fontsource package, with glyphs that keep their names."""
        path = self.file(f"@fontsource/{family}/files/{family}-{subset}-{weight}-normal.woff")
        # Timestamps would make each build's bytes differ.
        return TTFont(path, recalcTimestamp=False)


def find_shaper(deps):
    """hb-shape of the project's own toolchain, or else the machine's."""
    own = deps / "toolchain/bin/hb-shape"
    if own.exists() and os.access(own, os.X_OK):
        return str(own)
    found = shutil.which("hb-shape")
    if not found:
        raise Failure("hb-shape is not there; run tools/fetch toolchain, or install Debian's libharfbuzz-bin.")
    return found
