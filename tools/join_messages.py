#!/usr/bin/env python3
"""Writes the messages of src/text/messages as one text: join_messages.py OUT.txt TABLE.inc [TABLE.inc …]

First all keys, sorted, then all Thai texts in the same order, then all English ones, each ended by a zero byte. As a table of
C++ they would be a tenth heavier on every first visit, for their lengths and addresses.
"""
import pathlib
import re
import sys

TEXT = r'"((?:[^"\\\n]|\\["\\n])*)"'
ENTRY = re.compile(r"\s*\{\s*" + r"\s*,\s*".join([f"((?:{TEXT}\\s*)+)".replace("((?:[^", "(?:(?:[^")] * 3) + r"\s*\}\s*,|\s*//[^\n]*\n")
PART = re.compile(TEXT)
ESCAPES = {r"\"": '"', r"\\": "\\", r"\n": "\n"}


def entries(path):
    text = path.read_text(encoding="utf-8")
    at = 0
    while text[at:].strip():
        found = ENTRY.match(text, at)
        if not found:
            line = text.count("\n", 0, at + len(text[at:]) - len(text[at:].lstrip())) + 1
            raise SystemExit(f'{path}:{line}: a message is one line {{"area.key", "ไทย", "English"}},')
        at = found.end()
        if found.group(1) is not None:
            yield tuple(re.sub(r"\\.", lambda escape: ESCAPES[escape.group()], "".join(PART.findall(part))) for part in found.groups())


def main():
    out, *tables = map(pathlib.Path, sys.argv[1:])
    messages = sorted(entry for table in tables for entry in entries(table))
    for (key, *_), (other, *_) in zip(messages, messages[1:]):
        if key == other:
            raise SystemExit(f"the message {key} stands in src/text/messages twice")
    out.write_text("".join(text + "\0" for column in zip(*messages) for text in column), encoding="utf-8")


main()
