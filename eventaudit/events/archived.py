"""An archived event stays as it is: one rule for every page that could change something of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from eventaudit.accounts.fetch import asks_for_json, json_refusal
from eventaudit.accounts.policies import View

from .models import Event

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def even_if_archived(view: View) -> View:
    """Marks a view that changes nothing of the event's facts, or that ends its being archived."""
    view.even_if_archived = True
    return view


class ArchivedMiddleware:
    """Turns away whatever would write to an archived event, at every address with `event_pk`.

    A new view falls under it without a word; one that may do its work all the same says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if request.method in READING or "event_pk" not in kwargs or getattr(view, "even_if_archived", False):
            return None
        archived = request.membership.organisation.events.filter(
            pk=kwargs["event_pk"], state=Event.State.ARCHIVED
        )
        event = archived.select_related("organisation").first()
        return event and _refusal(request, event)


def _refusal(request: HttpRequest, event: Event) -> HttpResponse:
    why = _(
        "This event is archived, so it stays as it is. To change it, edit the event and choose another state."
    )
    if asks_for_json(request) and not request.htmx:
        return json_refusal(409, "event-archived", why)
    messages.error(request, why)
    address = event.get_absolute_url()
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
