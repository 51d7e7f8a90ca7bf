"""Decisions on what was read: candidates accepted, changed, rejected, and taken back."""

from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import User

from . import actions
from .models import (
    Contradiction,
    ContradictionCandidate,
    Decision,
    DismissedAdvice,
    Message,
    Promise,
    PromiseCandidate,
    Verdict,
)
from .quotes import find_quote
from .reading import kept_reading


class AlreadyDecided(ValueError):
    """Somebody, perhaps in another window, was faster."""


class PromiseInUse(ValueError):
    """A promise that has been judged or photographed is deleted on its own page, not by taking back a tap."""


class NothingRead(ValueError):
    """There is no atmosphere to take over."""


@transaction.atomic
def accept_candidate(*, candidate: PromiseCandidate, by: User) -> Promise:
    """The candidate enters the ledger as it was read. Raises AlreadyDecided, QuoteNotFound."""
    return _record(
        candidate, Decision.ACCEPTED, by, quote=candidate.quote, start=candidate.start, **fields_of(candidate)
    )


@transaction.atomic
def change_candidate(*, candidate: PromiseCandidate, by: User, **fields) -> Promise:
    """The candidate enters the ledger as somebody has changed it. fields: as of actions.record_promise.

    Changed in nothing it is accepted. Raises AlreadyDecided, QuoteNotFound.
    """
    read = fields_of(candidate) | {"quote": candidate.quote, "weight": None}
    same = all(fields.get(name) == value for name, value in read.items())
    return _record(candidate, Decision.ACCEPTED if same else Decision.CHANGED, by, **fields)


@transaction.atomic
def reject_candidate(*, candidate: PromiseCandidate, by: User) -> PromiseCandidate:
    """These words do not come back in this message. Raises AlreadyDecided."""
    return _decide(_open(candidate), Decision.REJECTED, by)


@transaction.atomic
def reopen_candidate(*, candidate: PromiseCandidate) -> PromiseCandidate | None:
    """Take a decision back; the promise that came of it goes. Raises PromiseInUse.

    None where the words no longer stand in the message.
    """
    candidate = PromiseCandidate.objects.select_for_update().get(pk=candidate.pk)
    promise = candidate.promise
    if promise and (promise.verdict != Verdict.UNCHECKED or promise.photos.exists()):
        raise PromiseInUse
    if promise:
        actions.delete_promise(promise=promise)
    places = find_quote(candidate.message.text, candidate.quote)
    if not places:
        candidate.delete()
        return None
    candidate.start, candidate.end = min(places, key=lambda place: abs(place[0] - candidate.start))
    candidate.promise = candidate.decided_by = candidate.decided_at = None
    candidate.decision = Decision.OPEN
    candidate.save()
    return candidate


def take_atmosphere(*, message: Message) -> Message:
    """The atmosphere that was read becomes the message's. Raises NothingRead."""
    reading = kept_reading(message)
    if reading is None or reading.atmosphere is None:
        raise NothingRead
    return actions.set_atmosphere(message=message, atmosphere=reading.atmosphere)


def dismiss_advice(*, message: Message, kind: str, quote: str) -> None:
    """The advice of this kind is not given again for these words of the message."""
    reading = kept_reading(message)
    advice = reading.advice if reading else []
    if any(each["kind"] == kind and message.text[each["start"] : each["end"]] == quote for each in advice):
        DismissedAdvice.objects.get_or_create(message=message, kind=kind, quote=quote)


@transaction.atomic
def accept_pair(*, pair: ContradictionCandidate, by: User) -> Contradiction:
    """Raises AlreadyDecided, QuoteNotFound."""
    pair = _open(pair)
    names = ("first", "first_quote", "second", "second_quote", "touchpoint", "kind")
    pair.contradiction = actions.add_contradiction(
        event=pair.event, **{name: getattr(pair, name) for name in names}
    )
    _decide(pair, Decision.ACCEPTED, by)
    return pair.contradiction


@transaction.atomic
def reject_pair(*, pair: ContradictionCandidate, by: User) -> ContradictionCandidate:
    """The two quotes are not held against each other again. Raises AlreadyDecided."""
    return _decide(_open(pair), Decision.REJECTED, by)


@transaction.atomic
def reopen_pair(*, pair: ContradictionCandidate) -> None:
    """Take a decision back; the contradiction that came of it goes."""
    if pair.contradiction:
        pair.contradiction.delete()
    pair.contradiction = pair.decided_by = pair.decided_at = None
    pair.decision = Decision.OPEN
    pair.save()


def fields_of(candidate: PromiseCandidate) -> dict:
    """What a promise takes over from a candidate."""
    names = ("touchpoint", "strength", "atmosphere", "criterion", "hedged", "negated")
    return {name: getattr(candidate, name) for name in names}


def _record(candidate: PromiseCandidate, decision: Decision, by: User, **fields) -> Promise:
    candidate = _open(candidate)
    promise = actions.record_promise(message=candidate.message, approved_by=by, **fields)
    candidate.promise = promise
    _decide(candidate, decision, by)
    return promise


def _open(candidate):
    """The row itself, held until the end of the transaction. Raises AlreadyDecided."""
    found = (
        type(candidate).objects.select_for_update().filter(pk=candidate.pk, decision=Decision.OPEN).first()
    )
    if found is None:
        raise AlreadyDecided
    return found


def _decide(candidate, decision: Decision, by: User):
    candidate.decision, candidate.decided_by, candidate.decided_at = decision, by, timezone.now()
    candidate.save()
    return candidate
