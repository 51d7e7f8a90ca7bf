"""Colours measured in photos and held against one another, in OKLab, where equal steps look equal."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

SIDE = 120  # px: enough for areas of colour, and bounded work whatever the photo
COLOURS = 8  # of one photo
ALIKE = 0.07
"""OKLab: nearer than this, two measured colours are one: light and shadow of the same thing."""
SHOWN = 6
LEAST_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class Share:
    """A colour as #RRGGBB and its share of the picture's area in [0, 1]."""

    colour: str
    share: float


@lru_cache(maxsize=128)
def dominant_colours(content: bytes) -> tuple[Share, ...]:
    """The main colours of a picture, the largest first; shares sum to 1. () for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            picture.draft("RGB", (SIDE, SIDE))
            picture.thumbnail((SIDE, SIDE))
            reduced = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return ()
    palette, counts = reduced.getpalette() or [], reduced.getcolors() or []
    total = sum(count for count, _place in counts)
    found = [
        Share("#{:02X}{:02X}{:02X}".format(*palette[3 * place : 3 * place + 3]), count / total)
        for count, place in counts
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.colour)))


def blended(pictures: Iterable[Iterable[Share]]) -> list[Share]:
    """The main colours of several pictures, each counting the same; colours that look alike are one."""
    pictures = list(pictures)
    everything = [Share(one.colour, one.share / len(pictures)) for own in pictures for one in own]
    found: list[Share] = []
    for one in sorted(everything, key=lambda one: (-one.share, one.colour)):
        for place, other in enumerate(found):
            if distance(one.colour, other.colour) < ALIKE:
                found[place] = Share(other.colour, other.share + one.share)
                break
        else:
            found.append(one)
    found.sort(key=lambda one: (-one.share, one.colour))
    return [one for one in found if one.share >= LEAST_SHARE][:SHOWN]


def nearest(colour: str, others: Sequence[str]) -> tuple[str, float] | None:
    """The most alike of the others, and how far it is (OKLab, 0 for the same); None without others."""
    return min(((other, distance(colour, other)) for other in others), key=lambda one: one[1], default=None)


def farthest(palette: Sequence[str], taken: Sequence[str]) -> str:
    """The colour of a palette that is told apart best from those taken; the most vivid where none is."""
    vivid = sorted(palette, key=lambda one: -_vividness(one))[:3]
    if not vivid:
        return "#8A9A9B"
    if not taken:
        return vivid[0]
    return max(vivid, key=lambda one: min(distance(one, other) for other in taken))


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> float:
    """Between two colours as #RRGGBB, in OKLab: 0 to about 1."""
    return _colour(one).distance(_colour(other), space="oklab")


def _vividness(code: str) -> float:
    """Chroma, less for what is so dark or light that it hardly shows as an area."""
    lightness, chroma, _hue = _colour(code).convert("oklch").coords(nans=False)
    return chroma if 0.35 <= lightness <= 0.9 else chroma / 3


def _colour(code: str):
    from coloraide import Color

    return Color(code)
