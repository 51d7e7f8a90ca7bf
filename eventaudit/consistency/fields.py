"""Reading untrusted JSON field by field, noting every problem instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import inf, isfinite
from typing import Any

SHOWN_LENGTH = 60
COUNTED_TO = 10_000_000
"""More people or photos than any event has: a larger number is a slip."""

NUMBERS = (int, float)


def show(value: object) -> str:
    """A value as it may stand in a sentence: short, on one line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 3] + "..."


def listed(keys: Collection[str]) -> str:
    """'a, b or c'"""
    *first, last = list(keys) or ["nothing"]
    return f"{', '.join(first)} or {last}" if first else last


def use(keys: Collection[str], *, otherwise: str) -> str:
    """'Use a, b or c.', or what to do where there is nothing to use."""
    return f"Use {listed(keys)}." if keys else otherwise


def is_number(value: object) -> bool:
    """A finite number, and not true or false."""
    if isinstance(value, bool) or not isinstance(value, NUMBERS):
        return False
    try:
        return isfinite(value)
    except OverflowError:  # an int too big for a float
        return False


class Fields:
    """One JSON object being read. Every method returns something usable, and notes what was wrong.

    `path` names the object in messages ('promises[2]'); `problems` is shared by the whole file.
    A key that is absent or null gives the default.
    """

    def __init__(self, data: object, path: str, problems: list[str]) -> None:
        self.path = path
        self.problems = problems
        if not isinstance(data, dict):
            self.problems.append(f"{path or 'The file'}: {show(data)} is not an object. Write it as {{...}}.")
            data = {}
        self.data: dict[str, Any] = data

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def note(self, key: str, value: object, what: str) -> None:
        self.problems.append(f"{self.at(key)}: {show(value)} {what}")

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.data.get(key)
        if value is None or value == "":
            if required:
                self.problems.append(f"{self.at(key)}: is missing. Write a text.")
            return ""
        if not isinstance(value, str):
            self.note(key, value, "is not a text. Put it in quotation marks.")
            return ""
        return value

    def one_of(self, key: str, allowed: Collection[str], *, required: bool = True) -> str:
        value = self.data.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or value not in allowed:
            self.note(key, value, f"is not known here. Use {listed(allowed)}.")
            return ""
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.note(key, value, "is neither true nor false.")
            return default
        return value

    def number(self, key: str, *, low: float = -inf, high: float = inf) -> float | None:
        """A number in [low, high] as it was written (a whole number stays one), or None."""
        value = self.data.get(key)
        if value is None:
            return None
        if not is_number(value) or not low <= value <= high:
            self.note(key, value, f"is not a number{_between(low, high)}.")
            return None
        number: float = value
        return number

    def whole(self, key: str, *, low: float = -inf, high: float = inf) -> int | None:
        number = self.number(key, low=low, high=high)
        if number is None:
            return None
        if number != int(number):
            self.note(key, number, "is not a whole number.")
            return None
        return int(number)

    def count(self, key: str, *, low: int = 0) -> int | None:
        """How many people or things, from low to COUNTED_TO, or None."""
        return self.whole(key, low=low, high=COUNTED_TO)

    def items(self, key: str) -> Collection[tuple[str, Any]]:
        """The pairs of an object {key: value}."""
        value = self.data.get(key)
        if isinstance(value, dict):
            return value.items()
        if value is not None:
            self.note(key, value, "is not an object. Write it as {...}.")
        return ()

    def elements(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if isinstance(value, list):
            return value
        if value is not None:
            self.note(key, value, "is not a list. Write it as [...].")
        return []

    def objects(self, key: str) -> Iterator[Fields]:
        """The elements of a list of objects; what is no object is noted and left out."""
        for index, value in enumerate(self.elements(key)):
            item = Fields(value, f"{self.at(key)}[{index}]", self.problems)
            if isinstance(value, dict):
                yield item

    def child(self, key: str) -> Fields:
        return Fields(self.data.get(key), self.at(key), self.problems)


def _between(low: float, high: float) -> str:
    if low > -inf and high < inf:
        return f" from {low:,.12g} to {high:,.12g}"
    if low > -inf:
        return f" of at least {low:g}"
    return f" of at most {high:g}" if high < inf else ""
