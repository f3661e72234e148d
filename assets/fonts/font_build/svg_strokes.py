"""Strokes of an SVG icon as filled outlines: round caps and joins, curves kept as quadratic curves.

A path becomes pieces that turn by at most 40 degrees. Each side of the stroke is the pieces moved along their normals; a
moved piece keeps its tangents, and so its control point is where they meet. All outlines run clockwise but for the inner
side of closed paths, because stb_truetype adds coverage up with its sign.
"""
import math
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path.parser import parse_path

from .failure import Failure

MOST_TURN = math.radians(40)
SAME_POINT = 1e-6
SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class Piece:
    """From `start` to `end`, leaving along the unit vector `first` and arriving along `last`."""
    start: tuple
    end: tuple
    first: tuple
    last: tuple


@dataclass
class Path:
    pieces: list
    closed: bool
    dot: tuple  # where it begins, and all there is of a path without length


def paths_of(svg_text, name):
    """The stroked paths of an icon of 24 by 24 units."""
    root = ElementTree.fromstring(svg_text)
    paths = []
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag == "svg":
            if element.get("viewBox") != "0 0 24 24":
                raise Failure(f"the icon {name} is not 24 by 24 units; leave it out of icons.txt.")
            continue
        pen = PathPen()
        parse_path(path_data(element, tag, name), pen)
        paths.extend(pen.paths)
    return paths


def path_data(element, tag, name):
    def number(attribute, default=0.0):
        return float(element.get(attribute, default))

    if tag == "path":
        return element.get("d")
    if tag == "line":
        return f"M{number('x1')} {number('y1')}L{number('x2')} {number('y2')}"
    if tag in ("polyline", "polygon"):
        return f"M{element.get('points')}" + ("Z" if tag == "polygon" else "")
    if tag in ("circle", "ellipse"):
        x, y = number("cx"), number("cy")
        rx, ry = (number("r"), number("r")) if tag == "circle" else (number("rx"), number("ry"))
        return f"M{x - rx} {y}A{rx} {ry} 0 0 1 {x + rx} {y}A{rx} {ry} 0 0 1 {x - rx} {y}Z"
    if tag == "rect":
        x, y, width, height = number("x"), number("y"), number("width"), number("height")
        rx = number("rx", number("ry"))
        ry = number("ry", rx)
        if rx == 0:
            return f"M{x} {y}h{width}v{height}h{-width}Z"
        arc = f"a{rx} {ry} 0 0 1 "
        return (f"M{x + rx} {y}h{width - 2 * rx}{arc}{rx} {ry}v{height - 2 * ry}{arc}{-rx} {ry}"
                f"h{2 * rx - width}{arc}{-rx} {-ry}v{2 * ry - height}{arc}{rx} {-ry}Z")
    raise Failure(f"the icon {name} has an element <{tag}> that build_fonts.py does not draw; leave it out of icons.txt.")


class PathPen(BasePen):
    """Takes drawing commands and makes pieces of them."""

    def __init__(self):
        super().__init__(None)
        self.paths = []
        self.at = (0, 0)

    def _moveTo(self, point):
        self.paths.append(Path([], False, point))
        self.at = point

    def go_on(self):
        """What is drawn after a path was closed begins a new one where that began."""
        if self.paths[-1].closed:
            self.paths.append(Path([], False, self.paths[-1].dot))
            self.at = self.paths[-1].dot

    def _lineTo(self, point):
        self.go_on()
        direction = unit(self.at, point)
        if direction:
            self.paths[-1].pieces.append(Piece(self.at, point, direction, direction))
        self.at = point

    def _curveToOne(self, first, second, end):
        self.go_on()
        self.add_curve(self.at, first, second, end)
        self.at = end

    def add_curve(self, start, first, second, end, depth=0):
        leaving = unit(start, first) or unit(start, second) or unit(start, end)
        arriving = unit(second, end) or unit(first, end) or unit(start, end)
        if not leaving or not arriving:
            return
        straight = unit(start, end)
        turn = max(abs(angle(leaving, arriving)), 2 * abs(angle(leaving, straight)), 2 * abs(angle(straight, arriving))) if straight else math.pi
        if turn > MOST_TURN and depth < 6:
            a, b, c = middle(start, first), middle(first, second), middle(second, end)
            d, e = middle(a, b), middle(b, c)
            self.add_curve(start, a, d, middle(d, e), depth + 1)
            self.add_curve(middle(d, e), e, c, end, depth + 1)
        else:
            self.paths[-1].pieces.append(Piece(start, end, leaving, arriving))

    def _closePath(self):
        path = self.paths[-1]
        if path.pieces:
            self._lineTo(path.pieces[0].start)
        path.closed = True

    def _endPath(self):
        pass


