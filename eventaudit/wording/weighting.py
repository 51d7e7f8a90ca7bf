"""Learning from what an organisation accepted, changed and rejected: additions to the weights of features.

For each feature, how often candidates that have it were kept, against how often candidates were kept at all,
as a difference of log-odds; held back by PRIOR imagined candidates that behave like all others, so that few
decisions change little. Everything learnt can be read: a feature, its addition, the counts behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Literal

from .reasons import Reason, because

Verdict = Literal["accepted", "changed", "rejected"]

PRIOR = 5.0
LEAST = 3  # decisions on a feature before it says anything
STEP = 0.6  # how much of the difference is taken over: features overlap
MOST = 1.5  # an addition is never larger
ALWAYS = frozenset({"bias", "wording"})  # what all candidates have, more or less of it


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person made of a candidate: its features and touchpoint when it was shown."""

    verdict: Verdict
    features: tuple[tuple[str, float], ...]
    touchpoint: str

    @property
    def kept(self) -> bool:
        """A changed candidate was a promise, only told otherwise."""
        return self.verdict != "rejected"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt of one feature. weight: its addition; kept of seen: the decisions behind it."""

    feature: str
    weight: float
    kept: int
    seen: int

    @property
    def reason(self) -> Reason:
        verb = "accepts" if self.weight > 0 else "rejects"
        return because("learned", verb=verb, feature=self.feature)


def learn(decisions: Iterable[Decision]) -> tuple[Lesson, ...]:
    """The lessons of all decisions, the weightiest first; the same whatever their order."""
    everything = list(decisions)
    if not everything:
        return ()
    overall = _odds(sum(decision.kept for decision in everything), len(everything), 0.5)
    share = sum(decision.kept for decision in everything) / len(everything)
    seen: dict[str, list[bool]] = {}
    for decision in everything:
        for feature in _names(decision):
            seen.setdefault(feature, []).append(decision.kept)
    lessons = (
        Lesson(feature, _addition(sum(kept), len(kept), share, overall), sum(kept), len(kept))
        for feature, kept in seen.items()
        if LEAST <= len(kept) < len(everything)
    )
    told = (lesson for lesson in lessons if lesson.weight)
    return tuple(sorted(told, key=lambda lesson: (-abs(lesson.weight), lesson.feature)))


def weights(lessons: Iterable[Lesson]) -> dict[str, float]:
    """What `read_text` takes as weights."""
    return {lesson.feature: lesson.weight for lesson in lessons}


def _names(decision: Decision) -> list[str]:
    names = [
        name
        for name, value in decision.features
        if value and name not in ALWAYS and not name.startswith("shape:")
    ]
    # With "about:" among the features the touchpoint counts twice: organisations differ in it most.
    return [*names, f"touchpoint:{decision.touchpoint}"]


def _addition(kept: int, seen: int, share: float, overall: float) -> float:
    own = _odds(kept + PRIOR * share, seen + PRIOR, 0.5)
    return round(max(-MOST, min(MOST, STEP * (own - overall))), 2)


def _odds(kept: float, seen: float, smooth: float) -> float:
    return log((kept + smooth) / (seen - kept + smooth))


def explained(lessons: Iterable[Lesson], candidate: Mapping[str, float]) -> tuple[Reason, ...]:
    """The lessons that bear on a candidate with these features."""
    return tuple(lesson.reason for lesson in lessons if candidate.get(lesson.feature))
