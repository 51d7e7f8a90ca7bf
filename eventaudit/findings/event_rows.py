"""Writing the facts of an event file as rows, in bulk and all or nothing."""

import datetime
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User
from eventaudit.consistency import (
    NOT_APPLICABLE,
    EventFacts,
    Mixture,
    PromiseFact,
    ReadFact,
    SegmentFact,
    WalkthroughFact,
)
from eventaudit.events.models import Event, Intention, Round, Segment, Zone
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.messaging.models import Contradiction, Message, Promise, Verdict
from eventaudit.walkthroughs.coding import answer_value
from eventaudit.walkthroughs.models import Answer, Operation, Walkthrough

from .facts import VERDICT_VALUES
from .programme import write_programme

Span = tuple[datetime.datetime, datetime.datetime]
VERDICTS = {value: verdict for verdict, value in VERDICT_VALUES.items()}
PEOPLE = re.compile(r"\s*\((\d{1,7})\s+\w+\)\s*$")


@transaction.atomic
def write_event(
    facts: EventFacts,
    *,
    organisation: Organisation,
    version: TemplateVersion,
    key: str,
    span: Span,
    by: User | None,
) -> Event:
    """The new event. The facts have been checked (event_checks): nothing in them is refused here."""
    event = Event.objects.create(
        organisation=organisation,
        key=key,
        name=facts.name or key,
        client_name=facts.organiser,
        venue=facts.venue,
        starts_at=span[0],
        ends_at=span[1],
        time_zone=settings.TIME_ZONE,
        attendance=facts.attendees,
        language=facts.lang or settings.LANGUAGE_CODE,
        brief=facts.brief,
        template_version=version,
        form=facts.form,
        variants=dict(facts.variants),
        reach=dict(facts.reach),
        touchpoint_weights=dict(facts.touchpoint_weights),
        attendee_results=_attendee_results(facts),
        previous_results={
            fact.criterion: {"q": fact.q, "n": fact.n, "raw": fact.raw} for fact in facts.previous_round
        },
        feedback=[
            {name: getattr(fact, name) for name in ("id", "q1", "q2", "at", "segment", "text")}
            for fact in facts.feedback
        ],
        created_by=by,
    )
    _write_intentions(event, facts)
    segments = _write_segments(event, facts.segments)
    messages = _write_messages(event, facts, by)
    write_ledger(event, facts, messages)
    write_programme(event, facts)
    WalkthroughWriter(event, version, segments, facts, by).write()
    return event


def _attendee_results(facts: EventFacts) -> dict[str, dict]:
    results: dict[str, dict] = {}
    for fact in facts.attendee_segments:
        results.setdefault(fact.criterion, {})[fact.segment] = {"n": fact.n, "q": fact.q}
    return results


def _write_intentions(event: Event, facts: EventFacts) -> None:
    intended = {"": facts.intended, **facts.intended_touchpoints}
    Intention.objects.bulk_create(
        Intention(event=event, touchpoint=touchpoint, mixture=mixture.as_json())
        for touchpoint, mixture in intended.items()
        if mixture is not None
    )


def _write_segments(event: Event, segments: tuple[SegmentFact, ...]) -> dict[str, Segment]:
    rows = []
    for order, fact in enumerate(segments):
        name, size = fact.label or fact.key, fact.size
        if size is None and (people := PEOPLE.search(name)):  # 'tables 1–12, main hall (120 people)'
            name, size = name[: people.start()] or fact.key, int(people[1])
        rows.append(Segment(event=event, key=fact.key, name=name, size=size, order=order))
    return {row.key: row for row in Segment.objects.bulk_create(rows)}


def _write_messages(event: Event, facts: EventFacts, by: User | None) -> dict[str, Message]:
    messages = Message.objects.bulk_create(
        Message(
            event=event,
            key=fact.id,
            channel=fact.channel,
            language=fact.lang or event.language,
            title=fact.title,
            sent_on=fact.date or None,
            audience=fact.audience,
            text=fact.text,
            atmosphere=fact.atmosphere.as_json() if fact.atmosphere is not None else None,
            created_by=by,
        )
        for fact in facts.messages
    )
    return {message.key: message for message in messages}


