"""Before it goes out: what the messages alone already tell."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers

from .audited import audit_of, event_or_404
from .before_page import build_before_page


@managers
@require_safe
def before(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_or_404(request, event_pk)
    rows = event.messages.defer("html").order_by(F("sent_on").asc(nulls_last=True), "pk")
    page = build_before_page(audit_of(event), {row.key: row for row in rows}, today=timezone.localdate())
    return render(request, "findings/before.html", {"event": event, "page": page})
