"""What stands behind each finding: the auditors' notes and the photos, in three queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventaudit.consistency import EventFacts, Finding
from eventaudit.events.models import Event
from eventaudit.messaging.models import Promise, PromisePhoto
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import AnswerPhoto

from .facts import promise_ids


@dataclass(frozen=True, slots=True)
class Evidence:
    """notes: (auditor, text)."""

    notes: tuple[tuple[str, str], ...] = ()
    photos: tuple[Photo, ...] = ()


def photos_by_subject(event: Event) -> dict[str, list[Photo]]:
    """Criterion key or promise id to its photos, in three queries."""
    photos: dict[str, list[Photo]] = {}
    answered = AnswerPhoto.objects.filter(walkthrough__event=event).select_related("criterion", "photo")
    for row in answered.order_by("pk"):
        photos.setdefault(row.criterion.key, []).append(row.photo)
    promises = list(Promise.objects.filter(message__event=event).select_related("message").order_by("pk"))
    ids = promise_ids(promises, {promise.message_id: promise.message.key for promise in promises})
    judged = PromisePhoto.objects.filter(promise__message__event=event).select_related("photo")
    for row in judged.order_by("pk"):
        photos.setdefault(ids[row.promise_id], []).append(row.photo)
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
