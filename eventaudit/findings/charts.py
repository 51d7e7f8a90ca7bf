"""Small charts as SVG, the same on pages and in the PDF.

Pure functions: numbers in, markup out. Colours are attributes, so that the picture needs no style sheet; each
has a <title> that says in words what it shows. Widths are in the units of the viewBox: the place decides how
large it is drawn.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ASSURED, POSSIBLE, TRACK, INK, CAPPED = "#0e4f52", "#a9cbc7", "#ece9e0", "#1b2528", "#9b1c1c"
CUT = "#7d8685"
WIDTH, ROUND = 400, 3


def range_bar(
    low: float | None,
    obs: float | None,
    high: float | None,
    *,
    title: str,
    height: int = 12,
    cuts: Iterable[float] = (),
    uncapped: float | None = None,
) -> SafeString:
    """One quantity of 0-100: dark to the assured, light on to the possible, a stroke at the observed.

    cuts: where the letters change, as fine lines. uncapped: what the assured would be without the cap, as a
    red outline from the assured. Nothing measured (low None): the empty track.
    """
    parts = [_rect(0, WIDTH, height, TRACK)]
    if low is not None:
        parts.append(_rect(0, _x(high if high is not None else low), height, POSSIBLE))
        if uncapped is not None and uncapped > low:
            parts.append(
                format_html(
                    '<rect x="{}" y="0.75" width="{}" height="{}" fill="#fff" stroke="{}"'
                    ' stroke-width="1.5"/>',
                    _x(low),
                    round(_x(uncapped) - _x(low), 1),
                    height - 1.5,
                    CAPPED,
                )
            )
        parts.append(_rect(0, _x(low), height, ASSURED if uncapped is None else CAPPED))
        if obs is not None:
            parts.append(_stroke(_x(obs), -3, height + 3, INK, 2))
    parts += [_stroke(_x(cut), height + 1, height + 5, CUT, 1) for cut in cuts]
    return _svg(parts, WIDTH, height, title, margin=5 if cuts else 3)


def share_bar(parts: Iterable[tuple[int, str]], *, title: str, height: int = 14) -> SafeString:
    """Counts with their colours side by side, as long as their share; a legend in words stands beside it."""
    known = [(count, colour) for count, colour in parts if count]
    total = sum(count for count, _colour in known)
    drawn, start = [_rect(0, WIDTH, height, TRACK)], 0.0
    for count, colour in known:
        width = WIDTH * count / total
        drawn.append(_rect(start, max(width - 1.5, 0.5), height, colour))
        start += width
    return _svg(drawn, WIDTH, height, title, margin=0)


def interval_bar(mean: float, low: float | None, high: float | None, *, title: str) -> SafeString:
    """One mean of 0-100 as a dot, with its range or interval as a line where there is one."""
    height, middle = 16, 8
    parts = [_rect(0, WIDTH, height, TRACK)]
    if low is not None and high is not None:
        parts.append(
            format_html(
                '<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}" stroke-width="6" stroke-linecap="round"/>',
                *(_x(low), _x(high), middle, middle, POSSIBLE),
            )
        )
    dot = min(max(_x(mean), middle), WIDTH - middle)
    parts.append(format_html('<circle cx="{}" cy="{}" r="6" fill="{}"/>', dot, middle, ASSURED))
    return _svg(parts, WIDTH, height, title, margin=0)


def letter_places(cuts: Iterable[tuple[str, float]], lowest: str) -> list[tuple[str, str]]:
    """Each letter with the middle of its part of the bar, from the lowest up: [("E", "20.0%"), ...].

    cuts: letter to the least value that earns it, from high to low.
    """
    steps = sorted(((value, letter) for letter, value in cuts), reverse=True)
    places, top = [], 100.0
    for value, letter in [*steps, (0.0, lowest)]:
        places.append((letter, f"{(value + top) / 2:.1f}%"))
        top = value
    return places[::-1]


def _x(value: float) -> float:
    return round(WIDTH * min(max(value, 0), 100) / 100, 1)


def _rect(x: float, width: float, height: float, fill: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="0" width="{}" height="{}" rx="{}" fill="{}"/>',
        round(x, 1),
        round(width, 1),
        height,
        ROUND,
        fill,
    )


def _stroke(x: float, top: float, bottom: float, colour: str, width: float) -> SafeString:
    return format_html(
        '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke="{3}" stroke-width="{4}"/>',
        x,
        top,
        bottom,
        colour,
        width,
    )


def _svg(parts: list[SafeString], width: int, height: int, title: str, *, margin: int) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 {} {} {}" role="img" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title>{}</svg>",
        -margin,
        width,
        height + 2 * margin,
        title,
        format_html_join("", "{}", ((part,) for part in parts)),
    )
