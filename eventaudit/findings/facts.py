"""The one bridge between what is stored and the pure analysis: rows -> Library and EventFacts -> Audit.

Everything is loaded in a fixed number of queries, whatever the size of the event: `load_facts` takes
FACT_QUERIES, `load_library` one where the published version is known to this process and three where not;
`library_with` spares that one to whoever has the atmospheres already.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count, Exists, QuerySet

from eventaudit.accounts.models import Organisation
from eventaudit.consistency import (
    NEUTRAL,
    AnswerFact,
    AttendeeFact,
    Audit,
    ContradictionFact,
    EventFacts,
    FeedbackFact,
    Library,
    MessageFact,
    Mixture,
    PreviousFact,
    ProgrammeFact,
    PromiseFact,
    QuoteFact,
    ReadFact,
    SegmentFact,
    WalkthroughFact,
    audit,
)
from eventaudit.events.models import Event, Segment
from eventaudit.library.models import READS_ATMOSPHERE, Atmosphere, Criterion, TemplateVersion
from eventaudit.library.own_settings import settings_of
from eventaudit.library.queries import atmospheres_of
from eventaudit.messaging.models import Contradiction, Message, Promise, Verdict
from eventaudit.walkthroughs.models import Answer, Walkthrough
from eventaudit.walkthroughs.queries import photos_to_be_shown

from .event_dates import format_span
from .programme import load_programme, load_rounds, phase_of

FACT_QUERIES = 10
AXIS_RANGE = [0, 4]
VERDICT_VALUES = {Verdict.KEPT: 1.0, Verdict.PARTLY: 0.5, Verdict.BROKEN: 0.0, Verdict.UNCHECKED: None}
CRITERION_FIELDS = (
    *("key", "kind", "weight", "core", "hard_fail", "scored", "phases", "perceived_by"),
    *("evidence", "band", "options", "conditions", "touchpoint__key"),
)


def audit_event(event: Event) -> Audit:
    """The audit of the event as it is stored now, by the organisation's own settings."""
    library = load_library(event.template_version, event.organisation)
    return audit(load_facts(event), library, settings_of(event.organisation))


# The library


def load_library(version: TemplateVersion, organisation: Organisation) -> Library:
    """The version's touchpoints and criteria with the atmospheres that the organisation sees."""
    return library_with(atmospheres_of(organisation), version)


def library_with(atmospheres: Mapping[str, Atmosphere], version: TemplateVersion) -> Library:
    profiles = tuple((key, tuple(sorted(atmosphere.axes.items()))) for key, atmosphere in atmospheres.items())
    if version.frozen:
        return _frozen_library(version, version.digest, profiles)
    return _library(version, profiles)


@lru_cache(maxsize=32)
def _frozen_library(version: TemplateVersion, digest: str, profiles: tuple) -> Library:
    """The same row (a model equals its primary key) with the same digest has the same content."""
    return _library(version, profiles)


def _library(version: TemplateVersion, profiles: tuple) -> Library:
    axes = sorted({axis for _key, profile in profiles for axis, _value in profile})
    template = {
        "version": version.label or str(version.number),
        "touchpoints": list(version.touchpoints.order_by("order").values("key", "weight")),
        "perceivers": version.perceivers,
        "criteria": [
            {**row, "touchpoint": row.pop("touchpoint__key")}
            for row in version.criteria.order_by("touchpoint__order", "order").values(*CRITERION_FIELDS)
        ],
    }
    space = {
        "axes": [{"key": axis, "range": AXIS_RANGE} for axis in axes],
        "atmospheres": {key: {"axes": dict(profile)} for key, profile in profiles},
    }
    return Library.from_json(template, space)


# The event


