#!/usr/bin/env python3
"""Writes a C++ file that holds the given files' bytes, found by name: embed.py OUT.cpp NAME=PATH [NAME=PATH …]

The content of the product (messages, checklists, reference lists, fonts, the sample office) is compiled in, so that one file is
one version of everything and the native command needs nothing beside it.

Every first visit downloads it. JSON loses its white space, and a text with Thai in it is packed (src/base/packed_text.h): a
Thai sign is one byte in place of three, which is a twelfth less when all is compressed.
"""
import json
import pathlib
import sys

PRINTABLE = {byte: chr(byte) for byte in range(0x20, 0x7F)}
PRINTABLE.update({ord('"'): '\\"', ord("\\"): "\\\\", ord("?"): "\\?"})
BYTES_A_LINE = 2048


FIRST_THAI, LAST_THAI = 0x0E01, 0x0E5B
OTHER_SIGN = 1  # before a sign that is neither ASCII nor Thai, in UTF-8


def packed(text: str) -> bytes:
    out = bytearray()
    for sign in text:
        code = ord(sign)
        if code < 128:
            if code == OTHER_SIGN:
                raise ValueError("a text has the sign U+0001, which packed texts need")
            out.append(code)
        elif FIRST_THAI <= code <= LAST_THAI:
            out.append(code - FIRST_THAI + 161)
        else:
            out.append(OTHER_SIGN)
            out += sign.encode()
    return bytes(out)


def stored(name: str, data: bytes) -> tuple[bytes, str]:
    """The bytes as they are compiled in, and their form."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data, "plain"
    if name.endswith(".json"):
        text = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    if any(FIRST_THAI <= ord(sign) <= LAST_THAI for sign in text):
        return packed(text), "packed_text"
    return text.encode(), "plain"


def literal(data: bytes) -> str:
    # Octal escapes have a fixed length of three, so that a digit after one is never taken for part of it.
    text = "".join(PRINTABLE.get(byte) or f"\\{byte:03o}" for byte in data)
    return f'"{text}"'


def main() -> int:
    if len(sys.argv) < 2 or any("=" not in pair for pair in sys.argv[2:]):
        print("embed.py: give OUT.cpp and NAME=PATH pairs", file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[1])
    pairs = sorted(pair.split("=", 1) for pair in sys.argv[2:])
    lines = ['#include "base/embedded.h"', "", "namespace truat {", "namespace {", ""]
    forms = []
    for index, (name, path) in enumerate(pairs):
        try:
            data, form = stored(name, pathlib.Path(path).read_bytes())
        except OSError as error:
            print(f"embed.py: {name}: {error.strerror}: {path}; build the assets first", file=sys.stderr)
            return 2
        forms.append(form)
        lines.append(f"constexpr char file_{index}[] =")
        chunks = [data[at : at + BYTES_A_LINE] for at in range(0, len(data), BYTES_A_LINE)] or [b""]
        lines.extend("    " + literal(chunk) for chunk in chunks)
        lines[-1] += ";"
    lines += ["", "constexpr EmbeddedFile files[] = {"]
    lines += [f'    {{"{name}", {{file_{index}, sizeof(file_{index}) - 1}}, EmbeddedFile::Form::{form}}},'
              for index, ((name, _), form) in enumerate(zip(pairs, forms))]
    lines += ["};", "", "} // namespace", "",
              "std::span<const EmbeddedFile> embedded_files() { return files; }", "", "} // namespace truat", ""]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
