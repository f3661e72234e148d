#!/usr/bin/env python3
"""Puts the font of a paper into its stylesheet: build_stylesheet.py --css inspection.css --font F.ttf --out F.css

A paper is one file that shows the same on a PC without Sarabun and without a network, so its font stands inside it; bold
the browser makes of it. The program does
the same when it writes a paper (src/report/stylesheet.cpp), byte for byte: the page's policy allows this stylesheet by its digest.
"""
import argparse
import base64
import pathlib

FACE = '@font-face {{ font-family: Sarabun; src: url("data:font/ttf;base64,{data}") format("truetype"); }}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("css", "font", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    given = parser.parse_args()
    face = FACE.format(data=base64.b64encode(given.font.read_bytes()).decode())
    given.out.write_text(face + given.css.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
