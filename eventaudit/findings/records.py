"""The three records of every touchpoint side by side: intended, promised, delivered, and the gaps between.

The gaps here describe a touchpoint as a whole; the findings are about single messages, promises and criteria.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Audit, Finding, Likeness, Mixture, PromiseResult, TouchpointResult
from eventaudit.consistency.atmospheres import blend
from eventaudit.library.mixtures import in_order

from .charts import range_bar
from .gap_marks import GapMark, gap_mark
from .wording import SEVERITIES, Glossary, number

PARTS_NAMED = 2


@dataclass(frozen=True, slots=True)
class Record:
    """One of the three at one touchpoint. mixture: as stored, for its colours; None where there is none."""

    words: str
    mixture: dict[str, float] | None = None
    detail: str = ""

    @property
    def silent(self) -> bool:
        return self.mixture is None


@dataclass(frozen=True, slots=True)
class TouchpointRecords:
    key: str
    name: str
    quality: str  # 0-100, assured; '' where nothing is measured
    bar: object
    intended: Record
    promised: Record
    delivered: Record
    intended_promised: GapMark
    promised_delivered: GapMark
    intended_delivered: GapMark
    findings: int
    worst: str  # severity of the worst finding, '' without any
    worst_label: str


def build_records(audit: Audit, likeness: Likeness, glossary: Glossary) -> list[TouchpointRecords]:
    promises: dict[str, list[PromiseResult]] = {key: [] for key in audit.touchpoints}
    for promise in audit.promises.values():
        promises[promise.promise.touchpoint].append(promise)
    findings: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        findings.setdefault(finding.touchpoint, []).append(finding)
    return [
        touchpoint_records(result, promises[key], findings.get(key, []), audit, likeness, glossary)
        for key, result in audit.touchpoints.items()
    ]


def touchpoint_records(
    result: TouchpointResult,
    promises: list[PromiseResult],
    findings: list[Finding],
    audit: Audit,
    likeness: Likeness,
    glossary: Glossary,
) -> TouchpointRecords:
    """promises and findings: those of this touchpoint, the findings worst first."""
    name, low = glossary.touchpoint(result.key), result.q.low
    percent = None if low is None else 100 * low
    spoken = _spoken(promises, audit)
    worst = findings[0].severity if findings else ""
    return TouchpointRecords(
        key=result.key,
        name=name,
        quality="" if percent is None else number(round(percent)),
        bar=range_bar(percent, None, percent, title=_("Quality"), height=8),
        intended=_intended(result, glossary),
        promised=_promised(promises, spoken, glossary),
        delivered=_delivered(result, glossary),
        intended_promised=_intended_promised(result, promises, spoken, audit, likeness),
        promised_delivered=_promised_delivered(promises, audit),
        intended_delivered=_intended_delivered(result, audit),
        findings=len(findings),
        worst=worst,
        worst_label=str(SEVERITIES[worst]) if worst else "",
    )


def short_mixture(mixture: Mapping[str, float] | str | None, glossary: Glossary) -> str:
    """A mixture in two names at the most, the strongest first and without shares: 'Rustic + Luxury'."""
    if not isinstance(mixture, Mapping) or len(mixture) == 1:
        return glossary.atmosphere(mixture)
    names = [glossary.atmosphere({key: 1.0}) for key, _share in in_order(mixture)]
    return " + ".join(names[:PARTS_NAMED]) + (" …" if len(names) > PARTS_NAMED else "")


def _intended(result: TouchpointResult, glossary: Glossary) -> Record:
    if result.intended is None:
        return Record(_("No theme"))
    mixture = dict(result.intended.shares)
    return Record(short_mixture(mixture, glossary), mixture)


def _spoken(promises: list[PromiseResult], audit: Audit) -> list[Mixture]:
    """What each promise sounds like: its own atmosphere, else its message's; silent ones are left out."""
    own = (
        result.promise.atmosphere or audit.messages[result.promise.message].message.atmosphere
        for result in promises
    )
    return [mixture for mixture in own if mixture is not None and not mixture.is_neutral]


def _promised(promises: list[PromiseResult], spoken: list[Mixture], glossary: Glossary) -> Record:
    if not promises:
        return Record(_("Nothing promised"))
    count = ngettext("%d promise", "%d promises", len(promises)) % len(promises)
    if not spoken:
        return Record(_("No theme"), detail=count)
    mixture = dict(blend(spoken).shares)
    return Record(short_mixture(mixture, glossary), mixture, count)


def _delivered(result: TouchpointResult, glossary: Glossary) -> Record:
    reading = result.reading
    if reading.not_applicable or (result.coverage is None and reading.spread):
        return Record(_("Not applicable"))
    if not reading.spread:
        return Record(_("Not read yet"))
    readers = len(reading.by_auditor)
    detail = ngettext("%d reading", "%d readings", readers) % readers
    if reading.is_neutral:
        return Record(_("Neutral"), detail=detail)
    shares: dict[str, float] = {}
    for mixture, weight in reading.spread:
        for key, share in mixture.shares:
            shares[key] = shares.get(key, 0) + share * weight
    return Record(short_mixture(shares, glossary), shares, detail)


def _intended_promised(
    result: TouchpointResult,
    promises: list[PromiseResult],
    spoken: list[Mixture],
    audit: Audit,
    likeness: Likeness,
) -> GapMark:
    """1 - mean similarity of the intended atmosphere with what each promise sounds like."""
    delta = None
    if result.intended is not None and spoken:
        near = fsum(likeness.between(result.intended, mixture) for mixture in spoken) / len(spoken)
        delta = 1 - near
    words = "" if delta is not None else _("no theme") if promises else _("nothing said")
    return _theme_gap(delta, words, audit.settings.g1_from, audit)


def _promised_delivered(promises: list[PromiseResult], audit: Audit) -> GapMark:
    """1 - mean value of the promises that were checked, by their strength, as in F (analysis 3.5)."""
    settings = audit.settings
    checked = [(each.strength_weight, each.value) for each in promises if each.value is not None]
    weight = fsum(strength for strength, _value in checked)
    delta = 1 - fsum(strength * value for strength, value in checked) / weight if weight else None
    return gap_mark(
        delta, _kept_words(promises), apart_from=1 - settings.kept_from, far_from=1 - settings.partly_from
    )


def _kept_words(promises: list[PromiseResult]) -> str:
    if not promises:
        return _("nothing to keep")
    verdicts = Counter(result.verdict for result in promises)
    checked = len(promises) - verdicts["unchecked"]
    if not checked:
        return _("not checked yet")
    return _("%(kept)d of %(checked)d kept") % {"kept": verdicts["kept"], "checked": checked}


def _intended_delivered(result: TouchpointResult, audit: Audit) -> GapMark:
    delta = 1 - result.likeness if result.themed and result.likeness is not None else None
    words = ""
    if delta is None:
        words = _("no theme intended") if result.intended is None else _("not read yet")
    elif result.reading.is_neutral:
        words = _("says nothing")
    return _theme_gap(delta, words, audit.settings.g3_from, audit)


def _theme_gap(delta: float | None, words: str, apart_from: float, audit: Audit) -> GapMark:
    mark = gap_mark(delta, words, apart_from=apart_from, far_from=audit.settings.off_brief_from)
    return mark if words else GapMark(mark.level, mark.percent, THEME_WORDS[mark.level](), mark.bridge)


THEME_WORDS = {
    "near": lambda: _("in tune"),
    "apart": lambda: _("apart"),
    "far": lambda: _("far apart"),
    "unknown": lambda: "",
}