def middle(a, b):
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def unit(a, b):
    x, y = b[0] - a[0], b[1] - a[1]
    length = math.hypot(x, y)
    return (x / length, y / length) if length > SAME_POINT else None


def angle(a, b):
    """From direction a to direction b, -pi to pi."""
    return math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])


def stroke(paths, width):
    """Closed outlines of the stroke: lists of ("line", point) and ("curve", control, point), from and to the first point."""
    outlines = []
    for path in paths:
        half = width / 2
        if not path.pieces:
            outlines.append(turn_around(path.dot, (1, 0), half) + turn_around(path.dot, (-1, 0), half))
        elif path.closed:
            outlines.extend(closed_outlines(path.pieces, half))
        else:
            forward = side(path.pieces, half, closed=False)
            backward = side(reversed_pieces(path.pieces), half, closed=False)
            outlines.append(forward + turn_around(path.pieces[-1].end, path.pieces[-1].last, half) + backward +
                            turn_around(path.pieces[0].start, negative(path.pieces[0].first), half))
    return [outline for outline in outlines if outline]


def closed_outlines(pieces, half):
    """The outer and the inner side; the inner one is nothing where the stroke fills it."""
    left, right = side(pieces, half, closed=True), side(reversed_pieces(pieces), half, closed=True)
    areas = area(left), area(right)
    # The side away from the middle is the larger one. The other one runs the other way round, unless it has turned inside out.
    outer, inner = (left, right) if abs(areas[0]) > abs(areas[1]) else (right, left)
    is_hole = area(outer) * area(inner) < 0
    return [outer, inner] if is_hole else [outer]


def side(pieces, half, closed):
    """The stroke's left side along the pieces, with its joins."""
    out = []
    for index, piece in enumerate(pieces):
        if index > 0 or closed:
            before = pieces[index - 1]
            out.extend(join(before, piece, half))
        else:
            out.append(("line", moved(piece.start, piece.first, half)))
        out.append(moved_piece(piece, half))
    return out


def join(before, piece, half):
    turn = angle(before.last, piece.first)
    start = moved(piece.start, piece.first, half)
    if abs(turn) < math.radians(2):
        return [("line", start)]
    if turn < 0:
        # The inner side of a corner: through the corner itself, so that what overlaps runs the same way round.
        return [("line", piece.start), ("line", start)]
    return arc(piece.start, before.last, turn, half)


def arc(center, direction, turn, half):
    """Around the corner from one normal to the next."""
    steps = max(1, math.ceil(abs(turn) / MOST_TURN))
    out = []
    for _ in range(steps):
        after = rotated(direction, turn / steps)
        start, end = moved(center, direction, half), moved(center, after, half)
        out.append(("curve", meeting(start, direction, end, after), end))
        direction = after
    return out


def turn_around(center, direction, half):
    """A round cap, from the left side to the right one of a path that ends along `direction`."""
    return [("line", moved(center, direction, half))] + arc(center, direction, math.pi, half)


def moved_piece(piece, half):
    start, end = moved(piece.start, piece.first, half), moved(piece.end, piece.last, half)
    if abs(angle(piece.first, piece.last)) < math.radians(1):
        return ("line", end)
    return ("curve", meeting(start, piece.first, end, piece.last), end)


def moved(point, direction, half):
    return (point[0] + direction[1] * half, point[1] - direction[0] * half)


def meeting(start, first, end, last):
    """Where the tangents at both ends meet; their middle where they hardly turn."""
    cross = first[0] * last[1] - first[1] * last[0]
    if abs(cross) < 1e-4:
        return middle(start, end)
    along = ((end[0] - start[0]) * last[1] - (end[1] - start[1]) * last[0]) / cross
    return (start[0] + first[0] * along, start[1] + first[1] * along)


def rotated(direction, turn):
    cos, sin = math.cos(turn), math.sin(turn)
    return (direction[0] * cos - direction[1] * sin, direction[0] * sin + direction[1] * cos)


def negative(direction):
    return (-direction[0], -direction[1])


def reversed_pieces(pieces):
    return [Piece(piece.end, piece.start, negative(piece.last), negative(piece.first)) for piece in reversed(pieces)]


def area(outline):
    points = [command[-1] for command in outline]
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(points, points[1:] + points[:1])) / 2
