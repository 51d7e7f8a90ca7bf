"""Do the auditors see the same thing the same way? (analysis 3.8; docs/agreement-and-uncertainty.md)

For calibration, never for the score. Auditors are compared on a criterion only where they observed it in the
same round: what changed in between is the event, not their judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, Literal

from .atmospheres import Likeness
from .facts import EventFacts
from .krippendorff import Metric, krippendorff_alpha
from .library import Library
from .observations import mean
from .scales import BALANCE, FIT, Scorer, scorer
from .settings import Settings
from .severity import below
from .shared_observations import (
    AGREEMENT_KINDS,
    AgreementKind,
    Observed,
    SharedObservation,
    shared_observations,
)

Standing = Literal["rely", "tentative", "do_not_rely", "too_few", "not_defined", "several_scales"]

METRIC_OF: Mapping[AgreementKind, Metric] = {
    "fit": "ordinal",
    "balance": "ordinal",
    "expectation": "ordinal",
    "measure": "interval",
    "yesno": "nominal",
    "choice": "nominal",
    "reading": "nominal",
}
STEPPED = frozenset({"fit", "balance"})


@dataclass(frozen=True, slots=True)
class KindAgreement:
    """Agreement on all shared criteria of one kind.

    criteria: how many different criteria are shared; observations: how many criterion-and-rounds; pairs: how
    many pairs of answers. exact, within_one_step: shares of the pairs in [0, 1]; within_one_step for fit and
    balance only. alpha: None unless standing is rely, tentative or do_not_rely. standing: too_few shared
    criteria; not_defined, all answers are the same; several_scales, questions with different options.
    """

    kind: AgreementKind
    metric: Metric
    criteria: int
    observations: int
    pairs: int
    exact: float
    within_one_step: float | None
    alpha: float | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One criterion, or the reading of a touchpoint (criterion None), that auditors share.

    difference: mean over pairs of answers, as a share of the scale: 1 is its whole length. observations: what
    each auditor said in each round. apart: in some round they were in different segments or zones.
    """

    criterion: str | None
    touchpoint: str
    kind: AgreementKind
    difference: float
    pairs: int
    observations: tuple[tuple[str, tuple[tuple[str, Observed], ...]], ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Strictness:
    """How far an auditor's q lies from the mean of the others on what they share; below 0 is stricter.

    n: how many shared observations; lower, higher: in how many of them this auditor was below or above.
    A help for calibration: one auditor's other places and moments are in it, too.
    """

    auditor: str
    difference: float
    n: int
    lower: int
    higher: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """auditors: everyone who walked. shared: on how many criteria and readings two or more can be compared.

    kinds: those with something shared, in a fixed order. disagreements: the largest first. strictness: by
    name, those who share something scored with another.
    """

    auditors: tuple[str, ...]
    shared: int
    kinds: tuple[KindAgreement, ...]
    disagreements: tuple[Disagreement, ...]
    strictness: tuple[Strictness, ...]


def compare_auditors(facts: EventFacts, library: Library, settings: Settings | None = None) -> Agreement:
    """Compare the auditors of one event. With fewer than two, or nothing shared, all parts are empty."""
    settings = settings or Settings()
    shared = list(shared_observations(facts, library))
    scorers = {key: scorer(criterion, facts.variants.get(key)) for key, criterion in library.criteria.items()}
    likeness = library.likeness(settings.neutral_similarity)
    by_kind = ((kind, [one for one in shared if one.kind == kind]) for kind in AGREEMENT_KINDS)
    disagreements = _disagreements(shared, scorers, likeness)
    return Agreement(
        auditors=tuple(sorted({walkthrough.auditor for walkthrough in facts.walkthroughs})),
        shared=len(disagreements),
        kinds=tuple(_kind_agreement(kind, own, scorers, settings) for kind, own in by_kind if own),
        disagreements=disagreements,
        strictness=_strictness(shared, scorers),
    )


def _kind_agreement(
    kind: AgreementKind,
    shared: Sequence[SharedObservation],
    scorers: Mapping[str, Scorer],
    settings: Settings,
) -> KindAgreement:
    pairs = [pair for one in shared for pair in one.pairs()]
    criteria = len({_subject(one) for one in shared})
    alpha, standing = _alpha(kind, shared, scorers, settings)
    return KindAgreement(
        kind=kind,
        metric=METRIC_OF[kind],
        criteria=criteria,
        observations=len(shared),
        pairs=len(pairs),
        exact=sum(one == other for one, other in pairs) / len(pairs),
        within_one_step=(
            sum(abs(one - other) <= 1 for one, other in pairs) / len(pairs) if kind in STEPPED else None
        ),
        alpha=alpha,
        standing=standing,
    )


def _alpha(
    kind: AgreementKind,
    shared: Sequence[SharedObservation],
    scorers: Mapping[str, Scorer],
    settings: Settings,
) -> tuple[float | None, Standing]:
    """Printed only from ten shared criteria on (analysis 3.8)."""
    if len({_subject(one) for one in shared}) < settings.agreement_shared:
        return None, "too_few"
    if len({tuple(one.criterion.options or ()) for one in shared if one.criterion}) > 1:
        return None, "several_scales"
    units = [[_on_scale(one, value, scorers) for _, value in one.values] for one in shared]
    alpha = krippendorff_alpha(units, METRIC_OF[kind])
    if alpha is None:
        return None, "not_defined"
    if not below(alpha, settings.agreement_rely):
        return alpha, "rely"
    return alpha, "do_not_rely" if below(alpha, settings.agreement_tentative) else "tentative"


def _on_scale(one: SharedObservation, value: Any, scorers: Mapping[str, Scorer]) -> Any:
    """The value on a scale that all criteria of its kind have.

    A measure's numbers are minutes, lux or degrees: its q, how far the band is met, is what they share.
    Expectations are ordered by their q. A mixture is itself.
    """
    if one.criterion is None or one.kind in {"fit", "balance", "yesno", "choice"}:
        return value
    return scorers[one.criterion.key](value)


def _subject(one: SharedObservation) -> tuple[str, str]:
    return (one.criterion.key if one.criterion else "", one.touchpoint)


def _disagreements(
    shared: Sequence[SharedObservation], scorers: Mapping[str, Scorer], likeness: Likeness
) -> tuple[Disagreement, ...]:
    by_subject: dict[tuple[str, str], list[SharedObservation]] = {}
    for one in shared:
        by_subject.setdefault(_subject(one), []).append(one)
    found = []
    for own in by_subject.values():
        apart = [_difference(one, pair, scorers, likeness) for one in own for pair in one.pairs()]
        found.append(
            Disagreement(
                criterion=own[0].criterion.key if own[0].criterion else None,
                touchpoint=own[0].touchpoint,
                kind=own[0].kind,
                difference=mean(apart),
                pairs=len(apart),
                observations=tuple((one.round, one.values) for one in own),
                apart=any(one.apart for one in own),
            )
        )
    return tuple(sorted(found, key=lambda one: -round(one.difference, 9)))


def _difference(
    one: SharedObservation, pair: tuple[Any, Any], scorers: Mapping[str, Scorer], likeness: Likeness
) -> float:
    """How far two answers are apart, as a share of the scale.

    Not in q for balance, where too little and too much have the same q and are the furthest apart.
    """
    first, second = pair
    if one.criterion is None:
        return 0.0 if first == second else 1 - likeness.between(first, second)
    if one.kind in STEPPED:
        low, high = FIT if one.kind == "fit" else BALANCE
        return float(abs(first - second) / (high - low))
    if one.kind == "choice":
        return float(first != second)
    score = scorers[one.criterion.key]
    return abs(score(first) - score(second))


def _strictness(shared: Sequence[SharedObservation], scorers: Mapping[str, Scorer]) -> tuple[Strictness, ...]:
    differences: dict[str, list[float]] = {}
    for one in shared:
        if one.criterion is None or not one.criterion.scored:
            continue
        score = scorers[one.criterion.key]
        own = {auditor: score(value) for auditor, value in one.values}
        for auditor, q in own.items():
            others = [other for name, other in own.items() if name != auditor]
            differences.setdefault(auditor, []).append(q - mean(others))
    return tuple(
        Strictness(
            auditor=auditor,
            difference=fsum(found) / len(found),
            n=len(found),
            lower=sum(difference < 0 for difference in found),
            higher=sum(difference > 0 for difference in found),
        )
        for auditor, found in sorted(differences.items())
    )
