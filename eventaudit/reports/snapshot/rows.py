"""The rows a snapshot is made from, loaded in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from eventaudit.consistency import Audit
from eventaudit.events.models import Event
from eventaudit.findings.audited import AuditedEvent
from eventaudit.findings.causes import ShapedCause, shaped_causes
from eventaudit.findings.facts import at_its_touchpoints, promise_ids
from eventaudit.findings.models import CorrectiveAction
from eventaudit.findings.queries import actions_of
from eventaudit.findings.wording import Glossary
from eventaudit.library.models import Criterion
from eventaudit.messaging.models import (
    Contradiction,
    DismissedAdvice,
    Message,
    MessageReading,
    Promise,
    PromisePhoto,
)
from eventaudit.messaging.reading import digest_of, reader_of
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import Answer, Walkthrough
from eventaudit.walkthroughs.queries import in_own_version, shown_photos

from .texts import NamelessGlossary


@dataclass(frozen=True, slots=True)
class Rows:
    """criteria: those of the event's form, in the guest's order. answers and photo ids: by criterion key.

    found: the audit, with a glossary that says no names. promises: by the id they have in the audit;
    promise_photos by the same id. readings: by message, only those that are true of the text as it is now.
    dismissed: advice nobody wants to see again, as (message, kind, quote).
    """

    found: AuditedEvent
    criteria: dict[str, Criterion]
    walkthroughs: list[Walkthrough]
    answers: dict[str, list[Answer]]
    messages: list[Message]
    readings: dict[int, MessageReading]
    dismissed: set[tuple[int, str, str]]
    contradictions: list[Contradiction]
    promises: dict[str, Promise]
    causes: list[ShapedCause]
    actions: list[CorrectiveAction]
    photos: dict[str, Photo]
    answer_photos: dict[str, list[str]]
    promise_photos: dict[str, list[str]]

    @property
    def event(self) -> Event:
        return self.found.event

    @property
    def audit(self) -> Audit:
        return self.found.audit

    @property
    def glossary(self) -> Glossary:
        return self.found.glossary

    @property
    def alone(self) -> bool:
        """One walkthrough only: nobody needs to be told whose answer it is."""
        return len({each.walkthrough_id for own in self.answers.values() for each in own}) == 1


def load_rows(found: AuditedEvent) -> Rows:
    event = found.event
    found = replace(found, glossary=NamelessGlossary.of(found.glossary))
    walkthroughs = list(event.walkthroughs.select_related("round", "zone", "segment"))
    messages = list(event.messages.all())
    promises = _promises(event, messages)
    photos: dict[str, Photo] = {}
    shown = shown_photos().filter(walkthrough__event=event).select_related("photo", "criterion")
    answer_photos = _by_key(((row.criterion.key, row.photo) for row in shown), photos)
    keys = {promise.pk: key for key, promise in promises.items()}
    proofs = PromisePhoto.objects.filter(promise__in=keys).select_related("photo")
    promise_photos = _by_key(((keys[row.promise_id], row.photo) for row in proofs), photos)
    criteria = found.glossary.criteria
    return Rows(
        found=found,
        criteria={key: row for key, row in criteria.items() if row.core or event.form == "full"},
        walkthroughs=walkthroughs,
        answers=_answers(event, walkthroughs),
        messages=messages,
        readings=_readings(event, messages, reader_of(found.glossary.atmospheres)),
        dismissed=set(
            DismissedAdvice.objects.filter(message__event=event).values_list("message_id", "kind", "quote")
        ),
        contradictions=list(
            at_its_touchpoints(event.contradictions.select_related("first", "second"), event)
        ),
        promises=promises,
        causes=shaped_causes(found),
        actions=list(actions_of(event)),
        photos=photos,
        answer_photos=answer_photos,
        promise_photos=promise_photos,
    )


def _readings(event: Event, messages: Iterable[Message], reader: str) -> dict[int, MessageReading]:
    kept = {row.message_id: row for row in MessageReading.objects.filter(message__event=event)}
    return {
        message.pk: kept[message.pk]
        for message in messages
        if message.pk in kept and kept[message.pk].digest == digest_of(message, reader)
    }


def _promises(event: Event, messages: list[Message]) -> dict[str, Promise]:
    rows = list(
        at_its_touchpoints(Promise.objects.filter(message__event=event), event)
        .select_related("message", "judged_by")
        .order_by("message__sent_on", "message__key", "start", "pk")
    )
    ids = promise_ids(rows, {message.pk: message.key for message in messages})
    return {ids[row.pk]: row for row in rows}


def _answers(event: Event, walkthroughs: list[Walkthrough]) -> dict[str, list[Answer]]:
    """In the order of the walkthroughs; only those that say something."""
    known = {row.pk: row for row in walkthroughs}
    found = defaultdict(list)
    given = in_own_version(Answer.objects.filter(walkthrough__event=event))
    for answer in given.select_related("criterion"):
        if answer.state or answer.note:
            answer.walkthrough = known[answer.walkthrough_id]
            found[answer.criterion.key].append(answer)
    order = {row.pk: number for number, row in enumerate(walkthroughs)}
    for answers in found.values():
        answers.sort(key=lambda answer: order[answer.walkthrough_id])
    return dict(found)


def _by_key(pairs, photos: dict[str, Photo]) -> dict[str, list[str]]:
    """Key to photo ids; every photo met is put into `photos`."""
    found = defaultdict(list)
    for key, photo in pairs:
        photos[str(photo.pk)] = photo
        found[key].append(str(photo.pk))
    return dict(found)
