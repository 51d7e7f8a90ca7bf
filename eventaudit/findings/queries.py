"""Corrective actions as more than one page needs them."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet

from eventaudit.accounts.models import Membership, Role
from eventaudit.events.models import Event
from eventaudit.library.models import Touchpoint

from .models import CorrectiveAction

OPEN = (CorrectiveAction.Status.OPEN, CorrectiveAction.Status.DOING, CorrectiveAction.Status.DONE)


def actions_seen_by(membership: Membership) -> QuerySet[CorrectiveAction]:
    """Managers see their organisation's actions, auditors those that are theirs to mend, clients none."""
    actions = CorrectiveAction.objects.filter(event__organisation=membership.organisation)
    if membership.manages:
        return actions
    return actions.filter(owner=membership) if membership.role == Role.AUDITOR else actions.none()


def actions_of(event: Event) -> QuerySet[CorrectiveAction]:
    """All actions of the event with their owners and `photo_count`, in one query."""
    return event.actions.select_related("owner__user").annotate(photo_count=Count("photos"))


def actions_by_finding(event: Event) -> dict[str, CorrectiveAction]:
    """Finding id to the action that counts: the one that is open, else the newest. One query."""
    return counting(actions_of(event).exclude(finding="").order_by("created_at"))


def counting(actions: Iterable[CorrectiveAction]) -> dict[str, CorrectiveAction]:
    """Finding id to the one of these actions that counts: the one that is open, else the newest."""
    found: dict[str, CorrectiveAction] = {}
    for action in sorted(actions, key=lambda action: action.created_at):
        if action.finding not in found or found[action.finding].settled:
            found[action.finding] = action
    return found


def open_tasks(membership: Membership) -> QuerySet[CorrectiveAction]:
    """What is the member's to mend in events that are not closed, the most urgent first."""
    events = Event.objects.filter(pk=OuterRef("event"), state__in=[Event.State.PLANNED, Event.State.OPEN])
    own = membership.actions.filter(Exists(events), status__in=OPEN)
    return own.select_related("event__organisation", "owner__user").order_by("due_at", "created_at")


def touchpoint_names(actions: Collection[CorrectiveAction]) -> dict[uuid.UUID, str]:
    """Action to the name of its touchpoint, '' where it has none, in one query for all their events."""
    versions = {action.event.template_version_id for action in actions}
    known = {
        (each.version_id, each.key): str(each) for each in Touchpoint.objects.filter(version__in=versions)
    }
    return {
        action.pk: known.get((action.event.template_version_id, action.touchpoint), "") for action in actions
    }
