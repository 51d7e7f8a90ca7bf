"""Rooms and things that the illustrations are put together from. All take the canvas and a place on it."""

import math

from .canvas import (
    BRASS,
    CREAM,
    DARK_WOOD,
    GOLD,
    GREY,
    INK,
    LIGHT_GREY,
    LINEN,
    NAVY,
    WHITE,
    WINE,
    WOOD,
    Canvas,
)


def ballroom(floor=620, *, windows=True) -> Canvas:
    """Panelled walls, tall windows on the night, a parquet floor."""
    c = Canvas("#efe2c8", "#e0cda8")
    c.rect(0, 0, 1200, 46, "#d8c08c")
    c.rect(0, 46, 1200, 8, BRASS)
    for x in range(60, 1200, 280):
        c.rect(x, 110, 200, floor - 230, None, radius=6, outline="#cdb37c", line=4)
        if windows:
            c.rect(x + 34, 140, 132, floor - 290, NAVY, radius=60)
            c.rect(x + 34, 240, 132, floor - 390, NAVY)
            c.line([(x + 100, 142), (x + 100, floor - 150)], "#d8c08c", 5)
            c.line([(x + 34, 290), (x + 166, 290)], "#d8c08c", 5)
            c.poly([(x + 14, 126), (x + 52, 126), (x + 34, floor - 120), (x + 6, floor - 120)], WINE)
            c.poly([(x + 186, 126), (x + 148, 126), (x + 166, floor - 120), (x + 194, floor - 120)], WINE)
    c.rect(0, floor - 80, 1200, 80, "#d2b987")
    c.rect(0, floor - 84, 1200, 6, BRASS)
    parquet(c, floor)
    return c


def parquet(c: Canvas, floor: int, colour="#9a6a3f", line="#86592f") -> None:
    c.rect(0, floor, 1200, 900 - floor, colour)
    for x in range(-1600, 2900, 130):
        c.line([(600 + (x - 600) * 0.45, floor), (x, 900)], line, 2)
    for step in range(1, 6):
        y = floor + (900 - floor) * (step / 6) ** 1.5
        c.line([(0, y), (1200, y)], line, 2)


def corridor(wall="#e9dcc2", carpet=WINE) -> Canvas:
    """A passage in perspective with a carpet."""
    c = Canvas("#cdb98f", "#a88a58")
    c.poly([(0, 0), (1200, 0), (840, 200), (360, 200)], "#f3ead6")
    c.poly([(0, 0), (360, 200), (360, 600), (0, 900)], wall)
    c.poly([(1200, 0), (840, 200), (840, 600), (1200, 900)], "#dfd0b0")
    c.rect(360, 200, 480, 400, "#e4d6b8")
    c.poly([(0, 900), (360, 600), (840, 600), (1200, 900)], "#8a5f38")
    c.poly([(230, 900), (480, 600), (720, 600), (970, 900)], carpet)
    c.line([(250, 900), (488, 600)], GOLD, 4)
    c.line([(950, 900), (712, 600)], GOLD, 4)
    c.line([(0, 700), (360, 500)], BRASS, 5)
    c.line([(1200, 700), (840, 500)], BRASS, 5)
    return c


def tiled(floor=640) -> Canvas:
    """A tiled washroom."""
    c = Canvas("#e7efee", "#cfdedd")
    for x in range(0, 1200, 80):
        c.line([(x, 0), (x, floor)], "#bdd0ce", 2)
    for y in range(0, floor, 80):
        c.line([(0, y), (1200, y)], "#bdd0ce", 2)
    c.rect(0, floor, 1200, 900 - floor, "#7d8f8f")
    for x in range(-900, 2200, 150):
        c.line([(600 + (x - 600) * 0.6, floor), (x, 900)], "#6d7f7f", 2)
    c.line([(0, 730), (1200, 730)], "#6d7f7f", 2)
    c.line([(0, 815), (1200, 815)], "#6d7f7f", 2)
    return c


