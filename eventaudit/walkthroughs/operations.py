"""Taking changes in. An operation has an id made where the change was made; under that id it counts once.

As a tablet sends it: {"id": uuid, "k": criterion's key, "f": "answer" | "note" | "photo.add" | "photo.del",
"v": value, "at": ms of its clock, "base": id of the operation it was made on top of}: docs/sync-protocol.md.
"""

import datetime
import hashlib
import uuid
from collections.abc import Mapping, Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event
from eventaudit.library.models import Criterion
from eventaudit.photos.actions import PhotoRefused, files_follow_rows, store_photo
from eventaudit.photos.models import Photo

from .batch import KNOWN, REFUSED, STORED, Batch, Result
from .models import AnswerPhoto, Operation, Tablet, Walkthrough
from .policies import check_can_score
from .versions import Questions

__all__ = ["KNOWN", "REFUSED", "STORED", "Result", "add_photo", "apply_operations", "locked", "take_in"]


@transaction.atomic
def apply_operations(
    *,
    walkthrough: Walkthrough,
    operations: Sequence,
    by: User,
    tablet: Tablet | None = None,
    clock_behind: datetime.timedelta = datetime.timedelta(0),
    seen: int | None = None,
    brought_by: User | None = None,
) -> list[Result]:
    """One result per operation, in their order; the good ones of a batch are stored, each bad one named.

    clock_behind: what the sender's clock lacks. seen: the number of the last operation that the sender had
    before it, for changes that do not say what they were made on top of; None takes them in as they come.
    brought_by: whoever hands them in for their author.
    """
    own = locked(walkthrough)
    batch = Batch(own, by, tablet=tablet, clock_behind=clock_behind, seen=seen, brought_by=brought_by)
    results = take_in(batch, operations)
    walkthrough.last_seq = batch.walkthrough.last_seq
    return results


def take_in(batch: Batch, operations: Sequence) -> list[Result]:
    """As apply_operations; the batch's walkthrough is locked."""
    batch.load([operation for operation in operations if isinstance(operation, Mapping)])
    results = [batch.take(operation) for operation in operations]
    batch.store()
    return results


def add_photo(
    *, walkthrough: Walkthrough, criterion: Criterion, upload: File, by: User, photo_id: uuid.UUID
) -> tuple[Photo, str]:
    """The stored photo and STORED, or KNOWN where this criterion has that picture already.

    Raises PhotoRefused, or NotAllowed where the walkthrough takes no answers.
    """
    with files_follow_rows(), transaction.atomic():
        walkthrough = locked(walkthrough)
        check_can_score(walkthrough)
        criterion = Questions(walkthrough.event).place(criterion.key, criterion.version_id)
        if known := _known_photo(walkthrough, criterion, upload):
            return known, KNOWN
        # Sent before and removed since, or not this criterion's.
        if Operation.objects.filter(pk=photo_id).exists() or Photo.objects.filter(pk=photo_id).exists():
            raise PhotoRefused(_("This photo was removed before. Take or choose it again."))
        photo = store_photo(event=walkthrough.event, upload=upload, by=by, photo_id=photo_id)
        AnswerPhoto.objects.create(walkthrough=walkthrough, criterion=criterion, photo=photo)
        batch = Batch(walkthrough, by)
        value = {"photo": str(photo.pk), "sha256": photo.sha256}
        batch.record(batch.new(photo.pk, criterion.key, Operation.Field.PHOTO_ADD, value))
        batch.store()
    return photo, STORED


def _known_photo(walkthrough: Walkthrough, criterion: Criterion, upload: File) -> Photo | None:
    photos = Photo.objects.filter(
        answer_photo__walkthrough=walkthrough, answer_photo__criterion=criterion, size=upload.size
    )
    if not photos:
        return None
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    return next((photo for photo in photos if photo.sha256 == digest), None)


def locked(walkthrough: Walkthrough) -> Walkthrough:
    """The walkthrough as it is now, which nobody else changes until this transaction ends.

    What never changes is taken over: to read it again would only keep the others waiting.
    """
    found = Walkthrough.objects.select_for_update().get(pk=walkthrough.pk)
    before = walkthrough.event
    # Not joined to the row above: while it waits for the lock, the event may be upgraded or closed.
    found.event = Event.objects.get(pk=found.event_id)
    found.event.organisation = before.organisation
    if found.event.template_version_id == before.template_version_id:
        found.event.template_version = before.template_version
    return found
