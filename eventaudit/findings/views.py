import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers
from eventaudit.events.queries import newer_version

from .action_counts import count_actions
from .audited import audit_of, event_or_404
from .event_file import export_event, store_event_file
from .evidence import photos_by_subject
from .forms import ImportForm
from .overview import build_overview
from .rounds_page import build_rounds_page
from .touchpoint import build_touchpoint_page


@managers
@require_safe
def overview(request: HttpRequest, event_pk: int) -> HttpResponse:
    """The event's page: what was measured, what was found, which promises were kept."""
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    context = {
        "event": event,
        "facts": found.facts,
        "begun": bool(found.facts.messages or found.facts.walkthroughs),
        "overview": build_overview(found),
        "atmospheres": found.glossary.atmospheres,
        "actions": count_actions(event, now=timezone.now()),
        "newer": newer_version(event),
    }
    return render(request, "findings/overview.html", context)


@managers
@require_safe
def touchpoint(request: HttpRequest, event_pk: int, touchpoint_key: str) -> HttpResponse:
    """One touchpoint: intended, promised and delivered side by side."""
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    if touchpoint_key not in found.audit.touchpoints:
        raise Http404
    photos = photos_by_subject(event)
    page = build_touchpoint_page(touchpoint_key, found, photos)
    context = {"event": event, "page": page, "atmospheres": found.glossary.atmospheres}
    return render(request, "findings/touchpoint.html", context)


@managers
@require_safe
def rounds(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Touchpoints by rounds, and what changed between them."""
    event = event_or_404(request, event_pk)
    page = build_rounds_page(audit_of(event))
    return render(request, "findings/rounds.html", {"event": event, "page": page})


@managers
@require_safe
def export(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_or_404(request, event_pk)
    content = json.dumps(export_event(event), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{event.key}.json"'
    return response


@managers
def import_file(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    form = ImportForm(request.POST or None, request.FILES or None, organisation=organisation)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "findings/import.html", {"form": form}, status=status)
    file = form.cleaned_data["event_file"]
    event = store_event_file(file, by=request.user)
    for warning in file.warnings:
        messages.warning(request, warning)
    return redirect(event)
