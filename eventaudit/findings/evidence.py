"""What stands behind each finding: the auditors' notes and the photos, in three queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from eventaudit.consistency import EventFacts, Finding
from eventaudit.events.models import Event
from eventaudit.messaging.models import Promise
from eventaudit.photos.models import Photo

from .facts import promise_ids


@dataclass(frozen=True, slots=True)
class Evidence:
    """notes: (auditor, text)."""

    notes: tuple[tuple[str, str], ...] = ()
    photos: tuple[Photo, ...] = ()


def photos_by_subject(event: Event) -> dict[str, list[Photo]]:
    """Criterion key or promise id to its photos, in three queries."""
    photos: dict[str, list[Photo]] = {}
    answered = Photo.objects.filter(answer_photo__walkthrough__event=event).order_by("answer_photo__pk")
    for photo in answered.annotate(criterion=F("answer_photo__criterion__key")):
        photos.setdefault(photo.criterion, []).append(photo)
    promises = Promise.objects.filter(message__event=event).select_related("message")
    rows = list(promises.only("key", "message__key").order_by("pk"))
    ids = promise_ids(rows, {row.message_id: row.message.key for row in rows})
    judged = Photo.objects.filter(promise_photo__promise__message__event=event).order_by("promise_photo__pk")
    for photo in judged.annotate(promise=F("promise_photo__promise_id")):
        photos.setdefault(ids[photo.promise], []).append(photo)
    return photos


def notes_by_criterion(facts: EventFacts) -> dict[str, list[tuple[str, str]]]:
    notes: dict[str, list[tuple[str, str]]] = {}
    for walkthrough in facts.walkthroughs:
        for criterion, note in walkthrough.comments.items():
            notes.setdefault(criterion, []).append((walkthrough.auditor, note))
    return notes


def evidence_of(
    findings: Iterable[Finding], facts: EventFacts, photos: Mapping[str, list[Photo]]
) -> dict[str, Evidence]:
    """Finding id to the notes and photos of what it rests on (its refs)."""
    notes = notes_by_criterion(facts)
    return {
        finding.id: Evidence(
            tuple(note for ref in finding.refs for note in notes.get(ref, ())),
            tuple(photo for ref in finding.refs for photo in photos.get(ref, ())),
        )
        for finding in findings
    }
