"""The page that takes submissions of ODK and KoboToolbox into an event."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from eventaudit.accounts.policies import managers

from ..policies import NotAllowed
from .actions import import_submissions
from .files import FileRefused
from .forms import ConfirmForm, FileForm, carried
from .reading import Reader, counts

REFUSED = 422


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def submissions(request: HttpRequest, event_pk: int) -> HttpResponse:
    """First the file, then what of it will come in, then the walkthroughs."""
    events = request.membership.organisation.events.select_related("organisation", "template_version")
    event = get_object_or_404(events, pk=event_pk)
    if "lines" in request.POST:
        return _take_in(request, event)
    sent = request.method == "POST"
    form = FileForm(request.POST if sent else None, request.FILES if sent else None, event=event)
    context = {"event": event, "form": form}
    if sent and form.is_valid():
        chosen = form.cleaned_data["round"]
        try:
            read = Reader(event, chosen).read(form.lines)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            context |= {
                "submissions": read,
                "counts": counts(read),
                "round": chosen,
                "lines": carried(form.lines),
            }
            return render(request, "walkthroughs/odk/preview.html", context)
    return render(request, "walkthroughs/odk/import.html", context, status=REFUSED if sent else 200)


def _take_in(request: HttpRequest, event) -> HttpResponse:
    slug = request.membership.organisation.slug
    form = ConfirmForm(request.POST, event=event)
    if not form.is_valid():
        messages.error(request, _("What was read did not come back whole. Choose the file again."))
        return redirect("walkthroughs:import_submissions", slug, event.pk)
    try:
        read = import_submissions(
            event=event, round=form.cleaned_data["round"], lines=form.cleaned_data["lines"], by=request.user
        )
    except (FileRefused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return redirect("walkthroughs:import_submissions", slug, event.pk)
    coming = counts(read)["coming"]
    messages.success(
        request,
        ngettext("%d walkthrough has come in.", "%d walkthroughs have come in.", coming) % coming,
    )
    return redirect("walkthroughs:list", slug, event.pk)
