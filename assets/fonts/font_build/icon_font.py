"""The icon font and its list: lucide's strokes as outlines, at 1.8 and, for small icons, at 2.1 units of 24."""
import io
import re

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from . import svg_strokes
from .failure import Failure

# A tenth of a pixel at the largest an icon is drawn; finer steps would make the font heavier.
UNITS_A_STEP = 20
SIDE = 24 * UNITS_A_STEP
STROKE, SMALL_STROKE = 1.8, 2.1
FIRST_CODE, LAST_CODE = 0xA000, 0xA3FF
SMALL_CODES_AFTER = 0x400  # the small form of A012 is A412
LINE = re.compile(r"([a-z0-9-]+) ([0-9A-F]{4})( small)?$")


def read_list(path):
    """[(name, code, has a small form)] of icons.txt."""
    icons, seen = [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = LINE.match(line)
        if not found or not FIRST_CODE <= int(found[2], 16) <= LAST_CODE:
            raise Failure(f"{path.name}:{number} is not `name code` or `name code small` with a code of A000 to A3FF.")
        for key in (found[1], found[2]):
            if key in seen:
                raise Failure(f"{path.name}:{number}: {key} stands in line {seen[key]} too.")
            seen[key] = number
        icons.append((found[1], int(found[2], 16), bool(found[3])))
    return icons


def make(packages, icons):
    names, glyphs, cmap = [".notdef"], {".notdef": TTGlyphPen(None).glyph()}, {}
    for name, code, has_small in icons:
        svg = packages.file(f"lucide-static/icons/{name}.svg").read_text(encoding="utf-8")
        paths = svg_strokes.paths_of(svg, name)
        for width, glyph_code in [(STROKE, code)] + ([(SMALL_STROKE, code + SMALL_CODES_AFTER)] if has_small else []):
            glyph_name = f"u{glyph_code:04X}"
            names.append(glyph_name)
            glyphs[glyph_name] = drawn(svg_strokes.stroke(paths, width))
            cmap[glyph_code] = glyph_name
    builder = FontBuilder(SIDE, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (SIDE, getattr(builder.font["glyf"][name], "xMin", 0)) for name in names})
    builder.setupHorizontalHeader(ascent=SIDE, descent=0)
    builder.setupOS2(sTypoAscender=SIDE, sTypoDescender=0, usWinAscent=SIDE, usWinDescent=0)
    builder.setupNameTable({"familyName": "Truat Icons", "styleName": "Regular", "copyright": "Lucide Icons and Contributors (ISC)"})
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def drawn(outlines):
    pen = TTGlyphPen(None)
    # Clockwise once y points up.
    for outline in outlines:
        points = [outline[-1][-1]] + [point for command in outline for point in command[1:]]
        whole = [(round(x * UNITS_A_STEP), round((24 - y) * UNITS_A_STEP)) for x, y in points]
        pen.moveTo(whole[0])
        rest = iter(whole[1:])
        last = whole[0]
        for kind, *arguments in outline:
            taken = [next(rest) for _ in arguments]
            if kind == "curve":
                pen.qCurveTo(*taken)
            elif taken[0] != last:
                pen.lineTo(taken[0])
            last = taken[-1]
        pen.closePath()
    return pen.glyph()


def header(icons):
    """enum class Icon, the names, and which icons have a small form."""
    lines = ["// Made by the build from assets/icons/icons.txt.", "#pragma once", "", "#include <cstdint>", "#include <string_view>", "",
             "namespace truat::ui {", "", "/// The code points of the icon font.", "enum class Icon : std::uint16_t {"]
    lines += [f"  {name.replace('-', '_')} = 0x{code:04X}," for name, code, _ in icons]
    lines += ["};", "", "struct IconEntry {", "  Icon icon;", "  std::string_view name;", "  bool has_small_form;", "};", "",
              "/// In the order of their codes.", "inline constexpr IconEntry icon_entries[] = {"]
    lines += [f"    {{Icon::{name.replace('-', '_')}, \"{name.replace('-', '_')}\", {str(small).lower()}}},"
              for name, _, small in sorted(icons, key=lambda icon: icon[1])]
    lines += ["};", "", f"inline constexpr std::uint16_t small_icon_codes_after = 0x{SMALL_CODES_AFTER:X};", "", "} // namespace truat::ui", ""]
    return "\n".join(lines)
