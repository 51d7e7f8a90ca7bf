"""All atmospheres, one of them, its history, and it as a file: for managers to see."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.models import Role
from eventaudit.accounts.policies import managers

from ..cues import cues_at
from ..models import Atmosphere
from ..problems import LANGUAGES
from ..queries import atmospheres_of, touchpoints_in_use
from .changes import history_of
from .content import content_of
from .fetching import known_or_404
from .sections import line_of
from .shapes import alike, hexagon, places
from .usage import uses_of

EVERY = 99  # cues: all of them


@managers
@require_safe
def atmospheres(request: HttpRequest) -> HttpResponse:
    known = atmospheres_of(request.membership.organisation)
    context = {
        "atmospheres": known,
        "own": [each for each in known.values() if each.organisation_id],
        "defaults": [each for each in known.values() if not each.organisation_id],
        "may_edit": may_edit(request),
    }
    return render(request, "library/atmospheres.html", context)


@managers
@require_safe
def atmosphere(request: HttpRequest, atmosphere_key: str) -> HttpResponse:
    organisation = request.membership.organisation
    known = atmospheres_of(organisation)
    if atmosphere_key not in known:
        raise Http404
    chosen = known[atmosphere_key]
    others = {key: each for key, each in known.items() if key != chosen.key}
    near = alike(chosen.axes, others)
    context = {
        "atmosphere": chosen,
        "rows": rows_of(chosen, touchpoints_in_use(organisation)),
        "words": words_of(chosen),
        "atmospheres": known,
        "places": places(chosen.axes),
        "hexagon": hexagon(chosen.axes, near[0].atmosphere.axes if near else None),
        "alike": near,
        "uses": uses_of(chosen),
        "may_edit": may_edit(request),
    }
    return render(request, "library/atmosphere.html", context)


@managers
@require_safe
def history(request: HttpRequest, atmosphere_key: str) -> HttpResponse:
    chosen = known_or_404(request, atmosphere_key)
    names = {each.key: str(each) for each in touchpoints_in_use(request.membership.organisation)}
    context = {"atmosphere": chosen, "steps": history_of(chosen, names)}
    return render(request, "library/atmosphere_history.html", context)


@managers
@require_safe
def export(request: HttpRequest, atmosphere_key: str) -> HttpResponse:
    """In the form of fixtures/atmospheres.json, with this one alone."""
    chosen = known_or_404(request, atmosphere_key)
    content = json.dumps({"atmospheres": {chosen.key: content_of(chosen)}}, ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{chosen.key}.json"'
    return response


def may_edit(request: HttpRequest) -> bool:
    return request.membership.role == Role.ADMIN


def rows_of(chosen: Atmosphere, touchpoints: list) -> list[tuple]:
    """(touchpoint, cues, clashes) in the guest's order."""
    known, whole = {chosen.key: chosen}, {chosen.key: 1.0}
    return [
        (
            point,
            cues_at(point.key, whole, known, most=EVERY),
            cues_at(point.key, whole, known, kind="clashes", most=EVERY),
        )
        for point in touchpoints
    ]


def words_of(chosen: Atmosphere) -> list[tuple[str, list[str]]]:
    """(language, its trigger words in the order of the alphabet), of languages that have some."""
    found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for point in chosen.touchpoints.values():
        for language, words in point.get("triggers", {}).items():
            found.setdefault(language, set()).update(map(line_of, words))
    return [(language, sorted(words, key=str.casefold)) for language, words in found.items() if words]
