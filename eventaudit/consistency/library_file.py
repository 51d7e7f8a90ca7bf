"""Reading template.json and atmospheres.json into a Library. Texts for people are left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .atmospheres import NEUTRAL_KEY
from .condition_file import condition_faults, read_conditions
from .facts import NOT_APPLICABLE, PHASES, Phase
from .fields import Fields, is_number, listed
from .library import (
    KINDS,
    Atmosphere,
    Axis,
    Band,
    Criterion,
    Kind,
    Library,
    LibraryError,
    Perceiver,
    Touchpoint,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
ATMOSPHERES = "ATMOSPHERES"
BAND_EDGES = ("hard_lo", "lo", "hi", "hard_hi")
WEIGHTS_TO = 3


def read_default_library() -> Library:
    template = json.loads((FIXTURES / "template.json").read_text(encoding="utf-8"))
    atmospheres = json.loads((FIXTURES / "atmospheres.json").read_text(encoding="utf-8"))
    return read_library(template, atmospheres)


def read_library(template: dict[str, Any], atmospheres: dict[str, Any]) -> Library:
    """Raises LibraryError with a sentence for every problem in the two files."""
    problems: list[str] = []
    root = Fields(template, "", problems)
    touchpoints = {
        key: Touchpoint(key, item.number("weight", low=0, high=WEIGHTS_TO) or 0)
        for item, key in _keyed(root, "touchpoints")
    }
    perceivers = {
        key: Perceiver(
            key, Fields(value, f"perceivers.{key}", problems).number("default_reach", low=0, high=1) or 0
        )
        for key, value in root.items("perceivers")
    }
    criteria = {key: _criterion(item, key, touchpoints, perceivers) for item, key in _keyed(root, "criteria")}
    problems += condition_faults(criteria)
    space = Fields(atmospheres, "", problems)
    axes = tuple(_axis(item, key) for item, key in _keyed(space, "axes"))
    known = {key: read_atmosphere(key, value, axes, problems) for key, value in space.items("atmospheres")}
    for part, content in (
        ("touchpoints", touchpoints),
        ("criteria", criteria),
        ("axes", axes),
        ("atmospheres", known),
    ):
        if not content:
            problems.append(f"{part}: is empty. A library needs at least one.")
    if problems:
        raise LibraryError(tuple(problems))
    return Library(touchpoints, criteria, perceivers, known, axes, root.text("version"))


def _keyed(root: Fields, part: str) -> list[tuple[Fields, str]]:
    """The objects of a list with their keys, each key once."""
    found: dict[str, Fields] = {}
    for item in root.objects(part):
        key = item.text("key", required=True)
        if key in found:
            item.note("key", key, "is used twice. Give each its own key.")
        elif key:
            found[key] = item
    return [(item, key) for key, item in found.items()]


def _axis(item: Fields, key: str) -> Axis:
    ends = item.elements("range")
    if len(ends) != len(("low", "high")) or not all(map(is_number, ends)) or ends[0] >= ends[1]:
        item.note("range", ends, "is not a range. Write it as [lowest, highest].")
        return Axis(key, 0, 1)
    return Axis(key, ends[0], ends[1])


def read_atmosphere(key: str, value: object, axes: tuple[Axis, ...], problems: list[str]) -> Atmosphere:
    """One of the `atmospheres` of a file; its place on each of the axes, 0 where it is wrong (noted)."""
    point = Fields(value, f"atmospheres.{key}", problems)
    if key == NEUTRAL_KEY:
        problems.append(f"{point.path}: 'neutral' means no atmosphere at all. Choose another key.")
    place = point.child("axes")
    profile = []
    for axis in axes:
        number = place.number(axis.key, low=axis.low, high=axis.high)
        if number is None and place.data.get(axis.key) is None:
            problems.append(
                f"{place.at(axis.key)}: is missing. Give a number from {axis.low:g} to {axis.high:g}."
            )
        profile.append(float(number or 0))
    return Atmosphere(key, tuple(profile))


def _criterion(
    item: Fields, key: str, touchpoints: dict[str, Touchpoint], perceivers: dict[str, Perceiver]
) -> Criterion:
    kind = _kind(item)
    reads = item.data.get("options") == ATMOSPHERES
    return Criterion(
        key=key,
        touchpoint=item.one_of("touchpoint", touchpoints),
        kind=kind,
        weight=item.number("weight", low=0, high=WEIGHTS_TO) or 0,
        core=item.flag("core"),
        hard_fail=item.flag("hard_fail"),
        scored=item.flag("scored", default=True) and not reads,
        phases=_phases(item),
        perceived_by=item.one_of("perceived_by", perceivers, required=False) or "all",
        band=_band(item) if kind == "measure" else None,
        unit=item.child("band").text("unit") if kind == "measure" else "",
        variants=_variants(item) if kind == "measure" else None,
        options=_options(item) if kind in ("choice", "expectation") and not reads else None,
        reads_atmosphere=reads,
        conditions=read_conditions(item),
    )


def _phases(item: Fields) -> tuple[Phase, ...]:
    """In the order in which attendees go through them."""
    given = item.elements("phases")
    for phase in given:
        if phase not in PHASES:
            item.note("phases", phase, f"is not a phase. Use {listed(PHASES)}.")
    return tuple(phase for phase in PHASES if phase in given)


def _kind(item: Fields) -> Kind:
    value = item.data.get("kind")
    for kind in KINDS:
        if kind == value:
            return kind
    item.one_of("kind", KINDS)
    return "fit"


def _band(item: Fields) -> Band:
    band = item.child("band")
    return _checked(item, "band", [band.number(edge) for edge in BAND_EDGES])


def _variants(item: Fields) -> dict[str, Band]:
    band = item.child("band")
    variants = {}
    for name, edges in band.items("variants"):
        fits = isinstance(edges, list) and len(edges) == len(BAND_EDGES)
        if not fits or not all(edge is None or is_number(edge) for edge in edges):
            band.note(f"variants.{name}", edges, "is not a band. Write it as [hard_lo, lo, hi, hard_hi].")
            continue
        variants[name] = _checked(item, f"band.variants.{name}", edges)
    return variants


def _checked(item: Fields, key: str, edges: list[float | None]) -> Band:
    known = [edge for edge in edges if edge is not None]
    if known != sorted(known):
        item.note(key, edges, "is not in order. Write the edges from the lowest to the highest.")
    hard_lo, lo, hi, hard_hi = edges
    if (hard_lo is not None and lo is None) or (hard_hi is not None and hi is None):
        item.note(
            key, edges, "has an outer edge without the inner one. Give lo with hard_lo, hi with hard_hi."
        )
    return Band(hard_lo, lo, hi, hard_hi)


def _options(item: Fields) -> dict[str, float | None]:
    options = {
        option_key: option.number("score", low=0, high=1) for option, option_key in _keyed(item, "options")
    }
    if not options:
        item.note("options", item.data.get("options"), "has no options. Give each a key and a score.")
    if NOT_APPLICABLE in options:
        item.note("options", NOT_APPLICABLE, "stands for 'not applicable'. Choose another key.")
    if item.flag("scored", default=True):
        for key, score in options.items():
            if score is None:
                item.note("options", key, "has no score. Give one from 0 to 1, or set scored to false.")
    return options
