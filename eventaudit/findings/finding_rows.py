"""A finding as one calm row: how bad, what, where, which gap. Everything else is on its own page."""

from collections.abc import Iterable
from dataclasses import dataclass

from eventaudit.consistency import Delight, Finding

from .models import CorrectiveAction
from .wording import GAPS, SEVERITIES, Glossary, delight_sentence, finding_sentence


@dataclass(frozen=True, slots=True)
class FindingRow:
    finding: Finding
    severity: str
    gap: str
    touchpoint: str
    sentence: str
    action: CorrectiveAction | None = None


@dataclass(frozen=True, slots=True)
class DelightRow:
    delight: Delight
    touchpoint: str
    sentence: str


def finding_row(finding: Finding, glossary: Glossary, action: CorrectiveAction | None = None) -> FindingRow:
    """action: what is being done about it, where the page tells it."""
    return FindingRow(
        finding=finding,
        severity=str(SEVERITIES[finding.severity]),
        gap=str(GAPS[finding.gap]),
        touchpoint=glossary.touchpoint(finding.touchpoint),
        sentence=finding_sentence(finding, glossary),
        action=action,
    )


def delight_row(delight: Delight, glossary: Glossary) -> DelightRow:
    touchpoint = glossary.touchpoint(delight.touchpoint) if delight.touchpoint else ""
    return DelightRow(delight, touchpoint, delight_sentence(delight, glossary))


def grouped(rows: Iterable[FindingRow]) -> list[tuple[str, str, list[FindingRow]]]:
    """Severity, its label and its rows, in the order they come."""
    groups: dict[str, list[FindingRow]] = {}
    for row in rows:
        groups.setdefault(row.finding.severity, []).append(row)
    return [(severity, str(SEVERITIES[severity]), own) for severity, own in groups.items()]
