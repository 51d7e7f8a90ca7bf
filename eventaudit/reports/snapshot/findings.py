"""The findings, worst first, each as a sentence with the arithmetic behind its severity."""

from eventaudit.consistency import Audit, Finding
from eventaudit.findings.wording import finding_arithmetic, finding_sentence

from .rows import Rows


def findings_part(audit: Audit, rows: Rows) -> list[dict]:
    return [_finding(finding, audit, rows) for finding in audit.findings]


def _finding(finding: Finding, audit: Audit, rows: Rows) -> dict:
    return {
        "id": finding.id,
        "anchor": "finding-" + "".join(letter if letter.isalnum() else "-" for letter in finding.id),
        "gap": finding.gap,
        "severity": finding.severity,
        "touchpoint": rows.glossary.touchpoint(finding.touchpoint),
        "touchpoint_key": finding.touchpoint,
        "sentence": finding_sentence(finding, rows.glossary),
        "impact": round(finding.impact, 1),
        "arithmetic": finding_arithmetic(finding),
        "grade": finding.evidence_grade,
        "off_brief": finding.off_brief,
        "hard_fail": any(ref in audit.scores.low.hard_fails for ref in finding.refs),
        "photos": _photos(finding.refs, rows)[:2],
    }


def _photos(refs: tuple[str, ...], rows: Rows) -> list[str]:
    found = [photo for ref in refs for photo in rows.promise_photos.get(ref, [])]
    return found + [photo for ref in refs for photo in rows.answer_photos.get(ref, [])]
