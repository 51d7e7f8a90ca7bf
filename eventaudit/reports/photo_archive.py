"""Photos as a ZIP, sent while it is being made, under names that say what they show."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.utils.text import slugify

from eventaudit.events.models import Event
from eventaudit.walkthroughs.models import AnswerPhoto
from eventaudit.walkthroughs.queries import shown_photos

from .photos import checked_photo, read_rendition

MOST_OF_NAME = 60
LOGO = "logo"

Found = tuple[str, bytes | None]
"""A name in the archive, and the photo; None where its file is gone."""


def what_they_show(event: Event, of_promises: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, str]]:
    """By photo id: 'toilets-toilets_accessible' or 'promise-P03', and who took it.

    of_promises: promise key to the ids of its photos.
    """
    found = {photo: (f"promise-{key}", "") for key, photos in of_promises.items() for photo in photos}
    return found | {str(row.photo_id): (_place(row), row.walkthrough.auditor_name) for row in _rows(event)}


def photos_of_event(event: Event, *, anonymous: bool) -> Iterator[Found]:
    """As they are now: 'toilets-toilets_accessible-aino-auditor-1.jpg'. anonymous: without who took it."""
    numbers: Counter = Counter()
    for row in _rows(event):
        who = "" if anonymous else row.walkthrough.auditor_name
        yield _name(_place(row), who, numbers), read_rendition(row.photo.large.name)


def photos_of_snapshot(snapshot: Mapping) -> Iterator[Found]:
    """Those that a report shows, each only while it is still the one that was frozen.

    Snapshots of before version 4 do not say what a photo shows and know its small rendition only.
    """
    numbers: Counter = Counter()
    for record in snapshot["photos"].values():
        if record["id"] != LOGO:
            name = _name(record.get("shows", "photo"), record.get("who", ""), numbers)
            yield name, checked_photo(record.get("large", record))


def _rows(event: Event) -> list[AnswerPhoto]:
    rows = shown_photos().filter(walkthrough__event=event)
    rows = rows.select_related("photo", "criterion__touchpoint", "walkthrough")
    return list(
        rows.order_by("criterion__touchpoint__order", "criterion__order", "photo__created_at", "photo_id")
    )


def _place(row: AnswerPhoto) -> str:
    return f"{row.criterion.touchpoint.key}-{row.criterion.key}"


def _name(what: str, who: str, numbers: Counter) -> str:
    name = "-".join(part for part in (what, slugify(who)[:MOST_OF_NAME]) if part)
    numbers[name] += 1
    return f"{name}-{numbers[name]}.jpg"


def zipped(photos: Iterable[Found]) -> Iterator[bytes]:
    """The archive in pieces, one photo in memory at a time; one that is gone is passed over."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, content in photos:
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name), content)
                yield pipe.taken()
    yield pipe.taken()


class _Pipe(io.RawIOBase):
    """What has been written since it was last taken."""

    def __init__(self):
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        self._written += content
        return len(content)

    def taken(self) -> bytes:
        written = bytes(self._written)
        self._written.clear()
        return written
