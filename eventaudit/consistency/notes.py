"""What a reader must know to trust the numbers: what was missing, dropped or set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .asking import in_form, set_aside
from .indices import Triple
from .measured import Measured


@dataclass(frozen=True, slots=True)
class Note:
    """The keys are listed in docs/findings.md; params hold keys, ids and numbers."""

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


def notes(measured: Measured, indices: Mapping[str, Triple]) -> Iterator[Note]:
    if measured.delivered:
        for name, triple in indices.items():
            if not triple.measurable:
                yield Note("component_dropped", {"component": name})
    else:
        yield Note("no_walkthrough")
    yield from _criteria(measured)
    yield from _touchpoints(measured)
    yield from _promises(measured)
    outside = _outside_form(measured)
    if outside:
        yield Note("answers_outside_form", {"criteria": outside})
    aside = set_aside(measured.facts, measured.library)
    if aside:
        yield Note("answers_not_asked", {"criteria": aside})


def _criteria(measured: Measured) -> Iterator[Note]:
    for key, result in measured.criteria.items():
        if result.na_by and result.applies:
            yield Note("na_outweighed", {"criterion": key, "auditors": list(result.na_by)})
        if result.criterion.hard_fail and result.state == "unanswered" and measured.delivered:
            cap = measured.settings.hard_fail_cap
            yield Note("hard_fail_unverified", {"criterion": key, "cap": cap})


def _touchpoints(measured: Measured) -> Iterator[Note]:
    """More than a quarter of a touchpoint as NA raises a flag (analysis 3.4)."""
    for key, result in measured.touchpoints.items():
        if result.na_share > measured.settings.na_share_limit:
            yield Note("na_over_limit", {"touchpoint": key, "share": result.na_share})
        if result.reading.spread and not result.applies:
            yield Note("reading_set_aside", {"touchpoint": key})


def _promises(measured: Measured) -> Iterator[Note]:
    for key, result in measured.promises.items():
        if result.promise.criterion and result.promise.verdict_from != "manual" and result.basis == "manual":
            yield Note("promise_left_to_analyst", {"promise": key, "criterion": result.promise.criterion})


def _outside_form(measured: Measured) -> list[str]:
    """Answered criteria that the event's form does not ask for: kept, but not counted."""
    if measured.facts.form == "full":
        return []
    answered = {
        answer.criterion for walkthrough in measured.facts.walkthroughs for answer in walkthrough.answers
    }
    return [
        key
        for key, criterion in measured.library.criteria.items()
        if key in answered and not in_form(criterion, measured.facts)
    ]
