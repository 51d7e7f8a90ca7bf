"""How long a walkthrough takes, estimated from its questions.

Rules of thumb, no source: seconds to look, judge and tap, by kind; a measurement is mostly the measuring.
What is asked for as evidence comes on top. Walking between touchpoints is not in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SECONDS = {
    "fit": 15,
    "balance": 15,
    "yesno": 15,
    "choice": 15,
    "expectation": 15,
    "atmosphere": 20,
    "measure": 60,
}
SECONDS_FOR_EVIDENCE = {"none": 0, "note": 10, "photo": 15}
ASKED_UNDER_CONDITIONS = 0.5  # how often a question with conditions is taken to be asked


@dataclass(frozen=True, slots=True)
class Minutes:
    """questions: how many may be asked; minutes: a whole number, at least 1 where there is a question."""

    questions: int
    minutes: int


def minutes_of(criteria: Sequence[Mapping[str, Any]]) -> Minutes:
    seconds = sum(map(_seconds, criteria))
    return Minutes(len(criteria), max(1, round(seconds / 60)) if criteria else 0)


def _seconds(criterion: Mapping[str, Any]) -> float:
    kind = "atmosphere" if criterion.get("options") == "ATMOSPHERES" else criterion["kind"]
    seconds = SECONDS[kind] + SECONDS_FOR_EVIDENCE[criterion.get("evidence") or "none"]
    return seconds * ASKED_UNDER_CONDITIONS if criterion.get("conditions") else seconds
