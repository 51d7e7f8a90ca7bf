"""The atmospheres that an event file brings along: an organisation's own ones (docs/event-file.md)."""

from __future__ import annotations

from dataclasses import replace

from .fields import Fields
from .library import Library
from .library_file import read_atmosphere

PART = "atmospheres"


def library_for(data: object, library: Library, problems: list[str] | None = None) -> Library:
    """The library with the event's own atmospheres, which stand in for those of the same key.

    The library itself where the event has none. What is wrong with them is added to problems.
    """
    if not isinstance(data, dict) or data.get(PART) is None:
        return library
    found: list[str] = [] if problems is None else problems
    own = {
        key: read_atmosphere(key, value, library.axes, found)
        for key, value in Fields(data, "", found).items(PART)
    }
    return replace(library, atmospheres={**library.atmospheres, **own}) if own else library
