from django.utils.translation import gettext as _

from eventaudit.accounts.models import Membership
from eventaudit.events.models import Event

from .models import Walkthrough


class NotAllowed(Exception):
    """The message is the sentence to show, `reason` names it for programs."""

    def __init__(self, message: str, reason: str = "not-allowed"):
        super().__init__(message)
        self.reason = reason


def check_can_score(walkthrough: Walkthrough) -> None:
    """Answers are taken while the walkthrough is not finished and its event not closed."""
    if walkthrough.finished_at:
        raise NotAllowed(_("This walkthrough is finished. Ask a manager to reopen it."), "finished")
    if walkthrough.event.state in (Event.State.CLOSED, Event.State.ARCHIVED):
        raise NotAllowed(_("The event is closed. Ask a manager to open it for walkthroughs."), "event-closed")


def can_score(walkthrough: Walkthrough) -> bool:
    try:
        check_can_score(walkthrough)
    except NotAllowed:
        return False
    return True


def can_reopen(membership: Membership) -> bool:
    return membership.manages
