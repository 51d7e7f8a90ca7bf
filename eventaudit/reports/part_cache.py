"""Set parts, kept by what they were made of: a report made again sets only what has changed.

Plain files in one folder, so that several workers can use it at once: a part is there when its sheet is, and
both are moved into place whole.
"""

import contextlib
import os
import shutil
import time
import uuid
from pathlib import Path

from django.conf import settings

MOST_BYTES = 500 * 1000**2
MOST_SECONDS = 7 * 24 * 3600
"""Unused for so long, a part goes: it holds what was noted and photographed."""

PDF, SHEET = ".pdf", ".json"


def folder() -> Path:
    return Path(settings.REPORT_CACHE)


def take(digest: str, *, to: Path) -> bool:
    """Put the kept part's PDF and sheet at `to` (.pdf, .json); False where there is none."""
    kept = folder() / digest
    try:
        for ending in (PDF, SHEET):
            shutil.copyfile(kept.with_suffix(ending), to.with_suffix(ending))
            os.utime(kept.with_suffix(ending))
    except OSError:
        for ending in (PDF, SHEET):
            to.with_suffix(ending).unlink(missing_ok=True)
        return False
    return True


def keep(digest: str, *, made: Path) -> None:
    """Keep a part's PDF and sheet. A full disk costs time later, not the report."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        for ending in (PDF, SHEET):
            coming = folder() / f"{digest}.{uuid.uuid4().hex}.new"
            shutil.copyfile(made.with_suffix(ending), coming)
            coming.replace((folder() / digest).with_suffix(ending))


def prune(*, most_bytes: int = MOST_BYTES, most_seconds: float = MOST_SECONDS) -> None:
    """Delete what has been unused longest until the rest is small and young enough."""
    files = []
    for path in folder().glob("*"):
        with contextlib.suppress(FileNotFoundError):  # another worker prunes too
            found = path.stat()
            files.append((found.st_mtime, found.st_size, path))
    total = sum(size for _used, size, _path in files)
    oldest = time.time() - most_seconds
    for used, size, path in sorted(files, key=lambda file: file[0]):
        if total <= most_bytes and used >= oldest:
            break
        path.unlink(missing_ok=True)
        total -= size


def front_pages() -> int:
    """How many pages the front had last time: most reports' are alike. 3 where none is known."""
    try:
        return int((folder() / "front_pages").read_text())
    except (OSError, ValueError):
        return 3


def note_front_pages(pages: int) -> None:
    if pages != front_pages():
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = folder() / f"front_pages.{uuid.uuid4().hex}.new"
        coming.write_text(str(pages))
        coming.replace(folder() / "front_pages")
