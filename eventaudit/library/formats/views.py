"""Templates in and out on the site."""

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from eventaudit.accounts.models import Role
from eventaudit.accounts.policies import admins, managers

from ..drafts import ChangedByAnother
from ..models import Template, TemplateVersion
from .faults import FormatRefused
from .forms import ImportForm, TakeOverForm, carried
from .importing import import_as_new, import_into
from .preview import build_preview
from .writing import FORMATS, file_name, write_template

REFUSED, CONFLICT = 422, 409


@managers
@require_safe
def export(request: HttpRequest, version_pk: int, format: str) -> HttpResponse:
    """The version as a file; a sentence for each reason where a draft cannot be one yet."""
    if format not in FORMATS:
        raise Http404
    version = version_or_404(request, version_pk)
    try:
        content = write_template(version, format, organisation=request.membership.organisation)
    except FormatRefused as error:
        context = {"version": version, "faults": error.faults, "format": FORMATS[format]}
        return render(request, "library/formats/export_refused.html", context, status=REFUSED)
    response = HttpResponse(content, content_type=FORMATS[format].mime)
    response["Content-Disposition"] = f'attachment; filename="{file_name(version, format)}"'
    return response


def version_or_404(request: HttpRequest, version_pk: int) -> TemplateVersion:
    """The organisation's own or the default library's; drafts are for admins."""
    membership = request.membership
    mine = Q(template__organisation=None) | Q(template__organisation=membership.organisation)
    found = TemplateVersion.objects.filter(mine).select_related("template__organisation")
    if membership.role != Role.ADMIN:
        found = found.exclude(state=TemplateVersion.State.DRAFT)
    return get_object_or_404(found, pk=version_pk)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
def import_template(request: HttpRequest) -> HttpResponse:
    """First the file, then what it will change, then the draft."""
    organisation = request.membership.organisation
    if "content" in request.POST:
        return _take_over(request)
    sent = request.method == "POST"
    form = ImportForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        organisation=organisation,
        initial={"target": request.GET.get("target", "")},
    )
    if not sent or not form.is_valid():
        status = REFUSED if sent else 200
        return render(request, "library/formats/import.html", {"form": form}, status=status)
    return _preview(request, form)


def _preview(request: HttpRequest, form, *, changed: bool = False) -> HttpResponse:
    preview = build_preview(request.membership.organisation, form.reading, form.template)
    context = {
        "preview": preview,
        "content": carried(form.reading),
        "changed": changed,
    }
    return render(request, "library/formats/preview.html", context, status=CONFLICT if changed else 200)


def _take_over(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    form = TakeOverForm(request.POST, organisation=organisation)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return redirect("library:import", organisation.slug)
    try:
        if form.template:
            revision = form.cleaned_data["revision"]
            draft = import_into(
                template=form.template, reading=form.reading, revision=revision, by=request.user
            )
        else:
            draft = import_as_new(organisation=organisation, reading=form.reading, by=request.user)
    except Template.DoesNotExist:  # deleted this very moment
        messages.error(request, _("The template is no longer there. Choose the file again."))
        return redirect("library:import", organisation.slug)
    except ChangedByAnother:
        return _preview(request, form, changed=True)
    except IntegrityError:  # another admin made a template of the same key at the same moment
        messages.error(
            request, _("Somebody has just made a template of this name. Take the file over again.")
        )
        return redirect("library:import", organisation.slug)
    messages.success(
        request, _("“%s” is a draft now. Look at it, and publish it when it is right.") % draft.template
    )
    return redirect("library:draft", organisation.slug, draft.pk)
