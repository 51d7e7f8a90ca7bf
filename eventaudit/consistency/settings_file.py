"""Reading an organisation's own settings of the analysis: what is left out has its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from .fields import Fields, listed, show
from .settings import Range, Settings, SettingsError

DEFAULTS = Settings()
RANGES: dict[str, Range] = {item.name: item.metadata["range"] for item in fields(Settings)}
OPEN_TABLES = frozenset({"channel_reach", "touchpoint_weights"})
"""Tables that may hold keys of the organisation's own; the others have the keys of the defaults."""

SOME_WEIGHT = ("index_weights", "strength_weights")
IN_ORDER = (
    ("minor_from", "major_from", "critical_from"),
    ("partly_from", "kept_from"),
    ("agreement_tentative", "agreement_rely"),
)
"""Settings that are steps of one ladder, from the lowest to the highest."""


def read_settings(data: Mapping[str, Any]) -> Settings:
    """Raises SettingsError with a sentence for every problem: field, value, what to do."""
    problems: list[str] = []
    root = Fields(data, "", problems)
    for name in root.data.keys() - RANGES.keys():
        problems.append(f"{show(name)}: is not a setting. {_suggestion(name)}")
    known = {name: _read(root, name) for name in RANGES if root.data.get(name) is not None}
    settings = Settings(**known)
    problems.extend(_contradictions(settings))
    if problems:
        raise SettingsError(tuple(sorted(problems)))
    return settings


def _suggestion(name: object) -> str:
    near = get_close_matches(str(name), RANGES, n=1)
    return f"Did you mean {near[0]}?" if near else "Remove it."


def _read(root: Fields, name: str) -> Any:
    allowed, usual = RANGES[name], getattr(DEFAULTS, name)
    if isinstance(usual, tuple):
        return tuple(_table(root, name, dict(usual), allowed).items())
    if isinstance(usual, Mapping):
        return _table(root, name, usual, allowed)
    return _number(root, name, usual, allowed)


def _number(item: Fields, name: str, usual: float, allowed: Range) -> float:
    """The number, or the default where it cannot be used (noted)."""
    read = item.whole if allowed.whole else item.number
    value = read(name, low=allowed.low, high=allowed.high)
    return usual if value is None else value


def _table(root: Fields, name: str, usual: Mapping[str, float], allowed: Range) -> dict[str, float]:
    own = root.child(name)
    keys = dict.fromkeys([*usual, *(own.data if name in OPEN_TABLES else ())])
    for key in own.data.keys() - keys:
        own.note(key, own.data[key], f"is not one of its keys. Use {listed(usual)}.")
    return {key: _number(own, key, usual.get(key, 0.0), allowed) for key in keys}


def _contradictions(settings: Settings) -> list[str]:
    """What each setting alone allows, but all together do not."""
    found = [
        f"{name}: every weight is 0, so there is nothing to measure. Give at least one above 0."
        for name in SOME_WEIGHT
        if not any(getattr(settings, name).values())
    ]
    for ladder in IN_ORDER:
        for lower, upper in pairwise(ladder):
            low, high = getattr(settings, lower), getattr(settings, upper)
            if low > high:
                found.append(f"{lower}: {low:g} is above {upper}, {high:g}. Lower it, or raise {upper}.")
    for (better, high), (worse, low) in pairwise(settings.letter_cuts):
        if low >= high:
            found.append(
                f"letter_cuts.{worse}: {low:g} is not below {better}, {high:g}. "
                "Write the cuts from high to low."
            )
    return found
