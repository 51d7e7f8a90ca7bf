"""G4, touchpoint - touchpoint: which one falls out of tune with the rest? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from eventaudit.consistency.evidence import observed_readings, reading_grade
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.observations import mean
from eventaudit.consistency.severity import below, impact, judge


def out_of_tune(measured: Measured) -> Iterator[Finding]:
    """delta = 1 - mean similarity to the other touchpoints that say something.

    A touchpoint that says nothing (neutral) neither proves nor breaks the theme, so it is in no mean.
    """
    means = _means(measured)
    if not means:
        return
    middle = median(means.values())
    for key, own in means.items():
        if below(own, middle - measured.settings.g4_from):
            yield _finding(key, own, middle, measured)


def _means(measured: Measured) -> dict[str, float]:
    """Themed touchpoint that was not read as neutral to its mean similarity to the others of them."""
    likeness: dict[str, list[float]] = {
        key: []
        for key, result in measured.touchpoints.items()
        if result.themed and result.reading.spread and not result.reading.is_neutral
    }
    for (one, other), value in measured.pairs.items():
        if value is not None and one in likeness and other in likeness:
            likeness[one].append(value)
            likeness[other].append(value)
    return {key: mean(values) for key, values in likeness.items() if values}


def _finding(key: str, own: float, middle: float, measured: Measured) -> Finding:
    """As with G3, the cap of a single observer is not among this gap's; the grade is shown."""
    settings, reading = measured.settings, measured.touchpoints[key].reading
    reach = measured.reach.of_touchpoint(key)
    points = impact(1 - own, settings.theme_weight, reach)
    return Finding(
        id=f"G4:{key}",
        gap="G4",
        touchpoint=key,
        delta=1 - own,
        impact=points,
        severity=judge(points, settings),
        evidence_grade=reading_grade(reading),
        refs=(key,),
        message_key="g4.out_of_tune",
        phases=measured.library.phases_of(key),
        params={
            "touchpoint": key,
            "mean": own,
            "median": middle,
            "read": observed_readings(reading),
            "weight": settings.theme_weight,
            "reach": reach,
        },
    )
