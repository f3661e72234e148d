"""Reads the project's content files for the tests beside it: strict JSON, and the rules that all texts share."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"

THAI = re.compile(r"[\u0e00-\u0e7f]")
# A mark above or below that stands first, or follows another of its kind, is a slip of typing.
MISPLACED = re.compile(r"(?:^|[\s(\"“])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e48-\u0e4b]{2}|[\u0e31\u0e34-\u0e37\u0e4d]{2}|[\u0e38\u0e39]{2}"
                       r"|[\u0e48-\u0e4c][\u0e31\u0e34-\u0e39]")
# Characters that look right and are not: SARA E typed twice for SARA AE, NIKHAHIT and SARA AA for SARA AM.
LOOKALIKE = re.compile("\u0e40\u0e40|\u0e4d\u0e32")
DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
QUESTION_ID = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9_]*")
WORD_ID = re.compile(r"[a-z][a-z0-9_]*")


def _no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)


def _no_float(text):
    raise ValueError(f"{text} is not a whole number: decimals are strings")


def load(path):
    """The JSON at `path` below assets/; duplicate keys and floating-point numbers are refused."""
    text = (ASSETS / path).read_text(encoding="utf-8")
    return json.loads(text, object_pairs_hook=_no_duplicates, parse_float=_no_float, parse_constant=_no_float)


def thai_faults(text):
    """What is wrong with a Thai text, or an empty list."""
    faults = []
    if not THAI.search(text):
        faults.append("no Thai in it")
    if MISPLACED.search(text) or LOOKALIKE.search(text):
        faults.append("misplaced or doubled marks")
    return faults + _common_faults(text)


def english_faults(text):
    faults = []
    if THAI.search(text):
        faults.append("Thai in it")
    if not re.search(r"[A-Za-z]", text):
        faults.append("no letters in it")
    return faults + _common_faults(text)


def _common_faults(text):
    faults = []
    if text != text.strip() or "  " in text:
        faults.append("spaces at an end or doubled")
    if any(ord(c) < 32 or c in "\u200b\u00a0\ufeff" for c in text):
        faults.append("invisible characters")
    if text.count("(") != text.count(")"):
        faults.append("brackets do not pair")
    return faults


def text_faults(pair):
    """Faults of an object with `th` and `en`."""
    return [f"th: {fault}" for fault in thai_faults(pair["th"])] + [f"en: {fault}" for fault in english_faults(pair["en"])]
