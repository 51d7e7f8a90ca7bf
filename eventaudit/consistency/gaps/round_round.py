"""G5, round - round: is it worse than at the earlier edition? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.evidence import criterion_grade, observed_values
from eventaudit.consistency.facts import PreviousFact
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.observations import CriterionResult
from eventaudit.consistency.severity import below, impact, judge

EVERYONE = 1.0


def worse_than_before(measured: Measured) -> Iterator[Finding]:
    """delta = q_prev - q_now of the criteria answered both times; an improvement is a delight."""
    for before, result, drop in comparisons(measured):
        if not below(drop, measured.settings.g5_from):
            yield _finding(before, result, drop, measured)


def comparisons(measured: Measured) -> Iterator[tuple[PreviousFact, CriterionResult, float]]:
    """Criteria that count and were answered in both rounds, with q_prev - q_now."""
    for before in measured.facts.previous_round:
        result = measured.criteria.get(before.criterion)
        if result is not None and result.q is not None and result.criterion.weight > 0:
            yield before, result, before.q - result.q


def is_indication(before: PreviousFact, result: CriterionResult, measured: Measured) -> bool:
    """Too few on either side to speak of a difference. Who looks twice is one observer (analysis 3.8)."""
    return min(before.n, len(result.by_auditor)) < measured.settings.g5_observations


def comparison_params(before: PreviousFact, result: CriterionResult, measured: Measured) -> dict[str, object]:
    return {
        "criterion": result.criterion.key,
        "previous": before.q,
        "previous_n": before.n,
        "previous_raw": before.raw,
        "now": result.q,
        "now_n": len(result.by_auditor),
        "values": observed_values(result),
        "indication": is_indication(before, result, measured),
    }


def _finding(before: PreviousFact, result: CriterionResult, drop: float, measured: Measured) -> Finding:
    criterion, settings = result.criterion, measured.settings
    points = impact(drop, criterion.weight, EVERYONE)
    indication = is_indication(before, result, measured)
    return Finding(
        id=f"G5:{criterion.key}",
        gap="G5",
        touchpoint=criterion.touchpoint,
        delta=drop,
        impact=points,
        severity=judge(points, settings, cap="minor" if indication else "critical"),
        evidence_grade=criterion_grade(result),
        refs=(criterion.key,),
        message_key="g5.indication" if indication else "g5.worse",
        phases=criterion.phases,
        params=comparison_params(before, result, measured) | {"weight": criterion.weight, "reach": EVERYONE},
        criterion=criterion.key,
    )
