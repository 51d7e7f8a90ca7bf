"""Assigning, finishing, reopening and removing walkthroughs. Answers: operations.py."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event, Round, Segment, Zone

from .models import Walkthrough
from .operations import add_photo, apply_operations
from .policies import NotAllowed

__all__ = [
    "NotAllowed",
    "add_photo",
    "apply_operations",
    "assign_walkthrough",
    "delete_walkthrough",
    "finish_walkthrough",
    "reopen_walkthrough",
]


@transaction.atomic
def assign_walkthrough(
    *,
    event: Event,
    auditor: User,
    round: Round | None = None,
    segment: Segment | None = None,
    zone: Zone | None = None,
    lead: bool = False,
) -> Walkthrough:
    """A new walkthrough for the auditor. Raises NotAllowed where they have one in that round already."""
    Event.objects.select_for_update().get(pk=event.pk)  # two managers assigning at once take turns
    others = event.walkthroughs.filter(round=round)
    if others.filter(auditor=auditor).exists():
        raise NotAllowed(
            _("%s has a walkthrough in this round already. Choose another round or auditor.") % auditor
        )
    name = auditor.name
    if not name or others.filter(auditor_name=name).exists():  # another person of the same name
        name = f"{name} ({auditor.email})"[:150]
    return Walkthrough.objects.create(
        event=event, auditor=auditor, auditor_name=name, round=round, segment=segment, zone=zone, lead=lead
    )


@transaction.atomic
def finish_walkthrough(*, walkthrough: Walkthrough) -> Walkthrough:
    """Nothing is missing that the auditor did not want to leave: no more answers are taken."""
    locked = _locked(walkthrough)
    if not locked.finished_at:
        locked.finished_at = timezone.now()
        locked.save(update_fields=["finished_at"])
    return locked


@transaction.atomic
def reopen_walkthrough(*, walkthrough: Walkthrough) -> Walkthrough:
    locked = _locked(walkthrough)
    locked.finished_at = None
    locked.save(update_fields=["finished_at"])
    return locked


@transaction.atomic
def delete_walkthrough(*, walkthrough: Walkthrough) -> None:
    """Remove a walkthrough that holds nothing. Raises NotAllowed where it holds something."""
    locked = _locked(walkthrough)
    waiting = Q(waiting__gt=0) | Q(photos_waiting__gt=0) | Q(stuck__gt=0)
    if locked.unfinished_photos.exists() or locked.tablet_states.filter(waiting).exists():
        raise NotAllowed(_("A tablet still holds something of this walkthrough, so it stays."))
    if locked.operations.exists() or locked.answers.exists() or locked.photos.exists():
        raise NotAllowed(_("This walkthrough holds answers, so it stays. Finish it instead."))
    locked.delete()


def _locked(walkthrough: Walkthrough) -> Walkthrough:
    return Walkthrough.objects.select_for_update().get(pk=walkthrough.pk)
