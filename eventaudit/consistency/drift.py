"""Better or worse than before: between rounds, and against an earlier edition (analysis 3.8).

Only criteria that were answered on both sides, of the same template and on the same scale, and with the same
weights on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .delivery import TouchpointDelivery, delivery, touchpoint_weights
from .facts import EventFacts
from .intervals import ENOUGH, Uncertainty, clearly_different, of_mean, uncertainty
from .library import Library
from .observations import CriterionResult, answers_by_auditor, criterion_results
from .settings import Settings

Missing = Literal["not_answered", "not_applicable", "not_in_form"]
NotComparable = Literal[
    "not_answered_before",
    "not_answered_after",
    "not_applicable_before",
    "not_applicable_after",
    "not_in_form_before",
    "not_in_form_after",
    "other_band",
    "other_template",
]

BEFORE: Mapping[Missing, NotComparable] = {
    "not_answered": "not_answered_before",
    "not_applicable": "not_applicable_before",
    "not_in_form": "not_in_form_before",
}
AFTER: Mapping[Missing, NotComparable] = {
    "not_answered": "not_answered_after",
    "not_applicable": "not_applicable_after",
    "not_in_form": "not_in_form_after",
}


@dataclass(frozen=True, slots=True)
class CriterionDrift:
    """difference: after - before in q, above 0 is better. clear: the two intervals do not overlap; else it
    is an indication.
    """

    criterion: str
    touchpoint: str
    before: Uncertainty
    after: Uncertainty
    difference: float
    clear: bool


@dataclass(frozen=True, slots=True)
class TouchpointDrift:
    """Mean q in [0, 1] over the comparable criteria, and how many they are."""

    touchpoint: str
    before: float
    after: float
    difference: float
    criteria: int


@dataclass(frozen=True, slots=True)
class Drift:
    """criteria: the comparable ones, the largest fall first. not_comparable: answered on one side at least,
    with the reason. D_before, D_after: 0-100 over the comparable criteria, None without any.

    fewest: the smallest number of observers behind any comparable value; under 5 all is an indication.
    same_auditors: whether the same people observed both sides, None where unknown.
    """

    before: str
    after: str
    criteria: tuple[CriterionDrift, ...]
    not_comparable: Mapping[str, NotComparable]
    touchpoints: Mapping[str, TouchpointDrift]
    D_before: float | None
    D_after: float | None
    fewest: int
    same_auditors: bool | None

    @property
    def difference(self) -> float | None:
        """Of D, above 0 is better."""
        return None if self.D_before is None or self.D_after is None else self.D_after - self.D_before

    @property
    def indication(self) -> bool:
        return self.fewest < ENOUGH


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: criterion to what is known of it, or why nothing is."""

    name: str
    known: Mapping[str, Uncertainty]
    missing: Mapping[str, Missing] = field(default_factory=dict)
    auditors: frozenset[str] | None = None


def compare_with_previous(facts: EventFacts, library: Library, settings: Settings | None = None) -> Drift:
    """Against the earlier edition's results that the event carries (`previous_round`)."""
    settings = settings or Settings()
    z = settings.confidence_z
    before = {one.criterion: of_mean(one.q, one.n, z) for one in facts.previous_round}
    return drift(
        Side("", before),
        _side(facts, library, settings),
        library,
        touchpoint_weights(facts, library, settings),
    )


def compare_editions(
    previous: EventFacts,
    current: EventFacts,
    library: Library,
    settings: Settings | None = None,
    *,
    previous_library: Library | None = None,
) -> Drift:
    """Two editions of an event. previous_library: where the earlier one was audited with another template.

    Of another version of the template nothing is comparable: a question may have been worded differently.
    The weights are the current edition's on both sides.
    """
    settings = settings or Settings()
    earlier = previous_library or library
    changed: dict[str, NotComparable] = dict.fromkeys(
        earlier.criteria.keys() - library.criteria.keys(), "other_template"
    )
    for key, criterion in library.criteria.items():
        if earlier.version != library.version or earlier.criteria.get(key) != criterion:
            changed[key] = "other_template"
        elif criterion.band_for(previous.variants.get(key)) != criterion.band_for(current.variants.get(key)):
            changed[key] = "other_band"
    return drift(
        _side(previous, earlier, settings),
        _side(current, library, settings),
        library,
        touchpoint_weights(current, library, settings),
        changed=changed,
    )


