"""Versions of the organisation's own templates; those of others, and the default library's, are not found."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation

from ..models import Template, TemplateVersion
from ..policies import check_can_edit_version

UNKNOWN_REVISION = -1
REFUSED, CONFLICT = 422, 409
NO_DRAFT = "version_published"


def own_versions(organisation: Organisation) -> QuerySet[TemplateVersion]:
    versions = TemplateVersion.objects.filter(template__organisation=organisation)
    return versions.select_related(
        "template__organisation", "based_on__template", "created_by", "published_by"
    )


def on_version(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets `version`, the organisation's own in whatever state, in place of `version_pk`; or 404.

    Where it is deleted while the view is at work, a form is shown with all that was typed.
    """

    @wraps(view)
    def with_version(request: HttpRequest, version_pk: int, **arguments) -> HttpResponse:
        version = get_object_or_404(own_versions(request.membership.organisation), pk=version_pk)
        try:
            return view(request, version, **arguments)
        except (TemplateVersion.DoesNotExist, Template.DoesNotExist) as error:
            if request.method != "POST":
                raise Http404 from error
            return _too_late(request, version, _("Somebody has just deleted this draft."), deleted=True)

    return with_version


def on_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As on_version, for what changes a draft.

    Of what is no draft (any more) the outline is shown instead. A form that comes too late is shown with
    all that was typed, so that nothing is lost.
    """

    @wraps(view)
    @on_version
    def with_draft(request: HttpRequest, version: TemplateVersion, **arguments) -> HttpResponse:
        try:
            check_can_edit_version(version)
            return view(request, version, **arguments)
        except ValidationError as error:
            if getattr(error, "code", "") != NO_DRAFT:
                raise
            return _no_draft(request, version, error.message)

    return with_draft


def _no_draft(request: HttpRequest, version: TemplateVersion, why: str) -> HttpResponse:
    if request.method != "POST":
        messages.error(request, why)
        return redirect("library:draft", request.membership.organisation.slug, version.pk)
    return _too_late(request, version, why)


def _too_late(
    request: HttpRequest, version: TemplateVersion, why: str, *, deleted: bool = False
) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "revision") and value.strip()
    ]
    context = {"version": version, "why": why, "typed": typed, "deleted": deleted}
    return render(request, "library/studio/no_draft.html", context, status=CONFLICT)


def seen_revision(request: HttpRequest) -> int:
    """The revision that the page was made from, which its form brings back."""
    value = request.POST.get("revision", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else UNKNOWN_REVISION
