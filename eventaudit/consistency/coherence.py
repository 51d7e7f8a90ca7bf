"""Do the touchpoints speak the same language? The similarity of every two of them (analysis 3.5, C)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from .atmospheres import Likeness, Mixture, sumprod
from .observations import TouchpointReading

Pair = tuple[str, str]


def pair_likeness(readings: Sequence[TouchpointReading], likeness: Likeness) -> dict[Pair, float | None]:
    """Each pair of touchpoints to the mean similarity of their readings; None where one is unread.

    Similarities are looked up in a table of the mixtures that differ, so that many observations of the same
    few atmospheres cost no more than one.
    """
    mixtures = list(dict.fromkeys(mixture for reading in readings for mixture, _ in reading.spread))
    place = {mixture: i for i, mixture in enumerate(mixtures)}
    table = likeness.table(mixtures)
    weights = [_weights(reading, place) for reading in readings]
    toward = [[sumprod(row, own) for row in table] for own in weights]
    found: dict[Pair, float | None] = {}
    for a, b in combinations(range(len(readings)), 2):
        both = readings[a].spread and readings[b].spread
        value = min(1.0, sumprod(toward[a], weights[b])) if both else None
        found[readings[a].touchpoint, readings[b].touchpoint] = value
    return found


def _weights(reading: TouchpointReading, place: Mapping[Mixture, int]) -> list[float]:
    """The weight of every mixture in what was read here."""
    weights = [0.0] * len(place)
    for mixture, weight in reading.spread:
        weights[place[mixture]] = weight
    return weights
