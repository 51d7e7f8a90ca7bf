"""What is different between two contents, in lines for the history and for the second of two admins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..comparing import Compared, Comparison


@dataclass(frozen=True, slots=True)
class Line:
    """what: 'touchpoint', 'criterion' or 'perceiver'. place: in words where it stands now, if it moved."""

    what: str
    one: Compared
    place: str = ""


def lines_of(comparison: Comparison, now: Mapping[str, Any]) -> list[Line]:
    """now: the newer of the two contents that were compared."""
    points = [row["key"] for row in sorted(now["touchpoints"], key=lambda row: row["order"])]
    return [*_points(comparison, points), *_criteria(comparison, now), *_perceivers(comparison)]


def _points(comparison: Comparison, points: list[str]) -> Iterator[Line]:
    for one in comparison.touchpoints:
        yield Line("touchpoint", one, _place(points, one) if one.state == "moved" else "")


def _criteria(comparison: Comparison, now: Mapping[str, Any]) -> Iterator[Line]:
    homes = {row["key"]: row["touchpoint"] for row in now["criteria"]}
    for one in comparison.criteria:
        beside = [key for key, home in homes.items() if home == homes.get(one.key)]
        yield Line("criterion", one, _place(beside, one) if one.state == "moved" else "")


def _perceivers(comparison: Comparison) -> Iterator[Line]:
    return (Line("perceiver", one) for one in comparison.perceivers)


def _place(keys: list[str], one: Compared) -> str:
    return _("to place %(place)d of %(all)d") % {"place": keys.index(one.key) + 1, "all": len(keys)}