def side(name: str, results: Mapping[str, CriterionResult], auditors: frozenset[str], z: float) -> Side:
    """A side made of the results of walkthroughs."""
    known, missing = {}, {}
    for key, result in results.items():
        if result.q is not None:
            known[key] = uncertainty([auditor.q for auditor in result.by_auditor], z)
        else:
            missing[key] = _missing(result)
    return Side(name, known, missing, auditors)


def _missing(result: CriterionResult) -> Missing:
    if result.state == "not_asked":
        return "not_in_form"
    return "not_answered" if result.applies else "not_applicable"


def _side(facts: EventFacts, library: Library, settings: Settings) -> Side:
    results = criterion_results(facts, library, answers_by_auditor(facts, library), settings.standard)
    auditors = frozenset(walkthrough.auditor for walkthrough in facts.walkthroughs)
    known = side(facts.name or facts.id, results, auditors, settings.confidence_z)
    outside: dict[str, Missing] = {
        key: "not_in_form"
        for key, criterion in library.criteria.items()
        if criterion.scored and key not in results
    }
    return Side(known.name, known.known, {**known.missing, **outside}, auditors)


def drift(
    before: Side,
    after: Side,
    library: Library,
    weights: Mapping[str, float],
    *,
    changed: Mapping[str, NotComparable] | None = None,
) -> Drift:
    """changed: criteria that cannot be compared although both sides answered them."""
    reasons = _not_comparable(before, after, changed or {})
    shared = [
        key for key in library.criteria if key in before.known and key in after.known and key not in reasons
    ]
    criteria = [_criterion(key, library, before.known[key], after.known[key]) for key in shared]
    then = delivery({key: before.known[key].mean for key in shared}, library, weights)
    now = delivery({key: after.known[key].mean for key in shared}, library, weights)
    unknown = before.auditors is None or after.auditors is None
    return Drift(
        before=before.name,
        after=after.name,
        criteria=tuple(sorted(criteria, key=lambda one: round(one.difference, 9))),
        not_comparable=reasons,
        touchpoints=_touchpoints(criteria, then.touchpoints, now.touchpoints),
        D_before=then.D.obs,
        D_after=now.D.obs,
        fewest=min((min(one.before.n, one.after.n) for one in criteria), default=0),
        same_auditors=None if unknown else before.auditors == after.auditors,
    )


def _not_comparable(
    before: Side, after: Side, changed: Mapping[str, NotComparable]
) -> dict[str, NotComparable]:
    """Everything that was answered on one side at least and cannot be compared, with the first reason."""
    reasons: dict[str, NotComparable] = {}
    for key in dict.fromkeys([*before.known, *after.known]):
        if key in changed:
            reasons[key] = changed[key]
        elif key not in before.known:
            reasons[key] = BEFORE[before.missing.get(key, "not_answered")]
        elif key not in after.known:
            reasons[key] = AFTER[after.missing.get(key, "not_answered")]
    return reasons


def _criterion(key: str, library: Library, before: Uncertainty, after: Uncertainty) -> CriterionDrift:
    return CriterionDrift(
        criterion=key,
        touchpoint=library.criteria[key].touchpoint,
        before=before,
        after=after,
        difference=(after.mean or 0.0) - (before.mean or 0.0),
        clear=clearly_different(before, after),
    )


def _touchpoints(
    criteria: Sequence[CriterionDrift],
    then: Mapping[str, TouchpointDelivery],
    now: Mapping[str, TouchpointDelivery],
) -> dict[str, TouchpointDrift]:
    found = {}
    for key in then:
        count = sum(one.touchpoint == key for one in criteria)
        before, after = then[key].q.obs, now[key].q.obs
        if before is not None and after is not None:
            found[key] = TouchpointDrift(key, before, after, after - before, count)
    return found
