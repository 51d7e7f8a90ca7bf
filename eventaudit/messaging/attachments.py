"""The files inside an e-mail, each read as a message of its own; those that cannot be are named with why."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from .extraction import ACCEPTED, Attachment, Extracted, ExtractionRefused, extract

logger = logging.getLogger(__name__)
MOST_READ = 20  # attachments that become messages
_MOST_SECONDS = 10  # spent on them in one go; the one being read then is finished
_MOST_NAMED = 500  # of those not read


@dataclass(frozen=True, slots=True)
class ReadAttachment:
    file: Attachment
    found: Extracted


@dataclass(frozen=True, slots=True)
class UnreadAttachment:
    """why: a sentence, or several."""

    name: str
    why: str


def read_attachments(
    attachments: Iterable[Attachment],
) -> tuple[list[ReadAttachment], list[UnreadAttachment]]:
    """What was read, and what not. The same file twice is read once. Never raises for a bad one.

    The attachments of an e-mail that is itself attached are named, not read.
    """
    read: list[ReadAttachment] = []
    unread: list[UnreadAttachment] = []
    started, seen = time.monotonic(), set()
    for file in attachments:
        if file.data in seen:
            continue
        seen.add(file.data)
        late = len(read) >= MOST_READ or time.monotonic() - started > _MOST_SECONDS
        found = _("There are too many attachments to read them in one go.") if late else _read(file)
        if isinstance(found, str):
            unread.append(UnreadAttachment(file.name, found))
            continue
        read.append(ReadAttachment(file, found))
        inside = _("It is inside the attached e-mail “%s”.") % file.name
        unread += [UnreadAttachment(each.name, inside) for each in found.attachments]
    return read, unread[:_MOST_NAMED]


def _read(file: Attachment) -> Extracted | str:
    """What the file says, or why not."""
    if file.name.lower() == "winmail.dat":
        return _(
            "Outlook has packed the attachments, perhaps the text too, so that only Outlook can open them. "
            "Ask the sender to send it as HTML."
        )
    if PurePath(file.name).suffix.lower() not in ACCEPTED:
        return _("Files of this kind cannot be read.")
    try:
        return extract(file.name, file.data)
    except ExtractionRefused as error:
        return str(error)
    except Exception:  # whatever is wrong with one attachment, the mail and the others are added
        logger.exception("an attachment could not be read")
        return _("The file is damaged and cannot be read.")
