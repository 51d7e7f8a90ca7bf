"""Everything measured about one event, before any of it is judged: what the rules of the gaps work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .atmospheres import Likeness, Mixture, blend
from .coherence import Pair, pair_likeness
from .facts import EventFacts, MessageFact
from .library import Library
from .observations import CriterionResult, TouchpointReading, answers_by_auditor, criterion_results, readings
from .promises import PromiseResult, promise_results
from .reach import Reach
from .settings import Settings
from .touchpoints import TouchpointResult, measure_touchpoint

Speech = Literal["read", "neutral", "unread"]


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
    """intended: the brief that messages are held against. pairs: every two themed touchpoints to the
    similarity of what was read there, None where one is unread.
    """

    facts: EventFacts
    library: Library
    settings: Settings
    likeness: Likeness
    reach: Reach
    intended: Mixture | None
    criteria: Mapping[str, CriterionResult]
    touchpoints: Mapping[str, TouchpointResult]
    pairs: Mapping[Pair, float | None]
    promises: Mapping[str, PromiseResult]
    messages: Mapping[str, MessageResult]

    @property
    def delivered(self) -> bool:
        """Somebody walked through. Before that there is nothing to measure, which is not the same as 0."""
        return bool(self.facts.walkthroughs)


def measure(facts: EventFacts, library: Library, settings: Settings) -> Measured:
    likeness = library.likeness(settings.neutral_similarity)
    answers = answers_by_auditor(facts, library)
    criteria = criterion_results(facts, library, answers, settings.standard)
    read = readings(facts, library, answers)
    intended = {key: _intended_at(key, facts) for key in library.touchpoints}
    brief = _brief(facts, intended)
    weights = {key: touchpoint.weight for key, touchpoint in library.touchpoints.items()}
    weights |= dict(settings.touchpoint_weights) | dict(facts.touchpoint_weights)
    touchpoints = _touchpoints(facts, weights, criteria, read, intended, likeness)
    promises = promise_results(facts, criteria, touchpoints, likeness, settings)
    return Measured(
        facts=facts,
        library=library,
        settings=settings,
        likeness=likeness,
        reach=Reach(facts, library, settings),
        intended=brief,
        criteria=criteria,
        touchpoints=touchpoints,
        pairs=pair_likeness([result.reading for result in touchpoints.values() if result.themed], likeness),
        promises={result.promise.id: result for result in promises},
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
    weights: Mapping[str, float],
    criteria: Mapping[str, CriterionResult],
    read: Mapping[str, TouchpointReading],
    intended: Mapping[str, Mixture | None],
    likeness: Likeness,
) -> dict[str, TouchpointResult]:
    own: dict[str, list[CriterionResult]] = {key: [] for key in intended}
    for result in criteria.values():
        own[result.criterion.touchpoint].append(result)
    return {
        key: measure_touchpoint(
            weights[key],
            own[key],
            read[key],
            intended[key],
            likeness,
            delivered=bool(facts.walkthroughs),
        )
        for key in intended
    }


def _message(message: MessageFact, brief: Mixture | None, likeness: Likeness) -> MessageResult:
    """A neutral message is silent; one that nobody has read says nothing yet."""
    if message.atmosphere is None:
        return MessageResult(message, "unread", None)
    if message.atmosphere.is_neutral:
        return MessageResult(message, "neutral", None)
    near = None if brief is None else likeness.between(message.atmosphere, brief)
    return MessageResult(message, "read", near)
