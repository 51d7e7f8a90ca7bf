"""What 'For whom' shows: who got which event, and how many of the attendees that concerns."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import (
    CriterionSpread,
    SegmentCriterion,
    SegmentResult,
    Segments,
    Spread,
    clearly_different,
    compare_segments,
)
from eventaudit.consistency.crowd import ELSEWHERE, Crowd
from eventaudit.consistency.feedback_results import AnswerCounts, summarise_feedback
from eventaudit.library.text import localised

from .audited import AuditedEvent
from .charts import interval_bar, share_bar
from .wording import Glossary, confidence_percent, hundred

SPREAD_COLOURS = {
    "broken": "#9b1c1c",
    "partly": "#c9a227",
    "kept": "#1d6334",
    "unknown": "#c5c9c8",
}
CRITERIA_SHOWN = 12
WORTH_COMPARING = 0.10


@dataclass(frozen=True, slots=True)
class SegmentCard:
    name: str
    people: str
    overall: str
    worst: bool
    auditors: str
    below: list[str]


@dataclass(frozen=True, slots=True)
class SegmentValue:
    """ends: mean, low and high of 0-100, the last two None where nothing may be said of them."""

    segment: str
    value: str
    n: str
    bar: SafeString
    ends: tuple[float, float | None, float | None]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    question: str
    touchpoint: str
    touchpoint_key: str
    values: list[SegmentValue]
    difference: int
    clear: bool


@dataclass(frozen=True, slots=True)
class SpreadRow:
    question: str
    touchpoint: str
    touchpoint_key: str
    bar: SafeString
    words: str
    who: str
    rule_of_thumb: bool
    shares: dict[str, float]  # of the attendees, by SPREAD_COLOURS


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    question: str
    counts: list[tuple[int, int, int]]  # points, how many, per cent of the fullest
    n: int
    low: int


@dataclass(frozen=True, slots=True)
class SegmentsPage:
    attendees: int | None
    below_standard: str
    caution: str
    segments: list[SegmentCard]
    mean: str
    worst: str
    compared: int
    differences: list[ComparedRow]
    spreads: list[SpreadRow]
    spread_total: int
    feedback: list[FeedbackRow]
    feedback_given: int
    feedback_withheld: int
    sure: str  # of the intervals, in per cent
    feedback_from: int  # so many attendees' answers are shown


def build_segments_page(found: AuditedEvent) -> SegmentsPage:
    segments = compare_segments(found.facts, found.library, found.audit.settings)
    names = {one.key: _name(one) for one in segments.segments}
    unwell = [one for one in segments.criteria if one.spread and (one.spread.broken or one.spread.partly)]
    unwell.sort(key=lambda one: _unwell(one.spread), reverse=True)
    feedback = summarise_feedback(found.facts, found.audit.settings)
    group = feedback.total
    return SegmentsPage(
        attendees=segments.crowd.attendees,
        below_standard=_below_standard(segments),
        caution=_caution(segments.crowd),
        segments=[_card(one, segments, found.glossary) for one in segments.segments if _is_named(segments)],
        mean=hundred(segments.mean),
        worst=names.get(segments.worst[0], "") if segments.worst else "",
        compared=segments.compared,
        differences=_differences(segments, names, found.glossary),
        spreads=[_spread(one, segments.crowd, found.glossary) for one in unwell[:CRITERIA_SHOWN]],
        spread_total=len(unwell),
        feedback=[
            _feedback(_("How well did the event match what you were led to expect?"), group.q1),
            _feedback(_("How well were you personally taken care of?"), group.q2),
        ]
        if group
        else [],
        feedback_given=feedback.n,
        feedback_withheld=feedback.withheld,
        sure=confidence_percent(found.audit.settings.confidence_z),
        feedback_from=found.audit.settings.g6_attendees,
    )


def _is_named(segments: Segments) -> bool:
    return any(one.key != ELSEWHERE for one in segments.segments)


def _name(segment: SegmentResult) -> str:
    return segment.label or segment.key or _("Everybody else")


def _card(segment: SegmentResult, segments: Segments, glossary: Glossary) -> SegmentCard:
    people = None if segment.share is None else segments.crowd.people(segment.share)
    worst, mean = segments.worst, segments.mean
    return SegmentCard(
        name=_name(segment),
        people="" if people is None else _people(people),
        overall=hundred(segment.overall),
        worst=worst is not None and mean is not None and worst[0] == segment.key and worst[1] < mean,
        auditors=", ".join(segment.auditors),
        below=[glossary.criterion(key) for key in segment.below_standard],
    )


def _people(count: int) -> str:
    return ngettext("%d person", "%d people", count) % count


def _below_standard(segments: Segments) -> str:
    """How many met something that matters below standard: the sentence that a mean would hide."""
    if segments.below_standard is None or segments.crowd.attendees is None:
        return ""
    least, most = (segments.crowd.people(share) for share in segments.below_standard)
    total = segments.crowd.attendees
    if not most:
        return _("None of the %d met anything that matters below standard, as far as anybody looked.") % total
    if least == most == total:
        return _("Every one of the %d met something that matters below standard.") % total
    if least == most:
        return _("%(people)d of the %(total)d met something that matters below standard.") % {
            "people": most,
            "total": total,
        }
    return _("%(least)d to %(most)d of the %(total)d met something that matters below standard.") % {
        "least": least,
        "most": most,
        "total": total,
    }


def _caution(crowd: Crowd) -> str:
    return {
        "assumed_equal": _(
            "The sizes of the segments are not all known: they are taken to be equal."
            " Enter them in the event."
        ),
        "overlapping": _(
            "The segments together have more people than the event. Correct their sizes in the event."
        ),
        "unknown": _(
            "How many attended is not known, so shares cannot be told. Enter the attendance in the event."
        ),
    }.get(crowd.sizes, "")


def _differences(segments: Segments, names: dict[str, str], glossary: Glossary) -> list[ComparedRow]:
    """Criteria that every segment's own attendees or auditors speak of, and that differ."""
    rows = []
    for one in segments.criteria:
        met = [(segment, segment.criteria[one.criterion]) for segment in segments.segments]
        if len(met) < 2 or not one.comparable or met[0][1].source == "whole_event":
            continue
        if one.worst is None or one.best is None or one.best[1] - one.worst[1] < WORTH_COMPARING:
            continue
        known = {segment.key: criterion.attendees for segment, criterion in met}
        rows.append(
            ComparedRow(
                question=glossary.criterion(one.criterion),
                touchpoint=glossary.touchpoint(one.touchpoint),
                touchpoint_key=one.touchpoint,
                values=[_value(names[segment.key], criterion) for segment, criterion in met],
                difference=round((one.best[1] - one.worst[1]) * 100),
                clear=clearly_different(known[one.worst[0]], known[one.best[0]]),
            )
        )
    return sorted(rows, key=lambda row: (-row.clear, -row.difference))


