from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import managers

from .queries import criteria_of, published_versions


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
