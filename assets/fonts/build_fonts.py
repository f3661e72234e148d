#!/usr/bin/env python3
"""Makes the fonts that the product draws and prints with, from the packages that package-lock.json pins.

  build_fonts.py --out DIR [--header FILE] [--words FOLDER] [--write-words] [--deps DIR] [--packages DIR]

DIR gets truat-text-400 and truat-text-600 (Noto Sans Thai Looped with Latin, and in a table of their own the positions of
marks in every Thai cluster), truat-icons (lucide, as named in assets/icons/icons.txt), sarabun-400 (for
printed papers): each as .ttf and, for the program, packed as .font (font_build/packing.py). FILE gets the C++ list of the
icons. The same inputs give the same bytes.

FOLDER has thai-words.txt and, as thai-words-400.txt and thai-words-600.txt, what HarfBuzz drew for its words; the tests compare
the program with that. If HarfBuzz draws these words otherwise with the fonts just made, the build ends; --write-words takes the
new positions over.
"""
import argparse
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from font_build.failure import Failure


def write(path, data):
    """Leaves a file that has these bytes already alone, so that what depends on it is not built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def import_font_tools(deps):
    """fontTools from the project's own toolchain, or else the machine's."""
    own = deps / "toolchain/python"
    if own.is_dir():
        sys.path.insert(0, str(own))
    try:
        import fontTools  # noqa: F401
    except ImportError:
        raise Failure("fontTools is not there; run tools/fetch toolchain, or install Debian's fonttools.") from None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--header", type=pathlib.Path, help="the list of icons as C++")
    parser.add_argument("--words", type=pathlib.Path, help="folder of the words that the tests draw")
    parser.add_argument("--write-words", action="store_true", help="take over what HarfBuzz draws now")
    parser.add_argument("--deps", type=pathlib.Path, default=pathlib.Path(os.environ.get("TRUAT_DEPS", ROOT / ".deps")))
    parser.add_argument("--packages", type=pathlib.Path, default=ROOT / "node_modules")
    given = parser.parse_args()

    import_font_tools(given.deps)
    from font_build import icon_font, packing, paper_font, shaped_words, shaping_table, sources, text_font

    packages = sources.Packages(given.packages)
    shaper = sources.find_shaper(given.deps)

    def keep(name, font):
        font = packing.plain(font)
        write(given.out / f"{name}.ttf", font)
        write(given.out / f"{name}.font", packing.pack(font))

    for weight in (400, 600):
        font = text_font.make(packages, weight)
        keep(f"truat-text-{weight}", shaping_table.add(font, shaper))
        if given.words:
            shaped_words.compare(given.words, weight, shaper, given.out / f"truat-text-{weight}.ttf", given.write_words)
    keep("sarabun-400", paper_font.make(packages, 400))
    icons = icon_font.read_list(ROOT / "assets/icons/icons.txt")
    keep("truat-icons", icon_font.make(packages, icons))
    if given.header:
        write(given.header, icon_font.header(icons).encode())


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"build_fonts.py: {failure}")
