"""Delivery quality of a part: a round, a segment, what two editions share (analysis 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from .facts import EventFacts
from .indices import PERCENT, Triple, three_means, three_ways
from .library import Library
from .settings import Settings


@dataclass(frozen=True, slots=True)
class TouchpointDelivery:
    """q in [0, 1] three ways; answered and applicable: sums of the criteria's weights."""

    q: Triple
    answered: float
    applicable: float

    @property
    def coverage(self) -> float | None:
        return self.answered / self.applicable if self.applicable else None


@dataclass(frozen=True, slots=True)
class Delivery:
    """q: in [0, 1] three ways. coverage: as in analysis 3.4. None where nothing applies."""

    q: Triple
    coverage: float | None
    touchpoints: Mapping[str, TouchpointDelivery]

    @property
    def D(self) -> Triple:  # noqa: N802 - as the index is called
        """0-100, like the index of the audit."""
        return Triple(_percent(self.q.low), _percent(self.q.obs), _percent(self.q.high))


def touchpoint_weights(facts: EventFacts, library: Library, settings: Settings) -> dict[str, float]:
    """The event's, else the organisation's, else the library's."""
    usual = {key: touchpoint.weight for key, touchpoint in library.touchpoints.items()}
    own = dict(settings.touchpoint_weights) | dict(facts.touchpoint_weights)
    return {key: own.get(key, weight) for key, weight in usual.items()}


def delivery(qs: Mapping[str, float | None], library: Library, weights: Mapping[str, float]) -> Delivery:
    """qs: every criterion that applies to its q, None where unanswered. weights: of the touchpoints."""
    parts: dict[str, list[tuple[float, float | None]]] = {key: [] for key in library.touchpoints}
    for key, q in qs.items():
        criterion = library.criteria[key]
        parts[criterion.touchpoint].append((criterion.weight, q))
    touchpoints = {key: _touchpoint(part) for key, part in parts.items()}
    counted = [one for key, one in touchpoints.items() if weights[key] > 0]
    applicable = fsum(one.applicable for one in counted)
    return Delivery(
        q=three_means((weights[key], one.q) for key, one in touchpoints.items()),
        coverage=fsum(one.answered for one in counted) / applicable if applicable else None,
        touchpoints=touchpoints,
    )


def _touchpoint(parts: list[tuple[float, float | None]]) -> TouchpointDelivery:
    return TouchpointDelivery(
        q=three_ways(parts),
        answered=fsum(weight for weight, q in parts if q is not None),
        applicable=fsum(weight for weight, _ in parts),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else PERCENT * share
