"""Exports of ODK Central, KoboToolbox and the like (.csv, .json) as rows of texts."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024**2
MOST_ROWS = 500
LISTS = ("value", "results", "submissions")
"""Under which the exports in JSON keep their list."""


class FileRefused(Exception):
    """Nothing can be read of the file; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """number: as a spreadsheet counts the rows of a .csv; in .json the place in the list. cells: title, which
    may be a path such as venue/venue_air, to text; only those with something."""

    number: int
    cells: dict[str, str]


def read_lines(file: bytes) -> list[Line]:
    """Raises FileRefused."""
    if len(file) > MOST_BYTES:
        raise FileRefused(_("The file is larger than %d MB. Send it in parts.") % (MOST_BYTES // 1024**2))
    if file.startswith(b"PK"):
        raise FileRefused(
            _("This is a .zip or .xlsx file. Take the .csv out of it, or export as .csv or .json.")
        )
    try:
        text = file.decode("utf-8-sig").replace("\0", "")
    except UnicodeError as error:
        raise FileRefused(
            _("The file is not in UTF-8. Export it again, and do not save it in between.")
        ) from error
    if not text.strip():
        raise FileRefused(_("The file is empty. Choose another one."))
    lines = _from_json(text) if text.lstrip()[0] in "{[" else _from_csv(text)
    if len(lines) > MOST_ROWS:
        raise FileRefused(_("There are more than %d submissions. Send the file in parts.") % MOST_ROWS)
    if not lines:
        raise FileRefused(_("There is not one submission in the file."))
    return lines


def _from_csv(text: str) -> list[Line]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    found: list[Line] = []
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        titles = [title.strip() for title in next(rows)]
        for number, row in enumerate(rows, start=2):
            cells = {title: cell.strip() for title, cell in zip(titles, row, strict=False) if cell.strip()}
            if len(row) > len(titles):
                raise FileRefused(
                    _("Row %d has more cells than there are titles. Export the file again.") % number
                )
            if cells:
                found.append(Line(number, cells))
    except (csv.Error, StopIteration) as error:
        raise FileRefused(_("This is no .csv file that can be read. Export it again.")) from error
    return found


def _from_json(text: str) -> list[Line]:
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()
        return _rows_of(data)
    except (ValueError, RecursionError) as error:
        raise FileRefused(_("This is no JSON file that can be read. Export it again.")) from error


def _rows_of(data: Any) -> list[Line]:
    if isinstance(data, dict):
        data = next((data[name] for name in LISTS if isinstance(data.get(name), list)), [data])
    if not all(isinstance(row, dict) for row in data):
        raise FileRefused(_("This is not a list of submissions. Export the file again."))
    return [Line(number, dict(_flat(row))) for number, row in enumerate(data, start=1)]


def _flat(row: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Nested groups as paths. Lists, such as those of attachments, are left out."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{path}{name}/")
        elif isinstance(value, bool):
            yield f"{path}{name}", "yes" if value else "no"
        elif value is not None and not isinstance(value, list) and str(value).strip():
            yield f"{path}{name}", str(value).replace("\0", "").strip()
