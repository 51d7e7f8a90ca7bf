"""The consistency wheel: at each touchpoint the atmosphere intended, the one read, and the quality."""

from collections.abc import Iterable

from eventaudit.consistency import Mixture, TouchpointResult
from eventaudit.reports.colours import farthest

from .rows import Rows
from .scores import tenth
from .texts import joined, mixture_name

NEUTRAL = "neutral"
NEUTRAL_COLOUR = "#ffffff"


def wheel_part(rows: Rows) -> dict:
    """touchpoints: in the guest's order; intended and read as {atmosphere: share}, empty where unknown.

    atmospheres: those that occur, each with its letter and its colour, which differ from one another.
    """
    spokes = [_spoke(number, *item, rows) for number, item in enumerate(rows.audit.touchpoints.items(), 1)]
    met = dict.fromkeys(key for spoke in spokes for side in ("intended", "read") for key in spoke[side])
    return {"touchpoints": spokes, "atmospheres": _atmospheres(met, rows)}


def _spoke(number: int, key: str, result: TouchpointResult, rows: Rows) -> dict:
    return {
        "key": key,
        "number": number,
        "name": rows.glossary.touchpoint(key),
        "applies": result.applies,
        "quality": _percent(result.q.obs),
        "assured": _percent(result.q.low),
        "coverage": _percent(result.coverage),
        "intended": _shares([(result.intended, 1.0)] if result.intended else []),
        "intended_name": mixture_name(result.intended, rows.glossary),
        "read": _shares(result.reading.spread),
        "read_name": joined(mixture_name(mixture, rows.glossary) for mixture, _ in result.reading.spread),
        "likeness": _percent(result.likeness),
    }


def _shares(spread: Iterable[tuple[Mixture, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for mixture, weight in spread:
        for key, share in mixture.shares or ((NEUTRAL, 1.0),):
            found[key] = found.get(key, 0) + weight * share
    return {key: round(share, 3) for key, share in sorted(found.items(), key=lambda one: -one[1])}


def _atmospheres(keys: Iterable[str], rows: Rows) -> dict[str, dict]:
    known = rows.glossary.atmospheres
    found: dict[str, dict] = {}
    for number, key in enumerate(keys):
        palette = list(known[key].palette) if key in known else []
        taken = [one["colour"] for one in found.values()]
        found[key] = {
            "name": rows.glossary.atmosphere(NEUTRAL if key == NEUTRAL else {key: 1.0}),
            "letter": chr(ord("A") + number),
            "colour": NEUTRAL_COLOUR if key == NEUTRAL else farthest(palette, taken),
        }
    return found


def _percent(share: float | None) -> float | None:
    return None if share is None else tenth(100 * share)
