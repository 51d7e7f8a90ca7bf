"""What a view starts from, always reached through the organisation of the person who asks."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from eventaudit.events.models import Event
from eventaudit.messaging.models import ContradictionCandidate, Message, Promise, PromiseCandidate

REFUSED = 422  # the status of a page that shows what is wrong with the form


def event_of(request: HttpRequest, pk: int) -> Event:
    events = request.membership.organisation.events.select_related("organisation", "template_version")
    return get_object_or_404(events, pk=pk)


def message_of(event: Event, pk: int) -> Message:
    message = get_object_or_404(event.messages, pk=pk)
    message.event = event
    return message


def promise_of(event: Event, pk: int) -> Promise:
    promise = get_object_or_404(Promise.objects.filter(message__event=event).select_related("message"), pk=pk)
    promise.message.event = event
    return promise


def candidate_of(event: Event, pk: int) -> PromiseCandidate:
    rows = PromiseCandidate.objects.filter(message__event=event).select_related("message", "promise")
    candidate = get_object_or_404(rows, pk=pk)
    candidate.message.event = event
    return candidate


def pair_of(event: Event, pk: int) -> ContradictionCandidate:
    rows = event.contradiction_candidates.select_related("first", "second", "contradiction")
    pair = get_object_or_404(rows, pk=pk)
    pair.event = event
    return pair
