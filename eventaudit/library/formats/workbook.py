"""Reading a workbook (.xlsx) that anybody may have made: bounded, and every doubtful cell named.

Values only: a formula, a date or an error is a fault, for what it would give depends on the program that
opens it. Merged cells are one too, since all but the first of them are empty.
"""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .faults import Fault, FormatRefused

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_BYTES = 10 * 1024**2
MOST_UNPACKED = 40 * 1024**2
MOST_PARTS = 500
"""Files inside the file."""

MOST_ROWS = 5000
MOST_COLUMNS = 250
MOST_LETTERS = 32_767
"""That a cell holds, by the file format."""

MOST_CELLS = 10_000_000
"""Empty ones included, which a file can have as many of as it likes: it only says where the next one is."""

MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z]+)(\d+):')

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """number: as the spreadsheet counts. cells: by the title of their column, only those with something."""

    sheet: "Sheet"
    number: int
    cells: dict[str, Value]

    def fault(self, title: str, sentence: str) -> Fault:
        return Fault(sentence, self.sheet.name, self.number, self.sheet.letters.get(title, ""))


@dataclass(slots=True)
class Sheet:
    """letters: title of a column to its letters, in order. The titles stand in the first row."""

    name: str
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def read_workbook(content: bytes, wanted: Sequence[str]) -> tuple[dict[str, Sheet], list[Fault]]:
    """The sheets of these names, as far as they are there, and what is wrong in their cells.

    Names are matched whatever their case. Raises FormatRefused where the file cannot be opened at all.
    """
    _check_zip(content)
    from openpyxl import load_workbook

    found: dict[str, Sheet] = {}
    faults: list[Fault] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings, colours and the like, which are not read
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                for worksheet in book.worksheets:
                    name = worksheet.title.strip().lower()
                    if name in wanted and name not in found:
                        found[name] = Sheet(name)
                        faults += _merged(worksheet, content, name)
                        faults += _fill(found[name], worksheet)
            finally:
                book.close()
    except Exception as error:  # openpyxl raises whatever the damage makes of it
        raise FormatRefused([Fault(_damaged())]) from error
    return found, faults


def sheet_names(content: bytes) -> list[str]:
    """In small letters. Raises FormatRefused where the file cannot be opened."""
    _check_zip(content)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            names = [worksheet.title.strip().lower() for worksheet in book.worksheets]
            book.close()
    except Exception as error:
        raise FormatRefused([Fault(_damaged())]) from error
    return names


def _damaged() -> str:
    return _("This is not a spreadsheet that can be read. Save it again as .xlsx and send that file.")


def _check_zip(content: bytes) -> None:
    """What it unpacks to is counted while unpacking: a zip file may say anything of itself."""
    if len(content) > MOST_BYTES:
        raise FormatRefused(
            [
                Fault(
                    _("The file is larger than %d MB. Take out what is not needed.") % (MOST_BYTES // 1024**2)
                )
            ]
        )
    too_large = [Fault(_("The file unpacks to more than can be read. Take out what is not needed."))]
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise FormatRefused(too_large)
            for part in parts:
                with archive.open(part) as unpacked:
                    data = unpacked.read(MOST_UNPACKED - total + 1)
                total += len(data)
                if total > MOST_UNPACKED:
                    raise FormatRefused(too_large)
                if part.filename.endswith((".xml", ".rels")) and _declares(data):
                    raise FormatRefused([Fault(_damaged())])
    except FormatRefused:
        raise
    except Exception as error:  # zipfile and zlib raise many kinds
        raise FormatRefused([Fault(_damaged())]) from error


def _declares(data: bytes) -> bool:
    """Entities that grow when they are read; no spreadsheet program writes a document type."""
    plain = data.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _merged(worksheet: "ReadOnlyWorksheet", content: bytes, name: str) -> Iterator[Fault]:
    """Read from the sheet's own part: openpyxl tells of merged cells only where it loads everything."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read(worksheet._worksheet_path)
    for found in MERGED.finditer(part):
        sentence = _("These cells are merged. Undo that, and write the value into each.")
        yield Fault(sentence, name, int(found[2]), found[1].decode())


def _fill(sheet: Sheet, worksheet: "ReadOnlyWorksheet") -> Iterator[Fault]:
    from openpyxl.utils import get_column_letter

    worksheet.reset_dimensions()  # what a file says of its own size may be wrong
    titles: dict[int, str] = {}
    looked_at = 0
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        looked_at += len(cells) + 1
        if looked_at > MOST_CELLS:
            yield _too_many_rows(sheet, number)
            return
        filled = [
            (place, cell)
            for place, cell in enumerate(cells, start=1)
            if cell.value is not None and (not isinstance(cell.value, str) or cell.value.strip())
        ]
        if not filled:
            continue
        if number > MOST_ROWS:
            yield _too_many_rows(sheet, number)
            return
        if filled[-1][0] > MOST_COLUMNS:
            sentence = _("There are more than %d columns. Take out what is not needed.") % MOST_COLUMNS
            yield Fault(sentence, sheet.name, number, get_column_letter(filled[-1][0]))
            filled = [(place, cell) for place, cell in filled if place <= MOST_COLUMNS]
        if number == 1:
            yield from _head(sheet, titles, filled)
            continue
        row = Row(sheet, number, {})
        for place, cell in filled:
            value, wrong = _value(cell)
            if wrong:
                yield Fault(wrong, sheet.name, number, get_column_letter(place))
            elif place in titles:
                row.cells[titles[place]] = value
        sheet.rows.append(row)


def _too_many_rows(sheet: Sheet, number: int) -> Fault:
    sentence = _("There are more than %d rows. Take out what is not needed.") % MOST_ROWS
    return Fault(sentence, sheet.name, number)


def _head(sheet: Sheet, titles: dict[int, str], cells: Sequence) -> Iterator[Fault]:
    from openpyxl.utils import get_column_letter

    for place, cell in cells:
        title = re.sub(r"\s+", " ", str(cell.value)).strip()
        letters = get_column_letter(place)
        if title in sheet.letters:
            sentence = _("The column “%s” is there twice. Remove one of the two.") % title
            yield Fault(sentence, sheet.name, 1, letters)
            continue
        titles[place] = title
        sheet.letters[title] = letters


def _value(cell) -> tuple[Value, str]:
    """The value, or a sentence for what is none."""
    if cell.data_type == "f":
        shown = cell.value if isinstance(cell.value, str) else "="
        return None, _("“%s” is a formula. Write the value itself.") % shown[:40]
    if cell.data_type == "e":
        return None, _("“%s” is an error of the spreadsheet. Write the value itself.") % str(cell.value)[:40]
    if isinstance(cell.value, datetime.date | datetime.time | datetime.timedelta):
        return None, _("The spreadsheet has made a date or time of this. Set the cell's format to text.")
    if isinstance(cell.value, str):
        if len(cell.value) > MOST_LETTERS:
            return None, _("The text has more than %d letters. Shorten it.") % MOST_LETTERS
        return cell.value.replace("\r\n", "\n").replace("\r", "\n"), ""
    if isinstance(cell.value, bool | int | float):
        return cell.value, ""
    return None, _("This cannot be read. Write a text or a number.")
