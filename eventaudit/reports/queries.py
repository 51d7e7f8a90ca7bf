"""Which reports a member may see."""

from django.db.models import QuerySet

from eventaudit.accounts.models import Membership, Role
from eventaudit.events.models import Event

from .models import Report


def visible_reports(membership: Membership) -> QuerySet[Report]:
    """Managers see all of their organisation, a client the released ones of their own events, others none."""
    reports = Report.objects.filter(event__organisation=membership.organisation).select_related(
        "event__organisation", "created_by", "released_by"
    )
    if membership.manages:
        return reports
    if membership.role == Role.CLIENT:
        return reports.filter(event__clients=membership, state=Report.State.RELEASED)
    return reports.none()


def reports_of(event: Event, membership: Membership) -> QuerySet[Report]:
    """For a list: without the snapshots, which are as long as the reports."""
    return visible_reports(membership).filter(event=event).defer("snapshot")
