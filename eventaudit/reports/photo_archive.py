"""An event's photos as a ZIP, sent while it is being made, under names that say what they show."""

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from django.utils.text import slugify

from eventaudit.events.models import Event
from eventaudit.walkthroughs.queries import shown_photos

from .photos import read_rendition

MOST_OF_NAME = 60


def photo_names(
    event: Event, *, only: Collection[str] | None = None, anonymous: bool
) -> Iterator[tuple[str, str]]:
    """(name in the archive, stored name): 'toilets-toilets_accessible-aino-auditor-1.jpg'.

    only: the ids of the photos that may be given. anonymous: without who took it.
    """
    rows = shown_photos().filter(walkthrough__event=event)
    rows = rows.select_related("photo", "criterion__touchpoint", "walkthrough")
    numbers: Counter = Counter()
    for row in rows.order_by(
        "criterion__touchpoint__order", "criterion__order", "photo__created_at", "photo_id"
    ):
        if only is None or str(row.photo_id) in only:
            who = "" if anonymous else slugify(row.walkthrough.auditor_name)[:MOST_OF_NAME]
            parts = (row.criterion.touchpoint.key, row.criterion.key, who)
            name = "-".join(part for part in parts if part)
            numbers[name] += 1
            yield f"{name}-{numbers[name]}.jpg", row.photo.large.name


def zipped(names: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The archive in pieces, one photo in memory at a time; a photo whose file is gone is passed over."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, stored in names:
            content = read_rendition(stored)
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
