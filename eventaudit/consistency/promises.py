"""Was each promise kept? (analysis 3.2)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .atmospheres import Likeness, Mixture
from .facts import EventFacts, PromiseFact
from .observations import CriterionResult
from .settings import Settings
from .severity import below
from .touchpoints import TouchpointResult

Verdict = Literal["kept", "partly", "broken", "unchecked"]
Basis = Literal["criterion", "reading", "manual"]


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """value: how far the promise was kept, in [0, 1]; None where unchecked. basis: what decided it.

    off_brief: it promises another atmosphere than the one intended; the cure is the message.
    """

    promise: PromiseFact
    value: float | None
    verdict: Verdict
    basis: Basis
    off_brief: bool
    strength_weight: float


def promise_results(
    facts: EventFacts,
    criteria: Mapping[str, CriterionResult],
    touchpoints: Mapping[str, TouchpointResult],
    likeness: Likeness,
    settings: Settings,
) -> Iterator[PromiseResult]:
    for promise in facts.promises:
        basis = _basis(promise, criteria)
        if basis == "criterion":
            value = criteria[promise.criterion or ""].q
        elif basis == "reading" and promise.atmosphere is not None:
            value = touchpoints[promise.touchpoint].reading.likeness(promise.atmosphere, likeness)
        else:
            value = promise.manual_q
        yield PromiseResult(
            promise=promise,
            value=value,
            verdict=verdict(value, settings),
            basis=basis,
            off_brief=_is_off_brief(promise, touchpoints[promise.touchpoint].intended, likeness, settings),
            strength_weight=settings.strength_weights[promise.strength],
        )


def _basis(promise: PromiseFact, criteria: Mapping[str, CriterionResult]) -> Basis:
    """A criterion that is NA, or not in the form, cannot decide: then the analyst does.

    A criterion that applies but was not answered does decide: unchecked. Else leaving it out could raise F.
    """
    chosen = promise.verdict_from
    if chosen is None:
        by_mood = promise.strength == "mood" and promise.atmosphere is not None
        chosen = "criterion" if promise.criterion else "atmosphere_read" if by_mood else "manual"
    if chosen == "criterion":
        result = criteria.get(promise.criterion or "")
        return "criterion" if result is not None and result.applies else "manual"
    return "reading" if chosen == "atmosphere_read" and promise.atmosphere is not None else "manual"


def verdict(value: float | None, settings: Settings) -> Verdict:
    if value is None:
        return "unchecked"
    if below(value, settings.partly_from):
        return "broken"
    return "partly" if below(value, settings.kept_from) else "kept"


def _is_off_brief(
    promise: PromiseFact, intended: Mixture | None, likeness: Likeness, settings: Settings
) -> bool:
    if promise.atmosphere is None or intended is None:
        return False
    return not below(1 - likeness.between(promise.atmosphere, intended), settings.off_brief_from)
