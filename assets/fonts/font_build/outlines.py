"""Glyph outlines: copied from font to font, moved, scaled, made bolder."""
import math

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen


def recording(font, glyph_name):
    """The drawing commands of a glyph, its components drawn out."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph_name].draw(pen)
    return pen.value


def glyph_of(commands, transform=(1, 0, 0, 1, 0, 0)):
    """A TrueType glyph drawn by the commands."""
    pen = TTGlyphPen(None)
    moved = TransformPen(pen, transform)
    for name, arguments in commands:
        getattr(moved, name)(*arguments)
    return pen.glyph()


def add(font, name, glyph, advance, code_points):
    """Puts a glyph at the end of the font and maps code points to it."""
    font["glyf"][name] = glyph  # also adds it to the glyph order
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code_point in code_points:
                table.cmap[code_point] = name


def bolder(commands, by):
    """The outline with every edge moved outwards by `by` units. For shapes of straight edges and gentle curves."""
    out = []
    contour = []
    for name, arguments in commands:
        if name == "closePath":
            out.extend(bolder_contour(contour, by))
            out.append((name, arguments))
            contour = []
        else:
            contour.append((name, arguments))
    return out


def bolder_contour(contour, by):
    # On-curve and off-curve points alike move along the mean of their edges' normals, lengthened at corners so that each
    # edge moves by the full distance.
    points = [point for _, arguments in contour for point in arguments]
    closed = len(points) > 1 and points[0] == points[-1]
    ring = points[:-1] if closed else points
    moved = []
    for index, (x, y) in enumerate(ring):
        before = ring[index - 1]
        after = ring[(index + 1) % len(ring)]
        first = normal(before, (x, y))
        second = normal((x, y), after)
        scale = by / max(0.3, 1 + first[0] * second[0] + first[1] * second[1])
        moved.append((round(x + (first[0] + second[0]) * scale), round(y + (first[1] + second[1]) * scale)))
    if closed:
        moved.append(moved[0])
    rest = iter(moved)
    return [(name, tuple(next(rest) for _ in arguments)) for name, arguments in contour]


def normal(start, end):
    """The unit vector to the left of an edge: outwards, for TrueType's outer contours run clockwise."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    return (-(end[1] - start[1]) / length, (end[0] - start[0]) / length) if length else (0, 0)
