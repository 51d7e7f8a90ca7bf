"""Everything measured about one event, before any of it is judged: what the rules of the gaps work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal

from .atmospheres import Likeness, Mixture, blend
from .facts import EventFacts, MessageFact
from .indices import Triple, three_ways
from .library import Library
from .observations import CriterionResult, TouchpointReading, criterion_results, readings
from .promises import PromiseResult, promise_results
from .reach import Reach
from .settings import Settings

Speech = Literal["read", "neutral", "unread"]


@dataclass(frozen=True, slots=True)
class TouchpointResult:
    """A touchpoint with its quality three ways and the atmospheres intended and read.

    applies: something of it exists here; if every criterion is NA it is out of D, I and C. intended: None
    where no theme is intended. likeness: similarity of intended and read in [0, 1]; None where there is
    nothing to compare. coverage: answered weight / applicable weight; na_share: NA weight / all weight.
    """

    key: str
    weight: float
    q: Triple
    coverage: float | None
    na_share: float
    applies: bool
    intended: Mixture | None
    reading: TouchpointReading
    likeness: float | None

    @property
    def themed(self) -> bool:
        """It has an intended atmosphere, and somebody could read it here."""
        return self.intended is not None and self.applies and not self.reading.not_applicable


@dataclass(frozen=True, slots=True)
class MessageResult:
    """A message beside the brief: likeness and distance in [0, 1], None where silent or unread."""

    message: MessageFact
    state: Speech
    likeness: float | None

    @property
    def distance(self) -> float | None:
        return None if self.likeness is None else 1 - self.likeness


@dataclass(frozen=True, slots=True)
class Measured:
    facts: EventFacts
    library: Library
    settings: Settings
    likeness: Likeness
    reach: Reach
    intended: Mixture | None
    criteria: Mapping[str, CriterionResult]
    touchpoints: Mapping[str, TouchpointResult]
    promises: Mapping[str, PromiseResult]
    messages: Mapping[str, MessageResult]

    @property
    def delivered(self) -> bool:
        """Somebody walked through. Before that there is nothing to measure, which is not the same as 0."""
        return bool(self.facts.walkthroughs)


def measure(facts: EventFacts, library: Library, settings: Settings) -> Measured:
    likeness = library.likeness(settings.neutral_similarity)
    criteria = criterion_results(facts, library, settings.standard)
    read = readings(facts, library)
    intended = {key: _intended_at(key, facts) for key in library.touchpoints}
    brief = _brief(facts, intended)
    return Measured(
        facts=facts,
        library=library,
        settings=settings,
        likeness=likeness,
        reach=Reach(facts, library, settings),
        intended=brief,
        criteria=criteria,
        touchpoints=_touchpoints(facts, library, criteria, read, intended, likeness),
        promises={
            result.promise.id: result
            for result in promise_results(facts, criteria, read, intended, likeness, settings)
        },
        messages={message.id: _message(message, brief, likeness) for message in facts.messages},
    )


def _intended_at(touchpoint: str, facts: EventFacts) -> Mixture | None:
    intended = facts.intended_touchpoints.get(touchpoint, facts.intended)
    return None if intended is None or intended.is_neutral else intended


def _brief(facts: EventFacts, intended: Mapping[str, Mixture | None]) -> Mixture | None:
    """What messages are held against: the event's atmosphere, else the mean of its touchpoints'."""
    if facts.intended is not None:
        return None if facts.intended.is_neutral else facts.intended
    themed = [mixture for mixture in intended.values() if mixture is not None]
    return blend(themed) if themed else None


def _touchpoints(
    facts: EventFacts,
    library: Library,
    criteria: Mapping[str, CriterionResult],
    read: Mapping[str, TouchpointReading],
    intended: Mapping[str, Mixture | None],
    likeness: Likeness,
) -> dict[str, TouchpointResult]:
    own: dict[str, list[CriterionResult]] = {key: [] for key in library.touchpoints}
    for result in criteria.values():
        own[result.criterion.touchpoint].append(result)
    return {
        key: _touchpoint(
            key,
            facts.touchpoint_weights.get(key, touchpoint.weight),
            own[key],
            read[key],
            intended[key],
            likeness,
            delivered=bool(facts.walkthroughs),
        )
        for key, touchpoint in library.touchpoints.items()
    }


def _touchpoint(
    key: str,
    weight: float,
    results: list[CriterionResult],
    reading: TouchpointReading,
    intended: Mixture | None,
    likeness: Likeness,
    *,
    delivered: bool,
) -> TouchpointResult:
    """Q_t = sum(w_c q_c) / sum(w_c) over the criteria that apply (analysis 3.3)."""
    applicable = [result for result in results if result.applies]
    total = fsum(result.criterion.weight for result in results)
    applies = fsum(result.criterion.weight for result in applicable)
    answered = fsum(result.criterion.weight for result in applicable if result.q is not None)
    return TouchpointResult(
        key=key,
        weight=weight,
        q=three_ways((result.criterion.weight, result.q) for result in applicable) if delivered else Triple(),
        coverage=answered / applies if applies else None,
        na_share=1 - applies / total if total else 0.0,
        applies=applies > 0,
        intended=intended,
        reading=reading,
        likeness=None if intended is None else reading.likeness(intended, likeness),
    )


def _message(message: MessageFact, brief: Mixture | None, likeness: Likeness) -> MessageResult:
    """A neutral message is silent; one that nobody has read says nothing yet."""
    if message.atmosphere is None:
        return MessageResult(message, "unread", None)
    if message.atmosphere.is_neutral:
        return MessageResult(message, "neutral", None)
    return MessageResult(
        message, "read", None if brief is None else likeness.between(message.atmosphere, brief)
    )
