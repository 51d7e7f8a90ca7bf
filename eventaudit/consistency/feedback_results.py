"""The two questions of 1-10: how the answers are distributed, never only their mean (analysis 3.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from .disclosure import total_first
from .facts import EventFacts, FeedbackFact
from .feedback_clock import LOW_TO, opens_case
from .settings import Settings

POINTS = range(1, 11)


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How many gave 1, 2 ... 10 points. low: how many of the n gave 1-3; mean: of the points."""

    counts: tuple[int, ...]
    n: int
    low: int
    mean: float


@dataclass(frozen=True, slots=True)
class FeedbackGroup:
    """n attendees' answers. low: how many gave 1-3 to either question."""

    n: int
    q1: AnswerCounts
    q2: AnswerCounts
    low: int


@dataclass(frozen=True, slots=True)
class FeedbackResults:
    """n: all feedback. total: None where fewer than five answered. segments: those that may be shown.

    withheld: how many answers are in neither, since they or a difference would show fewer than five people.
    """

    n: int
    total: FeedbackGroup | None
    segments: Mapping[str, FeedbackGroup]
    withheld: int


def summarise_feedback(facts: EventFacts, settings: Settings | None = None) -> FeedbackResults:
    """The segment '' holds those who named none."""
    least = (settings or Settings()).g6_attendees
    by_segment: dict[str, list[FeedbackFact]] = {segment.key: [] for segment in facts.segments}
    for fact in facts.feedback:
        by_segment.setdefault(fact.segment, []).append(fact)
    shown = total_first({key: len(own) for key, own in by_segment.items()}, least)
    everyone = [fact for key in shown.total for fact in by_segment[key]]
    return FeedbackResults(
        n=len(facts.feedback),
        total=_group(everyone) if everyone else None,
        segments={key: _group(by_segment[key]) for key in shown.groups},
        withheld=shown.withheld,
    )


def _group(given: Sequence[FeedbackFact]) -> FeedbackGroup:
    return FeedbackGroup(
        n=len(given),
        q1=_answers([fact.q1 for fact in given]),
        q2=_answers([fact.q2 for fact in given]),
        low=sum(opens_case(fact.q1, fact.q2) for fact in given),
    )


def _answers(points: Sequence[int]) -> AnswerCounts:
    return AnswerCounts(
        counts=tuple(points.count(point) for point in POINTS),
        n=len(points),
        low=sum(point <= LOW_TO for point in points),
        mean=fmean(points),
    )
