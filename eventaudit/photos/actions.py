"""Storing and removing photos: row and files come and go together."""

import hashlib
import os
import uuid
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.events.models import Event

from .models import Photo
from .renditions import PhotoRefused, Renditions, render_photo

__all__ = ["NotWritten", "PhotoRefused", "delete_photo", "files_follow_rows", "store_photo"]


class NotWritten(OSError):
    """The disk gave back other bytes than were written."""


_written: ContextVar[list | None] = ContextVar("files written so far", default=None)


@contextmanager
def files_follow_rows() -> Iterator[None]:
    """Put around an atomic block that stores photos: when the block fails, their files go as well."""
    if _written.get() is not None:  # an outer block looks after it
        yield
        return
    token = _written.set([])
    try:
        yield
    except BaseException:
        for storage, name in _written.get():
            storage.delete(name)
        raise
    finally:
        _written.reset(token)


def store_photo(
    *,
    event: Event,
    upload: File,
    by: User | None,
    caption: str = "",
    photo_id: uuid.UUID | None = None,
    made: Renditions | None = None,
) -> Photo:
    """The stored photo of an upload (any Django file). Raises PhotoRefused with a sentence to show.

    With a `photo_id` that is there already, the same bytes give that photo again, other bytes are refused.
    `made`: the renditions, where they were made beforehand so as to hold no lock meanwhile. The original is
    read back from the disk before the row is written; NotWritten where it is not what was sent.
    Inside a transaction of your own, put `files_follow_rows()` around that transaction.
    """
    data = read_upload(upload)
    digest = hashlib.sha256(data).hexdigest()
    if photo_id and (known := Photo.objects.filter(pk=photo_id).first()):
        if (known.event_id, known.sha256) == (event.pk, digest):
            return known
        raise PhotoRefused(_("Another photo has come under this number before. Send it again as a new one."))
    made = made or render_photo(data)
    taken_at = made.taken_at
    if taken_at and taken_at.tzinfo is None:
        taken_at = taken_at.replace(tzinfo=zoneinfo.ZoneInfo(event.time_zone))
    photo = Photo(
        id=photo_id or uuid.uuid4(),
        event=event,
        width=made.width,
        height=made.height,
        sha256=digest,
        size=len(data),
        caption=caption[:300],
        uploaded_by=by,
        taken_at=taken_at,
    )
    with files_follow_rows(), transaction.atomic():
        _write(photo.original, f"original.{made.extension}", data)
        _check_written(photo.original, digest)
        _write(photo.large, "large.jpg", made.large)
        _write(photo.small, "small.jpg", made.small)
        photo.save(force_insert=True)
    return photo


def read_upload(upload: File) -> bytes:
    """The bytes of an upload, its size judged before reading. Raises PhotoRefused."""
    if not upload.size:
        raise PhotoRefused(_("The photo is empty. Take or send it again."))
    if upload.size > settings.PHOTO_MAX_BYTES:
        raise PhotoRefused(
            _("The photo is %(size)d MB; at most %(max)d MB are taken. Send a smaller copy of it.")
            % {"size": -(-upload.size // 1024**2), "max": settings.PHOTO_MAX_BYTES // 1024**2}
        )
    upload.seek(0)
    return upload.read()


def delete_photo(*, photo: Photo) -> None:
    """Remove the photo; its files go once the transaction is through."""
    files = [photo.original, photo.large, photo.small]
    names = [(file.storage, file.name) for file in files]
    photo.delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])


def _check_written(file, digest: str) -> None:
    """A photo is acknowledged only when its bytes are on the disk: a power cut does not take it back."""
    with file.storage.open(file.name) as stored:
        if isinstance(file.storage, FileSystemStorage):
            os.fsync(stored.fileno())
            _sync_folder(Path(file.path).parent)
        if hashlib.file_digest(stored, "sha256").hexdigest() != digest:
            raise NotWritten(f"{file.name} is not what was sent")


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _write(field, name: str, data: bytes) -> None:
    field.save(name, ContentFile(data), save=False)
    _written.get().append((field.storage, field.name))
