"""An atmosphere of one's own begins (new, as a copy, from a file) and ends."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from eventaudit.accounts.policies import admins

from ..models import Atmosphere
from ..studio.fetching import REFUSED, seen_revision
from .actions import ChangedByAnother, InUse, create_atmosphere, delete_atmosphere, stands_in
from .fetching import on_own
from .files import FileRefused, import_atmospheres
from .new_form import FileForm, NewForm
from .usage import uses_of


@admins
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`copy` in the address is chosen already."""
    organisation = request.membership.organisation
    data = request.POST if request.method == "POST" else None
    form = NewForm(data, organisation=organisation, initial={"source": request.GET.get("copy")})
    if data is not None and form.is_valid():
        try:
            made = create_atmosphere(organisation=organisation, content=form.content, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("“%s” is made. Now give it its own character.") % made)
            return redirect("library:atmosphere_edit", organisation.slug, made.key)
    context = {"form": form, "file_form": FileForm(), "atmospheres": form.known}
    return render(request, "library/atmosphere_new.html", context, status=REFUSED if form.errors else 200)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    problems: list[str] = []
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = import_atmospheres(
                organisation=organisation, content=form.cleaned_data["file"].read(), by=request.user
            )
        except FileRefused as error:
            problems = error.problems
        else:
            _say_made(request, made)
            if len(made) == 1:
                return redirect("library:atmosphere", organisation.slug, made[0].key)
            return redirect("library:atmospheres", organisation.slug)
    refused = request.method == "POST"
    context = {"file_form": form, "problems": problems}
    return render(request, "library/atmosphere_import.html", context, status=REFUSED if refused else 200)


def _say_made(request: HttpRequest, made: list[Atmosphere]) -> None:
    names = ", ".join(f"“{each}”" for each in made)
    sentence = ngettext("%(names)s is yours now.", "%(names)s are yours now.", len(made))
    messages.success(request, sentence % {"names": names})


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_own
def delete(request: HttpRequest, atmosphere: Atmosphere) -> HttpResponse:
    slug = request.membership.organisation.slug
    uses, status = uses_of(atmosphere), 200
    if request.method == "POST":
        try:
            delete_atmosphere(atmosphere=atmosphere, revision=seen_revision(request), by=request.user)
        except ChangedByAnother:
            messages.error(request, _("Somebody has changed it meanwhile. Look at it again first."))
            return redirect("library:atmospheres", slug)
        except InUse as refused:
            uses, status = refused.uses, REFUSED
        else:
            messages.success(request, _("“%s” is deleted.") % atmosphere)
            return redirect("library:atmospheres", slug)
    context = {"atmosphere": atmosphere, "uses": uses, "stands_in": stands_in(atmosphere)}
    return render(request, "library/atmosphere_delete.html", context, status=status)
