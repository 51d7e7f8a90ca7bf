"""Writes of messages, their promises and contradictions."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.photos.actions import delete_photo, files_follow_rows, store_photo

from .models import Contradiction, Message, Promise, PromisePhoto, Verdict
from .quotes import clean_text, find_quote, move_quote


class QuoteNotFound(ValueError):
    """The quote does not occur in the message."""


class QuotesLost(ValueError):
    """A new text of a message lacks words that promises or contradictions quote; `.quotes` lists them."""

    def __init__(self, quotes: list[str]):
        super().__init__("; ".join(quotes))
        self.quotes = quotes


class DecidedElsewhere(ValueError):
    """A promise that the walkthrough decides is not judged by hand."""


@transaction.atomic
def add_message(*, event: Event, by: User, original: tuple[str, bytes] | None = None, **fields) -> Message:
    """A message under the next free key. fields: text, channel, language and what else Message has.

    original: the uploaded file's name and bytes, kept beside the text that was read from it.
    """
    _one_at_a_time(event)
    message = Message(event=event, key=_next_key("M", event.messages), created_by=by, **fields)
    message.text = clean_text(message.text)
    if original:
        name, data = original
        message.original_name, message.sha256 = name, hashlib.sha256(data).hexdigest()
        message.original.save(name, ContentFile(data), save=False)
    try:
        message.full_clean(exclude=["original"])
        message.save()
    except BaseException:
        _remove_file(message)
        raise
    return message


def add_message_with_attachments(
    *, event: Event, by: User, attachments: Sequence[Mapping], **fields
) -> list[Message]:
    """A message and, each as a message of its own, what was attached to it: all of them or none.

    attachments: for each the fields in which it differs, such as text, title and original; in channel,
    language, day and audience they are like the message.
    """
    like = {name: fields[name] for name in ("channel", "language", "sent_on", "audience") if name in fields}
    added: list[Message] = []
    try:
        with transaction.atomic():
            for each in (fields, *({**like, **attachment} for attachment in attachments)):
                added.append(add_message(event=event, by=by, **each))
    except BaseException:
        for message in added:
            _remove_file(message)
        raise
    return added


@transaction.atomic
def edit_message(*, message: Message, drop_lost: bool = False, **fields) -> Message:
    """Change a message. With a new text its promises move along with their words.

    Raises QuotesLost, changing nothing, when quoted words no longer occur; with `drop_lost` the promises
    and contradictions that quote them go instead.
    """
    old = message.text
    new = clean_text(fields.pop("text", old))
    if new != old:
        _carry_quotes(message, old, new, drop_lost)
    for name, value in fields.items():
        setattr(message, name, value)
    message.text = new
    message.save()
    return message


def lost_quotes(message: Message, text: str) -> list[str]:
    """The words quoted by promises and contradictions that the new text would lack, each once."""
    text = clean_text(text)
    quotes = [promise.quote for promise in message.promises.all()]
    quotes += [quote for _contradiction, quote in _contradicting(message)]
    return list(dict.fromkeys(quote for quote in quotes if quote not in text))


@transaction.atomic
def delete_message(*, message: Message) -> None:
    """The message goes with its promises, their photos, the contradictions and the original file."""
    for photo in PromisePhoto.objects.filter(promise__message=message).select_related("photo"):
        delete_photo(photo=photo.photo)
    storage, name = message.original.storage, message.original.name
    message.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def set_atmosphere(*, message: Message, atmosphere: dict[str, float] | str | None) -> Message:
    """atmosphere: a clean mixture, "neutral", or None for 'not read yet'."""
    message.atmosphere = atmosphere
    message.save(update_fields=["atmosphere"])
    return message


@transaction.atomic
def record_promise(*, message: Message, quote: str, start: int | None = None, **fields) -> Promise:
    """A promise under the next free key of the event. fields: touchpoint, strength and the rest of Promise.

    start: where the quote begins; needed only where it occurs more than once. Raises QuoteNotFound.
    """
    _one_at_a_time(message.event)
    of_event = Promise.objects.filter(message__event=message.event_id)
    promise = Promise(message=message, key=_next_key("P", of_event), **fields)
    _anchor(promise, quote, start)
    promise.save()
    return promise


@transaction.atomic
def edit_promise(*, promise: Promise, quote: str, start: int | None = None, **fields) -> Promise:
    """Change a promise. Raises QuoteNotFound."""
    for name, value in fields.items():
        setattr(promise, name, value)
    _anchor(promise, quote, start)
    promise.save()
    return promise


@transaction.atomic
def delete_promise(*, promise: Promise) -> None:
    """The promise goes with its photos."""
    for photo in promise.photos.select_related("photo"):
        delete_photo(photo=photo.photo)
    promise.delete()


def judge_promise(
    *,
    promise: Promise,
    by: User,
    verdict: str,
    note: str | None = None,
    photos: Iterable = (),
    drop_photos: Iterable[PromisePhoto] = (),
) -> Promise:
    """The verdict by hand. note None keeps the note there is; photos: uploads to add.

    Raises DecidedElsewhere, and PhotoRefused with everything left as it was.
    """
    if promise.decided_by != Promise.Decider.HAND:
        raise DecidedElsewhere
    promise.verdict = verdict
    promise.judged_by, promise.judged_at = by, timezone.now()
    if verdict == Verdict.UNCHECKED:
        promise.judged_by = promise.judged_at = None
    if note is not None:
        promise.verdict_note = note
    with files_follow_rows(), transaction.atomic():
        promise.save(update_fields=["verdict", "verdict_note", "judged_by", "judged_at"])
        for each in drop_photos:
            delete_photo(photo=each.photo)
        for upload in photos:
            photo = store_photo(event=promise.message.event, upload=upload, by=by)
            PromisePhoto.objects.create(promise=promise, photo=photo)
    return promise


@transaction.atomic
def add_contradiction(
    *, event: Event, first: Message, first_quote: str, second: Message, second_quote: str, **fields
) -> Contradiction:
    """Two quotes that cannot both be true. fields: touchpoint, kind. Raises QuoteNotFound."""
    _one_at_a_time(event)
    return Contradiction.objects.create(
        event=event,
        key=_next_key("X", event.contradictions),
        first=first,
        first_quote=_words_found(first.text, first_quote),
        second=second,
        second_quote=_words_found(second.text, second_quote),
        **fields,
    )


def _one_at_a_time(event: Event) -> None:
    """Two people adding at once would both take the next free key."""
    Event.objects.select_for_update().get(pk=event.pk)


def _next_key(letter: str, rows) -> str:
    numbers = [re.fullmatch(rf"{letter}0*(\d{{1,9}})", key) for key in rows.values_list("key", flat=True)]
    return f"{letter}{max((int(found[1]) for found in numbers if found), default=0) + 1}"


def _anchor(promise: Promise, quote: str, start: int | None) -> None:
    places = find_quote(promise.message.text, quote)
    if not places:
        raise QuoteNotFound(quote)
    promise.start, promise.end = next((place for place in places if place[0] == start), places[0])
    promise.quote = promise.message.text[promise.start : promise.end]


def _words_found(text: str, quote: str) -> str:
    places = find_quote(text, quote)
    if not places:
        raise QuoteNotFound(quote)
    start, end = places[0]
    return text[start:end]


def _contradicting(message: Message) -> list[tuple[Contradiction, str]]:
    """The contradictions in which the message takes part, each with what it quotes of it."""
    found = []
    for contradiction in Contradiction.objects.filter(event=message.event_id):
        if contradiction.first_id == message.pk:
            found.append((contradiction, contradiction.first_quote))
        if contradiction.second_id == message.pk:
            found.append((contradiction, contradiction.second_quote))
    return found


def _carry_quotes(message: Message, old: str, new: str, drop_lost: bool) -> None:
    lost = lost_quotes(message, new)
    if lost and not drop_lost:
        raise QuotesLost(lost)
    gone = {contradiction.pk for contradiction, quote in _contradicting(message) if quote in lost}
    Contradiction.objects.filter(pk__in=gone).delete()
    for promise in message.promises.all():
        place = move_quote(old, new, promise.start, promise.end)
        if place is None:
            delete_promise(promise=promise)
            continue
        promise.start, promise.end = place
        promise.save(update_fields=["start", "end"])


def _remove_file(message: Message) -> None:
    if message.original.name:
        message.original.storage.delete(message.original.name)
