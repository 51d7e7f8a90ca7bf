"""The findings, worst first, each as a sentence with the arithmetic behind its severity."""

from collections.abc import Iterable, Mapping

from eventaudit.consistency import Finding
from eventaudit.findings.wording import (
    GAPS,
    finding_arithmetic,
    finding_sentence,
    read_words,
    severity_bound,
)

from .rows import Rows
from .texts import joined


def findings_part(rows: Rows, causes: Iterable[Mapping]) -> list[dict]:
    cause_of = {finding: cause["key"] for cause in causes for finding in cause["findings"]}
    return [_finding(finding, cause_of.get(finding.id, ""), rows) for finding in rows.audit.findings]


def anchor_of(finding: Finding) -> str:
    return "finding-" + "".join(letter if letter.isalnum() else "-" for letter in finding.id)


def _finding(finding: Finding, cause: str, rows: Rows) -> dict:
    audit = rows.audit
    return {
        "id": finding.id,
        "anchor": anchor_of(finding),
        "cause": cause,
        "gap": finding.gap,
        "gap_name": str(GAPS[finding.gap]),
        "severity": finding.severity,
        "touchpoint": rows.glossary.touchpoint(finding.touchpoint),
        "touchpoint_key": finding.touchpoint,
        "sentence": finding_sentence(finding, rows.glossary),
        "observed": _observed(finding, rows),
        "n": _observers(finding, rows),
        "impact": round(finding.impact, 1),
        "arithmetic": finding_arithmetic(finding),
        "bound": severity_bound(finding, audit.settings),
        "grade": finding.evidence_grade,
        "off_brief": finding.off_brief,
        "hard_fail": any(ref in audit.scores.low.hard_fails for ref in finding.refs),
        "photos": photos_of(finding, rows),
    }


def photos_of(finding: Finding, rows: Rows) -> list[str]:
    found = [photo for ref in finding.refs for photo in rows.promise_photos.get(ref, [])]
    found += [photo for ref in finding.refs for photo in rows.answer_photos.get(ref, [])]
    return list(dict.fromkeys(found))[:2]


def _observed(finding: Finding, rows: Rows) -> list[dict]:
    """Who observed what, where people looked."""
    params = finding.params
    if finding.criterion and params.get("values"):
        return [
            {"who": who, "text": joined(rows.glossary.value(finding.criterion, value) for value in own)}
            for who, own in params["values"]
        ]
    return [
        {"who": who, "text": read_words([[who, own]], rows.glossary)} for who, own in params.get("read") or []
    ]


def _observers(finding: Finding, rows: Rows) -> str:
    """How many independent people it rests on, '22 / 19' where two groups are compared; '' for messages."""
    params = finding.params
    if finding.gap == "G6":
        return f"{params['best']['n']} / {params['worst']['n']}"
    if finding.gap == "G5":
        return f"{params['previous_n']} / {params['now_n']}"
    if finding.criterion in rows.audit.criteria:
        return str(len(rows.audit.criteria[finding.criterion].by_auditor) or "")
    return str(len(params.get("read") or []) or "")
