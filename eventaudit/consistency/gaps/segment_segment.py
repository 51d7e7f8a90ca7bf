"""G6, segment - segment: did everyone get the same event? (analysis 3.1, 3.6, 3.8)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventaudit.consistency.attendees import results_by_criterion, shares_of_attendance, shown
from eventaudit.consistency.facts import AttendeeFact
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.intervals import wilson
from eventaudit.consistency.library import Criterion
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.severity import below, impact, judge

EVERYONE = 1.0
TWO = 2


def segments_differ(measured: Measured) -> Iterator[Finding]:
    """delta = best - worst of the segments in which enough attendees answered."""
    shares = shares_of_attendance(measured.facts)
    for criterion, results in segments_by_criterion(measured):
        best = min(results, key=lambda fact: (-fact.q, -fact.n, fact.segment))
        worst = min(results, key=lambda fact: (fact.q, -_share(fact, shares), -fact.n, fact.segment))
        if not below(best.q - worst.q, measured.settings.g6_from):
            yield _finding(criterion, best, worst, _share(worst, shares), measured)


def segments_by_criterion(measured: Measured) -> Iterator[tuple[Criterion, list[AttendeeFact]]]:
    """Criteria that count, with at least two segments that may be shown."""
    for key, results in results_by_criterion(measured.facts).items():
        result = measured.criteria.get(key)
        enough = shown(results, measured.settings.g6_attendees)
        if result is not None and result.applies and result.criterion.weight > 0 and len(enough) >= TWO:
            yield result.criterion, enough


def _share(fact: AttendeeFact, shares: Mapping[str, float]) -> float:
    """A segment of unknown size may be half of the attendees: it counts as a large one."""
    return shares.get(fact.segment, EVERYONE)


def _finding(
    criterion: Criterion, best: AttendeeFact, worst: AttendeeFact, share: float, measured: Measured
) -> Finding:
    """Where the intervals overlap it is an indication, and at most minor."""
    settings = measured.settings
    reach = settings.g6_small_reach if below(share, settings.g6_share) else EVERYONE
    points = impact(best.q - worst.q, criterion.weight, reach)
    high, low = (wilson(fact.q, fact.n, settings.confidence_z) for fact in (best, worst))
    clear = low[1] < high[0]
    return Finding(
        id=f"G6:{criterion.key}",
        gap="G6",
        touchpoint=criterion.touchpoint,
        delta=best.q - worst.q,
        impact=points,
        severity=judge(points, settings, cap="critical" if clear else "minor"),
        evidence_grade="A",
        refs=(criterion.key,),
        message_key="g6.clear" if clear else "g6.indication",
        phases=criterion.phases,
        params={
            "criterion": criterion.key,
            "best": _segment(best, high),
            "worst": _segment(worst, low),
            "z": settings.confidence_z,
            "weight": criterion.weight,
            "reach": reach,
        },
        criterion=criterion.key,
    )


def _segment(fact: AttendeeFact, interval: tuple[float, float]) -> dict[str, Any]:
    low, high = interval
    return {"segment": fact.segment, "n": fact.n, "q": fact.q, "low": low, "high": high}