def load_facts(event: Event) -> EventFacts:
    """What is stored about the event, as the analysis takes it. Keys, not rows."""
    intentions = {row.touchpoint: to_mixture(row.mixture) for row in event.intentions.all()}
    segments = list(event.segments.all())
    messages = list(event.messages.all())
    programme = load_programme(event)
    contradictions = at_its_touchpoints(event.contradictions.all(), event)
    message_keys = {message.pk: message.key for message in messages}
    return EventFacts(
        id=event.key,
        name=event.name,
        lang=event.language,
        organiser=event.client_name,
        venue=event.venue,
        date=format_span(event.starts_at, event.ends_at, event.time_zone),
        attendees=event.attendance,
        brief=event.brief,
        intended=intentions.pop("", None),
        intended_touchpoints=intentions,
        messages=tuple(_message(message) for message in messages),
        promises=_promises(event, message_keys),
        contradictions=tuple(contradiction_fact(row, message_keys) for row in contradictions),
        walkthroughs=walkthrough_facts(event, segments, programme),
        form=event.form,
        variants=event.variants,
        touchpoint_weights=event.touchpoint_weights,
        reach=event.reach,
        segments=tuple(SegmentFact(row.key, row.name, row.size) for row in segments),
        attendee_segments=tuple(
            AttendeeFact(criterion, segment, result["n"], result["q"])
            for criterion, by_segment in event.attendee_results.items()
            for segment, result in by_segment.items()
        ),
        previous_round=tuple(
            PreviousFact(criterion, result["q"], result["n"], result.get("raw", ""))
            for criterion, result in event.previous_results.items()
        ),
        feedback=tuple(FeedbackFact(**entry) for entry in event.feedback),
        rounds=load_rounds(event),
        programme=programme,
    )


def to_mixture(stored: Mapping[str, float] | str | None) -> Mixture | None:
    """A stored mixture ({key: share}, 'neutral' or a single key; None or '' where there is none)."""
    if not stored:
        return None
    if isinstance(stored, str):
        return NEUTRAL if stored == "neutral" else Mixture.of({stored: 1.0})
    return Mixture.of(stored)


def _message(row: Message) -> MessageFact:
    return MessageFact(
        id=row.key,
        channel=row.channel,
        text=row.text,
        lang=row.language,
        atmosphere=to_mixture(row.atmosphere),
        title=row.title,
        date=row.sent_on.isoformat() if row.sent_on else "",
        audience=row.audience,
    )


def at_its_touchpoints(rows: QuerySet, event: Event) -> QuerySet:
    """Of promises or contradictions those about touchpoints that the event's version has, in no extra query.

    After an upgrade there may be others. They stay with their message, and no number or report has them.
    """
    if not event.earlier_versions:
        return rows
    return rows.filter(touchpoint__in=event.template_version.touchpoints.values("key"))


def promise_ids(promises: Iterable[Promise], message_keys: Mapping[int, str]) -> dict[int, str]:
    """Row to the promise's id in facts and findings: its key, with the message's where two share a key."""
    rows = list(promises)
    used = Counter(row.key for row in rows)
    return {
        row.pk: row.key if used[row.key] == 1 else f"{message_keys[row.message_id]}.{row.key}" for row in rows
    }


def _promises(event: Event, message_keys: Mapping[int, str]) -> tuple[PromiseFact, ...]:
    rows = list(
        at_its_touchpoints(Promise.objects.filter(message__event=event), event)
        .annotate(shown=Count("photos"))
        .select_related("approved_by")
        .order_by("message__sent_on", "message__key", "start", "pk")
    )
    ids = promise_ids(rows, message_keys)
    return tuple(promise_fact(row, ids[row.pk], message_keys[row.message_id]) for row in rows)


def promise_fact(row: Promise, promise_id: str, message: str) -> PromiseFact:
    """What decides it is left to the analysis: the criterion, else the reading, else the verdict by hand."""
    return PromiseFact(
        id=promise_id,
        message=message,
        quote=row.quote,
        touchpoint=row.touchpoint,
        strength=row.strength,
        criterion=row.criterion or None,
        manual_q=VERDICT_VALUES[row.verdict],
        atmosphere=to_mixture(row.atmosphere),
        weight=row.weight,
        note=row.verdict_note,
        photos=row.shown,
        start=row.start,
        hedged=row.hedged,
        negated=row.negated,
        approved_by=str(row.approved_by) if row.approved_by else "",
    )


