"""Two versions side by side for a page: grouped by touchpoint, with a summary on top."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from .comparing import WHY, Compared, Comparison, compare_contents
from .text import localised

STATES: dict[str, Promise] = {
    "added": gettext_lazy("Added"),
    "dropped": gettext_lazy("Dropped"),
    "changed": gettext_lazy("Changed"),
    "moved": gettext_lazy("Moved"),
}
MEANINGS = ("different", "rescored", "reworded", "same")


@dataclass(slots=True)
class Place:
    """A touchpoint. own: what changed of itself, None where nothing did."""

    key: str
    name: str
    own: Compared | None = None
    criteria: list[Compared] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ComparePage:
    """states: how many questions are in each; meanings: of those in both, how many have which, and why."""

    comparison: Comparison
    places: list[Place]
    states: list[tuple[str, Promise, int]]
    meanings: list[tuple[str, Promise, int]]


def build_compare_page(
    old: Mapping[str, Any], new: Mapping[str, Any], *, atmospheres: Mapping[str, str]
) -> ComparePage:
    comparison = compare_contents(old, new, atmospheres=atmospheres)
    states = Counter(one.state for one in comparison.criteria)
    meanings = Counter(one.comparable for one in comparison.criteria if one.comparable)
    return ComparePage(
        comparison=comparison,
        places=_places(old, new, comparison),
        states=[(state, name, states[state]) for state, name in STATES.items()],
        meanings=[(meaning, WHY[meaning], meanings[meaning]) for meaning in MEANINGS if meanings[meaning]],
    )


def _places(old: Mapping[str, Any], new: Mapping[str, Any], comparison: Comparison) -> list[Place]:
    """In the new order, then those that went; only where something is different."""
    places = {
        row["key"]: Place(row["key"], localised(row["name"]) or row["key"])
        for content in (new, old)
        for row in sorted(content["touchpoints"], key=lambda row: row["order"])
    }
    for row in sorted(new["touchpoints"], key=lambda row: row["order"]):
        places[row["key"]].name = localised(row["name"]) or row["key"]
    for own in comparison.touchpoints:
        places[own.key].own = own
    rows = {row["key"]: row for content in (old, new) for row in content["criteria"]}
    for one in comparison.criteria:
        places[rows[one.key]["touchpoint"]].criteria.append(one)
    return [place for place in places.values() if place.own or place.criteria]
