"""Taking values out of a row's cells. What cannot be taken is noted, and something harmless stands for it,
so that the rest can be looked at in the same go.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..problems import KEY, LANGUAGES, Problem, is_number
from .columns import NO, YES
from .faults import Fault
from .workbook import Row

YES_WORDS = {YES, "true", "1", "x", "kyllä", "ja"}
NO_WORDS = {NO, "false", "0", "ei", "nej"}
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?")


@dataclass(slots=True)
class Taker:
    """where: path in the content (problems.py) to the row and column that it came from."""

    faults: list[Fault] = field(default_factory=list)
    where: dict[str, tuple[Row, str]] = field(default_factory=dict)

    def note(self, row: Row, title: str, sentence: str) -> None:
        self.faults.append(row.fault(title, sentence))

    def placed(self, problem: Problem) -> Fault:
        """What the check of the template says, where it stands in the file."""
        path = problem.path
        while path and path not in self.where:
            path = path.rpartition(".")[0]
        if not path:
            return Fault(problem.sentence, problem.path)
        row, title = self.where[path]
        return row.fault(title, problem.sentence)

    # Each takes the cell under a title

    def raw_text(self, row: Row, title: str) -> str:
        """As it is; '' where there is nothing. A number is taken as it is shown."""
        value = row.cells.get(title)
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        return "" if value is None else str(value)

    def text(self, row: Row, title: str, most: int = 0) -> str:
        found = self.raw_text(row, title).strip()
        if most and len(found) > most:
            self.note(row, title, _("At most %d letters fit here. Shorten it.") % most)
            return found[:most]
        return found

    def texts(self, row: Row, title: str) -> dict[str, str]:
        """Language to text, without the empty ones."""
        found = {language: self.raw_text(row, f"{title} ({language})") for language in LANGUAGES}
        return {language: text for language, text in found.items() if text.strip()}

    def key(self, row: Row, title: str, taken: Collection[str], most: int) -> str:
        """A new key; '' where there is none that can be used, with the reason noted."""
        found = self.text(row, title)
        if not KEY.fullmatch(found) or len(found) > most:
            self.note(
                row,
                title,
                _("“%(key)s” cannot be a key. Write at most %(most)d letters a to z, digits, _ and -.")
                % {"key": found[:40], "most": most},
            )
            return ""
        if found in taken:
            self.note(row, title, _("The key “%s” is used more than once. Give each its own.") % found)
            return ""
        return found

    def known(self, row: Row, title: str, there: Collection[str], sheet: str) -> str:
        """A key that another sheet has; '' with the reason noted."""
        found = self.text(row, title)
        if found in there:
            return found
        if not found:
            self.note(row, title, _("This cell is empty. Write a key of the sheet “%s”.") % sheet)
            return ""
        self.note(
            row,
            title,
            _("There is no “%(key)s” in the sheet “%(sheet)s”. Correct it, or add it there.")
            % {"key": found[:40], "sheet": sheet},
        )
        return ""

    def number(self, row: Row, title: str) -> float | int | None:
        """None where there is nothing. '1,5' is taken, too."""
        value = row.cells.get(title)
        if isinstance(value, str):
            plain = re.sub(r"\s", "", value).replace("\u2212", "-")
            value = float(plain.replace(",", ".")) if NUMBER.fullmatch(plain) else value
        if value is None or value == "":
            return None
        if not is_number(value):
            sentence = _("“%s” is not a number. Write digits, such as 4 or 1.5.") % str(value)[:40]
            self.note(row, title, sentence)
            return None
        whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        return int(value) if whole else value

    def flag(self, row: Row, title: str, default: bool) -> bool:
        word = self.text(row, title).casefold()
        if not word:
            return default
        if word in YES_WORDS | NO_WORDS:
            return word in YES_WORDS
        self.note(row, title, _("“%s” is neither yes nor no. Write one of them.") % word[:40])
        return default

    def one_of(self, row: Row, title: str, choices: Iterable[str], default: str = "") -> str:
        word = self.text(row, title)
        found = next((choice for choice in choices if choice.casefold() == word.casefold()), "")
        if found or (not word and default):
            return found or default
        self.note(
            row,
            title,
            _("“%(word)s” is not known here. Write one of: %(known)s.")
            % {"word": word[:40], "known": ", ".join(choices)},
        )
        return default
