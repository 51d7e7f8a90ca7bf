"""Who may hand in changes by script, and for which walkthrough; every refusal is JSON with a name."""

from collections.abc import Callable
from functools import wraps

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from eventaudit.accounts.fetch import from_own_page, json_refusal

from .models import Walkthrough
from .queries import walkthroughs_seen_by
from .tablet_middleware import person_named
from .tablets import within_limit


def synced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the walkthrough in place of its number; `request.membership.user` is who hands in.

    A kept page holds a token against forgery that is long out of date, so the browser's own word for where
    the request comes from counts first.
    """

    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, pk, **arguments) -> HttpResponse:
        if not comes_from_us(request):
            return json_refusal(403, "forged", _("This did not come from a page of this site. Reload it."))
        if request.tablet and not within_limit(request.tablet):
            refusal = json_refusal(429, "too-often", _("That was too much at once. It goes on by itself."))
            refusal["Retry-After"] = "60"
            return refusal
        if person_named(request) not in (None, request.membership.user.pk):
            why = _("Somebody else is signed in. What waits here is sent when its owner signs in.")
            return json_refusal(409, "other-person", why)
        found = walkthroughs_for(request).select_related(None).select_related("event__template_version")
        walkthrough = found.filter(pk=pk).first()
        if walkthrough is None:
            why = _("This walkthrough is not there, or it is not yours any more. Ask a manager.")
            return json_refusal(404, "unknown-walkthrough", why)
        walkthrough.event.organisation = request.membership.organisation
        return view(request, walkthrough, **arguments)

    return door


def walkthroughs_for(request: HttpRequest):
    """Those for which whoever is signed in, or the tablet that speaks for them, may hand in changes."""
    found = walkthroughs_seen_by(request.membership).select_related(
        "event__organisation", "event__template_version", "round", "segment", "zone", "auditor"
    )
    if not request.tablet:
        return found
    # Signed out, a manager's tablet hands in for what was walked on it, not for the whole organisation.
    walked = Walkthrough.objects.filter(tablet_states__tablet=request.tablet).values("pk")
    return found.filter(Q(auditor=request.tablet.user_id) | Q(pk__in=walked))


def comes_from_us(request: HttpRequest) -> bool:
    said = from_own_page(request)
    return _token_fits(request) if said is None else said


class _TokenCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def _token_fits(request: HttpRequest) -> bool:
    check = _TokenCheck(lambda request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None
