"""The audit's data inside its PDF, for whoever wants to reckon further: read by any PDF reader's clip."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Attachment:
    """name: of the file, ASCII. mime: its type. description: what it is, in the report's language."""

    name: str
    mime: str
    description: str
    content: bytes


def attachments_of(snapshot: Mapping) -> list[Attachment]:
    """The event file and the answers, as they were when the snapshot was taken."""
    with translation.override(snapshot["language"]):
        found = []
        if "event_file" in snapshot:
            content = json.dumps(snapshot["event_file"], ensure_ascii=False, indent=1).encode()
            found.append(
                Attachment("event.json", "application/json", _("The whole audit as an event file"), content)
            )
        return [*found, Attachment("answers.csv", "text/csv", _("Every answer, a line each"), _csv(snapshot))]


def _csv(snapshot: Mapping) -> bytes:
    """UTF-8 with its mark, since spreadsheets take it for another encoding otherwise."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([_("Touchpoint"), _("Criterion"), _("Answer"), _("Who"), _("Quality"), _("Notes")])
    lines.writerows(_lines(snapshot))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _lines(snapshot: Mapping) -> Iterator[list]:
    for touchpoint in snapshot["touchpoints"]:
        for answer in touchpoint["answers"]:
            notes = " | ".join(note["text"] for note in answer["notes"])
            values = answer["values"] or [{"text": "", "who": ""}]
            for value in values:
                row = [
                    touchpoint["name"],
                    answer["wording"],
                    value["text"],
                    value["who"],
                    answer["quality"],
                    notes,
                ]
                yield [_harmless(cell) for cell in row]


def _harmless(cell):
    """A spreadsheet must not take what somebody noted for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
