"""Which of the overlapping runs of clauses of a sentence are shown as candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LENGTH = 0.6  # how much a run over two clauses counts against two candidates, as a power of their number

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Found]):
    """A run over the clauses start to end (not with it) of a sentence, and the chance that it is a promise
    about its touchpoint."""

    start: int
    end: int
    chance: float
    found: Found


def best_choices(choices: Sequence[Choice[Found]], least: float) -> list[Choice[Found]]:
    """Those of at least this chance that do not overlap and gain most together, in their order. All belong
    to one sentence."""
    ending: dict[int, list[Choice[Found]]] = {}
    for choice in choices:
        if choice.chance >= least:
            ending.setdefault(choice.end, []).append(choice)
    best: list[tuple[float, list[Choice[Found]]]] = [(0.0, [])]
    for end in range(1, max(ending, default=0) + 1):
        best.append(best[-1])
        for choice in ending.get(end, ()):
            before, chosen = best[choice.start]
            gain = before + (choice.chance - least) * (end - choice.start) ** LENGTH
            if gain >= best[end][0]:
                best[end] = (gain, [*chosen, choice])
    return best[-1][1]
