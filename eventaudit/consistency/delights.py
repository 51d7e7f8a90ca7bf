"""Delights: gaps in the good direction, listed apart and never a penalty (analysis 3.1, 'sign matters')."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .measured import Measured

DelightGap = Literal["G5", "G6", "expectation", "feedback"]


@dataclass(frozen=True, slots=True)
class Delight:
    """Something to keep. What each id means: docs/findings.md.

    delta: the gap with its sign, below 0; None for an attendee's own words, which measure nothing.
    touchpoint: None where they name none. refs, message_key, params: as of a finding.
    """

    id: str
    gap: DelightGap
    touchpoint: str | None
    delta: float | None
    refs: tuple[str, ...]
    message_key: str
    params: Mapping[str, Any] = field(default_factory=dict)


def delights(measured: Measured) -> tuple[Delight, ...]:
    """Sorted by touchpoint in the guest's order, then by id; the attendees' own words last."""
    place = {key: number for number, key in enumerate(measured.library.touchpoints)}
    found: list[Delight] = list(_exceeded(measured))
    return tuple(sorted(found, key=lambda one: (place.get(one.touchpoint or "", len(place)), one.id)))


def _exceeded(measured: Measured) -> Iterator[Delight]:
    """More than was expected: the mean is above what 'met' is worth."""
    for key, result in measured.criteria.items():
        met = (result.criterion.options or {}).get("met")
        if result.criterion.kind != "expectation" or result.q is None or met is None or result.q <= met:
            continue
        yield Delight(
            id=f"expectation:{key}",
            gap="expectation",
            touchpoint=result.criterion.touchpoint,
            delta=met - result.q,
            refs=(key,),
            message_key="delight.exceeded",
            params={"criterion": key},
        )