def contradiction_fact(row: Contradiction, message_keys: Mapping[int, str]) -> ContradictionFact:
    return ContradictionFact(
        id=row.key,
        touchpoint=row.touchpoint,
        kind=row.kind,
        a=QuoteFact(message_keys[row.first_id], row.first_quote),
        b=QuoteFact(message_keys[row.second_id], row.second_quote),
    )


ANSWER_FIELDS = (
    *("criterion__key", "criterion__touchpoint__key", "criterion__options"),
    *("state", "value", "reason", "note"),
)


class AnswerRow(NamedTuple):
    """ANSWER_FIELDS of one answer: there are hundreds, and whole objects would cost more than the audit."""

    criterion: str
    touchpoint: str
    options: list | str | None
    state: str
    value: object
    reason: str
    note: str

    @property
    def is_reading(self) -> bool:
        return self.options == READS_ATMOSPHERE and self.state == Answer.State.ANSWERED


def walkthrough_facts(
    event: Event,
    segments: Iterable[Segment],
    programme: tuple[ProgrammeFact, ...],
    *,
    version: int | None = None,
) -> tuple[WalkthroughFact, ...]:
    """What was answered to the event's version, or to an earlier one."""
    asked = version or event.template_version_id
    segment_keys = {segment.pk: segment.key for segment in segments}
    conditional = Criterion.objects.filter(version=asked).exclude(conditions=[])
    rows = list(event.walkthroughs.select_related("round", "zone").annotate(conditional=Exists(conditional)))
    answers: dict[object, list[AnswerRow]] = {row.pk: [] for row in rows}
    found = Answer.objects.filter(walkthrough__event=event, criterion__version=asked)
    ordered = found.order_by("criterion__touchpoint__order", "criterion__order")
    for pk, *fields in ordered.values_list("walkthrough_id", *ANSWER_FIELDS):
        answers[pk].append(AnswerRow(*fields))
    photos: dict[object, dict[str, int]] = {row.pk: {} for row in rows}
    counted = photos_to_be_shown().filter(walkthrough__event=event, criterion__version=asked).order_by()
    for pk, key, count in counted.values_list("walkthrough", "criterion__key").annotate(count=Count("pk")):
        photos[pk][key] = count
    return tuple(
        _walkthrough(
            row,
            answers[row.pk],
            photos[row.pk],
            segment_keys.get(row.segment_id, ""),
            phase_of(row.round, event.time_zone, programme) if row.conditional else "",
        )
        for row in rows
        if answers[row.pk] or photos[row.pk]  # assigned but not begun: nobody has been there yet
    )


def _walkthrough(
    row: Walkthrough, answers: list[AnswerRow], photos: dict[str, int], segment: str, phase: str
) -> WalkthroughFact:
    return WalkthroughFact(
        auditor=row.auditor_name,
        answers=tuple(
            AnswerFact(answer.criterion, _value(answer))
            for answer in answers
            if answer.state and not answer.is_reading
        ),
        reads=tuple(
            ReadFact(answer.touchpoint, to_mixture(answer.value)) for answer in answers if answer.is_reading
        ),
        lead=row.lead,
        round=row.round.name if row.round else "",
        segment=segment,
        zone=row.zone.name if row.zone else "",
        phase=phase,
        comments={answer.criterion: answer.note for answer in answers if answer.note},
        reasons={answer.criterion: answer.reason for answer in answers if answer.reason},
        photos=photos,
    )


def _value(answer: AnswerRow) -> object:
    """Unobserved is unanswered with a reason (analysis 1.1)."""
    if answer.state == Answer.State.NOT_APPLICABLE:
        return "NA"
    return answer.value if answer.state == Answer.State.ANSWERED else None
