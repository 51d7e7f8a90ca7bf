"""Touchpoints and groups of attendees: add, edit, delete. All write through one change of the draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eventaudit.accounts.policies import admins

from ..content import content_of
from ..drafts import ChangedByAnother
from ..models import TemplateVersion
from ..text import localised
from .changed import changed_since
from .editing import edit_draft
from .fetching import CONFLICT, REFUSED, on_draft, seen_revision
from .keys import new_key
from .outline import Content, criteria_at
from .part_forms import PerceiverForm, PerceiverGoesForm, TouchpointForm, TouchpointGoesForm

MOST_KEY = 60


@dataclass(frozen=True, slots=True)
class Page:
    """What is particular to one of these pages."""

    template: str
    heading: str
    form: forms.Form
    change: Callable[[Content], Any]
    said: str
    context: dict[str, Any]


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def touchpoint_new(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    form = TouchpointForm(_data(request))

    def change(content: Content) -> None:
        rows = content["touchpoints"]
        fields = form.fields_of_row
        key = new_key(fields["name"], [row["key"] for row in rows], otherwise="touchpoint", most=MOST_KEY)
        order = max((row["order"] for row in rows), default=0) + 1
        rows.append({"key": key, "order": order, **fields})

    page = Page("part_form.html", _("New touchpoint"), form, change, _("The touchpoint is added."), {})
    return _respond(request, version, page)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def touchpoint_edit(request: HttpRequest, version: TemplateVersion, touchpoint_key: str) -> HttpResponse:
    """One that another admin has deleted meanwhile comes back with what was typed, once that was seen."""
    known = {row["key"]: row for row in content_of(version)["touchpoints"]}
    row = _known(request, known, touchpoint_key)
    weight = {"weight": f"{row.get('weight', 1):g}"}
    form = TouchpointForm(_data(request), initial=row | weight)

    def change(content: Content) -> None:
        rows = {each["key"]: each for each in content["touchpoints"]}
        order = max((each["order"] for each in rows.values()), default=0) + 1
        rows.setdefault(touchpoint_key, {"key": touchpoint_key, "order": order}).update(form.fields_of_row)
        content["touchpoints"] = list(rows.values())

    page = Page(
        "part_form.html",
        localised(row.get("name")) or touchpoint_key,
        form,
        change,
        _("The touchpoint is saved."),
        {"touchpoint_key": touchpoint_key},
    )
    return _respond(request, version, page)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def touchpoint_delete(request: HttpRequest, version: TemplateVersion, touchpoint_key: str) -> HttpResponse:
    """Its criteria go with it, or to another touchpoint."""
    content = content_of(version)
    row = _known(request, {row["key"]: row for row in content["touchpoints"]}, touchpoint_key)
    form = TouchpointGoesForm(_data(request), content=content, key=touchpoint_key)

    def change(content: Content) -> None:
        rows = content["touchpoints"]
        content["touchpoints"] = [one for one in rows if one["key"] != touchpoint_key]
        to, own = form.cleaned_data["criteria"], criteria_at(content, touchpoint_key)
        content["criteria"] = [one for one in content["criteria"] if one["touchpoint"] != touchpoint_key]
        if to:
            content["criteria"] += [{**one, "touchpoint": to} for one in own]

    heading = _("Delete “%s”?") % (localised(row.get("name")) or touchpoint_key)
    said = _("The touchpoint is deleted.")
    return _respond(request, version, Page("part_delete.html", heading, form, change, said, {}))


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def perceiver_new(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    form = PerceiverForm(_data(request))

    def change(content: Content) -> None:
        fields, known = form.fields_of_row, content["perceivers"]
        key = new_key(fields["label"], known, otherwise="group", most=30)
        content["perceivers"] = {**known, key: fields}

    page = Page("part_form.html", _("New group of attendees"), form, change, _("The group is added."), {})
    return _respond(request, version, page)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def perceiver_edit(request: HttpRequest, version: TemplateVersion, perceiver_key: str) -> HttpResponse:
    row = _known(request, version.perceivers, perceiver_key)
    percent = round(100 * row.get("default_reach", 0))
    form = PerceiverForm(_data(request), initial={"label": row.get("label"), "percent": percent})

    def change(content: Content) -> None:
        content["perceivers"] = {**content["perceivers"], perceiver_key: form.fields_of_row}

    context = {"perceiver_key": perceiver_key, "last": len(version.perceivers) == 1}
    heading = localised(row.get("label")) or perceiver_key
    return _respond(
        request, version, Page("part_form.html", heading, form, change, _("The group is saved."), context)
    )


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def perceiver_delete(request: HttpRequest, version: TemplateVersion, perceiver_key: str) -> HttpResponse:
    """Its criteria are perceived by another group from then on."""
    row = _known(request, version.perceivers, perceiver_key)
    form = PerceiverGoesForm(_data(request), content=content_of(version), key=perceiver_key)

    def change(content: Content) -> None:
        content["perceivers"] = {
            key: row for key, row in content["perceivers"].items() if key != perceiver_key
        }
        for one in content["criteria"]:
            if one["perceived_by"] == perceiver_key:
                one["perceived_by"] = form.cleaned_data["instead"]

    heading = _("Delete “%s”?") % (localised(row.get("label")) or perceiver_key)
    page = Page("part_delete.html", heading, form, change, _("The group is deleted."), {})
    return _respond(request, version, page)


def _data(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _known(request: HttpRequest, rows: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Empty where a form comes for what has been deleted since: nothing that was typed is thrown away."""
    if key not in rows and request.method != "POST":
        raise Http404
    return rows.get(key, {})


def _respond(request: HttpRequest, version: TemplateVersion, page: Page) -> HttpResponse:
    """The page, or what it asks for is done. Another admin's change is told above what was typed."""
    status, changed = 200, None
    if request.method == "POST":
        status = REFUSED
        if page.form.is_valid():
            revision = seen_revision(request)
            try:
                edit_draft(version=version, revision=revision, by=request.user, change=page.change)
            except ChangedByAnother:
                status, changed = CONFLICT, changed_since(version, revision)
            else:
                messages.success(request, page.said)
                return redirect("library:draft", request.membership.organisation.slug, version.pk)
    context = {
        "version": version,
        "heading": page.heading,
        "form": page.form,
        "changed": changed,
        "revision": changed.revision if changed else _revision(request, version),
    }
    return render(request, f"library/studio/{page.template}", context | page.context, status=status)


def _revision(request: HttpRequest, version: TemplateVersion) -> int:
    """A form that is shown again still rests on what its person saw."""
    return seen_revision(request) if request.method == "POST" else version.revision
