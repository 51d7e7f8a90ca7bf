"""What writes corrective actions. Whatever changes their status is kept, with who did it and when."""

import datetime
import logging
from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import Membership, User
from eventaudit.events.models import Event
from eventaudit.photos.actions import files_follow_rows, store_photo

from .mending import Subject
from .models import ActionChange, ActionPhoto, CorrectiveAction, SecondLook
from .policies import (
    ActionExists,
    check_can_act,
    check_can_change,
    check_can_own,
    check_can_plan,
)
from .second_look import Look

logger = logging.getLogger(__name__)
Status = CorrectiveAction.Status


@transaction.atomic
def plan_action(
    *,
    event: Event,
    subject: Subject,
    by: User,
    owner: Membership | None = None,
    owner_name: str = "",
    due_at: datetime.datetime | None = None,
    status: str = Status.OPEN,
) -> CorrectiveAction:
    """A new action. Raises EventClosed, CannotOwn, or ActionExists where its finding has an open one."""
    locked = Event.objects.select_for_update().get(pk=event.pk)  # two taps at once make one action
    check_can_plan(locked, subject.finding)
    check_can_own(owner, event)
    action = CorrectiveAction.objects.create(
        event=event,
        finding=subject.finding,
        criterion=subject.criterion,
        touchpoint=subject.touchpoint,
        title=subject.title,
        owner=owner,
        owner_name="" if owner else owner_name,
        due_at=due_at,
        status=status,
        created_by=by,
    )
    _record(action, by)
    return action


def take_on(
    *, event: Event, subject: Subject, by: Membership, due_at: datetime.datetime | None
) -> tuple[CorrectiveAction, bool]:
    """The member's action for a finding, being mended from now on; and whether the tap changed anything.

    One that nobody owns becomes theirs; one that somebody else has taken stays with them. Raises EventClosed.
    """
    try:
        return plan_action(
            event=event, subject=subject, by=by.user, owner=by, due_at=due_at, status=Status.DOING
        ), True
    except ActionExists as exists:
        return _adopt(exists.action, by)


@transaction.atomic
def _adopt(action: CorrectiveAction, by: Membership) -> tuple[CorrectiveAction, bool]:
    locked = _locked(action)
    if locked.settled or locked.owner_id or locked.owner_name:
        return locked, False
    locked.owner = by
    locked.save(update_fields=["owner"])
    if locked.status == Status.OPEN:
        _move(locked, Status.DOING, by.user)
    return locked, True


@transaction.atomic
def change_action(
    *,
    action: CorrectiveAction,
    by: User,
    title: str,
    owner: Membership | None,
    owner_name: str,
    due_at: datetime.datetime | None,
) -> CorrectiveAction:
    """Raises EventClosed, ActionSettled or CannotOwn."""
    locked = _locked(action)
    check_can_change(locked)
    if owner is None or owner.pk != locked.owner_id:
        check_can_own(owner, locked.event)
    locked.title, locked.due_at = title, due_at
    locked.owner, locked.owner_name = owner, "" if owner else owner_name
    locked.save(update_fields=["title", "due_at", "owner", "owner_name"])
    logger.info("action %s changed by user %s", locked.pk, by.pk)
    return locked


@transaction.atomic
def begin_mending(*, action: CorrectiveAction, by: User) -> CorrectiveAction:
    """Raises EventClosed or ActionSettled."""
    locked = _locked(action)
    check_can_change(locked)
    return _move(locked, Status.DOING, by)


def mark_mended(*, action: CorrectiveAction, by: User, photos: Sequence[File] = ()) -> CorrectiveAction:
    """It waits for a second look now. Raises EventClosed, ActionSettled, PhotoRefused; keeps nothing then."""
    with files_follow_rows(), transaction.atomic():
        locked = _locked(action)
        check_can_change(locked)
        _store_photos(locked, photos, by)
        return _move(locked, Status.DONE, by)


def add_photos(*, action: CorrectiveAction, by: User, photos: Sequence[File]) -> CorrectiveAction:
    """Raises EventClosed, ActionSettled or PhotoRefused, and keeps none of them then."""
    with files_follow_rows(), transaction.atomic():
        locked = _locked(action)
        check_can_change(locked)
        _store_photos(locked, photos, by)
        return locked


def look_again(
    *, action: CorrectiveAction, by: User, look: Look, note: str = "", photos: Sequence[File] = ()
) -> SecondLook:
    """Close the action where the look found it mended, else give it back to be done.

    What was delivered is not rewritten (docs/decisions/0005-second-look.md). Raises EventClosed,
    ActionSettled or PhotoRefused, and keeps nothing then.
    """
    with files_follow_rows(), transaction.atomic():
        locked = _locked(action)
        check_can_change(locked)
        _store_photos(locked, photos, by)
        made = SecondLook.objects.create(
            action=locked,
            value=look.value,
            quality=look.quality,
            needed=look.needed,
            mended=look.mended,
            note=note,
            by=by,
        )
        _set_status(locked, Status.CLOSED if look.mended else Status.OPEN)
        logger.info("action %s looked at again by user %s: %s", locked.pk, by.pk, locked.status)
        return made


@transaction.atomic
def drop_action(*, action: CorrectiveAction, by: User, reason: str) -> CorrectiveAction:
    """It will not be mended; the reason stays in its history. Raises EventClosed or ActionSettled."""
    locked = _locked(action)
    check_can_change(locked)
    return _move(locked, Status.DROPPED, by, note=reason)


@transaction.atomic
def reopen_action(*, action: CorrectiveAction, by: User) -> CorrectiveAction:
    """Take a settled action up again. Raises EventClosed, or ActionExists where a new one has come."""
    locked = _locked(action)
    check_can_act(locked.event)
    if not locked.settled:
        return locked
    check_can_plan(locked.event, locked.finding)
    return _move(locked, Status.OPEN, by)


def _locked(action: CorrectiveAction) -> CorrectiveAction:
    """The action, which nobody else changes until this transaction ends."""
    event = Event.objects.select_for_update().get(pk=action.event_id)
    locked = (
        CorrectiveAction.objects.select_for_update(of=("self",))
        .select_related("owner__user", "event__organisation")
        .get(pk=action.pk)
    )
    locked.event.state = event.state
    return locked


def _store_photos(action: CorrectiveAction, uploads: Sequence[File], by: User) -> None:
    for upload in uploads:
        photo = store_photo(event=action.event, upload=upload, by=by, caption=action.title)
        ActionPhoto.objects.create(action=action, photo=photo)


def _move(action: CorrectiveAction, status: str, by: User, note: str = "") -> CorrectiveAction:
    """A second tap on the same button changes nothing."""
    if action.status != status:
        _set_status(action, status)
        _record(action, by, note)
    return action


def _set_status(action: CorrectiveAction, status: str) -> None:
    action.status = status
    action.closed_at = timezone.now() if action.settled else None
    action.save(update_fields=["status", "closed_at"])


def _record(action: CorrectiveAction, by: User, note: str = "") -> None:
    ActionChange.objects.create(action=action, status=action.status, note=note, by=by)
    logger.info("action %s is %s, by user %s", action.pk, action.status, by.pk)
