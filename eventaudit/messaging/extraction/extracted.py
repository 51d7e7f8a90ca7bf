"""What every kind of file is turned into, and the one way to say no."""

import datetime
from dataclasses import dataclass, replace

from eventaudit.messaging.said_event import SaidEvent

MAX_CHARACTERS = 200_000  # some sixty pages; a page with more highlights than that serves nobody


class ExtractionRefused(ValueError):
    """A file that is not taken; its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file, as it came. Its name ends as its kind does, whatever the sender called it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Extracted:
    """text: as read by a guest; html: sanitised, or '' where there was none; attachments: not read yet;
    events: what the file says of events as data.
    """

    text: str
    html: str = ""
    title: str = ""
    sent_on: datetime.date | None = None
    attachments: tuple[Attachment, ...] = ()
    events: tuple[SaidEvent, ...] = ()

    def with_text(self, text: str) -> "Extracted":
        return replace(self, text=text)
