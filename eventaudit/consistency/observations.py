"""What the walkthroughs say about each criterion and each touchpoint's atmosphere (analysis 3.3, 3.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal, NamedTuple

from .asking import in_form, never_asked, not_asked
from .atmospheres import Likeness, Mixture, Shares
from .facts import NOT_APPLICABLE, EventFacts, Value, WalkthroughFact
from .library import Criterion, Library
from .scales import Scorer, scorer

State = Literal["answered", "unanswered", "not_applicable", "not_asked"]

Answers = Mapping[str, Mapping[str, list[Value]]]

PHOTO_MARKS = ("(photo)", "(kuva)", "(foto)")


class AuditorAnswers(NamedTuple):
    """One auditor's observations of one criterion; q is their mean."""

    auditor: str
    values: tuple[Value, ...]
    q: float


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A scored criterion of the event's form.

    q: mean over auditors of each one's own mean; None unless answered. failed: a hard-fail criterion that
    somebody saw below standard. na_by: who said NA although another observed it.
    """

    criterion: Criterion
    state: State
    q: float | None
    by_auditor: tuple[AuditorAnswers, ...] = ()
    failed: bool = False
    na_by: tuple[str, ...] = ()
    photos: int = 0

    @property
    def applies(self) -> bool:
        return self.state not in ("not_applicable", "not_asked")


@dataclass(frozen=True, slots=True)
class Reading:
    """The atmospheres one auditor read at a touchpoint."""

    auditor: str
    atmospheres: tuple[Mixture, ...]


@dataclass(frozen=True, slots=True)
class TouchpointReading:
    """All readings of a touchpoint. spread: each different mixture with its weight, summing to 1."""

    touchpoint: str
    by_auditor: tuple[Reading, ...] = ()
    spread: tuple[tuple[Mixture, float], ...] = ()
    not_applicable: bool = False
    photos: int = 0

    @property
    def is_neutral(self) -> bool:
        return len(self.spread) == 1 and self.spread[0][0].is_neutral

    def likeness(self, other: Mixture, likeness: Likeness) -> float | None:
        """Mean similarity of the readings to an atmosphere, None where unread (analysis 3.5, I)."""
        if not self.spread:
            return None
        return min(1.0, fsum(weight * likeness.between(mixture, other) for mixture, weight in self.spread))


def criterion_results(
    facts: EventFacts, library: Library, answers: Answers, standard: float
) -> dict[str, CriterionResult]:
    """Every scored criterion of the form, in the library's order. standard: below it a hard-fail fails."""
    photos = photo_counts(facts)
    never = never_asked(facts, library)
    results = {}
    for key, criterion in library.criteria.items():
        if key in never and criterion.scored:
            results[key] = CriterionResult(criterion, "not_asked", None, photos=photos.get(key, 0))
        elif criterion.scored and in_form(criterion, facts):
            given = [(auditor, values[key]) for auditor, values in answers.items() if key in values]
            score = scorer(criterion, facts.variants.get(key))
            results[key] = _result(criterion, given, score, photos.get(key, 0), standard)
    return results


def answers_by_auditor(facts: EventFacts, library: Library) -> Answers:
    """Auditor, in order of name, to criterion to all values given, NA among them.

    Without what was answered where it was not asked (asking.py).
    """
    found: dict[str, dict[str, list[Value]]] = {
        auditor: defaultdict(list) for auditor in sorted({one.auditor for one in facts.walkthroughs})
    }
    for walkthrough, aside in zip(facts.walkthroughs, not_asked(facts, library), strict=True):
        own = found[walkthrough.auditor]
        for answer in walkthrough.answers:
            if answer.value is not None and answer.criterion not in aside:
                own[answer.criterion].append(answer.value)
    return found


def _result(
    criterion: Criterion, given: list[tuple[str, list[Value]]], score: Scorer, photos: int, standard: float
) -> CriterionResult:
    """NA stands only where nobody observed a value: a value outweighs it (analysis 3.4)."""
    by_auditor, qs, na_by, failed = [], [], [], False
    for auditor, values in given:
        seen = values
        if NOT_APPLICABLE in values:
            na_by.append(auditor)
            seen = [value for value in values if value != NOT_APPLICABLE]
            if not seen:
                continue
        scores = list(map(score, seen))
        if criterion.hard_fail and min(scores) < standard:
            failed = True
        q = fsum(scores) / len(scores)
        qs.append(q)
        by_auditor.append(AuditorAnswers(auditor, tuple(seen), q))
    if not by_auditor:
        return CriterionResult(criterion, "not_applicable" if na_by else "unanswered", None, photos=photos)
    return CriterionResult(criterion, "answered", mean(qs), tuple(by_auditor), failed, tuple(na_by), photos)


def mean(values: list[float]) -> float:
    return fsum(values) / len(values)


def readings(facts: EventFacts, library: Library, answers: Answers) -> dict[str, TouchpointReading]:
    """What was read at every touchpoint: each auditor weighs the same, however often they looked.

    A touchpoint nobody read is not applicable where somebody answered its reading criterion with NA, or where
    it was not asked.
    """
    read: dict[str, dict[str, list[Mixture]]] = {key: {} for key in library.touchpoints}
    never = never_asked(facts, library)
    for walkthrough, aside in zip(facts.walkthroughs, not_asked(facts, library), strict=True):
        for fact in walkthrough.reads:
            if aside and library.reading_criterion(fact.touchpoint) in aside:
                continue
            read[fact.touchpoint].setdefault(walkthrough.auditor, []).append(fact.atmosphere)
    photos = photo_counts(facts)
    found = {}
    for key, by_auditor in read.items():
        question = library.reading_criterion(key)
        found[key] = TouchpointReading(
            touchpoint=key,
            by_auditor=tuple(Reading(auditor, tuple(seen)) for auditor, seen in sorted(by_auditor.items())),
            spread=_spread(by_auditor.values()),
            not_applicable=not by_auditor
            and (question in never or any(question in values for values in answers.values())),
            photos=photos.get(question, 0),
        )
    return found


def _spread(by_auditor: Collection[list[Mixture]]) -> tuple[tuple[Mixture, float], ...]:
    weights: dict[Shares, list[float]] = {}
    for seen in by_auditor:
        part = 1 / (len(seen) * len(by_auditor))
        for mixture in seen:
            weights.setdefault(mixture.shares, []).append(part)
    return tuple((Mixture(shares), fsum(parts)) for shares, parts in sorted(weights.items()))


def photo_counts(facts: EventFacts) -> dict[str, int]:
    """Criterion to how many photos show it; a comment marked '(photo)' counts as one."""
    counts: dict[str, int] = {}
    sources: list[EventFacts | WalkthroughFact] = [facts, *facts.walkthroughs]
    for source in sources:
        for criterion, count in source.photos.items():
            counts[criterion] = counts.get(criterion, 0) + count
        for criterion, comment in source.comments.items():
            if criterion not in source.photos and any(mark in comment.lower() for mark in PHOTO_MARKS):
                counts[criterion] = counts.get(criterion, 0) + 1
    return counts
