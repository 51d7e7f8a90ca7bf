"""How a stored value becomes a quality q in [0, 1] (analysis 1.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .facts import Value
from .fields import is_number, listed
from .library import Band, Criterion

FIT_FROM, FIT_TO = 1, 5
BALANCE_TO = 2
YES_NO = {True: True, False: False, "yes": True, "no": False}

Scorer = Callable[[Any], float]


def fit_q(value: float) -> float:
    """(v - 1) / 4 for v of 1 to 5."""
    return (value - FIT_FROM) / (FIT_TO - FIT_FROM)


def balance_q(value: float) -> float:
    """1 - |v| / 2 for v of -2 to +2: too little is as bad as too much."""
    return 1 - abs(value) / BALANCE_TO


def measure_q(value: float, band: Band) -> float:
    """1 inside [lo, hi], linear to 0 at hard_lo and hard_hi; a side without an edge is open.

    A band whose inner and outer edge meet, or that has no outer edge, is a step.
    """
    if band.lo is not None and value < band.lo:
        return _slope(value, band.hard_lo, band.lo)
    if band.hi is not None and value > band.hi:
        return _slope(value, band.hard_hi, band.hi)
    return 1.0


def _slope(value: float, zero: float | None, one: float) -> float:
    if zero is None or zero == one:
        return 0.0
    return min(1.0, max(0.0, (value - zero) / (one - zero)))


def scorer(criterion: Criterion, variant: str | None = None) -> Scorer:
    """The function from a valid value of this criterion to q; a measure uses the band of the variant."""
    if criterion.kind == "fit":
        return fit_q
    if criterion.kind == "balance":
        return balance_q
    if criterion.kind == "yesno":
        return float
    if criterion.kind == "measure":
        band = criterion.band_for(variant)
        return lambda value: measure_q(value, band)
    scores = {key: score or 0.0 for key, score in (criterion.options or {}).items()}
    return scores.__getitem__


def read_value(criterion: Criterion, value: Any) -> Value:
    """The value as it is stored. Raises ValueError with what is wrong and what to do, to follow the value."""
    if criterion.kind in ("fit", "balance"):
        low, high = (FIT_FROM, FIT_TO) if criterion.kind == "fit" else (-BALANCE_TO, BALANCE_TO)
        if type(value) is int and low <= value <= high:
            return value
        if is_number(value) and value == int(value) and low <= value <= high:
            return int(value)
        raise ValueError(f"is outside the scale. Use a whole number from {low} to {high}.")
    if criterion.kind == "measure":
        if is_number(value):
            number: float = value
            return number
        raise ValueError(f"is not a number. Give {criterion.unit or 'a number'}.")
    if criterion.kind == "yesno":
        if isinstance(value, bool | str) and value in YES_NO:
            return YES_NO[value]
        raise ValueError("is neither yes nor no. Use true or false.")
    options = criterion.options or {}
    if isinstance(value, str) and value in options:
        return value
    raise ValueError(f"is not an option. Use {listed(options)}.")
