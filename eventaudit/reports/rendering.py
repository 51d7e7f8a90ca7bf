"""A snapshot becomes a PDF: its chapters are written as HTML here, and set in a process of its own."""

import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pypdfium2
from django.utils import translation
from django.utils.translation import gettext as _

from .attachments import attachments_of
from .choices import Edition
from .document import Part, parts_of
from .photos import gather_photos
from .typesetting.typesetter import Attachment, nodes_of, typeset

VERSION = 5
"""Raised whenever the report's look or wording changes, so that an old file is not offered as the new one."""

UNSEEN = ("event_file",)
"""What the snapshot holds for other readers than the PDF's."""

BRAND = "#0e4f52"


@dataclass(frozen=True, slots=True)
class Rendered:
    """pages: how many. sections: how many parts it has, and the setting of them all as one more. peak_memory:
    of the program that sets it, bytes."""

    pdf: bytes
    pages: int
    sections: int
    peak_memory: int


def render_pdf(
    snapshot: Mapping,
    *,
    made_on: date,
    on_section: Callable[[int, int], None] = lambda done, of: None,
    attachments: Iterable[Attachment] | None = None,
    small: bool = False,
) -> Rendered:
    """Make the PDF from the snapshot alone: PDF/A-3a and PDF/UA-1 at once, with `attachments` embedded (by
    default the event file and the answers). on_section is told how many sections are done, of how many.

    A photo that is gone, or is no longer the one in the snapshot, is shown as missing. small: photos of half
    the size, for mail. Raises RenderingFailed.
    """
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        pictures = gather_photos(snapshot["photos"], into=Path(folder), small=small)
        parts = written(snapshot, made_on=made_on, there=pictures.keys())
        total = len(parts) + 1
        on_section(len(parts), total)
        done = typeset(
            "report",
            Path(folder),
            _job(snapshot, "".join(part.html for part in parts), pictures),
            seconds=round(datetime.combine(made_on, time(), UTC).timestamp()),
            attachments=attachments_of(snapshot) if attachments is None else attachments,
        )
        on_section(total, total)
    with pypdfium2.PdfDocument(done.pdf) as document:
        return Rendered(done.pdf, len(document), total, done.peak_memory)


def written(snapshot: Mapping, *, made_on: date, there: Collection[str]) -> list[Part]:
    """The report's parts in its language. there: the addresses of the photos that can be shown."""
    shown = {key: value for key, value in snapshot.items() if key not in UNSEEN}
    with translation.override(snapshot["language"]):
        return parts_of(shown, made_on=made_on, there=there)


def _job(snapshot: Mapping, html: str, pictures: Mapping[str, str]) -> dict:
    """What report.typ reads."""
    event, language = snapshot["event"], snapshot["language"]
    with translation.override(language):
        title = _("Event audit: %(event)s") % {"event": event["name"]}
    return {
        "title": title,
        "author": event["organisation"],
        "event": event["name"],
        "language": language,
        "edition": snapshot.get("edition", {}).get("kind", Edition.FULL),
        "brand": snapshot.get("brand") or BRAND,
        "body": nodes_of(html, language=language, pictures=pictures),
    }
