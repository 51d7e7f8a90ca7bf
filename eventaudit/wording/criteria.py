"""The criterion of the library that would decide a promise, where one fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .marking import MarkedText

if TYPE_CHECKING:
    from .promises import About


def criterion_for(text: MarkedText, found: About, *, negated: bool) -> str | None:
    return None
