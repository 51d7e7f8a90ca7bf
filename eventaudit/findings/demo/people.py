"""Guests and staff, without faces."""

from .canvas import CREAM, GOLD, INK, NAVY, WHITE, WINE, Canvas

SKIN = ("#e8c4a0", "#c99a70", "#8d5d3c", "#f0d3b6", "#a97450")
HAIR = ("#3a2a1e", "#1e1a18", "#8a6a3c", "#b9b2a8", "#5a2f1e")
GOWNS = ("#7a1f45", "#1f4a5c", "#c9a227", "#3b2f5c", "#2f5c48")


def guest(c: Canvas, x, base, height, number=0) -> None:
    """In black tie or an evening gown, by turns; standing on `base`."""
    (gown if number % 2 else tuxedo)(c, x, base, height, number)


def tuxedo(c: Canvas, x, base, height, number=0, *, jacket=INK) -> None:
    u = height / 100
    c.shadow(x, base, 20 * u, 5 * u)
    c.rect(x - 9 * u, base - 46 * u, 8 * u, 46 * u, "#15181a")
    c.rect(x + 1 * u, base - 46 * u, 8 * u, 46 * u, "#15181a")
    c.rect(x - 14 * u, base - 84 * u, 28 * u, 44 * u, jacket, radius=8 * u)
    c.poly([(x - 6 * u, base - 83 * u), (x + 6 * u, base - 83 * u), (x, base - 58 * u)], WHITE)
    c.poly([(x - 5 * u, base - 82 * u), (x, base - 79 * u), (x - 5 * u, base - 76 * u)], WINE)
    c.poly([(x + 5 * u, base - 82 * u), (x, base - 79 * u), (x + 5 * u, base - 76 * u)], WINE)
    _head(c, x, base - 92 * u, u, number)


def gown(c: Canvas, x, base, height, number=1, *, colour=None) -> None:
    u = height / 100
    colour = colour or GOWNS[number % len(GOWNS)]
    c.shadow(x, base, 24 * u, 5 * u)
    c.poly(
        [(x - 7 * u, base - 62 * u), (x + 7 * u, base - 62 * u), (x + 20 * u, base), (x - 20 * u, base)],
        colour,
    )
    c.rect(x - 10 * u, base - 82 * u, 20 * u, 26 * u, colour, radius=7 * u)
    c.line([(x - 9 * u, base - 78 * u), (x - 13 * u, base - 52 * u)], SKIN[number % len(SKIN)], 4 * u)
    c.line([(x + 9 * u, base - 78 * u), (x + 13 * u, base - 52 * u)], SKIN[number % len(SKIN)], 4 * u)
    _head(c, x, base - 91 * u, u, number)
    c.ellipse(x, base - 101 * u, 5 * u, 4 * u, HAIR[number % len(HAIR)])


def staff(c: Canvas, x, base, height, number=0) -> None:
    """In a white shirt and the house's waistcoat."""
    tuxedo(c, x, base, height, number, jacket=WINE)
    u = height / 100
    for side in (-1, 1):
        c.line([(x + side * 13 * u, base - 80 * u), (x + side * 17 * u, base - 54 * u)], WHITE, 6 * u)
    c.ellipse(x - 8 * u, base - 70 * u, 2 * u, fill=GOLD)


def entertainer(c: Canvas, x, base, height) -> None:
    """The stand-in: a bright jacket, a paper hat, a microphone."""
    u = height / 100
    tuxedo(c, x, base, height, 2, jacket="#d2497a")
    c.poly([(x - 9 * u, base - 98 * u), (x + 9 * u, base - 98 * u), (x + 3 * u, base - 121 * u)], "#f0c84b")
    c.ellipse(x + 3 * u, base - 122 * u, 3 * u, fill="#4aa3c9")
    c.line([(x + 13 * u, base - 78 * u), (x + 24 * u, base - 90 * u)], "#d2497a", 6 * u)
    c.line([(x + 24 * u, base - 92 * u), (x + 20 * u, base - 100 * u)], INK, 4 * u)
    c.ellipse(x + 19 * u, base - 102 * u, 4 * u, fill="#4a4a4a")


def violinist(c: Canvas, x, base, height, number=0, *, cello=False) -> None:
    u = height / 100
    (gown if number % 2 else tuxedo)(c, x, base, height, number, **({"colour": NAVY} if number % 2 else {}))
    wood = "#8a4b22"
    if cello:
        c.ellipse(x + 2 * u, base - 34 * u, 14 * u, 16 * u, wood)
        c.ellipse(x + 2 * u, base - 52 * u, 10 * u, 11 * u, wood)
        c.line([(x + 2 * u, base - 60 * u), (x + 2 * u, base - 92 * u)], "#4a2612", 3 * u)
        c.line([(x - 24 * u, base - 44 * u), (x + 22 * u, base - 40 * u)], CREAM, 1.4 * u)
        return
    c.ellipse(x + 14 * u, base - 80 * u, 7 * u, 5 * u, wood)
    c.ellipse(x + 22 * u, base - 79 * u, 6 * u, 4.5 * u, wood)
    c.line([(x + 26 * u, base - 79 * u), (x + 40 * u, base - 77 * u)], "#4a2612", 2.4 * u)
    c.line([(x + 8 * u, base - 60 * u), (x + 28 * u, base - 96 * u)], CREAM, 1.4 * u)


def queue(c: Canvas, start, end, base, height, count) -> None:
    """Guests in a line from `start` to `end`."""
    step = (end - start) / max(count - 1, 1)
    for number in range(count):
        guest(c, start + step * number, base + (number % 2) * 8, height, number)


def _head(c: Canvas, x, y, u, number) -> None:
    c.rect(x - 2.6 * u, y + 2 * u, 5.2 * u, 8 * u, SKIN[number % len(SKIN)])
    c.ellipse(x, y, 6.6 * u, 7.6 * u, SKIN[number % len(SKIN)])
    c.slice(x, y - 1 * u, 7.2 * u, 7.8 * u, 180, 360, HAIR[number % len(HAIR)])
