"""The gap between two records, drawn and in words (analysis 3.1).

A gap is drawn as a bridge: whole where the two records agree, broken in its middle the wider they lie apart,
dotted where one of them is missing. Shape, number and word say the same, so that colour is never alone.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .wording import number

Level = Literal["near", "apart", "far", "unknown"]

COLOURS = {"near": "#4b585c", "apart": "#9a4a00", "far": "#9b1c1c", "unknown": "#7d8685"}
WIDEST = 84  # per cent of the bridge: its two ends are always to be seen
HEIGHT = 12


@dataclass(frozen=True, slots=True)
class GapMark:
    """percent: the gap as 0 (the same) to 100 (the opposite), '' where unknown. words: what it means here."""

    level: Level
    percent: str
    words: str
    bridge: SafeString


def gap_mark(delta: float | None, words: str, *, apart_from: float, far_from: float) -> GapMark:
    """delta: the gap in [0, 1], None where it cannot be measured."""
    level = gap_level(delta, apart_from=apart_from, far_from=far_from)
    percent = "" if delta is None else number(round(100 * delta))
    return GapMark(level, percent, words, bridge(delta, level))


def gap_level(delta: float | None, *, apart_from: float, far_from: float) -> Level:
    if delta is None:
        return "unknown"
    shown = round(delta, 9)  # as the analysis compares: blind to the last bits
    if shown < apart_from:
        return "near"
    return "apart" if shown < far_from else "far"


def bridge(delta: float | None, level: Level) -> SafeString:
    """The drawing, as wide as its place; the number and the word beside it are its text."""
    colour, middle = COLOURS[level], HEIGHT / 2
    if delta is None:
        dots = 'stroke-dasharray="1 5" stroke-linecap="round"'
        spans, look = (
            [("0%", "100%")],
            format_html('stroke="{}" stroke-width="2" {}', colour, SafeString(dots)),
        )
    else:
        half = round(WIDEST * min(delta, 1) / 2, 1)
        halves = [("0%", f"{50 - half}%"), (f"{50 + half}%", "100%")]
        spans = [("0%", "100%")] if level == "near" else halves
        look = format_html('stroke="{}" stroke-width="{}"', colour, 2 if level == "near" else 4)
    lines = format_html_join(
        "", '<line x1="{}" x2="{}" y1="{}" y2="{}" {}/>', ((*ends, middle, middle, look) for ends in spans)
    )
    piers = format_html_join(
        "", '<circle cx="{}" cy="{}" r="4" fill="{}"/>', ((end, middle, colour) for end in ("0%", "100%"))
    )
    return format_html(
        '<svg class="bridge" width="100%" height="{}" aria-hidden="true"'
        ' xmlns="http://www.w3.org/2000/svg">{}{}</svg>',
        HEIGHT,
        lines,
        piers,
    )
