"""Pictures of messages that came as PDF: the place of each promise's words, made by a program of its own.

A picture is kept under the SHA-256 of what is in it and never written over, nor deleted with its message:
reports that were released show it.
"""

import contextlib
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from eventaudit.events.models import Event

from .models import Message, MessagePicture

MOST_SECONDS = 15
MOST_SECONDS_AN_EVENT = 30
MOST_QUOTES = 60
PDF = b"%PDF-"


def make_pictures(event: Event) -> None:
    """Make those that are missing for the promises of the event, within MOST_SECONDS_AN_EVENT.

    Tried once: a file of which no picture can be made is not looked at again until its words change.
    """
    until = time.monotonic() + MOST_SECONDS_AN_EVENT
    messages = event.messages.exclude(original="").prefetch_related("promises", "pictures")
    for message in messages:
        known = {picture.quote_sha256 for picture in message.pictures.all()}
        quotes = {digest_of(promise.quote): promise.quote for promise in message.promises.all()}
        missing = {digest: quote for digest, quote in quotes.items() if digest not in known}
        if missing and time.monotonic() < until:
            _make(message, dict(list(missing.items())[:MOST_QUOTES]))


def digest_of(quote: str) -> str:
    return hashlib.sha256(quote.encode()).hexdigest()


def _make(message: Message, quotes: dict[str, str]) -> None:
    try:
        with message.original.open() as file:
            data = file.read(settings.MESSAGE_MAX_BYTES + 1)
    except OSError:
        return  # it may be back tomorrow
    pictures = _pictures(data, quotes.values()) if PDF in data[:1024] else [None] * len(quotes)
    MessagePicture.objects.bulk_create(
        [_row(message, digest, content) for digest, content in zip(quotes, pictures, strict=True)],
        ignore_conflicts=True,  # somebody asked at the same time
    )


def _pictures(data: bytes, quotes: Iterable[str]) -> list[bytes | None]:
    """For each of the quotes a JPEG, None where the file does not bear it."""
    quotes = list(quotes)
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        job = Path(folder)
        (job / "message.pdf").write_bytes(data)
        (job / "job.json").write_text(json.dumps({"pdf": str(job / "message.pdf"), "quotes": quotes}))
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603 - our own module, our own folder
                [sys.executable, "-m", "eventaudit.messaging.pdf_pictures", folder],
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=MOST_SECONDS,
                check=False,  # what it made before it died is good
            )
        return [_read(job / f"{number}.jpg") for number in range(len(quotes))]


def _read(path: Path) -> bytes | None:
    """A JPEG that is whole; the program may have died while it wrote."""
    content = path.read_bytes() if path.exists() else b""
    return content if content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9") else None


def _row(message: Message, digest: str, content: bytes | None) -> MessagePicture:
    row = MessagePicture(message=message, quote_sha256=digest)
    if content:
        from PIL import Image

        with Image.open(io.BytesIO(content)) as picture:
            row.shape = round(picture.width / picture.height, 3)
        row.sha256 = hashlib.sha256(content).hexdigest()
        row.name = f"messages/{message.event_id}/pictures/{row.sha256}.jpg"
        if not default_storage.exists(row.name):
            row.name = default_storage.save(row.name, ContentFile(content))
    return row
