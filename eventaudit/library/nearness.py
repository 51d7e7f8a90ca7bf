"""How alike atmospheres are: the analysis' own function (analysis 2) over rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from eventaudit.consistency import Likeness, Mixture

from .setting_texts import AXES

MOST = 4  # each axis runs from 0
NEARLY_THE_SAME = 0.9  # one axis step and a bit between two atmospheres: nobody on site could tell them apart


class Placed(Protocol):
    axes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Near:
    """likeness: 0 to 1."""

    key: str
    likeness: float

    @property
    def percent(self) -> int:
        return round(self.likeness * 100)

    @property
    def nearly_the_same(self) -> bool:
        return self.likeness >= NEARLY_THE_SAME


def likeness_of(atmospheres: Mapping[str, Placed], *, neutral: float = 0.5) -> Likeness:
    """Of mixtures of these; the same numbers as in the analysis of an event."""
    profiles = {
        key: tuple(float(each.axes.get(axis, 0)) for axis in AXES) for key, each in atmospheres.items()
    }
    return Likeness(profiles, MOST * len(AXES) / 2, neutral=neutral)


def nearest(axes: Mapping[str, float], others: Mapping[str, Placed]) -> list[Near]:
    """All others, the most alike first; `axes` has a number for each axis."""
    alike = likeness_of({**others, "": _Point(axes)})
    here = Mixture.of({"": 1.0})
    found = [Near(key, alike.between(here, Mixture.of({key: 1.0}))) for key in others]
    return sorted(found, key=lambda near: -near.likeness)


@dataclass(frozen=True, slots=True)
class _Point:
    axes: Mapping[str, float]