def _value(segment: str, criterion: SegmentCriterion) -> SegmentValue:
    known = criterion.attendees or criterion.auditors
    mean = (known.mean or 0) * 100
    low, high = (None if end is None else end * 100 for end in (known.low, known.high))
    words = hundred(known.mean)
    title = f"{segment}: {words}"
    if low is not None and high is not None:
        title += f" ({hundred(known.low)}–{hundred(known.high)})"
    if criterion.attendees:
        n = ngettext("%d attendee", "%d attendees", known.n) % known.n
    else:
        n = ngettext("%d auditor", "%d auditors", known.n) % known.n
    return SegmentValue(segment, words, n, interval_bar(mean, low, high, title=title), (mean, low, high))


def _spread(one: CriterionSpread, crowd: Crowd, glossary: Glossary) -> SpreadRow:
    spread = one.spread or Spread()
    question = glossary.criterion(one.criterion)
    parts = {name: getattr(spread, name) for name in SPREAD_COLOURS}
    words = _spread_words(parts, crowd)
    bars = [(round(share * 1000), SPREAD_COLOURS[name]) for name, share in parts.items()]
    rest = (round(spread.unconcerned * 1000), "#ece9e0")
    criterion = glossary.criteria.get(one.criterion)
    perceiver = criterion.perceived_by if criterion else "all"
    return SpreadRow(
        question=question,
        touchpoint=glossary.touchpoint(one.touchpoint),
        touchpoint_key=one.touchpoint,
        bar=share_bar([*bars, rest], title=f"{question} {words}"),
        words=words,
        who=_concerned(perceiver, criterion, spread, crowd),
        rule_of_thumb=one.rule_of_thumb,
        shares=parts,
    )


def _concerned(perceiver: str, criterion: object, spread: Spread, crowd: Crowd) -> str:
    """Whom the thing concerns where that is not everybody: 'drivers: 120 people'."""
    if perceiver == "all" or criterion is None:
        return ""
    label = localised(criterion.version.perceivers.get(perceiver, {}).get("label", {})) or perceiver
    return f"{label}: {_how_many(1 - spread.unconcerned, crowd)}"


def _spread_words(parts: dict[str, float], crowd: Crowd) -> str:
    """'120 people badly, 80 in part, 40 well'; in per cent where nobody knows how many came."""
    labels = {
        "broken": _("badly: %s"),
        "partly": _("in part: %s"),
        "kept": _("well: %s"),
        "unknown": _("not known: %s"),
    }
    return ", ".join(labels[name] % _how_many(share, crowd) for name, share in parts.items() if share)


def _how_many(share: float, crowd: Crowd) -> str:
    people = crowd.people(share)
    return f"{round(share * 100)} %" if people is None else str(people)


def _unwell(spread: Spread | None) -> tuple[float, float]:
    return (spread.broken, spread.partly) if spread else (0, 0)


def _feedback(question: str, answers: AnswerCounts) -> FeedbackRow:
    fullest = max(answers.counts) or 1
    return FeedbackRow(
        question=question,
        counts=[(point, n, round(100 * n / fullest)) for point, n in enumerate(answers.counts, 1)],
        n=answers.n,
        low=answers.low,
    )
