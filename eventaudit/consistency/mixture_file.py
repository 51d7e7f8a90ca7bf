"""Reading a mixture of atmospheres: 'luxury', {"luxury": 0.5, "rustic": 0.5} or 'neutral'."""

from __future__ import annotations

from math import fsum
from typing import Any

from .atmospheres import NEUTRAL, NEUTRAL_KEY, Mixture
from .fields import Fields, is_number, listed
from .library import Library

SUM_TOLERANCE = 0.005


def read_mixture(
    value: Any, item: Fields, key: str, library: Library, *, most: int | None = None
) -> Mixture | None:
    """The mixture under a key of item, or None: there is none (null), or none that can be used (noted)."""
    if value is None:
        return None
    if isinstance(value, str):
        value = {value: 1}
    fault = _fault(value, library, most)
    if fault:
        item.note(key, value, fault)
        return None
    return NEUTRAL if value.get(NEUTRAL_KEY) else Mixture.of(value)


def _fault(value: Any, library: Library, most: int | None) -> str:
    """What is wrong with the shares, and what to do; '' where nothing is."""
    if not isinstance(value, dict):
        return "is not an atmosphere. Write its key, 'neutral', or {key: share, ...}."
    for key, share in value.items():
        if key not in library.atmospheres and key != NEUTRAL_KEY:
            known = listed([*library.atmospheres, NEUTRAL_KEY])
            return f"names an atmosphere that is not in the library. Use {known}."
        if not is_number(share) or not 0 <= share <= 1:
            return "has a share that is not a number from 0 to 1."
    themed = [key for key, share in value.items() if share > 0]
    if NEUTRAL_KEY in themed and len(themed) > 1:
        return "mixes 'neutral' with an atmosphere. Neutral stands alone."
    if abs(fsum(value.values()) - 1) > SUM_TOLERANCE:
        return f"has shares that add up to {fsum(value.values()):g}. Make them add up to 1."
    if most is not None and len(themed) > most:
        return f"has {len(themed)} atmospheres. Keep the {most} strongest."
    return ""
