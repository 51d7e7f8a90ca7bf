"""Atmospheres as points on axes, mixtures of them, and how alike two mixtures are (analysis 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from operator import mul, sub

NEUTRAL_KEY = "neutral"
REMEMBERED = 10_000
"""How many mixtures, and pairs of them, a Likeness remembers."""

Profile = tuple[float, ...]
Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Mixture:
    """Atmospheres with shares that sum to 1, sorted by key; without shares it is neutral."""

    shares: Shares = ()

    @classmethod
    def of(cls, shares: Mapping[str, float]) -> Mixture:
        """Equal mixtures are equal objects, whatever the order and with shares of 0 left out."""
        present = [(key, float(share)) for key, share in shares.items() if share > 0]
        return cls(tuple(sorted(present)))

    @property
    def is_neutral(self) -> bool:
        return not self.shares

    def as_json(self) -> dict[str, float] | str:
        """The form of event files: {key: share}, or 'neutral'."""
        return dict(self.shares) or NEUTRAL_KEY


NEUTRAL = Mixture()


def blend(mixtures: list[Mixture]) -> Mixture:
    """One mixture with equal parts of each; neutral ones add nothing."""
    themed = [mixture for mixture in mixtures if not mixture.is_neutral]
    shares: dict[str, list[float]] = {}
    for mixture in themed:
        for key, share in mixture.shares:
            shares.setdefault(key, []).append(share / len(themed))
    return Mixture.of({key: fsum(parts) for key, parts in shares.items()})


class Likeness:
    """Similarity of mixtures in [0, 1] (analysis 2).

    Similarity is 1 - (sum of absolute axis differences) / span, never below 0. The span is half of the
    largest possible sum: 12 for six axes of 0-4. A mixture is the mean of its atmospheres. Neutral scores
    `neutral` against anything, itself included.
    """

    def __init__(self, profiles: Mapping[str, Profile], span: float, *, neutral: float = 0.5) -> None:
        self._profiles = profiles
        self._span = span
        self._neutral = neutral
        self._points: dict[Shares, Profile] = {}
        self._known: dict[tuple[Shares, Shares], float] = {}

    def between(self, one: Mixture, other: Mixture) -> float:
        pair = one.shares, other.shares
        known = self._known.get(pair)
        if known is None:
            known = self._measure(self._point(one), self._point(other))
            if len(self._known) < REMEMBERED:
                self._known[pair] = known
        return known

    def table(self, mixtures: Sequence[Mixture]) -> list[list[float]]:
        """The similarity of each with each, in their order."""
        rows: list[list[float]] = []
        for i, mixture in enumerate(mixtures):
            rows.append([row[i] for row in rows] + [self.between(mixture, other) for other in mixtures[i:]])
        return rows

    def _measure(self, here: Profile | None, there: Profile | None) -> float:
        if here is None or there is None:
            return self._neutral
        distance: float = sum(map(abs, map(sub, here, there)))
        return max(0.0, 1 - distance / self._span)

    def _point(self, mixture: Mixture) -> Profile | None:
        """Where the mixture lies; None for neutral, which lies nowhere."""
        if mixture.is_neutral:
            return None
        known = self._points.get(mixture.shares)
        if known is None:
            whole = fsum(share for _, share in mixture.shares)
            shares = [share / whole for _, share in mixture.shares]
            axes = zip(*(self._profiles[key] for key, _ in mixture.shares), strict=True)
            known = tuple(sumprod(axis, shares) for axis in axes)
            if len(self._points) < REMEMBERED:
                self._points[mixture.shares] = known
        return known


def sumprod(values: Iterable[float], weights: Iterable[float]) -> float:
    """Sum of products, exact before rounding: the order does not matter."""
    return fsum(map(mul, values, weights))