def night(horizon=560, ground="#3a4a36") -> Canvas:
    """Outdoors on a November evening."""
    c = Canvas("#0c1a2e", "#34506e")
    for number in range(26):
        x, y = (number * 197) % 1200, (number * 83) % 330
        c.ellipse(x, y, 1.5 + number % 3 * 0.7, fill="#ffffffb0")
    c.glow(990, 130, 150, colour="#f7f0d0", strength=0.4)
    c.ellipse(990, 130, 44, fill="#f5eccb")
    c.poly(
        [
            (0, horizon - 40),
            (200, horizon - 110),
            (460, horizon - 30),
            (760, horizon - 120),
            (1200, horizon - 30),
            (1200, horizon),
            (0, horizon),
        ],
        "#16283a",
    )
    c.rect(0, horizon, 1200, 900 - horizon, ground)
    return c


def tabletop(cloth=LINEN) -> Canvas:
    """A cloth seen from above."""
    c = Canvas(cloth, "#e2d7c2")
    for x in range(0, 1500, 170):
        c.line([(x, 0), (x - 260, 900)], "#ffffff38", 26)
    return c


def counter(c: Canvas, y=600, *, top="#f6f1e6", front=DARK_WOOD, x=0, width=1200) -> None:
    c.rect(x, y, width, 900 - y, front)
    for place in range(x + 40, x + width - 100, 200):
        c.rect(place, y + 70, 150, 170, None, radius=6, outline="#8a5f38", line=4)
    c.rect(x - 10, y - 16, width + 20, 40, top, radius=6)
    c.rect(x - 10, y + 20, width + 20, 6, "#00000030")


def chandelier(c: Canvas, x, y, size=1.0) -> None:
    c.line([(x, 0), (x, y)], BRASS, 5)
    c.glow(x, y + 60 * size, 330 * size, 260 * size, strength=0.75)
    for radius, drop, lights in ((150, 70, 7), (90, 20, 5)):
        c.arc(x, y + drop * size, radius * size, 34 * size, 0, 180, BRASS, 6)
        for light in range(lights):
            angle = math.pi * (light + 0.5) / lights
            px, py = x - math.cos(angle) * radius * size, y + (drop + 34 * math.sin(angle)) * size
            c.rect(px - 4, py - 26 * size, 8, 24 * size, CREAM)
            c.ellipse(px, py - 36 * size, 8 * size, 13 * size, "#fff3c4")
            c.poly([(px - 6, py + 4), (px + 6, py + 4), (px, py + 24 * size)], "#ffffffc0")
    c.ellipse(x, y + 10, 14 * size, 20 * size, GOLD)


def clock(c: Canvas, x, y, radius, hour, minute) -> None:
    c.shadow(x + 5, y + 8, radius * 1.15, strength=0.3)
    c.ellipse(x, y, radius, fill=WHITE, outline=INK, line=6)
    for mark in range(12):
        angle = mark * math.pi / 6
        inner, outer = radius * 0.8, radius * 0.9
        c.line(
            [
                (x + math.sin(angle) * inner, y - math.cos(angle) * inner),
                (x + math.sin(angle) * outer, y - math.cos(angle) * outer),
            ],
            INK,
            3,
        )
    for angle, length, width in (
        ((hour % 12 + minute / 60) * math.pi / 6, 0.5, 7),
        (minute * math.pi / 30, 0.75, 4),
    ):
        c.line(
            [(x, y), (x + math.sin(angle) * radius * length, y - math.cos(angle) * radius * length)],
            INK,
            width,
        )
    c.ellipse(x, y, 6, fill=WINE)


def stopwatch(c: Canvas, x, y, words, size=90) -> None:
    """A hand-held watch that shows what was measured."""
    c.shadow(x + 6, y + 12, size * 1.3, strength=0.35)
    c.rect(x - 14, y - size - 34, 28, 36, GREY, radius=6)
    c.ellipse(x, y, size, fill="#2b3538")
    c.ellipse(x, y, size * 0.84, fill="#f7f7f2")
    c.text(x, y - size * 0.1, words.split()[0], int(size * 0.62))
    c.text(x, y + size * 0.42, " ".join(words.split()[1:]), int(size * 0.3), GREY)


def meter(c: Canvas, x, y, value, unit) -> None:
    """A measuring device with its reading."""
    c.shadow(x + 12, y + 150, 190, 60, strength=0.4)
    c.rect(x - 130, y - 210, 260, 400, "#2b3538", radius=28)
    c.rect(x - 104, y - 178, 208, 160, "#cfe0d2", radius=10)
    c.text(x, y - 116, value, 82, "#10241c")
    c.text(x, y - 48, unit, 30, "#10241c")
    for row in range(2):
        for column in range(3):
            c.rect(x - 92 + column * 68, y + 20 + row * 72, 48, 44, "#4a575b", radius=10)