def write_ledger(event: Event, facts: EventFacts, by_key: Mapping[str, Message]) -> None:
    Promise.objects.bulk_create(_promise(fact, by_key[fact.message]) for fact in facts.promises)
    Contradiction.objects.bulk_create(
        Contradiction(
            event=event,
            key=fact.id,
            touchpoint=fact.touchpoint,
            kind=fact.kind,
            first=by_key[fact.a.message],
            first_quote=fact.a.quote,
            second=by_key[fact.b.message],
            second_quote=fact.b.quote,
        )
        for fact in facts.contradictions
    )


def _promise(fact: PromiseFact, message: Message) -> Promise:
    start = message.text.index(fact.quote) if fact.start is None else fact.start
    verdict = VERDICTS[fact.manual_q]
    return Promise(
        message=message,
        key=fact.id,
        start=start,
        end=start + len(fact.quote),
        quote=fact.quote,
        touchpoint=fact.touchpoint,
        strength=fact.strength,
        atmosphere=_atmosphere_key(fact.atmosphere),
        criterion=fact.criterion or "",
        weight=fact.weight,
        hedged=fact.hedged,
        negated=fact.negated,
        verdict=verdict,
        verdict_note=fact.note,
        judged_at=None if verdict == Verdict.UNCHECKED else timezone.now(),
    )


def _atmosphere_key(mixture: Mixture | None) -> str:
    if mixture is None:
        return ""
    return mixture.shares[0][0] if mixture.shares else "neutral"


class WalkthroughWriter:
    """Walkthroughs with their answers, and each answer as an operation: the history starts complete.

    The site keeps one walkthrough for an auditor and round, and one reading for a touchpoint in it. Where a
    file has more, the rest go to rounds of their own; the auditor's name keeps them one observer's.

    version: whose questions were answered, the event's own or an earlier one.
    """

    def __init__(
        self,
        event: Event,
        version: TemplateVersion,
        segments: Mapping[str, Segment],
        facts: EventFacts,
        by: User | None,
    ) -> None:
        self.event, self.version = event, version
        self.segments = segments
        self.by = by
        self.criteria = {row.key: row for row in Criterion.objects.filter(version=version)}
        self.readings = {row.touchpoint_id: row.key for row in self.criteria.values() if row.reads_atmosphere}
        self.touchpoints = {row.key: row.pk for row in version.touchpoints.all()}
        self.sittings = list(_sittings(_with_comments(facts)))
        self.rounds = self._named(Round, "round", first=facts.rounds)
        self.zones = self._named(Zone, "zone")

    def _named(self, model, part: str, first: tuple[str, ...] = ()) -> dict[str, Round | Zone]:
        names = dict.fromkeys([*first, *(getattr(fact, part) for fact in self.sittings)])
        known = {row.name: row for row in model.objects.filter(event=self.event)}
        new = [name for name in names if name and name not in known]
        rows = [model(event=self.event, name=name, order=n) for n, name in enumerate(new, start=len(known))]
        return known | {row.name: row for row in model.objects.bulk_create(rows)}

    def write(self) -> None:
        known = {(row.auditor_name, row.round_id): row for row in self.event.walkthroughs.all()}
        new, answers, operations = [], [], []
        for fact in self.sittings:
            round_ = self.rounds.get(fact.round)
            walkthrough = known.get((fact.auditor, round_ and round_.pk))
            if walkthrough is None:
                new.append(walkthrough := self._walkthrough(fact))
            own = list(self._answers(walkthrough, fact))
            history = [operation for answer in own for operation in self._operations(answer)]
            for seq, operation in enumerate(history, start=walkthrough.last_seq + 1):
                operation.seq = seq
            walkthrough.last_seq += len(history)
            answers += own
            operations += history
        Walkthrough.objects.bulk_create(new)
        Walkthrough.objects.bulk_update(known.values(), ["last_seq"])
        Operation.objects.bulk_create(operations)
        Answer.objects.bulk_create(answers)

    def _walkthrough(self, fact: WalkthroughFact) -> Walkthrough:
        return Walkthrough(
            id=uuid.uuid4(),
            event=self.event,
            auditor_name=fact.auditor,
            lead=fact.lead,
            round=self.rounds.get(fact.round),
            segment=self.segments.get(fact.segment),
            zone=self.zones.get(fact.zone),
            started_at=self.event.starts_at,
            finished_at=self.event.ends_at,
        )

    def _answers(self, walkthrough: Walkthrough, fact: WalkthroughFact) -> Iterator[Answer]:
        """An answer of state '' holds a note where the file has no value."""
        values: dict[str, object] = {answer.criterion: answer.value for answer in fact.answers}
        for read in fact.reads:
            values[self.readings[self.touchpoints[read.touchpoint]]] = read.atmosphere.as_json()
        for key in dict.fromkeys([*values, *fact.comments, *fact.reasons]):
            value, reason = values.get(key), fact.reasons.get(key, "")
            state = _state(value, reason)
            note = fact.comments.get(key, "")
            if not (state or note):
                continue
            if state == Answer.State.NOT_APPLICABLE and not reason:
                reason = _("The event file gives no reason.")
            yield Answer(
                walkthrough=walkthrough,
                criterion=self.criteria[key],
                state=state,
                value=value if state == Answer.State.ANSWERED else None,
                reason=reason if state != Answer.State.ANSWERED else "",
                note=note,
                answered_at=self.event.starts_at,
            )

    def _operations(self, answer: Answer) -> Iterator[Operation]:
        if answer.state:
            answer.answer_operation = self._operation(answer, Operation.Field.ANSWER, answer_value(answer))
            yield answer.answer_operation
        if answer.note:
            answer.note_operation = self._operation(answer, Operation.Field.NOTE, answer.note)
            yield answer.note_operation

    def _operation(self, answer: Answer, field: str, value: object) -> Operation:
        return Operation(
            id=uuid.uuid4(),
            walkthrough=answer.walkthrough,
            criterion=answer.criterion.key,
            version=self.version,
            field=field,
            value=value,
            author=self.by,
            made_at=answer.answered_at,
        )


