"""The photo files of a snapshot: read once to freeze them, and again when the report is made."""

import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image

from eventaudit.photos.models import Photo

SMALL_EDGE = 320
"""Pixels: 150 dpi at 54 mm, the width of a photo that stands three in a row."""

SMALL_QUALITY = 70


def photo_records(photos: Iterable[Photo], shows: Mapping[str, tuple[str, str]]) -> dict[str, dict]:
    """What the snapshot keeps of each photo: caption, what it shows, who took it, and where its renditions of
    600 px and, as `large`, of 1600 px lie with their SHA-256.

    sha256 is '' where the file is already gone. shows: by id, what it shows as in a file's name, and who.
    """
    return {str(photo.pk): _record(photo, *shows[str(photo.pk)]) for photo in photos}


def _record(photo: Photo, what: str, who: str) -> dict:
    return {
        "id": str(photo.pk),
        "address": f"photo/{photo.pk}.jpg",
        **_file(photo.small.name),
        "caption": photo.caption,
        "upright": photo.height > photo.width,
        "shape": round(photo.width / photo.height, 3),
        "shows": what,
        "who": who,
        "large": _file(photo.large.name),
    }


def _file(name: str) -> dict[str, str]:
    content = read_rendition(name)
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest() if content else ""}


def gather_photos(records: Mapping[str, Mapping], *, into: Path, small: bool = False) -> dict[str, str]:
    """Copy the snapshot's photos into a folder; address to path of those that are still what they were.

    small: at most SMALL_EDGE pixels, for a file that mail takes everywhere.
    """
    gathered = {}
    for number, record in enumerate(records.values()):
        content = checked_photo(record)
        if content is not None:
            path = into / f"{number}.jpg"
            path.write_bytes(_smaller(content) if small else content)
            gathered[record["address"]] = str(path)
    return gathered


def checked_photo(record: Mapping) -> bytes | None:
    """A photo of a snapshot, None where its file is gone or is no longer what it was."""
    content = read_rendition(record["name"])
    return content if content and hashlib.sha256(content).hexdigest() == record["sha256"] else None


def _smaller(content: bytes) -> bytes:
    """The same picture, small and without metadata; always the same bytes for the same picture."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (SMALL_EDGE, SMALL_EDGE))
        picture.thumbnail((SMALL_EDGE, SMALL_EDGE), reducing_gap=1.0)
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=SMALL_QUALITY, optimize=True)
    return file.getvalue()


def read_rendition(name: str) -> bytes | None:
    """The bytes of a stored file, None where it is gone or where a link leads out of the storage."""
    try:
        if isinstance(default_storage, FileSystemStorage):
            root, path = (os.path.realpath(p) for p in (default_storage.location, default_storage.path(name)))
            if os.path.commonpath([root, path]) != root:
                return None
        with default_storage.open(name) as file:
            return file.read()
    except (OSError, ValueError, SuspiciousFileOperation):
        return None
