"""The editor of one criterion of a draft."""

import copy
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eventaudit.accounts.policies import admins

from ..drafts import ChangedByAnother
from ..models import TemplateVersion
from ..text import localised
from .changed import changed_since
from .criterion_actions import depending_on, drop_criterion, new_key, put_criterion
from .criterion_conflict import Conflict, conflict_of
from .criterion_desk import Desk, desk_for
from .criterion_form import CriterionForm
from .criterion_problems import Faults, faults_of
from .criterion_typed import Read, read_criterion, typed_of, with_rows_changed
from .editing import edit_draft
from .fetching import CONFLICT, REFUSED, on_draft, own_versions, seen_revision
from .preview_views import framing

PARTS = {"option", "variant", "condition"}
GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@admins
@GET_AND_POST
@on_draft
@framing
def criterion_new(request: HttpRequest, version: TemplateVersion, touchpoint_key: str) -> HttpResponse:
    return _edit(request, desk_for(request, version, touchpoint_key))


@admins
@GET_AND_POST
@on_draft
@framing
def criterion_edit(
    request: HttpRequest, version: TemplateVersion, touchpoint_key: str, criterion_key: str
) -> HttpResponse:
    return _edit(request, desk_for(request, version, touchpoint_key, criterion_key))


def _edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`do`: save, save-stay, or a change of rows (criterion_typed.with_rows_changed), which stores nothing.

    To a script that names a `part`, only that part of the form is answered.
    """
    if request.method != "POST":
        return _page(request, desk, typed_of(desk.row))
    do = request.POST.get("do", "save")
    if do.startswith("save"):
        return _save(request, desk)
    return _page(request, desk, with_rows_changed(request.POST, do))


def _save(request: HttpRequest, desk: Desk) -> HttpResponse:
    typed, version = request.POST, desk.version
    read = _read(typed, desk)
    after = copy.deepcopy(desk.content)
    put_criterion(after, read.row, was=desk.was)
    faults = faults_of(
        read,
        typed,
        before=desk.content,
        after=after,
        atmospheres=desk.atmospheres,
        based_on=desk.based_on,
    )
    if faults.grave:
        return _page(request, desk, typed, faults=faults, status=REFUSED)
    seen = seen_revision(request)
    if seen != version.revision:
        conflict = conflict_of(
            version, seen, read.row, now=desk.content, was=desk.was, atmospheres=desk.atmospheres
        )
        if conflict or desk.gone:
            return _page(request, desk, typed, conflict=conflict, status=CONFLICT)
    if read.row == desk.stored:
        messages.info(request, _("Nothing was changed, so nothing was stored."))
        return _onwards(request, desk, read)
    try:
        edit_draft(
            version=version,
            revision=version.revision,
            by=request.user,
            change=lambda content: put_criterion(content, read.row, was=desk.was),
        )
    except ChangedByAnother:  # while this was being looked at: look again
        again = own_versions(request.membership.organisation).get(pk=version.pk)
        return _save(request, desk_for(request, again, desk.touchpoint["key"], desk.was))
    _tell(request, read, faults, merged=seen != version.revision)
    return _onwards(request, desk, read)


def _read(typed: QueryDict, desk: Desk) -> Read:
    touchpoint = desk.touchpoint["key"]
    read = read_criterion(typed, key=desk.was, touchpoint=touchpoint)
    if not desk.was or "new_key" in typed:
        read.row["key"] = new_key(desk.version, touchpoint, read.row["wording"])
    return read


def _tell(request: HttpRequest, read: Read, faults: Faults, *, merged: bool) -> None:
    messages.success(request, _("“%s” is stored.") % localised(read.row["wording"]))
    if merged:
        messages.info(
            request, _("Somebody else changed other parts of the draft meanwhile. Both changes are stored.")
        )
    for sentence in faults.others:
        messages.warning(request, sentence)


def _onwards(request: HttpRequest, desk: Desk, read: Read) -> HttpResponse:
    org, touchpoint, key = request.membership.organisation.slug, desk.touchpoint["key"], read.row["key"]
    if request.POST.get("do") == "save-stay":
        return redirect("library:criterion_edit", org, desk.version.pk, touchpoint, key)
    return redirect(_in_outline(org, desk, key))


def _in_outline(org: str, desk: Desk, key: str) -> str:
    query = urlencode({"open": desk.touchpoint["key"]})
    return f"{reverse('library:draft', args=[org, desk.version.pk])}?{query}#criterion-{key}"


def _page(
    request: HttpRequest,
    desk: Desk,
    typed: QueryDict,
    *,
    faults: Faults | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """With the revision that was seen, or in a conflict that of what is shown beside what was typed."""
    form = CriterionForm(
        typed, desk.content, desk.was, desk.touchpoint["key"], desk.atmospheres, faults or Faults()
    )
    seen = request.method == "POST" and status != CONFLICT
    context = {
        "version": desk.version,
        "tab": "outline",
        "desk": desk,
        "form": form,
        "conflict": conflict,
        "moved_here": desk.gone,
        "revision": seen_revision(request) if seen else desk.version.revision,
        "new_key": "new_key" in typed or "kind" in form.errors,
        "back": _in_outline(request.membership.organisation.slug, desk, desk.was),
    }
    part = request.POST.get("part", "")
    if part in PARTS and status == 200:
        return render(request, f"library/studio/_criterion_{part}s.html", context)
    return render(request, "library/studio/criterion.html", context, status=status)


@admins
@GET_AND_POST
@on_draft
def criterion_delete(
    request: HttpRequest, version: TemplateVersion, touchpoint_key: str, criterion_key: str
) -> HttpResponse:
    """Asks first, and says which conditions go with it."""
    desk = desk_for(request, version, touchpoint_key, criterion_key)
    org, changed = request.membership.organisation.slug, None
    if request.method == "POST" and desk.stored:
        try:
            edit_draft(
                version=version,
                revision=seen_revision(request),
                by=request.user,
                change=lambda content: drop_criterion(content, criterion_key),
            )
        except ChangedByAnother:
            changed = changed_since(version, max(seen_revision(request), 0))
        else:
            messages.success(request, _("“%s” is removed from the draft.") % desk.name)
            return redirect(_in_outline(org, desk, ""))
    elif request.method == "POST":
        messages.info(request, _("Somebody else has removed it already."))
        return redirect(_in_outline(org, desk, ""))
    context = {
        "version": version,
        "tab": "outline",
        "desk": desk,
        "changed": changed,
        "depending": [localised(row["wording"]) for row in depending_on(desk.content, criterion_key)],
        "back": _in_outline(org, desk, criterion_key),
    }
    return render(
        request, "library/studio/criterion_delete.html", context, status=CONFLICT if changed else 200
    )
