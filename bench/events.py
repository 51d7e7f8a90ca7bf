"""Events made up for measuring: every criterion answered by every auditor in every round."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from eventaudit.consistency import Criterion, Library, default_library

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "demo_events.json"
ROUNDS = 6
AUDITORS = 3
COUNTED_FROM = 5
"""Minutes and metres are noted in whole numbers, smaller measures with a decimal."""

EARLIER = (
    "messages",
    "promises",
    "contradictions",
    "segments",
    "attendee_segments",
    "previous_round",
    "feedback",
)


def made_event(number: int, *, auditors: int = AUDITORS, rounds: int = ROUNDS) -> dict[str, Any]:
    """The messages, promises and attendees of the demo event with walkthroughs of its own, always the same.

    An event of 3 auditors and 6 rounds holds 2,034 answers: 113 criteria each time.
    """
    chance, library, demo = random.Random(number), default_library(), _demo()  # noqa: S311 - no secret
    return {
        "id": f"event-{number}",
        "intended": demo["intended"],
        **{part: demo[part] for part in EARLIER},
        "walkthroughs": [
            {"auditor": f"auditor {auditor}", "round": f"round {n}", **_observed(chance, library)}
            for auditor in range(auditors)
            for n in range(rounds)
        ],
    }


@cache
def _demo() -> dict[str, Any]:
    return json.loads(FIXTURE.read_text(encoding="utf-8"))["events"][0]


def _observed(chance: random.Random, library: Library) -> dict[str, Any]:
    moods = ["luxury", "luxury", "festive_gala", "neutral", "rustic"]
    return {
        "answers": {
            key: _answer(chance, criterion) for key, criterion in library.criteria.items() if criterion.scored
        },
        "reads": {key: [chance.choice(moods)] for key in library.touchpoints},
        "comments": {"catering_as_promised": "Glasses out at the door (photo)."},
    }


def _answer(chance: random.Random, criterion: Criterion) -> Any:
    if chance.random() < 0.03:
        return None
    if criterion.kind == "fit":
        return chance.choice([2, 3, 4, 4, 5])
    if criterion.kind == "balance":
        return chance.choice([-1, 0, 0, 1])
    if criterion.kind == "yesno":
        return chance.random() < 0.9
    if criterion.kind == "measure":
        band = criterion.band
        edge = (band.hi or band.lo or 1) if band else 1
        return round(edge * chance.uniform(0.5, 1.5), 0 if edge >= COUNTED_FROM else 1)
    return chance.choice(list(criterion.options or {}))
