"""G3, intended - delivered: does the touchpoint express the brief? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.evidence import observed_readings, reading_grade
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.severity import below, impact, judge
from eventaudit.consistency.touchpoints import TouchpointResult


def theme_not_delivered(measured: Measured) -> Iterator[Finding]:
    """delta = 1 - sim(intended, read) of every themed touchpoint that was read."""
    for result in measured.touchpoints.values():
        if not result.themed or result.likeness is None:
            continue
        delta = 1 - result.likeness
        if not below(delta, measured.settings.g3_from):
            yield _finding(result, delta, measured)


def _finding(result: TouchpointResult, delta: float, measured: Measured) -> Finding:
    """A touchpoint that says nothing is no more than minor: silence does not break a theme.

    The cap of a single observer is not among this gap's (analysis 3.6; catering in 3.7); the grade is shown.
    """
    settings, reading = measured.settings, result.reading
    reach = measured.reach.of_touchpoint(result.key)
    points = impact(delta, settings.theme_weight, reach)
    return Finding(
        id=f"G3:{result.key}",
        gap="G3",
        touchpoint=result.key,
        delta=delta,
        impact=points,
        severity=judge(points, settings, cap="minor" if reading.is_neutral else "critical"),
        evidence_grade=reading_grade(reading),
        refs=(measured.library.reading_criterion(result.key),),
        message_key="g3.neutral" if reading.is_neutral else "g3.other_atmosphere",
        phases=measured.library.phases_of(result.key),
        params={
            "touchpoint": result.key,
            "intended": result.intended.as_json() if result.intended else None,
            "read": observed_readings(reading),
            "weight": settings.theme_weight,
            "reach": reach,
        },
    )
