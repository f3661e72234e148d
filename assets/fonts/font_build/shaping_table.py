"""The positions of glyphs in every Thai cluster, asked of HarfBuzz once and kept in the font itself.

The table `TRth`, big-endian like the rest of a font:

  u16 version (1)   u16 units per em   u16 rows   u16 cells   u16 places   u16 records
  46 × base:  u16 glyph   u16 glyph before a mark below   u16 advance   u16 row
              i16 upper x   i16 upper y   i16 lower x   i16 lower y        one for each of U+0E01 to U+0E2E
  rows × 261 × u16 cell                                                    one for each sequence of marks, as `sequences` has them
  cells × { u16 first place   u16 count   i16 advance beyond the base's }
  places × u16 record                                                      in the order of drawing
  records × { u16 glyph   i16 x   i16 y   u16 anchor }

Positions are in font units from the start of the cluster. `anchor` says what is to be added: 0 nothing, 1 the base's upper
point, 2 its lower one, 3 the base's advance. Glyph 65535 is the base's own glyph, 65534 the one before a mark below. Bases
whose marks stand alike share a row, and so the table is a few KB. Sequences that HarfBuzz draws and that are not here do not
exist: the table is compared with all of them before it is written.
"""
import itertools
import json
import os
import struct
import subprocess
import tempfile

from fontTools.ttLib.tables.DefaultTable import DefaultTable

from .failure import Failure

TAG = "TRth"
BASES = [chr(c) for c in range(0x0E01, 0x0E2F)]
LOWER = ["", "\u0e38", "\u0e39", "\u0e3a"]
UPPER = [chr(c) for c in (0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47, 0x0E4D)]
# What stands above a vowel above; in Pali also ํ does.
TONES = [chr(c) for c in (0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E4E, 0x0E4D)]
SARA_AM = "\u0e33"
OWN_GLYPH, GLYPH_BEFORE_LOWER = 65535, 65534
FREE, UPPER_ANCHOR, LOWER_ANCHOR, AFTER_BASE = range(4)


def sequences():
    """Every sequence of marks: for each mark below, all of those above with and without a tone; then ำ with its tones."""
    above = [upper + tone for upper in ["", *UPPER] for tone in ["", *TONES]]
    yield from (lower + marks for lower in LOWER for marks in above)
    yield from (tone + SARA_AM for tone in ["", *TONES[:4]])


def add(font, shaper):
    """The font's bytes with the table in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "font.ttf")
        font.save(path, reorderTables=True)
        shaped = shape_all(shaper, path, font["head"].unitsPerEm)
        data = Encoder(shaped, font["head"].unitsPerEm).data
        compare(data, shaped)
        table = DefaultTable(TAG)
        table.data = data
        font[TAG] = table
        font.save(path, reorderTables=True)
        with open(path, "rb") as file:
            return file.read()


def shape_all(shaper, path, units):
    """What HarfBuzz draws for each base and sequence."""
    marks = list(sequences())
    shaped = shape(shaper, path, units, [base + sequence for base in BASES for sequence in marks])
    return dict(zip(itertools.product(BASES, marks), shaped))


def shape(shaper, path, units, texts):
    """What HarfBuzz draws for each text: ([(glyph, x, y)], advance), in font units from the text's start."""
    command = [shaper, f"--font-file={path}", f"--font-size={units}", "--output-format=json", "--no-glyph-names", "--no-clusters",
               "--script=thai", "--language=th", "--direction=ltr", "--text-file=-"]
    result = subprocess.run(command, input="\n".join(texts) + "\n", capture_output=True, text=True, encoding="utf-8")
    lines = result.stdout.splitlines()
    if result.returncode != 0 or len(lines) != len(texts):
        raise Failure(f"hb-shape gave {len(lines)} lines for {len(texts)} texts ({result.stderr.strip() or 'no reason given'}).")
    return list(map(placed, lines))


def placed(line):
    glyphs, x = [], 0
    for glyph in json.loads(line):
        glyphs.append((glyph["g"], x + glyph["dx"], glyph["dy"]))
        x += glyph["ax"]
    return tuple(glyphs), x


