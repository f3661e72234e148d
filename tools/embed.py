#!/usr/bin/env python3
"""Writes a C++ file that holds the given files' bytes, found by name: embed.py OUT.cpp NAME=PATH [NAME=PATH …]

The content of the product (checklists, reference lists, fonts, the sample office) is compiled in, so that one file is one
version of everything and the native command needs nothing beside it.
"""
import pathlib
import sys

PRINTABLE = {byte: chr(byte) for byte in range(0x20, 0x7F)}
PRINTABLE.update({ord('"'): '\\"', ord("\\"): "\\\\", ord("?"): "\\?"})
BYTES_A_LINE = 2048


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
    for index, (name, path) in enumerate(pairs):
        try:
            data = pathlib.Path(path).read_bytes()
        except OSError as error:
            print(f"embed.py: {name}: {error.strerror}: {path}; build the assets first", file=sys.stderr)
            return 2
        lines.append(f"constexpr char file_{index}[] =")
        chunks = [data[at : at + BYTES_A_LINE] for at in range(0, len(data), BYTES_A_LINE)] or [b""]
        lines.extend("    " + literal(chunk) for chunk in chunks)
        lines[-1] += ";"
    lines += ["", "constexpr EmbeddedFile files[] = {"]
    lines += [f'    {{"{name}", {{file_{index}, sizeof(file_{index}) - 1}}}},' for index, (name, _) in enumerate(pairs)]
    lines += ["};", "", "} // namespace", "",
              "std::span<const EmbeddedFile> embedded_files() { return files; }", "", "} // namespace truat", ""]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
