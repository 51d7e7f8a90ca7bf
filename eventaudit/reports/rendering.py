"""A snapshot becomes a PDF: the HTML is written here, the PDF in processes of their own (renderer.py).

They end with the report because WeasyPrint keeps about 3 MB a page that a long-lived worker never gives
back; and there memory and time can be bounded, and the fonts of the machine be kept out.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import translation

from . import part_cache
from .attachments import Attachment, attachments_of
from .document import parts_of
from .fonts import font_of_numbers
from .photos import gather_photos
from .renderers import follow, renderer_at_work
from .sheets import STYLES, Sheets, cut_into_sheets

VERSION = 4
"""Raised whenever the report's look or wording changes, so that an old file is not offered as the new one."""

MOST_PROCESSES = 4
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONG_WORD = re.compile(r"\S{101,}")
ZERO_WIDTH_SPACE = "\u200b"
UNSEEN = ("event_file",)
"""What the snapshot holds for other readers than the PDF's."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """pages: how many. sections: how many parts were set, and how many of them anew, the front included.
    peak_memory: of the largest rendering process, bytes."""

    pdf: bytes
    pages: int
    sections: int
    anew: int
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

    A photo that is gone, or is no longer the one in the snapshot, is shown as missing. Parts that were set
    before are taken from the cache. small: photos of half the size, for mail. Raises RenderingFailed.
    """
    with tempfile.TemporaryDirectory(prefix="report-") as folder, renderer_at_work() as renderer:
        job = Path(folder)
        photos = gather_photos(snapshot["photos"], into=job, small=small)
        sheets = sheets_of(snapshot, made_on=made_on, there=photos.keys())
        digests = sheets.digests(photos)
        todo = {}
        for number, (digest, html) in enumerate(zip(digests, sheets.bodies, strict=True)):
            place = job / f"part{number}"
            if not part_cache.take(digest, to=place):
                place.with_suffix(".html").write_text(html)
                todo[digest] = place
        (job / "front.html").write_text(sheets.front)
        embedded = attachments_of(snapshot) if attachments is None else attachments
        (job / "job.json").write_text(
            json.dumps(
                {
                    "files": sheets.files | photos,
                    "styles": STYLES,
                    "font_rules": sheets.font_rules,
                    "parts": [str(job / f"part{number}.pdf") for number in range(len(digests))],
                    "front": str(job / "front.pdf"),
                    "front_pages": part_cache.front_pages(),
                    "attachments": [
                        _write_attachment(item, job, number) for number, item in enumerate(embedded)
                    ],
                    "numbers": font_of_numbers(),
                    "processes": min(MOST_PROCESSES, _cores()),
                }
            )
        )
        total = len(digests) + 1
        peak = follow(renderer, job, lambda done: on_section(done, total))
        for digest, place in todo.items():
            part_cache.keep(digest, made=place)
        pages = [json.loads(path.read_text())["pages"] for path in job.glob("*.json") if path.stem != "job"]
        part_cache.note_front_pages(json.loads((job / "front.json").read_text())["pages"])
        part_cache.prune()
        return Rendered((job / "report.pdf").read_bytes(), sum(pages), total, len(todo) + 1, peak)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sheets_of(snapshot: Mapping, *, made_on: date, there) -> Sheets:
    """The report's HTML, cut. there: the addresses of the photos that can be shown."""
    shown = {key: value for key, value in snapshot.items() if key not in UNSEEN}
    content = breakable(shown)
    with translation.override(snapshot["language"]):
        return cut_into_sheets(parts_of(content, made_on=made_on, there=there), content)


def breakable(part):
    """The same with places to break in words of over 100 letters, which would take quadratic time to lay
    out, and without control characters, which no font can show."""
    if isinstance(part, Mapping):
        return {key: breakable(value) for key, value in part.items()}
    if isinstance(part, list):
        return [breakable(value) for value in part]
    return LONG_WORD.sub(_broken, CONTROL.sub(" ", part)) if isinstance(part, str) else part


def _broken(word: re.Match) -> str:
    letters = word[0]
    return ZERO_WIDTH_SPACE.join(letters[start : start + 50] for start in range(0, len(letters), 50))


def _write_attachment(attachment: Attachment, job: Path, number: int) -> dict[str, str]:
    path = job / f"attachment{number}"
    path.write_bytes(attachment.content)
    return {
        "name": attachment.name,
        "mime": attachment.mime,
        "description": attachment.description,
        "path": str(path),
    }
