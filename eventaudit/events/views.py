from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eventaudit.accounts.policies import managers
from eventaudit.library.queries import atmospheres_of

from .actions import set_intentions
from .archived import even_if_archived
from .brief import brief_of
from .brief_form import BriefForm
from .editor import EventEditor, editor_zone
from .models import Event
from .queries import newer_version, upcoming_and_past


@managers
@require_GET
def event_list(request: HttpRequest) -> HttpResponse:
    upcoming, past = upcoming_and_past(request.membership.organisation, now=timezone.now())
    return render(request, "events/event_list.html", {"upcoming": upcoming, "past": past})


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    event = Event(organisation=organisation, language=request.user.language)
    return _edit(request, event, heading=_("New event"), then="events:brief")


@managers
@even_if_archived
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    return _edit(request, event, heading=event.name, then="findings:overview")


def _edit(request: HttpRequest, event: Event, *, heading: str, then: str) -> HttpResponse:
    data = request.POST or None
    with timezone.override(editor_zone(data, event)):
        editor = EventEditor(data, event=event)
        if editor.valid:
            try:
                event = editor.save(by=request.user)
            except ValidationError as error:  # somebody else changed the event meanwhile
                editor.form.add_error(None, error)
            else:
                messages.success(request, _("“%s” is saved.") % event.name)
                return redirect(then, event.organisation.slug, event.pk)
        status = 422 if editor.form.is_bound else 200
        context = {"editor": editor, "event": event, "heading": heading}
        return render(request, "events/event_form.html", context, status=status)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = _event_with_version(request, event_pk)
    form = _brief_form(request, event)
    if form.is_valid():
        set_intentions(event=event, by=request.user, everywhere=form.everywhere, touchpoints=form.touchpoints)
        messages.success(request, _("The intended atmosphere is saved."))
        return redirect("events:brief", event.organisation.slug, event.pk)
    context = {
        "event": event,
        "form": form,
        "atmospheres": form.atmospheres,
        "newer": newer_version(event),
    }
    return render(request, "events/brief.html", context, status=422 if form.is_bound else 200)


@managers
@even_if_archived
@require_POST
def brief_preview(request: HttpRequest, event_pk: int) -> HttpResponse:
    """The palettes and cues of the shares as they stand in the form; stores nothing."""
    form = _brief_form(request, _event_with_version(request, event_pk))
    return render(request, "events/_brief_preview.html", {"form": form, "atmospheres": form.atmospheres})


def _event_with_version(request: HttpRequest, event_pk: int) -> Event:
    events = request.membership.organisation.events.select_related("organisation", "template_version")
    return get_object_or_404(events, pk=event_pk)


def _brief_form(request: HttpRequest, event: Event) -> BriefForm:
    return BriefForm(
        request.POST or None,
        brief=brief_of(event),
        atmospheres=atmospheres_of(event.organisation),
        touchpoints=event.template_version.touchpoints.all(),
    )
