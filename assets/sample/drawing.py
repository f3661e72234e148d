"""Flat drawings as lists of filled shapes, which the program fills in itself (src/audit/sample_photos.h)."""

import math

UNIT = 0.5  # of the drawing's own units: what coordinates are whole numbers of


def rgb(text):
    """"3f7d5a" as a colour."""
    return tuple(int(text[at:at + 2], 16) for at in (0, 2, 4))


def mix(one, other, share):
    """`one` with `share` (0 to 1) of `other` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


class Drawing:
    """`shapes` are lists of whole numbers: the index of a colour, then an ellipse's centre and half axes (4 numbers), or a
    polygon's first point and the way from each to the next (6 or more)."""

    def __init__(self, width, height, ground):
        self.width, self.height = width, height
        self.colours = []
        self.shapes = []
        self.box(0, 0, width, height, ground)

    def _colour(self, colour, opacity):
        name = "%02x%02x%02x" % colour + ("" if opacity == 1.0 else "%d" % round(opacity * 100))
        if name not in self.colours:
            self.colours.append(name)
        return self.colours.index(name)

    def polygon(self, points, colour, opacity=1.0):
        """Filled by the even-odd rule."""
        whole = [(round(x / UNIT), round(y / UNIT)) for x, y in points]
        numbers = [*whole[0]]
        for (x, y), (u, v) in zip(whole, whole[1:]):
            numbers += [u - x, v - y]
        self.shapes.append([self._colour(colour, opacity), *numbers])

    def box(self, left, top, right, bottom, colour, opacity=1.0):
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, opacity)

    def round_box(self, left, top, right, bottom, radius, colour):
        self.box(left + radius, top, right - radius, bottom, colour)
        self.box(left, top + radius, right, bottom - radius, colour)
        for x in (left + radius, right - radius):
            for y in (top + radius, bottom - radius):
                self.ellipse(x, y, radius, radius, colour)

    def ellipse(self, x, y, across, down, colour, opacity=1.0):
        self.shapes.append([self._colour(colour, opacity), *(round(number / UNIT) for number in (x, y, across, down))])

    def line(self, points, width, colour):
        """A band of that width along the points, with round ends and joints."""
        for (x, y), (u, v) in zip(points, points[1:]):
            length = math.hypot(u - x, v - y) or 1
            across, down = -(v - y) / length * width / 2, (u - x) / length * width / 2
            self.polygon([(x + across, y + down), (u + across, v + down), (u - across, v - down), (x - across, y - down)], colour)
        if width > 3:
            for x, y in points:
                self.ellipse(x, y, width / 2, width / 2, colour)

    def bands(self, top, bottom, upper, lower, count):
        """A sky or a ground in `count` even bands from one colour to the other."""
        for band in range(count):
            self.box(0, top + (bottom - top) * band / count, self.width, top + (bottom - top) * (band + 1) / count,
                     mix(upper, lower, band / max(1, count - 1)))


SEGMENTS = {"0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc", "7": "abc",
            "8": "abcdefg", "9": "abcdfg"}


def segments(drawing, text, left, top, height, colour, slant=0.08):
    """Digits and a point as a seven-segment display shows them."""
    width, thick = height * 0.52, height * 0.13

    def at(x, y):
        return (left + x + (height - y) * slant, top + y)

    ends = {"a": ((0, 0), (1, 0)), "b": ((1, 0), (1, 1)), "c": ((1, 1), (1, 2)), "d": ((0, 2), (1, 2)), "e": ((0, 1), (0, 2)),
            "f": ((0, 0), (0, 1)), "g": ((0, 1), (1, 1))}
    for character in text:
        if character == ".":
            drawing.ellipse(*at(thick * 0.2, height), thick * 0.7, thick * 0.7, colour)
            left += thick * 1.9
            continue
        for segment in SEGMENTS[character]:
            (x, y), (u, v) = ends[segment]
            gap = thick * 0.55
            one, two = (x * width, y * height / 2), (u * width, v * height / 2)
            if y == v:
                one, two = (one[0] + gap, one[1]), (two[0] - gap, two[1])
            else:
                one, two = (one[0], one[1] + gap), (two[0], two[1] - gap)
            drawing.line([at(*one), at(*two)], thick, colour)
        left += width + thick * 2.2
