"""The receipt of safe arrival: what a tablet has sent, compared with what is here and on the disk."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventaudit.photos.models import Photo

from .models import Operation, Walkthrough

AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the tablet named and the server lacks; nothing in both means that all has arrived."""

    operations: list[uuid.UUID]
    photos: list[uuid.UUID]

    @property
    def complete(self) -> bool:
        return not (self.operations or self.photos)


def make_receipt(
    *, walkthrough: Walkthrough, operations: Sequence[uuid.UUID], photos: Sequence[tuple[uuid.UUID, str]]
) -> Receipt:
    """operations: ids; photos: (id, SHA-256 of its bytes). What was removed since is not missing."""
    here = set(_operations_here(walkthrough, operations))
    return Receipt(
        operations=[number for number in operations if number not in here],
        photos=_photos_lacking(walkthrough, photos),
    )


def _operations_here(walkthrough: Walkthrough, ids: Sequence[uuid.UUID]) -> Iterator[uuid.UUID]:
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        yield from walkthrough.operations.filter(pk__in=part).values_list("pk", flat=True)


def _photos_lacking(walkthrough: Walkthrough, photos: Sequence[tuple[uuid.UUID, str]]) -> list[uuid.UUID]:
    if not photos:
        return []
    linked = Photo.objects.filter(answer_photo__walkthrough=walkthrough)
    linked = {photo.pk: photo for photo in linked.select_related("answer_photo__criterion")}
    keys = {number: photo.answer_photo.criterion.key for number, photo in linked.items()}
    whole = {(keys[number], photo.sha256) for number, photo in linked.items() if _on_disk(photo)}
    announced, gone = _told(walkthrough)
    lacking = []
    for number, sha256 in photos:
        # The same picture twice at one criterion is kept once, under the number that came first.
        key = keys.get(number) or announced.get(number, "")
        if number not in gone and (key, sha256) not in whole:
            lacking.append(number)
    return lacking


def _told(walkthrough: Walkthrough) -> tuple[dict[uuid.UUID, str], set[uuid.UUID]]:
    """({photo's number: criterion's key} as announced, numbers of photos removed)."""
    announced, gone = {}, set()
    rows = walkthrough.operations.filter(
        field__in=[Operation.Field.PHOTO_ADD, Operation.Field.PHOTO_DELETE]
    ).values_list("criterion", "field", "value")
    for key, field, value in rows:
        if field == Operation.Field.PHOTO_DELETE:
            gone.add(uuid.UUID(value))
        else:
            announced[uuid.UUID(value["photo"])] = key
    return announced, gone


def _on_disk(photo: Photo) -> bool:
    """A row without its file is what a backup of the database alone leaves."""
    try:
        return photo.original.size == photo.size
    except OSError:
        return False
