"""S, below standard: is it simply bad, promise or not? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.evidence import criterion_grade, observed_values
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.observations import CriterionResult
from eventaudit.consistency.severity import below, grade_cap, impact, judge


def below_standard(measured: Measured) -> Iterator[Finding]:
    """delta = 1 - q of every criterion with q < 0.5 that no G2 finding already covers.

    A hard-fail that failed for anybody is reported whatever the mean: it caps the index. Expectation criteria
    are no standard: they sum up what the attendee felt, and the other findings say why (analysis 3.1, gap 5).
    """
    covered = {
        result.promise.criterion
        for result in measured.promises.values()
        if result.basis == "criterion" and result.verdict in ("partly", "broken")
    }
    for key, result in measured.criteria.items():
        if result.q is None or key in covered or result.criterion.kind == "expectation":
            continue
        bad = below(result.q, measured.settings.standard) and result.criterion.weight > 0
        if bad or result.failed:
            yield _finding(result, 1 - result.q, measured)


def _finding(result: CriterionResult, delta: float, measured: Measured) -> Finding:
    criterion = result.criterion
    reach = measured.reach.of(criterion)
    points = impact(delta, criterion.weight, reach)
    grade = criterion_grade(result)
    return Finding(
        id=f"S:{criterion.key}",
        gap="S",
        touchpoint=criterion.touchpoint,
        delta=delta,
        impact=points,
        severity=judge(points, measured.settings, cap=grade_cap(grade), hard_fail=result.failed),
        evidence_grade=grade,
        refs=(criterion.key,),
        message_key=_message_key(result),
        phases=criterion.phases,
        criterion=criterion.key,
        params={
            "criterion": criterion.key,
            "kind": criterion.kind,
            "q": result.q,
            "values": observed_values(result),
            "weight": criterion.weight,
            "reach": reach,
        }
        | _band_params(result, measured),
        hard_fail=result.failed,
    )


def _band_params(result: CriterionResult, measured: Measured) -> dict[str, object]:
    criterion = result.criterion
    if criterion.kind != "measure":
        return {}
    band = criterion.band_for(measured.facts.variants.get(criterion.key))
    return {"unit": criterion.unit, "lo": band.lo, "hi": band.hi}


def _message_key(result: CriterionResult) -> str:
    """A two-sided scale keeps its sign: 'too little' asks for another cure than 'too much'."""
    if result.criterion.kind != "balance":
        return f"s.{result.criterion.kind}"
    values = [value for auditor in result.by_auditor for value in auditor.values if isinstance(value, int)]
    if all(value <= 0 for value in values):
        return "s.balance_too_little"
    return "s.balance_too_much" if all(value >= 0 for value in values) else "s.balance_both"
