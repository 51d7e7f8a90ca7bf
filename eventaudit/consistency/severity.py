"""How bad a single gap is (analysis 3.6)."""

from __future__ import annotations

from typing import Literal

from .settings import Settings

Severity = Literal["note", "minor", "major", "critical"]
Grade = Literal["A", "B"]

SEVERITIES: tuple[Severity, ...] = ("note", "minor", "major", "critical")
TOP_WEIGHT = 3
PRECISION = 9
LAST_BITS = 1e-9


def below(value: float, limit: float) -> bool:
    """value < limit, blind to the last bits of floating-point arithmetic."""
    return value < limit - LAST_BITS


def impact(delta: float, weight: float, reach: float, strength: float = 1.0) -> float:
    """100 x delta x (w/3) x s x r, rounded to one decimal."""
    return round(round(100 * delta * (weight / TOP_WEIGHT) * strength * reach, PRECISION), 1)


def severity_of(impact: float, settings: Settings) -> Severity:
    if impact >= settings.critical_from:
        return "critical"
    if impact >= settings.major_from:
        return "major"
    return "minor" if impact >= settings.minor_from else "note"


def evidence_grade(*, observers: int, recorded: bool) -> Grade:
    """A: two observers, or a measurement, photo or document (recorded); B: one observer, note only."""
    return "A" if recorded or observers > 1 else "B"


def grade_cap(grade: Grade) -> Severity:
    """A single unsupported observation is at most major."""
    return "critical" if grade == "A" else "major"


def judge(
    impact: float, settings: Settings, *, cap: Severity = "critical", hard_fail: bool = False
) -> Severity:
    """Severity by impact and not above the cap; a failed hard-fail is always critical."""
    if hard_fail:
        return "critical"
    return min(severity_of(impact, settings), cap, key=SEVERITIES.index)
