"""Who got which event: results per segment, and how many attendees that is (analysis 3.1, 3.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Literal

from .crowd import ELSEWHERE, Crowd, concerned, crowd
from .delivery import delivery, touchpoint_weights
from .facts import AttendeeFact, EventFacts, WalkthroughFact
from .indices import weighted_mean
from .intervals import Uncertainty, of_mean, uncertainty
from .library import Criterion, Library
from .observations import CriterionResult, answers_by_auditor, criterion_results
from .promises import verdict
from .settings import Settings
from .severity import TOP_WEIGHT, below

Source = Literal["attendees", "walkthroughs", "whole_event"]


@dataclass(frozen=True, slots=True)
class SegmentCriterion:
    """One criterion as one segment met it.

    attendees: what the segment's attendees said, None where nobody was asked or, withheld, fewer than five
    answered. auditors: the walkthroughs made in the segment. q: what the segment met, and from where:
    attendees, else these walkthroughs, else those that were in no segment (whole_event); None if unknown.
    failed: a hard-fail criterion that somebody who walked there, or in no segment, saw below standard.
    """

    criterion: str
    touchpoint: str
    attendees: Uncertainty | None
    withheld: bool
    auditors: Uncertainty
    q: float | None
    source: Source | None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class SegmentTouchpoint:
    """Weighted mean q over the criteria answered by attendees, by auditors, and met by either (None: none).

    attendees: its n is the smallest of any of its criteria.
    """

    touchpoint: str
    attendees: Uncertainty | None
    auditors: float | None
    q: float | None


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """share: of the attendees, None where sizes say nothing. auditors: who walked in the segment.

    overall: q in [0, 1] like D, over the criteria that can be compared between the segments; None without.
    below_standard: the criteria that matter - weight 3 or hard-fail - and were met below standard here.
    """

    key: str
    label: str
    size: int | None
    share: float | None
    auditors: tuple[str, ...]
    criteria: Mapping[str, SegmentCriterion]
    touchpoints: Mapping[str, SegmentTouchpoint]
    overall: float | None
    below_standard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares of the attendees, summing to 1. unconcerned: they do not meet the thing (analysis 1.2).

    kept, partly, broken: by the mean of their segment, as promises are judged (q from 0.75, from 0.4).
    """

    kept: float = 0.0
    partly: float = 0.0
    broken: float = 0.0
    unknown: float = 0.0
    unconcerned: float = 0.0


@dataclass(frozen=True, slots=True)
class CriterionSpread:
    """One criterion over all attendees. spread: None where the sizes of the segments say nothing.

    mean: q weighed by people. worst, best: (segment, q). comparable: known in every segment and from the
    same source. rule_of_thumb: how many it concerns is the library's guess, not the organiser's figure.
    """

    criterion: str
    touchpoint: str
    spread: Spread | None
    mean: float | None
    worst: tuple[str, float] | None
    best: tuple[str, float] | None
    comparable: bool
    rule_of_thumb: bool


@dataclass(frozen=True, slots=True)
class Segments:
    """Segments in the order of the event; ELSEWHERE ('') for attendees in none, and for an event without.

    overall: attendees by the overall q of their segment; mean and worst beside it. below_standard: the share
    of attendees who met something that matters below standard, at least and at most: who meets what together
    is not known. compared: on how many criteria.
    """

    crowd: Crowd
    segments: tuple[SegmentResult, ...]
    criteria: tuple[CriterionSpread, ...]
    overall: Spread | None
    mean: float | None
    worst: tuple[str, float] | None
    below_standard: tuple[float, float] | None
    compared: int


