"""Writing the spreadsheet that a person edits and brings back (spreadsheet_reading.py)."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..problems import LANGUAGES
from .columns import SHEETS, Column
from .faults import Fault, FormatRefused
from .spreadsheet_rows import Cells, rows_of
from .workbook import MOST_LETTERS, Value

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet might take for one."""

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What the file format cannot hold."""

EMPTY_ROWS = 500
"""Below the last row, into which lists and checks reach: for what a person adds."""

INK, PAPER, LINE = "FF1B2528", "FFE8EFEC", "FFD3CFC4"


def write_spreadsheet(
    content: Mapping[str, Any], *, key: str = "", name: Mapping[str, str] | None = None
) -> bytes:
    """The whole content as an .xlsx. Raises FormatRefused where a text is longer than a cell holds."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    _write_help(book)
    for title, rows in rows_of(content, key=key, name=name).items():
        _write_sheet(book, title, SHEETS[title], rows)
    return saved(book)


def saved(book: "Workbook") -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def put(sheet: "Worksheet", row: int, column: int, value: Value) -> None:
    """Texts stay texts, whatever they begin with: no program reads a formula into what a person wrote."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        return
    if len(value) > MOST_LETTERS:
        sentence = _("The text has more than %d letters. Shorten it.") % MOST_LETTERS
        raise FormatRefused([Fault(sentence, sheet.title, row, cell.column_letter)])
    cell.value = UNWRITABLE.sub(" ", value)
    cell.data_type = "s"  # not what openpyxl takes it for: '=1' would be a formula, '#N/A' an error
    cell.quotePrefix = value.startswith(FORMULA)


def head_row(sheet: "Worksheet", titles: Iterable[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for number, title in enumerate(titles, start=1):
        put(sheet, 1, number, title)
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True, color=INK)
        cell.fill = PatternFill("solid", start_color=PAPER)
        cell.border = Border(bottom=Side("medium", color=INK))
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 32


def _write_sheet(book: "Workbook", title: str, columns: Sequence[Column], rows: Sequence[Cells]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    head_row(sheet, (column.title for column in columns))
    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, cells in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            put(sheet, number, place, cells[column.title])
            sheet.cell(number, place).alignment = wrapped
    last = len(rows) + 1 + EMPTY_ROWS
    for place, column in enumerate(columns, start=1):
        letters = get_column_letter(place)
        sheet.column_dimensions[letters].width = column.width
        sheet.add_data_validation(_validation(column, f"{letters}2:{letters}{last}"))
    sheet.freeze_panes = "B2" if title != "template" else "A2"
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _page(sheet)


def _validation(column: Column, cells: str):
    """What may stand in a column, and a word of help where the cursor is in it."""
    from openpyxl.worksheet.datavalidation import DataValidation

    kind: dict[str, Any] = {}
    if column.of:
        kind = {"type": "list", "formula1": f"'{column.of}'!$A$2:$A${EMPTY_ROWS * 4}"}
    elif column.choices:
        kind = {"type": "list", "formula1": f'"{",".join(column.choices)}"'}
    elif column.number:
        kind = {"type": "decimal", "operator": "between", "formula1": "-1000000", "formula2": "1000000"}
    return DataValidation(
        **kind,
        sqref=cells,
        allow_blank=True,
        showErrorMessage=bool(kind),
        errorTitle=column.title[:32],
        error=str(column.help)[:255],
        showInputMessage=True,
        promptTitle=column.title[:32],
        prompt=str(column.help)[:255],
    )


def _page(sheet: "Worksheet") -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _write_help(book: "Workbook") -> None:
    """The first sheet, which is not read back."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("read me")
    lines = [
        _("A template of Eventaudit"),
        _("Edit the sheets, save as .xlsx, and bring the file back on the page “Import a template”."),
        _("Keep the names of sheets and columns. Rows can be added, moved and deleted."),
        _("Write values, no formulas, and merge no cells. All of it is taken over, or nothing."),
        _("Texts stand side by side in: %s. An empty cell means that there is no translation yet.")
        % ", ".join(LANGUAGES),
    ]
    for number, line in enumerate(lines, start=1):
        put(sheet, number, 1, line)
    sheet["A1"].font = Font(bold=True, size=16, color=INK)
    row = len(lines) + 2
    for title, columns in SHEETS.items():
        for place, word in enumerate((title, _("What to write"), _("One of")), start=1):
            put(sheet, row, place, word)
            sheet.cell(row, place).font = Font(bold=True, color=INK)
        for column in columns:
            row += 1
            choices = column.of and _("the keys of the sheet “%s”") % column.of
            for place, word in enumerate(
                (column.title, str(column.help), choices or ", ".join(column.choices)), 1
            ):
                put(sheet, row, place, word)
                sheet.cell(row, place).alignment = Alignment(vertical="top", wrap_text=True)
        row += 2
    for letters, width in zip("ABC", (24, 70, 50), strict=True):
        sheet.column_dimensions[letters].width = width
    sheet.sheet_view.showGridLines = False
    _page(sheet)
    sheet.print_title_rows = None
