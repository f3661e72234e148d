"""The font of the screen: Noto Sans Thai Looped with Latin, numbers and signs in one file."""
from fontTools import subset

from . import outlines
from .failure import Failure
from .sources import LATIN, MATH, SIGNS, THAI

# In thousandths of the em. Consonants and digits then sit in the middle of rows, and the tallest stacks of marks fit.
ASCENT, DESCENT, UNITS = 1120, 480, 1000

THAI_CHARACTERS = [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C), 0x25CC]
LATIN_CHARACTERS = [*range(0x0020, 0x007F), *range(0x00A0, 0x0100), *(ord(c) for c in "–—‘’‚“”„•…‹›€™")]
# From Noto Sans, which the Latin of Noto Sans Thai Looped is: what its package leaves out.
SIGN_CHARACTERS = {"latin": [ord(c) for c in "¤¦¬±²³µ¹¼½¾ªº−⁄�"], "cyrillic": [ord("№")], "greek": [ord(c) for c in "αβγΔθΩμπσΣφ"]}
# From Noto Sans Math, which has one weight: for 600 its edges are moved out by half the difference of the stems.
MATH_CHARACTERS = [ord(c) for c in "←↑→↓↔≈≠≤≥∞√"]
MATH_BOLDER = {400: 0, 600: 11, 700: 16}
HEAVY_MATH_CHARACTERS = [ord(c) for c in "✓□■"]
SUBSCRIPTS = {0x2080 + digit: ord("0") + digit for digit in range(10)}
SUPERSCRIPTS = {0x207A: ord("+"), 0x207B: ord("−"), 0x2070: ord("0"), **{0x2070 + digit: ord("0") + digit for digit in range(4, 10)}}
SAME_GLYPH = {0x2126: 0x03A9, 0x202F: 0x00A0, 0x2011: 0x002D, 0x2010: 0x002D, 0x00AD: 0x002D}


def make(packages, weight):
    """The font, complete but for the table of clusters."""
    font = thai_part(packages, weight)
    add_from(font, packages.font(LATIN, "latin", weight), LATIN_CHARACTERS)
    for name, characters in SIGN_CHARACTERS.items():
        add_from(font, packages.font(SIGNS, name, weight), characters, replace=True)
    math = packages.font(MATH, "latin", 400)
    add_from(font, math, MATH_CHARACTERS, bolder_by=MATH_BOLDER[weight])
    add_from(font, math, HEAVY_MATH_CHARACTERS)
    add_small_figures(font)
    for code_point, same_as in SAME_GLYPH.items():
        map_like(font, code_point, same_as)
    check_characters(font)
    check_digits(font)
    set_measures(font)
    set_names(font, weight)
    return font


def thai_part(packages, weight):
    """Thai letters, with the substitutions and positions that form a cluster and none that act between clusters."""
    font = packages.font(THAI, "thai", weight)
    settle_required_variants(font)
    options = subset.Options()
    options.layout_features = ["ccmp", "mark", "mkmk"]
    options.layout_scripts = ["DFLT", "thai"]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    options.name_IDs = [1, 2]
    font.flavor = None  # a plain TrueType file; the server compresses
    options.drop_tables += ["STAT", "gasp"]
    options.recalc_timestamp = False
    wanted = [*THAI_CHARACTERS, 0x200B, 0x200C, 0x200D]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font["maxp"].recalc(font)
    for script in font["GSUB"].table.ScriptList.ScriptRecord:
        script.Script.LangSysRecord = []
        script.Script.LangSysCount = 0
    return font


def settle_required_variants(font):
    """Maps characters to the variants that `rvrn` would always take, since a drawn character takes its glyph from cmap."""
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "rvrn":
            continue
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                for cmap in font["cmap"].tables:
                    for code_point, glyph in list(cmap.cmap.items()):
                        if cmap.isUnicode():
                            cmap.cmap[code_point] = part.mapping.get(glyph, glyph)


def add_from(font, other, characters, replace=False, bolder_by=0):
    """Copies the characters that `font` lacks, or all of them to replace its own."""
    if other["head"].unitsPerEm != UNITS:
        raise Failure(f"a source has {other['head'].unitsPerEm} units to the em instead of {UNITS}; look at its new version.")
    here, there = font.getBestCmap(), other.getBestCmap()
    for code_point in characters:
        if code_point not in there or (code_point in here and not replace):
            continue
        commands = outlines.recording(other, there[code_point])
        if bolder_by:
            commands = outlines.bolder(commands, bolder_by)
        outlines.add(font, f"u{code_point:04X}.added", outlines.glyph_of(commands), other["hmtx"][there[code_point]][0], [code_point])


def add_small_figures(font):
    """Figures above and below the line, as SO₂ and 10⁻⁶ need them: at 62 %, made as bold as their neighbours."""
    cmap = font.getBestCmap()
    for table, base_line in ((SUBSCRIPTS, -130), (SUPERSCRIPTS, 410)):
        for code_point, like in table.items():
            commands = outlines.bolder(outlines.recording(font, cmap[like]), 12)
            glyph = outlines.glyph_of(commands, (0.62, 0, 0, 0.62, 10, base_line))
            advance = round(font["hmtx"][cmap[like]][0] * 0.62) + 20
            outlines.add(font, f"u{code_point:04X}.added", glyph, advance, [code_point])


def map_like(font, code_point, same_as):
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code_point] = table.cmap[same_as]


def check_characters(font):
    here = font.getBestCmap()
    wanted = {*THAI_CHARACTERS, *LATIN_CHARACTERS, *MATH_CHARACTERS, *HEAVY_MATH_CHARACTERS, *SUBSCRIPTS, *SUPERSCRIPTS, 0x200B,
              *(c for characters in SIGN_CHARACTERS.values() for c in characters)}
    missing = sorted(wanted - here.keys())
    if missing:
        raise Failure("no source has " + ", ".join(f"U+{c:04X}" for c in missing) + "; look at the new versions of the packages.")


def check_digits(font):
    """Columns of figures are right-aligned: all digits must be of one width."""
    widths = {font["hmtx"][font.getBestCmap()[c]][0] for c in range(ord("0"), ord("9") + 1)}
    if len(widths) != 1:
        raise Failure(f"the digits have several widths ({sorted(widths)}); look at the new version of the package.")


def set_measures(font):
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, -DESCENT, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    os2.version = max(os2.version, 4)
    os2.fsSelection |= 1 << 7  # USE_TYPO_METRICS
    os2.recalcUnicodeRanges(font)


def set_names(font, weight):
    """A name of its own, because it is not the font of that name any more. Whose work it is stands in the site's notices, which go
    wherever the program goes."""
    style = {400: "Regular", 600: "SemiBold"}[weight]
    names = font["name"]
    names.names = []
    for name_id, text in ((1, "Truat Text"), (2, style), (4, f"Truat Text {style}"), (6, f"TruatText-{style}")):
        names.setName(text, name_id, 3, 1, 0x409)
