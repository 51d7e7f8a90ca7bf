"""What 'How sure' shows: whether the auditors agree, and on how many observers each number rests."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.consistency import (
    Agreement,
    Disagreement,
    KindAgreement,
    Mixture,
    compare_auditors,
    uncertainty,
)

from .audited import AuditedEvent
from .wording import Glossary, confidence_percent, number

KINDS = {
    "fit": gettext_lazy("How well it fits, 1 to 5"),
    "balance": gettext_lazy("Too little or too much"),
    "expectation": gettext_lazy("Against expectation"),
    "measure": gettext_lazy("Measured numbers"),
    "yesno": gettext_lazy("Yes or no"),
    "choice": gettext_lazy("Choices"),
    "reading": gettext_lazy("Atmosphere read"),
}
STANDINGS = {
    "rely": gettext_lazy("Reliable"),
    "tentative": gettext_lazy("Tentative"),
    "do_not_rely": gettext_lazy("Do not rely on it"),
    "too_few": gettext_lazy("Too few shared questions"),
    "not_defined": gettext_lazy("Not defined: all answers are the same"),
    "several_scales": gettext_lazy("Not defined: the questions have different options"),
}
BASES = {
    "nobody": gettext_lazy("Nobody looked"),
    "one_observer": gettext_lazy("One observer: no range can be given"),
    "range": gettext_lazy("Two to four observers: their range is shown"),
    "interval": gettext_lazy("Five or more observers: their interval of %(sure)s per cent is shown"),
}
DIFFERENCES_SHOWN = 10
SAME = 0.005  # a mean difference that two decimals show as nothing


@dataclass(frozen=True, slots=True)
class KindRow:
    name: str
    criteria: int
    exact: int  # per cent
    within: int | None
    alpha: str
    standing: str
    trusted: bool


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    question: str
    touchpoint: str
    touchpoint_key: str
    difference: int  # per cent of the scale
    answers: list[tuple[str, str]]  # who (in which round), what
    apart: bool


@dataclass(frozen=True, slots=True)
class StrictnessRow:
    auditor: str
    n: int
    lower: int
    higher: int
    words: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    auditors: tuple[str, ...]
    shared: int
    kinds: list[KindRow]
    differences: list[DifferenceRow]
    differing: int
    strictness: list[StrictnessRow]
    observers: list[tuple[str, int]]  # in words, how many criteria
    needed: int
    rely: str  # alpha from which on one may, and from which on it is tentative
    tentative: str


def build_agreement_page(found: AuditedEvent) -> AgreementPage:
    settings = found.audit.settings
    agreement = compare_auditors(found.facts, found.library, settings)
    differing = [one for one in agreement.disagreements if one.difference > 0]
    return AgreementPage(
        auditors=agreement.auditors,
        shared=agreement.shared,
        kinds=[_kind(kind) for kind in agreement.kinds],
        differences=[_difference(one, found.glossary) for one in differing[:DIFFERENCES_SHOWN]],
        differing=len(differing),
        strictness=_strictness(agreement),
        observers=_observers(found),
        needed=settings.agreement_shared,
        rely=number(settings.agreement_rely),
        tentative=number(settings.agreement_tentative),
    )


def _kind(kind: KindAgreement) -> KindRow:
    return KindRow(
        name=str(KINDS[kind.kind]),
        criteria=kind.criteria,
        exact=_percent(kind.exact),
        within=None if kind.within_one_step is None else _percent(kind.within_one_step),
        alpha=number(kind.alpha, 2),
        standing=str(STANDINGS[kind.standing]),
        trusted=kind.standing == "rely",
    )


def _difference(one: Disagreement, glossary: Glossary) -> DifferenceRow:
    touchpoint = glossary.touchpoint(one.touchpoint)
    several = len(one.observations) > 1
    return DifferenceRow(
        question=glossary.criterion(one.criterion) if one.criterion else _("Atmosphere read"),
        touchpoint=touchpoint,
        touchpoint_key=one.touchpoint,
        difference=_percent(one.difference),
        answers=[
            (f"{auditor}, {name}" if several and name else auditor, _value(one.criterion, value, glossary))
            for name, values in one.observations
            for auditor, value in values
        ],
        apart=one.apart,
    )


def _value(criterion: str | None, value: object, glossary: Glossary) -> str:
    if isinstance(value, Mixture):
        return glossary.atmosphere(value.as_json())
    return glossary.value(criterion or "", value)


def _strictness(agreement: Agreement) -> list[StrictnessRow]:
    rows = []
    for one in agreement.strictness:
        points = number(abs(one.difference) * 100, 0)
        if abs(one.difference) < SAME:
            words = _("like the others")
        elif one.difference < 0:
            words = _("stricter by %s of 100 on average") % points
        else:
            words = _("kinder by %s of 100 on average") % points
        rows.append(StrictnessRow(one.auditor, one.n, one.lower, one.higher, words))
    return rows


def _observers(found: AuditedEvent) -> list[tuple[str, int]]:
    """How many criteria that apply rest on how many observers."""
    counts = Counter(
        uncertainty([auditor.q for auditor in result.by_auditor]).basis
        for result in found.audit.criteria.values()
        if result.applies
    )
    sure = {"sure": confidence_percent(found.audit.settings.confidence_z)}
    return [(str(words) % sure, counts[basis]) for basis, words in BASES.items()]


def _percent(share: float) -> int:
    return round(share * 100)
