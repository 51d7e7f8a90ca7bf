"""Units of measures in the reader's language; the library's own file keeps them as plain keys."""

from django.utils.translation import pgettext_lazy

UNITS = {
    "m2/person": pgettext_lazy("unit", "m²/person"),
    "people/point": pgettext_lazy("unit", "people/point"),
    "places/60 seats": pgettext_lazy("unit", "places/60 seats"),
    "ppm above outdoors": pgettext_lazy("unit", "ppm above outdoors"),
    "count": pgettext_lazy("unit", "count"),
    "coats/person": pgettext_lazy("unit", "coats/person"),
    # Spelled out: Babel takes "% o" for a placeholder and refuses to compile a translation without it.
    "% of screen height": pgettext_lazy("unit", "per cent of screen height"),
    "min/half-day": pgettext_lazy("unit", "min/half-day"),
    "women/WC": pgettext_lazy("unit", "women/WC"),
    "spaces/car": pgettext_lazy("unit", "spaces/car"),
    "spaces/50": pgettext_lazy("unit", "spaces/50"),
}
BELOW_ZERO = ("°C", "min")  # a session may end before its time


def unit_name(unit: str) -> str:
    """Units of physics and those of an organisation's own template stay as they are written."""
    return str(UNITS.get(unit, unit))


def may_be_below_zero(unit: str) -> bool:
    return unit in BELOW_ZERO
