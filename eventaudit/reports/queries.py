"""Which reports a member may see."""

from django.db.models import QuerySet, Sum
from django.urls import reverse

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


def correction_of(report: Report, membership: Membership) -> Report | None:
    """The newest that corrects it, of those this member may see."""
    corrections = visible_reports(membership).filter(corrects=report).defer("snapshot")
    return corrections.order_by("-created_at").first()


def links_of(report: Report, request) -> list[dict]:
    """Each link with its address, its latest visits and how many there were, newest first."""
    links = report.links.select_related("created_by", "revoked_by").prefetch_related("visits")
    return [
        {
            "link": link,
            "address": request.build_absolute_uri(reverse("shared", args=[link.token])),
            "visits": list(link.visits.all()),
        }
        for link in links.annotate(visited=Sum("daily_visits__count"))
    ]
