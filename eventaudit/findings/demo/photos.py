"""Attaches the drawn photos to the answers and promises they illustrate."""

from eventaudit.accounts.models import User
from eventaudit.events.models import Event


def attach_photos(event: Event, *, by: User) -> int:
    """How many were attached."""
    return 0
