"""Delights: gaps in the good direction, listed apart and never a penalty (analysis 3.1, 'sign matters')."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .evidence import observed_values
from .gaps.round_round import comparison_params, comparisons
from .gaps.segment_segment import segments_by_criterion
from .library import Criterion
from .measured import Measured
from .severity import below

DelightGap = Literal["G5", "G6", "expectation", "feedback"]


@dataclass(frozen=True, slots=True)
class Delight:
    """Something to keep. What each id means: docs/findings.md.

    delta: the gap with its sign, 0 or below; None for the attendees' marks, which belong to no criterion.
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
    """Sorted by touchpoint in the guest's order, then by id; the attendees' marks last."""
    place = {key: number for number, key in enumerate(measured.library.touchpoints)}
    found = [found for kind in (_exceeded, _improved, _everyone, _feedback) for found in kind(measured)]
    return tuple(sorted(found, key=lambda one: (place.get(one.touchpoint or "", len(place)), one.id)))


def _exceeded(measured: Measured) -> Iterator[Delight]:
    """More than was expected: the mean over auditors is above what 'met' is worth."""
    for result in measured.criteria.values():
        criterion = result.criterion
        met = _met(criterion)
        if result.q is None or met is None or criterion.weight <= 0 or not below(met, result.q):
            continue
        params = {"q": result.q, "met": met, "values": observed_values(result)}
        yield _delight("expectation", criterion, met - result.q, "delight.exceeded", params)


def _met(criterion: Criterion) -> float | None:
    return (criterion.options or {}).get("met") if criterion.kind == "expectation" else None


def _improved(measured: Measured) -> Iterator[Delight]:
    """G5 the other way: clearly better than at the earlier edition, or an indication of it."""
    for before, result, drop in comparisons(measured):
        if not below(-drop, measured.settings.g5_from):
            params = comparison_params(before, result, measured)
            key = "delight.improved_indication" if params["indication"] else "delight.improved"
            yield _delight("G5", result.criterion, drop, key, params)


def _everyone(measured: Measured) -> Iterator[Delight]:
    """G6 the other way: nobody was left out. All segments and the auditors found it as good as expected.

    Only where the segments do not differ by so much that the same criterion is a G6 finding.
    """
    enough = measured.settings.delight_everyone_from
    for criterion, segments in segments_by_criterion(measured):
        auditors, qs = measured.criteria[criterion.key].q, [fact.q for fact in segments]
        if auditors is None or below(auditors, enough) or below(min(qs), enough):
            continue
        if below(max(qs) - min(qs), measured.settings.g6_from):
            params = {"auditors": auditors, "lowest": min(qs), "n": sum(fact.n for fact in segments)}
            yield _delight("G6", criterion, enough - min(qs), "delight.everyone", params)


def _feedback(measured: Measured) -> Iterator[Delight]:
    """How many attendees gave one of the highest marks to both questions, from five such people on.

    No words and no marks of a single one: nobody shall be told apart (analysis 3.8, 5.4).
    """
    least, given = measured.settings.delight_feedback_from, measured.facts.feedback
    happy = sum(min(fact.q1, fact.q2) >= least for fact in given)
    if happy >= measured.settings.g6_attendees:
        yield Delight(
            id="feedback:high_marks",
            gap="feedback",
            touchpoint=None,
            delta=None,
            refs=(),
            message_key="delight.feedback",
            params={"happy": happy, "n": len(given), "least": least},
        )


def _delight(
    gap: DelightGap, criterion: Criterion, delta: float, message_key: str, params: Mapping[str, Any]
) -> Delight:
    return Delight(
        id=f"{gap}:{criterion.key}",
        gap=gap,
        touchpoint=criterion.touchpoint,
        delta=delta,
        refs=(criterion.key,),
        message_key=message_key,
        params={"criterion": criterion.key} | dict(params),
    )
