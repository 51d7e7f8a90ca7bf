"""Editing an atmosphere of one's own: its character, its touchpoints one by one, its trigger words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eventaudit.accounts.policies import admins

from ..models import Atmosphere
from ..queries import atmospheres_of, touchpoints_in_use
from ..studio.fetching import CONFLICT, REFUSED, seen_revision
from .actions import ChangedByAnother, change_atmosphere
from .changes import changed_by, changes_between, content_at
from .content import ANYWHERE, content_of
from .fetching import on_own
from .sections import Character, Point, Section, Words
from .shapes import alike, hexagon, places, swatches
from .trying import try_out
from .usage import uses_of

Context = Callable[[HttpRequest, Atmosphere, Any], dict]
EXAMPLE = 4_000  # characters of a text to try that are kept between two pages


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_own
def edit(request: HttpRequest, atmosphere: Atmosphere) -> HttpResponse:
    """Name, description, axes and palette."""
    return _edit(request, atmosphere, Character, "library/atmosphere_edit.html", _looks)


@admins
@require_POST
@on_own
def look(request: HttpRequest, atmosphere: Atmosphere) -> HttpResponse:
    """How the axes and colours of the form look, as parts of the page; stores nothing."""
    section = Character.typed(request.POST)
    context = {"atmosphere": atmosphere, "section": section, **_looks(request, atmosphere, section)}
    return render(request, "library/_atmosphere_looks.html", context)


@admins
@require_safe
@on_own
def touchpoints(request: HttpRequest, atmosphere: Atmosphere) -> HttpResponse:
    """The first of them."""
    points = touchpoints_in_use(request.membership.organisation)
    slug = request.membership.organisation.slug
    if not points:
        return redirect("library:atmosphere", slug, atmosphere.key)
    return redirect("library:atmosphere_touchpoint", slug, atmosphere.key, points[0].key)


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_own
def touchpoint(request: HttpRequest, atmosphere: Atmosphere, touchpoint_key: str) -> HttpResponse:
    """Cues and clashes at one touchpoint."""
    points = touchpoints_in_use(request.membership.organisation)
    keys = [each.key for each in points]
    if touchpoint_key not in keys:
        raise Http404
    place = keys.index(touchpoint_key)
    around = {
        "touchpoint": points[place],
        "touchpoints": points,
        "after": points[place + 1] if place + 1 < len(points) else None,
    }
    return _edit(
        request,
        atmosphere,
        Point.at(touchpoint_key),
        "library/atmosphere_touchpoint.html",
        lambda *_given: around,
        then=("library:atmosphere_touchpoint", around["after"].key if around["after"] else touchpoint_key),
    )


@admins
@require_http_methods(["GET", "HEAD", "POST"])
@on_own
def words(request: HttpRequest, atmosphere: Atmosphere) -> HttpResponse:
    return _edit(request, atmosphere, Words, "library/atmosphere_words.html", _word_rows)


@admins
@require_POST
@on_own
def try_words(request: HttpRequest, atmosphere: Atmosphere) -> HttpResponse:
    """How the text of the form reads with the words of the form, as a part of the page; stores nothing."""
    section = Words.typed(request.POST)
    return render(request, "library/_atmosphere_tried.html", {"tried": _tried(request, atmosphere, section)})


def _edit(
    request: HttpRequest,
    atmosphere: Atmosphere,
    kind: type[Section],
    template: str,
    more: Context,
    then: tuple[str, str] | None = None,
) -> HttpResponse:
    """then: where `save=next` leads, else the atmosphere's page."""
    content = content_of(atmosphere)
    if request.method != "POST":
        return _page(request, atmosphere, kind.of(content), template, more)
    section = kind.typed(request.POST)
    seen = seen_revision(request)
    if "row" in request.POST or "try" in request.POST:
        section.change_rows(request.POST.get("row", ""))
        return _page(request, atmosphere, section, template, more, revision=seen, asked=True)
    if not section.valid(content):
        return _page(request, atmosphere, section, template, more, revision=seen, status=REFUSED)
    try:
        changed = change_atmosphere(
            atmosphere=atmosphere, content=section.into(content), revision=seen, by=request.user
        )
    except ChangedByAnother as conflict:
        return _told(request, conflict.atmosphere, section, template, more, seen)
    except ValidationError as error:
        section.problems[""] = error.messages
        return _page(request, atmosphere, section, template, more, revision=seen, status=REFUSED)
    return _stored(request, changed, then if request.POST.get("save") == "next" else None)


def _stored(request: HttpRequest, atmosphere: Atmosphere, then: tuple[str, str] | None) -> HttpResponse:
    slug = request.membership.organisation.slug
    messages.success(request, _("“%s” is saved.") % atmosphere)
    if then:
        return redirect(then[0], slug, atmosphere.key, then[1])
    return redirect("library:atmosphere", slug, atmosphere.key)


def _told(
    request: HttpRequest,
    now: Atmosphere | None,
    section: Section,
    template: str,
    more: Context,
    seen: int,
) -> HttpResponse:
    """The page again: what I typed, and what somebody else has stored meanwhile."""
    if now is None:
        messages.error(request, _("Somebody has deleted this atmosphere meanwhile."))
        return redirect("library:atmospheres", request.membership.organisation.slug)
    base, content = content_at(now, seen), content_of(now)
    names = {each.key: str(each) for each in touchpoints_in_use(request.membership.organisation)}
    told = {
        "people": changed_by(now, seen),
        "changes": changes_between(base, content, names) if base else None,
    }
    merged = section.merged(base, content)
    return _page(request, now, merged, template, more, status=CONFLICT, changed=told)


def _page(
    request: HttpRequest,
    atmosphere: Atmosphere,
    section: Section,
    template: str,
    more: Context,
    *,
    revision: int | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context |= {
        "atmosphere": atmosphere,
        "section": section,
        "revision": atmosphere.revision if revision is None else revision,
        **more(request, atmosphere, section),
    }
    return render(request, template, context, status=status)


def _looks(request: HttpRequest, atmosphere: Atmosphere, section: Character) -> dict:
    known = atmospheres_of(request.membership.organisation)
    near = alike(section.axes, {key: each for key, each in known.items() if key != atmosphere.key})
    return {
        "places": places(section.axes),
        "hexagon": hexagon(section.axes, near[0].atmosphere.axes if near else None),
        "alike": near,
        "swatches": swatches(section.palette),
        "uses": uses_of(atmosphere) if request.method != "POST" else None,
    }


def _word_rows(request: HttpRequest, atmosphere: Atmosphere, section: Words) -> dict:
    points: Mapping[str, str] = {ANYWHERE: _("Everywhere")} | {
        each.key: str(each) for each in touchpoints_in_use(request.membership.organisation)
    }
    asked = "try" in request.POST
    return {
        "rows": section.rows(points),
        "text": request.POST.get("text", "")[:EXAMPLE],
        "tried": _tried(request, atmosphere, section) if asked else None,
    }


def _tried(request: HttpRequest, atmosphere: Atmosphere, section: Words) -> Any:
    """None where there is nothing to read."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        return None
    content = content_of(atmosphere)
    if not section.valid(content):
        return {"problems": section.all_problems}
    atmosphere.touchpoints = section.into(content)["touchpoints"]  # of this object alone: it is not saved
    return try_out(text, atmosphere, atmospheres_of(request.membership.organisation))
