from datetime import datetime

from django.db.models import QuerySet

from eventaudit.accounts.models import Membership, Organisation, Role
from eventaudit.library.models import TemplateVersion
from eventaudit.library.queries import published_versions

from .models import Event


def events_of(organisation: Organisation) -> QuerySet[Event]:
    return organisation.events.prefetch_related("intentions")


def upcoming_and_past(organisation: Organisation, *, now: datetime) -> tuple[list[Event], list[Event]]:
    """Events that have not ended, the next one first; and the others, the latest first."""
    events = list(events_of(organisation))
    upcoming = [event for event in events if event.ends_at >= now]
    return upcoming[::-1], [event for event in events if event.ends_at < now]


def client_members(organisation: Organisation) -> QuerySet[Membership]:
    return organisation.memberships.filter(role=Role.CLIENT).select_related("user").order_by("user__name")


def newer_version(event: Event) -> TemplateVersion | None:
    """The newest published version of the event's template, if it is newer than the event's."""
    newer = published_versions(event.organisation).filter(
        template=event.template_version.template_id, number__gt=event.template_version.number
    )
    return newer.first()
