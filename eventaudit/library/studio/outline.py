"""Moves in the outline of a template. Pure: they alter the content of a version (content.py) in place.

Everything that is named by a key raises UnknownPart where there is no such thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Content = dict[str, Any]
Kind = Literal["touchpoint", "criterion"]


class UnknownPart(Exception):
    """No touchpoint or criterion has this key."""


@dataclass(frozen=True, slots=True)
class Move:
    """A touchpoint or criterion goes to stand before another one; before '': it becomes the last.

    touchpoint: where a criterion goes.
    """

    kind: Kind
    key: str
    touchpoint: str = ""
    before: str = ""

    def __call__(self, content: Content) -> None:
        if self.kind == "touchpoint":
            move_touchpoint(content, self.key, before=self.before)
        else:
            move_criterion(content, self.key, touchpoint=self.touchpoint, before=self.before)


def part(rows: list[Mapping[str, Any]], key: str) -> Any:
    for row in rows:
        if row["key"] == key:
            return row
    raise UnknownPart(key)


def criteria_at(content: Content, touchpoint: str) -> list[Any]:
    return [row for row in content["criteria"] if row["touchpoint"] == touchpoint]


def move_touchpoint(content: Content, key: str, *, before: str = "") -> None:
    """The numbers stay where they are, so that only those between its old and new place change."""
    rows = sorted(content["touchpoints"], key=lambda row: row["order"])
    numbers = [row["order"] for row in rows]
    _place(rows, part(rows, key), before)
    for row, number in zip(rows, numbers, strict=True):
        row["order"] = number
    content["touchpoints"] = rows


def move_criterion(content: Content, key: str, *, touchpoint: str, before: str = "") -> None:
    row = part(content["criteria"], key)
    part(content["touchpoints"], touchpoint)
    if before and part(content["criteria"], before)["touchpoint"] != touchpoint:
        raise UnknownPart(before)
    row["touchpoint"] = touchpoint
    _place(content["criteria"], row, before)


def _place(rows: list[Any], row: Any, before: str) -> None:
    if row["key"] == before:
        return
    rows.remove(row)
    rows.insert(rows.index(part(rows, before)) if before else len(rows), row)


def step(content: Content, kind: Kind, key: str, *, up: bool) -> Move:
    """The move by one place; a criterion at the edge of its touchpoint goes on into the next one.

    At the very first and last place it stays where it is.
    """
    points = sorted(content["touchpoints"], key=lambda row: row["order"])
    if kind == "touchpoint":
        return Move(kind, key, before=_before(points, part(points, key), up=up))
    row = part(content["criteria"], key)
    own = criteria_at(content, row["touchpoint"])
    if row is not own[0 if up else -1]:
        return Move(kind, key, row["touchpoint"], _before(own, row, up=up))
    at = points.index(part(points, row["touchpoint"])) + (-1 if up else 1)
    if not 0 <= at < len(points):
        return Move(kind, key, row["touchpoint"], key if up else "")
    there = points[at]["key"]
    first = next((each["key"] for each in criteria_at(content, there)), "")
    return Move(kind, key, there, "" if up else first)


def _before(rows: list[Any], row: Any, *, up: bool) -> str:
    """The key of the one before which it stands after one step; '': it is the last."""
    at = rows.index(row)
    if up:
        return rows[max(at - 1, 0)]["key"]
    return rows[at + 2]["key"] if at + 2 < len(rows) else ""
