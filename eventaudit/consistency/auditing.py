"""The audit of one event: facts in, scores and findings out (analysis 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from .causes import RootCause, propose_causes
from .delights import Delight, delights
from .facts import EventFacts
from .findings import Finding, worst_first
from .gaps import RULES
from .indices import PERCENT, Scores, Triple, letter, scores, three_means, three_ways, weighted_mean
from .library import Library
from .measured import Measured, MessageResult, measure
from .notes import Note, notes
from .observations import CriterionResult
from .promises import PromiseResult
from .recommendations import Recommendation, in_order, recommend
from .settings import Settings
from .touchpoints import TouchpointResult


@dataclass(frozen=True, slots=True)
class Audit:
    """All results of one event, by key or id, in the order of the library and of the event.

    settings: what it was judged by. coverage: answered weight / applicable weight, None where nothing
    applies. letter: None where there is too little to give one. M: 0-100, how close the messages come to the
    brief; not part of E. causes: as the rules propose them, with a recommendation for each. delights: gaps in
    the good direction, which are no findings.
    """

    id: str
    settings: Settings
    scores: Scores
    letter: str | None
    coverage: float | None
    M: float | None
    touchpoints: Mapping[str, TouchpointResult]
    criteria: Mapping[str, CriterionResult]
    promises: Mapping[str, PromiseResult]
    messages: Mapping[str, MessageResult]
    findings: tuple[Finding, ...]
    causes: tuple[RootCause, ...]
    recommendations: tuple[Recommendation, ...]
    delights: tuple[Delight, ...]
    notes: tuple[Note, ...]


def audit(facts: EventFacts, library: Library, settings: Settings | None = None) -> Audit:
    """Judge one event. The same facts always give the same audit, in time linear in the answers.

    Every criterion, touchpoint and atmosphere of the facts must be in the library, as parse_event sees to.
    """
    measured = measure(facts, library, settings or Settings())
    indices = _indices(measured)
    totals = scores(
        indices,
        {key: result.q for key, result in measured.touchpoints.items()},
        failed=tuple(key for key, result in measured.criteria.items() if result.failed),
        unverified=_unverified(measured),
        delivered=measured.delivered,
        settings=measured.settings,
    )
    coverage = _coverage(measured)
    findings = tuple(sorted((found for rule in RULES for found in rule(measured)), key=worst_first))
    causes = propose_causes(findings, measured)
    return Audit(
        id=facts.id,
        settings=measured.settings,
        scores=totals,
        letter=letter(totals.low.E, coverage, measured.settings),
        coverage=coverage,
        M=_message_index(measured),
        touchpoints=measured.touchpoints,
        criteria=measured.criteria,
        promises=measured.promises,
        messages=measured.messages,
        findings=findings,
        causes=causes,
        recommendations=tuple(in_order(one for cause in causes if (one := recommend(cause, measured)))),
        delights=delights(measured),
        notes=tuple(notes(measured, indices)),
    )


def _indices(measured: Measured) -> dict[str, Triple]:
    """The four components in [0, 1] (analysis 3.3, 3.5)."""
    touchpoints = list(measured.touchpoints.values())
    return {
        "D": three_means((result.weight, result.q) for result in touchpoints),
        "F": _fidelity(measured),
        "I": three_ways((result.weight, result.likeness) for result in touchpoints if result.themed),
        "C": three_ways(
            (measured.touchpoints[one].weight * measured.touchpoints[other].weight, likeness)
            for (one, other), likeness in measured.pairs.items()
        ),
    }


def _fidelity(measured: Measured) -> Triple:
    """sum(s_p v_p) / sum(s_p) over promises; before the event, only once one of them has been judged."""
    promises = list(measured.promises.values())
    if not measured.delivered and all(result.value is None for result in promises):
        return Triple()
    return three_ways((result.strength_weight, result.value) for result in promises)


def _unverified(measured: Measured) -> tuple[str, ...]:
    """Hard-fail criteria that nobody has shown to be passed: they cap the assured number (analysis 3.5)."""
    return tuple(
        key
        for key, result in measured.criteria.items()
        if result.criterion.hard_fail and result.state == "unanswered" and measured.delivered
    )


def _coverage(measured: Measured) -> float | None:
    """Answered weight / applicable weight, over the touchpoints that count (analysis 3.4)."""
    counted = [
        result
        for result in measured.criteria.values()
        if result.applies and measured.touchpoints[result.criterion.touchpoint].weight > 0
    ]
    applicable = fsum([result.criterion.weight for result in counted])
    answered = fsum([result.criterion.weight for result in counted if result.q is not None])
    return answered / applicable if applicable else None


def _message_index(measured: Measured) -> float | None:
    """M = 100 x mean similarity(brief, message), before the event and outside E (analysis 3.5)."""
    mean = weighted_mean((1, result.likeness) for result in measured.messages.values())
    return None if mean is None else PERCENT * mean
