"""The criterion of the library that would decide a promise, where one fits."""

from __future__ import annotations

from .clauses import Clause
from .marking import Marked, MarkedText
from .quantities import Quantity


def criterion_for(
    touchpoint: str,
    text: MarkedText,
    marked: Marked,
    clause: Clause,
    numbers: list[Quantity],
    *,
    negated: bool,
) -> str | None:
    return None
