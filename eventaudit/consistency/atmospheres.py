"""Atmospheres as points on axes, mixtures of them, and how alike two mixtures are (analysis 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

NEUTRAL_KEY = "neutral"

Profile = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Mixture:
    """Atmospheres with shares that sum to 1, sorted by key; without shares it is neutral."""

    shares: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, shares: Mapping[str, float]) -> Mixture:
        """Equal mixtures are equal objects, whatever the order and with shares of 0 left out."""
        return cls(tuple(sorted((key, float(share)) for key, share in shares.items() if share > 0)))

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
    `neutral` against anything, itself included. Pairs are remembered: an audit asks for few, and often.
    """

    def __init__(self, profiles: Mapping[str, Profile], span: float, *, neutral: float = 0.5) -> None:
        self._profiles = profiles
        self._span = span
        self._neutral = neutral
        self._points: dict[Mixture, Profile] = {}
        self._known: dict[tuple[Mixture, Mixture], float] = {}

    def between(self, one: Mixture, other: Mixture) -> float:
        known = self._known.get((one, other))
        if known is None:
            known = self._measure(one, other)
            self._known[one, other] = self._known[other, one] = known
        return known

    def _measure(self, one: Mixture, other: Mixture) -> float:
        if one.is_neutral or other.is_neutral:
            return self._neutral
        distance = fsum(abs(a - b) for a, b in zip(self._point(one), self._point(other), strict=True))
        return max(0.0, 1 - distance / self._span)

    def _point(self, mixture: Mixture) -> Profile:
        point = self._points.get(mixture)
        if point is None:
            whole = fsum(share for _, share in mixture.shares)
            parts = [(self._profiles[key], share / whole) for key, share in mixture.shares]
            point = tuple(fsum(share * axes[i] for axes, share in parts) for i in range(len(parts[0][0])))
            self._points[mixture] = point
        return point
