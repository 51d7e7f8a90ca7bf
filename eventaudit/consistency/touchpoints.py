"""One touchpoint: its quality three ways, and the atmospheres intended and read there (analysis 3.3, 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from .atmospheres import Likeness, Mixture
from .indices import Triple, three_ways
from .observations import CriterionResult, TouchpointReading


@dataclass(frozen=True, slots=True)
class TouchpointResult:
    """coverage: answered weight / applicable weight, None where nothing applies. na_share: NA weight / all.

    intended: None where no theme is intended. likeness: similarity of intended and read in [0, 1], None where
    one of them is missing. themed: an atmosphere is intended and could be read, so it counts in I and C; a
    touchpoint whose every criterion is NA is not there at all.
    """

    key: str
    weight: float
    q: Triple
    coverage: float | None
    na_share: float
    intended: Mixture | None
    reading: TouchpointReading
    likeness: float | None
    themed: bool

    @property
    def applies(self) -> bool:
        """Something of it exists here."""
        return self.coverage is not None


def measure_touchpoint(
    weight: float,
    criteria: Sequence[CriterionResult],
    reading: TouchpointReading,
    intended: Mixture | None,
    likeness: Likeness,
    *,
    delivered: bool,
) -> TouchpointResult:
    """Q_t = sum(w_c q_c) / sum(w_c) over the criteria that apply; none before somebody walked through."""
    applicable = [result for result in criteria if result.applies]
    total = fsum([result.criterion.weight for result in criteria if result.state != "not_asked"])
    applies = fsum([result.criterion.weight for result in applicable])
    answered = fsum([result.criterion.weight for result in applicable if result.q is not None])
    return TouchpointResult(
        key=reading.touchpoint,
        weight=weight,
        q=three_ways([(result.criterion.weight, result.q) for result in applicable])
        if delivered
        else Triple(),
        coverage=answered / applies if applies else None,
        na_share=1 - applies / total if total else 0.0,
        intended=intended,
        reading=reading,
        likeness=None if intended is None else reading.likeness(intended, likeness),
        themed=delivered and intended is not None and applies > 0 and not reading.not_applicable,
    )
