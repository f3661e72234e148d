#!/usr/bin/env python3
"""Puts the fonts of a paper into its stylesheet: build_stylesheet.py --css inspection.css --regular F.ttf --bold F.ttf --out F.css

A paper is one file that shows the same on a PC without Sarabun and without a network, so its fonts stand inside it. The program does
the same when it writes a paper (src/report/stylesheet.cpp), byte for byte: the page's policy allows this stylesheet by its digest.
"""
import argparse
import base64
import pathlib

FACE = '@font-face {{ font-family: Sarabun; font-weight: {weight}; src: url("data:font/ttf;base64,{data}") format("truetype"); }}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("css", "regular", "bold", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    given = parser.parse_args()
    faces = "".join(FACE.format(weight=weight, data=base64.b64encode(font.read_bytes()).decode())
                    for weight, font in ((400, given.regular), (700, given.bold)))
    given.out.write_text(faces + given.css.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
