"""Photos from tablets: the operation that announces one and its bytes come in either order.

Only both together make a photo of an answer; the half that came first waits as an UnfinishedPhoto.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.library.models import Criterion
from eventaudit.photos.actions import delete_photo, files_follow_rows, read_upload, store_photo
from eventaudit.photos.models import Photo
from eventaudit.photos.renditions import render_photo

from .models import AnswerPhoto, Operation, UnfinishedPhoto, Walkthrough
from .policies import check_can_score
from .validation import OperationRefused

SHA256 = re.compile(r"[0-9a-f]{64}")
MOST_REMEMBERED = 5_000  # bytes of what a tablet says with a photo: its name, the time, what it is a copy of


@dataclass(frozen=True, slots=True)
class Announced:
    """What a photo.add operation says: {"photo": uuid, "sha256": hex of the bytes to come, "original": uuid}.

    original: the photo that this one is an annotated copy of, None where it is a photo of its own.
    """

    number: uuid.UUID
    sha256: str
    original: uuid.UUID | None = None


def announce_photo(
    walkthrough: Walkthrough, criterion: Criterion, value: object, made: Iterable[Operation]
) -> None:
    """The operation's half. `made`: operations of the same batch. Raises OperationRefused."""
    photo = _announced(value)
    if _removed(walkthrough, photo.number, made):
        return
    linked = AnswerPhoto.objects.filter(
        walkthrough=walkthrough, criterion=criterion, photo__sha256=photo.sha256
    )
    half = UnfinishedPhoto.objects.filter(pk=photo.number).select_related("photo").first()
    if half is None:
        _check_free(photo, linked)
        if not linked.exists():  # else the same picture is there already
            UnfinishedPhoto.objects.create(
                id=photo.number,
                walkthrough=walkthrough,
                criterion=criterion,
                sha256=photo.sha256,
                original=photo.original,
            )
        return
    there = (half.walkthrough_id, half.sha256, half.criterion_id or criterion.pk)
    if there != (walkthrough.pk, photo.sha256, criterion.pk):
        raise _taken()
    if half.photo and linked.exists():
        delete_photo(photo=half.photo)
    elif half.photo:
        AnswerPhoto.objects.create(
            walkthrough=walkthrough, criterion=criterion, photo=half.photo, original=photo.original
        )
        UnfinishedPhoto.objects.filter(pk=half.pk).delete()


def _check_free(photo: Announced, linked) -> None:
    if Photo.objects.filter(pk=photo.number).exists() and not linked.filter(photo=photo.number).exists():
        raise _taken()


def withdraw_photo(
    walkthrough: Walkthrough, criterion: Criterion, value: object, made: Iterable[Operation]
) -> None:
    """Removes a photo of the criterion, whichever half of it has come. Raises OperationRefused."""
    try:
        number = uuid.UUID(value)
    except (TypeError, ValueError, AttributeError):
        raise OperationRefused(_("This photo is not there any more."), "unknown-photo") from None
    if (
        link := walkthrough.photos.filter(criterion__key=criterion.key, photo=number)
        .select_related("photo")
        .first()
    ):
        delete_photo(photo=link.photo)
        return
    own = Q(criterion__key=criterion.key) | Q(criterion=None)
    half = walkthrough.unfinished_photos.filter(own, pk=number).select_related("photo").first()
    if half and half.photo:
        delete_photo(photo=half.photo)
    elif half:
        half.delete()


def receive_photo(
    *, walkthrough: Walkthrough, photo_id: uuid.UUID, sha256: str, upload: File, by: User
) -> bool:
    """The bytes' half: True where they were stored, False where they had come before.

    Raises OperationRefused (reason damaged: they are not those of the `sha256`), PhotoRefused, or NotAllowed
    where nobody announced them and the walkthrough takes no answers.
    """
    data = read_upload(upload)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise OperationRefused(_("The photo arrived damaged. It is sent again."), "damaged")
    if has_arrived(walkthrough, photo_id, sha256):
        return False
    made = render_photo(data)  # slow, so before the lock
    with files_follow_rows(), transaction.atomic():
        walkthrough = Walkthrough.objects.select_for_update(of=("self",)).select_related("event").get(
            pk=walkthrough.pk
        )  # fmt: skip
        if has_arrived(walkthrough, photo_id, sha256):
            return False
        half = UnfinishedPhoto.objects.filter(pk=photo_id).first()
        taken = Photo.objects.filter(pk=photo_id).exists()
        if taken or (half and (half.walkthrough_id, half.sha256) != (walkthrough.pk, sha256)):
            raise _taken()
        if half is None:
            check_can_score(walkthrough)
        photo = store_photo(event=walkthrough.event, upload=upload, by=by, photo_id=photo_id, made=made)
        if half:
            AnswerPhoto.objects.create(
                walkthrough=walkthrough, criterion=half.criterion, photo=photo, original=half.original
            )
            half.delete()
        else:
            UnfinishedPhoto.objects.create(id=photo_id, walkthrough=walkthrough, photo=photo, sha256=sha256)
    return True


def _announced(value: object) -> Announced:
    try:
        number, sha256, original = uuid.UUID(value["photo"]), value["sha256"], value.get("original")
        if str(number) != value["photo"] or not SHA256.fullmatch(sha256):
            raise ValueError
        if original is not None:
            original = uuid.UUID(original)
        if original == number or not _storable(value):
            raise ValueError
    except (TypeError, ValueError, KeyError, AttributeError):
        raise OperationRefused(_("This operation does not name its photo."), "photo") from None
    return Announced(number, sha256, original)


def _storable(value: object) -> bool:
    """Whether every database can hold what else the tablet remembers of its photo. Raises ValueError."""
    text = json.dumps(value, ensure_ascii=False)
    return "\\u0000" not in text and len(text.encode()) <= MOST_REMEMBERED


def _taken() -> OperationRefused:
    return OperationRefused(
        _("Another photo has come under this number before. Send it again as a new one."), "photo-taken"
    )


def _removed(walkthrough: Walkthrough, number: uuid.UUID, made: Iterable[Operation] = ()) -> bool:
    deleted = Operation.Field.PHOTO_DELETE
    if any((operation.field, operation.value) == (deleted, str(number)) for operation in made):
        return True
    return walkthrough.operations.filter(field=deleted, value=str(number)).exists()


def has_arrived(walkthrough: Walkthrough, number: uuid.UUID, sha256: str) -> bool:
    """Whether these bytes are here, or the photo was removed, or the criterion had the same picture."""
    ours = Q(answer_photo__walkthrough=walkthrough) | Q(unfinished__walkthrough=walkthrough)
    if Photo.objects.filter(ours, pk=number, sha256=sha256).exists():
        return True
    if Photo.objects.filter(pk=number).exists() or walkthrough.unfinished_photos.filter(pk=number).exists():
        return False
    said = walkthrough.operations.filter(field=Operation.Field.PHOTO_ADD)
    if said.filter(value__photo=str(number), value__sha256=sha256).exists():
        return True
    return _removed(walkthrough, number)
