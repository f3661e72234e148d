"""What HarfBuzz draws for the words of the tests."""
from . import shaping_table
from .failure import Failure
from .text_font import UNITS


def compare(folder, weight, shaper, font, take_over):
    """Ends the build where the kept positions are not those of the font just made; or keeps the new ones."""
    words = [line for line in (folder / "thai-words.txt").read_text(encoding="utf-8").splitlines() if line]
    kept = folder / f"thai-words-{weight}.txt"
    now = "".join(line(word, *shaped) for word, shaped in zip(words, shaping_table.shape(shaper, str(font), UNITS, words)))
    if take_over:
        kept.write_text(now, encoding="utf-8")
    elif not kept.exists() or kept.read_text(encoding="utf-8") != now:
        raise Failure(f"HarfBuzz draws the words of {kept.name} otherwise now. If fonts or words have changed, look at them and run "
                      f"build_fonts.py with --words {folder} --write-words.")


def line(word, glyphs, advance):
    """word TAB advance TAB glyph,x,y glyph,x,y … in font units"""
    return f"{word}\t{advance}\t{' '.join(f'{glyph},{x},{y}' for glyph, x, y in glyphs)}\n"
