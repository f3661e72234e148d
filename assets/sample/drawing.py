"""Flat drawings as PNG, with nothing but the standard library: filled shapes with smooth edges, a palette, zlib."""

import math
import struct
import zlib

SUBLINES = 4  # a pixel's row is cut into so many lines; across, coverage is exact
STEPS = 4     # shades of an edge: few, so that the file stays small
SCALE = 0.75  # of the drawing's own units to pixels
MOST_COLOURS = 20  # the rarest, shades of edges, are replaced by their nearest; each more is bytes of every first visit


def rgb(text):
    """"3f7d5a" as a colour."""
    return tuple(int(text[at:at + 2], 16) for at in (0, 2, 4))


def mix(one, other, share):
    """`one` with `share` (0 to 1) of `other` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


class Drawing:
    def __init__(self, width, height, ground):
        self.width, self.height = round(width * SCALE), round(height * SCALE)
        self.rows = [[ground] * self.width for _ in range(self.height)]

    def polygon(self, points, colour, opacity=1.0):
        """Fills by the even-odd rule."""
        points = [(x * SCALE, y * SCALE) for x, y in points]
        edges = [(a, b) if a[1] < b[1] else (b, a) for a, b in zip(points, points[1:] + points[:1]) if a[1] != b[1]]
        if not edges:
            return
        top = max(0, math.floor(min(a[1] for a, _ in edges)))
        bottom = min(self.height, math.ceil(max(b[1] for _, b in edges)))
        for y in range(top, bottom):
            spans = []
            for line in range(SUBLINES):
                at = y + (line + 0.5) / SUBLINES
                crossings = sorted(a[0] + (at - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in edges if a[1] <= at < b[1])
                spans += [(max(0.0, left), min(float(self.width), right)) for left, right in zip(crossings[::2], crossings[1::2])]
            # What every line of the row covers needs no counting: most of a large shape.
            inner = (0, 0)
            if len(spans) == SUBLINES:
                inner = (math.ceil(max(left for left, _ in spans)), math.floor(min(right for _, right in spans)))
            if len(spans) != SUBLINES or inner[0] >= inner[1]:
                inner = (0, 0)
            cover = {}
            for left, right in spans:
                if inner[1]:
                    self._cover(cover, left, inner[0])
                    self._cover(cover, inner[1], right)
                else:
                    self._cover(cover, left, right)
            row = self.rows[y]
            if opacity == 1.0:
                row[inner[0]:inner[1]] = [colour] * (inner[1] - inner[0])
            else:
                for x in range(*inner):
                    row[x] = mix(row[x], colour, opacity)
            for x, share in cover.items():
                share = round(share / SUBLINES * STEPS) / STEPS
                if share:
                    row[x] = mix(row[x], colour, min(1.0, share) * opacity)

    @staticmethod
    def _cover(cover, left, right):
        if right <= left:
            return
        first, last = int(left), int(right)
        if first == last:
            cover[first] = cover.get(first, 0) + right - left
            return
        cover[first] = cover.get(first, 0) + first + 1 - left
        for x in range(first + 1, last):
            cover[x] = cover.get(x, 0) + 1
        if right > last:
            cover[last] = cover.get(last, 0) + right - last

    def box(self, left, top, right, bottom, colour, opacity=1.0):
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, opacity)

    def round_box(self, left, top, right, bottom, radius, colour):
        points = []
        for x, y, start in ((right - radius, top + radius, -90), (right - radius, bottom - radius, 0),
                            (left + radius, bottom - radius, 90), (left + radius, top + radius, 180)):
            for step in range(9):
                angle = math.radians(start + step * 90 / 8)
                points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
        self.polygon(points, colour)

    def ellipse(self, x, y, across, down, colour, opacity=1.0, start=0, end=360):
        steps = max(12, int(max(across, down)))
        points = [(x + across * math.cos(math.radians(start + (end - start) * step / steps)),
                   y + down * math.sin(math.radians(start + (end - start) * step / steps))) for step in range(steps + 1)]
        self.polygon(points, colour, opacity)

    def line(self, points, width, colour, opacity=1.0):
        """A band of that width along the points, with round ends and joints."""
        for (x, y), (u, v) in zip(points, points[1:]):
            length = math.hypot(u - x, v - y) or 1
            across, down = -(v - y) / length * width / 2, (u - x) / length * width / 2
            self.polygon([(x + across, y + down), (u + across, v + down), (u - across, v - down), (x - across, y - down)],
                         colour, opacity)
        if opacity == 1.0:
            for x, y in points:
                self.ellipse(x, y, width / 2, width / 2, colour)

    def bands(self, top, bottom, upper, lower, count):
        """A sky or a ground in `count` even bands from one colour to the other."""
        for band in range(count):
            self.box(0, top + (bottom - top) * band / count, self.width / SCALE, top + (bottom - top) * (band + 1) / count,
                     mix(upper, lower, band / max(1, count - 1)))

    def png(self):
        """The bytes of a PNG with few colours; the rarest are replaced by their nearest."""
        counts = {}
        for row in self.rows:
            for colour in row:
                counts[colour] = counts.get(colour, 0) + 1
        common = sorted(counts, key=lambda colour: (-counts[colour], colour))
        palette = sorted(common[:MOST_COLOURS])
        index = {colour: at for at, colour in enumerate(palette)}
        for colour in common[MOST_COLOURS:]:
            index[colour] = min(range(len(palette)),
                                key=lambda at: sum((a - b) ** 2 for a, b in zip(palette[at], colour)))
        lines = b"".join(b"\0" + bytes(index[colour] for colour in row) for row in self.rows)

        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0))
                + chunk(b"PLTE", b"".join(bytes(colour) for colour in palette))
                + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))


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
