"""The rows a snapshot is made from, loaded in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from eventaudit.events.models import Event
from eventaudit.findings.facts import promise_ids
from eventaudit.findings.wording import Glossary
from eventaudit.library.models import Criterion
from eventaudit.messaging.models import Message, Promise, PromisePhoto
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import Answer, AnswerPhoto, Walkthrough


@dataclass(frozen=True, slots=True)
class Rows:
    """criteria: those of the event's form, in the guest's order. answers and photo ids: by criterion key.

    promises: by the id they have in the audit; promise_photos by the same id.
    """

    event: Event
    glossary: Glossary
    criteria: dict[str, Criterion]
    walkthroughs: list[Walkthrough]
    answers: dict[str, list[Answer]]
    messages: list[Message]
    promises: dict[str, Promise]
    photos: dict[str, Photo]
    answer_photos: dict[str, list[str]]
    promise_photos: dict[str, list[str]]


def load_rows(event: Event) -> Rows:
    walkthroughs = list(event.walkthroughs.select_related("round", "zone", "segment"))
    messages = list(event.messages.all())
    glossary = Glossary.load(
        event.template_version,
        event.organisation,
        messages={message.key: message.channel for message in messages},
        segments=dict(event.segments.values_list("key", "name")),
    )
    promises = _promises(event, messages)
    photos: dict[str, Photo] = {}
    shown = AnswerPhoto.objects.filter(walkthrough__event=event).select_related("photo", "criterion")
    answer_photos = _by_key(((row.criterion.key, row.photo) for row in shown), photos)
    keys = {promise.pk: key for key, promise in promises.items()}
    proofs = PromisePhoto.objects.filter(promise__message__event=event).select_related("photo")
    promise_photos = _by_key(((keys[row.promise_id], row.photo) for row in proofs), photos)
    return Rows(
        event=event,
        glossary=glossary,
        criteria={key: row for key, row in glossary.criteria.items() if row.core or event.form == "full"},
        walkthroughs=walkthroughs,
        answers=_answers(event, walkthroughs),
        messages=messages,
        promises=promises,
        photos=photos,
        answer_photos=answer_photos,
        promise_photos=promise_photos,
    )


def _promises(event: Event, messages: list[Message]) -> dict[str, Promise]:
    rows = list(
        Promise.objects.filter(message__event=event)
        .select_related("message", "judged_by")
        .order_by("message__sent_on", "message__key", "start", "pk")
    )
    ids = promise_ids(rows, {message.pk: message.key for message in messages})
    return {ids[row.pk]: row for row in rows}


def _answers(event: Event, walkthroughs: list[Walkthrough]) -> dict[str, list[Answer]]:
    """In the order of the walkthroughs; only those that say something."""
    known = {row.pk: row for row in walkthroughs}
    found = defaultdict(list)
    for answer in Answer.objects.filter(walkthrough__event=event).select_related("criterion"):
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
