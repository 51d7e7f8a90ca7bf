"""The outline of a version: its touchpoints and criteria in the guest's order, and moves in it."""

from typing import get_args
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.fetch import asks_for_json
from eventaudit.accounts.policies import admins

from ..content import content_of
from ..drafts import ChangedByAnother, check_version
from ..models import TemplateVersion
from ..policies import can_edit_version
from ..text import localised
from .changed import changed_since
from .editing import edit_draft
from .fetching import CONFLICT, on_draft, on_version, seen_revision
from .outline import Content, Kind, Move, UnknownPart, criteria_at, part, step
from .outline_rows import outline_of, perceivers_of


@admins
@require_safe
@on_version
def draft(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    """`open`: touchpoints whose criteria are shown, or `all`; `grab`: what is being moved; `since`: the
    revision that somebody saw whose move came too late.
    """
    content = content_of(version)
    check = check_version(version, content)
    editable = can_edit_version(version)
    grabbed = _grabbed(request, content) if editable else None
    opened = [grabbed["touchpoint"]] if grabbed else request.GET.getlist("open")
    context = {
        "version": version,
        "tab": "outline",
        "check": check,
        "editable": editable,
        "touchpoints": outline_of(content, check, opened),
        "perceivers": perceivers_of(content, check),
        "in_full": len(content["criteria"]),
        "in_short": sum(row["core"] for row in content["criteria"]),
        "grabbed": grabbed,
        "changed": _missed(request, version),
        "events": version.events.count(),
    }
    return render(request, "library/studio/draft.html", context)


def _grabbed(request: HttpRequest, content: Content) -> dict[str, str] | None:
    kind, _dash, key = request.GET.get("grab", "").partition("-")
    if kind not in get_args(Kind):
        return None
    try:
        row = _named(content, kind, key)
    except UnknownPart:
        return None
    return {"kind": kind, "key": key, "name": _name(row), "touchpoint": row.get("touchpoint", "")}


def _missed(request: HttpRequest, version: TemplateVersion):
    since = request.GET.get("since", "")
    if not since.isdecimal() or len(since) > 9 or int(since) >= version.revision:
        return None
    return changed_since(version, int(since))


@admins
@require_POST
@on_draft
def outline_move(request: HttpRequest, version: TemplateVersion) -> HttpResponse:
    """`move`: KIND:KEY:up, KIND:KEY:down, or KIND:KEY:to:TOUCHPOINT:BEFORE (see outline.Move).

    To a script it answers {revision, said}, or 409 {said, address} where another admin was faster.
    """
    done: list[Move] = []

    def change(content: Content) -> None:
        done.append(_move(request.POST.get("move", ""), content))
        done[0](content)

    revision = seen_revision(request)
    try:
        edit_draft(version=version, revision=revision, by=request.user, change=change)
    except UnknownPart as unknown:
        raise Http404 from unknown
    except ChangedByAnother:
        return _too_late(request, version, max(revision, 0))
    version.refresh_from_db()
    said = _said(content_of(version), done[0])
    if asks_for_json(request):
        return JsonResponse({"revision": version.revision, "said": said})
    messages.success(request, said)
    query = urlencode({"open": done[0].touchpoint}) if done[0].touchpoint else ""
    return redirect(f"{_address(version)}?{query}#{done[0].kind}-{done[0].key}")


def _move(words: str, content: Content) -> Move:
    match words.split(":"):
        case [("touchpoint" | "criterion") as kind, key, ("up" | "down") as way]:
            return step(content, kind, key, up=way == "up")
        case [("touchpoint" | "criterion") as kind, key, "to", touchpoint, before]:
            return Move(kind, key, touchpoint, before)
    raise UnknownPart(words)


def _too_late(request: HttpRequest, version: TemplateVersion, seen: int) -> HttpResponse:
    address = f"{_address(version)}?{urlencode({'since': seen, 'open': 'all'})}"
    if asks_for_json(request):
        said = _("Somebody else has changed this draft meanwhile. Your move is not stored.")
        return JsonResponse({"said": said, "address": address}, status=CONFLICT)
    return redirect(address)


def _address(version: TemplateVersion) -> str:
    return reverse("library:draft", args=[version.template.organisation.slug, version.pk])


def _said(content: Content, move: Move) -> str:
    row = _named(content, move.kind, move.key)
    rows = content["touchpoints"] if move.kind == "touchpoint" else criteria_at(content, row["touchpoint"])
    place = {"name": _name(row), "place": rows.index(row) + 1, "all": len(rows)}
    if move.kind == "touchpoint":
        return _("%(name)s is now touchpoint %(place)d of %(all)d.") % place
    place["touchpoint"] = _name(part(content["touchpoints"], row["touchpoint"]))
    return _("“%(name)s” is now criterion %(place)d of %(all)d of %(touchpoint)s.") % place


def _named(content: Content, kind: str, key: str):
    return part(content["touchpoints" if kind == "touchpoint" else "criteria"], key)


def _name(row) -> str:
    return localised(row.get("wording") or row.get("name")) or row["key"]