def table(c: Canvas, x, y, rx=150, *, cloth=WHITE, candles=True) -> None:
    """A round table with a cloth to the floor."""
    c.shadow(x, y + rx * 0.62, rx * 1.35, rx * 0.34, strength=0.5)
    c.poly(
        [(x - rx, y), (x + rx, y), (x + rx * 0.86, y + rx * 0.62), (x - rx * 0.86, y + rx * 0.62)], "#e9e1d0"
    )
    for fold in (-0.6, -0.2, 0.25, 0.65):
        c.line([(x + rx * fold, y + 10), (x + rx * fold * 0.9, y + rx * 0.6)], "#d5cab2", 4)
    c.ellipse(x, y, rx, rx * 0.28, cloth)
    for place in (-0.62, -0.22, 0.22, 0.62):
        c.ellipse(x + rx * place, y + rx * 0.1, rx * 0.13, rx * 0.04, "#f3f0e8", outline=GOLD, line=1)
    if candles:
        candle(c, x, y - rx * 0.04, rx / 150)


def candle(c: Canvas, x, y, size=1.0) -> None:
    c.glow(x, y - 70 * size, 120 * size, strength=0.7)
    c.rect(x - 6 * size, y - 60 * size, 12 * size, 60 * size, CREAM)
    c.ellipse(x, y, 22 * size, 7 * size, BRASS)
    c.ellipse(x, y - 74 * size, 6 * size, 14 * size, "#ffc24b")


def chair(c: Canvas, x, y, size=1.0, colour=WINE) -> None:
    c.rect(x - 30 * size, y - 120 * size, 60 * size, 80 * size, colour, radius=14 * size)
    c.rect(x - 34 * size, y - 46 * size, 68 * size, 18 * size, "#7a1c40", radius=6)
    for leg in (-28, 20):
        c.rect(x + leg * size, y - 30 * size, 8 * size, 44 * size, DARK_WOOD)


def coupe(c: Canvas, x, y, size=1.0, wine="#f2d98a") -> None:
    """A stemmed glass standing at (x, y)."""
    c.ellipse(x, y, 24 * size, 6 * size, "#ffffff90")
    c.line([(x, y), (x, y - 70 * size)], "#ffffffc0", 4 * size)
    c.poly(
        [
            (x - 14 * size, y - 150 * size),
            (x + 14 * size, y - 150 * size),
            (x + 18 * size, y - 100 * size),
            (x, y - 66 * size),
            (x - 18 * size, y - 100 * size),
        ],
        "#ffffff70",
        outline="#ffffffd0",
        line=2,
    )
    c.poly(
        [
            (x - 16 * size, y - 126 * size),
            (x + 16 * size, y - 126 * size),
            (x + 17 * size, y - 100 * size),
            (x, y - 70 * size),
            (x - 17 * size, y - 100 * size),
        ],
        wine,
    )


def paper_cup(c: Canvas, x, y, size=1.0) -> None:
    c.shadow(x + 8 * size, y, 54 * size, 16 * size)
    c.poly(
        [
            (x - 44 * size, y - 120 * size),
            (x + 44 * size, y - 120 * size),
            (x + 32 * size, y),
            (x - 32 * size, y),
        ],
        "#fbfbf8",
        outline="#cfcbc0",
        line=2,
    )
    c.poly(
        [
            (x - 40 * size, y - 84 * size),
            (x + 40 * size, y - 84 * size),
            (x + 36 * size, y - 40 * size),
            (x - 36 * size, y - 40 * size),
        ],
        "#8fb3c9",
    )
    c.ellipse(x, y - 120 * size, 45 * size, 11 * size, "#ffffff", outline="#cfcbc0", line=2)
    c.ellipse(x, y - 118 * size, 37 * size, 7 * size, "#ecd788")


def bottle(c: Canvas, x, y, size=1.0, colour="#22402b", label="CAVA") -> None:
    c.shadow(x + 8, y, 60 * size, 16 * size)
    c.rect(x - 38 * size, y - 200 * size, 76 * size, 200 * size, colour, radius=14)
    c.poly(
        [
            (x - 38 * size, y - 186 * size),
            (x + 38 * size, y - 186 * size),
            (x + 15 * size, y - 270 * size),
            (x - 15 * size, y - 270 * size),
        ],
        colour,
    )
    c.rect(x - 16 * size, y - 340 * size, 32 * size, 90 * size, GOLD, radius=6)
    c.rect(x - 38 * size, y - 140 * size, 76 * size, 70 * size, CREAM)
    c.text(x, y - 105 * size, label, int(24 * size))