class Encoder:
    """Puts what is alike together."""

    def __init__(self, shaped, units):
        self.shaped = shaped
        self.marks = list(sequences())
        self.lower_glyphs = self.glyphs_of(LOWER[1:])
        self.records, self.places, self.cells, self.rows = {}, [], {}, {}
        bases = b"".join(self.base(base) for base in BASES)
        cells = b"".join(struct.pack(">HHh", *cell) for _, cell in self.cells.values())
        head = struct.pack(">6H", 1, units, len(self.rows), len(self.cells), len(self.places), len(self.records))
        rows = b"".join(struct.pack(f">{len(row)}H", *row) for row in self.rows)
        places = struct.pack(f">{len(self.places)}H", *self.places)
        self.data = head + bases + rows + cells + places + b"".join(struct.pack(">HhhH", *record) for record in self.records)

    def glyphs_of(self, sequences_below):
        """The glyphs that marks below become, whatever their base."""
        return {self.shaped[base, below][0][1][0] for base in BASES for below in sequences_below if len(self.shaped[base, below][0]) > 1}

    def base(self, base):
        (own, *_), advance = self.shaped[base, ""]
        with_upper, with_lower = self.shaped[base, UPPER[1]][0], self.shaped[base, LOWER[1]][0]
        upper = with_upper[1][1:] if len(with_upper) > 1 else (0, 0)
        lower = with_lower[1][1:] if len(with_lower) > 1 else (0, 0)
        before_lower = with_lower[0][0]
        row = tuple(self.cell(base, sequence, own[0], before_lower, advance, upper, lower) for sequence in self.marks)
        index = self.rows.setdefault(row, len(self.rows))
        return struct.pack(">4H4h", own[0], before_lower, advance, index, *upper, *lower)

    def cell(self, base, sequence, own, before_lower, advance, upper, lower):
        glyphs, full_advance = self.shaped[base, sequence]
        records = [self.record(glyph, own, before_lower, advance, upper, lower) for glyph in glyphs]
        numbers = tuple(self.records.setdefault(record, len(self.records)) for record in records)
        key = (numbers, full_advance - advance)
        if key not in self.cells:
            self.cells[key] = len(self.cells), (self.place_of(numbers), len(numbers), full_advance - advance)
        return self.cells[key][0]

    def place_of(self, numbers):
        """Where these records stand already in a row, or else at the end."""
        for start in range(len(self.places) - len(numbers) + 1):
            if self.places[start:start + len(numbers)] == list(numbers):
                return start
        self.places.extend(numbers)
        return len(self.places) - len(numbers)

    def record(self, glyph, own, before_lower, advance, upper, lower):
        number, x, y = glyph
        if number == own and (x, y) == (0, 0):
            return OWN_GLYPH, 0, 0, FREE
        if number == before_lower and (x, y) == (0, 0):
            return GLYPH_BEFORE_LOWER, 0, 0, FREE
        if number in self.lower_glyphs:
            return number, x - lower[0], y - lower[1], LOWER_ANCHOR
        if (x, y) == (advance, 0):
            return number, 0, 0, AFTER_BASE
        return number, x - upper[0], y - upper[1], UPPER_ANCHOR


def compare(data, shaped):
    """Reads the table as the program will and stops at the first cluster that would be drawn otherwise."""
    _, _, row_count, cell_count, place_count, record_count = struct.unpack_from(">6H", data)
    marks = list(sequences())
    rows_at = 12 + 16 * len(BASES)
    cells_at = rows_at + 2 * len(marks) * row_count
    places_at = cells_at + 6 * cell_count
    records_at = places_at + 2 * place_count
    if len(data) != records_at + 8 * record_count:
        raise Failure("the table of clusters has a wrong length; this is a defect of shaping_table.py.")
    for index, base in enumerate(BASES):
        own, before_lower, advance, row, ux, uy, lx, ly = struct.unpack_from(">4H4h", data, 12 + 16 * index)
        shift = {FREE: (0, 0), UPPER_ANCHOR: (ux, uy), LOWER_ANCHOR: (lx, ly), AFTER_BASE: (advance, 0)}
        for place, sequence in enumerate(marks):
            cell = struct.unpack_from(">H", data, rows_at + 2 * (row * len(marks) + place))[0]
            first, count, extra = struct.unpack_from(">HHh", data, cells_at + 6 * cell)
            glyphs = []
            for record in struct.unpack_from(f">{count}H", data, places_at + 2 * first):
                glyph, x, y, anchor = struct.unpack_from(">HhhH", data, records_at + 8 * record)
                glyph = {OWN_GLYPH: own, GLYPH_BEFORE_LOWER: before_lower}.get(glyph, glyph)
                glyphs.append((glyph, x + shift[anchor][0], y + shift[anchor][1]))
            if (tuple(glyphs), advance + extra) != shaped[base, sequence]:
                raise Failure(f"the table of clusters differs from HarfBuzz at {base + sequence}; this is a defect of shaping_table.py.")
