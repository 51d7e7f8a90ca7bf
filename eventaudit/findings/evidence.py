"""What was noted and photographed, by what it is about; one finding's own evidence: finding_evidence.py."""

from django.db.models import F

from eventaudit.consistency import EventFacts
from eventaudit.events.models import Event
from eventaudit.messaging.models import Promise
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.queries import shown_photos

from .facts import at_its_touchpoints, promise_ids


def photos_by_subject(event: Event) -> dict[str, list[Photo]]:
    """Criterion key or promise id to its photos, in three queries."""
    photos: dict[str, list[Photo]] = {}
    shown = shown_photos().filter(walkthrough__event=event)
    answered = Photo.objects.filter(answer_photo__in=shown).order_by("answer_photo__pk")
    for photo in answered.annotate(criterion=F("answer_photo__criterion__key")):
        photos.setdefault(photo.criterion, []).append(photo)
    promises = at_its_touchpoints(Promise.objects.filter(message__event=event), event)
    promises = promises.select_related("message")
    rows = list(promises.only("key", "message__key").order_by("pk"))
    ids = promise_ids(rows, {row.message_id: row.message.key for row in rows})
    judged = Photo.objects.filter(promise_photo__promise__message__event=event).order_by("promise_photo__pk")
    for photo in judged.annotate(promise=F("promise_photo__promise_id")):
        if photo.promise in ids:
            photos.setdefault(ids[photo.promise], []).append(photo)
    return photos


def notes_by_criterion(facts: EventFacts) -> dict[str, list[tuple[str, str]]]:
    notes: dict[str, list[tuple[str, str]]] = {}
    for walkthrough in facts.walkthroughs:
        for criterion, note in walkthrough.comments.items():
            notes.setdefault(criterion, []).append((walkthrough.auditor, note))
    return notes
