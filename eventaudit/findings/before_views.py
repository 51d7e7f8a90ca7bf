"""Before it goes out: what the messages alone already tell."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eventaudit.accounts.models import User
from eventaudit.accounts.policies import managers
from eventaudit.events.models import Event
from eventaudit.library.queries import atmospheres_of
from eventaudit.messaging.contradiction_reading import Pairs, pairs_of
from eventaudit.messaging.models import Message

from .audited import audit_of, event_or_404
from .before_page import build_before_page


@managers
@require_safe
def before(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_or_404(request, event_pk)
    rows = list(event.messages.defer("html").order_by(F("sent_on").asc(nulls_last=True), "pk"))
    page = build_before_page(audit_of(event), {row.key: row for row in rows}, today=timezone.localdate())
    context = {"event": event, "page": page, "pairs": _pairs(event, rows, request.user)}
    return render(request, "findings/before.html", context)


def _pairs(event: Event, rows: list[Message], by: User) -> Pairs:
    """What may contradict each other and nobody has decided on."""
    names = {
        "touchpoint": {each.key: str(each) for each in event.template_version.touchpoints.all()},
        "atmosphere": atmospheres_of(event.organisation),
    }
    return pairs_of(event, rows, event.contradictions.all(), names=names, by=by)
