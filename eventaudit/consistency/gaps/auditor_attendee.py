"""G7, auditor - attendee: do we see what guests feel? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.attendees import Pooled, pooled, results_by_criterion
from eventaudit.consistency.evidence import observed_values
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.observations import CriterionResult
from eventaudit.consistency.severity import below, impact, judge

EVERYONE = 1.0


def auditors_see_otherwise(measured: Measured) -> Iterator[Finding]:
    """delta = |auditors - attendees|. Kinder auditors have a blind spot, stricter ones need calibration."""
    settings = measured.settings
    for key, results in results_by_criterion(measured.facts).items():
        result = measured.criteria.get(key)
        attendees = pooled(results, each=settings.g6_attendees, together=settings.g7_attendees)
        if result is None or result.q is None or result.criterion.weight <= 0 or attendees is None:
            continue
        if not below(abs(result.q - attendees.q), settings.g7_from):
            yield _finding(result, result.q, attendees, measured)


def _finding(result: CriterionResult, auditors: float, attendees: Pooled, measured: Measured) -> Finding:
    criterion, delta = result.criterion, abs(auditors - attendees.q)
    points = impact(delta, criterion.weight, EVERYONE)
    return Finding(
        id=f"G7:{criterion.key}",
        gap="G7",
        touchpoint=criterion.touchpoint,
        delta=delta,
        impact=points,
        severity=judge(points, measured.settings, cap="minor"),
        evidence_grade="A",
        refs=(criterion.key,),
        message_key="g7.auditors_kinder" if auditors > attendees.q else "g7.auditors_stricter",
        phases=criterion.phases,
        params={
            "criterion": criterion.key,
            "auditors": auditors,
            "attendees": attendees.q,
            "n": attendees.n,
            "values": observed_values(result),
            "weight": criterion.weight,
            "reach": EVERYONE,
        },
        criterion=criterion.key,
    )
