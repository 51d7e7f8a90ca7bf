"""Answers, findings and ledger of a snapshot as tables, for spreadsheets."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

KINDS = ("answers", "findings", "ledger")
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_LETTERS = 32_767
"""That a cell of a spreadsheet holds."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Every cell is a number, None or a text that no spreadsheet takes for a formula."""

    name: str
    head: list[str]
    rows: list[list]


def table_of(snapshot: Mapping, kind: str) -> Table:
    """kind: of KINDS. Names and texts in the snapshot's language."""
    with translation.override(snapshot["language"]):
        name, head, rows = {"answers": _answers, "findings": _findings, "ledger": _ledger}[kind](snapshot)
        return Table(name, head, [[_harmless(cell) for cell in row] for row in rows])


def _harmless(cell):
    """A spreadsheet must not take what somebody noted for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_csv(table: Table) -> bytes:
    """UTF-8 with its mark, since spreadsheets take it for another encoding otherwise."""
    text = io.StringIO()
    csv.writer(text).writerows([table.head, *table.rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(table: Table) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = table.name[:31]
    for row in (table.head, *table.rows):
        sheet.append(
            [
                ILLEGAL_CHARACTERS_RE.sub(" ", cell)[:MOST_LETTERS] if isinstance(cell, str) else cell
                for cell in row
            ]
        )
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, title in enumerate(table.head):
        longest = max((len(str(row[place])) for row in table.rows if row[place] is not None), default=0)
        column = sheet.cell(1, place + 1).column_letter
        sheet.column_dimensions[column].width = min(60, max(len(title), longest) + 2)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _answers(snapshot: Mapping) -> tuple[str, list[str], Iterator[list]]:
    head = [_("Touchpoint"), _("Criterion"), _("Key"), _("Answer"), _("Who"), _("Quality"), _("Notes")]
    return _("Answers"), head, _answer_rows(snapshot["touchpoints"])


def _answer_rows(touchpoints: Sequence[Mapping]) -> Iterator[list]:
    """A row for every different answer, one where nobody could give any."""
    for touchpoint in touchpoints:
        for answer in touchpoint["answers"]:
            notes = " | ".join(note["text"] for note in answer["notes"])
            missing = [
                {
                    "text": _("not applicable") if gone["state"] == "na" else _("could not be observed"),
                    "who": gone["who"],
                }
                for gone in answer["missing"]
            ]
            for value in [*answer["values"], *missing] or [{"text": "", "who": ""}]:
                yield [
                    touchpoint["name"],
                    answer["wording"],
                    answer["key"],
                    value["text"],
                    value["who"],
                    answer["quality"],
                    notes,
                ]


def _findings(snapshot: Mapping) -> tuple[str, list[str], Iterator[list]]:
    head = [
        _("Severity"),
        _("Impact"),
        _("Touchpoint"),
        _("Finding"),
        _("Gap"),
        _("Cause"),
        _("Recommendation"),
        _("Evidence"),
    ]
    causes = {cause["key"]: cause for cause in snapshot["causes"]}
    return _("Findings"), head, (_finding_row(one, causes.get(one["cause"])) for one in snapshot["findings"])


def _finding_row(finding: Mapping, cause: Mapping | None) -> list:
    advice = (cause or {}).get("recommendation") or {}
    return [
        finding["severity"],
        finding["impact"],
        finding["touchpoint"],
        finding["sentence"],
        finding["gap_name"],
        cause["title"] if cause else "",
        advice.get("action", ""),
        finding["grade"],
    ]


def _ledger(snapshot: Mapping) -> tuple[str, list[str], Iterator[list]]:
    head = [
        _("Promise"),
        _("Message"),
        _("Channel"),
        _("Sent"),
        _("Words"),
        _("Touchpoint"),
        _("Strength"),
        _("Verdict"),
        _("Value"),
        _("Delivered"),
        _("Note"),
    ]
    return _("Promise ledger"), head, _ledger_rows(snapshot["ledger"]["messages"])


def _ledger_rows(messages: Sequence[Mapping]) -> Iterator[list]:
    for message in messages:
        for promise in message["promises"]:
            yield [
                promise["key"],
                f"{message['key']} {message['title']}".strip(),
                message["channel"],
                message["sent_on"],
                promise["quote"],
                promise["touchpoint"],
                promise["strength"],
                promise["verdict"],
                promise["value"],
                f"{promise['delivered']['wording']} {promise['delivered']['value']}".strip(),
                promise["note"],
            ]
