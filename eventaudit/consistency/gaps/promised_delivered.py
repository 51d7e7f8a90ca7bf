"""G2, promised - delivered: was each promise kept? (analysis 3.2, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.evidence import criterion_grade, observed_readings, observed_values, reading_grade
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.promises import PromiseResult
from eventaudit.consistency.severity import Grade, evidence_grade, grade_cap, impact, judge


def promise_not_kept(measured: Measured) -> Iterator[Finding]:
    """delta = 1 - v of every checked promise that was not kept."""
    for result in measured.promises.values():
        if result.value is not None and result.verdict != "kept":
            yield _finding(result, 1 - result.value, measured)


def _finding(result: PromiseResult, delta: float, measured: Measured) -> Finding:
    promise, settings = result.promise, measured.settings
    weight, reach = _weight_and_reach(result, measured)
    strength = settings.strength_shares[promise.strength]
    points = impact(delta, weight, reach, strength)
    grade = _grade(result, measured)
    decided_by = measured.criteria[promise.criterion or ""] if result.basis == "criterion" else None
    failed = decided_by is not None and decided_by.failed
    return Finding(
        id=f"G2:{promise.id}",
        gap="G2",
        touchpoint=promise.touchpoint,
        delta=delta,
        impact=points,
        severity=judge(points, settings, cap=grade_cap(grade), hard_fail=failed),
        evidence_grade=grade,
        refs=(promise.id, promise.criterion) if decided_by and promise.criterion else (promise.id,),
        message_key=f"g2.{result.basis}",
        phases=decided_by.criterion.phases if decided_by else measured.library.phases_of(promise.touchpoint),
        criterion=promise.criterion if decided_by else None,
        params={
            "promise": promise.id,
            "message": promise.message,
            "quote": promise.quote,
            "verdict": result.verdict,
            "value": result.value,
            "strength": promise.strength,
            "promised": promise.atmosphere.as_json() if promise.atmosphere else None,
            "criterion": promise.criterion if decided_by else None,
            "values": observed_values(decided_by) if decided_by else [],
            "read": observed_readings(measured.touchpoints[promise.touchpoint].reading)
            if result.basis == "reading"
            else [],
            "note": promise.note,
            "weight": weight,
            "strength_share": strength,
            "reach": reach,
        },
        off_brief=result.off_brief,
        hard_fail=failed,
    )


def _weight_and_reach(result: PromiseResult, measured: Measured) -> tuple[float, float]:
    """The criterion's own where one decides; else the analyst's weight, and the reach of the channel.

    Without a criterion, those let down are those who were told.
    """
    promise = result.promise
    if result.basis == "criterion":
        criterion = measured.criteria[promise.criterion or ""].criterion
        return criterion.weight, measured.reach.of(criterion)
    return promise.weight or measured.settings.manual_weight, measured.reach.of_message(promise.message)


def _grade(result: PromiseResult, measured: Measured) -> Grade:
    """A verdict by hand is one observer's, unless a photo or document stands with it."""
    if result.promise.photos:
        return "A"
    if result.basis == "criterion":
        return criterion_grade(measured.criteria[result.promise.criterion or ""])
    if result.basis == "reading":
        return reading_grade(measured.touchpoints[result.promise.touchpoint].reading)
    return evidence_grade(observers=1, recorded=False)
