"""What is wrong with a file, or could not be carried over from it, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """sentence: what is wrong and what to do. sheet: of a workbook, or the path in a JSON file; '' where it
    is about the whole. row: from 1 as spreadsheets count, 0 for none. column: its letters."""

    sentence: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def place(self) -> str:
        """'criteria, row 5, column C'; '' for the whole file."""
        parts = [self.sheet] if self.sheet else []
        parts += [_("row %d") % self.row] if self.row else []
        parts += [_("column %s") % self.column] if self.column else []
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class FormatRefused(Exception):
    """Nothing is taken from the file; `faults` holds every one that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))