def _state(value: object, reason: str) -> str:
    if value == NOT_APPLICABLE and isinstance(value, str):
        return Answer.State.NOT_APPLICABLE
    if value is None:
        return Answer.State.UNOBSERVED if reason else Answer.State.UNANSWERED
    return Answer.State.ANSWERED


def _with_comments(facts: EventFacts) -> list[WalkthroughFact]:
    """The event's comments become notes of the first auditor who answered the criterion, else the first."""
    walkthroughs = list(facts.walkthroughs)
    if not walkthroughs:
        return []
    for key, comment in facts.comments.items():
        number = next((n for n, fact in enumerate(walkthroughs) if _answers_it(fact, key)), 0)
        own = walkthroughs[number].comments.get(key, "")
        note = own if comment in own else f"{comment}\n{own}".strip()
        comments = {**walkthroughs[number].comments, key: note}
        walkthroughs[number] = replace(walkthroughs[number], comments=comments)
    return walkthroughs


def _answers_it(fact: WalkthroughFact, criterion: str) -> bool:
    return any(answer.criterion == criterion and answer.value is not None for answer in fact.answers)


def _sittings(walkthroughs: list[WalkthroughFact]) -> Iterator[WalkthroughFact]:
    """Each with one reading for a touchpoint, and a round of its own for the auditor."""
    used: set[tuple[str, str]] = set()
    for fact in walkthroughs:
        for part in _one_reading_each(fact):
            name, number = part.round, 2
            while (part.auditor, name) in used:
                name = f"{part.round} ({number})" if part.round else _("Round %d") % number
                number += 1
            used.add((part.auditor, name))
            yield replace(part, round=name)


def _one_reading_each(fact: WalkthroughFact) -> Iterator[WalkthroughFact]:
    layers: list[dict[str, ReadFact]] = [{}]
    for read in fact.reads:
        layer = next((layer for layer in layers if read.touchpoint not in layer), None)
        if layer is None:
            layers.append(layer := {})
        layer[read.touchpoint] = read
    yield replace(fact, reads=tuple(layers[0].values()))
    for layer in layers[1:]:
        yield replace(fact, answers=(), reads=tuple(layer.values()), comments={}, reasons={}, photos={})
