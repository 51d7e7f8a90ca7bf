"""The organisation's templates: all of them, a new one, its name, and what becomes of its versions."""

import json

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eventaudit.accounts.policies import admins

from ..drafts import (
    ChangedByAnother,
    RenamedByAnother,
    archive,
    create_template,
    delete_draft,
    offer_again,
    rename_template,
    start_draft,
)
from ..models import Template, TemplateVersion
from .fetching import CONFLICT, REFUSED, on_draft, on_version, seen_revision
from .history import names_of
from .overview import overview_of
from .template_forms import NewTemplateForm, RenameForm


@admins
@require_safe
def studio(request: HttpRequest) -> HttpResponse:
    templates = overview_of(request.membership.organisation)
    context = {
        "own": [each for each in templates if each.template.organisation_id],
        "defaults": [each for each in templates if not each.template.organisation_id],
    }
    return render(request, "library/studio/studio.html", context)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: HttpRequest) -> HttpResponse:
    """`source` in the address is chosen already."""
    organisation = request.membership.organisation
    data = request.POST if request.method == "POST" else None
    form = NewTemplateForm(data, organisation=organisation, initial={"source": request.GET.get("source")})
    if data is not None and form.is_valid():
        try:
            draft = create_template(
                organisation=organisation,
                key=form.key,
                name=form.cleaned_data["name"],
                source=form.source_version,
                by=request.user,
            )
        except IntegrityError:  # another admin made one of the same key at the same moment
            form.add_error("name", _("Somebody has just made a template of this name. Save again."))
        else:
            messages.success(request, _("“%s” is made. It is a draft until you publish it.") % draft.template)
            return redirect("library:draft", organisation.slug, draft.pk)
    status = REFUSED if form.errors else 200
    return render(request, "library/studio/template_new.html", {"form": form}, status=status)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
def template_name(request: HttpRequest, template_pk: int) -> HttpResponse:
    organisation = request.membership.organisation
    template = get_object_or_404(organisation.templates, pk=template_pk)
    data = request.POST if request.method == "POST" else None
    initial = {"name": template.name}
    form = RenameForm(data, organisation=organisation, template=template, initial=initial)
    context = {"form": form, "template": template}
    status = 200
    if data is not None and form.is_valid():
        try:
            template = rename_template(template=template, by=request.user, **form.cleaned_data)
        except RenamedByAnother as late:
            context |= {"template": late.template, "renamed": True}
            status = CONFLICT
        except Template.DoesNotExist as gone:
            raise Http404 from gone
        else:
            messages.success(request, _("The template is called “%s” now.") % template)
            return redirect("library:studio", organisation.slug)
    context |= {"names": names_of(context["template"]), "seen": json.dumps(context["template"].name)}
    return render(
        request, "library/studio/template_name.html", context, status=REFUSED if form.errors else status
    )


@admins
@require_POST
def draft_start(request: HttpRequest, template_pk: int) -> HttpResponse:
    """The draft that is at work, or a new one that begins as the newest version."""
    organisation = request.membership.organisation
    template = get_object_or_404(organisation.templates, pk=template_pk)
    try:
        draft = start_draft(template=template, by=request.user)
    except Template.DoesNotExist as gone:  # deleted this very moment
        raise Http404 from gone
    return redirect("library:draft", organisation.slug, draft.pk)


@admins
@require_POST
@on_version
def archive_version(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    if version.state == TemplateVersion.State.DRAFT:
        messages.error(request, _("%s is a draft. Publish it, or delete it.") % version)
    else:
        archive(version=version, by=request.user)
        messages.success(request, _("%s is archived. Events that use it go on as before.") % version)
    return redirect("library:studio", request.membership.organisation.slug)


@admins
@require_POST
@on_version
def offer_version_again(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    if version.state == TemplateVersion.State.ARCHIVED:
        offer_again(version=version, by=request.user)
        messages.success(request, _("%s is offered to new events again.") % version)
    return redirect("library:studio", request.membership.organisation.slug)


@admins
@require_POST
@on_draft
def draft_delete(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    seen, slug = seen_revision(request), request.membership.organisation.slug
    try:
        delete_draft(version=version, revision=seen)
    except ChangedByAnother:
        messages.error(request, _("Somebody has changed this draft meanwhile. It is not deleted."))
        return redirect(f"{reverse('library:draft', args=[slug, version.pk])}?since={max(seen, 0)}")
    messages.success(request, _("The draft of %s is deleted.") % version.template)
    return redirect("library:studio", slug)
