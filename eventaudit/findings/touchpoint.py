"""What the page of one touchpoint shows: the three records side by side, and every answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from eventaudit.consistency import CriterionResult
from eventaudit.library.text import localised
from eventaudit.photos.models import Photo

from .audited import AuditedEvent
from .charts import range_bar
from .coverage import covered_percent
from .evidence import notes_by_criterion
from .finding_rows import FindingRow, finding_row
from .overview import PromiseRow, Range, promise_row, range_of, range_words
from .records import TouchpointRecords, touchpoint_records
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
    records: TouchpointRecords
    promises: list[PromiseRow]
    readings: list[tuple[str, str]]  # auditor, atmosphere
    criteria: list[CriterionRow]
    findings: list[FindingRow]


def build_touchpoint_page(key: str, found: AuditedEvent, photos: Mapping[str, list[Photo]]) -> TouchpointPage:
    """photos: criterion key or promise id to its photos."""
    audit, glossary = found.audit, found.glossary
    result = audit.touchpoints[key]
    notes = notes_by_criterion(found.facts)
    promises = [promise for promise in audit.promises.values() if promise.promise.touchpoint == key]
    findings = [finding for finding in audit.findings if finding.touchpoint == key]
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
        promises=[promise_row(promise, glossary) for promise in promises],
        records=touchpoint_records(result, promises, findings, audit, found.likeness, glossary),
        readings=[
            (seen.auditor, ", ".join(glossary.atmosphere(mixture.as_json()) for mixture in seen.atmospheres))
            for seen in result.reading.by_auditor
        ],
        criteria=[
            _criterion_row(criterion, glossary, notes, photos)
            for criterion in audit.criteria.values()
            if criterion.criterion.touchpoint == key
        ],
        findings=[finding_row(finding, glossary) for finding in findings],
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
