"""What managers see of walkthroughs under way and of tablets, and the choice between two values."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling

from eventaudit.accounts.policies import auditors, managers

from .conflicts import keep_other, keep_standing
from .live import load_live
from .policies import NotAllowed
from .queries import tablets_of
from .tablets import allow_again, revoke
from .views import walkthrough_or_404


@managers
@require_safe
def progress(request: HttpRequest, event_pk: int) -> HttpResponse:
    """The part of the list that is polled: nothing where the page shows it already; without htmx the list."""
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    if not request.htmx:
        return redirect("walkthroughs:list", request.membership.organisation.slug, event.pk)
    live = load_live(event)
    if request.GET.get("state") == live.state:
        return HttpResponseStopPolling() if live.at_rest else HttpResponse(status=204)
    return render(request, "walkthroughs/_live.html", {"event": event, "live": live})


@auditors
@require_POST
def settle(request: HttpRequest, pk, conflict_pk: int) -> HttpResponse:
    """keep=other gives the value that lost again, keep=standing leaves all as it is."""
    walkthrough = walkthrough_or_404(request, pk)
    conflict = get_object_or_404(walkthrough.conflicts, pk=conflict_pk)
    act = keep_other if request.POST.get("keep") == "other" else keep_standing
    try:
        act(conflict=conflict, by=request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your choice is kept. The other value stays in the history."))
    return _back(request, "walkthroughs:finish", walkthrough.pk)


@managers
@require_safe
def tablets(request: HttpRequest) -> HttpResponse:
    found = tablets_of(request.membership.organisation)
    return render(request, "walkthroughs/tablets.html", {"tablets": found})


@managers
@require_POST
def tablet_cookie(request: HttpRequest, tablet_pk: int) -> HttpResponse:
    """allow=1 lets the tablet save signed out again, anything else takes that back."""
    tablet = get_object_or_404(request.membership.organisation.tablets, pk=tablet_pk)
    if request.POST.get("allow"):
        allow_again(tablet=tablet)
        messages.success(request, _("The tablet may save signed out once its person has signed in on it."))
    else:
        revoke(tablet=tablet)
        messages.success(request, _("The tablet no longer saves without signing in. What is on it stays."))
    return redirect("walkthroughs:tablets", request.membership.organisation.slug)


def _back(request: HttpRequest, name: str, pk) -> HttpResponse:
    """To the page that the form stood on, if it is one of ours."""
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return redirect(page)
    return redirect(name, request.membership.organisation.slug, pk)
