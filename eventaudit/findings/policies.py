"""What may be done with corrective actions. Each check raises the sentence that the page shows."""

from django.utils.translation import gettext as _

from eventaudit.accounts.models import Membership, Role
from eventaudit.consistency import Finding
from eventaudit.events.models import Event

from .mending import mended_on_site
from .models import CorrectiveAction
from .queries import OPEN

CLOSED = (Event.State.CLOSED, Event.State.ARCHIVED)


class ActionRefused(Exception):
    """Nothing was changed; the message says why."""


class EventClosed(ActionRefused):
    pass


class ActionSettled(ActionRefused):
    pass


class FindingGone(ActionRefused):
    """The finding is not among those of the event as it is now."""


class MendedElsewhere(ActionRefused):
    pass


class CannotOwn(ActionRefused):
    pass


class ActionExists(ActionRefused):
    """There is an open action for the finding: `action`."""

    def __init__(self, message: str, action: CorrectiveAction) -> None:
        super().__init__(message)
        self.action = action


def check_can_act(event: Event) -> None:
    if event.state in CLOSED:
        raise EventClosed(_("The event is closed: its actions can be read, not changed."))


def can_act(event: Event) -> bool:
    return event.state not in CLOSED


def check_can_change(action: CorrectiveAction) -> None:
    check_can_act(action.event)
    if action.settled:
        raise ActionSettled(_("This action is settled. Take it up again to change it."))


def can_change(action: CorrectiveAction) -> bool:
    return can_act(action.event) and not action.settled


def check_can_plan(event: Event, finding: str) -> None:
    """A finding has one open action; finding '' is none, and has as many as one likes."""
    check_can_act(event)
    known = finding and event.actions.filter(finding=finding, status__in=OPEN).first()
    if known:
        raise ActionExists(_("Somebody has an open action for this finding already."), known)


def check_can_mend_here(finding: Finding | None) -> None:
    if finding is None:
        raise FindingGone(_("This finding is no longer found. Reload the list."))
    if not mended_on_site(finding):
        raise MendedElsewhere(_("This is not mended on site. Look at the finding for what helps."))


def check_can_own(membership: Membership | None, event: Event) -> None:
    """Whoever works for the organisation: clients do not mend their own event."""
    if membership is None:
        return
    if membership.organisation_id != event.organisation_id or membership.role == Role.CLIENT:
        raise CannotOwn(_("%s does not work on this event. Choose somebody else.") % membership.user)
