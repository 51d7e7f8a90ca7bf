"""What the page of one touchpoint shows: the three records side by side, and every answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from eventaudit.consistency import Audit, CriterionResult, EventFacts
from eventaudit.library.text import localised
from eventaudit.photos.models import Photo

from .charts import range_bar
from .coverage import covered_percent
from .evidence import Evidence, evidence_of, notes_by_criterion
from .overview import (
    FindingRow,
    PromiseRow,
    Range,
    finding_row,
    promise_row,
    range_of,
    range_words,
)
from .wording import Glossary, number


@dataclass(frozen=True, slots=True)
class CriterionRow:
    key: str
    wording: str
    state: str
    weight: float
    answers: list[tuple[str, str]]  # auditor, answer in words
    quality: str
    bar: SafeString | None
    hard_fail: bool
    failed: bool
    notes: list[tuple[str, str]]
    photos: list[Photo]


@dataclass(frozen=True, slots=True)
class TouchpointPage:
    key: str
    name: str
    range: Range
    coverage: int | None
    intended: str
    mixture: dict | str | None
    cues: list[str]
    clashes: list[str]
    promises: list[PromiseRow]
    readings: list[tuple[str, str]]  # auditor, atmosphere
    likeness: str
    criteria: list[CriterionRow]
    findings: list[FindingRow]


def build_touchpoint_page(
    key: str, audit: Audit, facts: EventFacts, glossary: Glossary, photos: Mapping[str, list[Photo]]
) -> TouchpointPage:
    """photos: criterion key or promise id to its photos."""
    result = audit.touchpoints[key]
    findings = [finding for finding in audit.findings if finding.touchpoint == key]
    evidence: Mapping[str, Evidence] = evidence_of(findings, facts, photos)
    notes = notes_by_criterion(facts)
    name = glossary.touchpoint(key)
    cues, clashes = _theme(key, result.intended.shares if result.intended else (), glossary)
    return TouchpointPage(
        key=key,
        name=name,
        range=range_of(result.q.low, result.q.obs, result.q.high, name=name, scale=100, height=16),
        coverage=covered_percent(result.coverage),
        intended=glossary.atmosphere(result.intended.as_json()) if result.intended else "",
        mixture=result.intended.as_json() if result.intended else None,
        cues=cues,
        clashes=clashes,
        promises=[
            promise_row(promise, glossary)
            for promise in audit.promises.values()
            if promise.promise.touchpoint == key
        ],
        readings=[
            (seen.auditor, ", ".join(glossary.atmosphere(mixture.as_json()) for mixture in seen.atmospheres))
            for seen in result.reading.by_auditor
        ],
        likeness="" if result.likeness is None else number(result.likeness, 2),
        criteria=[
            _criterion_row(criterion, glossary, notes, photos)
            for criterion in audit.criteria.values()
            if criterion.criterion.touchpoint == key
        ],
        findings=[finding_row(finding, glossary, evidence, audit.settings) for finding in findings],
    )


def _theme(key: str, shares: tuple, glossary: Glossary) -> tuple[list[str], list[str]]:
    """The cues and clashes of the strongest intended atmosphere here."""
    if not shares:
        return [], []
    strongest = max(shares, key=lambda part: part[1])[0]
    atmosphere = glossary.atmospheres[strongest]
    content = atmosphere.touchpoints.get(key, {})
    return (
        [localised(cue) for cue in content.get("cues", [])],
        [localised(clash) for clash in content.get("clashes", [])],
    )


def _criterion_row(
    result: CriterionResult,
    glossary: Glossary,
    notes: Mapping[str, list[tuple[str, str]]],
    photos: Mapping[str, list[Photo]],
) -> CriterionRow:
    criterion = result.criterion
    wording = glossary.criterion(criterion.key)
    percent = None if result.q is None else result.q * 100
    return CriterionRow(
        key=criterion.key,
        wording=wording,
        state=result.state,
        weight=criterion.weight,
        answers=[
            (
                auditor.auditor,
                ", ".join(dict.fromkeys(glossary.value(criterion.key, value) for value in auditor.values)),
            )
            for auditor in result.by_auditor
        ],
        quality=number(result.q, 2),
        bar=None
        if percent is None
        else range_bar(
            percent, None, percent, title=f"{wording}: {range_words(percent, percent, percent)}", height=8
        ),
        hard_fail=criterion.hard_fail,
        failed=result.failed,
        notes=notes.get(criterion.key, []),
        photos=photos.get(criterion.key, []),
    )
