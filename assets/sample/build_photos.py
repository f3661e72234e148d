#!/usr/bin/env python3
"""Draws the invented photos of the sample office: eight scenes, as shapes that the program fills in.

    build_photos.py --output scenes.json

They stand for what an inspector's camera would bring back, and are drawings, so that nobody takes them for a real factory. As
shapes they are a fifth of what pictures would weigh on every first visit.
"""

import argparse
import json
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from drawing import Drawing, mix, rgb, segments  # noqa: E402

WIDTH, HEIGHT = 480, 360  # units of the drawings
SKY, HAZE = rgb("8fb6d6"), rgb("dbe8ee")
GRASS, DARK_GRASS, HILL, FAR_HILL = rgb("6d9157"), rgb("4d7043"), rgb("5d8a66"), rgb("86aa93")
CONCRETE, LIGHT_CONCRETE, DARK_CONCRETE = rgb("a8a298"), rgb("c6c1b8"), rgb("827c72")
STEEL, DARK_STEEL, SHADOW, WHITE = rgb("8d98a3"), rgb("56616d"), rgb("2b3138"), rgb("f4f4f0")
RED, YELLOW, TEAL = rgb("b3342a"), rgb("e0ac2b"), rgb("0b6477")


def outdoors(horizon):
    drawing = Drawing(WIDTH, HEIGHT, SKY)
    drawing.bands(0, horizon, SKY, HAZE, 9)
    return drawing


