"""Bands of measures in words: what is best, and where it becomes worthless (analysis 1.1)."""

from collections.abc import Mapping, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .units import unit_name

EDGES = ("hard_lo", "lo", "hi", "hard_hi")
VARIANTS = {
    "standing": gettext_lazy("standing"),
    "theatre": gettext_lazy("rows of seats"),
    "classroom": gettext_lazy("classroom"),
    "banquet": gettext_lazy("banquet tables"),
    "heating_season": gettext_lazy("heating season"),
    "summer": gettext_lazy("summer"),
    "party": gettext_lazy("party"),
    "low_vision": gettext_lazy("readers with low vision"),
    "up_to_100": gettext_lazy("up to 100 people"),
    "up_to_1000": gettext_lazy("up to 1000 people"),
    "indoor_peak": gettext_lazy("indoors, at the peak"),
    "outdoor_under_6h": gettext_lazy("outdoors, under six hours"),
    "bus_tram": gettext_lazy("bus or tram"),
    "rail": gettext_lazy("train"),
}


def variant_name(key: str) -> str:
    """The variant in the reader's language; one of an organisation's own is shown by its key."""
    return str(VARIANTS.get(key) or key.replace("_", " "))


def edges_of(band: Mapping, variant: str = "") -> Sequence[float | None]:
    """(hard_lo, lo, hi, hard_hi) of the variant, or of the usual band."""
    return band["variants"][variant] if variant else [band.get(edge) for edge in EDGES]


def band_words(band: Mapping, variant: str = "") -> str:
    """'best 20–24 °C', 'best up to 400 m', 'best from 8 mm/m'; '' where the band is open on both sides."""
    _hard_lo, lo, hi, _hard_hi = edges_of(band, variant)
    parts = {"lo": _number(lo), "hi": _number(hi), "unit": unit_name(band.get("unit", ""))}
    if lo is not None and hi is not None:
        return _("best %(lo)s–%(hi)s %(unit)s") % parts
    if hi is not None:
        return _("best up to %(hi)s %(unit)s") % parts
    if lo is not None:
        return _("best from %(lo)s %(unit)s") % parts
    return ""


def worthless_words(band: Mapping, variant: str = "") -> str:
    """'nothing below 18 or above 26 °C': where the score reaches 0; '' where it never does."""
    hard_lo, _lo, _hi, hard_hi = edges_of(band, variant)
    parts = {"lo": _number(hard_lo), "hi": _number(hard_hi), "unit": unit_name(band.get("unit", ""))}
    if hard_lo is not None and hard_hi is not None:
        return _("no points under %(lo)s or over %(hi)s %(unit)s") % parts
    if hard_hi is not None:
        return _("no points over %(hi)s %(unit)s") % parts
    if hard_lo is not None:
        return _("no points under %(lo)s %(unit)s") % parts
    return ""


def _number(value: float | None) -> str:
    return "" if value is None else number_format(f"{value:g}")