def compare_segments(facts: EventFacts, library: Library, settings: Settings | None = None) -> Segments:
    """What each segment met, criterion by criterion, and how many attendees that is.

    Only means are known of a segment, so everybody in it counts as having met its mean.
    """
    settings = settings or Settings()
    attendance = crowd(facts)
    whole = _results(facts, facts.walkthroughs, library, settings)
    applicable = [key for key, result in whole.items() if result.applies]
    groups = list(dict.fromkeys([*(segment.key for segment in facts.segments), *attendance.shares]))
    met = {key: _met(key, applicable, facts, library, settings) for key in groups}
    compared = [key for key in applicable if _is_comparable([own[key] for own in met.values()])]
    results = tuple(
        _segment(key, own, compared, facts, library, settings, attendance) for key, own in met.items()
    )
    overall = [(result.share, result.overall) for result in results]
    ranked = _ranked({result.key: result.overall for result in results})
    return Segments(
        crowd=attendance,
        segments=results,
        criteria=tuple(_over_all(key, met, attendance, facts, library, settings) for key in applicable),
        overall=_spread(overall, 1.0, settings) if attendance.shares else None,
        mean=_mean(overall),
        worst=ranked[0] if ranked else None,
        below_standard=_below_standard(results, facts, library, attendance),
        compared=len(compared),
    )


def _results(
    facts: EventFacts, walkthroughs: Sequence[WalkthroughFact], library: Library, settings: Settings
) -> dict[str, CriterionResult]:
    own = replace(facts, walkthroughs=tuple(walkthroughs))
    return criterion_results(own, library, answers_by_auditor(own, library), settings.standard)


def _met(
    segment: str, applicable: Sequence[str], facts: EventFacts, library: Library, settings: Settings
) -> dict[str, SegmentCriterion]:
    """Every criterion of the event as the segment met it."""
    asked = {fact.criterion: fact for fact in facts.attendee_segments if fact.segment == segment}
    outside = _results(facts, _walked(facts, ELSEWHERE), library, settings)
    inside = _results(facts, _walked(facts, segment), library, settings) if segment != ELSEWHERE else outside
    return {
        key: _criterion(library.criteria[key], asked.get(key), inside[key], outside[key], settings)
        for key in applicable
    }


def _walked(facts: EventFacts, segment: str) -> list[WalkthroughFact]:
    return [walkthrough for walkthrough in facts.walkthroughs if walkthrough.segment == segment]


def _criterion(
    criterion: Criterion,
    asked: AttendeeFact | None,
    inside: CriterionResult,
    outside: CriterionResult,
    settings: Settings,
) -> SegmentCriterion:
    z = settings.confidence_z
    shown = asked is not None and asked.n >= settings.g6_attendees
    attendees = of_mean(asked.q, asked.n, z) if asked is not None and shown else None
    sources: list[tuple[Source, float | None]] = [
        ("attendees", attendees.mean if attendees else None),
        ("walkthroughs", inside.q),
        ("whole_event", outside.q),
    ]
    source, q = next((pair for pair in sources if pair[1] is not None), (None, None))
    return SegmentCriterion(
        criterion=criterion.key,
        touchpoint=criterion.touchpoint,
        attendees=attendees,
        withheld=asked is not None and not shown,
        auditors=uncertainty([auditor.q for auditor in inside.by_auditor], z),
        q=q,
        source=source,
        failed=inside.failed or outside.failed,
    )


def _is_comparable(met: Sequence[SegmentCriterion]) -> bool:
    """Attendees and auditors see differently (G7): segments are compared through the same kind of eyes."""
    return len({one.source for one in met}) == 1 and met[0].source is not None


def _segment(
    key: str,
    met: Mapping[str, SegmentCriterion],
    compared: Sequence[str],
    facts: EventFacts,
    library: Library,
    settings: Settings,
    attendance: Crowd,
) -> SegmentResult:
    fact = next((segment for segment in facts.segments if segment.key == key), None)
    weights = touchpoint_weights(facts, library, settings)
    return SegmentResult(
        key=key,
        label=fact.label if fact else "",
        size=fact.size if fact else None,
        share=attendance.shares.get(key),
        auditors=tuple(sorted({walkthrough.auditor for walkthrough in _walked(facts, key)})),
        criteria=met,
        touchpoints=_touchpoints(met, library, weights, settings),
        overall=delivery({one: met[one].q for one in compared}, library, weights).q.obs,
        below_standard=tuple(one for one in met if _fails(met[one], library.criteria[one], settings)),
    )


