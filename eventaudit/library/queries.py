"""What is read from the library in more than one place."""

from django.db.models import Q, QuerySet

from eventaudit.accounts.models import Organisation

from .models import Atmosphere, Criterion, TemplateVersion


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


def criteria_of(version: TemplateVersion, form: str = "full") -> QuerySet[Criterion]:
    """The criteria in the guest's order with their touchpoints, in one query; form: 'full' or 'short'."""
    criteria = version.criteria.select_related("touchpoint").order_by("touchpoint__order", "order")
    return criteria.filter(core=True) if form == "short" else criteria
