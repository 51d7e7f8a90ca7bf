"""Words for colours, so that a palette can be read as well as seen."""

import colorsys
import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

HEX = re.compile(r"#[0-9A-Fa-f]{6}")

HUES = (
    (12, _("red")),
    (40, _("orange")),
    (66, _("yellow")),
    (160, _("green")),
    (190, _("turquoise")),
    (255, _("blue")),
    (290, _("violet")),
    (333, _("pink")),
    (361, _("red")),
)
WARM = range(12, 70)  # greyish or dark, these hues have names of their own
EARTHS = ((0.45, _("brown")), (0.8, _("beige")), (1.01, _("cream")))
GREYS = (
    (0.13, _("black")),
    (0.4, _("dark grey")),
    (0.7, _("grey")),
    (0.93, _("light grey")),
    (1.01, _("white")),
)


def colour_name(code: str) -> str:
    """`#RRGGBB` in the reader's words, such as 'dark blue'. Raises ValueError for anything else."""
    if not HEX.fullmatch(code):
        raise ValueError(f"{code!r} is no colour written as #RRGGBB.")
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    degrees, chroma = hue * 360, max(red, green, blue) - min(red, green, blue)
    if chroma < 0.035 or saturation < 0.1:
        return _below(lightness, GREYS)
    if int(degrees) in WARM and chroma < 0.4:
        return _below(lightness, EARTHS)
    if 42 <= degrees < 55 and lightness < 0.55:
        return gettext("gold")
    if 12 <= degrees < 42 and lightness < 0.45:
        return gettext("brown")
    return _shade(_below(degrees, HUES), lightness)


def contrast(one: str, other: str) -> float:
    """Of two colours as `#RRGGBB`, from 1 to 21 (WCAG 2.2). Raises ValueError for anything else."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(code: str) -> float:
    if not HEX.fullmatch(code):
        raise ValueError(f"{code!r} is no colour written as #RRGGBB.")
    parts = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _below(value: float, names) -> str:
    return str(next(name for limit, name in names if value < limit))


def _shade(name: str, lightness: float) -> str:
    if lightness < 0.3:
        return gettext("dark %(colour)s") % {"colour": name}
    if lightness > 0.75:
        return gettext("light %(colour)s") % {"colour": name}
    return name