def paper(c: Canvas, x, y, width, height, colour="#fffdf6") -> None:
    """A sheet lying there, with its shadow."""
    c.rect(x + 10, y + 14, width, height, "#00000028", radius=4)
    c.rect(x, y, width, height, colour, radius=3)


def sign(c: Canvas, x, y, width, height, words, *, colour=NAVY, ink=GOLD, size=44) -> None:
    c.rect(x + 6, y + 10, width, height, "#00000030", radius=8)
    c.rect(x, y, width, height, colour, radius=8, outline=BRASS, line=4)
    c.text(x + width / 2, y + height / 2, words, size, ink)


def wheelchair_mark(c: Canvas, x, y, size=1.0, colour=WHITE) -> None:
    """The sign for access."""
    c.ellipse(x, y - 62 * size, 14 * size, fill=colour)
    c.line(
        [
            (x, y - 44 * size),
            (x + 4 * size, y + 2 * size),
            (x + 42 * size, y + 2 * size),
            (x + 62 * size, y + 52 * size),
        ],
        colour,
        13 * size,
    )
    c.line([(x + 2 * size, y - 22 * size), (x + 34 * size, y - 22 * size)], colour, 10 * size)
    c.arc(x + 4 * size, y + 22 * size, 48 * size, 48 * size, 20, 265, colour, int(11 * size))


def door(c: Canvas, x, y, width, height, colour=WOOD) -> None:
    c.rect(x - 16, y - 16, width + 32, height + 16, "#f4ecd8", radius=4)
    c.rect(x, y, width, height, colour)
    for top, size in ((0.08, 0.36), (0.54, 0.36)):
        c.rect(
            x + width * 0.14,
            y + height * top,
            width * 0.72,
            height * size,
            None,
            radius=4,
            outline="#00000038",
            line=5,
        )
    c.ellipse(x + width * 0.9, y + height * 0.5, 11, fill=BRASS)


def coats(
    c: Canvas, x, y, width, *, colours=("#2f3b4a", "#6b2a3a", "#4a4238", "#1f2a30", "#7d6a4f", "#3d4f44")
) -> None:
    """A rail of coats."""
    c.rect(x, y, width, 10, BRASS, radius=5)
    for number, place in enumerate(range(int(x) + 30, int(x + width) - 20, 46)):
        colour = colours[(number * 5 + int(y)) % len(colours)]
        c.arc(place, y + 4, 9, 12, 180, 360, GREY, 3)
        c.poly(
            [
                (place, y + 12),
                (place + 34, y + 44),
                (place + 28, y + 220 + number % 3 * 16),
                (place - 28, y + 220 + number % 3 * 16),
                (place - 34, y + 44),
            ],
            colour,
        )
        c.line([(place, y + 20), (place, y + 210)], "#00000040", 3)


def lantern(c: Canvas, x, y, size=1.0) -> None:
    c.glow(x, y, 170 * size, strength=0.75)
    c.line([(x, y), (x, y + 250 * size)], INK, 7 * size)
    c.rect(x - 17 * size, y - 26 * size, 34 * size, 50 * size, "#ffe2a0", radius=4, outline=INK, line=3)
    c.poly([(x - 24 * size, y - 26 * size), (x + 24 * size, y - 26 * size), (x, y - 52 * size)], INK)


def phone(c: Canvas, x, y, title, lines, accent=NAVY) -> None:
    """A message on a telephone; its words are set one to a line."""
    c.shadow(x + 150, y + 330, 260, 380, strength=0.3)
    c.rect(x, y, 300, 600, INK, radius=40)
    c.rect(x + 16, y + 16, 268, 568, "#fdfcf8", radius=28)
    c.rect(x + 16, y + 60, 268, 66, accent)
    c.text(x + 150, y + 93, title, 28, WHITE)
    for number, words in enumerate(lines):
        if words:
            c.text(x + 150, y + 180 + number * 48, words, 30)
        else:
            c.rect(x + 44, y + 172 + number * 48, 212, 14, LIGHT_GREY, radius=7)
