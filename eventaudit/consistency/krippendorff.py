"""Krippendorff's alpha for any number of observers, with missing values (analysis 3.8, source S34)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from math import fsum
from typing import Any, Literal

Metric = Literal["nominal", "ordinal", "interval"]
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")


def krippendorff_alpha(units: Iterable[Sequence[Any]], metric: Metric) -> float | None:
    """alpha = 1 - D_observed / D_expected over the pairable values; at most 1.

    units: what each observer said about the same thing, missing values left out; things with fewer than two
    values say nothing about agreement and are passed over. nominal: values that can be told apart; ordinal:
    that can be sorted, too; interval: numbers. None, not defined, where all values are the same.
    """
    pairable = [list(values) for values in units if len(values) > 1]
    everything = list(chain.from_iterable(pairable))
    if len(set(everything)) < 2:  # noqa: PLR2004 - one value is no variation
        return None
    if metric == "ordinal":
        place = _midranks(everything)
        pairable = [[place[value] for value in values] for values in pairable]
        everything = [place[value] for value in everything]
    apart = _nominal_sum if metric == "nominal" else _squares_sum
    n = len(everything)
    observed = fsum(apart(values) / (len(values) - 1) for values in pairable) / n
    expected = apart(everything) / (n * (n - 1))
    return 1 - observed / expected


def _midranks(values: Sequence[Any]) -> dict[Any, float]:
    """Each value's place in the middle of its equals.

    The ordinal difference of two values is the number of values between them, with half of those that equal
    either: exactly the distance of their places. So ordinal alpha is interval alpha of the places.
    """
    counts = sorted(Counter(values).items())
    ends = accumulate(count for _, count in counts)
    return {value: end - count / 2 for (value, count), end in zip(counts, ends, strict=True)}


def _nominal_sum(values: Sequence[Any]) -> float:
    """How many ordered pairs of values differ."""
    return len(values) ** 2 - sum(count * count for count in Counter(values).values())


def _squares_sum(values: Sequence[float]) -> float:
    """The sum of squared differences over all ordered pairs, from the lowest value for accuracy."""
    lowest = min(values)
    from_lowest = [value - lowest for value in values]
    total = fsum(from_lowest)
    return max(0.0, 2 * (len(values) * fsum(one * one for one in from_lowest) - total * total))
