"""The page that compares two versions of templates."""

import re
from itertools import pairwise

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from eventaudit.accounts.models import Membership, Role
from eventaudit.accounts.policies import managers

from .compare_page import build_compare_page
from .content import content_of
from .models import TemplateVersion
from .queries import atmospheres_of


@managers
@require_safe
def compare(request: HttpRequest, old_pk: int | None = None, new_pk: int | None = None) -> HttpResponse:
    """Without numbers, or with those of its form: on to the address of that comparison."""
    organisation = request.membership.organisation
    versions = _seen_by(request.membership)
    if old_pk is None or new_pk is None:
        pair = [_chosen(versions, request.GET.get(name, "")) for name in ("old", "new")]
        if all(pair):
            return redirect("library:compare", organisation.slug, *(version.pk for version in pair))
        pair = _newest_pair(versions)
        return render(request, "library/compare.html", {"versions": versions, "old": pair[0], "new": pair[1]})
    old, new = (_chosen(versions, str(pk)) for pk in (old_pk, new_pk))
    if old is None or new is None:
        raise Http404
    names = {key: str(atmosphere) for key, atmosphere in atmospheres_of(organisation).items()}
    page = build_compare_page(content_of(old), content_of(new), atmospheres=names)
    context = {"versions": versions, "old": old, "new": new, "page": page}
    return render(request, "library/compare.html", context)


def _seen_by(membership: Membership) -> list[TemplateVersion]:
    """Those of the organisation and of the default library, by template, the newest first.

    Drafts are their editors' business.
    """
    found = TemplateVersion.objects.filter(
        Q(template__organisation=None) | Q(template__organisation=membership.organisation)
    )
    if membership.role != Role.ADMIN:
        found = found.exclude(state=TemplateVersion.State.DRAFT)
    return list(found.select_related("template").order_by("template__organisation", "template", "-number"))


def _chosen(versions: list[TemplateVersion], pk: str) -> TemplateVersion | None:
    if not re.fullmatch(r"[0-9]{1,18}", pk):
        return None
    return next((version for version in versions if version.pk == int(pk)), None)


def _newest_pair(versions: list[TemplateVersion]) -> tuple[TemplateVersion | None, TemplateVersion | None]:
    """The newest version that says what it is based on, with that; else the two newest of one template."""
    by_number = {version.pk: version for version in versions}
    for version in sorted(versions, key=lambda one: one.created_at, reverse=True):
        if version.based_on_id in by_number:
            return by_number[version.based_on_id], version
    for new, old in pairwise(versions):
        if new.template_id == old.template_id:
            return old, new
    return None, None