def _fails(met: SegmentCriterion, criterion: Criterion, settings: Settings) -> bool:
    """Expectation sums up what the others say, so it is not one more thing that was below standard."""
    matters = criterion.hard_fail or (criterion.weight >= TOP_WEIGHT and criterion.kind != "expectation")
    return matters and (met.failed or (met.q is not None and below(met.q, settings.standard)))


def _touchpoints(
    met: Mapping[str, SegmentCriterion],
    library: Library,
    weights: Mapping[str, float],
    settings: Settings,
) -> dict[str, SegmentTouchpoint]:
    asked = {key: one.attendees for key, one in met.items() if one.attendees}
    by_attendees = delivery({key: one.mean for key, one in asked.items()}, library, weights)
    by_auditors = delivery({key: one.auditors.mean for key, one in met.items()}, library, weights)
    all_met = delivery({key: one.q for key, one in met.items()}, library, weights)
    found = {}
    for key, one in all_met.touchpoints.items():
        mean = by_attendees.touchpoints[key].q.obs
        fewest = min((known.n for name, known in asked.items() if met[name].touchpoint == key), default=0)
        found[key] = SegmentTouchpoint(
            touchpoint=key,
            attendees=None if mean is None else of_mean(mean, fewest, settings.confidence_z),
            auditors=by_auditors.touchpoints[key].q.obs,
            q=one.q.obs,
        )
    return found


def _over_all(
    key: str,
    met: Mapping[str, Mapping[str, SegmentCriterion]],
    attendance: Crowd,
    facts: EventFacts,
    library: Library,
    settings: Settings,
) -> CriterionSpread:
    criterion = library.criteria[key]
    reach = concerned(criterion, facts, library)
    shares = [(attendance.shares.get(segment), own[key].q) for segment, own in met.items()]
    ranked = _ranked({segment: own[key].q for segment, own in met.items()})
    return CriterionSpread(
        criterion=key,
        touchpoint=criterion.touchpoint,
        spread=_spread(shares, reach, settings) if attendance.shares else None,
        mean=_mean(shares),
        worst=ranked[0] if ranked else None,
        best=ranked[-1] if ranked else None,
        comparable=_is_comparable([own[key] for own in met.values()]),
        rule_of_thumb=reach < 1 and criterion.perceived_by not in facts.reach,
    )


def _ranked(qs: Mapping[str, float | None]) -> list[tuple[str, float]]:
    """The worst-off first; equals in the order of the event."""
    return sorted(((key, q) for key, q in qs.items() if q is not None), key=lambda pair: round(pair[1], 9))


def _spread(shares: Sequence[tuple[float | None, float | None]], reach: float, settings: Settings) -> Spread:
    parts: dict[str, list[float]] = {"kept": [], "partly": [], "broken": [], "unchecked": []}
    for share, q in shares:
        parts[verdict(q, settings)].append((share or 0.0) * reach)
    kept, partly, broken, unknown = (fsum(part) for part in parts.values())
    return Spread(kept, partly, broken, unknown, 1 - reach)


def _mean(shares: Sequence[tuple[float | None, float | None]]) -> float | None:
    return weighted_mean((share or 0.0, q) for share, q in shares)


def _below_standard(
    results: Sequence[SegmentResult], facts: EventFacts, library: Library, attendance: Crowd
) -> tuple[float, float] | None:
    """At least: all fell on the same people. At most: each on others."""
    if not attendance.shares or not (facts.walkthroughs or facts.attendee_segments):
        return None
    least, most = [], []
    for result in results:
        reaches = [concerned(library.criteria[key], facts, library) for key in result.below_standard]
        least.append((result.share or 0.0) * max(reaches, default=0.0))
        most.append((result.share or 0.0) * min(1.0, fsum(reaches)))
    return fsum(least), fsum(most)
