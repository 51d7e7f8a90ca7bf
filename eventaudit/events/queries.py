from datetime import datetime

from django.db.models import QuerySet

from eventaudit.accounts.models import Membership, Organisation, Role

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
