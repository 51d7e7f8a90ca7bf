"""Pairs of quotes, from two messages of one event, that cannot both be true (gap PP, analysis 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventaudit.consistency.facts import ContradictionKind


@dataclass(frozen=True, slots=True)
class Said:
    """Where a message says it."""

    message: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    touchpoint: str
    kind: ContradictionKind
    a: Said
    b: Said
    why: str


def find_contradictions(messages: Sequence[tuple[str, str, str | None]]) -> list[Contradiction]:
    """messages: (id, text, language or None) in the order of sending."""
    return []
