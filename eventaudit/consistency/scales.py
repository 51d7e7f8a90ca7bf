"""The six kinds of answers: what may be stored, and how it becomes a quality q in [0, 1] (analysis 1.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .facts import Value
from .fields import is_number, listed
from .library import Band, Criterion, Kind

FIT = (1, 5)
BALANCE = (-2, 2)
REMEMBERED = 1_000
"""How many bands, and how many different values of each, are remembered."""

Scorer = Callable[[Any], float]


def fit_q(value: int) -> float:
    """(v - 1) / 4 for v of 1 to 5."""
    return (value - 1) / 4


def balance_q(value: int) -> float:
    """1 - |v| / 2 for v of -2 to +2: too little is as bad as too much."""
    return 1 - abs(value) / 2


def measure_q(value: float, band: Band) -> float:
    """1 inside [lo, hi], linear to 0 at hard_lo and hard_hi; a side without an edge is open.

    Where the inner edge has no outer one, or they meet, the band is a step.
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


FIT_Q = {value: fit_q(value) for value in range(FIT[0], FIT[1] + 1)}
BALANCE_Q = {value: balance_q(value) for value in range(BALANCE[0], BALANCE[1] + 1)}
YESNO_Q = {True: 1.0, False: 0.0}


def scorer(criterion: Criterion, variant: str | None = None) -> Scorer:
    """The function from a stored value of this criterion to q; a measure uses the band of the variant."""
    if criterion.kind == "fit":
        return FIT_Q.__getitem__
    if criterion.kind == "balance":
        return BALANCE_Q.__getitem__
    if criterion.kind == "yesno":
        return YESNO_Q.__getitem__
    if criterion.kind == "measure":
        return _measure_scorer(criterion.band_for(variant))
    scores = {key: score or 0.0 for key, score in (criterion.options or {}).items()}
    return scores.__getitem__


@lru_cache(maxsize=REMEMBERED)
def _measure_scorer(band: Band) -> Scorer:
    return _MeasureQ(band).__getitem__


class _MeasureQ(dict[float, float]):
    """measure_q of a band: what is measured at events is often the same number, and worked out once."""

    def __init__(self, band: Band) -> None:
        super().__init__()
        self._band = band

    def __missing__(self, value: float) -> float:
        q = measure_q(value, self._band)
        if len(self) < REMEMBERED:
            self[value] = q
        return q


def read_value(criterion: Criterion, value: Any) -> Value:
    """The value as it is stored. Raises ValueError that says, of the value, what is wrong and what to do."""
    return READERS[criterion.kind](criterion, value)


def _read_fit(_: Criterion, value: Any) -> int:
    return _read_step(value, *FIT)


def _read_balance(_: Criterion, value: Any) -> int:
    return _read_step(value, *BALANCE)


def _read_step(value: Any, low: int, high: int) -> int:
    if (type(value) is int or (is_number(value) and value == int(value))) and low <= value <= high:
        return int(value)
    raise ValueError(f"is outside the scale. Use a whole number from {low} to {high}.")


def _read_measure(criterion: Criterion, value: Any) -> float:
    if is_number(value):
        number: float = value
        return number
    raise ValueError(f"is not a number. Give {criterion.unit or 'a number'}.")


def _read_yesno(_: Criterion, value: Any) -> bool:
    if value is True or value == "yes":
        return True
    if value is False or value == "no":
        return False
    raise ValueError("is neither yes nor no. Use true or false.")


def _read_option(criterion: Criterion, value: Any) -> str:
    if criterion.reads_atmosphere:
        raise ValueError(f"is a reading. Write it under reads.{criterion.touchpoint}.")
    options = criterion.options or {}
    if isinstance(value, str) and value in options:
        return value
    raise ValueError(f"is not an option. Use {listed(options)}.")


READERS: dict[Kind, Callable[[Criterion, Any], Value]] = {
    "fit": _read_fit,
    "balance": _read_balance,
    "measure": _read_measure,
    "yesno": _read_yesno,
    "choice": _read_option,
    "expectation": _read_option,
}
