"""For whom the event was how it was, and how sure the numbers are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers

from .agreement_page import build_agreement_page
from .audited import audit_of, event_or_404
from .segments_page import build_segments_page


@managers
@require_safe
def agreement(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Do the auditors agree, and on how many observations does each number rest?"""
    event = event_or_404(request, event_pk)
    page = build_agreement_page(audit_of(event))
    return render(request, "findings/agreement.html", {"event": event, "page": page})


@managers
@require_safe
def segments(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Who got which event: every one of the attendees, not only their mean."""
    event = event_or_404(request, event_pk)
    page = build_segments_page(audit_of(event))
    return render(request, "findings/segments.html", {"event": event, "page": page})
