"""What several auditors observed in the same round: the material of agreement (analysis 3.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from .asking import in_form, not_asked
from .atmospheres import Mixture, blend
from .facts import NOT_APPLICABLE, EventFacts, Value
from .library import Criterion, Library

AgreementKind = Literal["fit", "balance", "expectation", "measure", "yesno", "choice", "reading"]
AGREEMENT_KINDS: tuple[AgreementKind, ...] = (
    *("fit", "balance", "expectation", "measure", "yesno", "choice", "reading"),
)

Observed = Value | Mixture
Seen = dict[str, dict[str, dict[str, list[Any]]]]
Places = dict[tuple[str, str], set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class SharedObservation:
    """One criterion that two or more auditors observed in the same round; criterion None for a reading.

    values: each auditor's, in order of name; a Mixture for a reading. apart: they were in different segments
    or zones, so that a difference may be the event's.
    """

    criterion: Criterion | None
    touchpoint: str
    kind: AgreementKind
    round: str
    values: tuple[tuple[str, Observed], ...]
    apart: bool = False

    def pairs(self) -> Iterator[tuple[Any, Any]]:
        """Every two auditors' values."""
        return combinations((value for _, value in self.values), 2)


def shared_observations(facts: EventFacts, library: Library) -> Iterator[SharedObservation]:
    """Answers to the criteria of the event's form, then readings, in the library's order and by round."""
    places = _places(facts)
    answers = _answers(facts, library)
    for key, criterion in library.criteria.items():
        if key in answers and in_form(criterion, facts) and not criterion.reads_atmosphere:
            for name, by_auditor in sorted(answers[key].items()):
                own = {auditor: _one_answer(criterion, values) for auditor, values in by_auditor.items()}
                yield from _shared(criterion, criterion.touchpoint, _kind(criterion), name, own, places)
    readings = _readings(facts, library)
    for touchpoint in library.touchpoints:
        for name, by_auditor in sorted(readings.get(touchpoint, {}).items()):
            read = {auditor: _one_reading(values) for auditor, values in by_auditor.items()}
            yield from _shared(None, touchpoint, "reading", name, read, places)


def _shared(
    criterion: Criterion | None,
    touchpoint: str,
    kind: AgreementKind,
    name: str,
    own: dict[str, Any],
    places: Places,
) -> Iterator[SharedObservation]:
    if len(own) > 1:
        stood = {frozenset(places[auditor, name]) for auditor in own}
        values = tuple(sorted(own.items()))
        yield SharedObservation(criterion, touchpoint, kind, name, values, apart=len(stood) > 1)


def _kind(criterion: Criterion) -> AgreementKind:
    return criterion.kind


def _answers(facts: EventFacts, library: Library) -> Seen:
    """Criterion to round to auditor to the values observed there; NA is not an observation."""
    seen: Seen = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for walkthrough, aside in zip(facts.walkthroughs, not_asked(facts, library), strict=True):
        for answer in walkthrough.answers:
            if answer.criterion in aside:
                continue
            if answer.value is not None and answer.value != NOT_APPLICABLE:
                seen[answer.criterion][walkthrough.round][walkthrough.auditor].append(answer.value)
    return seen


def _readings(facts: EventFacts, library: Library) -> Seen:
    seen: Seen = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for walkthrough, aside in zip(facts.walkthroughs, not_asked(facts, library), strict=True):
        for read in walkthrough.reads:
            if library.reading_criterion(read.touchpoint) in aside:
                continue
            seen[read.touchpoint][walkthrough.round][walkthrough.auditor].append(read.atmosphere)
    return seen


def _places(facts: EventFacts) -> Places:
    places: Places = defaultdict(set)
    for walkthrough in facts.walkthroughs:
        places[walkthrough.auditor, walkthrough.round].add((walkthrough.segment, walkthrough.zone))
    return places


def _one_answer(criterion: Criterion, values: Sequence[Any]) -> Value:
    """An auditor who looked twice in one round said one of them: the (lower) middle one.

    Not the mean, which need not be on the scale, and not the first, which depends on the order of the file.
    """
    scores = criterion.options or {}
    ordered = sorted(
        values, key=lambda value: (scores.get(value) or 0.0, value) if isinstance(value, str) else value
    )
    middle: Value = ordered[(len(ordered) - 1) // 2]
    return middle


def _one_reading(values: Sequence[Mixture]) -> Mixture:
    return blend(sorted(set(values), key=lambda mixture: mixture.shares))
