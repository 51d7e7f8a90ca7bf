"""The organisation's own atmospheres. A default one is not edited: the page for a copy is shown instead."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Atmosphere
from ..queries import atmospheres_of


def on_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets `atmosphere`, the organisation's own, in place of `atmosphere_key`; or 404."""

    @wraps(view)
    def with_own(request: HttpRequest, atmosphere_key: str, **arguments) -> HttpResponse:
        atmosphere = known_or_404(request, atmosphere_key)
        if atmosphere.organisation_id is None:
            messages.info(
                request,
                _("“%s” belongs to everybody and never changes. Make a copy, and edit that.") % atmosphere,
            )
            address = reverse("library:atmosphere_new", args=[request.membership.organisation.slug])
            return redirect(f"{address}?copy={atmosphere.key}")
        return view(request, atmosphere, **arguments)

    return with_own


def known_or_404(request: HttpRequest, key: str) -> Atmosphere:
    """As the organisation sees it: its own, or the default one."""
    known = atmospheres_of(request.membership.organisation)
    if key not in known:
        raise Http404
    return known[key]