def hills(drawing, base, colour, heights, step=60):
    points = [(-10, base)]
    for x in range(-10, WIDTH + step, step // 6):
        at = x / step
        low, high = int(math.floor(at)) % len(heights), (int(math.floor(at)) + 1) % len(heights)
        ease = (1 - math.cos((at % 1) * math.pi)) / 2
        points.append((x, base - (heights[low] + (heights[high] - heights[low]) * ease)))
    drawing.polygon(points + [(WIDTH + 10, base)], colour)


def tuft(drawing, x, y, size, colour):
    for lean in (-0.55, -0.2, 0.15, 0.5):
        drawing.polygon([(x - 2 + lean * 8, y), (x + lean * size, y - size * (1 - abs(lean) * 0.5)), (x + 2 + lean * 8, y)], colour)


def pipe():
    """Foaming water from a broken pipe in a concrete wall."""
    d = outdoors(150)
    hills(d, 160, FAR_HILL, [52, 78, 40, 66, 88, 58])
    hills(d, 175, HILL, [20, 44, 62, 30, 24, 50], 80)
    d.bands(160, HEIGHT, rgb("7d9a62"), rgb("5b7a4a"), 6)
    d.polygon([(0, 148), (480, 172), (480, 186), (0, 162)], LIGHT_CONCRETE)
    d.polygon([(0, 162), (480, 186), (480, 292), (0, 300)], CONCRETE)
    for x in (118, 352):
        d.line([(x, 168 + x * 0.05), (x + 2, 297 - x * 0.015)], 2, DARK_CONCRETE)
    d.line([(300, 186), (312, 214), (302, 236), (318, 262)], 3, rgb("6b655c"))
    d.line([(312, 214), (330, 224)], 2, rgb("6b655c"))
    d.polygon([(0, 300), (480, 292), (480, 360), (0, 360)], rgb("5e6a52"))
    d.polygon([(0, 318), (480, 306), (480, 360), (0, 360)], rgb("6f7059"))
    d.ellipse(232, 226, 50, 50, DARK_CONCRETE)
    d.ellipse(232, 226, 42, 42, rgb("3a3833"))
    d.ellipse(232, 230, 34, 34, rgb("23221f"))
    d.polygon([(203, 240), (261, 240), (272, 272), (284, 330), (182, 330), (194, 272)], rgb("a08f63"))
    for x, lean in ((214, -5), (232, 0), (250, 6)):
        d.polygon([(x - 3, 243), (x + 4, 243), (x + lean * 1.6 + 7, 326), (x + lean * 1.6 - 7, 326)], rgb("c3b58a"))
    for x, y, size in ((150, 330, 22), (184, 336, 30), (232, 338, 44), (284, 334, 30), (320, 330, 20), (206, 350, 26),
                       (262, 352, 30), (352, 340, 15), (118, 342, 14)):
        d.ellipse(x, y, size, size * 0.36, rgb("e9e4cf"))
        d.ellipse(x + size * 0.2, y - size * 0.08, size * 0.6, size * 0.2, WHITE)
    for x, y, size in ((28, 304, 46), (66, 312, 34), (432, 300, 52), (396, 306, 30), (462, 312, 40)):
        tuft(d, x, y + 14, size, DARK_GRASS)
        tuft(d, x + 9, y + 16, size * 0.7, GRASS)
    return d


def aerator(d, x, y, size):
    d.ellipse(x, y + size * 0.32, size * 1.5, size * 0.34, rgb("c9d3c0"))
    d.ellipse(x, y + size * 0.2, size * 1.0, size * 0.24, WHITE)
    d.ellipse(x, y, size * 0.62, size * 0.2, rgb("38424b"))
    d.box(x - size * 0.22, y - size * 0.62, x + size * 0.22, y, rgb("38424b"))
    d.box(x - size * 0.22, y - size * 0.62, x - size * 0.05, y, rgb("5b6a77"))
    d.box(x - size * 0.3, y - size * 0.72, x + size * 0.3, y - size * 0.58, YELLOW)


def pond():
    """A treatment pond with aerators, the factory behind it."""
    d = outdoors(130)
    hills(d, 138, FAR_HILL, [30, 52, 24, 40, 60, 34], 90)
    d.box(250, 76, 444, 138, rgb("9fb0bd"))
    d.polygon([(242, 78), (300, 52), (346, 78)], rgb("66788a"))
    d.polygon([(338, 78), (396, 52), (452, 78)], rgb("5a6c7e"))
    d.box(250, 76, 444, 82, rgb("7d909f"))
    for x in (264, 300, 336, 372, 408):
        d.box(x, 92, x + 20, 106, rgb("dfe9ee"))
    d.box(206, 34, 220, 138, rgb("b7bcc0"))
    d.box(206, 34, 210, 138, rgb("d3d7d9"))
    d.box(206, 48, 220, 56, RED)
    d.box(0, 136, WIDTH, 152, GRASS)
    d.polygon([(0, 150), (480, 150), (480, 168), (0, 176)], rgb("b5a583"))
    d.bands(164, HEIGHT, rgb("74896a"), rgb("3f5743"), 10)
    d.polygon([(0, 150), (480, 150), (480, 163), (0, 171)], rgb("b5a583"))
    for y, left, right in ((196, 40, 150), (214, 300, 420), (258, 190, 300), (292, 20, 120), (318, 330, 470), (344, 120, 260)):
        d.line([(left, y), (right, y)], 2, rgb("8da283"))
    aerator(d, 120, 226, 30)
    aerator(d, 352, 246, 36)
    aerator(d, 226, 194, 20)
    d.polygon([(0, 360), (0, 326), (90, 344), (150, 360)], DARK_GRASS)
    for x in range(4, 140, 17):
        tuft(d, x, 352 + x * 0.06, 30, GRASS)
    for x in (18, 150, 282, 414):
        d.box(x, 118, x + 5, 160, DARK_STEEL)
    d.line([(0, 126), (480, 126)], 3, DARK_STEEL)
    d.line([(0, 140), (480, 140)], 2, DARK_STEEL)
    return d


def meter():
    """A hand-held pH meter that reads 9.6, its probe in a beaker."""
    d = Drawing(WIDTH, HEIGHT, rgb("57654f"))
    d.bands(0, 250, rgb("6d7c61"), rgb("56654d"), 7)
    d.polygon([(0, 250), (480, 236), (480, 360), (0, 360)], rgb("8a8172"))
    d.polygon([(0, 250), (480, 236), (480, 246), (0, 260)], rgb("a69c8b"))
    d.polygon([(336, 130), (440, 130), (430, 306), (346, 306)], rgb("aebfc4"))
    d.polygon([(341, 190), (435, 190), (430, 302), (346, 302)], rgb("a3975f"))
    d.ellipse(388, 190, 47, 8, rgb("bcb07a"))
    d.ellipse(388, 130, 52, 9, rgb("d5e0e3"))
    d.ellipse(388, 130, 45, 6, rgb("8fa2a8"))
    for y in (214, 236, 258, 280):
        d.line([(350, y), (366, y)], 2, WHITE)
    d.line([(236, 60), (300, 34), (360, 52), (386, 120)], 7, rgb("20262b"))
    d.line([(386, 108), (390, 262)], 13, rgb("2b3138"))
    d.line([(390, 236), (390, 268)], 9, rgb("d9e2e4"))
    tilt = [(92, 58), (258, 36), (290, 292), (124, 322)]
    d.polygon([(x + 8, y + 10) for x, y in tilt], rgb("3d4737"), 0.6)
    d.line(tilt + tilt[:1], 22, rgb("33424f"))
    d.polygon(tilt, rgb("33424f"))
    d.polygon([(100, 66), (252, 46), (282, 286), (130, 314)], rgb("435665"))
    d.polygon([(112, 82), (246, 64), (258, 160), (124, 180)], rgb("22303a"))
    d.polygon([(118, 88), (241, 71), (252, 155), (129, 173)], rgb("c9d6b4"))
    segments(d, "9.6", 148, 98, 54, rgb("1c2a20"), -0.1)
    d.line([(224, 86), (224, 98)], 3, rgb("1c2a20"))
    d.ellipse(228, 89, 5, 4, rgb("1c2a20"))
    d.ellipse(228, 89, 2.4, 1.8, rgb("c9d6b4"))
    d.line([(236, 84), (237, 97)], 3, rgb("1c2a20"))
    d.line([(244, 83), (245, 96)], 3, rgb("1c2a20"))
    d.line([(237, 90), (244, 89)], 3, rgb("1c2a20"))
    d.ellipse(152, 216, 15, 14, rgb("d98b2b"))
    d.ellipse(198, 210, 15, 14, rgb("8fa1b0"))
    d.ellipse(242, 204, 15, 14, rgb("8fa1b0"))
    d.line([(148, 256), (258, 241)], 9, rgb("5f7484"))
    d.line([(152, 280), (262, 265)], 9, rgb("5f7484"))
    return d


def front():
    """A factory's front: hall with saw-tooth roof, gate, sign board."""
    d = outdoors(210)
    d.ellipse(90, 60, 46, 14, WHITE, 0.7)
    d.ellipse(124, 52, 34, 13, WHITE, 0.7)
    d.ellipse(384, 40, 52, 13, WHITE, 0.7)
    hills(d, 214, FAR_HILL, [24, 46, 30, 18, 38, 26], 90)
    d.box(0, 213, WIDTH, HEIGHT, rgb("7c9c63"))
    d.box(338, 40, 360, 200, rgb("c2b7a8"))
    d.box(338, 40, 344, 200, rgb("d8cfc2"))
    d.box(338, 56, 360, 68, RED)
    d.box(338, 84, 360, 96, RED)
    d.box(60, 134, 420, 236, rgb("d8dde0"))
    for x in (60, 150, 240, 330):
        d.polygon([(x, 136), (x, 96), (x + 90, 136)], rgb("6f8496"))
        d.polygon([(x, 136), (x, 96), (x + 14, 102), (x + 14, 136)], rgb("bfd6e2"))
    d.box(60, 134, 420, 142, rgb("4f6273"))
    d.box(60, 206, 420, 236, rgb("7e95a5"))
    for x in (82, 120, 158):
        d.box(x, 156, x + 26, 184, rgb("7fa7bf"))
        d.line([(x + 13, 156), (x + 13, 184)], 2, WHITE)
    d.box(206, 152, 300, 236, rgb("55626e"))
    for y in range(160, 236, 12):
        d.line([(206, y), (300, y)], 2, rgb("6c7a86"))
    for x in (330, 368):
        d.box(x, 156, x + 32, 184, rgb("7fa7bf"))
        d.line([(x + 16, 156), (x + 16, 184)], 2, WHITE)
    d.box(0, 234, WIDTH, 262, GRASS)
    d.polygon([(196, 236), (310, 236), (430, 360), (60, 360)], rgb("9a9c9e"))
    for y, half in ((248, 3), (274, 4), (306, 6), (344, 8)):
        d.polygon([(251 - half, y), (253 + half, y), (254 + half, y + 14 + half), (250 - half, y + 14 + half)], WHITE)
    d.polygon([(0, 260), (176, 260), (56, 360), (0, 360)], rgb("7c9c63"))
    d.polygon([(330, 260), (480, 260), (480, 360), (434, 360)], rgb("7c9c63"))
    d.box(34, 258, 42, 318, DARK_STEEL)
    d.box(120, 258, 128, 318, DARK_STEEL)
    d.box(20, 226, 142, 278, TEAL)
    d.box(25, 231, 137, 273, mix(TEAL, WHITE, 0.92))
    d.box(36, 240, 126, 249, TEAL)
    d.box(36, 256, 104, 262, mix(TEAL, WHITE, 0.45))
    for x in (364, 412, 456):
        d.box(x - 3, 262, x + 3, 296, rgb("7a5f41"))
        d.ellipse(x, 252, 22, 26, DARK_GRASS)
        d.ellipse(x - 6, 246, 13, 15, GRASS)
    return d


def extinguisher():
    """A fire extinguisher behind stacked boxes."""
    d = Drawing(WIDTH, HEIGHT, rgb("d9dcd8"))
    d.bands(0, 280, rgb("e3e5e1"), rgb("cdd1cd"), 5)
    d.box(0, 274, WIDTH, 286, rgb("9aa3a8"))
    d.bands(286, HEIGHT, rgb("a39c90"), rgb("8d867a"), 3)
    d.box(120, 24, 224, 92, RED)
    d.box(126, 30, 218, 86, rgb("c8473c"))
    d.round_box(154, 42, 176, 80, 8, WHITE)
    d.box(160, 36, 170, 44, WHITE)
    d.line([(166, 40), (184, 38), (188, 50)], 4, WHITE)
    d.polygon([(194, 80), (186, 64), (196, 50), (200, 60), (208, 66), (206, 78)], WHITE)
    d.box(150, 122, 196, 132, DARK_STEEL)
    d.round_box(136, 148, 208, 300, 22, rgb("a32b22"))
    d.round_box(136, 148, 190, 300, 22, rgb("c23a2f"))
    d.round_box(144, 160, 158, 286, 7, rgb("d9665c"))
    d.box(160, 124, 184, 152, rgb("3a4249"))
    d.line([(150, 126), (204, 116)], 9, rgb("2b3138"))
    d.line([(152, 140), (200, 136)], 7, rgb("2b3138"))
    d.ellipse(172, 140, 9, 9, WHITE)
    d.line([(172, 140), (166, 145)], 3, RED)
    d.line([(184, 136), (222, 158), (226, 214), (216, 262)], 8, rgb("23282d"))
    d.polygon([(208, 258), (226, 258), (230, 288), (204, 288)], rgb("23282d"))
    d.box(146, 190, 198, 236, WHITE)
    d.box(152, 198, 192, 203, rgb("4a545c"))
    d.box(152, 210, 186, 214, rgb("9aa3a8"))
    d.box(152, 220, 180, 224, rgb("9aa3a8"))
    for left, top, right, bottom in ((196, 226, 330, 318), (300, 150, 430, 240), (326, 236, 468, 330)):
        d.box(left, top, right, bottom, rgb("b98d57"))
        d.box(left, top, right, top + 12, rgb("cfa873"))
        d.box((left + right) / 2 - 9, top, (left + right) / 2 + 9, bottom, rgb("d8bd92"))
        d.box(left, top, left + 4, bottom, rgb("9c7344"))
        d.box(left + 14, bottom - 26, left + 40, bottom - 12, rgb("8a6339"))
    d.polygon([(180, 326), (480, 338), (480, 360), (150, 360)], rgb("7c766b"), 0.35)
    return d


def belt():
    """A conveyor's drive without its guard."""
    d = Drawing(WIDTH, HEIGHT, rgb("6d7882"))
    d.bands(0, 230, rgb("7c8791"), rgb("646f79"), 5)
    for x in range(20, 480, 92):
        d.box(x, 0, x + 10, 230, rgb("59636d"))
    d.polygon([(0, 230), (480, 230), (480, 360), (0, 360)], rgb("8b857a"))
    d.polygon([(0, 230), (480, 230), (480, 238), (0, 238)], rgb("4d565e"))
    d.polygon([(0, 300), (250, 360), (0, 360)], YELLOW)
    for x in range(-40, 240, 56):
        d.polygon([(x, 360), (x + 26, 360), (x + 8, 300), (x - 18, 300)], rgb("2f3439"))
    d.polygon([(0, 238), (0, 299), (270, 364), (480, 364), (480, 238)], rgb("8b857a"))
    for x in (70, 300, 430):
        d.box(x, 160, x + 16, 306, rgb("38566b"))
        d.box(x - 12, 300, x + 28, 312, rgb("2b4353"))
    d.line([(78, 290), (304, 190)], 7, rgb("38566b"))
    d.box(20, 148, 470, 168, rgb("41647c"))
    d.box(20, 148, 470, 153, rgb("5d849e"))
    d.round_box(8, 96, 476, 148, 26, rgb("24282c"))
    d.round_box(16, 104, 468, 140, 18, rgb("5b636a"))
    d.box(34, 96, 450, 105, rgb("33383d"))
    for x in range(60, 450, 44):
        d.ellipse(x, 122, 13, 13, STEEL)
        d.ellipse(x, 122, 5, 5, DARK_STEEL)
    for x, size in ((96, 26), (158, 32), (236, 24), (300, 30), (372, 26)):
        d.polygon([(x - size, 96), (x - size * 0.6, 96 - size * 0.7), (x + size * 0.3, 96 - size * 0.85), (x + size, 96)],
                  rgb("c9b892"))
        d.polygon([(x - size * 0.6, 96 - size * 0.7), (x + size * 0.3, 96 - size * 0.85), (x, 96 - size * 0.4)], rgb("dfd2b2"))
    d.line([(392, 122), (348, 262)], 12, rgb("1d2023"))
    d.line([(442, 136), (426, 276)], 12, rgb("1d2023"))
    d.ellipse(418, 126, 34, 34, rgb("4a545d"))
    d.ellipse(418, 126, 26, 26, rgb("a9b3bb"))
    for turn in range(0, 360, 60):
        d.line([(418, 126), (418 + 22 * math.cos(math.radians(turn)), 126 + 22 * math.sin(math.radians(turn)))], 5, rgb("66717b"))
    d.ellipse(418, 126, 7, 7, SHADOW)
    d.round_box(340, 238, 440, 318, 10, rgb("2f6b52"))
    for y in range(250, 312, 12):
        d.line([(348, y), (374, y)], 4, rgb("255641"))
    d.ellipse(388, 274, 42, 42, rgb("33383d"))
    d.ellipse(388, 274, 32, 32, rgb("98a3ac"))
    d.ellipse(388, 274, 9, 9, SHADOW)
    return d


def drum(d, x, y, body, label=None, rust=False):
    light, dark = mix(body, WHITE, 0.18), mix(body, SHADOW, 0.3)
    d.box(x - 38, y - 104, x + 38, y, body)
    d.ellipse(x, y, 38, 11, body)
    d.box(x - 38, y - 104, x - 20, y + 4, light)
    d.box(x + 22, y - 104, x + 38, y + 4, dark)
    for band in (-70, -36):
        d.line([(x - 37, y + band), (x - 14, y + band + 5), (x + 14, y + band + 5), (x + 37, y + band)], 5, dark)
    d.ellipse(x, y - 104, 38, 11, dark)
    d.ellipse(x, y - 106, 36, 9, light)
    d.ellipse(x + 14, y - 107, 6, 2.4, SHADOW)
    if label:
        d.polygon([(x - 2, y - 66), (x + 20, y - 44), (x - 2, y - 22), (x - 24, y - 44)], label)
        d.polygon([(x - 2, y - 59), (x + 13, y - 44), (x - 2, y - 29), (x - 17, y - 44)], WHITE)
        d.line([(x - 2, y - 54), (x - 2, y - 42)], 4, SHADOW)
        d.ellipse(x - 2, y - 35, 2.6, 2.6, SHADOW)
    if rust:
        d.polygon([(x - 30, y - 30), (x - 8, y - 38), (x + 2, y - 12), (x - 12, y + 6), (x - 34, y)], rgb("7c4a2a"))


def drums():
    """Waste drums on bare ground, one of them leaking."""
    d = outdoors(120)
    d.box(0, 52, WIDTH, 190, rgb("b9b3a6"))
    for y in range(70, 190, 20):
        d.line([(0, y), (480, y)], 2, rgb("a29b8d"))
    d.polygon([(0, 24), (480, 8), (480, 40), (0, 58)], rgb("68798a"))
    for x in range(10, 480, 30):
        d.line([(x, 24 - x * 0.033), (x + 2, 58 - x * 0.037)], 3, rgb("586877"))
    d.bands(186, HEIGHT, rgb("a38f6c"), rgb("7f6c4e"), 6)
    drum(d, 120, 236, rgb("2f6f9f"))
    drum(d, 208, 230, rgb("2f6f9f"), YELLOW)
    drum(d, 300, 234, rgb("4d7d53"))
    drum(d, 390, 228, rgb("2f6f9f"))
    d.polygon([(96, 318), (170, 300), (262, 304), (330, 322), (300, 346), (190, 352), (112, 342)], rgb("3b3327"))
    d.polygon([(140, 318), (196, 310), (250, 316), (232, 328), (172, 330)], rgb("5b5140"))
    drum(d, 70, 306, rgb("b05b2b"), None, True)
    drum(d, 168, 312, rgb("3f4a52"), RED, True)
    drum(d, 352, 308, rgb("2f6f9f"), RED)
    d.line([(180, 292), (186, 322)], 5, rgb("3b3327"))
    for x, y in ((430, 330), (460, 300), (20, 344), (416, 262)):
        tuft(d, x, y, 22, DARK_GRASS)
    return d


def boiler():
    """A boiler with its pressure gauge and water glass."""
    d = Drawing(WIDTH, HEIGHT, rgb("c9c4ba"))
    d.bands(0, 300, rgb("d4cfc6"), rgb("b7b1a6"), 5)
    d.box(0, 296, WIDTH, 360, rgb("87827a"))
    d.box(0, 296, WIDTH, 303, rgb("6c675f"))
    d.box(300, 0, 340, 96, rgb("7d858d"))
    d.box(300, 0, 312, 96, rgb("9aa2a9"))
    d.box(292, 40, 348, 52, rgb("5d656d"))
    d.box(84, 280, 124, 318, rgb("4b535b"))
    d.box(356, 280, 396, 318, rgb("4b535b"))
    d.round_box(36, 84, 456, 292, 50, rgb("9fa8ae"))
    d.round_box(36, 84, 456, 170, 42, rgb("bcc4c9"))
    d.box(36, 128, 456, 170, rgb("aeb7bd"))
    for x in (150, 402):
        d.box(x, 85, x + 8, 292, rgb("858f97"))
    d.ellipse(96, 190, 62, 74, rgb("6f7a83"))
    d.ellipse(96, 190, 53, 65, rgb("8c979f"))
    d.ellipse(96, 190, 22, 24, rgb("2c3136"))
    d.ellipse(96, 192, 15, 16, rgb("e07a24"))
    d.ellipse(97, 196, 8, 10, rgb("f6cf57"))
    for turn in range(0, 360, 45):
        d.ellipse(96 + 55 * math.cos(math.radians(turn)), 190 + 67 * math.sin(math.radians(turn)), 4, 4, rgb("4b535b"))
    d.box(250, 58, 262, 96, rgb("b08a3a"))
    d.box(241, 46, 271, 62, rgb("c9a350"))
    d.line([(270, 54), (292, 54), (292, 30)], 7, rgb("c9a350"))
    d.box(236, 150, 246, 196, rgb("6f7a83"))
    d.ellipse(241, 190, 56, 56, rgb("3a4148"))
    d.ellipse(241, 190, 49, 49, WHITE)
    d.line([(241 + 42 * math.cos(math.radians(20)), 190 + 42 * math.sin(math.radians(20))),
            (241 + 42 * math.cos(math.radians(35)), 190 + 42 * math.sin(math.radians(35))),
            (241 + 42 * math.cos(math.radians(46)), 190 + 42 * math.sin(math.radians(46)))], 6, RED)
    for turn in range(135, 406, 27):
        inner, outer = (34, 43)
        d.line([(241 + inner * math.cos(math.radians(turn)), 190 + inner * math.sin(math.radians(turn))),
                (241 + outer * math.cos(math.radians(turn)), 190 + outer * math.sin(math.radians(turn)))], 3, SHADOW)
    d.line([(241, 190), (241 + 36 * math.cos(math.radians(330)), 190 + 36 * math.sin(math.radians(330)))], 4, RED)
    d.ellipse(241, 190, 6, 6, SHADOW)
    d.box(344, 124, 352, 262, rgb("b08a3a"))
    d.box(374, 124, 382, 262, rgb("b08a3a"))
    d.box(336, 118, 390, 130, rgb("8f6f2d"))
    d.box(336, 256, 390, 268, rgb("8f6f2d"))
    d.box(352, 130, 374, 256, rgb("e6eef0"))
    d.box(352, 196, 374, 256, rgb("6fa9c9"))
    d.line([(352, 196), (374, 196)], 3, rgb("3f7fa3"))
    d.line([(398, 172), (388, 172)], 3, RED)
    d.line([(398, 214), (388, 214)], 3, RED)
    d.box(424, 30, 480, 96, rgb("56616d"))
    d.box(432, 40, 472, 62, rgb("c9d6b4"))
    segments(d, "6.8", 436, 44, 13, SHADOW, 0)
    d.ellipse(440, 80, 6, 6, rgb("57b36a"))
    d.ellipse(462, 80, 6, 6, RED)
    return d


SCENES = {scene.__name__: scene for scene in (pipe, pond, meter, front, extinguisher, belt, drums, boiler)}


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Draws the sample office's photos.")
    parser.add_argument("--output", type=pathlib.Path, required=True, help="the JSON file to write")
    options = parser.parse_args(arguments)
    drawn = {name: scene() for name, scene in SCENES.items()}
    scenes = {name: {"colours": drawing.colours, "shapes": drawing.shapes} for name, drawing in drawn.items()}
    options.output.write_text(json.dumps(scenes, separators=(",", ":")))


if __name__ == "__main__":
    sys.exit(main())
