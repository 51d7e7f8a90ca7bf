"""The colours of tokens.css and dark.css can be read: WCAG 2.2, 1.4.3 and 1.4.11."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[1] / "static" / "css"
GROUNDS = ("paper", "surface", "surface-sunk")
FAMILIES = ("critical", "major", "minor", "note", "good", "intended", "promised", "delivered", "gold")
TEXT = [
    *product(("ink", "ink-soft", "accent", "accent-strong"), GROUNDS),
    *product(("under", "over", *FAMILIES), ("surface",)),
    *((family, f"{family}-soft") for family in FAMILIES),
    *product(("ink", "accent-strong"), ("accent-soft",)),
    *product(("on-solid",), ("accent", "accent-strong", "critical", "major", "good", "ink-soft")),
    *product(("on-solid",), ("under", "over")),
    *product(("heat-strong-ink",), ("heat-1", "heat-2")),
    *product(("heat-ink",), ("heat-3", "heat-4", "heat-5", "heat-6")),
]  # fmt: skip
LINES = [
    *product(("line-strong", "accent"), GROUNDS),
    *product(("under-line", "over-line", "accent", "critical"), ("surface",)),
]


def palette(*names: str) -> dict[str, str]:
    text = "".join((CSS / name).read_text() for name in names)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", text))
    return {
        name: colour if len(colour) == 7 else re.sub(r"(\w)", r"\1\1", colour)
        for name, colour in found.items()
    }


PALETTES = {"light": palette("tokens.css"), "dark": palette("tokens.css", "dark.css")}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("brightness", PALETTES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (LINES, 3)], ids=["text", "lines"])
def test_every_pair_can_be_read(brightness, pairs, least):
    colours = PALETTES[brightness]
    ratios = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


def test_every_colour_has_its_twin_in_the_dark():
    light, dark = palette("tokens.css"), palette("dark.css")
    assert light.keys() == dark.keys()


def test_the_dark_knows_every_colour_that_a_drawing_uses():
    """Charts carry light colours as attributes; one that dark.css does not name stays light in the dark."""
    from eventaudit.findings import charts, gap_marks, overview, segments_page

    drawn = {charts.ASSURED, charts.POSSIBLE, charts.TRACK, charts.INK, charts.CAPPED, charts.CUT}
    for colours in (gap_marks.COLOURS, overview.VERDICT_COLOURS, segments_page.SPREAD_COLOURS):
        drawn |= set(colours.values())
    known = set(re.findall(r'\[(?:fill|stroke)="(#\w+)"\]', (CSS / "dark.css").read_text()))
    assert drawn - known == set()
