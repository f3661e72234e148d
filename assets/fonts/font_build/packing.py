"""Fonts as the program carries them: TrueType with the outlines as WOFF 2.0 transforms them, which compress a fifth better.

A packed font is a TrueType file whose table `glyf` is the transformed one (W3C, WOFF File Format 2.0, section 5.1) and which has no
`loca`; and whose table `TRth`, all numbers of two bytes, has their upper bytes first and then their lower ones, which saves a quarter
of it. src/text/packed_font.cpp puts all back. `plain` writes the same bytes as it does: tables in the order of their tags.
"""
import io
import struct

from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2GlyfTable

from .failure import Failure
from .shaping_table import TAG

MAGIC = 0xB1B0AFBA  # what the checksums of a font and its `head` add up to


def plain(data):
    """The font with its tables in the order of their tags, each at a multiple of four bytes, and right checksums."""
    font = TTFont(io.BytesIO(data))
    return container({tag: font.reader[tag] for tag in font.reader.keys()})


def pack(data):
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    tables = {tag: font.reader[tag] for tag in font.reader.keys() if tag != "loca"}
    glyphs = WOFF2GlyfTable()
    font["loca"], font["maxp"]  # read before the outlines
    glyphs.__dict__.update(font["glyf"].__dict__)
    for name in glyphs.keys():
        glyphs[name]  # unpacked one by one, on demand
    transformed = glyphs.transform(font)
    if transformed is None:
        raise Failure("an outline of this font cannot be transformed; look at the new version of its package.")
    tables["glyf"] = transformed
    if TAG in tables:
        tables[TAG] = tables[TAG][0::2] + tables[TAG][1::2]
    return container(tables)


def container(tables):
    tables = {tag: bytes(tables[tag]) for tag in sorted(tables)}
    head = bytearray(tables["head"])
    head[8:12] = bytes(4)
    tables["head"] = bytes(head)
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    out = bytearray(struct.pack(">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16))
    at = 12 + 16 * count
    for tag, table in tables.items():
        out += struct.pack(">4sIII", tag.encode(), checksum(table), at, len(table))
        at += -(-len(table) // 4) * 4
    places = {}
    for tag, table in tables.items():
        places[tag] = len(out)
        out += table + bytes(-len(table) % 4)
    struct.pack_into(">I", out, places["head"] + 8, (MAGIC - checksum(out)) & 0xFFFFFFFF)
    return bytes(out)


def checksum(data):
    data = bytes(data) + bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
