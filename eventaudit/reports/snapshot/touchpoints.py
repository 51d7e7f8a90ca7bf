"""The touchpoints in the guest's order: score, reading, photos and every answer with its note."""

from eventaudit.consistency import CriterionResult, TouchpointResult
from eventaudit.findings.wording import delight_sentence
from eventaudit.library.bands import band_words
from eventaudit.library.models import Criterion
from eventaudit.library.text import localised
from eventaudit.walkthroughs.models import Answer

from .rows import Rows
from .scores import tenth
from .texts import mixture_name

PER_CENT = 100


def touchpoints_part(rows: Rows) -> list[dict]:
    standing = [shaped for shaped in rows.causes if not shaped.cause.resolved]
    return [
        _touchpoint(number, key, result, rows)
        | {
            "causes": [
                {"number": place, "anchor": one.anchor, "title": one.title, "severity": one.cause.severity}
                for place, one in enumerate(standing, 1)
                if key in one.cause.touchpoints
            ]
        }
        for number, (key, result) in enumerate(rows.audit.touchpoints.items(), 1)
    ]


def _touchpoint(number: int, key: str, result: TouchpointResult, rows: Rows) -> dict:
    audit = rows.audit
    criteria = [criterion for criterion in rows.criteria.values() if criterion.touchpoint.key == key]
    return {
        "key": key,
        "number": number,
        "name": rows.glossary.touchpoint(key),
        "weight": result.weight,
        "quality": {column: _percent(getattr(result.q, column)) for column in ("low", "obs", "high")},
        "applies": result.applies,
        "intended": mixture_name(result.intended, rows.glossary),
        "readings": [
            {"name": mixture_name(mixture, rows.glossary), "share": round(PER_CENT * weight)}
            for mixture, weight in result.reading.spread
        ],
        "likeness": _percent(result.likeness),
        "delights": [
            {"id": one.id, "text": delight_sentence(one, rows.glossary)}
            for one in audit.delights
            if one.touchpoint == key
        ],
        "photos": [photo for criterion in criteria for photo in rows.answer_photos.get(criterion.key, [])],
        "answers": [_criterion(row, audit.criteria.get(row.key), rows) for row in criteria],
        "asked": len(criteria),
        "answered": sum(bool(rows.answers.get(row.key)) for row in criteria),
    }


def _criterion(row: Criterion, result: CriterionResult | None, rows: Rows) -> dict:
    """quality: 0-100, None where unanswered or where the criterion is not scored."""
    given = rows.answers.get(row.key, [])
    quality = None if result is None else _percent(result.q)
    return {
        "key": row.key,
        "wording": localised(row.wording),
        "quality": quality,
        "weight": row.weight,
        "hard_fail": row.hard_fail,
        "failed": result is not None and result.failed,
        "target": band_words(row.band, rows.event.variants.get(row.key, "")) if row.band else "",
        "house_target": is_house_target(row),
        **_given(row, given, rows),
    }


def is_house_target(row: Criterion) -> bool:
    """A band that no primary source stands behind is our choice, and is printed as such."""
    return bool(row.band) and row.source_grade not in ("primary", "mixed")


def _given(row: Criterion, given: list[Answer], rows: Rows) -> dict:
    """values: each different answer with who gave it; missing: who could not answer, and why; notes."""
    alone = rows.alone
    values: dict[str, list[str]] = {}
    for answer in given:
        if answer.state == Answer.State.ANSWERED and answer.value is not None:
            text = (
                rows.glossary.atmosphere(answer.value)
                if row.reads_atmosphere
                else rows.glossary.value(row.key, answer.value)
            )
            values.setdefault(text, []).append(who(answer.walkthrough))
    return {
        "values": [
            {"text": text, "who": "" if alone else "; ".join(names)} for text, names in values.items()
        ],
        "missing": [
            {"state": state, "reason": reason, "who": "" if alone else "; ".join(names)}
            for (state, reason), names in missing_of(given).items()
        ],
        "notes": [
            {"who": "" if alone else who(answer.walkthrough), "text": answer.note}
            for answer in given
            if answer.note
        ],
    }


def missing_of(given: list[Answer]) -> dict[tuple[str, str], list[str]]:
    """What could not be answered, as (state, reason), with who could not: many rounds may say the same."""
    found: dict[tuple[str, str], list[str]] = {}
    for answer in given:
        if answer.state in (Answer.State.NOT_APPLICABLE, Answer.State.UNOBSERVED):
            found.setdefault((answer.state, answer.reason), []).append(who(answer.walkthrough))
    return found


def who(walkthrough) -> str:
    parts = [walkthrough.auditor_name, walkthrough.round.name if walkthrough.round else ""]
    return ", ".join(part for part in parts if part)


def _percent(share: float | None) -> float | None:
    return None if share is None else tenth(PER_CENT * share)
