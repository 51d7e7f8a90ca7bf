"""Reads a tablet's file without believing a word of it: neither sizes nor names nor what is inside what."""

import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

WORK = "work.json"
MOST_WORK = 10 * 1024**2  # bytes
MOST_ENTRIES = 5_000
MOST_DIRECTORY = 1024**2  # bytes; zipfile makes an object of every entry before anybody can count them
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
END, LARGE = b"PK\x05\x06", b"PK\x06\x07"


class FileRefused(Exception):
    """Nothing of the file can come in; the message says why and what to do."""


class FileGone(FileRefused):
    """Another request of the same person has taken it away or put another in its place."""


class Archive:
    """`work`: what work.json says. Raises FileRefused. To be closed; a context manager."""

    def __init__(self, path: Path):
        self._zip: zipfile.ZipFile | None = None
        self._names: dict[str, zipfile.ZipInfo] = {}
        try:
            self._open(path)
        except FileNotFoundError as error:
            raise FileGone(
                _("Another file was chosen since, or a day has passed. Look at it again.")
            ) from error

    def _open(self, path: Path) -> None:
        if content := _taken_out(path):
            self.work = _parsed(content)
            return
        _check_directory(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise
        except (zipfile.BadZipFile, ValueError, OSError, struct.error) as error:
            raise _no_file() from error
        try:
            self._names = {info.filename: info for info in self._zip.infolist()}
            if sum(info.file_size for info in self._names.values()) > 2 * settings.BODY_MAX_BYTES:
                raise FileRefused(
                    _("The file unpacks to more than it can hold. Save it again on the tablet.")
                )
            content = self._read(WORK, MOST_WORK)
            if content is None:
                raise _no_file()
            self.work = _parsed(content)
        except FileRefused:
            self.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_error) -> None:
        self.close()

    def close(self) -> None:
        if self._zip:
            self._zip.close()

    def photo(self, name: str) -> bytes | None:
        """The bytes of a photo; None where they are not there, damaged, or more than a photo may have."""
        return self._read(name, settings.PHOTO_MAX_BYTES)

    def _read(self, name: str, most: int) -> bytes | None:
        """Entries are read into memory and never written anywhere, so no name leads out of the archive."""
        info = self._names.get(name)
        if info is None or info.compress_type not in METHODS or info.file_size > most:
            return None
        try:
            with self._zip.open(info) as entry:
                return entry.read(most)  # zipfile stops at the size that the entry declares
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error):
            return None  # RuntimeError: it wants a password


def _taken_out(path: Path) -> bytes:
    """The file itself where it is the work.json that somebody took out of the ZIP, else nothing."""
    with path.open("rb") as file:
        content = file.read(MOST_WORK + 1)
    return content if content.startswith(b"{") and len(content) <= MOST_WORK else b""


def _check_directory(path: Path) -> None:
    """The list of entries is small, and where the end of the file says; tablets and systems write it so."""
    with path.open("rb") as file:
        length = file.seek(0, 2)
        file.seek(max(0, length - 64))
        tail = file.read()
    if len(tail) < 22 or tail[-22:-18] != END or tail[-42:-38] == LARGE:
        raise _no_file()
    entries, size = struct.unpack("<HI", tail[-12:-6])
    if entries > MOST_ENTRIES or size > MOST_DIRECTORY:
        raise FileRefused(_("There is far more in this file than a tablet saves. Choose another one."))


def _parsed(content: bytes) -> Mapping:
    try:
        work = json.loads(content)
        json.dumps(work, ensure_ascii=False).encode()  # halves of characters, which no database takes
    except (ValueError, RecursionError) as error:
        raise _no_file() from error
    if not isinstance(work, Mapping):
        raise _no_file()
    return work


def _no_file() -> FileRefused:
    return FileRefused(
        _("This is not a file of unsent work, or it is not whole. Choose the .zip as the tablet saved it.")
    )
