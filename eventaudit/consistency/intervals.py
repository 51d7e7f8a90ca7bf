"""How far a mean of few observers can be trusted (analysis 3.8, few observations)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, sqrt
from typing import Literal

from .observations import mean

Z_90 = 1.645
"""The standard normal's 95 % point: an interval with 90 % confidence."""

ENOUGH = 5
"""From so many observers on there is an interval. Fewer attendees are not shown at all (`disclosure`)."""

UncertaintyBasis = Literal["nobody", "one_observer", "range", "interval"]


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """A mean q of n independent observers with what may be said about it.

    low, high: None for nobody and one observer; the lowest and highest observer's q for n = 2-4 ('range'),
    None where only the mean is known; the Wilson interval from n = 5 on, of 90 % as a rule ('interval').
    """

    basis: UncertaintyBasis
    n: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def wilson(mean: float, n: int, z: float = Z_90) -> tuple[float, float]:
    """The Wilson interval of a mean in [0, 1] of n >= 1 observations, inside [0, 1] and around the mean.

    It is the interval of a share of yes. A value in [0, 1] never varies more than a yes/no with the same
    mean, so for any q it is on the careful side. Raises ValueError where mean or n is out of range.
    """
    if not 0 <= mean <= 1:
        raise ValueError(f"mean is {mean}, which is outside 0 to 1.")
    if n < 1:
        raise ValueError(f"n is {n}. An interval needs at least one observation.")
    spread = z * z / n
    centre = (mean + spread / 2) / (1 + spread)
    half = z * sqrt(mean * (1 - mean) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, min(mean, centre - half)), min(1.0, max(mean, centre + half))


def confidence(z: float) -> float:
    """How much of a normal distribution lies within z of its middle: 0.90 for 1.645."""
    return erf(z / sqrt(2))


def uncertainty(qs: Sequence[float], z: float = Z_90) -> Uncertainty:
    """What n independent observers' own mean q's in [0, 1] allow to say of their mean."""
    if not qs:
        return Uncertainty("nobody", 0)
    n, middle = len(qs), mean(list(qs))
    if n == 1:
        return Uncertainty("one_observer", 1, middle)
    if n < ENOUGH:
        return Uncertainty("range", n, middle, min(qs), max(qs))
    return Uncertainty("interval", n, middle, *wilson(middle, n, z))


def of_mean(mean: float, n: int, z: float = Z_90) -> Uncertainty:
    """The same where only the mean q of n >= 1 observers is known; the range of 2-4 of them then is not."""
    if n < ENOUGH:
        return Uncertainty("one_observer" if n == 1 else "range", n, mean)
    return Uncertainty("interval", n, mean, *wilson(mean, n, z))


def clearly_different(one: Uncertainty | None, other: Uncertainty | None) -> bool:
    """Both have an interval, and the two share no value. Anything less is an indication."""
    first, second = _interval(one), _interval(other)
    if first is None or second is None:
        return False
    return first[0] > second[1] or second[0] > first[1]


def _interval(known: Uncertainty | None) -> tuple[float, float] | None:
    if known is None or known.basis != "interval" or known.low is None or known.high is None:
        return None
    return known.low, known.high
