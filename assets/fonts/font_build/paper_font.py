"""The font of printed papers: Sarabun, Thai and Latin in one file, with all that a browser needs to shape it."""
import io

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from . import text_font
from .sources import MATH, PAPER, SIGNS

# Letters with accents and small figures, which a Thai paper has once in a hundred, the browser takes from the PC's own fonts.
CHARACTERS = [*range(0x0E01, 0x0E5C), *range(0x20, 0x7F), *map(ord, "\u00a0§«°±²³µ·»¼½¾×÷–—‘’“”•…−\u25cc")]


def make(packages, weight):
    """A TrueType file of about 28 KB, small enough to lie inside each document."""
    paths = [str(packages.file(f"@fontsource/{PAPER}/files/{PAPER}-{subset}-{weight}-normal.woff")) for subset in ("thai", "latin")]
    made = packages.font(PAPER, "thai", weight)["head"].created
    merged = io.BytesIO()
    Merger().merge(paths).save(merged)
    font = TTFont(merged, recalcTimestamp=False)
    # Signs that Sarabun lacks, as heavy as its own.
    text_font.add_from(font, packages.font(SIGNS, "cyrillic", weight), [ord("№")])
    text_font.add_from(font, packages.font(MATH, "latin", 400), text_font.MATH_CHARACTERS, bolder_by=text_font.MATH_BOLDER[weight])
    text_font.add_from(font, packages.font(MATH, "latin", 400), text_font.HEAVY_MATH_CHARACTERS)
    options = Options()
    # What Thai needs; Latin pairs are a word or two of a paper, and their kerning 2 KB of every first visit.
    options.layout_features = ["ccmp", "mark", "mkmk", "locl"]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*CHARACTERS, ord("№"), *text_font.MATH_CHARACTERS, *text_font.HEAVY_MATH_CHARACTERS])
    subsetter.subset(font)
    # Merging takes the present time for both.
    font["head"].created = font["head"].modified = made
    font.flavor = None  # the download is compressed as a whole
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()
