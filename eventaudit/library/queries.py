"""What is read from the library in more than one place."""

from functools import lru_cache

from django.db.models import F, Q, QuerySet

from eventaudit.accounts.models import Organisation

from .models import Atmosphere, Criterion, TemplateVersion, Touchpoint


def atmospheres_of(organisation: Organisation | None) -> dict[str, Atmosphere]:
    """Key to atmosphere, in order, in one query: the default ones, or the organisation's own instead."""
    found = Atmosphere.objects.filter(Q(organisation=None) | Q(organisation=organisation))
    known: dict[str, Atmosphere] = {}
    for atmosphere in found:
        if atmosphere.organisation_id or atmosphere.key not in known:
            known[atmosphere.key] = atmosphere
    return known


def published_versions(organisation: Organisation) -> QuerySet[TemplateVersion]:
    """The template versions an event of the organisation may be bound to, newest first."""
    return (
        TemplateVersion.objects.filter(state=TemplateVersion.State.PUBLISHED)
        .filter(Q(template__organisation=None) | Q(template__organisation=organisation))
        .select_related("template")
        .order_by("template_id", "-number")
    )


def touchpoints_in_use(organisation: Organisation) -> list[Touchpoint]:
    """Those of the newest published version of each template, each key once, in two queries.

    In the order of the default library; what only a template of the organisation's own has comes after it.
    """
    newest: dict[int, int] = {}
    for version in published_versions(organisation):
        newest.setdefault(version.template_id, version.pk)
    points = Touchpoint.objects.filter(version__in=newest.values())
    first: dict[str, Touchpoint] = {}
    default_first = F("version__template__organisation").asc(nulls_first=True)
    for point in points.order_by(default_first, "version__template", "order"):
        first.setdefault(point.key, point)
    return list(first.values())


def criteria_of(version: TemplateVersion, form: str = "full") -> QuerySet[Criterion]:
    """The criteria in the guest's order with their touchpoints, in one query; form: 'full' or 'short'."""
    criteria = version.criteria.select_related("touchpoint").order_by("touchpoint__order", "order")
    return criteria.filter(core=True) if form == "short" else criteria


def criteria_by_key(version: TemplateVersion) -> dict[str, Criterion]:
    """Key to criterion with its touchpoint, in the guest's order; to be read, never changed.

    In one query, or none where this process has met the frozen version before.
    """
    if version.frozen:
        return _frozen_criteria(version, version.digest)
    return _by_key(criteria_of(version))


@lru_cache(maxsize=32)
def _frozen_criteria(version: TemplateVersion, digest: str) -> dict[str, Criterion]:
    """The same row (a model equals its primary key) with the same digest has the same content."""
    return _by_key(criteria_of(version))


def _by_key(criteria: QuerySet[Criterion]) -> dict[str, Criterion]:
    return {criterion.key: criterion for criterion in criteria}
