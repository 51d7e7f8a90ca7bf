from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers

from .cues import cues_at
from .queries import atmospheres_of, criteria_of, published_versions

EVERY = 99  # cues: all of them


@managers
@require_safe
def touchpoints(request: HttpRequest, version_pk: int | None = None) -> HttpResponse:
    versions = list(published_versions(request.membership.organisation))
    version = _chosen(versions, version_pk)
    criteria = list(criteria_of(version))
    grouped = groupby(criteria, key=lambda criterion: criterion.touchpoint)
    context = {
        "versions": versions,
        "version": version,
        "touchpoints": [(touchpoint, list(questions)) for touchpoint, questions in grouped],
        "in_full": len(criteria),
        "in_short": sum(criterion.core for criterion in criteria),
    }
    return render(request, "library/touchpoints.html", context)


def _chosen(versions: list, version_pk: int | None):
    if version_pk is None and versions:
        return versions[0]
    for version in versions:
        if version.pk == version_pk:
            return version
    raise Http404


@managers
@require_safe
def atmospheres(request: HttpRequest) -> HttpResponse:
    known = atmospheres_of(request.membership.organisation)
    return render(request, "library/atmospheres.html", {"atmospheres": known})


@managers
@require_safe
def atmosphere(request: HttpRequest, atmosphere_key: str) -> HttpResponse:
    organisation = request.membership.organisation
    known = atmospheres_of(organisation)
    if atmosphere_key not in known:
        raise Http404
    chosen = known[atmosphere_key]
    version = published_versions(organisation).first()
    points = version.touchpoints.all() if version else []
    rows = [
        (
            point,
            cues_at(point.key, {atmosphere_key: 1.0}, known, most=EVERY),
            cues_at(point.key, {atmosphere_key: 1.0}, known, kind="clashes", most=EVERY),
        )
        for point in points
    ]
    context = {"atmosphere": chosen, "rows": rows, "atmospheres": known}
    return render(request, "library/atmosphere.html", context)
