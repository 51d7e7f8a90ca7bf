"""Where a file lies between being shown and being taken in: one a person and organisation, for a day."""

import contextlib
import hashlib
import os
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from eventaudit.accounts.models import Membership

LIFE = 24 * 60 * 60  # seconds


def put(membership: Membership, upload: UploadedFile) -> Path:
    """Keeps the upload in place of the one before; where it lies until another comes."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(folder)
    digest, half = hashlib.sha256(), folder / f"{_owner(membership)}{os.urandom(8).hex()}.half"
    try:
        with half.open("wb") as file:
            for chunk in upload.chunks():
                digest.update(chunk)
                file.write(chunk)
        remove(membership)
        return half.replace(folder / f"{_owner(membership)}{digest.hexdigest()}.zip")
    finally:
        half.unlink(missing_ok=True)


def find(membership: Membership) -> Path | None:
    """The file that the person put there."""
    return next(iter(sorted(_folder().glob(f"{_owner(membership)}*.zip"))), None)


def digest_of(path: Path) -> str:
    """SHA-256 of the file, as it was put there."""
    return path.stem.rpartition("-")[2]


def remove(membership: Membership) -> None:
    for path in _folder().glob(f"{_owner(membership)}*.zip"):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "tablet-files"


def _owner(membership: Membership) -> str:
    return f"{membership.organisation_id}-{membership.user_id}-"


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > LIFE:
                path.unlink()
