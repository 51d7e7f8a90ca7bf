"""What guests met where a criterion is not good, and what to do about it, in the library's languages.

`fixtures/remedies.json` belongs to the default template. An organisation's own criteria have no remedy there:
the page then shows the criterion's question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .json_text import load_json
from .library_file import FIXTURES
from .recommendations import Direction

Text = Mapping[str, str]
"""Language to words: a clause without a full stop."""

SIDES: Mapping[Direction, str] = {"more": "too_little", "less": "too_much"}


@dataclass(frozen=True, slots=True)
class Remedy:
    """met: what guests met. mend: verb and object, for somebody who was not there."""

    met: Text
    mend: Text


def remedy(criterion: str, direction: Direction = "") -> Remedy | None:
    """None for a criterion outside the default template, and for a two-sided one of unknown side."""
    return _remedies().get((criterion, SIDES.get(direction, "")))


@cache
def _remedies() -> Mapping[tuple[str, str], Remedy]:
    data = load_json((FIXTURES / "remedies.json").read_bytes())["remedies"]
    found = {}
    for criterion, entry in data.items():
        sides: dict[str, Any] = {"": entry} if "met" in entry else entry
        for side, texts in sides.items():
            found[criterion, side] = Remedy(texts["met"], texts["mend"])
    return found
