"""The report's own drawings as SVG: the consistency wheel, the band of colours, bars of spread and intervals.

Pure functions: parts of a snapshot in, markup out. Each has a <title> that says in words what it shows; all
that it says stands in words and numbers beside it as well. Few <text>: each costs the PDF 1.5 ms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INK, TRACK, QUALITY, UNSEEN = "#1b2528", "#ece9e0", "#0e4f52", "#c9cac6"
INTENDED, READ, RING = (35, 45), (49, 98), (104, 134)  # inner and outer radius of the three rings
NUMBERS_AT = 147
NARROW = 0.2  # radians: too little for a letter of full size
GAP = 0.012  # radians on either side of a spoke
FULL_TURN = 2 * pi


def wheel(part: Mapping, *, title: str) -> SafeString:
    """One spoke a touchpoint, clockwise from the top: inside what was intended, then what was read with the
    letter of its atmosphere, outside the quality as a bar from the hub outwards; grey is not observed."""
    spokes = part["touchpoints"]
    width = FULL_TURN / max(len(spokes), 1)
    shapes = [
        shape
        for place, spoke in enumerate(spokes)
        for shape in _spoke(spoke, place * width + GAP, (place + 1) * width - GAP, part["atmospheres"])
    ]
    return format_html(
        '<svg class="wheel" viewBox="-160 -160 320 320" role="img" xmlns="http://www.w3.org/2000/svg">'
        '<title>{}</title><g stroke="{}" stroke-width="0.6">{}</g></svg>',
        title,
        INK,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def _spoke(spoke: Mapping, start: float, end: float, atmospheres: Mapping) -> Iterator[SafeString]:
    middle = (start + end) / 2
    for first, last, key in _shared(spoke["intended"], start, end):
        yield _sector(*INTENDED, first, last, atmospheres[key]["colour"])
    if not spoke["read"]:
        yield _sector(*READ, start, end, UNSEEN)
        yield _text("–", sum(READ) / 2, middle, INK, 15)
    for first, last, key in _shared(spoke["read"], start, end):
        colour = atmospheres[key]["colour"]
        yield _sector(*READ, first, last, colour)
        size = 15 if last - first > NARROW else 9
        yield _text(atmospheres[key]["letter"], 82, (first + last) / 2, _readable_on(colour), size)
    yield from _quality(spoke["quality"], start, end)
    yield _text(str(spoke["number"]), NUMBERS_AT, middle, INK, 13)


def _quality(quality: float | None, start: float, end: float) -> Iterator[SafeString]:
    inner, outer = RING
    if quality is None:
        yield _sector(inner, outer, start, end, UNSEEN)
        return
    yield _sector(inner, outer, start, end, TRACK)
    if quality > 0:
        yield _sector(inner, inner + (outer - inner) * quality / 100, start, end, QUALITY)


def _shared(shares: Mapping[str, float], start: float, end: float) -> Iterator[tuple[float, float, str]]:
    """The spoke divided among atmospheres by their shares."""
    at = start
    for key, share in shares.items():
        yield at, at + (end - start) * share, key
        at += (end - start) * share


def _sector(inner: float, outer: float, start: float, end: float, fill: str) -> SafeString:
    corners = [_at(inner, start), _at(outer, start), _at(outer, end), _at(inner, end)]
    large = int(end - start > pi)
    return format_html(
        '<path d="M{} {}L{} {}A{} {} 0 {} 1 {} {}L{} {}A{} {} 0 {} 0 {} {}Z" fill="{}"/>',
        *corners[0],
        *corners[1],
        round(outer, 2),
        round(outer, 2),
        large,
        *corners[2],
        *corners[3],
        inner,
        inner,
        large,
        *corners[0],
        fill,
    )


def _at(radius: float, angle: float) -> tuple[float, float]:
    """Clockwise from the top."""
    return round(radius * sin(angle), 2), round(-radius * cos(angle), 2)


def _text(text: str, radius: float, angle: float, colour: str, size: int) -> SafeString:
    x, y = _at(radius, angle)
    return format_html(
        '<text x="{}" y="{}" fill="{}" stroke="none" font-size="{}" font-weight="600"'
        ' text-anchor="middle">{}</text>',
        x,
        round(y + size * 0.34, 2),
        colour,
        size,
        text,
    )


def _readable_on(colour: str) -> str:
    """Ink or white, by how light the colour looks (ITU-R BT.601)."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#ffffff"


def colour_band(colours: Sequence[str], *, title: str) -> SafeString:
    """Colours side by side, as wide and high as the place."""
    each = 100 / max(len(colours), 1)
    stripes = ((round(place * each, 3), round(each, 3), colour) for place, colour in enumerate(colours))
    return format_html(
        '<svg class="band" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' xmlns="http://www.w3.org/2000/svg"><title>{}</title>{}</svg>',
        title,
        format_html_join("", '<rect x="{}" y="0" width="{}" height="10" fill="{}"/>', stripes),
    )


def share_of_100(parts: Iterable[tuple[float, str]], *, title: str) -> SafeString:
    """Shares that sum to 1 at most, side by side with a line between them; the rest stays empty."""
    drawn, start = [], 0.0
    for share, colour in parts:
        drawn.append((round(400 * start, 1), round(400 * share, 1), colour))
        start += share
    return format_html(
        '<svg class="chart" viewBox="0 0 400 14" role="img" xmlns="http://www.w3.org/2000/svg"><title>{}</title>'
        '<rect x="0.5" y="0.5" width="399" height="13" fill="#ffffff" stroke="{}"/>{}</svg>',
        title,
        INK,
        format_html_join(
            "",
            '<rect x="{}" y="0.5" width="{}" height="13" fill="{}" stroke="#1b2528" stroke-width="0.8"/>',
            (part for part in drawn if part[1]),
        ),
    )
